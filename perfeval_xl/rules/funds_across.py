"""F rules between the self-evaluation form and other material: the report, the final accounts, the project forms."""

from collections.abc import Iterator
from decimal import Decimal

from ..core.cells import Field
from ..core.findings import ERROR, ROUNDING, WARNING, Finding, Unchecked
from ..core.money import HUNDRED, ZERO, plain, round_half_up, total_of
from ..core.relations import SAME_FIGURE, sum_tolerance
from ..core.rules import rule
from ..domain.forms import (
    FINAL_ACCOUNT,
    FUND_AMOUNTS,
    NARRATIVE,
    PROJECT,
    WHOLE,
    FinalAccount,
    NatureItem,
    SelfEvaluation,
)
from .context import Context
from .final_accounts.empty_totals import empty_totals
from .funds import spent_on
from .required import is_untouched
from .scored import sum_of

_TEN_THOUSAND = Decimal(10_000)
_UNREAD = "这张项目自评表没有认出全年执行数，各表的合计不全，请补齐表头后再检"


@rule("F11", "自评表↔正文", ERROR, basis="同一套材料里同一个数应相等", needs=(WHOLE, NARRATIVE))
def same_as_in_report(context: Context) -> Iterator:
    """自评表的年初预算数、全年预算数、全年执行数、基本支出、项目支出，应与报告正文里写的同一个数相等。

    为何重要：报告和表是同一套材料，两处数不同，读的人不知道信哪个。
    怎样改：以决算定稿的数为准，改正另一处。
    """
    row = context.whole.total_funds
    fields = list(zip(FUND_AMOUNTS.values(), row.amounts)) if row is not None else []
    fields += [("基本支出", spent_on(context.whole, "基本支出")), ("项目支出", spent_on(context.whole, "项目支出"))]
    for name, field in fields:
        for fact in context.narrative.facts.get(name, ()):
            if field is not None:
                yield from context.equal(
                    same_as_in_report,
                    field,
                    total_of,
                    (fact,),
                    f"自评表的{name} {{actual}} 与正文写的 {{expected}} 相差 {{difference}}，请核对后改成一致",
                    tolerance=SAME_FIGURE,
                )


@rule("F12", "自评表↔决算公开表", ERROR, WARNING, basis="《部门决算管理办法》（财库〔2021〕36号）；部门决算公开表", needs=(WHOLE, FINAL_ACCOUNT), tables=("income_expenditure_total", "expenditure"))
def same_as_final_accounts(context: Context) -> Iterator:
    """全年执行数应等于决算的本年支出合计，基本支出、项目支出应等于支出决算表合计行；收入侧分项与决算收入不等的须核实。

    为何重要：执行率由全年执行数算出，与决算不一致，得分无从复核。
    怎样改：决算已定稿的，改自评表；收入侧按预算数填的，改按决算收入填，或写明口径。
    """
    form, accounts = context.whole, context.accounts
    row = form.total_funds
    spent = _spent(accounts)
    if row is not None and spent is not None and spent.filled:
        for result in _equals_account(context, row.executed, spent, "本年支出合计"):
            yield _under_classes(context, result, -1)
    for kind, role in (("基本支出", "basic"), ("项目支出", "project")):
        account = accounts.total("expenditure", role)
        for result in _equals_account(context, spent_on(form, kind), account, f"支出决算表的{kind}"):
            yield _under_classes(context, result, 1)
    if accounts.income_expenditure_total is not None:
        yield from _income_side(context, form, accounts.income_expenditure_total)


def _spent(accounts) -> Field | None:
    """本年支出合计 of the final accounts: of the balance table, else of the expenditure table."""
    if accounts.income_expenditure_total is not None:
        return _line(accounts.income_expenditure_total, "expenditure", "本年支出合计")
    return accounts.total("expenditure", "total")


def _under_classes(context: Context, result: Finding | Unchecked, sign: int) -> Finding | Unchecked:
    """What differs from the accounts by just as much as they differ among themselves by class (K11) is the consequence.

    *sign*: 1 for a figure of 支出决算表, -1 for one of 收入支出决算总表.
    """
    if isinstance(result, Unchecked) or result.severity == ROUNDING:
        return result
    from .final_accounts.classes import told_by_classes  # only where a figure differs

    off = sign * result.relation.difference()
    return result._replace(caused_by=told_by_classes(context, "expenditure", "income_expenditure_total", off))


def _equals_account(context: Context, stated: Field | None, account: Field | None, name: str) -> Iterator:
    """Both figures are the same one, quoted twice; an empty cell of the account's 合计 row is 0, a forgotten one is B01's."""
    if stated is None or account is None or account.place in empty_totals(context):
        return
    yield from context.equal(
        same_as_final_accounts,
        stated,
        total_of,
        (account,),
        f"自评表的{{label}} {{actual}} 与决算的{name} {{expected}} 相差 {{difference}}，决算已定稿的请改自评表",
        tolerance=SAME_FIGURE,
    )


