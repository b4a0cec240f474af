"""K12 and K18: what the tables say of one another."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from operator import eq, le

from ...core.findings import ERROR, INFO, Finding, key_of
from ...core.money import ZERO, in_unit, plain
from ...core.relations import Relation, sum_tolerance
from ...core.rules import rule
from ...domain.accounts import class_code
from ...domain.forms import FINAL_ACCOUNT, FinalAccount, SubjectRow
from ..context import Context
from .carried_over import (
    only_fiscal,
    only_general_public_budget,
    spendable_besides_general_budget,
)
from .checks import at_most, check_between, check_sum, incomplete, slipped, without_codes
from .classes import BASIS, told_by_classes
from .empty_tables import EXPLAINED
from .figures import Numbers, numbers_of
from .identities import Identity, identities

SHARED_ROLES = {"total": "合计", "basic": "基本支出", "project": "项目支出"}


@rule("K12", "表间相等", ERROR, basis=BASIS, needs=(FINAL_ACCOUNT,), tables=("income_expenditure_total+income", "income_expenditure_total+expenditure", "income_expenditure_total+fiscal_appropriation_total", "income+fiscal_appropriation_total", "fiscal_appropriation_total+general_public_budget", "fiscal_appropriation_total+government_fund", "fiscal_appropriation_total+state_capital", "expenditure+general_public_budget", "income+expenditure"))
def tables_agree(context: Context):
    """同一个数在不同的决算公开表里应相等，一般公共预算表的每个科目不应大于支出决算表。

    总表收入＝收入决算表合计；总表支出＝支出决算表合计；三类财政拨款在总表、财政拨款总表、收入决算表里一致；
    财政拨款总表的一般公共、基金、国资栏＝一般公共预算表、基金表、国资表；
    没有结转、基金、国资和非财政资金时，收入表、支出表、一般公共预算表逐科目相等。
    名称和金额相同、只是科目编码不同的，只报那个编码。

    为何重要：几张表由同一套账生成，不相等说明有一张不是最终版。
    怎样改：确定哪张表是最终版，改正另一张；先改本表内也不平的那一处。
    """
    yield from [slipped(context, tables_agree, slip) for slip in context.slips.values() if slip.between]
    for identity in identities().between["K12"]:
        for found in check_between(context, tables_agree, identity):
            yield _under_its_cause(context, found, identity) if isinstance(found, Finding) else found
    accounts = context.accounts
    if accounts.income_expenditure_total and accounts.fiscal_appropriation_total:
        yield from _fiscal_classes(context)
    comparable = []
    for form in (accounts.income, accounts.expenditure, accounts.general_public_budget):
        unusable = without_codes(context, tables_agree, form) if form else []
        yield from unusable
        comparable.append(None if unusable else form)
    income, expenditure, general = comparable
    if expenditure and general:
        yield from _subjects(context, expenditure, general)
    if income and expenditure and only_general_public_budget(context):
        yield from _equal_subjects(context, income, expenditure, ("total",))


def _under_its_cause(context: Context, found: Finding, identity: Identity) -> Finding:
    """A total that differs by just what K11 tells of its classes is their consequence, one of a table left empty K14's."""
    stated, other = map(abs, found.relation.values()[:2])
    one_unit = max(stated, other) < 1000 * min(stated, other)  # a slip of the unit is told at the totals
    for term in identity.terms if one_unit and len(identity.terms) == 1 else ():
        cause = told_by_classes(context, identity.stated.table, term.table, -found.relation.difference())
        if cause:
            return found._replace(caused_by=cause)
    return found._replace(caused_by=key_of("K14", found.form, EXPLAINED))


def _fiscal_classes(context: Context) -> Iterator:
    """By class, the fiscal appropriation is within the whole expenditure; equal where there is no other money."""
    accounts, equal = context.accounts, only_fiscal(context)
    if _within_whole(context, accounts.fiscal_appropriation_total, accounts.income_expenditure_total, equal):
        return
    whole = {
        class_code(line.name): line.amounts.get("amount")
        for line in accounts.income_expenditure_total.lines
        if line.side == "expenditure"
    }
    message = "{label} {actual} 大于《收入支出决算总表》同一类的 {bound}，多出 {difference}；请核对两表，改正填错的一处"
    for line in accounts.fiscal_appropriation_total.lines:
        code = class_code(line.name) if line.side == "expenditure" else None
        fiscal, total = line.amounts.get("total"), whole.get(code)
        if code is None or fiscal is None or total is None:
            continue
        if equal:
            yield from check_sum(
                context, tables_agree, fiscal, [(1, total)], "《收入支出决算总表》的同一类", same_figure=True
            )
        elif fiscal.filled:
            yield from at_most(context, tables_agree, fiscal, [total], message)


def _within_whole(context: Context, fiscal: FinalAccount, total: FinalAccount, equal: bool) -> bool:
    """Whether on the bare numbers no class has more fiscal appropriation than expenditure, or as much, if *equal*."""
    numbers, whole = numbers_of(context, fiscal, "expenditure"), numbers_of(context, total, "expenditure")
    if numbers is None or whole is None or "total" not in numbers.columns:
        return False
    spent = {class_code(name): number for name, number in zip(whole.names, whole.columns.get("amount", ()))}
    spent.pop(None, None)  # totals and balances
    pairs = [(number, spent.get(class_code(name))) for name, number in zip(numbers.names, numbers.columns["total"])]
    holds = eq if equal else le
    return all([holds(number, most) for number, most in pairs if most is not None])


