"""Texts: every text cell of a form, as fields that are made only where a rule looks at them."""

from collections.abc import Callable, Iterator, Sequence

from ..core.cells import Field
from ..core.record import new
from .grid import Grid, tidy


class Texts(Sequence):
    """A sequence of plain text fields (number None, no label), equal to the tuple of the same fields.

    A rule that searches all words of a form asks :meth:`joined` whether a word occurs at all, and :meth:`where` for
    the fields of the hits: most forms have none, and a field for every text would cost as much as the rest of
    recognition.
    """

    __slots__ = ("_grid", "_lines", "_cells")

    def __init__(self, grid: Grid, lines: Sequence[tuple[int, Sequence[tuple[int, str]]]]):
        """*lines* are (row, its (col, squeezed text)), top to bottom."""
        self._grid, self._lines = grid, lines
        self._cells: list[tuple[int, int, str]] | None = None

    @property
    def cells(self) -> list[tuple[int, int, str]]:
        """(row, col, text as a person reads it) of every text cell."""
        if self._cells is None:
            self._cells = found = []
            for row, line in self._lines:
                values = self._grid.rows[row]
                for col, squeezed in line:
                    text = values[col]
                    found.append((row, col, text if text == squeezed else tidy(text)))
        return self._cells

    def joined(self) -> str:
        """All the texts as they stand in the sheet, line by line: to see at once whether a word occurs at all."""
        rows = self._grid.rows
        return "\n".join([rows[row][col] for row, line in self._lines for col, _ in line])

    def where(self, wanted: Callable[[str], bool]) -> list[Field]:
        """The fields of the cells whose text, as it stands in the sheet, is *wanted*."""
        rows = self._grid.rows
        hits = [(row, col) for row, line in self._lines for col, _ in line if wanted(rows[row][col])]
        return [self.field(row, col, tidy(rows[row][col])) for row, col in hits]

    def field(self, row: int, col: int, text: str) -> Field:
        """One of the cells as a field."""
        return new(Field, (self._grid.name, row, col, text, None, "", "", None))

    def __iter__(self) -> Iterator[Field]:
        return iter([self.field(*cell) for cell in self.cells])

    def __getitem__(self, index):
        return tuple(self)[index]

    def __len__(self) -> int:
        return len(self.cells)

    def __eq__(self, other) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, (Texts, tuple)) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __reduce__(self):
        """A copy that leaves the process (batch) holds the fields, not the sheet."""
        return tuple, (tuple(self),)

    def __repr__(self) -> str:
        return repr(tuple(self))