def _income_side(context: Context, form: SelfEvaluation, table: FinalAccount) -> Iterator:
    """The items of 按收入性质分: two have lines of their own, the rest is all that is no fiscal appropriation of the two."""
    received = _line(table, "income", "本年收入合计")
    general = _line(table, "income", "一般公共预算财政拨款收入")
    fund = _line(table, "income", "政府性基金预算财政拨款收入")
    special, other = _amount(form.income, "special_account"), _amount(form.income, "other")
    pairs = [
        (_amount(form.income, "general_public_budget"), total_of, (general,), "一般公共预算财政拨款收入"),
        (_amount(form.income, "government_fund"), total_of, (fund,), "政府性基金预算财政拨款收入"),
    ]
    if other is not None and received is not None and received.filled:
        inputs = (received, general, fund) if special is None else (received, general, fund, special)
        pairs.append((other, _rest, inputs, "其余各项收入（本年收入合计减一般公共预算、政府性基金和专户非税）"))
    for stated, formula, inputs, name in pairs:
        if stated is None or None in inputs:
            continue
        for result in context.equal(
            same_as_final_accounts,
            stated,
            formula,
            inputs,
            f"自评表收入侧的{{label}} {{actual}} 与决算的{name} {{expected}} 相差 {{difference}}，请核对是否填了预算数",
            tolerance=SAME_FIGURE,
        ):
            is_wrong = isinstance(result, Finding) and result.severity != ROUNDING
            yield result._replace(severity=WARNING) if is_wrong else result


@rule("F13", "项目自评表齐全", ERROR, basis="部门整体自评表的项目支出由各项目自评表说明", needs=(WHOLE, PROJECT))
def project_forms_cover_expenditure(context: Context) -> Iterator:
    """交了项目自评表的，各表全年执行数之和应等于项目支出。

    为何重要：缺一张项目表，就有一笔项目支出没有绩效说明。
    怎样改：补齐缺的项目自评表，或核对各表的全年执行数和整体表的项目支出。
    """
    stated = spent_on(context.whole, "项目支出")
    if stated is None:
        return
    filled = [form for form in context.projects if not is_untouched(form)]
    filled = [form for form in filled if form.indicators] or filled  # a list of the same projects adds nothing
    if not filled:
        return  # B03 says that there are none; one gap is one finding
    inputs = []
    for form in filled:
        row = form.total_funds
        if row is None or row.executed is None:
            yield context.unchecked(project_forms_cover_expenditure, form.title, _UNREAD)
            return
        inputs.append(row.executed)
    for result in context.equal(
        project_forms_cover_expenditure,
        stated,
        total_of,
        inputs,
        "{count} 张项目自评表的全年执行数合计 {actual}，项目支出为 {expected}，{coverage}",
        tolerance=sum_tolerance(len(inputs)),
    ):
        if isinstance(result, Finding):
            arguments = {**result.arguments, "count": str(len(filled)), "coverage": _unit_slip(stated, inputs) or _coverage(stated, inputs)}
            # The project forms fall short of the 项目支出, not the other way round.
            gap = result.difference.removeprefix("-") if result.difference.startswith("-") else f"-{result.difference}"
            result = result._replace(
                arguments=arguments, expected=result.actual, actual=result.expected, difference=gap
            )
        yield result


def _unit_slip(stated: Field, inputs: list[Field]) -> str:
    """Which project form has its amounts in 元 under the heading 万元, where that alone makes the difference."""
    gap = sum_of(inputs) - (stated.number or ZERO)
    slack = sum_tolerance(len(inputs)).rounding
    for field in inputs:
        if field.number and abs(gap - field.number + field.number / _TEN_THOUSAND) <= slack:
            return f"“{field.sheet}”{field.cell} 除以一万就相符，请先核对那张表的金额单位是元还是万元"
    return ""


def _coverage(stated: Field, inputs: list[Field]) -> str:
    """How much of the project expenditure the forms cover, or that they exceed it, and what to do."""
    covered = sum_of(inputs)
    if not stated.number or covered >= stated.number:
        return "各表合计反而更多，请核对有没有重复的项目表或填错的金额"
    return f"只覆盖 {plain(round_half_up(covered / stated.number * HUNDRED, 2))}%，请补齐项目表或核对金额"


def _amount(items: tuple[NatureItem, ...], role: str) -> Field | None:
    return next((item.amount for item in items if item.role == role), None)


def _line(table: FinalAccount, side: str, name: str) -> Field | None:
    return next((line.amounts.get("amount") for line in table.lines if line.side == side and line.name == name), None)


def _rest(received: Decimal, *named: Decimal) -> Decimal:
    return received - sum(named, ZERO)
