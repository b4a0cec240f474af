"""Rows with their weight and score (分值、得分), and the verdict on each: what totals and S rules read."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ..core.cells import Field
from ..core.money import ZERO, plain
from ..core.profiles import Profile
from ..core.record import Record, new
from ..domain.forms import SCORING_TABLE, SelfEvaluation
from ..domain.score_law import ScoringOptions, options_of
from ..domain.scoring import REACHED, Judgement, judge
from .context import Context, per_form
from .reading import Row, all_rows

SCORING = "《项目支出绩效评价管理办法》（财预〔2020〕10号）"
# What a note may fix of the decimals of scores (得分取整数、得分精确到小数点后一位).
_SAID_DECIMALS = (("one_decimal", 1), ("two_decimals", 2), ("whole_numbers", 0))


def counted(fields: Iterable[Field | None]) -> list[Field]:
    """The fields that a column has, a merged cell once."""
    return list({(field.row, field.col): field for field in fields if field is not None}.values())


@per_form
def weights_of(context: Context, form: SelfEvaluation) -> list[Field]:
    """The weights (分值) of the indicators, a merged one once."""
    return counted([indicator.weight for indicator in form.indicators])


class ScoreGroup(Record):
    """An indicator with its weight and score, or several that share a merged 分值 or 得分 cell.

    ``weight`` and ``score`` are None where a figure is missing or unreadable. ``judgements`` are those of the rows, as
    if each alone carried the weight; none without a weight, and in a rule-scored table. ``due`` is the score by the rule
    of completion: None where a person must judge, where a cell holds an error value (“#DIV/0!” is no 0), or where rows
    share a weight and not all are reached.
    """

    rows: tuple[Row, ...]
    weights: tuple[Field, ...]
    scores: tuple[Field, ...]
    weight: Decimal | None
    score: Decimal | None
    judgements: tuple[Judgement, ...] = ()
    due: Decimal | None = None

    @property
    def is_empty(self) -> bool:
        """Neither weight nor score: a row of the template that nobody filled in."""
        if self.weight is not None or self.score is not None:
            return False
        return all(field.blank for field in (*self.weights, *self.scores))

    @property
    def unreadable(self) -> Field | None:
        """The first cell that is filled and yet holds no number."""
        if self.weight is not None and self.score is not None:
            return None
        return next((field for field in (*self.weights, *self.scores) if field.unreadable), None)

    @property
    def subject(self) -> str:
        return self.rows[0].indicator.subject

    @property
    def name(self) -> str:
        """How a message calls it; of scores that are weighed together the first alone is not 42 points."""
        return self.subject if len(self.scores) == 1 else f"{self.subject}等 {len(self.scores)} 项"


@per_form
def deducted(context: Context, form: SelfEvaluation) -> list[ScoreGroup]:
    """The score groups with a score below their weight."""
    return [
        group
        for group in scored(context, form)
        if group.weight is not None and group.score is not None and group.score < group.weight
    ]


@per_form
def scored(context: Context, form: SelfEvaluation) -> list[ScoreGroup]:
    """The score groups of a form: its scored rows in their order, rows under one merged weight or score together."""
    rows = all_rows(context, form)
    if "no_weight_column" in form.features:
        rows = _weighed(form, rows)
    options = None if form.kind == SCORING_TABLE else scoring_options(context.profile, form)
    return [
        _single(together[0], options) if len(together) == 1 else _joint(together, options) for together in _together(rows)
    ]


def _together(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows that have a weight and a score, those that share one of them together."""
    groups, last_weight, last_score = [], -1, -1
    for row in rows:
        weight, score = row.indicator.weight, row.indicator.score
        if weight is not None and score is not None:
            if weight.row != last_weight and score.row != last_score:
                groups.append([])
            groups[-1].append(row)
            last_weight, last_score = weight.row, score.row
    return groups


def _weighed(form: SelfEvaluation, rows: Sequence[Row]) -> Sequence[Row]:
    """Rows without a weight column (20＋80 式): the scores below a heading are out of its bracket, all together.

    Scores that make up the whole bracket are full ones, for none is above its weight: each states its weight as well.
    """
    weighed = []
    for heading in form.headings:
        below = [row for row in rows if row.indicator.level1 is heading]
        scores = {row.indicator.score and row.indicator.score.place for row in below}
        if heading.weight is None or None in scores:
            return rows
        if len(scores) > 1 and exact_total(counted([row.indicator.score for row in below])) == heading.weight:
            weighed += [row._replace(indicator=row.indicator._replace(weight=row.indicator.score)) for row in below]
        else:
            weight = heading.field._replace(text=plain(heading.weight), number=heading.weight, label=f"{heading.name}·分值")
            weighed += [row._replace(indicator=row.indicator._replace(weight=weight)) for row in below]
    return weighed if len(weighed) == len(rows) else rows


def _single(row: Row, options: ScoringOptions | None) -> ScoreGroup:
    """A row with a weight and a score of its own. *options*: None where rows are not scored by completion."""
    weight, score = row.indicator.weight, row.indicator.score
    if options is None or weight.number is None:
        return ScoreGroup((row,), (weight,), (score,), weight.number, score.number)
    judgement = judged(row, weight.number, options)
    due = judgement.score if row.bad is None else None
    return new(ScoreGroup, ((row,), (weight,), (score,), weight.number, score.number, (judgement,), due))


def _joint(rows: Sequence[Row], options: ScoringOptions | None) -> ScoreGroup:
    """Rows that share a merged weight or score."""
    weights = tuple(counted([row.indicator.weight for row in rows]))
    scores = tuple(counted([row.indicator.score for row in rows]))
    weight, score = exact_total(weights), exact_total(scores)
    if options is None or weight is None:
        return ScoreGroup(tuple(rows), weights, scores, weight, score)
    judgements = tuple([judged(row, weight, options) for row in rows])
    reached = all(row.bad is None and each.verdict == REACHED for row, each in zip(rows, judgements))
    return ScoreGroup(tuple(rows), weights, scores, weight, score, judgements, weight if reached else None)


def exact_total(fields: Iterable[Field]) -> Decimal | None:
    """The sum, or None when a figure is missing."""
    total = ZERO
    for field in fields:
        if field.number is None:
            return None
        total += field.number
    return total


def sum_of(fields: Iterable[Field]) -> Decimal:
    """The sum of those that hold a number."""
    return sum((field.number for field in fields if field.number is not None), ZERO)


def scoring_options(profile: Profile, form: SelfEvaluation) -> ScoringOptions:
    """The profile's way of scoring; the decimals that a note under the form fixes (得分精确到…) come first."""
    places = next((places for trait, places in _SAID_DECIMALS if trait in form.features), None)
    return options_of(profile, places)


def judged(row: Row, weight: Decimal, options: ScoringOptions) -> Judgement:
    """The verdict on one indicator if it alone carried *weight*."""
    return judge(row.goal.text, row.done.text, weight, row.nature, row.indicator_class, options)


def values_of(row: Row) -> tuple[Field, ...]:
    """The cells of target and actual that the layout has."""
    return tuple([field for field in (row.indicator.target, row.indicator.actual) if field is not None])


def is_qualitative(row: Row) -> bool:
    """A target in words, or an error cell: no figure either."""
    return "定性" in row.nature or row.goal.kind == "text" or (row.bad is not None and row.bad is row.indicator.target)
