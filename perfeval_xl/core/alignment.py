"""Two versions of a sequence brought side by side: rows or columns, some changed, some put in, some taken out."""

from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import zip_longest

_MOST_PAIRS = 250_000  # to be compared all with all; beyond that the equal ones come first


def aligned(was: list, now: list, likeness: Callable) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of places in order, with None where one side has nothing: those that have most in common together.

    What lies between two such pairs without anything in common is paired by its order.
    """
    top = 0
    while top < min(len(was), len(now)) and was[top] == now[top]:
        top += 1
    end = 0
    while end < min(len(was), len(now)) - top and was[-1 - end] == now[-1 - end]:
        end += 1
    yield from ((i, i) for i in range(top))
    i = j = top
    last = len(was) - end, len(now) - end
    for pair in [*_most_alike(was[top : last[0]], now[top : last[1]], likeness), (last[0] - top, last[1] - top)]:
        to = pair[0] + top, pair[1] + top
        yield from zip_longest(range(i, to[0]), range(j, to[1]))
        if to != last:
            yield to
            i, j = to[0] + 1, to[1] + 1
    yield from ((len(was) - k, len(now) - k) for k in range(end, 0, -1))


def _most_alike(was: list, now: list, likeness: Callable) -> list[tuple[int, int]]:
    """The pairs, in order, whose likenesses add up to the most."""
    if len(was) * len(now) > _MOST_PAIRS:
        return _between_equal_ones(was, now, likeness)
    alike = [[likeness(a, b) for b in now] for a in was]
    best = [[0] * (len(now) + 1) for _ in range(len(was) + 1)]
    for i in reversed(range(len(was))):
        for j in reversed(range(len(now))):
            best[i][j] = max(alike[i][j] + best[i + 1][j + 1], best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(was) and j < len(now):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _between_equal_ones(was: list, now: list, likeness: Callable) -> list[tuple[int, int]]:
    """The same for long sides: those that are equal and single hold, and between two of them it is looked closer."""
    pairs, i, j = [], 0, 0
    for equal in [*_equal_and_single(was, now), (len(was), len(now))]:
        if (equal[0] - i) * (equal[1] - j) <= _MOST_PAIRS:
            closer = _most_alike(was[i : equal[0]], now[j : equal[1]], likeness)
            pairs += ((i + before, j + after) for before, after in closer)
        pairs.append(equal)
        i, j = equal[0] + 1, equal[1] + 1
    return pairs[:-1]


def _equal_and_single(was: list, now: list) -> list[tuple[int, int]]:
    """The most pairs of equals, in order, of which there is one on each side: the longest increasing sequence."""
    before, after = ([frozenset(one.items()) for one in side] for side in (was, now))
    counts, others = Counter(before), Counter(after)
    place = {one: j for j, one in enumerate(after) if others[one] == 1}
    ends: list[int] = []  # of the sequence of each length, the lowest place it can end at
    last: list[tuple] = []  # the pair there, and the sequence before it
    for i, one in enumerate(before):
        if counts[one] == 1 and one in place:
            length = bisect(ends, place[one])
            link = (i, place[one]), last[length - 1] if length else None
            ends[length : length + 1], last[length : length + 1] = [place[one]], [link]
    pairs, link = [], last[-1] if last else None
    while link is not None:
        pair, link = link
        pairs.append(pair)
    return pairs[::-1]
