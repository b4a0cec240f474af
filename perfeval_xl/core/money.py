"""The one door to Decimal, and the spreadsheet's rounding.

Every number that is compared, summed or scored comes in through :func:`decimal` or :func:`read_number`
and is rounded by :func:`round_half_up`; nothing else in the package calls ``Decimal`` on outside data.
"""

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

from .patterns import Pattern

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)

# How many 万元 one unit is. Amounts are held in 万元 everywhere behind recognition.
MONEY_UNITS = {
    "元": Decimal("0.0001"),
    "百元": Decimal("0.01"),
    "千元": Decimal("0.1"),
    "万元": ONE,
    "百万元": HUNDRED,
    "亿元": Decimal(10000),
}

# A spreadsheet keeps 15 significant digits and rounds halves away from zero.
_FIFTEEN_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)

# No figure of a public budget comes near: what is larger, or longer than anyone types, is no number but a slip.
DIGITS = 20
LONGEST = 40

BEGINNINGS = frozenset(".+-(,．＋－（，￥¥")  # what a number can begin with besides a digit

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－＋（）％：　\xa0", "0123456789.,-+()%:  ")
_NUMBER = Pattern(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")


def decimal(value) -> Decimal:
    """A cell's number as Decimal, at the 15 significant digits that the spreadsheet itself keeps."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, float):
        return Decimal(f"{value:.15g}")
    return Decimal(value)


def half_width(text: str) -> str:
    """Full-width digits, signs, brackets and spaces as their ASCII twins; everything else is left alone."""
    return text.translate(_FULL_WIDTH)


def read_number(text: str) -> Decimal | None:
    """The number that a whole cell text is, or None: ``1,489.93`` ``（12.50）`` ``84　`` ``￥247``; ``10分`` is none of these.

    Thousands separators, full-width characters and surrounding spaces are traces of conversion, brackets are the
    accountants' minus, and ￥ says no more than the form does. A text with anything else beside the number is not one.
    """
    if len(text) > LONGEST:
        return None
    text = half_width(text).replace(",", "").replace(" ", "").strip().lstrip("￥¥")
    negative = text.startswith("(") and text.endswith(")")
    if negative:
        text = text[1:-1]
    if not _NUMBER.fullmatch(text):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if abs(number.adjusted()) >= DIGITS:
        return None
    return -number if negative else number


def total_of(*values: Decimal) -> Decimal:
    """``=SUM(values)``; 0 of none."""
    return sum(values, ZERO)


def round_half_up(value: Decimal, places: int) -> Decimal:
    """``=ROUND(value, places)``: to 15 significant digits first, then half away from zero."""
    return _FIFTEEN_DIGITS.plus(value).quantize(_last_digit(places), ROUND_HALF_UP, _WIDE)


@lru_cache(maxsize=64)
def _last_digit(places: int) -> Decimal:
    """1, 0.1, 0.01 …: made once for each number of decimals, for every score is rounded."""
    return Decimal((0, (1,), -places))


def places_of(value: Decimal) -> int:
    """How many decimals a number is written with (``97.00`` has two)."""
    text = str(value)
    return max(0, -value.as_tuple().exponent) if "E" in text else len(text.partition(".")[2])


def plain(value: Decimal) -> str:
    """A number as a person writes it: no exponent, no trailing zeros."""
    text = str(value)
    if "E" in text:
        text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def in_unit(amount: Decimal, unit: str) -> Decimal:
    """An amount in 万元 as the figure that stands in a table whose unit is *unit*."""
    return amount / MONEY_UNITS.get(unit, ONE)
