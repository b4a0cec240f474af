"""The unit column (度量单位): what it adds to the texts of target and actual. The contract leaves the joining to the caller."""

from ..core.cells import Field
from ..core.money import ONE, decimal
from ..core.patterns import Pattern

_NO_UNITS = frozenset("年月日 日期 时间 年/月/日 年-月-日".split())
_DATE = Pattern(r"(?:19|20)[0-9]{2}[-./年][0-9]")
_SHORTEST_DATE = 6  # 2024.1
_POINTS = Pattern(r"[^0-9]{0,6}([0-9]{2,3}(?:\.[0-9]{1,4})?)[%％]?")
_HALF_OF_ALL = 50  # percent; beside a smaller target 0.8 may well be 0.8 %


def with_unit(field: Field | None, unit: Field | None) -> str:
    """The text joined with the unit, where the text is a bare number; a date has none."""
    if field is None or unit is None:
        return "" if field is None else field.text
    text = field.text
    if not (unit.text and text and (text[-1].isdigit() or text[-1] == ".")) or unit.text in _NO_UNITS:
        return text
    return text if len(text) >= _SHORTEST_DATE and _DATE.search(text) else text + unit.text


def actual_with_unit(target: Field | None, actual: Field | None, unit: Field | None) -> str:
    """As with_unit; 0.952 beside 90 and % is a percentage without its format and no 0.952 %, so it stays bare."""
    text = with_unit(actual, unit)
    return actual.text if text.endswith(("%", "％")) and _is_fraction(target, actual) else text


def _is_fraction(target: Field | None, actual: Field) -> bool:
    if target is None or actual.number is None or not 0 < actual.number <= ONE:
        return False
    goal = _POINTS.fullmatch(target.text)
    return goal is not None and decimal(goal[1]) >= _HALF_OF_ALL
