"""A row's total, or a class (类), left empty although its parts hold figures, which the sum above it lacks.

An empty total says nothing (B01 tells of those at the foot of a table). Where the sum above does not hold without what the
parts come to, and holds with it, it was left out, and is told where it is empty: who is sent to that sum finds nothing wrong.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ...core.cells import Field
from ...core.money import ZERO
from ...core.relations import Place, sum_tolerance
from ...domain.forms import FinalAccount
from .figures import BALANCE_TABLES, families, figures_at

Sum = tuple[Field, Sequence[Field]]


def left_empty(sums: Iterable[tuple[Field, Sequence[tuple[int, Field]]]], above: Iterable[Sum]) -> set[Place]:
    """The empty ones of the totals *sums* (each with its signed terms) that a sum *above* lacks; one alone can be proven."""
    due = {total.place: amount for total, terms in sums if total.blank and (amount := _amount(terms))}
    found = set()
    for total, parts in above if due else ():
        lacking = [part.place for part in parts if part.place in due]
        if len(lacking) == 1 and _lacks(total, parts, due[lacking[0]]):
            found.update(lacking)
    return found


def sums_above(form: FinalAccount, role: str) -> Iterator[Sum]:
    """What the figures of a column add up to, each with those: 合计 and every level of a subject table, 本年支出合计."""
    if form.table in BALANCE_TABLES:
        for total in figures_at(form, ("expenditure", "本年支出合计", role)):
            yield total, figures_at(form, ("expenditure", "*", role))
        return
    for parent, children in families(form):
        if role in parent.amounts:
            yield parent.amounts[role], [child.amounts[role] for child in children if role in child.amounts]


def _amount(terms: Sequence[tuple[int, Field]]) -> Decimal:
    return sum([sign * term.number for sign, term in terms if term.number is not None], ZERO)


def _lacks(total: Field, parts: Sequence[Field], amount: Decimal) -> bool:
    if total.number is None or any([part.unreadable for part in parts]):
        return False
    rest = total.number - _amount([(1, part) for part in parts])
    tolerance = sum_tolerance(len(parts)).rounding
    return abs(rest - amount) <= tolerance < abs(rest)
