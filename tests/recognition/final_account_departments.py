"""Two invented departments whose nine tables agree in every identity: their figures, by table and path.

The paths are those of rules/final_accounts/identities.toml, and ``code/column`` for a subject.
"""

from decimal import Decimal

GENERAL, FUND, CAPITAL = "一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入"

_MIXED_SPENDING = {
    "2010301": {"total": 60, "basic": 60},
    "2010302": {"total": 16, "project": 16},
    "2080505": {"total": 20, "basic": 20},
    "2120899": {"total": 9, "project": 9},
    "2210201": {"total": 10, "basic": 10},
}


def _with_levels(items: dict[str, dict]) -> dict[str, dict]:
    """项 with their 款, 类 and 合计 added up."""
    rows = {"合计": {}}
    for code, amounts in items.items():
        for level in ("合计", code[:3], code[:5], code):
            row = rows.setdefault(level, {})
            for column, amount in amounts.items():
                row[column] = row.get(column, 0) + amount
    return rows


def _paths(rows: dict[str, dict]) -> dict[str, Decimal]:
    return {
        f"{code}/{column}": Decimal(str(amount)) for code, amounts in rows.items() for column, amount in amounts.items()
    }


def _balance(income: dict, expenditure: dict) -> dict[str, Decimal]:
    lines = {f"income/{name}": amount for name, amount in income.items()}
    for name, amount in expenditure.items():
        for role, value in (amount if isinstance(amount, dict) else {"amount": amount}).items():
            lines[f"expenditure/{name}" + (f"/{role}" if role != "amount" else "")] = value
    return {path: Decimal(str(value)) for path, value in lines.items()}


_DETAIL = {
    "301": 65, "30101": 40, "30102": 25, "303": 5, "30301": 5, "302": 18, "30201": 14, "30217": 1, "30231": 3, "310": 2, "31002": 2,
}  # fmt: skip
_DETAIL_PATHS = {f"{code}/amount": Decimal(amount) for code, amount in _DETAIL.items()} | {
    "staff": Decimal(70),
    "public": Decimal(20),
}
_THREE_PUBLIC_PATHS = {
    key: Decimal(value)
    for key, value in {
        "budget_total": "6", "budget_vehicles": "4", "budget_vehicle_operation": "4", "budget_reception": "2",
        "final_total": "5", "final_vehicles": "3.5", "final_vehicle_operation": "3.5", "final_reception": "1.5",
    }.items()
}  # fmt: skip


def mixed_department() -> dict[str, dict[str, Decimal]]:
    """A department with a government fund, other income and balances carried over; everything agrees."""
    general = {code: dict(row) for code, row in _MIXED_SPENDING.items() if code != "2120899"}
    general["2010302"] = {"total": 11.5, "project": 11.5}
    income = {
        "2010301": {"total": 60, "fiscal": 60}, "2010302": {"total": 15, "fiscal": 10, "other": 5},
        "2080505": {"total": 20, "fiscal": 20}, "2120899": {"total": 10, "fiscal": 10}, "2210201": {"total": 10, "fiscal": 10},
    }  # fmt: skip
    fund = {"2120899": {"income": 10, "total": 9, "project": 9, "closing": 1}}
    return {
        "income_expenditure_total": _balance(
            {GENERAL: 100, FUND: 10, "其他收入": 5, "本年收入合计": 115, "年初结转和结余": 3, "总计": 118},
            {"一般公共服务支出": 76, "社会保障和就业支出": 20, "城乡社区支出": 9, "住房保障支出": 10,
             "本年支出合计": 115, "年末结转和结余": 3, "总计": 118},
        ),
        "income": _paths(_with_levels(income)),
        "expenditure": _paths(_with_levels(_MIXED_SPENDING)),
        "fiscal_appropriation_total": _balance(
            {GENERAL: 100, FUND: 10, "本年收入合计": 110, "年初结转和结余": 2, f"年初结转和结余·{GENERAL}": 2, "总计": 112},
            {"一般公共服务支出": {"total": 71.5, "general": 71.5}, "社会保障和就业支出": {"total": 20, "general": 20},
             "城乡社区支出": {"total": 9, "fund": 9}, "住房保障支出": {"total": 10, "general": 10},
             "本年支出合计": {"total": 110.5, "general": 101.5, "fund": 9},
             "年末结转和结余": {"total": 1.5, "general": 0.5, "fund": 1}, "总计": {"total": 112, "general": 102, "fund": 10}},
        ),
        "general_public_budget": _paths(_with_levels(general)),
        "basic_expenditure_detail": dict(_DETAIL_PATHS),
        "government_fund": _paths(_with_levels(fund)),
        "state_capital": {},
        "three_public": dict(_THREE_PUBLIC_PATHS),
    }  # fmt: skip


def plain_department() -> dict[str, dict[str, Decimal]]:
    """A department with nothing but this year's general public budget: its tables must be equal subject by subject."""
    spending = {
        "2010301": {"total": 60, "basic": 60}, "2010302": {"total": 15.5, "project": 15.5},
        "2080505": {"total": 20, "basic": 20}, "2210201": {"total": 10, "basic": 10},
    }  # fmt: skip
    classes = {
        "一般公共服务支出": 75.5,
        "社会保障和就业支出": 20,
        "住房保障支出": 10,
        "本年支出合计": 105.5,
        "总计": 105.5,
    }
    lines = {GENERAL: 105.5, "本年收入合计": 105.5, "总计": 105.5}
    return {
        "income_expenditure_total": _balance(lines, classes),
        "income": _paths(
            _with_levels({code: {"total": row["total"], "fiscal": row["total"]} for code, row in spending.items()})
        ),
        "expenditure": _paths(_with_levels(spending)),
        "fiscal_appropriation_total": _balance(
            lines, {name: {"total": value, "general": value} for name, value in classes.items()}
        ),
        "general_public_budget": _paths(_with_levels(spending)),
        "basic_expenditure_detail": dict(_DETAIL_PATHS),
        "government_fund": {},
        "state_capital": {},
        "three_public": dict(_THREE_PUBLIC_PATHS),
    }


DEPARTMENTS = {"mixed": mixed_department, "plain": plain_department}
