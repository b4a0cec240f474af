"""Values put together of several signs: ``90%≤X≤100%`` ``95±2%`` ``±5%以内`` ``4篇，其中SCI2篇``. Read only where they occur."""

from decimal import Decimal

from ...core.patterns import Pattern
from .figures import read_figure
from .record import Value

_FIGURE = r"([0-9]+(?:\.[0-9]+)?)([^0-9±≤<]*?)"
_RISING = Pattern(rf"{_FIGURE}(≤|<=|<)[^0-9≤<>≥=]{{1,12}}(?:(?:≤|<=|<){_FIGURE})?")
_FALLING = Pattern(rf"{_FIGURE}(≥|>=|>)[^0-9≤<>≥=]{{1,12}}(?:(?:≥|>=|>){_FIGURE})?")
_TURNED = {"<": ">", "<=": "≥", "≤": "≥", ">": "<", ">=": "≤", "≥": "≤"}
_TOLERANCE = Pattern(rf"(?:≤|<=?|不超过|控制在|在)?(?:{_FIGURE})?±{_FIGURE}(?:以内|之内|范围内|内)?")


def read_composed(text: str, cleaned: str) -> Value | None:
    """The range or the total that *cleaned* (half-width, no spaces) states, or None."""
    return _between(text, cleaned) or _tolerance(text, cleaned) or _with_parts(text, cleaned)


def _between(text: str, cleaned: str) -> Value | None:
    rising = _RISING.fullmatch(cleaned)
    match = rising or _FALLING.fullmatch(cleaned)
    if match is None:
        return None
    first, unit, sign, second, second_unit = match.groups()
    if second is None:  # 90%≤满意度
        found = read_figure(text, f"{_TURNED[sign]}{first}{unit}")
        return found and found._replace(text=text)
    if rising:
        return _range(text, Decimal(first), Decimal(second), unit, second_unit)
    return _range(text, Decimal(second), Decimal(first), second_unit, unit)


def _tolerance(text: str, cleaned: str) -> Value | None:
    match = _TOLERANCE.fullmatch(cleaned)
    if match is None:
        return None
    centre, centre_unit, slack, slack_unit = match.groups()
    middle, by = Decimal(centre or 0), Decimal(slack)
    found = _range(text, middle - by, middle + by, centre_unit or "", slack_unit)
    return found and found._replace(comparator="=")  # beyond it is no better


def _range(text: str, low: Decimal, high: Decimal, low_unit: str, high_unit: str) -> Value | None:
    if low > high or low_unit and high_unit and low_unit != high_unit:
        return None
    unit = low_unit or high_unit
    if read_figure(text, f"{high}{unit}") is None:
        return None
    found = read_figure(text, f"{low}{unit}")
    return found and found._replace(upper=high)


def _with_parts(text: str, cleaned: str) -> Value | None:
    """The figure before “，其中……”, whatever is said of its parts."""
    total, including, _ = cleaned.partition(",其中")
    return read_figure(text, total) if including else None
