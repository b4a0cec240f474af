"""Where the extension's scripts come in, from a button on a sheet, the menu or the toolbar."""

from . import SPREADSHEET
from .entry import press


def pressed(function: str, event: tuple, document) -> None:
    """Press a button. *event* is what a button on a sheet hands over, *document* the one in front.

    A button belongs to its own document, which need not be the one in front, and there may be none.
    """
    found = _around(event[0]) if event else None
    if found is None:
        found = document
    if found is not None and found.supportsService(SPREADSHEET):
        press(function, found)


def _around(event):
    """The spreadsheet around the control from which an event comes; None for any other."""
    part = getattr(event.Source, "Model", None) if hasattr(event, "Source") else None
    while part is not None and not (hasattr(part, "supportsService") and part.supportsService(SPREADSHEET)):
        part = getattr(part, "Parent", None)
    return part
