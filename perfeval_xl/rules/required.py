"""Which cells of a self-evaluation form must be filled (必填), and what an empty one can be inferred to hold."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from ..core.cells import Field
from ..core.money import HUNDRED, ZERO, in_unit, plain, round_half_up
from ..core.record import Record
from ..domain.forms import (
    FINAL_ACCOUNT,
    FUND_AMOUNTS,
    GOAL_TABLE,
    PROJECT,
    SCORING_TABLE,
    SELF_EVALUATIONS,
    UNIT_PROFILE,
    WHOLE,
    FinalAccount,
    FundRow,
    GoalTable,
    Indicator,
    SelfEvaluation,
)
from ..domain.score_law import execution_score
from ..domain.unit_forms import ScoringTable, UnitFigures
from ..domain.values import is_placeholder
from .context import Context
from .final_accounts.empty_tables import nothing_is_filled_in
from .final_accounts.empty_totals import empty_totals
from .reading import Row, filled_rows, rows_valued_elsewhere
from .scored import scoring_options


class Empty(Record):
    """A required cell that is empty. ``inferred`` is what it should hold, "" where nothing tells; ``unless`` says when
    it need not be filled."""

    field: Field
    name: str
    subject: str
    inferred: str = ""
    unless: str = ""
    number: Decimal | None = None  # ``inferred`` as a number, amounts in 万元


def empty_required_cells(
    context: Context, form: SelfEvaluation | GoalTable | FinalAccount | ScoringTable | UnitFigures
) -> Iterator[Empty]:
    """The required cells of the form's layout that hold nothing; one merged over several rows comes once."""
    if form.kind == FINAL_ACCOUNT:
        yield from _of_account(context, form)
        return
    if form.kind == GOAL_TABLE:
        yield from _completions(form)
        return
    if form.kind in (SCORING_TABLE, UNIT_PROFILE):
        from .unit_required import gaps

        for field, name, inferred in gaps(context, form):
            yield _empty_number(field, name, name, inferred)
        return
    if is_untouched(form):
        spare = form.kind == PROJECT and len(context.forms_of(SELF_EVALUATIONS)) > 1
        yield Empty(form.title, "整张表", "整张表", unless="没有这个项目的，删去这张表" if spare else "")
        return
    yield from _names(context, form)
    yield from _goals(form)
    if form.total_funds is not None:
        yield from _funds(context, form, form.total_funds)
    seen = set()
    for row in filled_rows(context, form):
        complete = _is_complete(row) or row.indicator.row in rows_valued_elsewhere(context, form)
        for field, name in () if complete else _empty_columns(context, form, row.indicator):
            if field.place not in seen:
                seen.add(field.place)
                infer = _INFERRED.get(name)
                inferred = infer(context, form, row.indicator) if infer else None
                yield _empty_number(field, f"“{row.indicator.subject}”的{name}", row.indicator.subject, inferred)
    if form.total_score is not None and form.total_score.blank:
        yield _empty_number(form.total_score, "总分", "总分", _sum_of_scores(form))


def _empty_number(field: Field, name: str, subject: str, number: Decimal | None) -> Empty:
    """*number* is what the cell should hold, amounts in 万元; None where nothing tells."""
    inferred = "" if number is None else plain(in_unit(number, field.unit))
    return Empty(field, name, subject, inferred, number=number)


def _of_account(context: Context, form: FinalAccount) -> Iterator[Empty]:
    """Totals that somebody forgot; a set of tables that nobody filled in comes once."""
    if form is context.forms_of((FINAL_ACCOUNT,))[0] and nothing_is_filled_in(context):
        yield Empty(form.title, "整套决算公开表", "决算公开表", unless="不随本材料报送的不用填")
    for total, sum_of_parts in empty_totals(context).values():
        if total.sheet == form.sheet and form.box.holds(total.row, total.col):
            yield _empty_number(total, f"《{form.key}》的“{total.label}”", total.label, sum_of_parts)


def _completions(form: GoalTable) -> Iterator[Empty]:
    """Goals without what became of them, where others have it: a table of goals alone is filled in at the year's end."""
    if not any(item.actual.filled for item in form.items):
        return
    empty = {item.actual.place: item for item in form.items if item.actual.blank and not is_placeholder(item.target.text)}
    for item in empty.values():
        if item.target.filled and not item.target.bad:
            yield Empty(item.actual, f"“{item.subject}”的完成情况", item.subject)


