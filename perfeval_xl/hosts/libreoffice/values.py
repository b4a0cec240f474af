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


def argument(value):
    """An argument as worksheet functions take it."""
    if value.__class__ is tuple:
        return tuple([tuple([argument(cell) for cell in row]) for row in value])
    return value if value.__class__ is not float or value == value else _error(value)


def scalar(value):
    """A single result as Calc takes it."""
    return _ERRORS.get(value.code, _ERRORS[UNREADABLE.code]) if value.__class__ is CellError else value


def rows(value) -> tuple[tuple, ...]:
    """A result as rows, those of an array; a single one is one row."""
    if not is_range(value):
        value = ((value,),)
    return tuple([tuple([scalar(cell) for cell in row]) for row in value])


def _error(nan: float) -> CellError:
    (bits,) = struct.unpack("<Q", struct.pack("<d", nan))
    return CellError(error_code(bits & 0xFFFF))
