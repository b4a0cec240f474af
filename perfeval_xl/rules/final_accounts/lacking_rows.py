"""A row left out (漏列), left blank, or without a code that can be read: another table has the subject, and what the row
above it has too much is just its amounts.
"""

from collections.abc import Mapping
from decimal import Decimal

from ...core.cells import Field
from ...core.money import ZERO, in_unit, plain
from ...domain.forms import FinalAccount, SubjectRow
from .figures import nearest_ancestor
from .row_slips import LEVELS, Mended, Slip, Suspect

_LEFT_OUT = "“{above}”下漏列了“{expected}”：《{beside}》有这个科目，差的正是它的 {amount}；请补列"
_UNCODED = "“{name}”一行没有能读出的科目编码：《{beside}》是 {expected}，上级差的正是它的 {amount}；请补填或改正编码"
_LEFT_BLANK = "“{name}”一行没有填数：《{beside}》是 {expected}，上级差的正是这个数；请补填"


def left_out(table: Suspect) -> Mended | None:
    """A subject without parts that another table has, with just the amounts that the row above it has too much."""
    form = table.form
    rows = (form.total, *form.rows) if form.total else form.rows
    here = {row.code: row for row in form.rows}
    lacking: dict[int, dict[str, Decimal]] = {}
    for (at, role), rest in table.rests.items():
        lacking.setdefault(at, {})[role] = rest
    by_code = {rows[at].code: (rows[at], amounts) for at, amounts in lacking.items()}
    for other in table.others:
        divided = {row.code[:level] for row in other.rows for level in LEVELS if level < len(row.code)}
        for row in other.rows:
            above, amounts = by_code.get(nearest_ancestor(row.code, here), (None, {}))
            if above is None or row.code in divided or not _amounts_to(row, above, amounts, table.tolerance):
                continue
            mine = here.get(row.code) or _uncoded(table, row, above, amounts)
            if mine is None or not mine.code or _is_blank(mine):
                own = _own_amounts(row, above, amounts)
                return _with_row(form, above, row, mine, own), _lacking_slip(above, row, mine, other, own)
    return None


def _uncoded(table: Suspect, row: SubjectRow, above: SubjectRow, amounts: Mapping[str, Decimal]) -> SubjectRow | None:
    """The row of that name and those amounts whose code cannot be read."""
    alike = (bare for bare in table.form.uncoded if bare.name == row.name)
    return next((bare for bare in alike if _amounts_to(bare, above, amounts, table.tolerance)), None)


def _is_blank(row: SubjectRow) -> bool:
    return all(field.blank for field in row.amounts.values())


def _amounts_to(row: SubjectRow, above: SubjectRow, amounts: Mapping[str, Decimal], tolerance: Decimal) -> bool:
    """Whether these are the row's amounts but for tail differences (尾差), in the columns that the table of *above* has too.

    The row's total and what it consists of: a total alone that does not add up is a wrong figure.
    """
    shared = [role for role in row.amounts if role in above.amounts]
    if "total" not in shared or "total" not in amounts or len(amounts) < min(2, len(above.amounts)):
        return False
    return all(abs(amounts.get(role, ZERO) - (row.amounts[role].number or ZERO)) <= tolerance for role in shared)


def _own_amounts(row: SubjectRow, above: SubjectRow, amounts: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The row's figures, without the tail differences of the sum above; that sum's rest where the other table has no such column."""
    shared = {role: row.amounts[role].number for role in row.amounts if role in above.amounts}
    return {role: rest for role, rest in amounts.items() if role not in shared} | {role: one for role, one in shared.items() if one}


def _with_row(
    form: FinalAccount, above: SubjectRow, row: SubjectRow, here: SubjectRow | None, amounts: Mapping[str, Decimal]
) -> tuple[SubjectRow, ...]:
    place = here or above
    fields = {
        role: field._replace(row=place.row, number=amounts.get(role), text=_shown(amounts[role], field) if role in amounts else "")
        for role, field in above.amounts.items()
    }
    made = SubjectRow(row.code, row.name, fields, form.sheet, place.row, place.code_col, place.name_col)
    return (*[each for each in form.rows if each is not here], made)


def _lacking_slip(
    above: SubjectRow, row: SubjectRow, here: SubjectRow | None, other: FinalAccount, amounts: Mapping[str, Decimal]
) -> Slip:
    shown, amount = f"{row.code} {row.name}", _shown(amounts["total"], above.amounts["total"])
    told = {"beside": other.key, "above": f"{above.code} {above.name}".strip(), "amount": amount, "name": shown}
    if here is None:
        return Slip(above.amounts["total"], _LEFT_OUT, shown, shown, told)
    if not here.code:
        return Slip(here.code_field, _UNCODED, f"{row.name}·科目编码", row.code, {**told, "name": row.name})
    return Slip(here.amounts["total"], _LEFT_BLANK, shown, amount, told)


def _shown(number: Decimal, like: Field) -> str:
    """An amount as the table prints it."""
    return plain(in_unit(number, like.unit))
