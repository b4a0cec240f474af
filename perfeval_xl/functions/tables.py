"""PERF_TABLE: a figure of the workbook's final-account tables (决算公开表), by the table's and the row's own names."""

from collections.abc import Iterator

from ..core.cells import Field
from ..core.money import ZERO, in_unit, plain
from ..domain.accounts import whole_ones
from ..domain.forms import FINAL_ACCOUNT, TABLE_NAMES, FinalAccount
from ..recognition.final_account.balance import EXPENDITURE, INCOME, ORDINAL
from ..recognition.final_account.detail import FIGURE_NAMES
from ..recognition.final_account.subject_columns import PART, ROLES, role_name, role_of
from ..recognition.final_account.three_public import item_of, kind_of
from ..recognition.final_account.titles import table_of
from ..recognition.grid import squeeze
from .arrays import spread
from .values import NOT_AVAILABLE, UNREADABLE, first_error, handed_back, is_blank, text_of

# How the nine tables are called for short, beside the names under which they are published.
_SHORT_NAMES = {
    "收支总表": "income_expenditure_total",
    "收入支出总表": "income_expenditure_total",
    "收入表": "income",
    "支出表": "expenditure",
    "财政拨款收支总表": "fiscal_appropriation_total",
    "财政拨款收入支出总表": "fiscal_appropriation_total",
    "财政拨款总表": "fiscal_appropriation_total",
    "一般公共预算表": "general_public_budget",
    "一般公共预算支出表": "general_public_budget",
    "一般公共预算财政拨款支出表": "general_public_budget",
    "基本支出表": "basic_expenditure_detail",
    "基本支出决算表": "basic_expenditure_detail",
    "基本支出明细表": "basic_expenditure_detail",
    "基本支出决算明细表": "basic_expenditure_detail",
    "政府性基金表": "government_fund",
    "政府性基金决算表": "government_fund",
    "国有资本经营表": "state_capital",
    "国有资本经营预算表": "state_capital",
    "三公表": "three_public",
    "三公经费表": "three_public",
    "三公经费": "three_public",
    "三公": "three_public",
}
_QUOTES = str.maketrans("", "", "“”\"'‘’《》")
_SIDES = {"收入": INCOME, "支出": EXPENDITURE}
# A column of the balance tables, by what its header says.
_BALANCE_COLUMNS = (
    ("一般公共", "general"),
    ("基金", "fund"),
    ("国有资本", "state_capital"),
    ("合计", "total"),
    ("小计", "total"),
)
_COUNTED = ("金额", "决算", "合计", "本年数")  # a header that says no more than that figures stand below


def perf_table(arguments: tuple, caller):
    """The figure as the table prints it, in the table's own unit; an empty cell is 0."""
    if caller is None:
        return NOT_AVAILABLE
    return spread(lambda *names: _figure(caller.workbook, *names), arguments, required=2)


def _figure(workbook, name, row, column):
    error = first_error((name, row, column))
    if error is not None:
        return error
    if is_blank(row) or is_blank(name):
        return "" if is_blank(row) and is_blank(name) else NOT_AVAILABLE
    table = table_called(workbook, squeeze(text_of(name)))
    if table is None:
        return NOT_AVAILABLE
    found = list(figures_at(table, squeeze(text_of(row)), "" if is_blank(column) else squeeze(text_of(column))))
    return _printed(found[0], table) if len(found) == 1 else NOT_AVAILABLE


def _printed(field: Field, table: FinalAccount):
    if field.bad is not None:
        return first_error((field.bad,))
    if field.number is None:
        return handed_back(ZERO) if field.blank else UNREADABLE
    return float(plain(in_unit(field.number, table.unit)))


