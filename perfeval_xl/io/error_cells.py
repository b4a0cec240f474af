"""The error values of .xls, .xlsb and .ods, which calamine leaves out of the grid: an error is not an empty cell.

[MS-XLS] 2.4.24 (BoolErr), 2.4.28 (BoundSheet8), 2.4.127 (Formula), 2.5.10 (Bes); [MS-XLSB] 2.4.307 (BrtBundleSh), 2.4.318
(BrtCellError), 2.4.670 (BrtFmlaError); OpenDocument 1.2 Part 1, 9.1 (tables), with LibreOffice's calcext:value-type.
"""

import re
import struct
from collections.abc import Iterator, Sequence

from ..core.book import BadCell, CellError
from ..core.patterns import Pattern
from .hazards import binary_records
from .ole_streams import stream
from .package import Package
from .parts import local, parse, parser, relations

_CODES = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip
_BOF, _EOF, _SHEET, _BOOL_ERROR = 0x0809, 0x000A, 0x0085, 0x0205
_FORMULAS = (0x0006, 0x0206, 0x0406)
# A record of an error value, or of a formula whose result is one: most files have none and need not be gone through.
_ANY = Pattern(rb"\x05\x02\x08\x00.{7}\x01|\x06[\x00\x02\x04].{8}\x02.{5}\xff\xff", re.DOTALL)
_XLSB_SHEET, _XLSB_ERRORS = 156, (3, 11)
_MOST_REPEATED = 100_000  # error cells of an .ods that stand for more than themselves; a form has a handful


def error_cells(kind: str, data: bytes) -> Sequence[Sequence[BadCell]]:
    """The error cells of each worksheet in its order; () for a file that has none, or does not tell."""
    try:
        if kind == "xls":
            return _of_xls(stream(data, "Workbook", "Book"))
        package = Package(data)
        return _of_xlsb(package) if kind == "xlsb" else _of_ods(package.read("content.xml"))
    except (struct.error, IndexError, UnicodeDecodeError):  # what calamine could read all the same
        return ()


def _error(code: int) -> CellError:
    return CellError(_CODES.get(code, "#VALUE!"))


# -- .xls ------------------------------------------------------------------------------------------------------------


def _of_xls(workbook: bytes) -> list[list[BadCell]]:
    if _ANY.search(workbook) is None:
        return []
    starts = []
    for kind, at, _ in _records(workbook, 0):
        if kind == _SHEET and workbook[at + 5] == 0:  # a worksheet, no chart and no module
            starts.append(struct.unpack_from("<L", workbook, at)[0])
        elif kind == _EOF:
            break
    return [list(_of_sheet(workbook, start)) for start in starts]


def _of_sheet(workbook: bytes, start: int) -> Iterator[BadCell]:
    depth = 0  # a chart inside the sheet has its own BOF and EOF
    for kind, at, _ in _records(workbook, start):
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 0:
            return
        if kind == _BOOL_ERROR and workbook[at + 7] == 1:
            yield *struct.unpack_from("<2H", workbook, at), _error(workbook[at + 6])
        elif kind in _FORMULAS and workbook[at + 12 : at + 14] == b"\xff\xff" and workbook[at + 6] == 2:
            yield *struct.unpack_from("<2H", workbook, at), _error(workbook[at + 8])


def _records(workbook: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place of the content and size of every record."""
    while at + 4 <= len(workbook):
        kind, size = struct.unpack_from("<2H", workbook, at)
        yield kind, at + 4, size
        at += 4 + size


# -- .xlsb -----------------------------------------------------------------------------------------------------------


def _of_xlsb(package: Package) -> list[list[BadCell]]:
    """Of the sheets that are worksheets, and no chart or macro sheets."""
    related = relations(package, "xl/workbook.bin")
    parts = [related.get(name, ("", "")) for name in _relationships(package.read("xl/workbook.bin"))]
    return [list(_of_part(package.read(part))) for kind, part in parts if kind == "worksheet"]


def _relationships(workbook: bytes) -> Iterator[str]:
    """Those of the sheets in their order."""
    for kind, at, _ in binary_records(workbook):
        if kind == _XLSB_SHEET:
            (length,) = struct.unpack_from("<L", workbook, at + 8)
            yield workbook[at + 12 : at + 12 + 2 * length].decode("utf-16-le")


def _of_part(sheet: bytes) -> Iterator[BadCell]:
    row = 0
    for kind, at, _ in binary_records(sheet):
        if kind == 0:
            (row,) = struct.unpack_from("<L", sheet, at)
        elif kind in _XLSB_ERRORS:
            yield row, struct.unpack_from("<L", sheet, at)[0], _error(sheet[at + 8])


# -- .ods ------------------------------------------------------------------------------------------------------------


def _of_ods(content: bytes) -> list[list[BadCell]]:
    if b'value-type="error"' not in content:
        return []
    reader = _OdsReader()
    made = parser()
    made.StartElementHandler, made.EndElementHandler = reader.start, reader.end
    made.CharacterDataHandler = reader.characters
    parse(made, content)
    return reader.sheets


class _OdsReader:
    """Where the parser stands in a content.xml, and the error cells of each table so far."""

    def __init__(self):
        self.sheets: list[list[BadCell]] = []
        self._row = self._col = self._rows = self._cols = self._repeated = 0
        self._text: list[str] | None = None  # of an error cell

    def start(self, name, attributes):
        tag = local(name)
        if tag == "table":
            self.sheets.append([])
            self._row = self._rows = 0
        elif tag == "table-row":
            self._row += self._rows
            self._rows, self._col, self._cols = _number(attributes, "number-rows-repeated"), 0, 0
        elif tag in ("table-cell", "covered-table-cell"):
            self._col += self._cols
            self._cols = _number(attributes, "number-columns-repeated")
            is_error = any(value == "error" and local(name) == "value-type" for name, value in attributes.items())
            self._text = [] if is_error else None

    def characters(self, text):
        if self._text is not None:
            self._text.append(text)

    def end(self, name):
        if local(name) in ("table-cell", "covered-table-cell") and self._text is not None:
            error = CellError("".join(self._text).strip() or "#VALUE!")
            self._repeated += self._rows * self._cols
            if self._repeated <= _MOST_REPEATED:
                places = [(row, col) for row in range(self._rows) for col in range(self._cols)]
                self.sheets[-1] += [(self._row + row, self._col + col, error) for row, col in places]
            self._text = None


def _number(attributes, name: str) -> int:
    """How many rows or columns an element stands for."""
    said = next((value for full, value in attributes.items() if local(full) == name), "")
    return int(said) if said.isdecimal() else 1
