"""Where the extension comes in: ``press`` does what a button says, ``rebind`` leads the template's buttons to the extension."""

from ... import macros
from .buttons import bind_buttons
from .dialogs import Dialogs
from .live import CalcHost
from .state import finish_typing, shown_status, translating


def press(function_name: str, document, dialogs: Dialogs | None = None) -> bool:
    """Do in *document*, the model of a spreadsheet, what the button does whose function has that name in perfeval_xl.macros.

    False where it could not be done, which the user was told. Raises KeyError for a button that there is not. *dialogs* is
    what asks and tells, by default LibreOffice's own boxes.
    """
    button = macros.BUTTONS[function_name]

    @translating
    def pressed(host) -> None:
        finish_typing(document)
        button(host)

    with shown_status(document) as status:
        return macros.press(pressed, CalcHost(document, status, dialogs))


def rebind(document) -> int:
    """Lead the buttons on the sheets of *document* that call our Basic macros (PerfValidate …) to the extension.

    Returns how many; any other document, and one whose buttons lead there already, is left as it is.
    """
    bound = bind_buttons(document)
    if bound and not document.AllowMacroExecution:
        from .clicks import hear_clicks  # which itself comes in here

        hear_clicks(document)
    return bound