def table_called(workbook, name: str) -> FinalAccount | None:
    """The table by its published name, with or without 《》 and 公开03表, a short name, a name in programs, or its sheet.

    None when the workbook has no such table, or several.
    """
    tables = [form for form in workbook.forms if form.kind == FINAL_ACCOUNT]
    bare = name.translate(_QUOTES)
    known = name if name in TABLE_NAMES else _SHORT_NAMES.get(bare) or table_of(name.translate(_QUOTES))
    found = [table for table in tables if table.table == known]
    if len(found) > 1:  # relatives of a table beside it: the one with the very name is meant
        found = whole_ones([table for table in found if squeeze(table.title.text).translate(_QUOTES).find(bare) >= 0])
    if not found:
        found = [table for table in tables if squeeze(table.sheet) == name]
    return found[0] if len(found) == 1 else None


def figures_at(table: FinalAccount, row: str, column: str) -> Iterator[Field]:
    """The cells that the names of row and column (squeezed; "" for the first column) lead to: one, if they are clear."""
    if table.table == "three_public":
        return _three_public(table, row, column)
    if table.lines:
        return _balance(table, row, column)
    return _subjects(table, row, column)


def _three_public(table: FinalAccount, row: str, column: str) -> Iterator[Field]:
    """预算数 or 决算数 (决算数 where neither is said) of an item; either may be called the row."""
    kind = kind_of(row) or kind_of(column) or "final"
    items = [name for name in (row, column) if name and not kind_of(name)]
    item = item_of((items[0],)) if items else "total"
    if len(items) < 2 and f"{kind}_{item}" in table.figures:
        yield table.figures[f"{kind}_{item}"]


def _balance(table: FinalAccount, row: str, column: str) -> Iterator[Field]:
    """A line by its name, 收入总计 or 支出总计 where both sides have it; 列 收入 and 支出 tell the side as well."""
    side = _SIDES.get(column)
    if side:
        column = ""
    lines = [line for line in table.lines if side in (None, line.side)]
    for wanted, sides in ((row, None), (row[2:], _SIDES.get(row[:2]))):
        tiers = (
            [line for line in lines if line.name == wanted],
            [line for line in lines if _label(line) == wanted and "·" not in line.name],
            [line for line in lines if _label(line) == wanted],
        )
        named = [line for line in next(filter(None, tiers), ()) if sides in (None, line.side)]
        if named:
            break
    else:
        return
    for line in named:
        role = _balance_role(line.amounts, column)
        if role is not None:
            yield line.amounts[role]


def _label(line) -> str:
    """The line's label as printed, without its ordinal."""
    label = squeeze(line.label.text)
    ordinal = ORDINAL.match(label)
    return label[ordinal.end() :] if ordinal else label


def _balance_role(amounts, column: str) -> str | None:
    if not column:
        return next(iter(amounts), None)
    if column in amounts:
        return column
    role = next((role for word, role in _BALANCE_COLUMNS if word in column), None)
    if role in amounts:
        return role
    return "amount" if "amount" in amounts and any(word in column for word in _COUNTED) else None


def _subjects(table: FinalAccount, row: str, column: str) -> Iterator[Field]:
    """A subject by code or name, the 合计 row; in the detail table 人员经费合计 and 公用经费合计 too."""
    figure = next(
        (role for role, name in FIGURE_NAMES.items() if row in (name, name.removesuffix("合计") or name)), None
    )
    if figure in table.figures and (not column or any(word in column for word in _COUNTED)):
        yield table.figures[figure]
        return
    rows = [*table.rows, table.total] if table.total is not None else list(table.rows)
    coded = [one for one in rows if one.code and one.code == row]
    for one in coded or [one for one in rows if squeeze(one.name) == row]:
        role = _subject_role(table, one.amounts, column)
        if role is not None:
            yield one.amounts[role]


def _subject_role(table: FinalAccount, amounts, column: str) -> str | None:
    if not column:
        return next(iter(amounts), None)
    if column in amounts:
        return column
    headed = [role for role, header in table.columns.items() if squeeze(header.text) == column and role in amounts and PART not in role]
    if len(headed) == 1:
        return headed[0]
    role = role_of((column,), table.table) if table.table in ROLES else None
    if not role:
        role = next((known for known in amounts if role_name(table.table, known) == column), None)
    if not role and table.table not in ROLES and any(word in column for word in _COUNTED):
        role = "amount"
    return role if role in amounts else None
