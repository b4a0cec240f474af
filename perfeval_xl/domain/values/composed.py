"""Values put together of several signs: ``90%≤X≤100%`` ``95±2%`` ``±5%以内`` ``4篇，其中SCI2篇``, and figures behind a name
that holds figures itself: ``12345热线办结率≥95%`` ``PM2.5年均浓度35``. Read only where they occur."""

import re
from decimal import Decimal

from ...core.patterns import Pattern
from .figures import read_figure
from .record import Value
from .words import SIGNS

_FIGURE = r"([0-9]+(?:\.[0-9]+)?)([^0-9±≤<]*?)"
_RISING = Pattern(rf"{_FIGURE}(≤|<=|<)[^0-9≤<>≥=]{{1,12}}(?:(?:≤|<=|<){_FIGURE})?")
_FALLING = Pattern(rf"{_FIGURE}(≥|>=|>)[^0-9≤<>≥=]{{1,12}}(?:(?:≥|>=|>){_FIGURE})?")
_TURNED = {"<": ">", "<=": "≥", "≤": "≥", ">": "<", ">=": "≤", "≥": "≤"}
_TOLERANCE = Pattern(rf"(?:≤|<=?|不超过|控制在|在)?(?:{_FIGURE})?±{_FIGURE}(?:以内|之内|范围内|内)?")
_ANY_SIGN = "".join(sign for sign in SIGNS if len(sign) == 1)
_SIGNED = Pattern(rf"([^{_ANY_SIGN},;；、。!！?？]{{1,20}})([{_ANY_SIGN}].+)")
# Names with a figure that count nothing wherever they stand.
_NAME = Pattern(r"PM(?:2\.5|10)|[CSN]O2|O3|[45]G|[48]K|A[34]|[2-5]A|123[0-9]{2}(?=[^0-9.]{0,4}(?:热线|平台))", re.IGNORECASE)
_YEAR = Pattern(r"20[0-9]{2}年度?")


def read_composed(text: str, cleaned: str) -> Value | None:
    """The range or the total that *cleaned* (half-width, no spaces) states, or None."""
    signs = cleaned.replace("＜", "<").replace("＞", ">")
    return _between(text, signs) or _tolerance(text, signs) or _with_parts(text, cleaned)


def read_named(text: str, cleaned: str) -> Value | None:
    """The figure behind a name that holds figures itself, or None; what stands before a sign is a name unless it counts."""
    signed = _SIGNED.fullmatch(cleaned)
    name = signed[1] if signed else known[0] if (known := _NAME.match(cleaned)) else ""
    if not name or signed and _counts(name):
        return None
    found = read_figure(text, cleaned[len(name):])
    return found and found._replace(label=name + found.label)


def _counts(name: str) -> bool:
    """Whether the words before a sign are a quantity of their own: “培训2次≥100人” sets two targets."""
    figure = read_figure(name, name)
    return figure is not None and not (_NAME.match(name) or _YEAR.fullmatch(name))


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
