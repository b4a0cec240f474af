"""Lines and columns whose names nobody knows: where a figure of one is just what a sum lacks, the sum is not called wrong.

Asked only for sums that do not hold.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from ...core.cells import Field
from ...domain.accounts import class_code
from ...domain.forms import FINAL_ACCOUNT, FinalAccount, Line
from ...recognition.final_account.amounts import amount_beside
from ...recognition.final_account.subject_columns import ROLES
from ..context import Context
from .identities import SIDES, identities

_REASON = "《{table}》没有认出“{name}”{what}，合计所差的正是它的数，请按规定的名称填写后再检"
# What the names of lines begin with that are parts of another: of the balances, and of 结余分配 as older tables print them.
_PARTS = tuple("其中 基本支出 项目支出 经营 交纳所得税 缴纳所得税 提取 转入".split())


def unrecognised(context: Context, fields: Sequence[Field], lacking: Decimal) -> tuple[Field, str] | None:
    """A cell with a name that was not recognised, in a table of *fields*, and the reason why its figure, *lacking*
    (万元), leaves the sum unchecked; the first of *fields* is what should be the sum. None where there is no such cell."""
    stated = fields[0]
    places = {(field.sheet, field.row) for field in fields}
    for form in context.forms_of((FINAL_ACCOUNT,)):
        if any([sheet == form.sheet and form.box.top <= row <= form.box.bottom for sheet, row in places]):
            lines = _unknown_lines(form) if len(places) > 1 else ()  # a row that adds up across lacks no line
            for name, what, figure in (*lines, *_unknown_columns(form, stated)):
                if figure.number and abs(figure.number) == abs(lacking):
                    return name, _REASON.format(table=form.key, name=name.text, what=what)
    return None


def _unknown_lines(form: FinalAccount) -> Iterator[tuple[Field, str, Field]]:
    """Every name of a line in the table that nobody knows, what it is the name of, and a figure beside it."""
    for line in form.lines:
        if not _is_known(line):
            for figure in line.amounts.values():
                yield line.label, "行", figure


def _unknown_columns(form: FinalAccount, stated: Field) -> Iterator[tuple[Field, str, Field]]:
    """Every name of a column in the table that nobody knows, and the figure below it in the row of *stated*."""
    if form.unread and stated.sheet == form.sheet:
        amounts = next((row.amounts for row in chain(form.lines, (form.total,), form.rows) if row), {})
        for heading in form.unread:
            figure = amount_beside(amounts, stated.row, heading.col)
            if figure is not None:
                yield heading, "列", figure


def _is_known(line: Line) -> bool:
    name = line.name
    if not name or (line.side, name) in _names() or class_code(name) is not None:
        return True
    balance, of, part = name.rpartition("·")
    if part.startswith(_PARTS):
        return True
    return of != "" and (line.side, balance) in _names() and ("income", part) in _names()  # income alone adds them up


@lru_cache(maxsize=1)
def _names() -> frozenset[tuple[str, str]]:
    """The lines of the balance tables by side and name: those that identities speak of, and the usual kinds of income."""
    known = identities()
    groups = (*known.within.values(), *known.between.values())
    terms = [term for group in groups for identity in group for term in (identity.stated, *identity.terms)]
    usual = [("income", name) for name in ROLES["income"]]
    return frozenset([term.at[:2] for term in terms if term.at[0] in SIDES] + usual)