def is_untouched(form: SelfEvaluation) -> bool:
    """A form of the template that nobody filled in: no money, no actual, no score. It is one gap, not a dozen.

    The template's formulas may have no values, or be errors without the add-in: they tell nothing of what was filled in.
    """
    figures = (field for row in form.funds for field in (*row.amounts, row.score))
    told = (field for each in form.indicators for field in (each.actual, each.score))
    fields = chain(figures, told, (form.total_score, form.achieved_goals))  # the first that is filled in decides
    return bool(form.funds) and not any(field is not None and field.filled and not field.bad for field in fields)


def _names(context: Context, form: SelfEvaluation) -> Iterator[Empty]:
    """Names at the top; a unit's name that is missing is taken from wherever else it stands."""
    for field, name in (
        (form.unit_name, "单位名称"),
        (form.reporting_unit, "填报单位"),
        (form.project_name, "项目名称"),
        (form.supervisor, "主管部门"),
    ):
        if field is not None and field.blank:
            yield Empty(field, name, name, _unit_name(context, form) if name in ("单位名称", "填报单位") else "")


def _goals(form: SelfEvaluation) -> Iterator[Empty]:
    """年度总体目标: a goal without what became of it, or the other way round. Where both are empty it is one gap."""
    sides = ((form.expected_goals, "年度总体目标的预期目标"), (form.achieved_goals, "年度总体目标的实际完成情况"))
    empty = [(field, name) for field, name in sides if field is not None and field.blank]
    if len(empty) == 2:
        empty = [(form.expected_goals, "年度总体目标")]
    for field, name in empty:
        yield Empty(field, name, name)


def _unit_name(context: Context, form: SelfEvaluation) -> str:
    units = (form.unit_name, form.reporting_unit, *(other.unit_name for other in context.forms))
    return next((unit.text for unit in units if unit is not None and unit.filled), "")


# -- funds -------------------------------------------------------------------------------------------------------


def _funds(context: Context, form: SelfEvaluation, total: FundRow) -> Iterator[Empty]:
    """The row 年度资金总额; the rows 其中 may be empty."""
    if not _figures_stand_below(form, total):
        for column, name in FUND_AMOUNTS.items():
            field = getattr(total, column)
            if field is not None and field.blank:
                yield _empty_number(field, f"年度资金总额的{name}", f"年度资金总额·{name}", _amount(form, column))
        if total.rate is not None and total.rate.blank and not _without_budget(total):
            yield Empty(total.rate, "年度资金总额的执行率", "年度资金总额·执行率", _rate(total))
    if total.weight is not None and total.weight.blank and total.score is not None and total.score.filled:
        left = context.profile.total_score - _weights(form)
        if left > 0:  # else the indicators make the full score alone
            yield _empty_number(total.weight, "年度资金总额的分值", "年度资金总额·分值", left)
    if total.score is not None and total.score.blank and total.weight is not None and total.weight.filled:
        yield _empty_number(total.score, "年度资金总额的得分", "年度资金总额·得分", _execution_score(context, form, total))


def _without_budget(total: FundRow) -> bool:
    """A budget of 0 has no rate."""
    return total.annual_budget is not None and total.annual_budget.number == 0


def _figures_stand_below(form: SelfEvaluation, total: FundRow) -> bool:
    """Whether the layout keeps the total row for the weight alone and the figures in the rows under it."""
    return not _has_figures(total) and any(_has_figures(row) for row in form.funds if row is not total)


def _has_figures(row: FundRow) -> bool:
    return any(field is not None and field.filled for field in row.amounts)


def _amount(form: SelfEvaluation, column: str) -> Decimal | None:
    """The sum of the rows below; the whole form's executed also from 基本＋项目."""
    numbers = _numbers(getattr(row, column) for row in form.funds if row.role in ("current", "carried_over", "other"))
    if not numbers and column == "executed" and form.kind == WHOLE:
        numbers = _numbers(item.amount for item in form.expenditure if item.role in ("basic", "project"))
    return sum(numbers) if numbers else None


