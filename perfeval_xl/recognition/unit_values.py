"""Figures as the forms about a unit state them: amounts, head counts, rates, and what stands for nothing."""

from ..core.cells import Field
from ..core.money import half_width, read_number
from ..core.patterns import Pattern
from .grid import Grid, as_percentage, with_own_unit

_DASHES = frozenset("-—－–─_＿/／ \u3000")
_COUNT = Pattern(r"(?:共|合计|总计)?(\d+(?:\.\d+)?)(?:人|名|个|㎡|m2|平方米)?(?:$|[(,;。])")
_MEASURED = Pattern(r"\d+(?:\.\d+)?(?:人|名|个|%|㎡|m2|平方米)(?:\(.*\))?")


def without_dashes(field: Field) -> Field:
    """“-----” stands for nothing, as “—” does."""
    if field.number is None and len(field.text) > 1 and _DASHES.issuperset(field.text):
        return field._replace(text="—")
    return field


def amount(field: Field, unit: str) -> Field:
    """A field as an amount in 万元: printed in *unit*, unless the cell states its own."""
    return with_own_unit(without_dashes(field), unit)


def count(field: Field) -> Field:
    """A field as a number of persons or the like: “30人”, “28（其中女性9人）”."""
    field = without_dashes(field)
    if field.number is None and field.text:
        match = _COUNT.match(half_width(field.text).replace(" ", ""))
        if match:
            return field._replace(number=read_number(match[1]))
    return field


def rate(field: Field) -> Field:
    """A field as a rate in percentage points."""
    return as_percentage(without_dashes(field))


def is_figure(grid: Grid, row: int, col: int) -> bool:
    """Whether a cell holds a figure, or what stands for none; False for words and for an empty cell."""
    value = grid.value(row, col)
    if value.__class__ is not str:
        return value is not None
    if value == "":
        return False
    field = grid.field(row, col, merged=False)
    if field.number is not None or without_dashes(field).blank or amount(field, "").number is not None:
        return True
    return _MEASURED.fullmatch(half_width(field.text).replace(" ", "")) is not None
