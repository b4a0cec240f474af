"""Figures in each other's cells (填反了), or one in the cell beside its own (填串了行、填串了栏): one mistake.

One sum lacks just what another has too much; with the two cells exchanged, both hold. An exchange leaves no figure to
choose: two equalities that it makes hold are proof too, if no change of one cell does as much.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from .cells import Field
from .findings import ERROR, Finding
from .money import ZERO, in_unit, plain
from .record import Record
from .relations import PERCENTAGE, Place, Trial

_Pair = tuple[Field, Field]  # the first holds a figure; the second may be blank
_FAR = 3  # columns that two figures of a row may stand apart (年初预算数 and 全年执行数, 分值 and 得分)
_FAR_AMOUNTS = 6  # that two amounts may (本年收入合计 and 其他收入 in 收入决算表)
_MOST_TOLD = 2  # pairs that a hint names; of more, nobody can say which they are


def fold_exchanged(
    findings: list[Finding], trials: Mapping[int, Trial], rank: Callable[[Finding], tuple]
) -> list[Finding]:
    """The same findings; those that exchanging two neighbours would settle name the first by *rank* as their cause.

    *trials* are those of the failing relations, by the number of the finding.
    """
    open_ = {i: trial for i, trial in trials.items() if findings[i].counts}
    if len(open_) < 2:
        return findings
    result = list(findings)
    limits = {i for i, trial in open_.items() if trial.bound and findings[i].severity == ERROR}
    rates = {i for i, trial in open_.items() if trial.tolerance is PERCENTAGE}
    for settled, pairs in _exchanges(open_, limits, rates):
        if not settled <= open_.keys():
            continue
        root, *others = sorted(settled, key=lambda i: rank(findings[i]))
        result[root] = _with_hint(findings[root], pairs)
        for i in others:
            result[i] = findings[i]._replace(caused_by=findings[root].key)
        for i in settled:
            del open_[i]
    return result


def _exchanges(
    open_: Mapping[int, Trial], limits: set[int], rates: set[int]
) -> list[tuple[frozenset[int], list[_Pair]]]:
    """Findings that an exchange would settle, and the pairs of cells with which it does; most settled first."""
    fields: dict[Place, Field] = {}
    at: dict[Place, set[int]] = defaultdict(set)
    for i, trial in open_.items():
        for place, field in zip(trial.cells, trial.fields):
            fields[place] = field
            at[place].add(i)
    off = {i: abs(trial.difference) for i, trial in open_.items()}
    found: dict[frozenset[int], list[_Pair]] = {}
    for apart in range(1, _FAR_AMOUNTS + 1):  # where neighbours explain it, those farther away do not
        near = defaultdict(list)
        for one, other in _neighbours(fields, at, _Guides(limits, rates, open_, off), apart):
            settled = _settled(open_, off, at[one.place], at[other.place], one, other)
            if settled:
                near[frozenset(settled)].append((one, other) if one.number else (other, one))
        found = near | found
    return sorted(found.items(), key=lambda item: -len(item[0]))


class _Guides(Record):
    """Which of the failing relations are limits and which are of rates; how far each is off."""

    limits: set[int]
    rates: set[int]
    open_: Mapping[int, Trial]
    off: Mapping[int, Decimal]

    def allow(self, one: Field, other: Field, here: set[int], there: set[int]) -> bool:
        """Whether the two can have been exchanged, by what they are.

        Points side by side, none of them a rate, are a weight and a score: exchanged, the score exceeds the weight. That
        breaks one of the limits; of the totals, which have none, each breaks its own sum by just the difference.
        """
        if one.unit or other.unit or one.row != other.row or self.limits & here & there or self.rates & (here | there):
            return True
        by = (other.number or ZERO) - (one.number or ZERO)
        return by > 0 and self._is_off(here - there, by) and self._is_off(there - here, by)

    def _is_off(self, relations: set[int], by: Decimal) -> bool:
        return any([not self.open_[i].bound and self.off[i] == by for i in relations])


def _neighbours(fields: Mapping[Place, Field], at: Mapping[Place, set[int]], guides: _Guides, apart: int) -> Iterator[_Pair]:
    """Cells of a row so many columns *apart*, or one above the other, that do not hold the same."""
    for place, field in fields.items():
        if apart > _FAR and not field.unit:
            continue
        sheet, row, col = place
        for beside in ((sheet, row + 1, col), (sheet, row, col + 1)) if apart == 1 else ((sheet, row, col + apart),):
            other = fields.get(beside)
            if not other or (field.number or ZERO) == (other.number or ZERO) or apart > 1 and not (field.number and other.number):
                continue
            if guides.allow(field, other, at[place], at[beside]):
                yield field, other


def _settled(
    open_: Mapping[int, Trial], off: Mapping[int, Decimal], here: set[int], there: set[int], one: Field, other: Field
) -> set[int]:
    """The relations of both cells, if they prove the exchange and it makes all of them hold."""
    both = here | there
    if len(both) < 2:
        return set()
    amounts = one.number or ZERO, other.number or ZERO
    filled = all(amounts)
    if not _is_due(open_, off, here, there, abs(amounts[0] - amounts[1]), filled) and not (filled and _two_equal(open_, both)):
        return set()
    changes = {one.place: amounts[1], other.place: amounts[0]}
    if not all(open_[i].holds_changed(changes) for i in both):
        return set()
    apart = here - there and there - here
    return both if apart or not any(_does_alone(open_, both, field.place) for field in (one, other)) else set()


def _is_due(
    open_: Mapping[int, Trial], off: Mapping[int, Decimal], here: set[int], there: set[int], by: Decimal, filled: bool
) -> bool:
    """Each cell alone breaks a relation, and an equality fails *by* just their difference; of two *filled* cells, all limits."""
    if not here - there or not there - here:
        return False
    just = [i for i in here ^ there if abs(off[i] - by) <= open_[i].tolerance.rounding]
    return any(not open_[i].bound for i in just) or (filled and len(just) == len(here | there))


def _two_equal(open_: Mapping[int, Trial], both: set[int]) -> bool:
    return sum(not open_[i].bound for i in both) > 1


def _does_alone(open_: Mapping[int, Trial], both: set[int], place: Place) -> bool:
    """Whether another figure in this one cell would make all hold."""
    values = {open_[i].solved_for(place) for i in both} - {None}
    return any(all(open_[i].left_with(place, value) <= open_[i].tolerance.rounding for i in both) for value in values)


def _with_hint(root: Finding, pairs: list[_Pair]) -> Finding:
    """The root says which two cells to exchange, and they can be gone to; nothing where that may be too many."""
    one, other = pairs[0]
    if all(second.number for _, second in pairs) and len(pairs) <= _MOST_TOLD:
        first, *rest = [f"{_shown(root, one)}和 {_shown(root, other).rstrip()}" for one, other in pairs]
        hint = f"；{first}{f'（或者 {rest[0]}）' if rest else ' '}像是填反了，对调后各处就相符"
    elif len(pairs) == 1:
        hint = f"；{_shown(root, one)}像是填错了格，移到 {_cell(root, other)}，各处就相符"
    else:
        return root
    told = {field.place for field in (root.field, *root.related)}
    cells = {field.place: field for pair in pairs for field in pair if field.place not in told}
    return root._replace(hint=hint, related=(*root.related, *cells.values()))


def _shown(root: Finding, field: Field) -> str:
    return f"{_cell(root, field)} 的 {plain(in_unit(field.number or ZERO, field.unit))} "


def _cell(root: Finding, field: Field) -> str:
    return field.cell if field.sheet == root.field.sheet else f"“{field.sheet}”{field.cell}"
