"""An open document as a Book: one read of values per sheet, and one walk over its distinct looks, which tell merges and
number formats together. How many calls that takes does not depend on how many cells there are.

What a file says of a cell the open document says too, but for one thing: here no formula is without a value.
Flags: com.sun.star.sheet.CellFlags and FormulaResult; error numbers: those that LibreOffice shows as Err:nnn.
"""

import datetime
from collections.abc import Iterator, Sequence
from functools import cached_property

from ...core.book import UNCACHED, Book, CellError, Extras, Sheet, Shown
from ...core.cells import Place
from ...core.host import HostError
from ...core.patterns import Pattern
from ...core.record import Record
from ...io.calc_names import short
from .formats import Formats, NumberFormat

_FORMULAS = 16
CONTENT = 1 | 2 | 4 | _FORMULAS  # numbers, dates, texts, formulas
_ERRORS = 4
_NUMBER = Pattern(r"-?[0-9]+(?:\.[0-9]+)?(?:E[-+][0-9]+)?")
_MAX_AREA = 8_000_000  # cells of a sheet's rectangle

# As LibreOffice writes them into a workbook: those with a name, those of an argument or of the writing, and the rest.
NAMED_ERRORS = {503: "#NUM!", 521: "#NULL!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!", 32767: "#N/A"}
_VALUE_ERRORS = frozenset((502, 504, 508, 509, 510, 511, 519, 522))


class Look(Record):
    """Cells that look alike in every respect, so that what is merged there is merged over as many rows and columns."""

    addresses: Sequence  # com.sun.star.table.CellRangeAddress
    format: NumberFormat
    height: int
    width: int

    @property
    def places(self) -> Iterator[Place]:
        return _places(self.addresses)


def _places(addresses: Sequence) -> Iterator[Place]:
    for one in addresses:
        for row in range(one.StartRow, one.EndRow + 1):
            for col in range(one.StartColumn, one.EndColumn + 1):
                yield row, col


def formula_cells(sheet, cells) -> Iterator[tuple[int, int, str]]:
    """(row, column, formula) of those of some *cells* of a sheet that hold one, array formulas in braces: a call an area."""
    for area in cells.queryContentCells(_FORMULAS).getRangeAddresses():
        top, left = area.StartRow, area.StartColumn
        texts = sheet.getCellRangeByPosition(left, top, area.EndColumn, area.EndRow).getFormulaArray()
        for row, line in enumerate(texts, top):
            for col, text in enumerate(line, left):
                yield row, col, text


def read_book(document) -> Book:
    """The Book of a spreadsheet document. Raises HostError for a sheet that would fill the memory."""
    return _book(document, _computed)


def read_typed(document) -> Book:
    """The same without asking for the value of any formula: these cells hold UNCACHED. Nothing is computed for it."""
    return _book(document, _typed)


def _book(document, values) -> Book:
    formats, sheets = Formats(document), document.Sheets
    return Book(tuple([_read(sheets.getByIndex(number), formats, values) for number in range(sheets.Count)]), "calc")


def _read(sheet, formats: Formats, values) -> Sheet:
    name, hidden = sheet.Name, not sheet.IsVisible
    filled = sheet.queryContentCells(CONTENT).getRangeAddresses()
    height = max((one.EndRow + 1 for one in filled), default=0)
    width = max((one.EndColumn + 1 for one in filled), default=0)
    if height * width > _MAX_AREA:
        raise HostError(f"工作表“{name}”用到第 {height} 行、第 {width} 列，超出能读的范围，请删去表格以外的多余行列。")
    if not filled:
        return Sheet(name, (), (), hidden, Extras({}, {}, {}))
    cells = sheet.getCellRangeByPosition(0, 0, width - 1, height - 1)
    rows = values(sheet, cells)
    looks = list(_looks(sheet, cells, formats))
    _put_values(rows, looks, formats)
    merges = tuple(sorted(_merges(looks)))
    return Sheet(name, tuple(map(tuple, rows)), merges, hidden, lambda: _Extras(sheet, cells, rows, looks))


