"""Proven: changing one cell makes several failing relations hold at once, so they are one mistake.

The change that settles the most is told first, then the next one among what is left. What was found at a cell stays as it
is until one of its own relations is settled, so each of thousands of mistakes costs what its own cells cost.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from heapq import heapify, heappop, heappush

from .cells import COUNTED_AS_ZERO, Field, address
from .findings import ERROR, Finding
from .money import ZERO, places_of, round_half_up
from .record import Record
from .relations import Place, Trial


class Repair(Record):
    """A figure that proves one mistake: another one in its cell settles several findings."""

    merit: tuple  # the smaller, the better
    value: Decimal
    settled: tuple[int, ...]  # numbers of findings


def fold_proven(
    findings: list[Finding], trials: Mapping[int, Trial], rank: Callable[[Finding, Place | None], tuple]
) -> list[Finding]:
    """The same findings; those that one changed cell would settle name the first by *rank* as their cause.

    *trials* are those of the failing relations, by the number of the finding.
    """
    open_ = {i: trial for i, trial in trials.items() if findings[i].counts}
    result, known = list(findings), _Known(open_, findings)
    while (best := known.best()) is not None:
        place, repair = best
        # Several cells may repair the same findings equally well; then nobody can say which one is wrong.
        # Nor is a cell named on another sheet, where nothing speaks against it: 决算表 that are right in themselves.
        certain = known.is_only(place, repair) and any(findings[i].field.sheet == place[0] for i in repair.settled)
        root, *others = sorted(repair.settled, key=lambda i: rank(findings[i], place if certain else None))
        if certain:
            result[root] = _with_hint(findings[root], place, repair.value)
        for i in others:
            result[i] = result[i]._replace(caused_by=findings[root].key)
        known.settle(repair.settled)
    return result


class _Known:
    """The best repair at each place that at least two failing relations share."""

    def __init__(self, trials: Mapping[int, Trial], findings: Sequence[Finding]):
        self._trials, self._findings = trials, findings
        at = defaultdict(list)
        for i, trial in trials.items():
            for place in trial.places:
                at[place].append(i)
        self._open = {place: numbers for place, numbers in at.items() if len(numbers) > 1}
        self._repairs = {place: self._best_at(place) for place in self._open}
        self._order = {place: order for order, place in enumerate(self._open)}
        self._queue = [(repair.merit, self._order[place], place, repair) for place, repair in self._repairs.items() if repair]
        heapify(self._queue)

    def best(self) -> tuple[Place, Repair] | None:
        """The place and the repair that settles the most; None where there is none."""
        while self._queue:
            *_, place, repair = self._queue[0]
            if self._repairs.get(place) is repair:
                return place, repair
            heappop(self._queue)  # some of what it settled has been settled since
        return None

    def is_only(self, place: Place, repair: Repair) -> bool:
        """Whether no other cell settles the same findings as well."""
        settled = set(repair.settled)
        shared = min([self._trials[i].places for i in repair.settled], key=len)
        others = [self._repairs.get(each) for each in shared if each != place]
        return not any([other and other.merit == repair.merit and settled == set(other.settled) for other in others])

    def settle(self, settled: Sequence[int]) -> None:
        """What was found at the cells of the findings *settled* is worked out anew without them."""
        gone = set(settled)
        for place in dict.fromkeys([place for i in settled for place in self._trials[i].places if place in self._open]):
            left = [i for i in self._open[place] if i not in gone]
            if len(left) < 2:
                del self._open[place], self._repairs[place]
                continue
            self._open[place] = left
            self._repairs[place] = repair = self._best_at(place)
            if repair:
                heappush(self._queue, (repair.merit, self._order[place], place, repair))

    def _best_at(self, place: Place) -> Repair | None:
        """The first of the best repairs at one place."""
        repairs = _repairs_at(place, self._open[place], self._trials, self._findings)
        return min(repairs, key=lambda repair: repair.merit, default=None)


def _repairs_at(
    place: Place, numbers: Sequence[int], trials: Mapping[int, Trial], findings: Sequence[Finding]
) -> Iterator[Repair]:
    """The values of one cell that prove a mistake. Those are best that settle the most, and most exactly.

    Equalities count first: a limit is easily kept, so it proves little. Last comes whether the value has the decimals
    that the cell is printed with.
    """
    for value, as_printed in _candidates(place, [trials[i] for i in numbers]).items():
        left = {i: trials[i].left_with(place, value) for i in numbers}
        settled = [i for i in numbers if left[i] <= trials[i].tolerance.rounding]
        equalities = sum(not trials[i].bound for i in settled)
        limits = sum(trials[i].bound and findings[i].severity == ERROR for i in settled)
        # Two equalities that one value settles are one mistake; so is one beside the breach of a hard limit (an error).
        if equalities > 1 or (equalities == 1 and limits > 0):
            merit = -equalities, -len(settled), sum(left[i] for i in settled), not as_printed
            yield Repair(merit, value, tuple(settled))


def _candidates(place: Place, trials: Sequence[Trial]) -> dict[Decimal, bool]:
    """Values that would settle one of the relations, and whether each has the cell's own printed decimals, such first."""
    values: dict[Decimal, bool] = {}
    for trial in trials:
        value = trial.solved_for(place)
        if value is None:
            continue
        if -trial.tolerance.rounding <= value < ZERO:  # nothing should stand there; tail differences alone are left
            value = ZERO
        printed = trial.printed(place)
        if _is_plausible(value, printed) and not _follows_from_blanks(trial.fields, place, printed):
            values.setdefault(round_half_up(value, places_of(printed)) if printed is not None else value, True)
            values.setdefault(value, False)
    return values


def _is_plausible(value: Decimal, printed: Decimal | None) -> bool:
    """Budgets, scores and rates are not negative: nobody mistypes -22 as 5, but a sign may be left out."""
    return value >= 0 or (printed is not None and (printed < 0 or value == -printed))


def _follows_from_blanks(fields: Sequence[Field], place: Place, printed: Decimal | None) -> bool:
    """Cells that nobody has filled in yet say nothing against one that somebody has."""
    return bool(printed) and not any(
        field.filled and field.text != COUNTED_AS_ZERO for field in fields if field.place != place
    )


def _with_hint(root: Finding, place: Place, value: Decimal) -> Finding:
    """The root says which one change would settle its cascade."""
    sheet, row, col = place
    field = next(f for f in root.relation.fields if f.place == place)
    shown = field.spelled(value, 4)
    where = address(row, col) if sheet == root.field.sheet else f"“{sheet}”{address(row, col)}"
    related = root.related if field.place == root.field.place or field in root.related else (*root.related, field)
    return root._replace(related=related, hint=f"；把 {where} 改为 {shown}，连带各处也就相符")
