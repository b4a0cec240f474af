"""What a self-evaluation form adds up to: its weights, its scores as filled in, its scores as recomputed."""

from collections.abc import Callable, Iterator
from decimal import Decimal, DivisionByZero

from ..core.cells import Field
from ..core.money import ZERO, total_of
from ..core.record import Record
from ..domain.forms import NO_FUNDS, FundRow, Heading, SelfEvaluation
from ..domain.score_law import ScoringOptions, execution_score
from ..domain.unit_forms import ScoringTable
from .context import Context, per_form
from .scored import counted, exact_total, scored, scoring_options, sum_of, weights_of

_COUNTED = {"weight": "分值", "score": "得分"}


def table_totals(context: Context, form: SelfEvaluation) -> dict:
    """The totals that a reader is told: weight_total, stated_total, computed_total (Decimal or None) and grade.

    A merged weight or score counts once. The computed total takes the recomputed score of every row that can be
    recomputed and the stated one of a row that a person must judge, plus the recomputed budget execution score; it
    is None where something is missing. The grade is that of the computed total, else of the stated one.
    """
    return told_totals(context, form, weight_total(context, form), computed_total(context, form))


def told_totals(
    context: Context, form: SelfEvaluation | ScoringTable, weight: Decimal | None, computed: Decimal | None
) -> dict:
    """These with the stated total and the grade. Of a rule-scored table scoring_table.recompute works them out."""
    stated = form.total_score.number if form.total_score is not None else None
    best = stated if computed is None else computed
    return {
        "weight_total": weight,
        "stated_total": stated,
        "computed_total": computed,
        "grade": None if best is None else context.profile.grade(best),
    }


def weight_total(context: Context, form: SelfEvaluation) -> Decimal | None:
    """Weights of the indicators (where these have none, of the headings) and of budget execution; None without any.

    Budget execution alone is no total: some forms state no weight beside their scores.
    """
    weights = weights_of(context, form)
    fields = [*weights, *counted([execution(context, form).weight])]
    numbers = [field.number for field in fields if field.number is not None]
    if not weights:
        stated = [heading.weight for heading in form.headings if heading.weight is not None]
        if form.indicators and (not stated or any(without_points(form, heading) for heading in form.headings)):
            return None
        numbers += stated
    return sum(numbers, ZERO) if numbers else None


def without_points(form: SelfEvaluation, heading: Heading) -> bool:
    """Whether indicators stand under a heading, and neither it nor they say how many points they make."""
    rows = (row for row in form.indicators if row.level1 is not None and row.level1.field.place == heading.field.place)
    weights = [row.weight for row in rows]
    return heading.weight is None and weights != [] and all(weight is None for weight in weights)


def computed_total(context: Context, form: SelfEvaluation) -> Decimal | None:
    """Σ recomputed scores, rows for a person at their stated score; None where a row has neither or nothing is scored."""
    options = scoring_options(context.profile, form)
    total = execution_points(execution(context, form), options)
    groups = [group for group in scored(context, form) if not group.is_empty]
    if total is None or not groups:
        return None
    for group in groups:
        points = group.score if group.due is None else group.due
        if points is None:
            return None
        total += points
    return total


def execution_points(execution: "Execution", options: ScoringOptions) -> Decimal | None:
    """The budget execution score, recomputed where the amounts are there; 0 where it carries no weight."""
    stated = execution.score.number if execution.score is not None else None
    if execution.weight is None or execution.weight.number is None:
        return stated or ZERO
    if not execution.has_rate:
        return stated
    return execution_due(execution, options)(*(field.number for field in execution.inputs))


def subtotals(context: Context, told_by: Callable, form: SelfEvaluation | ScoringTable, column: str) -> Iterator:
    """Findings on the rows 小计 whose *column* (weight, score) is not the sum of what stands under their heading."""
    if form.subtotals:
        from ..recognition.self_evaluation.subtotals import under  # few forms have such rows
    for subtotal in form.subtotals:
        stated = getattr(subtotal, column)
        rows = under((subtotal.level1, subtotal.level2), [row for row in form.indicators if row.row < subtotal.row])
        parts = counted([getattr(row, column) for row in rows])
        if stated is not None and stated.filled and any(part.filled for part in parts):
            yield from context.equal(
                told_by,
                stated,
                total_of,
                parts,
                f"小计行的{_COUNTED[column]}应为上面各行之和 {{expected}}，现为 {{actual}}，相差 {{difference}}，请核对各行后重算",
                subject=f"{subtotal.name.text}·{_COUNTED[column]}",
            )


