"""Where the macros of a workbook come in: ``call`` computes a worksheet function, ``press`` does what a button says.

Values arrive and leave as COM has them: an empty cell is None, an error value an integer, a range rows of values. Errors
leave as their text (#N/A), which the macros turn into errors again.
"""

from collections.abc import Sequence
from functools import lru_cache

from ... import macros
from ...core.book import Book, CellError
from ...functions import BY_NAME, Caller, Workbook
from ...functions import call as compute
from ...functions.arrays import is_range
from ...functions.values import UNREADABLE
from .com import translated
from .live import ExcelHost
from .reading import plain, read_sheet
from .state import shown_status

_KEPT = 4  # workbooks that are open side by side


def call(name: str, arguments: Sequence, caller=None):
    """The value of a worksheet function. *caller* is the calling cell, a COM Range, or None.

    Returns str, float or rows of these, never raises: an error is the text of an error value.
    """
    try:
        given = [_argument(value) for value in arguments or ()]
        needs = name in BY_NAME and BY_NAME[name].needs_workbook
        return _handed_over(compute(name, given, _caller(caller) if needs and caller is not None else None))
    except Exception:  # nothing but a value may reach the cell
        return UNREADABLE.code


def press(button: str, workbook) -> bool:
    """Do in *workbook*, a COM Workbook, what the button does whose function has that name in perfeval_xl.macros.

    False where it could not be done, which the user was told. Raises KeyError for a button that there is not.
    """
    function = macros.BUTTONS[button]
    book = _book(workbook)
    with shown_status(book.app):
        host = ExcelHost(book)
        try:
            return macros.press(_translating(function), host)
        finally:
            _workbooks().clear()  # what was read before is no longer so


def _translating(button):
    """The button with Excel's own errors as sentences."""

    def translated_button(host) -> None:
        with translated():
            button(host)

    return translated_button


# -- worksheet functions -------------------------------------------------------------------------------------------


def _argument(value):
    if is_range(value):
        return tuple(tuple(plain(cell) for cell in row) if is_range(row) else plain(row) for row in value)
    return None if value is None else plain(value)


def _handed_over(value):
    if is_range(value):
        return tuple(tuple(_handed_over(cell) for cell in row) for row in value)
    return value.code if isinstance(value, CellError) else value


def _caller(cell) -> Caller:
    """The calling cell in its own workbook, which need not be the active one."""
    sheet = cell.Worksheet
    return Caller(_workbook(_book(sheet.Parent)), sheet.Name, cell.Row - 1, cell.Column - 1)


@lru_cache(maxsize=1)
def _workbooks() -> dict[str, Workbook]:
    """The workbooks that functions were called from, by full name, as they were read last."""
    return {}


def _workbook(book) -> Workbook:
    """The workbook as it is now. All values are read at every call, one read per sheet, for no event of Excel comes
    before its recalculation; what follows from them is kept while they stay the same. Merges and number formats are
    read again with the values of their sheet."""
    kept, name = _workbooks(), book.api.FullName
    before = kept.pop(name, None)
    known = {sheet.name: sheet for sheet in before.book.sheets} if before is not None else {}
    sheets = tuple([read_sheet(sheet, known.get(sheet.name)) for sheet in book.sheets])
    if before is None or len(sheets) != len(before.book.sheets) or any(
        now is not then for now, then in zip(sheets, before.book.sheets)
    ):
        before = Workbook(Book(sheets, "excel"))
    kept[name] = before
    while len(kept) > _KEPT:
        del kept[next(iter(kept))]
    return before


def _book(workbook):
    """An xlwings.Book of a COM Workbook: the one that was handed over, whatever is active and whatever it is called."""
    import xlwings
    from xlwings import _xlwindows

    return xlwings.Book(impl=_xlwindows.Book(xl=workbook))
