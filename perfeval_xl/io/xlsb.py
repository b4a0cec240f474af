"""The cells of an .xlsb: error values and number formats.

[MS-XLSB] 2.4.307 (BrtBundleSh), 2.4.312–2.4.325 (cells), 2.4.653 (BrtFmt), 2.4.816 (BrtXF).
"""

import struct
from collections.abc import Iterator

from ..core.book import BadCell, Shown
from .hazards import binary_records
from .number_formats import BUILT_IN, shown
from .other_files import Formats, Told, error_of
from .package import Package
from .parts import relations

_ROW, _SHEET, _FORMAT, _STYLE, _STYLES, _STYLES_END = 0, 156, 44, 47, 617, 618
_ERRORS, _NUMBERS = (3, 11), (2, 5, 9)


def worksheets(data: bytes) -> list[Told]:
    """Of the sheets in their order that are worksheets, and no chart or macro sheets. Raises struct.error, Fault."""
    package = Package(data)
    related = relations(package, "xl/workbook.bin")
    styles = next((_styles(package.read(part)) for kind, part in related.values() if kind == "styles"), {})
    parts = [related.get(name, ("", "")) for name in _relationships(package.read("xl/workbook.bin"))]
    sheets = [package.read(part) for kind, part in parts if kind == "worksheet"]
    return [Told(tuple(_errors(sheet)), lambda sheet=sheet: _formats(sheet, styles)) for sheet in sheets]


def _relationships(workbook: bytes) -> Iterator[str]:
    """Those of the sheets in their order."""
    for kind, at, _ in binary_records(workbook):
        if kind == _SHEET:
            yield _text(workbook, at + 8)


def _text(data: bytes, at: int) -> str:
    (length,) = struct.unpack_from("<L", data, at)
    return data[at + 4 : at + 4 + 2 * length].decode("utf-16-le")


def _styles(part: bytes) -> dict[int, Shown]:
    """How the cell styles that fix it show a number."""
    codes, numbers, of_cells = dict(BUILT_IN), [], False
    for kind, at, _ in binary_records(part):
        of_cells = kind == _STYLES or of_cells and kind != _STYLES_END
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", part, at)[0]] = _text(part, at + 2)
        elif kind == _STYLE and of_cells:
            numbers.append(struct.unpack_from("<H", part, at + 2)[0])
    ways = {number: shown(code) for number, code in codes.items()}
    return {style: how for style, number in enumerate(numbers) if (how := ways.get(number)) is not None}


def _errors(sheet: bytes) -> Iterator[BadCell]:
    for row, col, kind, at in _cells(sheet):
        if kind in _ERRORS:
            yield row, col, error_of(sheet[at + 8])


def _formats(sheet: bytes, styles: dict[int, Shown]) -> Formats:
    found = {}
    for row, col, kind, at in _cells(sheet):
        if kind in _NUMBERS:
            how = styles.get(int.from_bytes(sheet[at + 4 : at + 7], "little"))
            if how is not None:
                found[row, col] = how
    return found


def _cells(sheet: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Row, column, kind and place of the content of every cell."""
    row = 0
    for kind, at, _ in binary_records(sheet):
        if kind == _ROW:
            (row,) = struct.unpack_from("<L", sheet, at)
        elif kind in _ERRORS or kind in _NUMBERS:
            yield row, struct.unpack_from("<L", sheet, at)[0], kind, at
