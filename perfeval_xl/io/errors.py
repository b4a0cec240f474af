"""What is said when a file cannot be read or written: one plain sentence with the file, the reason and the remedy."""


class Fault(Exception):
    """Why a file cannot be read and what to do, before the file's name is known. Whoever knows that makes it a sentence (UnreadableFile)."""

    def __init__(self, why: str, remedy: str):
        super().__init__(why)
        self.why = why
        self.remedy = remedy


class UnreadableFile(Exception):
    """A file that is no readable workbook (文件无法检查). ``str()`` is one Chinese sentence for the user."""

    def __init__(self, name: str, why: str, remedy: str):
        super().__init__(f"{name} 无法检查：{why}，请{remedy}。")
        self.name = name
        self.why = why
        self.remedy = remedy


class UnwritableFile(Exception):
    """A file that could not be written (文件没有写成). ``str()`` is one Chinese sentence; what was there is unchanged."""

    def __init__(self, path: str, why: str, remedy: str):
        super().__init__(f"{path} 没有写成：{why}，请{remedy}。")


RESAVE = "在 Excel 或 WPS 里打开，另存为 .xlsx 后再检"
FETCH_AGAIN = "重新下载或向提供人重新索取完整的文件"


def damaged(what: str = "文件内容") -> Fault:
    """A file that breaks off or does not fit together."""
    return Fault(f"{what}损坏或不完整", FETCH_AGAIN)


def protected() -> Fault:
    """A workbook that asks for a password before it shows anything."""
    return Fault("工作簿设有打开密码", "在 Excel 或 WPS 里去掉打开密码，另存后再检")


def too_large(what: str) -> Fault:
    """A file that would fill the memory, by accident or on purpose."""
    return Fault(what, "确认文件来源可靠，删去表格以外的多余行列和内容，另存后再检")
