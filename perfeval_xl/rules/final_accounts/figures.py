"""The figures of a table by path, and its bare numbers: the quick look whether a sum needs a closer one.

A rule that finds its identity holding on the bare numbers is done. They are the numbers of the fields, empty cells as 0,
so Context.equal would have had nothing to say either; only where it does not hold, or a cell is no number, the fields with
their cells are built and the rule speaks through Context.equal.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile
from operator import add, sub

from ...core.cells import COUNTED_AS_ZERO, Field
from ...core.money import ZERO
from ...core.record import Record
from ...domain.accounts import ECONOMIC_CLASSES, parent_code
from ...domain.forms import FinalAccount, Line, SubjectRow
from ...recognition.grid import squeeze
from ..context import Context, per_form
from .identities import FIGURE, SIDES, Identity, identities

_TOTALS = ("本年收入合计", "本年支出合计")
BALANCE_TABLES = ("income_expenditure_total", "fiscal_appropriation_total")


def figures_at(form: FinalAccount, path: tuple[str, ...]) -> list[Field]:
    """The fields a path leads to; none where this layout has no such line or column."""
    if form.table in BALANCE_TABLES:
        side, name, role = (*path, "amount")[:3]
        if name == "*":
            return [line.amounts[role] for line in numbered_lines(form, side) if role in line.amounts]
        return [
            line.amounts[role]
            for line in form.lines
            if line.name == name and line.side == side and role in line.amounts
        ]
    if path[0] == "合计" and len(path) == 2:
        return [form.total.amounts[path[1]]] if form.total and path[1] in form.total.amounts else []
    return [form.figures[path[0]]] if path[0] in form.figures else []


@lru_cache(maxsize=1024)
def _is_numbered(label: str) -> bool:
    from ...recognition.final_account.balance import ORDINAL  # not before there is such a table

    return bool(ORDINAL.match(squeeze(label)))


def numbered_lines(form: FinalAccount, side: str) -> list[Line]:
    """The lines that add up to the side's total: those with an ordinal 一、二、三…, not the “其中” below them, nor the
    parts of a balance (年初结转和结余·…), which may have ordinals of their own.

    Where a table has no ordinals at all, every line before the total that is not an “其中”.
    """
    return _numbered([line for line in form.lines if line.side == side and line.name])


def _numbered(lines: Sequence[Line]) -> list[Line]:
    lines = [line for line in lines if "·" not in line.name]
    numbered = [line for line in lines if _is_numbered(line.text)]
    if numbered:
        total = next((i for i, line in enumerate(numbered) if line.name in _TOTALS), None)
        return numbered if total is None else _below_total(numbered[total + 1 :]) or numbered[:total]
    ends = next((i for i, line in enumerate(lines) if line.name.endswith("合计")), len(lines))
    return [line for line in lines[:ends] if not line.name.startswith("其中")]


def _below_total(lines: list[Line]) -> list[Line]:
    """Where 一、本年收入 stands over its parts （一）…: those, down to 二、年初结转和结余."""
    return [*takewhile(lambda line: "结转" not in line.name and "结余" not in line.name, lines)]


def counted_as_zero(field: Field) -> Field:
    """A blank field as the figure 0, for the identities in which an empty cell says “nothing”."""
    return field._replace(text=COUNTED_AS_ZERO, number=ZERO) if field.blank else field


def roots(form: FinalAccount) -> list[SubjectRow]:
    """The rows that no other row includes: classes, or items where only items are printed."""
    printed = {row.code for row in form.rows}
    return [row for row in form.rows if not nearest_ancestor(row.code, printed)]


def tops(form: FinalAccount) -> list[SubjectRow]:
    """The classes; where a table prints only sections, those."""
    printed = {row.code for row in form.rows}
    return [row for row in form.rows if row.code in ECONOMIC_CLASSES or row.code[:3] not in printed]


def families(form: FinalAccount) -> list[tuple[SubjectRow, list[SubjectRow]]]:
    """Every row that has others directly below it, with those."""
    by_code = {row.code: row for row in reversed(form.rows)}
    children = {}
    for row in form.rows:
        children.setdefault(nearest_ancestor(row.code, by_code), []).append(row)
    if form.total:
        by_code[""] = form.total
    return [(by_code[code], below) for code, below in children.items() if code in by_code]


# -- bare numbers ----------------------------------------------------------------------------------------------------


class Numbers(Record):
    """A table, or a side of a balance table, as numbers in 万元: column by column, in the order of its rows."""

    names: tuple[str, ...]  # of the rows: codes, "" for 合计; or the names of lines
    at: dict[str, int]  # the row of a name
    columns: dict[str, tuple[Decimal, ...]]  # by role
    numbered: tuple[int, ...]  # the rows of numbered_lines

    def value(self, name: str, role: str) -> Decimal:
        """The number of a row; 0 where the table has no such row or column."""
        column, row = self.columns.get(role), self.at.get(name)
        return ZERO if column is None or row is None else column[row]


def numbers_of(context: Context, form: FinalAccount, side: str = "") -> Numbers | None:
    """The table's numbers, of a balance table those of one side.

    None where the fields must be asked: a cell cannot be read as a number, or two rows have the same name.
    """
    return _numbers_by_side(context, form)[side]


@per_form
def _numbers_by_side(context: Context, form: FinalAccount) -> dict[str, Numbers | None]:
    if form.table in BALANCE_TABLES:
        lines = {side: [] for side in SIDES}
        for line in form.lines:
            lines[line.side].append(line)
        return {side: _of_side(lines[side]) for side in SIDES}
    rows = (form.total, *form.rows) if form.total else form.rows
    return {"": _numbers(tuple([row.code for row in rows]), rows)}


def _of_side(lines: list[Line]) -> Numbers | None:
    rows = [line for line in lines if line.name or line.amounts]
    names = tuple([line.name for line in rows])
    if "" in names:  # a figure beside no name belongs to no line
        return None
    return _numbers(names, rows, [line.name for line in _numbered(rows)])


def _numbers(names: tuple[str, ...], rows: Sequence, numbered: Sequence[str] = ()) -> Numbers | None:
    """The numbers of rows that are called *names*; None where a cell is no number, or two have the same name."""
    from ...recognition.final_account.amounts import numbers_by_role

    at = dict(zip(names, range(len(names))))
    columns = numbers_by_role([row.amounts for row in rows]) if len(at) == len(names) else None
    return None if columns is None else Numbers(names, at, columns, tuple([at[name] for name in numbered]))


def number_at(context: Context, form: FinalAccount, at: tuple[str, str, str]) -> Decimal | None:
    """The sum of the figures of a term (identities.Term.at), empty and absent ones 0; None where the fields must be asked."""
    side, name, role = at
    if side == FIGURE:
        field = form.figures.get(name)
        return ZERO if field is None or field.blank else field.number
    numbers = _numbers_by_side(context, form)[side]
    if numbers is None:
        return None
    column, row = numbers.columns.get(role), numbers.at.get(name)
    if column is None:
        return ZERO
    if name == "*":
        return sum([column[row] for row in numbers.numbered], ZERO)
    return ZERO if row is None else column[row]


class FirstLook(Record):
    """What the bare numbers say of the identities within a table."""

    doubtful: dict[str, list[Identity]]  # by rule: those that they do not satisfy; of the others there is nothing to say
    untold: list[Identity]  # those whose stated figure is 0 or unreadable, and not all of the terms are 0


@per_form
def first_look(context: Context, form: FinalAccount) -> FirstLook:
    """Every identity within the table once, for its rules and for empty_totals."""
    doubtful, untold = {}, []
    for rule, identity in identities().of_table.get(form.table, ()):
        stated = number_at(context, form, identity.stated.at)
        numbers = [number_at(context, form, term.at) for term in identity.terms]
        if not is_sum(stated, numbers, identity):
            doubtful.setdefault(rule, []).append(identity)
        if not stated and (stated is None or None in numbers or any(numbers)):
            untold.append(identity)
    return FirstLook(doubtful, untold)


def is_sum(stated: Decimal | None, numbers: Sequence[Decimal | None], identity: Identity) -> bool:
    """Whether the bare numbers of an identity satisfy it."""
    if stated is None or None in numbers:
        return False
    return stated == sum([number if term.sign > 0 else -number for term, number in zip(identity.terms, numbers)], ZERO)


def figures_of_total(context: Context, form: FinalAccount) -> list[str]:
    """The roles in which the 合计 row holds a figure other than 0."""
    if form.total is None:
        return []
    numbers = numbers_of(context, form)
    if numbers is None:
        return [role for role, field in form.total.amounts.items() if field.number]
    return [role for role in numbers.columns if numbers.value("", role)]


@per_form
def figures_of_lines(context: Context, form: FinalAccount) -> list[tuple[str, str, str]]:
    """(side, name of the line, role) of every figure other than 0 of a balance table."""
    found = []
    for side in ("income", "expenditure"):
        numbers = numbers_of(context, form, side)
        if numbers is None:
            lines = [line for line in form.lines if line.side == side]
            found += [(side, line.name, role) for line in lines for role, field in line.amounts.items() if field.number]
        else:
            columns = numbers.columns.items()
            found += [(side, name, role) for role, column in columns for name, number in zip(numbers.names, column) if number]
    return found


def adds_across(numbers: Numbers, stated: str, terms: list[tuple[int, str]]) -> bool:
    """Whether in every row the column *stated* is the signed sum of the others."""
    left = numbers.columns.get(stated)
    if left is None:
        return True
    for sign, role in terms:
        if role in numbers.columns:
            left = map(sub if sign > 0 else add, left, numbers.columns[role])
    return not any(left)


Rests = Mapping[tuple[int, str], Decimal]


@per_form
def rests_of(context: Context, form: FinalAccount) -> Rests | None:
    """rests_down of a table that can be told in numbers."""
    numbers = numbers_of(context, form)
    return None if numbers is None else rests_down(numbers, kinship(numbers.names))


def rests_down(numbers: Numbers, below: Sequence[tuple[int, int]]) -> Rests:
    """By (row, role), what every figure that is not the sum of the rows directly *below* it (kinship) exceeds them by."""
    found = {}
    for role, column in numbers.columns.items():
        if any(column):
            left = {}
            for child, parent in below:
                left[parent] = left.get(parent, column[parent]) - column[child]
            found.update([((parent, role), rest) for parent, rest in left.items() if rest])
    return found


def kinship_of(codes: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """(row, the row it is part of) for every row with such a row: the nearest level above that is printed."""
    at = {code: row for row, code in enumerate(codes)}
    above = ((row, at.get(nearest_ancestor(code, at))) for row, code in enumerate(codes) if code)
    return tuple([(row, parent) for row, parent in above if parent is not None])


kinship = lru_cache(maxsize=128)(kinship_of)  # of codes as they stand in tables; those that are only tried are not kept


def nearest_ancestor(code: str, present) -> str:
    """The code of the closest row above that is printed; "" is the 合计 row."""
    code = parent_code(code)
    while code and code not in present:
        code = parent_code(code)
    return code
