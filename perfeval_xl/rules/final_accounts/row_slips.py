"""One slip in one row of a subject table, told once where it was made: a code (科目编码) mistyped, a row left out, left
blank, or copied twice. It would else be told as a wrong sum in every column, and as a difference from every other table.
What gives it away is that the sums hold as soon as it is mended, or the same subject in another table.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from ...core.cells import Field
from ...core.money import ZERO, in_unit, plain
from ...core.record import Record
from ...core.relations import sum_tolerance
from ...domain.accounts import is_slip_of, parent_code
from ...domain.forms import FINAL_ACCOUNT, FinalAccount, SubjectRow
from ..context import Context
from .figures import Numbers, Rests, nearest_ancestor, numbers_of, rests_down, rests_of

_DETAIL = "basic_expenditure_detail"  # by economic class: no other table has its subjects
_TABLES = frozenset(("income", "expenditure", "general_public_budget", "government_fund", "state_capital", _DETAIL))
_LEVELS = (3, 5, 7, 9)  # digits of 类, 款, 项 and what some places print below
_MOST_CANDIDATES = 60  # a single slip puts no more rows out of place; so a table of thousands of rows is soon done with
_Rows = tuple[SubjectRow, ...]
_MISPRINT = "“{name}”的科目编码 {actual} 与上下行对不上，改为 {expected} 各级合计才相等，请核对编码"
_OTHER_CODE = "“{name}”的科目编码 {actual} 与《{beside}》的 {expected} 不同，名称相同，请核对哪个写错"
_LEFT_OUT = "“{above}”下漏列了“{expected}”：《{beside}》有这个科目，差的正是它的 {amount}；请补列"
_UNCODED = "“{name}”一行没有能读出的科目编码：《{beside}》是 {expected}，上级差的正是它的 {amount}；请补填或改正编码"
_LEFT_BLANK = "“{name}”一行没有填数：《{beside}》是 {expected}，上级差的正是这个数；请补填"
_TWICE = "“{actual}”列了两次，金额相同，去掉一行各级合计才相等；请删去重复的一行"


class Slip(Record):
    """What a finding tells of it."""

    field: Field
    message: str
    subject: str
    expected: str
    arguments: Mapping[str, str]
    between: bool = False  # whether another table gives it away, and not the sums of its own


_Mended = tuple[_Rows, Slip]


def as_meant(context: Context, forms: Sequence) -> tuple[tuple, dict[int, Slip]]:
    """The forms of a submission with such slips mended, at most one a table, and the slips by the id of the form."""
    made, slips = list(forms), {}
    at = [i for i, form in enumerate(made) if form.kind == FINAL_ACCOUNT and form.table in _TABLES and form.rows]
    once = len({made[i].table for i in at}) == len(at)  # else nobody knows which tables belong together
    for i in at:
        others = [made[k] for k in at if k != i and _DETAIL not in (made[i].table, made[k].table)]
        found = _slip_in(context, made[i], others if once else [])
        if found:
            rows, slip = found
            made[i] = made[i]._replace(rows=rows)
            slips[id(made[i])] = slip
    return tuple(made), slips


def _slip_in(context: Context, form: FinalAccount, others: Sequence[FinalAccount]) -> _Mended | None:
    codes = [row.code for row in form.rows]
    twice = len(set(codes)) < len(codes)
    numbers, rests = numbers_of(context, form), rests_of(context, form)
    if numbers is None or rests is None:
        numbers = _numbers_one_by_one(form)
        if numbers is None:
            return None
        rests = _rests(numbers, form, codes)
    rests = _beyond_rounding(rests, len(codes))
    known = {row.code for other in others for row in other.rows}
    if rests:
        found = (
            _mistyped(form, codes, others, known, numbers, set(rests))
            or _copied(form, codes, numbers, set(rests))
            or _left_out(form, others, rests)
        )
        if found:
            return found
    return _coded_otherwise(form, codes, known, others) if twice or others and not known.issuperset(codes) else None


# -- a code mistyped -------------------------------------------------------------------------------------------------


def _mistyped(
    form: FinalAccount, codes: Sequence[str], others: Sequence[FinalAccount], known: set[str], numbers: Numbers, failing: set
) -> _Mended | None:
    """The one code whose change makes sums hold that did not, and breaks none."""
    for candidates in (_out_of_place(form, codes, others), _known_otherwise(form, codes, others, known)):
        found = _proven(form, codes, known, numbers, failing, candidates)
        if found:
            at, code = found
            return _recoded(form, at, code), _code_slip(form.rows[at], _MISPRINT, code)
    return None


def _proven(
    form: FinalAccount, codes: Sequence[str], known: set[str], numbers: Numbers, failing: set, changes: Iterable[tuple[int, str]]
) -> tuple[int, str] | None:
    """The one of the *changes* (row, its code) that leaves the fewest sums failing, and none that does not fail now."""
    present = set(codes)
    candidates = {(at, code) for at, code in changes if code not in present}
    if len(candidates) > _MOST_CANDIDATES:
        return None
    left = {(at, code): _failing(numbers, form, _with(codes, at, code)) for at, code in candidates}
    best = min((len(rest) for rest in left.values() if rest < failing), default=None)
    found = [change for change, rest in left.items() if rest < failing and len(rest) == best]
    if len(found) > 1:  # the one that the other tables know
        found = [(at, code) for at, code in found if code in known and codes[at] not in known]
    return found[0] if len(found) == 1 else None


def _out_of_place(form: FinalAccount, codes: Sequence[str], others: Sequence[FinalAccount]) -> Iterator[tuple[int, str]]:
    """(row, code it may have been meant to have): its own for the subject above it, or the subject's for what is below."""
    columns: dict[int, list[int]] = {}  # the detail table prints several lists side by side
    for row, code in enumerate(codes):
        above = columns.setdefault(form.rows[row].code_col, [])
        while above and len(codes[above[-1]]) >= len(code):
            above.pop()
        if above and not code.startswith(codes[above[-1]]):
            own = (code[len(codes[above[-1]]) :], *([code[-2:]] if len(code) not in _LEVELS else ()))
            yield from [(row, codes[above[-1]] + digits) for digits in own]
            yield above[-1], parent_code(code)
        elif len(code) not in _LEVELS and row + 1 < len(codes) and len(codes[row + 1]) > len(code):
            yield row, parent_code(codes[row + 1])
        if len(code) not in _LEVELS or (above and not code.startswith(codes[above[-1]])):
            for other in others:
                yield from [(row, same.code) for same in other.rows if same.name == form.rows[row].name]
        above.append(row)


