"""The grammar of targets and actuals (指标值、完成值): cell texts → values that can be compared."""

from decimal import Decimal

from ...core.money import MONEY_UNITS
from ..units import convert, is_price
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
    """数量×单价 in 万元: “260套，230元/套” → 5.98; None unless the value is one quantity and its price."""
    if len(value.parts) != 2 or any(part.number is None for part in value.parts):
        return None
    quantity, price = sorted(value.parts, key=lambda part: is_price(part.unit))
    money, _, counter = price.unit.partition("/")
    count = convert(quantity.number, quantity.unit, counter) if is_price(price.unit) else None
    return None if count is None else count * price.number * convert(MONEY_UNITS["万元"], money, "万元")
