"""Buttons on the sheets of a document: those that call our Basic macros are bound to the extension's scripts.

LibreOffice does not run the macros' VBA; what it makes of a button of the template is a CommandButton with a script event.
"""

from collections.abc import Mapping

from ..buttons import BUTTONS
from . import PACKAGE

SCRIPTS = "perf_macros.py"  # in the extension's folder python; one function for each button
_BASIC = "?language=Basic"


def script_url(function: str) -> str:
    """The address of the script behind a button, by its function in perfeval_xl.macros."""
    return f"vnd.sun.star.script:{PACKAGE}|python|{SCRIPTS}${function}?language=Python&location=user:uno_packages"


def function_of(script: str, macros: Mapping[str, str]) -> str | None:
    """The function behind ``vnd.sun.star.script:VBAProject.PerfButtons.PerfValidate?language=Basic&…``; None for others."""
    address, basic, _ = script.partition(_BASIC)
    return macros.get(address.rpartition(".")[2].lower()) if basic else None


def function_behind(script: str) -> str | None:
    """The function of perfeval_xl.macros whose script_url that is; None for any other."""
    return next((button.function for button in BUTTONS if script == script_url(button.function)), None)


def bind_buttons(document) -> int:
    """Bind them; returns how many. A document in which there are none is not touched, nor does any become modified."""
    macros = {button.macro.lower(): button.function for button in BUTTONS}  # Basic knows no case
    modified, bound = document.isModified(), 0
    sheets = document.Sheets
    for number in range(sheets.Count):
        forms = sheets.getByIndex(number).DrawPage.Forms
        for place in range(forms.Count):
            bound += _bind(forms.getByIndex(place), macros)
    if bound:
        document.setModified(modified)
    return bound


def _bind(form, macros: Mapping[str, str]) -> int:
    bound = 0
    for number in range(form.Count):
        events = form.getScriptEvents(number)
        functions = [function_of(event.ScriptCode, macros) for event in events]
        if not any(functions):
            continue
        form.revokeScriptEvents(number)
        for event, function in zip(events, functions):
            if function:
                event.ScriptType, event.ScriptCode = "Script", script_url(function)
                bound += 1
            form.registerScriptEvent(number, event)
    return bound
