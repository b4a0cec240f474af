"""Values as hosts hand them over: what they show as text, the number they are, the error they carry.

A host hands over None or ``""`` for a blank cell, str, int, float, bool, CellError, and a range as rows of these.
"""

from decimal import Decimal
from functools import lru_cache

from ..core.book import UNCACHED, CellError
from ..core.money import DIGITS, decimal, plain, read_number

UNREADABLE = CellError("#VALUE!")
NOT_AVAILABLE = CellError("#N/A")
NO_DIVISION = CellError("#DIV/0!")
NO_NAME = CellError("#NAME?")

_OUTER = " \t\r\n\u3000\xa0\u200b\ufeff"


def is_blank(value) -> bool:
    """Nothing is filled in, or nothing but white space."""
    if value.__class__ is str:
        return not value or value.isspace() or not value.strip(_OUTER)
    return value is None


def first_error(values) -> CellError | None:
    """The first error value among arguments, as Excel hands errors on."""
    for value in values:
        if value.__class__ is CellError:
            return NOT_AVAILABLE if value == UNCACHED else value
    return None


@lru_cache(maxsize=4096, typed=True)
def text_of(value) -> str:
    """What a cell of this value shows without a number format: 0.98 → “0.98”, 65.0 → “65”, TRUE → “TRUE”."""
    if value.__class__ is str:
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    number = _finite(value)
    return str(value).removesuffix(" 00:00:00") if number is None else plain(number)  # a date has no time of day


@lru_cache(maxsize=4096, typed=True)
def number_of(value) -> Decimal | None:
    """The number that a cell is, also one written as text (“1,489.93”); None for anything else."""
    return read_number(value) if value.__class__ is str else _finite(value)


def _finite(value) -> Decimal | None:
    """None for what is no number, TRUE included, and for what no budget can hold."""
    if value.__class__ is not float and value.__class__ is not int and value.__class__ is not Decimal:
        return None
    number = decimal(value)
    return number if number.is_finite() and number.adjusted() < DIGITS else None


def handed_back(value):
    """A result as hosts take it: an exact number becomes a float, once, at the edge."""
    return float(value) if value.__class__ is Decimal else value
