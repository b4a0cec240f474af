"""Where a form begins, and who can read it."""

from collections.abc import Callable

from ..core.record import Record
from .grid import Grid


class Anchor(Record):
    """A place where a form of some family begins: its title, or its header where it has no title.

    ``read(grid, anchor, bottom)`` returns the typed form between the anchor's row and *bottom*, or None
    when what stands there is no such form after all.
    """

    row: int
    col: int
    kind: str
    read: Callable[[Grid, "Anchor", int], object | None]
    table: str = ""  # which of the final-account tables