def _known_otherwise(form: FinalAccount, codes: Sequence[str], others: Sequence[FinalAccount], known: set[str]) -> Iterator:
    """The same of rows whose code no other table has, or that stands above already: what their names have elsewhere."""
    named: dict[str, set[str]] = {}
    for other in others:
        for row in other.rows:
            named.setdefault(row.name, set()).add(row.code)
    seen = set()
    for at, code in enumerate(codes):
        if form.rows[at].name and (code not in known or code in seen):
            yield from [(at, meant) for meant in named.get(form.rows[at].name, ())]
        seen.add(code)


def _coded_otherwise(
    form: FinalAccount, codes: Sequence[str], known: set[str], others: Sequence[FinalAccount]
) -> _Mended | None:
    """A code that no other table has, or that stands twice, where another table has the name under one beside it, or the
    name and amount under one that a slip of the hand makes of it: elsewhere names (行政运行) are not the only ones."""
    times = Counter(codes)
    odd = [at for at, code in enumerate(codes) if form.rows[at].name and (code not in known or times[code] > 1)]
    for at in odd if len(odd) < _MOST_CANDIDATES else ():
        row = form.rows[at]
        meant = {
            same.code: other.key
            for other in others
            for same in other.rows
            if same.name == row.name and same.code not in times
            if parent_code(same.code) == parent_code(row.code)
            or (is_slip_of(same.code, row.code) and _total(same) == _total(row) is not None)
        }
        if len(meant) == 1:
            ((code, beside),) = meant.items()
            return _recoded(form, at, code), _code_slip(row, _OTHER_CODE, code, beside)._replace(between=True)
    return None


def _recoded(form: FinalAccount, at: int, code: str) -> _Rows:
    return tuple(_with(form.rows, at, form.rows[at]._replace(code=code)))


def _code_slip(row: SubjectRow, message: str, code: str, beside: str = "") -> Slip:
    return Slip(row.code_field, message, f"{row.name}·科目编码", code, {"name": row.name, "beside": beside})


def _total(row: SubjectRow) -> Decimal | None:
    field = row.amounts.get("total")
    return field.number if field else None


