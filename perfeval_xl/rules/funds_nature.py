"""F rules of the blocks 按收入性质分 and 按支出性质分: their totals, and how they agree with the funds block."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..core.cells import Field
from ..core.findings import ERROR, INFO, ROUNDING, WARNING, Finding
from ..core.money import in_unit, plain, total_of
from ..core.relations import Relation, SignedSum, sum_tolerance
from ..core.rules import rule
from ..domain.forms import FUND_AMOUNTS, SELF_EVALUATIONS, FundRow, NatureItem, SelfEvaluation
from .context import Context
from .funds import BASIS
from .required import is_untouched
from .scored import sum_of

_BOTH_KINDS = {"basic": "基本支出", "project": "项目支出"}
_NOWHERE = -1  # the row and column of an entry that a list lacks
_KINDS_OF_EXPENDITURE = ("基本支出", "项目支出", "经营支出", "其他支出", "上缴上级支出", "对附属单位补助支出")


@rule("F04", "收入性质合计", ERROR, basis=BASIS, each=SELF_EVALUATIONS)
def income_total(context: Context, form: SelfEvaluation) -> Iterator:
    """按收入性质分的合计应等于一般公共预算、政府性基金、专户非税、其他资金之和。

    表内公式：=SUM(一般公共预算,政府性基金拨款,纳入专户管理的非税收入拨款,其他资金)

    为何重要：资金来源的合计与分项对不上，收入口径就说不清。
    怎样改：对照决算的收入数改正分项或合计。
    """
    yield from _total_of(context, income_total, form.income)


@rule("F05", "支出性质合计", ERROR, basis=BASIS, each=SELF_EVALUATIONS)
def expenditure_total(context: Context, form: SelfEvaluation) -> Iterator:
    """按支出性质分的合计应等于基本支出与项目支出之和；资金区按基本支出、项目支出分行的，年度资金总额各列也应等于各行之和。

    表内公式：=SUM(基本支出,项目支出)

    为何重要：支出构成是分析预算执行的依据，合计不对，占比都不对。
    怎样改：对照支出决算表的基本支出、项目支出改正。
    """
    yield from _total_of(context, expenditure_total, form.expenditure)
    rows = [row for row in form.funds if row.label.text.strip().endswith(_KINDS_OF_EXPENDITURE)]
    if form.total_funds is not None and all(_has(rows, kind) for kind in _KINDS_OF_EXPENDITURE[:2]):
        for column in FUND_AMOUNTS:
            yield from _column_total(context, form.total_funds, rows, column)


def _has(rows: Sequence[FundRow], kind: str) -> bool:
    return any(row.label.text.strip().endswith(kind) for row in rows)


def _column_total(context: Context, total: FundRow, rows: Sequence[FundRow], column: str) -> Iterator:
    message = "{label}应等于基本支出、项目支出等各行之和 {expected}，现为 {actual}，相差 {difference}，请核对总额和各行"
    parts = [getattr(row, column) for row in rows]
    yield from _is_sum(context, expenditure_total, getattr(total, column), parts, message)


def _total_of(context: Context, rule_function, items: Sequence[NatureItem]) -> Iterator:
    message = "{label}应等于各分项之和 {expected}，现为 {actual}，相差 {difference}，请核对合计和各分项"
    yield from _is_sum(context, rule_function, _stated(items), _parts(items), message)


def _is_sum(context: Context, rule_function, stated: Field | None, parts: Sequence[Field], message: str) -> Iterator:
    """*message* where the total that is stated is not the sum of its parts; nothing where no part is filled in."""
    if stated is not None and any(field.filled for field in parts):
        yield from context.equal(rule_function, stated, total_of, parts, message, tolerance=sum_tolerance(len(parts)))


@rule("F06", "支出构成与执行数", ERROR, INFO, basis=BASIS, each=SELF_EVALUATIONS)
def expenditure_is_executed(context: Context, form: SelfEvaluation) -> Iterator:
    """基本支出加项目支出应等于年度资金总额的全年执行数；恰好等于全年预算数的，是按预算数填的，只作提示。

    表内公式：=SUM(基本支出,项目支出)

    为何重要：同一张表里的支出有两个数，执行率用哪个都说不清。
    怎样改：以决算的本年支出合计为准，改正执行数或支出构成。
    """
    row, parts = form.total_funds, _parts(form.expenditure)
    if row is None or row.executed is None or not any(field.filled for field in parts):
        return
    for result in context.equal(
        expenditure_is_executed,
        row.executed,
        total_of,
        parts,
        "全年执行数 {actual} 应等于基本支出与项目支出之和 {expected}，相差 {difference}，请以决算支出数为准改正",
        tolerance=sum_tolerance(len(parts)),
    ):
        lacking = _lacking(form.expenditure)
        if isinstance(result, Finding) and lacking is not None:
            result = result._replace(message=f"{result.message}；“按支出性质分”下没有“{lacking.label}”一项，有这项支出的请先补上")
        if isinstance(result, Finding) and result.severity != ROUNDING and _is_budget(row.annual_budget, parts):
            # Another 口径, not a mistake: it explains no other finding either.
            message = "基本支出与项目支出之和 {expected} 等于全年预算数，不等于全年执行数 {actual}，请按执行数填支出构成"
            result = result._replace(severity=INFO, message=message, relation=None)
        yield result


def _is_budget(budget: Field | None, parts: Sequence[Field]) -> bool:
    if budget is None or budget.number is None:
        return False
    return abs(budget.number - sum_of(parts)) <= sum_tolerance(len(parts)).rounding


@rule("F07", "收支两侧同口径", WARNING, basis=BASIS, each=SELF_EVALUATIONS)
def same_basis_on_both_sides(context: Context, form: SelfEvaluation) -> Iterator:
    """收入侧合计与支出侧合计应相等：两侧同为预算数，或同为执行数。

    为何重要：一侧填预算、一侧填执行，两栏并排却不能比，收支平衡无从核对。
    怎样改：两侧都按全年执行数填；有结转结余使收支本来不等的，在核实说明里写明。
    """
    income, expenditure = _side(form.income), _side(form.expenditure)
    if not income or not expenditure:
        return
    unreadable = next((field for field in (*income, *expenditure) if field.number is None and field.filled), None)
    if unreadable is not None:
        yield context.unchecked(same_basis_on_both_sides, unreadable)
        return
    relation = Relation(
        (*income, *expenditure),
        SignedSum([1] * len(income) + [-1] * len(expenditure)),
        sum_tolerance(len(income) + len(expenditure)),
    )
    off = relation.difference()
    if not off:
        return
    at = next(field for field in (_stated(form.income), *income) if field is not None and field.filled)
    received, spent = sum_of(income), sum_of(expenditure)
    yield context.finding(
        same_basis_on_both_sides,
        at,
        "按收入性质分合计 {received}{means}，按支出性质分合计 {spent}{other}，相差 {difference}，请两侧都按全年执行数填",
        *(field for field in (*income, *expenditure) if field.filled and field is not at),
        severity=ROUNDING if abs(off) <= relation.tolerance.rounding else "",
        subject="收支两侧合计",
        expected=plain(in_unit(spent, form.unit)),
        actual=plain(in_unit(received, form.unit)),
        difference=plain(in_unit(off, form.unit)),
        relation=relation,
        received=plain(in_unit(received, form.unit)),
        spent=plain(in_unit(spent, form.unit)),
        means=_meaning(form, received),
        other=_meaning(form, spent),
    )


def _side(items: Sequence[NatureItem]) -> list[Field]:
    """The figures a side is added up from: its items, or its total where only that is filled."""
    parts = _parts(items)
    if any(field.filled for field in parts):
        return parts
    stated = _stated(items)
    return [stated] if stated is not None and stated.filled else []


def _meaning(form: SelfEvaluation, amount: Decimal) -> str:
    """Which of the two 口径 the sum of a side is, if it is one."""
    row = form.total_funds
    known = ((row.executed, "（全年执行数）"), (row.annual_budget, "（全年预算数）")) if row is not None else ()
    return next((name for field, name in known if field is not None and field.number == amount), "")


@rule("F08", "性质合计未填", INFO, basis=BASIS, each=SELF_EVALUATIONS)
def totals_filled_in(context: Context, form: SelfEvaluation) -> Iterator:
    """“按收入性质分：”“按支出性质分：”后面应填合计数。

    为何重要：合计空着，看表的人要自己加，也没法与全年执行数核对。
    怎样改：填各分项之和。
    """
    for name, items in (("按收入性质分", form.income), ("按支出性质分", form.expenditure)):
        stated, parts = _stated(items), _parts(items)
        if stated is None or not stated.blank or is_untouched(form):
            continue
        known = any(field.number is not None for field in parts) and not any(field.unreadable for field in parts)
        inferred = plain(in_unit(sum_of(parts), form.unit)) if known else ""
        yield context.finding(
            totals_filled_in,
            stated,
            "“{name}：”后面没有填合计数，" + ("按各分项应填 {expected}" if inferred else "请补填"),
            subject=name,
            expected=inferred,
            name=name,
        )


def _stated(items: Sequence[NatureItem]) -> Field | None:
    return next((item.amount for item in items if item.role == "total"), None)


def _parts(items: Sequence[NatureItem]) -> list[Field]:
    """What the total consists of. 人员经费 is part of 基本支出 (detail); one that the total needs is none: 其中：事业收入."""
    every = [item.amount for item in items if item.role != "total"]
    parts = [item.amount for item in items if item.role not in ("total", "detail")]
    stated = _stated(items) if len(parts) < len(every) else None
    parts = every if stated is not None and stated.number == sum_of(every) else parts
    lacking = _lacking(items)
    return parts if lacking is None else [*parts, lacking]


def _lacking(items: Sequence[NatureItem]) -> Field | None:
    """基本支出 or 项目支出 as a blank figure, where a list has only the other one: what is missing may be its."""
    listed = {item.role: item.amount for item in items if item.role in _BOTH_KINDS}
    if len(listed) != 1:
        return None
    (role, present), *_ = listed.items()
    name = next(name for kind, name in _BOTH_KINDS.items() if kind != role)
    return Field(present.sheet, _NOWHERE, _NOWHERE, "", None, name, present.unit)
