"""Clicks on the template's buttons in a document whose macros may not run (宏已禁用), as is usual for a workbook of Excel's.

There LibreOffice runs no script at all that a button is bound to, not even one of an extension. What a button does is done
by the extension nevertheless, which the user has installed: it listens to the form, and nothing of the document is run.
"""

import uno
import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.script import XScriptListener

from .buttons import function_behind
from .scripts import pressed


class Clicks(unohelper.Base, XScriptListener):
    """Hears of every click on a form's buttons."""

    def firing(self, event) -> None:
        function = function_behind(event.ScriptCode)
        if function is not None:
            _afterwards(Press(function, tuple(event.Arguments)))

    def approveFiring(self, event) -> None:
        """For events that want an answer: a click wants none."""

    def disposing(self, source) -> None:
        """The form is gone, and with it its clicks."""


class Press(unohelper.Base, XCallback):
    """What a click leads to, once the click itself is over: the button may leave the screen."""

    def __init__(self, function: str, arguments: tuple):
        self._function, self._arguments = function, arguments

    def notify(self, _) -> None:
        pressed(self._function, self._arguments, None)


def _afterwards(callback: Press) -> None:
    context = uno.getComponentContext()
    service = context.ServiceManager.createInstanceWithContext("com.sun.star.awt.AsyncCallback", context)
    service.addCallback(callback, None)


def hear_clicks(document) -> None:
    """Listen to the forms of a document."""
    sheets = document.Sheets
    for number in range(sheets.Count):
        forms = sheets.getByIndex(number).DrawPage.Forms
        for place in range(forms.Count):
            forms.getByIndex(place).addScriptListener(Clicks())