def _computed(sheet, cells) -> list[list]:
    rows = [list(row) for row in cells.getDataArray()]
    for row, col in _places(sheet.queryFormulaCells(_ERRORS).getRangeAddresses()):
        rows[row][col] = CellError(error_code(sheet.getCellByPosition(col, row).getError()))
    return rows


def _typed(sheet, cells) -> list[list]:
    rows = [[_typed_value(text) for text in row] for row in cells.getFormulaArray()]
    for row, col in _places(sheet.queryContentCells(_FORMULAS).getRangeAddresses()):
        rows[row][col] = UNCACHED
    return rows


def _typed_value(text: str):
    """What is typed, of what an English formula bar shows: an apostrophe is before a text that looks like a number."""
    if text.startswith("'"):
        return text[1:]
    return float(text) if _NUMBER.fullmatch(text) else text


def _looks(sheet, cells, formats: Formats) -> Iterator[Look]:
    distinct = cells.UniqueCellFormatRanges
    for number in range(distinct.Count):
        alike = distinct.getByIndex(number)
        addresses = alike.getRangeAddresses()
        height, width = _span(sheet, sheet.getCellByPosition(addresses[0].StartColumn, addresses[0].StartRow))
        yield Look(addresses, formats.of(alike.NumberFormat), height, width)


def _span(sheet, cell) -> tuple[int, int]:
    """Over how many rows and columns a cell is merged that is the first of its area; 1 and 1 for any other."""
    if not cell.getIsMerged():
        return 1, 1
    cursor = sheet.createCursorByRange(cell)
    cursor.collapseToMergedArea()
    area = cursor.getRangeAddress()
    return area.EndRow - area.StartRow + 1, area.EndColumn - area.StartColumn + 1


def _merges(looks: Sequence[Look]) -> Iterator[tuple[int, int, int, int]]:
    for look in looks:
        if (look.height, look.width) != (1, 1):
            for row, col in look.places:
                yield row, col, row + look.height - 1, col + look.width - 1


def _put_values(rows: list[list], looks: Sequence[Look], formats: Formats) -> None:
    """Numbers that are dates, times or truth values become these."""
    for look in looks:
        if not look.format.is_number:
            for row, col in look.places:
                if rows[row][col].__class__ is float:
                    rows[row][col] = look.format.value(rows[row][col], formats.first_day)


def error_code(number: int) -> str:
    """``#DIV/0!`` for 532: what stands in the workbook for an error that LibreOffice counts."""
    return NAMED_ERRORS.get(number) or ("#VALUE!" if number in _VALUE_ERRORS else "#N/A")


class _Extras:
    """Stands in for core.book.Extras: each of the three is read when somebody asks, once, and before the sheet changes."""

    def __init__(self, sheet, cells, rows: Sequence[Sequence], looks: Sequence[Look]):
        self._sheet, self._cells, self._rows, self._looks = sheet, cells, rows, looks

    @cached_property
    def formats(self) -> dict[Place, Shown]:
        """Of the numbers and the dates. A look that only differs in its merges or its borders prints alike."""
        found = {}
        for look in self._looks:
            how = look.format.shown
            if how is not None:
                found |= {at: how for at in look.places if isinstance(self._rows[at[0]][at[1]], (float, datetime.date))}
        return found

    @cached_property
    def formulas(self) -> dict[Place, str]:
        """With their equals sign, an array formula in braces; function names are English, ours as everybody knows them;
        semicolons part arguments."""
        addresses = self._sheet.queryContentCells(_FORMULAS).getRangeAddresses()
        texts = self._cells.getFormulaArray() if addresses else ()
        return {(row, col): short(texts[row][col]) for row, col in _places(addresses)}

    @cached_property
    def comments(self) -> dict[Place, str]:
        notes = self._sheet.getAnnotations()
        found = {}
        for number in range(notes.Count):
            note = notes.getByIndex(number)
            place = note.getPosition()
            found[place.Row, place.Column] = note.getString() or _drawn(note)
        return found


def _drawn(note) -> str:
    """What a comment's box shows. Of a comment that comes from a file, LibreOffice 25.2 knows the text in its box alone."""
    box = note.getAnnotationShape()
    return box.getString() if box is not None else ""
