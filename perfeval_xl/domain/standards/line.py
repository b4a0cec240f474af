"""The line of values: who has the limit between two bands, and whether the bands leave holes or overlap.

“以上”“以下”“以内” include the figure itself, “超过”“不满” do not: 《中华人民共和国民法典》第一千二百五十九条.
A text may still say otherwise with （含）or （不含）, and what it says of one band settles the end of its neighbour.
"""

from decimal import Decimal

from ...core.money import HUNDRED, ONE, ZERO
from ...core.record import Record
from .describe import quantity
from .law import Band

# How an end is said: with （含） ≥ ≤ 不超过; with （不含） > < 低于; by the convention of 以上 and 以下; not at all;
# or left out by a （含） at the other end of the same range.
CLOSED, OPEN, USUAL, UNSAID, IMPLIED = "closed", "open", "usual", "unsaid", "implied"

_DIVISIBLE = ("%", "万元", "元", "")
Limit = Decimal | str | None


class Stretch(Record):
    """A band whose ends are not settled yet. ``bare``: only a figure stood there (“100%得满分”)."""

    low: Limit
    high: Limit
    low_end: str = UNSAID
    high_end: str = UNSAID
    points: Decimal = ZERO
    deduct: Decimal = ZERO
    step: Decimal = ONE
    origin: Decimal | None = None
    ratio: Decimal | None = None
    bare: bool = False

    @property
    def is_point(self) -> bool:
        return self.low is not None and self.low == self.high

    def band(self) -> Band:
        low_closed, high_closed = (end != OPEN for end in (self.low_end, self.high_end))
        closed = (self.low is not None and low_closed, self.high is not None and high_closed)
        return Band(self.low, self.high, *closed, self.points, self.deduct, self.step, self.origin, self.ratio)


class Line(Record):
    """Settled bands in the order of the text, the doubtful limits, and what is wrong, in Chinese sentences.

    ``crossed``: two bands hold the same values.
    """

    bands: tuple[Band, ...]
    doubtful: tuple[Decimal, ...] = ()
    faults: tuple[str, ...] = ()
    crossed: bool = False


def settle(stretches: list[Stretch], unit: str) -> Line:
    """Bands of which each limit belongs to one, as far as the text says so."""
    if any(isinstance(limit, str) for stretch in stretches for limit in (stretch.low, stretch.high)):
        return Line(tuple(stretch.band() for stretch in stretches))  # what only the figures of a unit can order
    stretches = _cascade(_extended(stretches))
    order = sorted(range(len(stretches)), key=lambda at: _position(stretches[at]))
    doubtful, faults = [], []
    for left, right in zip(order, order[1:]):
        _meet(stretches, left, right, unit, doubtful, faults)
    faults += _outside(stretches, order, unit)
    crossed = any(_cross(stretches[left], stretches[right]) for left, right in zip(order, order[1:]))
    return Line(tuple(stretch.band() for stretch in stretches), tuple(doubtful), tuple(faults), crossed)


def _cross(below: Stretch, above: Stretch) -> bool:
    return below.high is None or above.low is None or below.high > above.low


def _position(stretch: Stretch) -> tuple:
    """Ascending; at one limit a single point stands before what begins there, and after what ends there."""
    low = (0, ZERO) if stretch.low is None else (1, stretch.low)
    high = (1, ZERO) if stretch.high is None else (0, stretch.high)
    return low, high


def _extended(stretches: list[Stretch]) -> list[Stretch]:
    """“100%得满分” at the better end of the line means that more is as good."""
    best = max((stretch.points for stretch in stretches), default=ZERO)
    found = []
    for stretch in stretches:
        others = [other for other in stretches if other is not stretch]
        if stretch.bare and stretch.points == best and others:
            if all(_lies_below(other, stretch.low) for other in others):
                stretch = stretch._replace(high=None, low_end=CLOSED)
            elif all(_lies_above(other, stretch.low) for other in others):
                stretch = stretch._replace(low=None, high_end=CLOSED)
        found.append(stretch)
    return found


def _lies_below(other: Stretch, limit: Decimal) -> bool:
    """Whether the band is of values below the limit (“90%以上” beside “100%” is)."""
    return (other.high is not None and other.high <= limit) or (other.low is not None and other.low < limit)


def _lies_above(other: Stretch, limit: Decimal) -> bool:
    return (other.low is not None and other.low >= limit) or (other.high is not None and other.high > limit)


