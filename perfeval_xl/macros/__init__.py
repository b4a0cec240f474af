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

# Every button by the name that a macro knows it by; their labels are the hosts'.
BUTTONS = {
    button.__name__: button
    for button in (
        validate,
        clear_marks,
        rescore,
        import_final_accounts,
        add_project_sheet,
        publish,
        seal,
        check_environment,
    )
}

__all__ = ["BUTTONS", "press", *BUTTONS]
