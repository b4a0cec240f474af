"""Rows 小计 among the indicators: which of the rows above they add up."""

from collections.abc import Collection, Sequence

from ...core.money import ZERO
from ...domain.forms import Heading, Indicator
from ...domain.unit_forms import ScoringItem
from .points import points
from .words import closing_role
from .zone import Line

_ENDS = ("小计得分", "小计分值", "小计", "合计", "总分", "总计")
_LEVEL_ENDS = ("分值", "得分", "指标")

Level = tuple[Heading | None, Heading | None]
EVERY_ROW: Level = (None, None)
Row = Indicator | ScoringItem


def keep_subtotal(reader, row: int, line: Line, counted: Collection[int], kind: type[Row]) -> None:
    """Adds a row 小计 to the *reader*'s subtotals, as a *kind* of row, where it is plain which rows it adds up.

    *counted* says which of the reader's columns are weights and scores; the others say nothing here.
    """
    col, text = next(cell for cell in line if closing_role(cell[1]) in ("subtotal", "total"))
    level = level_of(text, reader.rows, reader.subtotals)
    if level:
        fields = reader.grid.fields(row, reader.places, "小计·", False)
        values = [points(field) if i in counted and field else None for i, field in enumerate(fields)]
        subtotal = kind(row, reader.grid.field(row, col, "小计"), *level, *values)
        if level != EVERY_ROW or _has_all_points(subtotal, reader.rows):
            reader.subtotals.append(subtotal)


def level_of(text: str, rows: Sequence[Row], subtotals: Sequence[Row]) -> Level | None:
    """The headings (first, second level) under which the rows that *text* adds up stand; None where that is open.

    *rows* and *subtotals* are those above. “产出指标小计” says it; a bare “小计” is of the rows since the one before,
    or of every row.
    """
    if not rows or rows[-1].level1 is None:
        return None
    level1, level2 = rows[-1].level1, rows[-1].level2
    named = _bare(text)
    if not named:
        return _since(rows, subtotals[-1].row if subtotals else -1)
    for level, heading in (((level1, level2), level2), ((level1, None), level1)):
        if heading is not None and named == _bare(heading.name):
            return level
    return None


def _since(rows: Sequence[Row], before: int) -> Level | None:
    level1, level2 = rows[-1].level1, rows[-1].level2
    places = [row.row for row in rows if row.row > before]
    for level in ((level1, None), (level1, level2)):
        if places == [row.row for row in under(level, rows)]:
            return level
    return EVERY_ROW if len(places) in (0, len(rows)) else None


def _has_all_points(subtotal: Row, rows: Sequence[Row]) -> bool:
    """Whether a row 小计 has the weights of all *rows* together: then its score is theirs too, without that of execution."""
    weights = {row.weight.place: row.weight.number or ZERO for row in rows if row.weight is not None}
    return subtotal.weight is not None and subtotal.weight.number == sum(weights.values(), ZERO)


def under(level: Level, rows: Sequence[Row]) -> list[Row]:
    """The rows under a first-level heading, or under a second-level one of it, or all of them."""
    if level == EVERY_ROW:
        return list(rows)
    level1, level2 = level
    return [row for row in rows if row.level1 is level1 and (level2 is None or row.level2 is level2)]


def _bare(text: str) -> str:
    """“产出指标小计” → “产出”, as of the heading “产出指标”; “小计” → “”."""
    for ends in (_ENDS, _LEVEL_ENDS, _LEVEL_ENDS):
        text = next((text.removesuffix(end) for end in ends if text.endswith(end)), text)
    return text
