"""The buttons (按钮) of the ribbon, the template and the toolbar: one function each, the same for every host.

Each takes the open workbook (core.host.Host). What it has to say it says in one message box; what goes wrong before
anything was changed leaves everything as it was.
"""

from .accounts import import_final_accounts
from .checking import clear_marks, validate
from .copies import publish, seal
from .environment import check_environment
from .pressing import press
from .projects import add_project_sheet
from .scores import rescore

# Label of the button → function. The labels are those of the ribbon, of sheet 首页 and of the toolbar.
BUTTONS = {
    "一键校验": validate,
    "清除标记": clear_marks,
    "重算得分": rescore,
    "导入决算表": import_final_accounts,
    "新增项目表": add_project_sheet,
    "生成公开版": publish,
    "封存提交": seal,
    "环境体检": check_environment,
}

__all__ = ["BUTTONS", "press", *(function.__name__ for function in BUTTONS.values())]
