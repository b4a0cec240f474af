"""The grammar of targets and actuals (指标值、完成值): cell texts → values that can be compared."""

from collections.abc import Sequence
from decimal import Decimal

from ...core.money import MONEY_UNITS
from ..units import convert, is_money, is_percent, is_price, magnitude_of
from .figures import chinese_number
from .grammar import parse_value
from .record import Period, Value
from .words import (
    EXACT_WORDS,
    answers,
    bare_words,
    is_graded,
    is_nothing,
    is_placeholder,
    missed,
    none_occurred,
    none_of_it_occurred,
    not_reached,
    partly_reached,
    reached,
)

__all__ = [
    "Period",
    "Value",
    "answers",
    "bare_words",
    "chinese_number",
    "inexact",
    "is_graded",
    "is_nothing",
    "is_placeholder",
    "missed",
    "money_amount",
    "none_occurred",
    "none_of_it_occurred",
    "not_reached",
    "parse_value",
    "partly_reached",
    "priced_amount",
    "priced_and_stated",
    "reached",
    "vague",
]


def inexact(value: Value) -> str:
    """The word or sign that makes an actual (完成值) no exact figure: 以上, 预估, a copied ≥; "" when it is exact."""
    if value.fuzzy:
        return value.fuzzy
    if value.kind == "number" and value.upper is not None:
        return "区间"
    if value.comparator not in ("", "=") and value.sign and value.sign not in EXACT_WORDS:
        return value.sign
    return next((found for found in map(inexact, value.parts) if found), "") if value.parts else ""


def vague(text: str) -> bool:
    """Whether nobody can measure this target (不可衡量): words without a figure, a date or described grades."""
    return parse_value(text).kind == "text" and not is_graded(text)


def money_amount(value: Value) -> Decimal | None:
    """An amount of money in 万元, or None when the value is none (a price is none)."""
    return convert(value.number, value.unit, "万元")


def priced_amount(value: Value) -> Decimal | None:
    """数量×单价 in 万元: “260套，230元/套” → 5.98; None unless the value is one quantity and its price.

    More factors are multiplied only where the text does so: “12人*500元/月*12个月” → 7.2.
    """
    multiplied = sum(map(value.text.count, _TIMES_SIGNS)) == len(value.parts) - 1
    return _product(value.parts) if len(value.parts) == 2 or multiplied else None


def priced_and_stated(value: Value) -> tuple[Decimal, Value] | None:
    """数量×单价 in 万元 and the total said beside it: “260套，230元/套，共5.98万元”; None unless the value is these three."""
    amounts = [part for part in value.parts if part.text.startswith(_TOTAL_WORDS) and is_money(part.unit)]
    if len(value.parts) != 3 or len(amounts) != 1 or amounts[0].comparator or amounts[0].fuzzy:
        return None
    product = _product([part for part in value.parts if part is not amounts[0]])
    return None if product is None else (product, amounts[0])


_TIMES_SIGNS = "×*＊"
_TOTAL_WORDS = ("共", "合计", "总", "小计", "计")


def _product(parts: Sequence[Value]) -> Decimal | None:
    """Quantities and their price, in whatever order, multiplied in 万元; None where what the price is for is not among them."""
    prices = [part for part in parts if is_price(part.unit)]
    if len(prices) != 1 or any(part.number is None for part in parts):
        return None
    money, _, counters = prices[0].unit.partition("/")
    product, wanted = prices[0].number * convert(MONEY_UNITS["万元"], money, "万元"), counters.split("·")
    for quantity in parts:
        if quantity is prices[0]:
            continue
        if is_money(quantity.unit) or is_percent(quantity.unit):
            return None
        counter = next((each for each in wanted if convert(quantity.number, quantity.unit, each) is not None), None)
        if counter is None:  # the persons of 500元/月
            product *= quantity.number * magnitude_of(quantity.unit)
        else:
            wanted.remove(counter)
            product *= convert(quantity.number, quantity.unit, counter)
    return None if wanted else product
