"""What money a department had besides this year's general public budget: it decides which tables must be equal."""

from collections.abc import Iterable

from ...core.cells import Field
from ...domain.accounts import Accounts
from ...domain.forms import FinalAccount
from ..context import Context, per_check
from .figures import figures_of_lines, figures_of_total

GENERAL, FUND, CAPITAL = "一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入"
FISCAL = (GENERAL, FUND, CAPITAL, "财政拨款收入")
_TOTALS = ("本年收入合计", "总计")
_CARRIED = ("年初结转和结余", "年末结转和结余", "结余分配", "使用非财政拨款结余")


def spendable_besides_general_budget(accounts: Accounts) -> list[tuple[int, Field]]:
    """What can explain an expenditure beyond the general public budget, signed: fund and capital spending, other
    income, balances drawn upon, and what was carried over except the fiscal part."""
    total, fiscal = accounts.income_expenditure_total, accounts.fiscal_appropriation_total
    lines = [line for line in total.lines if _is_other_income(line.side, line.name)]
    fields = [field for line in lines for field in line.amounts.values()]
    fields += _amounts(total, ("使用非财政拨款结余", "年初结转和结余"))
    fields += _amounts(fiscal, ("本年支出合计",), ("fund", "state_capital"))
    signed = [(1, field) for field in fields] + [(-1, field) for field in _amounts(fiscal, ("年初结转和结余",))]
    return [(sign, field) for sign, field in signed if field.number]


@per_check
def nothing_carried_over(context: Context) -> bool:
    """没有年初、年末结转结余，也没有结余分配和使用非财政拨款结余; where one of the balance tables was not filled in, the other has them."""
    total, fiscal = context.accounts.income_expenditure_total, context.accounts.fiscal_appropriation_total
    if total is None or total.missing:
        return False
    return not any(_on_lines(context, form, _CARRIED) for form in (total, fiscal) if form is not None)


@per_check
def only_fiscal(context: Context) -> bool:
    """All the money is fiscal appropriation, this year's or carried over. Both balance tables must be there."""
    total, fiscal = context.accounts.income_expenditure_total, context.accounts.fiscal_appropriation_total
    if _has_other_income(context, total) or _on_lines(context, total, ("结余分配", "使用非财政拨款结余")):
        return False
    return all(
        _sum(_amounts(total, (name,))) == _sum(_amounts(fiscal, (name,), ("amount", "total")))
        for name in ("年初结转和结余", "年末结转和结余")
    )


@per_check
def only_general_public_budget(context: Context) -> bool:
    """没有结转、基金、国资和非财政资金: then income, expenditure and general public budget are the same money."""
    accounts = context.accounts
    total = accounts.income_expenditure_total
    if total is None or not nothing_carried_over(context) or _has_other_income(context, total):
        return False
    if any([name in (FUND, CAPITAL) for _, name, _ in figures_of_lines(context, total)]):
        return False
    fiscal = accounts.fiscal_appropriation_total
    if fiscal is not None and any([_is_besides_general(*at) for at in figures_of_lines(context, fiscal)]):
        return False
    tables = (accounts.government_fund, accounts.state_capital)
    return not any([figures_of_total(context, form) for form in tables if form is not None])


def _on_lines(context: Context, form: FinalAccount, names: Iterable[str]) -> bool:
    """Whether a balance table has a figure on any of these lines."""
    return any([name in names and role in ("amount", "total") for _, name, role in figures_of_lines(context, form)])


def _has_other_income(context: Context, total: FinalAccount) -> bool:
    """Whether there is income that is no fiscal appropriation, on a line of its own or in a column of 收入决算表."""
    if any([_is_other_income(side, name) for side, name, _ in figures_of_lines(context, total)]):
        return True
    income = context.accounts.income
    return income is not None and not {"total", "fiscal"}.issuperset(figures_of_total(context, income))


def _is_other_income(side: str, name: str) -> bool:
    """A line of income that is no fiscal appropriation and no total or balance."""
    return side == "income" and bool(name) and name not in (*FISCAL, *_TOTALS, *_CARRIED) and "·" not in name


def _is_besides_general(side: str, name: str, role: str) -> bool:
    """Fund and capital money, and anything carried over, in 财政拨款收入支出决算总表."""
    if side == "income" and name not in (GENERAL, *_TOTALS) or name in _CARRIED:
        return True
    return role in ("fund", "state_capital")


def _amounts(form: FinalAccount, names: Iterable[str], roles: Iterable[str] = ("amount",)) -> list[Field]:
    return [line.amounts[role] for line in form.lines if line.name in names for role in roles if role in line.amounts]


def _sum(fields: Iterable[Field]):
    return sum(field.number for field in fields if field.number is not None)
