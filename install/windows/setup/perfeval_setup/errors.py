"""What ends the set-up."""


class SetupError(Exception):
    """The set-up cannot go on; ``str()`` is one Chinese sentence: what is wrong, and what to do."""


EXCEL_IS_OPEN = "{name} 正在使用：请存好表，关掉所有 Excel 窗口（任务管理器里也不要留着 EXCEL.EXE），再双击一次。"
STORE_PYTHON = "微软应用商店版的 Python 写的文件 Excel 看不到，请用 python.org 的，或用自带 Python 的安装包。"
