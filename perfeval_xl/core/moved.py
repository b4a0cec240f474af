"""A figure in the cell beside its own (填串了行、填串了栏): two cells are wrong, and it is one mistake.

One sum lacks just what another has too much; with the figure moved over, both hold.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from .cells import Field, address
from .findings import ROUNDING, Finding
from .money import ZERO, in_unit, plain

Place = tuple[str, int, int]


def fold_moved(findings: list[Finding], rank: Callable[[Finding], tuple]) -> list[Finding]:
    """The same findings; those that one figure moved to the next cell would settle name the first by *rank* as cause."""
    open_ = {
        i: finding.relation
        for i, finding in enumerate(findings)
        if finding.relation is not None and finding.severity != ROUNDING and finding.counts and not finding.relation.bound
    }
    if len(open_) < 2:
        return findings
    result = list(findings)
    for settled, moves in _moves(open_):
        if not settled <= open_.keys():
            continue
        root, *others = sorted(settled, key=lambda i: rank(findings[i]))
        if len(moves) == 1:  # else nobody can say which figure it is
            result[root] = findings[root]._replace(hint=_hint(findings[root], *moves[0]))
        for i in others:
            result[i] = findings[i]._replace(caused_by=findings[root].key)
        for i in settled:
            del open_[i]
    return result


def _moves(open_: Mapping) -> list[tuple[frozenset[int], list[tuple[Place, Place, Field]]]]:
    """Findings that a move would settle, and the moves (from, to, the figure) that do; most settled first."""
    fields: dict[Place, Field] = {}
    at: dict[Place, set[int]] = defaultdict(set)
    for i, relation in open_.items():
        for field in relation.fields:
            fields[field.place] = field
            at[field.place].add(i)
    off = {i: abs(relation.difference()) for i, relation in open_.items()}
    found: dict[frozenset[int], list] = defaultdict(list)
    for source, field in fields.items():
        if field.number:
            for target in _beside(source):
                if target in fields and not fields[target].number:
                    settled = _settled(open_, off, at[source], at[target], {source: ZERO, target: field.number})
                    if settled:
                        found[frozenset(settled)].append((source, target, field))
    return sorted(found.items(), key=lambda item: -len(item[0]))


def _beside(place: Place) -> Iterator[Place]:
    sheet, row, col = place
    yield from ((sheet, row - 1, col), (sheet, row + 1, col), (sheet, row, col - 1), (sheet, row, col + 1))


def _settled(open_: Mapping, off: Mapping, here: set[int], there: set[int], changes: Mapping[Place, Decimal]) -> set[int]:
    """The relations of both cells, if all of them would hold, and on either side one fails by just this figure."""
    amount = max(map(abs, changes.values()))
    for one in (here - there, there - here):
        if not one or any(abs(off[i] - amount) > open_[i].tolerance.rounding for i in one):
            return set()
    both = here | there
    return both if all(open_[i].holds_changed(changes) for i in both) else set()


def _hint(root: Finding, source: Place, target: Place, field: Field) -> str:
    shown = plain(in_unit(field.number, field.unit))
    places = [address(row, col) if sheet == root.field.sheet else f"“{sheet}”{address(row, col)}" for sheet, row, col in (source, target)]
    return f"；{places[0]} 的 {shown} 像是填错了格，移到 {places[1]}，各处就相符"

