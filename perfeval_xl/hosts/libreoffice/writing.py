"""Described changes of a sheet: fills, comments, values, rows. Cells of one fill are filled by one call."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import uno  # noqa: F401  makes com.sun.star importable
from com.sun.star.table import CellAddress, CellRangeAddress

from ...core.cells import Place
from ...core.fills import NONE, read_fill, spelled
from .colours import Theme, rgb_of
from .formats import Formats
from .reading import CONTENT
from .state import Unlocked

_NO_COLOUR = -1
_GENERAL = 0  # the key of a document's standard number format


def read_fills(sheet, places: Collection[Place]) -> dict[Place, str]:
    """The fills of cells. LibreOffice knows solid colours only."""
    return {(row, col): _fill_of(sheet.getCellByPosition(col, row).CellBackColor) for row, col in places}


def _fill_of(colour: int) -> str:
    return NONE if colour == _NO_COLOUR else spelled(f"{colour & 0xFFFFFF:06X}")


def write_fills(document, sheet, fills: Mapping[Place, str], theme: Theme) -> None:
    """Give cells fills. One that no host can write (a pattern) becomes none."""
    by_colour: dict[int, list[Place]] = {}
    for place, text in fills.items():
        fill = read_fill(text)
        rgb = rgb_of(fill, theme) if fill is not None else None
        by_colour.setdefault(_NO_COLOUR if rgb is None else int(rgb, 16), []).append(place)
    if by_colour:
        with Unlocked(sheet):
            for colour, places in by_colour.items():
                cells(document, sheet, places).CellBackColor = colour


def cells(document, sheet, places: Iterable[Place]):
    """Cells anywhere on a sheet as one object, com.sun.star.sheet.SheetCellRanges."""
    ranges = document.createInstance("com.sun.star.sheet.SheetCellRanges")
    number = sheet.getRangeAddress().Sheet
    ranges.addRangeAddresses(tuple(CellRangeAddress(number, *run) for run in runs(places)), False)
    return ranges


def runs(places: Iterable[Place]) -> Iterator[tuple[int, int, int, int]]:
    """Cells one below the other taken together, as (first column, first row, last column, last row)."""
    start = last = None
    for col, row in sorted((col, row) for row, col in places):
        if last is not None and last == (col, row - 1):
            last = col, row
            continue
        if start is not None:
            yield *start, *last
        start = last = col, row
    if start is not None:
        yield *start, *last


def write_comments(sheet, comments: Mapping[Place, str]) -> None:
    """Make these the comments of the cells, "" for none. A comment is replaced, not changed: only that can be undone."""
    if not comments:
        return
    with Unlocked(sheet):
        notes = sheet.getAnnotations()
        for number in reversed(range(notes.Count)):
            place = notes.getByIndex(number).getPosition()
            if (place.Row, place.Column) in comments:
                notes.removeByIndex(number)
        number = sheet.getRangeAddress().Sheet
        for (row, col), text in comments.items():
            if text:
                notes.insertNew(CellAddress(number, col, row), text)


def write_values(sheet, values: Mapping[Place, str | float | None], formats: Formats) -> None:
    """Put values into cells. A text is put as it is, and is never taken for a number or a formula."""
    if not values:
        return
    with Unlocked(sheet):
        for (row, col), value in values.items():
            cell = sheet.getCellByPosition(col, row)
            if value is None or value == "":
                cell.clearContents(CONTENT)
            elif isinstance(value, str):
                cell.setString(value)
            else:
                if formats.of(cell.NumberFormat).is_text:  # edited there a number would become a text
                    cell.NumberFormat = _GENERAL
                cell.setValue(float(value))


def insert_rows(sheet, row: int, count: int) -> None:
    """Empty rows before *row*, formatted as the row above."""
    with Unlocked(sheet):
        sheet.Rows.insertByIndex(row, count)


def put_rows(sheet, rows: Sequence[Sequence[str | float]]) -> None:
    """Put a rectangle of values at the top left of a sheet in one call; texts stay texts."""
    if rows and rows[0]:
        sheet.getCellRangeByPosition(0, 0, len(rows[0]) - 1, len(rows) - 1).setDataArray(tuple(map(tuple, rows)))
