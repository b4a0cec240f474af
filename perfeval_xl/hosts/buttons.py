"""The buttons (按钮) as hosts show them: label, function of perfeval_xl.macros, picture, and what it says it does."""

from ..core.record import Record

TITLE = "绩效自评"  # of the ribbon tab, the menu, the toolbar and every message box
WORKBOOKS = ("xlsx", "xlsm", "xls", "xlsb", "et", "ods")  # what may be chosen where a button asks for workbooks


class Button(Record):
    """One button. *image* is a picture built into Office (imageMso)."""

    label: str
    function: str  # in perfeval_xl.macros
    image: str
    tip: str
    large: bool = False

    @property
    def macro(self) -> str:
        """The macro that a button on a sheet is bound to: ``clear_marks`` → ``PerfClearMarks``."""
        return "Perf" + self.function.title().replace("_", "")


class Group(Record):
    """Buttons that stand together."""

    label: str
    buttons: tuple[Button, ...]


GROUPS = (
    Group(
        "校验",
        (
            Button(
                "一键校验",
                "validate",
                "AcceptInvitation",
                "检查本工作簿里的自评表、目标表和决算公开表，标出有问题的格子，并逐条列在“校验结果”表里。",
                large=True,
            ),
            Button(
                "清除标记",
                "clear_marks",
                "ClearFormats",
                "去掉校验留下的颜色、批注和“校验结果”表，表里原来的内容不动。",
            ),
            Button("重算得分", "rescore", "CalculateNow", "按方案重新计算各指标得分和总分，要人定分的行不动。"),
        ),
    ),
    Group(
        "填报",
        (
            Button("导入决算表", "import_final_accounts", "FileOpen", "从决算公开表的工作簿里取数，填进公开01至09表。"),
            Button("新增项目表", "add_project_sheet", "FileNew", "添加一张空白的项目支出绩效自评表。"),
        ),
    ),
    Group(
        "报送",
        (
            Button("生成公开版", "publish", "FileSaveAs", "另存一份可以公开的副本：遮蔽个人信息，去掉公式和宏。"),
            Button("封存提交", "seal", "FileMarkAsFinal", "另存一份封存的副本，以后能查出改动过哪里。"),
        ),
    ),
    Group(
        "工具",
        (
            Button(
                "环境体检",
                "check_environment",
                "FileDocumentInspect",
                "检查 Python、加载项和文件夹是否正常，并说明怎样处理。",
            ),
        ),
    ),
)
BUTTONS = tuple(button for group in GROUPS for button in group.buttons)
