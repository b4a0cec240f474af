"""SheetTexts: the text cells of a sheet, and ways to look at all of them at once.

Most sheets have no form of most families, and most texts no meaning for any: a search through the joined texts says so
sooner than a look at every cell.
"""

from collections import Counter
from collections.abc import Mapping
from operator import itemgetter

Line = list[tuple[int, str]]  # (column, squeezed text) of a row's text cells, left to right
Lines = Mapping[int, Line]  # a sheet's lines by row, top to bottom

_row, _col, _text = map(itemgetter, range(3))


class SheetTexts(list):
    """(row, col, squeezed text) of every text cell, row by row and left to right."""

    __slots__ = ("words", "joined", "_lines")

    def __init__(self, cells: list[tuple[int, int, str]]):
        super().__init__(cells)
        self.words = list(map(_text, cells))
        self.joined = "\n".join(self.words)  # a squeezed text has no line break
        self._lines: Lines | None = None

    @property
    def lines(self) -> Lines:
        """The rows with a text in them."""
        if self._lines is None:
            self._lines, start = {}, 0
            line_cells = list(zip(map(_col, self), self.words))
            for row, count in Counter(map(_row, self)).items():
                self._lines[row] = line_cells[start : start + count]
                start += count
        return self._lines

    def having(self, *parts: str) -> list[tuple[int, int, str]]:
        """The cells in whose text one of the *parts* stands, in their order."""
        joined, found = self.joined, set()
        for part in parts:
            index = start = 0
            while (at := joined.find(part, start)) >= 0:
                index += joined.count("\n", start, at)
                found.add(index)
                start = joined.find("\n", at)
                if start < 0:
                    break
        return [self[index] for index in sorted(found)]