def _cascade(stretches: list[Stretch]) -> list[Stretch]:
    """“90%以上…80%以上…”: the second begins where the first leaves off."""
    found = []
    for stretch in stretches:
        others = [other for other in stretches if other is not stretch]
        if stretch.high is None and stretch.low is not None:
            above = [other.low for other in others if _open_above(other) and other.low > stretch.low]
            if above:
                stretch = stretch._replace(high=min(above), high_end=UNSAID)
        elif stretch.low is None and stretch.high is not None:
            below = [other.high for other in others if _open_below(other) and other.high < stretch.high]
            if below:
                stretch = stretch._replace(low=max(below), low_end=UNSAID)
        found.append(stretch)
    return found


def _open_above(stretch: Stretch) -> bool:
    return stretch.low is not None and (stretch.high is None or stretch.is_point)


def _open_below(stretch: Stretch) -> bool:
    return stretch.high is not None and (stretch.low is None or stretch.is_point)


def _meet(stretches: list[Stretch], left: int, right: int, unit: str, doubtful: list, faults: list) -> None:
    """Settle the limit between two neighbours, or note the hole or the overlap."""
    below, above = stretches[left], stretches[right]
    if _cross(below, above):
        here = above.low if above.low is not None else below.high
        where = f"从 {quantity(here, unit)} 起" if here is not None else ""
        faults.append(f"{where}有两档重叠")
    elif below.high < above.low:
        if above.low - below.high == 1 and unit not in _DIVISIBLE:
            return  # nothing lies between 2 次 and 3 次
        stretches[left] = below._replace(high_end=_left_out(below.high_end))
        stretches[right] = above._replace(low_end=_left_out(above.low_end))
        faults.append(f"{quantity(below.high, unit)} 与 {quantity(above.low, unit)} 之间怎么计分没有写明")
    else:
        ends = _share_limit(below, above)
        stretches[left], stretches[right] = below._replace(high_end=ends[0]), above._replace(low_end=ends[1])
        at = quantity(below.high, unit)
        if ends == (OPEN, OPEN):
            faults.append(f"恰好 {at} 怎么计分没有写明")
        elif ends == (CLOSED, CLOSED):
            faults.append(f"{at} 同时属于两档")
        if ends == (CLOSED, CLOSED) or ends != (OPEN, OPEN) and _is_doubtful(below, above):
            doubtful.append(below.high)
            if ends != (CLOSED, CLOSED):
                faults.append(f"{at} 属于哪一档没有写明")


def _left_out(end: str) -> str:
    return OPEN if end == IMPLIED else end


def _share_limit(below: Stretch, above: Stretch) -> tuple[str, str]:
    """Who has the limit: what is said goes before what is usual, and that before what is not said."""
    if below.is_point or above.is_point:
        return (CLOSED, OPEN) if below.is_point else (OPEN, CLOSED)
    first, second = below.high_end, above.low_end
    said = (CLOSED, OPEN)
    if first in said and second in said:
        return first, second
    other = {CLOSED: OPEN, OPEN: CLOSED}
    if first in said:
        return first, other[first]
    if second in said:
        return other[second], second
    if (first == IMPLIED) != (second == IMPLIED):
        return (OPEN, CLOSED) if first == IMPLIED else (CLOSED, OPEN)
    if below.deduct or above.deduct:
        return (OPEN, CLOSED) if below.deduct else (CLOSED, OPEN)
    # Said of neither: the better band has it. “85%以下” of the worst takes nothing from “85%-90%”.
    return (CLOSED, OPEN) if below.points > above.points else (OPEN, CLOSED)


def _is_doubtful(below: Stretch, above: Stretch) -> bool:
    """Whether neither band says more than the other about their common limit."""
    if below.is_point or above.is_point or {below.high_end, above.low_end} & {CLOSED, OPEN, IMPLIED}:
        return False
    if below.deduct or above.deduct or below.ratio is not None or above.ratio is not None:
        return False
    better, other = (below.high_end, above.low_end) if below.points > above.points else (above.low_end, below.high_end)
    return (better, other) != (USUAL, UNSAID)


def _outside(stretches: list[Stretch], order: list[int], unit: str) -> list[str]:
    """What is said of the values beyond the outermost bands; no rate lies below 0, few above 100 %."""
    first, last = stretches[order[0]], stretches[order[-1]]
    faults = []
    if first.low is not None and first.low > 0:
        faults.append(f"低于 {quantity(first.low, unit)} 怎么计分没有写明")
    elif first.low == 0 and first.low_end == OPEN:
        faults.append(f"恰好 {quantity(first.low, unit)} 怎么计分没有写明")
    if last.high is not None and not (unit == "%" and last.high >= HUNDRED):
        faults.append(f"高于 {quantity(last.high, unit)} 怎么计分没有写明")
    elif last.high == HUNDRED and last.high_end == OPEN:
        faults.append(f"恰好 {quantity(last.high, unit)} 怎么计分没有写明")
    return faults
