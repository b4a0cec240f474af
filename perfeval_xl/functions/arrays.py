"""Ranges: one call computes a whole column, each cell as the single call would.

Ranges of one shape give an array of that shape; a single value, or a range of one cell, goes with each of its cells.
Ranges of different shapes do not go together: the whole call is #VALUE!.
"""

from collections.abc import Callable, Sequence
from itertools import chain, repeat

from .values import UNREADABLE, is_blank


class ShapesDiffer(Exception):
    """Ranges of different shapes, or a range that is none."""


def spread(compute: Callable, arguments: Sequence, required: int):
    """``compute`` over the arguments, cell by cell: the value of a single call, or a tuple of rows.

    The first *required* arguments are those a row must have. A row is blank, and its result ``""``, when all of them
    that are ranges are blank in it: a single value beside them (a weight of 10 for all) fills no row.
    """
    arguments = [one_cell(value) for value in arguments]
    try:
        shape = shape_of(arguments)
    except ShapesDiffer:
        return UNREADABLE
    if shape is None:
        return compute(*arguments)
    cells = [list(chain.from_iterable(value)) if is_range(value) else value for value in arguments]
    columns = [value if value.__class__ is list else repeat(value) for value in cells]
    results = list(map(compute, *columns))
    ranges = [value for value in cells[:required] if value.__class__ is list]
    if 0 < len(ranges) < required:
        for place in [place for place, value in enumerate(ranges[0]) if is_blank(value)]:
            if all(is_blank(value[place]) for value in ranges):
                results[place] = ""
    return tuple(zip(*[iter(results)] * shape[1]))


def is_range(value) -> bool:
    return value.__class__ is tuple or value.__class__ is list


def one_cell(value):
    """The value of a range of one cell; a row without rows around it gets them; anything else as it is."""
    if not is_range(value):
        return value
    if value and not is_range(value[0]):
        value = (value,)
    return value[0][0] if len(value) == 1 and len(value[0]) == 1 else value


def shape_of(arguments: Sequence) -> tuple[int, int] | None:
    """(rows, columns) of the ranges among the arguments, None without any. Raises ShapesDiffer."""
    shape = None
    for value in arguments:
        if not is_range(value):
            continue
        widths = {len(row) if is_range(row) else 0 for row in value}
        if len(widths) != 1 or 0 in widths or shape not in (None, (len(value), *widths)):
            raise ShapesDiffer
        shape = len(value), *widths
    return shape
