"""A subject's code (科目编码) that was mistyped, told once where it stands.

One wrong digit would else be told as a wrong sum in every column, and as a difference from every other table. What
gives it away is the place of its row (the sums hold as soon as it belongs to the subject above it, or those below it to
it), or the same subject in another table.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...core.cells import Field
from ...core.record import Record
from ...core.relations import sum_tolerance
from ...domain.accounts import parent_code
from ...domain.forms import FINAL_ACCOUNT, FinalAccount, SubjectRow
from .figures import Numbers, numbers_in, rests_down

_TABLES = frozenset(("income", "expenditure", "general_public_budget", "government_fund", "state_capital"))
_LEVELS = (3, 5, 7, 9)  # digits of 类, 款, 项 and what some places print below


class Misprint(Record):
    """The cell of a code, the name beside it, and the code that was meant."""

    field: Field
    name: str
    meant: str
    beside: str = ""  # the table that spells it so; "" where the sums of its own table prove it


def as_meant(forms: Sequence) -> tuple[tuple, dict[int, Misprint]]:
    """The forms of a submission with mistyped codes mended, at most one a table, and the misprints by the id of the form."""
    made, misprints = list(forms), {}
    at = [i for i, form in enumerate(made) if form.kind == FINAL_ACCOUNT and form.table in _TABLES and form.rows]
    once = len({made[i].table for i in at}) == len(at)  # else nobody knows which tables belong together
    for i in at:
        others = [made[k] for k in at if k != i] if once else []
        found = _by_sums(made[i], others) or _by_name(made[i], others)
        if found:
            row, misprint = found
            rows = made[i].rows
            made[i] = made[i]._replace(rows=(*rows[:row], rows[row]._replace(code=misprint.meant), *rows[row + 1 :]))
            misprints[id(made[i])] = misprint
    return tuple(made), misprints


def _by_sums(form: FinalAccount, others: Sequence[FinalAccount]) -> tuple[int, Misprint] | None:
    """The one code whose change makes sums hold that did not, and breaks none."""
    codes = [row.code for row in form.rows]
    candidates = set(_candidates(form, codes, others))
    if not candidates:
        return None
    rows = (form.total, *form.rows) if form.total else form.rows
    numbers = numbers_in(tuple(map(str, range(len(rows)))), rows)
    failing = None if numbers is None else _failing(numbers, form, codes)
    if not failing:
        return None
    left = {}
    for row, code in candidates:
        if code not in codes:
            left[row, code] = _failing(numbers, form, [*codes[:row], code, *codes[row + 1 :]])
    best = min((len(rest) for rest in left.values() if rest < failing), default=None)
    found = [change for change, rest in left.items() if rest < failing and len(rest) == best]
    if len(found) > 1:  # the one that the other tables know
        known = {row.code for other in others for row in other.rows}
        found = [(row, code) for row, code in found if code in known and codes[row] not in known]
    if len(found) != 1:
        return None
    row, code = found[0]
    return row, Misprint(form.rows[row].code_field, form.rows[row].name, code)


def _candidates(form: FinalAccount, codes: Sequence[str], others: Sequence[FinalAccount]) -> Iterator[tuple[int, str]]:
    """(row, code it may have been meant to have): its own for the subject above it, or the subject's for what is below."""
    above: list[int] = []
    for row, code in enumerate(codes):
        while above and len(codes[above[-1]]) >= len(code):
            above.pop()
        if above and not code.startswith(codes[above[-1]]):
            yield row, codes[above[-1]] + code[len(codes[above[-1]]) :]
            yield above[-1], parent_code(code)
        elif len(code) not in _LEVELS and row + 1 < len(codes) and len(codes[row + 1]) > len(code):
            yield row, parent_code(codes[row + 1])
        if len(code) not in _LEVELS or (above and not code.startswith(codes[above[-1]])):
            for other in others:
                yield from [(row, same.code) for same in other.rows if same.name == form.rows[row].name]
        above.append(row)


def _failing(numbers: Numbers, form: FinalAccount, codes: Sequence[str]) -> set[tuple[int, str]]:
    """(row, role) of the figures that are not the sums of the rows below them, tail differences aside.

    Of two rows of one code the second counts for none.
    """
    seen = set()
    names = [code if code not in seen and not seen.add(code) else f"{code}?" for code in codes]
    names = ("", *names) if form.total else tuple(names)
    rests = rests_down(numbers._replace(names=names, at=dict(zip(names, range(len(names))))))
    tolerance = sum_tolerance(len(names)).rounding
    return {place for place, rest in rests.items() if abs(rest) > tolerance}


def _by_name(form: FinalAccount, others: Sequence[FinalAccount]) -> tuple[int, Misprint] | None:
    """A code that no other table has, or that stands twice, where another table has the name under one beside it, or the
    name and amount under one that a slip of the hand makes of it."""
    codes = [row.code for row in form.rows]
    known = {row.code for other in others for row in other.rows}
    if not others or known.issuperset(codes) and len(set(codes)) == len(codes):
        return None
    odd = [at for at, code in enumerate(codes) if code not in known or codes.count(code) > 1]
    for at in odd:
        row = form.rows[at]
        meant = {
            same.code: other.key
            for other in others
            for same in other.rows
            if same.name == row.name != "" and same.code not in codes
            # Below one subject a name stands once; elsewhere (行政运行) only the amount tells.
            if parent_code(same.code) == parent_code(row.code)
            or (_is_slip(row.code, same.code) and _total(same) == _total(row) is not None)
        }
        if len(meant) == 1:
            ((code, table),) = meant.items()
            return at, Misprint(row.code_field, row.name, code, table)
    return None


def _is_slip(printed: str, meant: str) -> bool:
    """Whether one digit is another, left out or added, or two neighbours changed places."""
    same = next((i for i, (one, other) in enumerate(zip(printed, meant)) if one != other), min(len(printed), len(meant)))
    rest, due = printed[same:], meant[same:]
    return rest[1:] in (due, due[1:]) or rest == due[1:] or (rest[:2] == due[1::-1] and rest[2:] == due[2:])


def _total(row: SubjectRow) -> Decimal | None:
    field = row.amounts.get("total")
    return field.number if field else None