def full_score(context: Context, form: SelfEvaluation) -> Decimal:
    """What the weights come to: that of the total row, else the profile's."""
    total = form.total_weight
    return context.profile.total_score if total is None or total.number is None else total.number


@per_form
def repeats_total(context: Context, form: SelfEvaluation) -> bool:
    """Whether 年度资金总额 has the points of the whole form (100), which the indicators make alone: they are not those of execution."""
    weight = form.total_funds.weight if form.total_funds is not None else None
    if weight is None or weight.number is None:
        return False
    return weight.number == full_score(context, form) == sum_of(weights_of(context, form))


_OF_EXECUTION = ("预算执行", "执行率", "执行数", "支出率")
_FUNDS_UNREAD = "没有认出资金区，预算执行的分值、得分没有加进来，请补齐资金区的表头后再检"


def with_unread_funds(context: Context, rule: Callable, form: SelfEvaluation, results: list) -> list:
    """The *results* of a sum that budget execution enters; 未检 where its block is there and was not recognised.

    Where execution is an indicator (预算执行率｜10｜9.6), or the weights of the indicators are all there is, it lacks nothing.
    """
    if not results or NO_FUNDS not in form.missing:
        return results
    if sum_of(weights_of(context, form)) >= full_score(context, form):
        return results
    if any(word in indicator.name.text for indicator in form.indicators for word in _OF_EXECUTION):
        return results
    first = min([indicator.row for indicator in form.indicators], default=form.box.bottom)
    above = [field.text for field in form.texts if field.row < first]
    if not any(word in text for text in above for word in _OF_EXECUTION):
        return results
    return [context.unchecked(rule, form.title, _FUNDS_UNREAD)]


# -- budget execution ----------------------------------------------------------------------------------------------


class Execution(Record):
    """Budget execution (预算执行) as the form scores it: its weight, its score, and the amounts of its rate."""

    weight: Field | None
    score: Field | None
    executed: tuple[Field, ...]
    budget: tuple[Field, ...]

    @property
    def inputs(self) -> tuple[Field, ...]:
        """What the score is computed from, in the order that execution_due takes."""
        return (self.weight, *self.executed, *self.budget)

    @property
    def has_rate(self) -> bool:
        """Every amount is a number and the budget is not 0."""
        if not self.budget or not self.executed or exact_total(self.executed) is None:
            return False
        return bool(exact_total(self.budget))


@per_form
def execution(context: Context, form: SelfEvaluation) -> Execution:
    """Of the row 年度资金总额; where the layout leaves a column of it empty, of the rows under it.

    The rows 其中 are otherwise left out: what they repeat must not count twice.
    """
    total = form.total_funds
    if total is None or repeats_total(context, form):
        return Execution(None, None, (), ())
    weight, score, executed, budget = total.weight, total.score, total.executed, total.annual_budget
    if all(field is not None and field.number is not None for field in (weight, score, executed, budget)):
        return Execution(weight, score, (executed,), (budget,))
    return Execution(
        _cells(form, total, "weight")[0],
        _cells(form, total, "score")[0],
        tuple(field for field in _cells(form, total, "executed") if field is not None),
        tuple(field for field in _cells(form, total, "annual_budget") if field is not None),
    )


def _cells(form: SelfEvaluation, total: FundRow, column: str) -> list[Field | None]:
    """The total's own cell; where that is empty, the filled ones of the rows that make up the total."""
    own = getattr(total, column)
    if own is not None and own.filled:
        return [own]
    below = [row for row in form.funds if row.role in ("current", "carried_over", "other")]
    fields = [getattr(row, column) for row in below or form.funds]
    return [field for field in fields if field is not None and field.filled] or [own]


def execution_due(execution: Execution, options: ScoringOptions) -> Callable[..., Decimal]:
    """The budget execution score as a function of the weight, then the executed amounts, then the budgets."""
    count = len(execution.executed)

    def due(weight: Decimal, *amounts: Decimal) -> Decimal:
        score = execution_score(sum(amounts[:count], ZERO), sum(amounts[count:], ZERO), weight, options)
        if score is None:
            raise DivisionByZero
        return score

    return due


def overpaid(execution: Execution, options: ScoringOptions) -> Decimal:
    """How many points the execution score is above what is due; 0 where it was not scored."""
    if execution.score is None or execution.score.number is None:
        return ZERO
    return execution.score.number - execution_due(execution, options)(*(field.number for field in execution.inputs))
