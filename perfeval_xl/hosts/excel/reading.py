"""An open workbook as a Book: one read of values per sheet, its merges, and, when a rule asks, formats, formulas, notes.

What a file says of a cell the open workbook says too: dates as dates, error values as such, an empty cell is not zero.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from ...core.book import Book, CellError, Extras, Sheet, Shown
from ...core.cells import Box, parse_box
from ...io.number_formats import shown
from .com import XL_SHEET_VISIBLE, error_code

_MANY = 200_000  # cells of a used range above which it is looked up how many of its rows hold anything
_EPOCH = datetime.date(1899, 12, 30)  # day 0: what has this date is a time of day


def read_book(book) -> Book:
    """The Book of an xlwings.Book."""
    return Book(tuple([read_sheet(sheet) for sheet in book.sheets]), "excel")


def read_sheet(sheet, known: Sheet | None = None) -> Sheet:
    """One xlwings.Sheet. *known* is what was read of it before: it is returned itself where no value differs.

    Merges are read again only where a text differs, for to merge cells deletes what they hold, and number formats of a
    column only where one of its values differs, for to type “98%” sets one.
    """
    box, values = _used(sheet)
    rows = _grid(box, values)
    hidden = sheet.visible not in (True, XL_SHEET_VISIBLE)
    if known is not None and (known.name, known.rows, known.hidden) == (sheet.name, rows, hidden):
        return known
    formats = NumberFormats(sheet, len(rows))
    merges = None
    if known is not None:
        formats.keep(known, rows)
        merges = known.merges if _texts(known.rows) == _texts(rows) else None
    if merges is None:
        merges = merged_areas(sheet, box) if rows else ()
    extras = Extras(formats, Lazily(lambda: _formulas(sheet, box, rows)), Lazily(lambda: _notes(sheet)))
    return Sheet(sheet.name, rows, merges, hidden, lambda: extras)


def _texts(rows: Sequence[Sequence]) -> list[tuple[int, int, str]]:
    return [(i, j, value) for i, row in enumerate(rows) for j, value in enumerate(row) if value and value.__class__ is str]


# -- values --------------------------------------------------------------------------------------------------------


def _used(sheet) -> tuple[Box, Sequence[Sequence]]:
    """The cells that hold something, and their values."""
    used = sheet.used_range
    top, left = used.row, used.column
    height, width = used.shape
    if height * width > _MANY:  # whole columns that are formatted count as used
        height = _filled_rows(sheet, top, left, height, width)
        used = sheet.range((top, left), (top + height - 1, left + width - 1))
    box = Box(top - 1, left - 1, top + height - 2, left + width - 2)
    values = _rows(used.raw_value)
    if any(value.__class__ is Decimal for row in values for value in row):  # a currency has four decimals at most
        exact = _rows(used.api.Value2)
        values = [[e if v.__class__ is Decimal else v for v, e in zip(*rows)] for rows in zip(values, exact)]
    return box, values


def _filled_rows(sheet, top: int, left: int, height: int, width: int) -> int:
    """How many rows from *top* on hold anything: halved until found, for filters and hidden rows do not deceive CountA."""
    count = sheet.book.app.api.WorksheetFunction.CountA
    low, high = 1, height
    while low < high:
        middle = (low + high) // 2
        rest = sheet.range((top + middle, left), (top + height - 1, left + width - 1))
        if count(rest.api):
            low = middle + 1
        else:
            high = middle
    return low


def _rows(values) -> Sequence[Sequence]:
    """A range of one cell comes as its value."""
    return values if isinstance(values, (tuple, list)) else ((values,),)


def _grid(box: Box, values: Sequence[Sequence]) -> tuple[tuple, ...]:
    """Rows from A1 on, without the empty ones at the end."""
    rows = [[plain(value) for value in row] for row in values]
    while rows and not any(value != "" for value in rows[-1]):
        rows.pop()
    if not rows:
        return ()
    width = max(max((col for col, value in enumerate(row) if value != ""), default=-1) for row in rows) + 1
    margin = ("",) * box.left
    above = (("",) * (box.left + width),) * box.top
    return (*above, *((*margin, *row[:width]) for row in rows))


def plain(value):
    """A value of Excel as a Book holds it."""
    kind = value.__class__
    if kind is str or kind is float or kind is bool:
        return value
    if value is None:
        return ""
    if kind is int:
        error = error_code(value)
        return CellError(error) if error else float(value)
    if isinstance(value, datetime.datetime):
        return _date(value)
    return float(value) if isinstance(value, Decimal) else value


def _date(value: datetime.datetime) -> datetime.date | datetime.time:
    """Without the time zone that pywin32 adds; a day without a time of day is a date."""
    moment = value.time().replace(microsecond=0)
    if value.date() == _EPOCH:
        return moment
    if moment == datetime.time():
        return value.date()
    return datetime.datetime.combine(value.date(), moment)


# -- merges --------------------------------------------------------------------------------------------------------


def merged_areas(sheet, box: Box) -> list[tuple[int, int, int, int]]:
    """The merged areas within *box*. Excel tells of a range whether all, none or some of it is merged, so halves that
    have none are passed over, and rows that have some are walked from area to area."""
    areas: list[Box] = []
    pending = [box]
    while pending:
        part = pending.pop()
        state = range_of(sheet, part).merge_cells
        if state is False:
            continue
        if state is True or part.top == part.bottom:
            _walk(sheet, part, areas)
        else:
            middle = (part.top + part.bottom) // 2
            pending += [part._replace(top=middle + 1), part._replace(bottom=middle)]
    return [tuple(area) for area in areas]


def _walk(sheet, part: Box, areas: list[Box]) -> None:
    for row in range(part.top, part.bottom + 1):
        col = part.left
        while col <= part.right:
            area = next((area for area in areas if area.holds(row, col)), None)
            if area is None:
                area = parse_box(sheet.range((row + 1, col + 1)).merge_area.address)
                if area.top != area.bottom or area.left != area.right:
                    areas.append(area)
            col = area.right + 1


def range_of(sheet, box: Box):
    """The range of these cells."""
    return sheet.range((box.top + 1, box.left + 1), (box.bottom + 1, box.right + 1))


# -- what only some rules ask for ----------------------------------------------------------------------------------


class Lazily(Mapping):
    """A mapping that is read when somebody asks, once. Whoever changes the sheet asks before."""

    def __init__(self, load: Callable[[], dict]):
        self._load = load
        self._loaded: dict | None = None

    def _known(self) -> dict:
        if self._loaded is None:
            self._loaded = self._load()
        return self._loaded

    def __getitem__(self, place):
        return self._known()[place]

    def __iter__(self) -> Iterator:
        return iter(self._known())

    def __len__(self) -> int:
        return len(self._known())


class NumberFormats(Mapping):
    """How numbers print, by (row, col). A column is read when one of its cells is asked for, most of them in one call."""

    def __init__(self, sheet, height: int):
        self._sheet, self._height = sheet, height
        self._columns: dict[int, dict[int, Shown | None]] = {}

    def keep(self, known: Sheet, rows: Sequence[Sequence]) -> None:
        """Take over from what was read before the columns in which no value differs."""
        before = known.formats
        if isinstance(before, NumberFormats) and before._height == self._height:
            for col, formats in before._columns.items():
                if all(old[col : col + 1] == new[col : col + 1] for old, new in zip(known.rows, rows)):
                    self._columns[col] = formats

    def __getitem__(self, place: tuple[int, int]) -> Shown:
        row, col = place
        if col not in self._columns:
            self._columns[col] = dict(self._column(col, 0, self._height - 1))
        found = self._columns[col].get(row)
        if found is None:
            raise KeyError(place)
        return found

    def __bool__(self) -> bool:
        return True  # formats are told; to count them would be to read them all

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return ((row, col) for row, col in self._places() if self.get((row, col)) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _places(self) -> Iterator[tuple[int, int]]:
        width = self._sheet.used_range.last_cell.column
        return ((row, col) for row in range(self._height) for col in range(width))

    def _column(self, col: int, top: int, bottom: int) -> Iterator[tuple[int, Shown | None]]:
        """Excel tells the format of a range whose cells all have the same, else None."""
        if top > bottom:
            return
        code = range_of(self._sheet, Box(top, col, bottom, col)).number_format
        if code is not None or top == bottom:
            how = shown(code) if code else None
            yield from ((row, how) for row in range(top, bottom + 1))
            return
        middle = (top + bottom) // 2
        yield from self._column(col, top, middle)
        yield from self._column(col, middle + 1, bottom)


def _formulas(sheet, box: Box, rows: Sequence[Sequence]) -> dict[tuple[int, int], str]:
    """Formula text by cell, without “=”. A text that begins with “=” shows itself, a formula shows something else."""
    if not rows:
        return {}
    part = box._replace(bottom=len(rows) - 1, right=len(rows[0]) - 1)
    return {
        (row, col): text[1:]
        for row, texts in enumerate(_rows(range_of(sheet, part).formula), box.top)
        for col, text in enumerate(texts, box.left)
        if isinstance(text, str) and text.startswith("=") and rows[row][col] != text
    }


def _notes(sheet) -> dict[tuple[int, int], str]:
    """The texts of the notes (批注) by cell."""
    found = {}
    for note in sheet.notes:
        place = note.location
        found[place.row - 1, place.column - 1] = note.text
    return found