# -- a row too few or too many ---------------------------------------------------------------------------------------


def _copied(form: FinalAccount, codes: Sequence[str], numbers: Numbers, failing: set) -> _Mended | None:
    """A second row of the same code and amounts, without which sums hold that did not."""
    first = dict(zip(reversed(codes), reversed(form.rows)))
    again = [at for at, row in enumerate(form.rows) if first[row.code] is not row]
    for at in again if len(again) < _MOST_CANDIDATES else ():
        row, code = form.rows[at], codes[at]
        if (row.name, _figures(row)) != (first[code].name, _figures(first[code])):
            continue
        # As a part of the first, all of which it is, it counts once.
        if _failing(numbers, form, _with(codes, at, code + "00")) < failing:
            shown = f"{code} {row.name}"
            rows = tuple([each for each in form.rows if each is not row])
            return rows, Slip(row.code_field._replace(text=shown), _TWICE, shown, "只列一次", {})
    return None


def _figures(row: SubjectRow) -> list[Decimal | None]:
    return [field.number for field in row.amounts.values()]


def _left_out(form: FinalAccount, others: Sequence[FinalAccount], rests: Rests) -> _Mended | None:
    """A subject without parts that another table has, with just the amounts that the row above it has too much."""
    rows = (form.total, *form.rows) if form.total else form.rows
    here = {row.code: row for row in form.rows}
    lacking: dict[int, dict[str, Decimal]] = {}
    for (at, role), rest in rests.items():
        lacking.setdefault(at, {})[role] = rest
    by_code = {rows[at].code: (rows[at], amounts) for at, amounts in lacking.items()}
    for other in others:
        divided = {row.code[:level] for row in other.rows for level in _LEVELS if level < len(row.code)}
        for row in other.rows:
            above, amounts = by_code.get(nearest_ancestor(row.code, here), (None, {}))
            if above is None or row.code in divided or not _amounts_to(row, above, amounts):
                continue
            mine = here.get(row.code)
            if mine is None:
                mine = next((bare for bare in form.uncoded if bare.name == row.name and _amounts_to(bare, above, amounts)), None)
            if mine is None or not mine.code or _is_blank(mine):
                return _with_row(form, above, row, mine, amounts), _lacking_slip(above, row, mine, other, amounts)
    return None


def _is_blank(row: SubjectRow) -> bool:
    return all(field.blank for field in row.amounts.values())


def _amounts_to(row: SubjectRow, above: SubjectRow, amounts: Mapping[str, Decimal]) -> bool:
    """Whether these are the row's amounts, in the columns that the table of *above* has too.

    The row's total and what it consists of: a total alone that does not add up is a wrong figure.
    """
    shared = [role for role in row.amounts if role in above.amounts]
    if "total" not in shared or "total" not in amounts or len(amounts) < min(2, len(above.amounts)):
        return False
    return all(amounts.get(role, ZERO) == (row.amounts[role].number or ZERO) for role in shared)


def _with_row(
    form: FinalAccount, above: SubjectRow, row: SubjectRow, here: SubjectRow | None, amounts: Mapping[str, Decimal]
) -> _Rows:
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


def _numbers_one_by_one(form: FinalAccount) -> Numbers | None:
    """The numbers of the rows, the 合计 row first, where they are not to be had in short; None where one is unreadable."""
    rows = (form.total, *form.rows) if form.total else form.rows
    columns = {}
    for role in rows[0].amounts:
        fields = [row.amounts[role] for row in rows]
        if any(field.unreadable for field in fields):
            return None
        columns[role] = tuple([field.number or ZERO for field in fields])
    return Numbers((), {}, columns, ())


def _rests(numbers: Numbers, form: FinalAccount, codes: Sequence[str]) -> Rests:
    """What rests_down says with other codes beside the same amounts."""
    return rests_down(numbers._replace(names=("", *codes) if form.total else tuple(codes)))


def _failing(numbers: Numbers, form: FinalAccount, codes: Sequence[str]) -> set[tuple[int, str]]:
    return set(_beyond_rounding(_rests(numbers, form, codes), len(codes)))


def _beyond_rounding(rests: Rests, rows: int) -> Rests:
    tolerance = sum_tolerance(rows).rounding
    return {place: rest for place, rest in rests.items() if abs(rest) > tolerance}


def _with(items: Sequence, at: int, item) -> list:
    return [*items[:at], item, *items[at + 1 :]]