def _rate(total: FundRow) -> str:
    """``=ROUND(全年执行数/全年预算数*100,2)``."""
    numbers = _numbers((total.executed, total.annual_budget))
    return f"{plain(round_half_up(numbers[0] / numbers[1] * HUNDRED, 2))}%" if len(numbers) == 2 and numbers[1] else ""


def _execution_score(context: Context, form: SelfEvaluation, total: FundRow) -> Decimal | None:
    numbers = _numbers((total.executed, total.annual_budget, total.weight))
    return execution_score(*numbers, scoring_options(context.profile, form)) if len(numbers) == 3 else None


# -- indicators --------------------------------------------------------------------------------------------------


def _is_complete(row: Row) -> bool:
    """Whether target and actual say something and the columns of weight and score hold numbers: then none is empty."""
    weight, score = row.indicator.weight, row.indicator.score
    if not row.bare_name or row.goal.kind == "blank" or row.done.kind == "blank":
        return False
    return (weight is None or weight.number is not None) and (score is None or score.number is not None)


def _empty_columns(context: Context, form: SelfEvaluation, indicator: Indicator) -> list[tuple[Field, str]]:
    """The empty ones of target, actual, weight and score; of a row where nothing is filled in only the first.

    What is asked for a name is what carries a weight: a row that goes on with the one above it may have none.
    """
    columns = (
        (indicator.target, "指标值"),
        (indicator.actual, "完成值"),
        (indicator.weight, "分值"),
        (indicator.score, "得分"),
    )
    weight = indicator.weight
    if indicator.name.blank and weight is not None and weight.number is not None and weight.row == indicator.row:
        columns = ((indicator.name, "三级指标名称"), *columns)
    empty = [(field, name) for field, name in columns if field is not None and field.blank]
    if len(empty) == sum(1 for field, _ in columns if field is not None):
        return empty[:1]
    if {name for _, name in empty} >= {"分值", "得分"} and _weights(form) == context.profile.total_score:
        # The group's first row holds weight and score for all of it.
        return [(field, name) for field, name in empty if name not in ("分值", "得分")]
    return empty


def _missing_weight(context: Context, form: SelfEvaluation, _: Indicator) -> Decimal | None:
    """What is left to the full score, where one weight alone is empty."""
    weights = [row.indicator.weight for row in filled_rows(context, form)]
    left = context.profile.total_score - _weights(form)
    return left if _one_is_blank(weights) and left > 0 else None


def _missing_score(context: Context, form: SelfEvaluation, indicator: Indicator) -> Decimal | None:
    """What is left to the stated total, where one score alone is empty and that is no more than its weight."""
    total, weight = form.total_score, indicator.weight
    if total is None or total.number is None or weight is None or weight.number is None:
        return None
    budget = [form.total_funds.score] if form.total_funds is not None and form.total_funds.score is not None else []
    scores = [row.indicator.score for row in filled_rows(context, form)] + budget
    left = total.number - _sum(scores)
    return left if _one_is_blank(scores) and ZERO < left <= weight.number else None


_INFERRED = {"分值": _missing_weight, "得分": _missing_score}


def _one_is_blank(fields: list[Field | None]) -> bool:
    return len({field.place for field in fields if field is not None and field.number is None}) == 1


def _weights(form: SelfEvaluation) -> Decimal:
    """The weights of the indicators and of budget execution, a merged one once."""
    total = form.total_funds
    return _sum([indicator.weight for indicator in form.indicators] + [total.weight if total else None])


def _sum_of_scores(form: SelfEvaluation) -> Decimal | None:
    total = form.total_funds
    scores = [*(indicator.score for indicator in form.indicators), total.score if total else None]
    stated = [score for score in scores if score is not None]
    return None if not stated or any(score.number is None for score in stated) else _sum(stated)


def _sum(fields: list[Field | None]) -> Decimal:
    numbers = {field.place: field.number for field in fields if field is not None and field.number is not None}
    return sum(numbers.values(), ZERO)


def _numbers(fields) -> list[Decimal]:
    """The numbers of those fields that are there and hold one."""
    return [field.number for field in fields if field is not None and field.number is not None]
