"""Values as Calc hands them to an add-in, and as it takes them back.

An argument that was left out is None, a range rows of values, TRUE 1.0, an empty cell of a range "" (a single one 0.0).
No call is made where an argument is an error, or a range with one in it. An error as a result is a number that is none:
Calc keeps the error's number in the lower half of a NaN, and takes it from there, which is the only way for an add-in to
say #DIV/0!. Numbers: LibreOffice's help, "Error Codes in LibreOffice Calc".
"""

import struct

from ...core.book import CellError
from ...functions.arrays import is_range
from ...functions.values import UNREADABLE
from .reading import NAMED_ERRORS

_ERROR_NUMBERS = {code: number for number, code in NAMED_ERRORS.items()} | {UNREADABLE.code: 519}
_QUIET_NAN = 0x7FF8 << 48
_ERRORS = {
    code: struct.unpack("<d", struct.pack("<Q", _QUIET_NAN | number))[0] for code, number in _ERROR_NUMBERS.items()
}


def arguments(given: tuple) -> list:
    """The arguments of a call as worksheet functions take them: those left out at the end are none."""
    taken = list(given)
    while taken and taken[-1] is None:
        taken.pop()
    return taken


def handed_over(value):
    """A single result, or rows of results, as Calc takes them."""
    if is_range(value):
        return tuple(
            [tuple([_ERRORS[cell.code] if cell.__class__ is CellError else cell for cell in row]) for row in value]
        )
    return _ERRORS[value.code] if value.__class__ is CellError else value
