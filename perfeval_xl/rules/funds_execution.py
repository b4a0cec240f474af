"""F rules on budget execution (预算执行): its rate (执行率) and its score."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from ..core.cells import Field
from ..core.findings import ERROR, WARNING, Finding
from ..core.money import HUNDRED, half_width
from ..core.relations import PERCENTAGE
from ..core.rules import rule
from ..domain.forms import FUND_AMOUNTS, SELF_EVALUATIONS, SelfEvaluation
from .context import Context
from .funds import BASIS, is_filled
from .scored import SCORING, scoring_options
from .totals import execution, execution_due

_HALF = Decimal("0.5")


@rule("F01", "执行率", ERROR, basis=BASIS, each=SELF_EVALUATIONS)
def execution_rate(context: Context, form: SelfEvaluation) -> Iterator:
    """执行率应等于全年执行数除以全年预算数，按印出的小数位四舍五入；“其中”行填了的也要成立。

    表里只有年初预算数的，按年初预算数核对；算不平又没有写明除数的，是未检。

    表内公式：=ROUND(全年执行数/全年预算数,4)

    为何重要：预算执行得分由执行率算出，执行率错了，得分和总分都不能用。
    怎样改：先核对全年预算数和全年执行数，再按公式重算执行率。
    """
    initial = _only_initial_budget(form)
    for row in form.funds:
        budget = row.initial_budget if initial else row.annual_budget
        if row.rate is not None and _can_divide(row.executed, budget):
            results = context.equal(
                execution_rate,
                row.rate,
                _rate,
                (row.executed, budget),
                _RATE_IS_WRONG.format(FUND_AMOUNTS["initial_budget" if initial else "annual_budget"]),
                tolerance=PERCENTAGE,
            )
            yield from _by_initial_budget(context, execution_rate, form, results) if initial else results


_RATE_IS_WRONG = "{{label}}应为 {{expected}}（全年执行数÷{}），现为 {{actual}}，请先核对两个数，再重算执行率"


@rule("F02", "预算执行得分", ERROR, WARNING, basis=SCORING, each=SELF_EVALUATIONS)
def budget_execution_score(context: Context, form: SelfEvaluation) -> Iterator:
    """预算执行得分应等于分值乘执行率，执行率超过 100% 按 100% 算，小数位按表注，表注没有写的按方案。

    表内公式：=ROUND(分值*MIN(1,全年执行数/全年预算数),1)。填的是整数、相差不超过 0.5 的，可能是取了整，记核实性。

    为何重要：这一项按公式算，没有酌情的余地，多一分少一分都会带进总分。
    怎样改：按公式填得分；确按“得分取整”口径的，在核实说明里写明依据。
    """
    budget = execution(context, form)
    if _only_initial_budget(form):
        budget = budget._replace(budget=(form.total_funds.initial_budget,))
    if budget.score is None or not is_filled(budget.weight) or not all(map(is_filled, (*budget.executed, *budget.budget))) or not budget.budget:
        return
    if not budget.has_rate and all(field.number is not None for field in budget.inputs):
        return  # without a budget there is no rate
    due = execution_due(budget, scoring_options(context.profile, form))
    results = context.equal(
        budget_execution_score,
        budget.score,
        due,
        budget.inputs,
        "预算执行得分应为 {expected}（分值×执行率，执行率最高按 100%），现为 {actual}，请改正；按取整口径填的请说明依据",
    )
    if _only_initial_budget(form):
        results = _by_initial_budget(context, budget_execution_score, form, results)
    for result in results:
        yield _rounded_to_integer(result) if isinstance(result, Finding) else result


def _rounded_to_integer(found: Finding) -> Finding:
    """A whole number close by may be the form's own way of rounding: to be explained."""
    stated = found.field.number
    if stated == stated.to_integral_value() and abs(found.relation.difference()) <= _HALF:
        return found._replace(severity=WARNING)
    return found


def _can_divide(executed: Field | None, budget: Field | None) -> bool:
    """Both amounts are filled in and the budget is not 0: a project without a budget has no rate."""
    return is_filled(executed) and is_filled(budget) and budget.number != 0


def _rate(executed: Decimal, budget: Decimal) -> Decimal:
    return executed / budget * HUNDRED


# -- 年初预算数 alone --------------------------------------------------------------------------------------------------

_ONLY_INITIAL = "表里没有“全年预算数”，按年初预算数算应为 {expected}，填的是 {actual}，判断不了；请补上全年预算数后再检"


def _only_initial_budget(form: SelfEvaluation) -> bool:
    """The form has 年初预算数, no 全年预算数, and no other column (上级下达数) that may be part of the budget."""
    total = form.total_funds
    if total is None or total.annual_budget is not None or total.initial_budget is None or total.executed is None:
        return False
    between = range(total.initial_budget.col, total.executed.col)
    return len({text.text for text in _fund_headings(form, total.initial_budget) if text.col in between}) == 1


def _by_initial_budget(context: Context, rule: Callable, form: SelfEvaluation, results: list) -> list:
    """What was computed by 年初预算数 alone and differs may be right by the adjusted budget: 未检, not an error.

    Unless the headings say what is divided: 年初预算数（A）, 执行率（B/A）.
    """
    if any("B/A" in half_width(text.text) for text in _fund_headings(form, form.total_funds.initial_budget)):
        return results
    return [
        context.unchecked(rule, result.field, _ONLY_INITIAL.format(expected=result.expected, actual=result.actual))
        if isinstance(result, Finding)
        else result
        for result in results
    ]


def _fund_headings(form: SelfEvaluation, figure: Field) -> list[Field]:
    """The row of texts in which the heading of a figure of the total stands."""
    row = max([text.row for text in form.texts if text.col == figure.col and text.row < figure.row], default=None)
    return [text for text in form.texts if text.row == row]
