"""SheetTexts: the text cells of a sheet by row, and ways to look at all of them at once.

Most sheets have no form of most families, and most texts no meaning for any: a search through the joined texts says so
sooner than a look at every cell.
"""

from collections.abc import Mapping
from itertools import chain
from operator import itemgetter

Line = list[tuple[int, str]]  # (column, squeezed text) of a row's text cells, left to right
Lines = Mapping[int, Line]  # a sheet's lines by row, top to bottom; a row without texts has none
Cell = tuple[int, int, str]  # (row, column, squeezed text)

_text = itemgetter(1)


class SheetTexts:
    """The texts of a sheet: its lines, its words in their order, and the same as one text with a word on each line."""

    __slots__ = ("lines", "words", "joined")

    def __init__(self, lines: Lines):
        self.lines = lines
        self.words = list(map(_text, chain.from_iterable(lines.values())))
        self.joined = "\n".join(self.words)  # a squeezed text has no line break

    def having(self, *parts: str) -> list[Cell]:
        """The cells in whose text one of the *parts* stands, in their order."""
        found = sorted(set(chain.from_iterable(map(self._places, parts))))
        if not found:
            return []
        cells, at, passed = [], 0, 0
        for row, line in self.lines.items():
            while at < len(found) and found[at] < passed + len(line):
                cells.append((row, *line[found[at] - passed]))
                at += 1
            passed += len(line)
        return cells

    def _places(self, part: str) -> list[int]:
        """The places, among all words, of those in which *part* stands."""
        joined, places = self.joined, []
        place = start = 0
        while (at := joined.find(part, start)) >= 0:
            place += joined.count("\n", start, at)
            places.append(place)
            start = joined.find("\n", at)
            if start < 0:
                break
        return places

    def above(self, bottom: int) -> "SheetTexts":
        """The texts of the rows above row *bottom*."""
        return SheetTexts({row: line for row, line in self.lines.items() if row < bottom})
