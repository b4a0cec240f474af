"""What money a department had besides this year's general public budget: it decides which tables must be equal."""

from collections.abc import Iterable
from functools import cached_property

from ...core.cells import Field
from ...domain.forms import FinalAccount
from ..context import Context
from .figures import figures_of_lines, figures_of_total

GENERAL, FUND, CAPITAL = "一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入"
FISCAL = (GENERAL, FUND, CAPITAL, "财政拨款收入")
_TOTALS = ("本年收入合计", "总计")
_CARRIED = ("年初结转和结余", "年末结转和结余", "结余分配", "使用非财政拨款结余")


class Funding:
    """Read from 收入支出决算总表 and 财政拨款收入支出决算总表, and from the other tables where they are there."""

    def __init__(self, context: Context):
        self._context = context
        self._accounts = context.accounts

    @cached_property
    def _lines_of_total(self) -> list[tuple[str, str, str]]:
        """The lines of 收入支出决算总表 that hold figures."""
        return figures_of_lines(self._context, self._accounts.income_expenditure_total)

    @cached_property
    def nothing_carried_over(self) -> bool:
        """没有年初、年末结转结余，也没有结余分配和使用非财政拨款结余."""
        total = self._accounts.income_expenditure_total
        return total is not None and not any([name in _CARRIED and role == "amount" for _, name, role in self._lines_of_total])

    @cached_property
    def only_fiscal(self) -> bool:
        """All the money is fiscal appropriation, this year's or carried over."""
        total, fiscal = self._accounts.income_expenditure_total, self._accounts.fiscal_appropriation_total
        if total is None or fiscal is None:
            return False
        if self._other_income_lines() or self._other_income_columns():
            return False
        drawn = ("结余分配", "使用非财政拨款结余")
        if any([name in drawn and role == "amount" for _, name, role in self._lines_of_total]):
            return False
        return all(
            _sum(_amounts(total, (name,))) == _sum(_amounts(fiscal, (name,), ("amount", "total")))
            for name in ("年初结转和结余", "年末结转和结余")
        )

    @cached_property
    def only_general_public_budget(self) -> bool:
        """没有结转、基金、国资和非财政资金: then income, expenditure and general public budget are the same money."""
        total = self._accounts.income_expenditure_total
        if total is None or not self.nothing_carried_over or self._other_income_columns():
            return False
        if self._other_income_lines() or any([name in (FUND, CAPITAL) for _, name, _ in self._lines_of_total]):
            return False
        fiscal = self._accounts.fiscal_appropriation_total
        if fiscal is not None and any([_is_besides_general(*at) for at in figures_of_lines(self._context, fiscal)]):
            return False
        tables = (self._accounts.government_fund, self._accounts.state_capital)
        return not any([figures_of_total(self._context, form) for form in tables if form is not None])

    def spendable_besides_general_budget(self) -> list[tuple[int, Field]]:
        """What can explain an expenditure beyond the general public budget, signed: fund and capital spending, other
        income, balances drawn upon, and what was carried over except the fiscal part."""
        total, fiscal = self._accounts.income_expenditure_total, self._accounts.fiscal_appropriation_total
        lines = [line for line in total.lines if _is_other_income(line.side, line.name)]
        fields = [field for line in lines for field in line.amounts.values()]
        fields += _amounts(total, ("使用非财政拨款结余", "年初结转和结余"))
        fields += _amounts(fiscal, ("本年支出合计",), ("fund", "state_capital"))
        signed = [(1, field) for field in fields] + [(-1, field) for field in _amounts(fiscal, ("年初结转和结余",))]
        return [(sign, field) for sign, field in signed if field.number]

    def _other_income_lines(self) -> bool:
        return any([_is_other_income(side, name) for side, name, _ in self._lines_of_total])

    def _other_income_columns(self) -> bool:
        income = self._accounts.income
        return income is not None and not {"total", "fiscal"}.issuperset(figures_of_total(self._context, income))


def funding_of(context: Context) -> Funding:
    """What several rules ask of the same tables is looked up once."""
    return context.once(Funding, context)


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
