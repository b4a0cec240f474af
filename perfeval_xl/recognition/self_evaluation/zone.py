"""Zone: the part of a sheet that one form can reach, as lines of labels."""

from bisect import bisect_left
from collections.abc import Sequence

from ...core.cells import Field, shown_number
from ...core.record import Record
from ..grid import Grid
from ..sheet_texts import Line, Lines

Rows = Sequence[tuple[int, Line]]  # some of them, top to bottom
_NO_LINE: Line = []


class Start(Record):
    """Where a form begins, and the columns it may reach when another one stands beside it."""

    row: int
    col: int
    title: str  # squeezed; "" for a form without one
    left: int = 0
    right: int | None = None
    page: int | None = None  # of a form without a title, the row of the title above it on the sheet


class Zone:
    """Rows *top* to *bottom* and columns *left* to *right* of a grid; *right* is None up to the last column."""

    __slots__ = ("grid", "top", "bottom", "left", "right", "_lines", "_rows", "_last_col")

    def __init__(self, grid: Grid, lines: Lines, top: int, bottom: int, left: int = 0, right: int | None = None):
        self.grid = grid
        self.top, self.bottom, self.left, self.right = top, bottom, left, right
        self._last_col = right
        self._lines = {row: line for row in range(top, bottom + 1) if (line := lines.get(row))}
        if left or right is not None:
            last = self.last_col
            within = {row: [cell for cell in line if left <= cell[0] <= last] for row, line in self._lines.items()}
            self._lines = {row: line for row, line in within.items() if line}
        self._rows: Rows = list(self._lines.items())

    def line(self, row: int) -> Line:
        """The text cells of a row of the zone; empty outside it."""
        return self._lines.get(row, _NO_LINE)

    def lines(self, top: int = 0, bottom: int | None = None) -> Rows:
        """(row, line) of every row with a text in it, top to bottom."""
        first = bisect_left(self._rows, (top,)) if top > self.top else 0
        return self._rows[first : None if bottom is None else bisect_left(self._rows, (bottom + 1,))]

    def near(self, row: int, step: int) -> int | None:
        """The next row with a text in it above (step -1) or below (step 1), past at most two without."""
        for other in range(row + step, row + 4 * step, step):
            if self.line(other):
                return other
        return None

    @property
    def last_col(self) -> int:
        """The last column the zone can reach."""
        if self._last_col is None:
            self._last_col = max(map(len, self.grid.rows[self.top : self.bottom + 1]), default=1) - 1
        return self._last_col

    def right_of(self, row: int, col: int, stop: int, label: str = "", read=shown_number) -> Field:
        """The value beside a label: the first filled cell between *col* and *stop*, else the blank one beside it.

        Of an amount *read* is shown_amount.
        """
        beside, cells = self.grid.span(row, col)[3] + 1, self.grid.rows[row]
        for at in range(beside, min(stop, len(cells))):
            if cells[at] != "":
                return self.grid.field(row, at, label, read=read)
        if beside < stop:
            return self.grid.field(row, beside, label)
        return Field(self.grid.name, row, col, "", None, label)
