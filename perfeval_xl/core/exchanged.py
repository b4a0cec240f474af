"""Figures in each other's cells (填反了), or one in the cell beside its own (填串了行、填串了栏): one mistake.

One sum lacks just what another has too much; with the two cells exchanged, both hold.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from .cells import Field
from .findings import ERROR, ROUNDING, Finding
from .money import ZERO, in_unit, plain
from .relations import PERCENTAGE, Relation

Place = tuple[str, int, int]
_Pair = tuple[Field, Field]  # the first holds a figure; the second may be blank


def fold_exchanged(findings: list[Finding], rank: Callable[[Finding], tuple]) -> list[Finding]:
    """The same findings; those that exchanging two neighbours would settle name the first by *rank* as their cause."""
    open_ = {
        i: finding.relation
        for i, finding in enumerate(findings)
        if finding.relation is not None and finding.severity != ROUNDING and finding.counts
    }
    if len(open_) < 2:
        return findings
    result = list(findings)
    limits = {i for i, relation in open_.items() if relation.bound and findings[i].severity == ERROR}
    rates = {i for i, relation in open_.items() if relation.tolerance is PERCENTAGE}
    for settled, pairs in _exchanges(open_, limits, rates):
        if not settled <= open_.keys():
            continue
        root, *others = sorted(settled, key=lambda i: rank(findings[i]))
        if len(pairs) == 1:  # else nobody can say which figures they are
            result[root] = _with_hint(findings[root], *pairs[0])
        for i in others:
            result[i] = findings[i]._replace(caused_by=findings[root].key)
        for i in settled:
            del open_[i]
    return result


def _exchanges(
    open_: Mapping[int, Relation], limits: set[int], rates: set[int]
) -> list[tuple[frozenset[int], list[_Pair]]]:
    """Findings that an exchange would settle, and the pairs of cells with which it does; most settled first."""
    fields: dict[Place, Field] = {}
    at: dict[Place, set[int]] = defaultdict(set)
    for i, relation in open_.items():
        for field in relation.fields:
            fields[field.place] = field
            at[field.place].add(i)
    off = {i: abs(relation.difference()) for i, relation in open_.items()}
    found: dict[frozenset[int], list[_Pair]] = defaultdict(list)
    for one, other in _neighbours(fields, at, limits, rates):
        settled = _settled(open_, off, at[one.place], at[other.place], one, other)
        if settled:
            found[frozenset(settled)].append((one, other) if one.number else (other, one))
    return sorted(found.items(), key=lambda item: -len(item[0]))


def _neighbours(
    fields: Mapping[Place, Field], at: Mapping[Place, set[int]], limits: set[int], rates: set[int]
) -> Iterator[_Pair]:
    """Cells side by side or one above the other that do not hold the same.

    Points side by side, none of them a rate, are a weight and a score: exchanged, the score exceeds the weight, and breaks
    one of the *limits*.
    """
    for (sheet, row, col), field in fields.items():
        for beside in ((sheet, row + 1, col), (sheet, row, col + 1)):
            other = fields.get(beside)
            if not other or (field.number or ZERO) == (other.number or ZERO):
                continue
            points = not field.unit and not other.unit and other.row == row
            here, there = at[field.place], at[other.place]
            if not points or limits & here & there or rates & (here | there):
                yield field, other


def _settled(
    open_: Mapping[int, Relation], off: Mapping[int, Decimal], here: set[int], there: set[int], one: Field, other: Field
) -> set[int]:
    """The relations of both cells, if each cell alone breaks one, one fails by just their difference, and all would hold."""
    if not here - there or not there - here:
        return set()
    amounts = one.number or ZERO, other.number or ZERO
    difference = abs(amounts[0] - amounts[1])
    if not any(abs(off[i] - difference) <= open_[i].tolerance.rounding for i in here ^ there if not open_[i].bound):
        return set()
    changes = {one.place: amounts[1], other.place: amounts[0]}
    return here | there if all(open_[i].holds_changed(changes) for i in here | there) else set()


def _with_hint(root: Finding, one: Field, other: Field) -> Finding:
    """The root says which two cells to exchange, and they can be gone to."""
    cells = [field.cell if field.sheet == root.field.sheet else f"“{field.sheet}”{field.cell}" for field in (one, other)]
    shown = [plain(in_unit(field.number or ZERO, field.unit)) for field in (one, other)]
    if other.number:
        hint = f"；{cells[0]} 的 {shown[0]} 和 {cells[1]} 的 {shown[1]} 像是填反了，对调后各处就相符"
    else:
        hint = f"；{cells[0]} 的 {shown[0]} 像是填错了格，移到 {cells[1]}，各处就相符"
    told = {field.place for field in (root.field, *root.related)}
    return root._replace(hint=hint, related=(*root.related, *[field for field in (one, other) if field.place not in told]))
