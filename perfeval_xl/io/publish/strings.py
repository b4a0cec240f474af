"""The shared strings (共享字符串) of the public edition: masked where a cell is, and none left that no cell shows.

ECMA-376 Part 1, 18.4. A string that several cells share is split where only some of them are masked.
"""

from ..patch.markup import Splice, first, spliced, with_attribute, written
from .texts import joined, pieces, readings, shown_in
from .tree import tree


class Strings:
    """The string table being rewritten. Indices are texts as they stand in cells."""

    def __init__(self, text: str | None):
        self._source = text
        self._items = [node for node in tree(text).children if node.name == "si"] if text else []
        self._texts: list[str | None] = [None] * len(self._items)
        self._kept: set[int] = set()
        self._masked: dict[tuple[int, str], int] = {}  # (original, shown) → its own new index
        self._new: list[str] = []

    def text(self, index: str | None) -> str:
        """The text of an index; a table that is too short says nothing."""
        number = self._number(index)
        if number is None:
            return ""
        if self._texts[number] is None:
            node = self._items[number]
            self._texts[number] = joined(pieces(self._source, node.tag.start, node.end))
        return self._texts[number]

    def _number(self, index: str | None) -> int | None:
        number = int(index) if index and index.strip().isdecimal() else -1
        return number if 0 <= number < len(self._items) else None

    def keep(self, index: str | None) -> None:
        """A cell shows this string as it is."""
        number = self._number(index)
        if number is not None:
            self._kept.add(number)

    def shown(self, index: str, shown: str) -> int:
        """The index of the string as it is shown, its runs with their formats."""
        number = int(index)
        if (number, shown) not in self._masked:
            node = self._items[number]
            item = self._source[node.tag.start : node.end]
            masked = spliced(item, [*shown_in(pieces(item, 0, len(item)), shown), *readings(item, 0, len(item))])
            self._masked[number, shown] = len(self._items) + len(self._new)
            self._new.append(masked)
        return self._masked[number, shown]

    def rewritten(self) -> str | None:
        """The part: strings that no cell shows are empty, masked ones stand at the end."""
        if self._source is None:
            return None
        splices = []
        for number, node in enumerate(self._items):
            prefix = node.tag.prefix
            empty = f"<{prefix}si><{prefix}t/></{prefix}si>"
            if number not in self._kept and self._source[node.tag.start : node.end] != empty:
                splices.append(Splice(node.tag.start, node.end, empty))
        if self._new:
            at = self._source.rindex("</")
            splices.append(Splice(at, at, "".join(self._new)))
            root = first(self._source, "sst")
            counted = with_attribute(root, "uniqueCount", str(len(self._items) + len(self._new)))
            splices.append(Splice(root.start, root.end, written(counted)))
        return spliced(self._source, splices)
