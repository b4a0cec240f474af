"""Figures in each other's cells (填反了), or one in the cell beside its own (填串了行、填串了栏): one mistake.

One sum lacks just what another has too much; with the two cells exchanged, both hold.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from .cells import Field
from .findings import ROUNDING, Finding
from .money import ZERO, in_unit, plain

Place = tuple[str, int, int]
_Pair = tuple[Field, Field]  # the first holds a figure; the second may be blank


def fold_exchanged(findings: list[Finding], rank: Callable[[Finding], tuple]) -> list[Finding]:
    """The same findings; those that exchanging two neighbours would settle name the first by *rank* as their cause."""
    open_ = {
        i: finding.relation
        for i, finding in enumerate(findings)
        if finding.relation is not None and finding.severity != ROUNDING and finding.counts and not finding.relation.bound
    }
    if len(open_) < 2:
        return findings
    result = list(findings)
    for settled, pairs in _exchanges(open_):
        if not settled <= open_.keys():
            continue
        root, *others = sorted(settled, key=lambda i: rank(findings[i]))
        if len(pairs) == 1:  # else nobody can say which figures they are
            result[root] = findings[root]._replace(hint=_hint(findings[root], *pairs[0]))
        for i in others:
            result[i] = findings[i]._replace(caused_by=findings[root].key)
        for i in settled:
            del open_[i]
    return result


def _exchanges(open_: Mapping) -> list[tuple[frozenset[int], list[_Pair]]]:
    """Findings that an exchange would settle, and the pairs of cells with which it does; most settled first."""
    fields: dict[Place, Field] = {}
    at: dict[Place, set[int]] = defaultdict(set)
    for i, relation in open_.items():
        for field in relation.fields:
            fields[field.place] = field
            at[field.place].add(i)
    off = {i: abs(relation.difference()) for i, relation in open_.items()}
    found: dict[frozenset[int], list[_Pair]] = defaultdict(list)
    for one, other in _neighbours(fields):
        settled = _settled(open_, off, at[one.place], at[other.place], one, other)
        if settled:
            found[frozenset(settled)].append((one, other) if one.number else (other, one))
    return sorted(found.items(), key=lambda item: -len(item[0]))


def _neighbours(fields: Mapping[Place, Field]) -> Iterator[_Pair]:
    """Cells side by side or one above the other that do not hold the same."""
    for (sheet, row, col), field in fields.items():
        for beside in ((sheet, row + 1, col), (sheet, row, col + 1)):
            other = fields.get(beside)
            if other and (field.number or ZERO) != (other.number or ZERO):
                yield field, other


def _settled(open_: Mapping, off: Mapping, here: set[int], there: set[int], one: Field, other: Field) -> set[int]:
    """The relations of both cells, if all of them would hold, and on either side one fails by just the difference."""
    amounts = one.number or ZERO, other.number or ZERO
    difference: Decimal = abs(amounts[0] - amounts[1])
    for side in (here - there, there - here):
        if not side or any(abs(off[i] - difference) > open_[i].tolerance.rounding for i in side):
            return set()
    both, changes = here | there, {one.place: amounts[1], other.place: amounts[0]}
    return both if all(open_[i].holds_changed(changes) for i in both) else set()


def _hint(root: Finding, one: Field, other: Field) -> str:
    cells = [field.cell if field.sheet == root.field.sheet else f"“{field.sheet}”{field.cell}" for field in (one, other)]
    shown = [plain(in_unit(field.number or ZERO, field.unit)) for field in (one, other)]
    if other.number:
        return f"；{cells[0]} 的 {shown[0]} 和 {cells[1]} 的 {shown[1]} 像是填反了，对调后各处就相符"
    return f"；{cells[0]} 的 {shown[0]} 像是填错了格，移到 {cells[1]}，各处就相符"
