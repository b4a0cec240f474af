"""Addresses, boxes, the value that stands at an address, and how a number is printed there.

Rows and columns count from 0 inside the package and become ``A1`` only where a person reads them.
"""

from decimal import Decimal
from functools import lru_cache

from .book import UNCACHED, CellError, Shown
from .money import DIGITS, HUNDRED, decimal, in_unit, places_of, plain, round_half_up
from .record import Record

Place = tuple[int, int]  # row and column of a cell, from 0

_EXACT = 10**15  # from here on a spreadsheet's number has no reliable last digit, and is printed as it is
_MOST_DECIMALS = 12


@lru_cache(maxsize=None)
def column_name(col: int) -> str:
    """``0`` → ``A``, ``26`` → ``AA``."""
    name = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(row: int, col: int) -> str:
    """The ``A1`` address of a cell."""
    return f"{column_name(col)}{row + 1}"


def quoted(sheet: str) -> str:
    """A sheet's name as references write it: ``'整体自评表'``."""
    return "'" + sheet.replace("'", "''") + "'"


def parse_address(text: str) -> tuple[int, int]:
    """``$B$3`` → ``(2, 1)``. Raises ValueError for anything that is not one cell's address."""
    letters = text.replace("$", "").rstrip("0123456789")
    digits = text.replace("$", "")[len(letters):]
    if not letters.isalpha() or not letters.isascii() or not digits or int(digits) == 0:
        raise ValueError(f"不是单元格地址：{text}")
    return int(digits) - 1, column_number(letters)


@lru_cache(maxsize=None)
def column_number(letters: str) -> int:
    """``A`` → ``0``, ``AA`` → ``26``."""
    col = 0
    for letter in letters.upper():
        col = col * 26 + ord(letter) - 64
    return col - 1


class Box(Record):
    """A rectangle of cells, both corners included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def a1(self) -> str:
        first = address(self.top, self.left)
        last = address(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    @property
    def absolute(self) -> str:
        """``$A$1:$C$3``."""
        return f"${column_name(self.left)}${self.top + 1}:${column_name(self.right)}${self.bottom + 1}"

    def holds(self, row: int, col: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= col <= self.right


def parse_box(text: str) -> Box:
    """``A1:C3`` or ``A1`` → Box."""
    first, _, last = text.partition(":")
    top, left = parse_address(first)
    bottom, right = parse_address(last or first)
    return Box(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


class Missing(Exception):
    """A value that a rule needs is there but cannot be used; the engine records the rule as 未检."""

    def __init__(self, reason: str, field: "Field | None" = None):
        super().__init__(reason)
        self.reason = reason
        self.field = field


class Field(Record):
    """One value of a form and the cell it stands in.

    ``text`` is what the cell shows. ``number`` is None when the text is not a number; otherwise
    an amount is in 万元 (``unit`` keeps the unit it is printed in), a rate is in percentage points,
    anything else is as printed. Its exponent keeps the printed decimals.
    """

    sheet: str
    row: int
    col: int
    text: str
    number: Decimal | None = None
    label: str = ""  # the field's business name: “年度资金总额·全年执行数”
    unit: str = ""  # of an amount: the unit it is printed in
    bad: CellError | None = None  # an error cell or a formula without a cached value

    @property
    def place(self) -> tuple[str, int, int]:
        return self.sheet, self.row, self.col

    @property
    def cell(self) -> str:
        return address(self.row, self.col)

    @property
    def blank(self) -> bool:
        """Nothing is filled in (a dash stands for nothing too). An error cell is not blank."""
        return self.bad is None and self.number is None and self.text in BLANKS

    @property
    def filled(self) -> bool:
        return self.number is not None or self.bad is not None or self.text not in BLANKS

    @property
    def unreadable(self) -> bool:
        """Something is filled in, and it is no number."""
        return self.number is None and (self.bad is not None or self.text not in BLANKS)

    def spelled(self, number: Decimal, decimals: int | None = None) -> str:
        """Another figure as this cell would spell it: in its unit, and with it behind where the cell says it (1360.00元).

        With no more than so many *decimals*, where they are given.
        """
        figure = in_unit(number, self.unit)
        shown = plain(figure if decimals is None else round_half_up(figure, decimals))
        return shown + (self.unit if self.text.endswith(self.unit) else "")

    def required(self) -> Decimal:
        """The number, or Missing with the reason a person can act on."""
        if self.number is not None:
            return self.number
        raise Missing(self.why_unreadable(), self)

    def why_unreadable(self) -> str:
        name = f"{self.cell}（{self.label}）" if self.label else self.cell
        if self.bad is not None:
            return why_bad(name, self.bad)
        if self.blank:
            return f"{name} 为空，请补填"
        return f"{name} 的“{self.text}”读不成数，请只填数字"


def why_bad(name: str, bad: CellError) -> str:
    """Why the cell or cells called *name* have no value, and what to do."""
    if bad == UNCACHED:
        return f"{name} 的公式没有缓存值，请在 Excel 或 WPS 里打开并保存一次再检"
    return f"{name} 是错误值 {bad.code}，{'请改正公式，或由人填上数' if bad.code == '#N/A' else '请先改正公式'}"


_OF_MONEY = 2
_DATE_PARTS = (("y", "year", "年"), ("m", "month", "月"), ("d", "day", "日"))
COUNTED_AS_ZERO = "空"  # the text of an empty cell that counts as the figure 0
BLANKS = frozenset(("", "-", "--", "---", "—", "——", "－", "－－", "–", "―", "─", "/", "／", "\\"))


@lru_cache(maxsize=16384, typed=True)
def shown_number(value: int | float | Decimal, shown: Shown | None) -> tuple[Decimal | None, str]:
    """A numeric cell as (number, text), both as its format prints them."""
    number = decimal(value)
    if not number.is_finite() or number.adjusted() >= DIGITS:
        return None, str(value)
    if shown is not None and (shown.before or shown.behind):
        number, text = shown_number(value, shown._replace(before="", behind=""))
        return number, shown.before + text + shown.behind
    if shown is not None and shown.scale:
        number = number.scaleb(-shown.scale)
    if abs(number) >= _EXACT:
        return number, plain(number)
    if shown is not None and shown.percent:
        number *= HUNDRED
        places = places_of(number.normalize()) if shown.decimals is None else shown.decimals
        number = round_half_up(number, min(places, _MOST_DECIMALS))
        return number, f"{number:f}%"
    if shown is None or shown.decimals is None:
        if number == number.to_integral_value():
            number = number.quantize(1)
        return number, plain(number)
    number = round_half_up(number, min(shown.decimals, _MOST_DECIMALS))
    return number, f"{number:f}"


def shown_date(day, parts: str) -> str:
    """A date (datetime.date) as its cell shows it; *parts* are Shown.date, without which it is whole.

    Who types 2024年12月 or 12月31日 has the first day of the month in the cell, or the year in which it was typed.
    """
    if not parts:
        return str(day).removesuffix(" 00:00:00")
    return "".join(f"{getattr(day, name)}{word}" for letter, name, word in _DATE_PARTS if letter in parts)


@lru_cache(maxsize=16384, typed=True)
def shown_amount(value: int | float | Decimal, shown: Shown | None) -> tuple[Decimal | None, str]:
    """A cell with an amount of money as (number, text): a format that prints less than the usual two decimals of 万元
    does not round the number, for the spreadsheet adds up what the cells hold."""
    number, text = shown_number(value, shown)
    if number is None or shown is None or shown.percent or shown.decimals is None or shown.decimals >= _OF_MONEY:
        return number, text
    return shown_number(value, shown._replace(decimals=_OF_MONEY))[0], text
