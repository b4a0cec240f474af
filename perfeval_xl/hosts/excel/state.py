"""Excel while a button works: nothing flickers, recalculates or asks; afterwards all is as it was, whatever happened."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from ...core.host import HostError, LockedSheet
from .com import EDITING, is_com_error, translated

# Setting → what it is while a button works. Restored in the opposite order: the screen last.
_QUIET = (
    ("screen_updating", False),
    ("enable_events", False),
    ("display_alerts", False),
    ("calculation", "manual"),
)
_ALLOWED = (
    "AllowFormattingCells", "AllowFormattingColumns", "AllowFormattingRows", "AllowInsertingColumns", "AllowInsertingRows",
    "AllowInsertingHyperlinks", "AllowDeletingColumns", "AllowDeletingRows", "AllowSorting", "AllowFiltering",
    "AllowUsingPivotTables",
)  # fmt: skip


@contextmanager
def changing(book, what: str) -> Iterator[None]:
    """Around everything that changes an xlwings.Book. Raises HostError where it cannot be changed now."""
    app = book.app
    with translated(), ExitStack() as restoring:
        require_changeable(book)
        sheet = book.sheets.active.name
        before = {name: getattr(app, name) for name, _ in _QUIET}
        restoring.enter_context(shown_status(app))
        for name, _ in _QUIET:
            restoring.callback(_put_back, app, name, before[name])
        for name, quiet in _QUIET:
            setattr(app, name, quiet)
        app.status_bar = what
        try:
            yield
        except BaseException:
            _activated(book, sheet)
            raise


def require_changeable(book) -> None:
    """Raises HostError while a cell is being edited, or where the structure of the workbook is protected."""
    if not book.app.api.Ready:
        raise HostError(EDITING)
    if book.api.ProtectStructure:
        raise HostError("工作簿结构有保护，不能增删工作表，请在“审阅”里撤销工作簿保护后再点。")


@contextmanager
def shown_status(app) -> Iterator[None]:
    """What is shown in the status bar meanwhile is gone afterwards."""
    before = app.status_bar
    try:
        yield
    finally:
        # Excel answers FALSE where it shows its own words; only False gives the bar back to it.
        _put_back(app, "status_bar", False if str(before).upper() == "FALSE" else before)


def _put_back(app, name: str, value) -> None:
    """One setting that cannot be restored must not keep the others from being restored."""
    try:
        setattr(app, name, value)
    except Exception as error:
        if not is_com_error(error):
            raise


def _activated(book, sheet: str) -> None:
    """After an error the user stands where they stood; the sheet may be gone."""
    try:
        book.sheets[sheet].activate()
    except Exception as error:
        if not is_com_error(error):
            raise


@contextmanager
def unlocked(sheet) -> Iterator[None]:
    """A sheet without its protection, which is put on again as it was. Raises LockedSheet where it has a password."""
    com = sheet.api
    if not com.ProtectContents:
        yield
        return
    protection = com.Protection
    allowed = {name: bool(getattr(protection, name)) for name in _ALLOWED}
    drawings, scenarios, selection = bool(com.ProtectDrawingObjects), bool(com.ProtectScenarios), com.EnableSelection
    try:
        com.Unprotect("")  # with an empty password Excel does not ask for one
    except Exception as error:
        if not is_com_error(error):
            raise
    if com.ProtectContents:
        raise LockedSheet(sheet.name)
    try:
        yield
    finally:
        com.Protect(Password="", DrawingObjects=drawings, Contents=True, Scenarios=scenarios, **allowed)
        com.EnableSelection = selection
