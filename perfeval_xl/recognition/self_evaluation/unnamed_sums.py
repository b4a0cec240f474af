"""Rows that add up others where their labels are no words for it: 自评考核分｜100｜98.6, 本项得分｜50｜50."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from ...core.cells import Field
from ...core.money import ZERO
from ...domain.forms import Indicator
from ...domain.values import is_nothing
from .zone import Line

_WHOLE = 100
_FEWEST = 3  # indicators above a total that is not 100
_HEADINGS = "指标 产出 效益 效果 满意 成本 决策 过程 投入 管理".split()


def is_unnamed_total(rows: Sequence[Indicator], line: Line, first_label: int, figures: int, weighted: bool) -> bool:
    """Whether the last of *rows*, whose texts are *line*, is the total of those above.

    It has one label, where the headings stand or left of them (*first_label*), no target and no actual before its
    *figures*, and as many points as all the others, or 100; where no column has the points (not *weighted*), a score of
    more than half of theirs together: 加分项 has less. A heading of indicators that nobody filled in is none.
    """
    *above, last = rows
    labels = [(col, text) for col, text in line if col < figures and not is_nothing(text)]
    if len({text for _, text in labels}) != 1 or labels[0][0] > first_label:
        return False
    if any(word in labels[0][1] for word in _HEADINGS):
        return False
    if not weighted:
        return len(above) >= _FEWEST and 2 * _sum([last.score]) > _sum([row.score for row in above])
    points = _sum([last.weight])
    return points == _WHOLE or len(above) >= _FEWEST and points == _sum([row.weight for row in above]) > 0


def without_sums(rows: Sequence[Indicator], alone: Collection[int], named: Collection[int]) -> Sequence[Indicator]:
    """The rows without those of one label (*alone*) whose points are those of the rows above them, or below, up to the next
    such row or row 小计 (*named*); one of other points is an indicator without a target."""
    places = [row.row for row in rows]
    bounds = sorted({-1, *alone, *named, places[-1] + 1}) if rows else []
    sums = set()
    for before, at, after in zip(bounds, bounds[1:], bounds[2:]):
        own, above, below = [
            _points(rows[bisect_right(places, first) : bisect_left(places, stop)])
            for first, stop in ((at - 1, at + 1), (before, at), (at, after))
        ]
        if at in alone and own and own in (above, below):
            sums.add(at)
    return [row for row in rows if row.row not in sums] if sums else rows


def _points(rows: Sequence[Indicator]) -> Decimal:
    """What the rows make: their weights, where they have none their scores."""
    return _sum([row.weight for row in rows]) or _sum([row.score for row in rows])


def _sum(fields: Iterable[Field | None]) -> Decimal:
    """The sum, that of a merged cell once."""
    return sum({field.place: field.number or ZERO for field in fields if field is not None}.values(), ZERO)
