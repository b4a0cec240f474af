"""Rows with their weight and score (分值、得分), and the verdict on each: what totals and S rules read."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from ..core.cells import Field
from ..core.money import ZERO, plain
from ..domain.forms import Indicator, SelfEvaluation
from ..domain.scoring import REACHED, Judgement, ScoringOptions, judge
from ..domain.values import parse_value
from .context import Context


def counted(fields: Iterable[Field | None]) -> list[Field]:
    """The fields that a column has, a merged cell once."""
    return list({(field.row, field.col): field for field in fields if field is not None}.values())


class ScoreGroup(NamedTuple):
    """An indicator with its weight and score, or several that share a merged 分值 or 得分 cell.

    ``weight`` and ``score`` are None where a figure is missing or unreadable.
    """

    rows: tuple[Indicator, ...]
    weights: tuple[Field, ...]
    scores: tuple[Field, ...]
    weight: Decimal | None
    score: Decimal | None

    @property
    def is_empty(self) -> bool:
        """Neither weight nor score: a row of the template that nobody filled in."""
        return all(field.blank for field in (*self.weights, *self.scores))

    @property
    def unreadable(self) -> Field | None:
        """The first cell that is filled and yet holds no number."""
        return next((field for field in (*self.weights, *self.scores) if field.number is None and field.filled), None)

    @property
    def subject(self) -> str:
        return self.rows[0].subject


def scored(context: Context, form: SelfEvaluation) -> tuple[ScoreGroup, ...]:
    """The score groups of a form, put together once for all the rules of a check."""
    return context.once(score_groups, form)


def score_groups(form: SelfEvaluation) -> tuple[ScoreGroup, ...]:
    """The scored rows in their order, rows under one merged weight or score together."""
    groups, rows = [], []
    for indicator in _weighed(form) if "no_weight_column" in form.features else form.indicators:
        weight, score = indicator.weight, indicator.score
        if weight is None or score is None:
            continue
        if rows and weight.row != rows[-1].weight.row and score.row != rows[-1].score.row:
            groups.append(_group(rows))
            rows = []
        rows.append(indicator)
    if rows:
        groups.append(_group(rows))
    return tuple(groups)


def _weighed(form: SelfEvaluation) -> Sequence[Indicator]:
    """Rows without a weight column (20＋80 式): one score merged over all rows of a heading is out of its bracket."""
    rows = []
    for heading in form.headings:
        below = [row for row in form.indicators if row.level1 is heading]
        if heading.weight is None or len({row.score and row.score.place for row in below}) != 1:
            return form.indicators
        weight = heading.field._replace(text=plain(heading.weight), number=heading.weight, label=f"{heading.name}·分值")
        rows += [row._replace(weight=weight) for row in below]
    return rows if len(rows) == len(form.indicators) else form.indicators


def _group(rows: list[Indicator]) -> ScoreGroup:
    if len(rows) == 1:
        weight, score = rows[0].weight, rows[0].score
        return ScoreGroup((rows[0],), (weight,), (score,), weight.number, score.number)
    weights = counted(row.weight for row in rows)
    scores = counted(row.score for row in rows)
    return ScoreGroup(tuple(rows), tuple(weights), tuple(scores), _sum(weights), _sum(scores))


def _sum(fields: Sequence[Field]) -> Decimal | None:
    """The sum, or None when a figure is missing."""
    numbers = [field.number for field in fields]
    return None if None in numbers else sum(numbers, ZERO)


def judged(indicator: Indicator, weight: Decimal, options: ScoringOptions) -> Judgement:
    """The verdict on one indicator if it alone carried *weight*."""
    nature = indicator.nature.text if indicator.nature is not None else ""
    return judge(indicator.target_text, indicator.actual_text, weight, nature, indicator.indicator_class, options)


def due_score(group: ScoreGroup, options: ScoringOptions) -> Decimal | None:
    """The score by the rule of completion.

    None where a person must judge, where a cell holds an error value (“#DIV/0!” is no 0), or where rows share a weight
    and not all are reached.
    """
    if group.weight is None or any(unreadable_value(row) is not None for row in group.rows):
        return None
    verdicts = [judged(row, group.weight, options) for row in group.rows]
    if len(verdicts) == 1:
        return verdicts[0].score
    return group.weight if all(verdict.verdict == REACHED for verdict in verdicts) else None


def values_of(row: Indicator) -> tuple[Field, ...]:
    """The cells of target and actual that the layout has."""
    return tuple(field for field in (row.target, row.actual) if field is not None)


def unreadable_value(row: Indicator) -> Field | None:
    return next((field for field in values_of(row) if field.bad is not None), None)


def is_qualitative(row: Indicator) -> bool:
    nature = row.nature.text if row.nature is not None else ""
    return "定性" in nature or parse_value(row.target_text).kind == "text"
