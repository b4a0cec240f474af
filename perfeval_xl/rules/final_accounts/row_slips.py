"""One slip in one row of a subject table, told once where it was made: a code (科目编码) mistyped, a row left out, left
blank, or copied twice. It would else be told as a wrong sum in every column, and as a difference from every other table.
What gives it away is that the sums hold as soon as it is mended, or the same subject in another table.
"""

from collections.abc import Mapping, Sequence

from ...core.cells import Field
from ...core.money import ZERO
from ...core.record import Record
from ...core.relations import sum_tolerance
from ...domain.forms import FINAL_ACCOUNT, FinalAccount, SubjectRow
from ..context import Context
from .figures import Numbers, Rests, kinship_of, numbers_of, rests_down, rests_of

_DETAIL = "basic_expenditure_detail"  # by economic class: no other table has its subjects
_TABLES = frozenset(("income", "expenditure", "general_public_budget", "government_fund", "state_capital", _DETAIL))
LEVELS = (3, 5, 7, 9)  # digits of 类, 款, 项 and what some places print below
MOST_CANDIDATES = 60  # a single slip puts no more rows out of place; so a table of thousands of rows is soon done with


class Slip(Record):
    """What a finding tells of it."""

    field: Field
    message: str
    subject: str
    expected: str
    arguments: Mapping[str, str]
    between: bool = False  # whether another table gives it away, and not the sums of its own


Mended = tuple[tuple[SubjectRow, ...], Slip]  # the rows as they were meant


class Suspect:
    """A table in which a slip is looked for, and the tables beside it that have the same subjects."""

    def __init__(self, form: FinalAccount, others: Sequence[FinalAccount], numbers: Numbers, rests: Rests | None):
        """*rests* are those of rests_of, None where they must be worked out of *numbers*."""
        self.form, self.others, self._numbers = form, others, numbers
        self.codes = [row.code for row in form.rows]
        self.known = {row.code for other in others for row in other.rows}  # codes of the other tables
        self.rests = self._rests(self.codes) if rests is None else self._beyond_rounding(rests)
        self.failing = frozenset(self.rests)  # the sums that do not hold, by (row, role)
        self._named: dict[str, list[tuple[SubjectRow, FinalAccount]]] | None = None

    def failing_with(self, at: int, code: str) -> set[tuple[int, str]]:
        """The sums that would not hold if the row *at* had another code."""
        return {*self._rests([*self.codes[:at], code, *self.codes[at + 1 :]])}

    def named(self, name: str) -> Sequence[tuple[SubjectRow, FinalAccount]]:
        """The rows of the other tables that are called so, each with its table."""
        if self._named is None:
            self._named = {}
            for other in self.others:
                for row in other.rows:
                    self._named.setdefault(row.name, []).append((row, other))
        return self._named.get(name, ())

    def _rests(self, codes: Sequence[str]) -> Rests:
        """What rests_of says, with these codes beside the amounts."""
        names = ("", *codes) if self.form.total else tuple(codes)
        return self._beyond_rounding(rests_down(self._numbers, kinship_of(names)))

    def _beyond_rounding(self, rests: Rests) -> Rests:
        tolerance = sum_tolerance(len(self.codes)).rounding
        return {place: rest for place, rest in rests.items() if abs(rest) > tolerance}


def as_meant(context: Context, forms: Sequence) -> tuple[tuple, dict[int, Slip]]:
    """The forms of a submission with such slips mended, at most one a table, and the slips by the id of the form."""
    made, slips = list(forms), {}
    tables = {i: form for i, form in enumerate(made) if form.kind == FINAL_ACCOUNT and form.table in _TABLES}
    at = [i for i, form in tables.items() if form.rows and form.illegible is None]
    once = len({made[i].table for i in at}) == len(at)  # else nobody knows which tables belong together
    for i in at:
        others = [made[k] for k in at if k != i and _DETAIL not in (made[i].table, made[k].table)] if once else []
        found = _slip_in(context, made[i], others)
        if found:
            rows, slip = found
            made[i] = made[i]._replace(rows=rows)
            slips[id(made[i])] = slip
    return tuple(made), slips


def _slip_in(context: Context, form: FinalAccount, others: Sequence[FinalAccount]) -> Mended | None:
    numbers, rests = numbers_of(context, form), rests_of(context, form)
    if numbers is None:
        numbers = _numbers_one_by_one(form)
    if numbers is None:
        return None
    table = Suspect(form, others, numbers, rests)
    if table.rests:
        from .lacking_rows import left_out  # only where a sum fails
        from .miscoded_rows import mistyped
        from .repeated_rows import copied

        found = mistyped(table) or copied(table) or left_out(table)
        if found:
            return found
    twice = len(set(table.codes)) < len(table.codes)
    if not twice and (not others or table.known.issuperset(table.codes)):
        return None
    from .miscoded_rows import coded_otherwise

    return coded_otherwise(table)


def _numbers_one_by_one(form: FinalAccount) -> Numbers | None:
    """The numbers of the rows, the 合计 row first, where they are not to be had in short; None where one is
    unreadable."""
    rows = (form.total, *form.rows) if form.total else form.rows
    if any(row.amounts.keys() != rows[0].amounts.keys() for row in rows):
        return None  # lists beside each other, whose headings differ
    columns = {}
    for role in rows[0].amounts:
        fields = [row.amounts[role] for row in rows]
        if any(field.unreadable for field in fields):
            return None
        columns[role] = tuple([field.number or ZERO for field in fields])
    return Numbers((), {}, columns, ())