def _subjects(context: Context, expenditure: FinalAccount, general: FinalAccount) -> Iterator:
    """By subject, the general public budget is within the whole expenditure; equal where there is no other money."""
    if only_general_public_budget(context):
        yield from _equal_subjects(context, expenditure, general, tuple(SHARED_ROLES))
        return
    message = "{label} {actual} 大于《支出决算表》同一科目的 {bound}，多出 {difference}；请核对两表，改正填错的一处"
    numbers, whole = numbers_of(context, general), numbers_of(context, expenditure)
    if _all_hold(numbers, whole, tuple(SHARED_ROLES), le):
        return
    from .subjects import Subjects  # only where the bare numbers do not agree

    rows = Subjects(expenditure)
    for row in (general.total, *general.rows):
        if row is None or _holds_quickly(row.code, numbers, whole, tuple(SHARED_ROLES), le):
            continue
        found = rows.matching(row.code)
        if found is None:
            continue
        for role in SHARED_ROLES:
            large = [other.amounts[role] for other in found if role in other.amounts]
            if found and not large:
                continue  # a table without such a column says nothing of it
            unfilled_total = not row.code and any(field.blank for field in large)
            if role in row.amounts and row.amounts[role].filled and not unfilled_total:
                yield from at_most(context, tables_agree, row.amounts[role], large, message)


def _equal_subjects(context: Context, one: FinalAccount, other: FinalAccount, roles: tuple[str, ...]) -> Iterator:
    """Every subject of either table has the same amounts in both."""
    numbers, of_others = numbers_of(context, one), numbers_of(context, other)
    if _all_hold(numbers, of_others, roles, eq) and len(numbers.names) == len(of_others.names):
        return
    from .subjects import Subjects  # as above

    rows, others = Subjects(one), Subjects(other)
    for code in dict.fromkeys((*rows.by_code, *others.by_code)):
        if _holds_quickly(code, numbers, of_others, roles, eq):
            continue
        if code in others.by_code:
            yield from _equal_row(context, others.by_code[code], rows.matching(code), roles, one)
        else:
            yield from _equal_row(context, rows.by_code[code], others.matching(code), roles, other)


def _all_hold(one: Numbers | None, other: Numbers | None, roles: tuple, holds: Callable) -> bool:
    """Whether *other* has all the subjects of *one*, and the bare numbers *holds* in every one of the columns."""
    if one is None or other is None or not one.at.keys() <= other.at.keys():
        return False
    at = [other.at[code] for code in one.names]
    nothing = (ZERO,) * len(other.names)
    for role in roles:
        column = other.columns.get(role, nothing)
        if not all(map(holds, one.columns.get(role, nothing), [column[row] for row in at])):
            return False
    return True


def _holds_quickly(code: str, one: Numbers | None, other: Numbers | None, roles: tuple, holds: Callable) -> bool:
    """Whether both tables have the subject, and its bare numbers *holds* in every one of the columns."""
    if one is None or other is None or code not in one.at or code not in other.at:
        return False
    return all([holds(one.value(code, role), other.value(code, role)) for role in roles])


def _equal_row(
    context: Context, row: SubjectRow, found: list[SubjectRow] | None, roles, table: FinalAccount
) -> Iterator:
    if found is None:
        return
    for role in roles:
        stated = row.amounts.get(role)
        terms = [(1, other.amounts[role]) for other in found if role in other.amounts]
        if stated is None or (found and not terms):
            continue
        meaning = f"《{table.key}》的同一科目" if found else f"《{table.key}》这个科目的数（没有这个科目）"
        yield from check_sum(
            context, tables_agree, stated, terms, meaning, same_figure=len(terms) < 2, blank_is_zero=True
        )


@rule("K18", "支出表与一般公共预算表", INFO, basis=BASIS, needs=(FINAL_ACCOUNT,), tables=("expenditure+general_public_budget",))
def surplus_over_general_budget_is_explained(context: Context):
    """支出决算表大于一般公共预算表的差额，应能由基金、国资、非财政拨款或结转支出解释。

    差额在这些资金以内的是正常的，不提示；支出决算表更小的由 K12 报。

    为何重要：解释不了的差额，多半是一般公共预算表漏列了科目。
    怎样改：核对差额来自哪个科目，用的是哪种资金；属于一般公共预算的补进一般公共预算表。
    """
    accounts = context.accounts
    needed = (
        accounts.expenditure,
        accounts.general_public_budget,
        accounts.income_expenditure_total,
        accounts.fiscal_appropriation_total,
    )
    if any(form is None for form in needed):
        return
    if any(form.missing for form in needed):
        for form in needed:
            yield from incomplete(context, surplus_over_general_budget_is_explained, form)
        return
    totals = [accounts.total(table, "total") for table in ("expenditure", "general_public_budget")]
    if only_general_public_budget(context) or any(field is None or field.number is None for field in totals):
        return
    spent, general = totals
    other = spendable_besides_general_budget(accounts)

    signs = [sign for sign, _ in other]

    def unexplained(whole: Decimal, part: Decimal, *rest: Decimal) -> Decimal:
        return max(ZERO, whole - part - sum((sign * value for sign, value in zip(signs, rest)), ZERO))

    relation = Relation(
        (spent, general, *(field for _, field in other)), unexplained, sum_tolerance(len(other) + 1), bound=True
    )
    left = relation.difference()
    if left <= relation.tolerance.rounding:
        return
    yield context.finding(
        surplus_over_general_budget_is_explained,
        spent,
        "本年支出合计 {actual} 比一般公共预算表多出的部分里，有 {difference} 不是基金、国资或非财政资金；请核对一般公共预算表有没有漏列科目",
        general,
        expected="≤" + plain(in_unit(spent.number - left, spent.unit)),
        difference=plain(in_unit(left, spent.unit)),
        relation=relation,
    )
