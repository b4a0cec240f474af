"""Values as Calc hands them to an add-in, and as it takes them back.

A left out argument is None, a range rows of values, TRUE 1.0, an empty cell of a range "" (a single empty cell 0.0). An
error is a number that is none: Calc keeps its code in the lower half of a NaN, in both directions, which is the only way
for an add-in to say #DIV/0!. Codes: LibreOffice's help, "Error Codes in LibreOffice Calc".
"""

import struct

from ...core.book import CellError
from ...functions.arrays import is_range
from ...functions.values import UNREADABLE
from .reading import NAMED_ERRORS, error_code

_ERROR_NUMBERS = {code: number for number, code in NAMED_ERRORS.items()} | {UNREADABLE.code: 519}
_QUIET_NAN = 0x7FF8 << 48
_ERRORS = {
    code: struct.unpack("<d", struct.pack("<Q", _QUIET_NAN | number))[0] for code, number in _ERROR_NUMBERS.items()
}


def arguments(given: tuple) -> list:
    """The arguments of a call as worksheet functions take them, those left out at the end dropped.

    Calc computes no call that is given a single error: these only stand in ranges.
    """
    taken = [_cells(value) if value.__class__ is tuple else value for value in given]
    while taken and taken[-1] is None:
        taken.pop()
    return taken


def _cells(rows: tuple) -> tuple:
    return tuple([tuple([cell if cell == cell else _error(cell) for cell in row]) for row in rows])


def handed_over(value):
    """A single result, or rows of results, as Calc takes them."""
    if is_range(value):
        return tuple(
            [tuple([_ERRORS[cell.code] if cell.__class__ is CellError else cell for cell in row]) for row in value]
        )
    return _ERRORS[value.code] if value.__class__ is CellError else value


def _error(nan: float) -> CellError:
    (bits,) = struct.unpack("<Q", struct.pack("<d", nan))
    return CellError(error_code(bits & 0xFFFF))
