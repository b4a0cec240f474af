"""The cells of an .xls: error values and number formats.

[MS-XLS] 2.4.21 (BOF), 2.4.24 (BoolErr), 2.4.28 (BoundSheet8), 2.4.126 (Format), 2.4.127 (Formula), 2.4.175 (MulRk), 2.4.180
(Number), 2.4.220 (RK), 2.4.353 (XF).
"""

import re
import struct
from collections.abc import Iterator

from ..core.book import BadCell, Shown
from ..core.patterns import Pattern
from .number_formats import BUILT_IN, shown
from .ole_streams import stream
from .other_files import Formats, Told, error_of

_BOF, _EOF, _SHEET, _FORMAT, _STYLE = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_BOOL_ERROR, _MANY = 0x0205, 0x00BD
_FORMULAS, _NUMBERS = (0x0006, 0x0206, 0x0406), (0x0203, 0x027E, 0x0006, 0x0206, 0x0406)
_BIFF8 = 0x0600
# A record of an error value, or of a formula whose result is one: most files have none and need not be gone through.
_ANY_ERROR = Pattern(rb"\x05\x02\x08\x00.{7}\x01|\x06[\x00\x02\x04].{8}\x02.{5}\xff\xff", re.DOTALL)


def worksheets(data: bytes) -> list[Told]:
    """Of each worksheet in its order. Raises struct.error and IndexError for records that are cut off."""
    workbook = stream(data, "Workbook", "Book")
    starts, styles = _directory(workbook)
    any_error = _ANY_ERROR.search(workbook) is not None
    return [
        Told(tuple(_errors(workbook, start)) if any_error else (), lambda start=start: _formats(workbook, start, styles))
        for start in starts
    ]


def _directory(workbook: bytes) -> tuple[list[int], dict[int, Shown]]:
    """Where the worksheets begin, and how the cell styles that fix it show a number."""
    starts, codes, numbers = [], dict(BUILT_IN), []
    unicode = struct.unpack_from("<H", workbook, 4)[0] == _BIFF8
    for kind, at, size in _records(workbook, 0):
        if kind == _SHEET and workbook[at + 5] == 0:  # a worksheet, no chart and no module
            starts.append(struct.unpack_from("<L", workbook, at)[0])
        elif kind == _FORMAT:
            number, content = struct.unpack_from("<H", workbook, at)[0], workbook[at + 2 : at + size]
            codes[number] = _text(content) if unicode else content[1 : 1 + content[0]].decode("latin-1")
        elif kind == _STYLE:
            numbers.append(struct.unpack_from("<H", workbook, at + 2)[0])
        elif kind == _EOF:
            break
    ways = {number: shown(code) for number, code in codes.items()}
    return starts, {style: how for style, number in enumerate(numbers) if (how := ways.get(number)) is not None}


def _text(content: bytes) -> str:
    """A text with its length and the width of its characters before it ([MS-XLS] 2.5.294)."""
    length, wide = struct.unpack_from("<HB", content, 0)
    return content[3 : 3 + 2 * length].decode("utf-16-le") if wide & 1 else content[3 : 3 + length].decode("latin-1")


def _errors(workbook: bytes, start: int) -> Iterator[BadCell]:
    for kind, at, _ in _cells(workbook, start):
        if kind == _BOOL_ERROR and workbook[at + 7] == 1:
            yield *struct.unpack_from("<2H", workbook, at), error_of(workbook[at + 6])
        elif kind in _FORMULAS and workbook[at + 12 : at + 14] == b"\xff\xff" and workbook[at + 6] == 2:
            yield *struct.unpack_from("<2H", workbook, at), error_of(workbook[at + 8])


def _formats(workbook: bytes, start: int, styles: dict[int, Shown]) -> Formats:
    found = {}
    for kind, at, size in _cells(workbook, start):
        if kind in _NUMBERS:
            row, col, style = struct.unpack_from("<3H", workbook, at)
            if style in styles:
                found[row, col] = styles[style]
        elif kind == _MANY:  # the numbers of neighbouring cells: row, first column, style and number of each, last column
            row, first = struct.unpack_from("<2H", workbook, at)
            for col, place in enumerate(range(at + 4, at + size - 2, 6), first):
                (style,) = struct.unpack_from("<H", workbook, place)
                if style in styles:
                    found[row, col] = styles[style]
    return found


def _cells(workbook: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """The records of a worksheet: kind, place of the content, size."""
    depth = 0  # a chart inside the sheet has its own BOF and EOF
    for kind, at, size in _records(workbook, start):
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 0:
            return
        if depth == 1:
            yield kind, at, size


def _records(workbook: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    while at + 4 <= len(workbook):
        kind, size = struct.unpack_from("<2H", workbook, at)
        yield kind, at + 4, size
        at += 4 + size
