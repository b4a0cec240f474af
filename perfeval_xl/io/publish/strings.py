"""The shared strings (共享字符串) of the public edition: masked where a cell is, and none left that no cell shows.

ECMA-376 Part 1, 18.4. A string that several cells share is split where only some of them are masked.
"""

from ...core.patterns import Pattern
from ...core.record import Record, new
from ..patch.markup import Splice, end_of, escaped, first, spliced, tags, unescaped, with_attribute, written
from .texts import Tells, joined, pieces, readings, shown_in, spelled

# A text in one piece, as nearly all of them are.
_USUAL = Pattern(r"\s*(<si><t(?: xml:space=\"preserve\")?>)([^<]*)</t></si>")


class _Item(Record):
    """Where a string stands; of one that is written as usual, where its text does too."""

    prefix: str
    start: int
    end: int
    text_start: int = 0
    text_end: int = 0

    @property
    def usual(self) -> bool:
        return self.text_start > 0


class Strings:
    """The string table being rewritten. Indices are texts as they stand in cells."""

    def __init__(self, text: str | None):
        self._source = text
        self._items = _items(text) if text else []
        self._texts: dict[str | None, str] = {}
        self._kept: set[str | None] = set()
        self._masked: dict[tuple[int, str], int] = {}  # (original, shown) → its own new index
        self._new: list[str] = []

    def text(self, index: str | None) -> str:
        """The text of an index; a table that is too short says nothing."""
        if index not in self._texts:
            number = self._number(index)
            self._texts[index] = "" if number is None else self._said(self._items[number])
        return self._texts[index]

    def _said(self, item: _Item) -> str:
        if item.usual:
            return unescaped(self._source[item.text_start : item.text_end])
        return joined(pieces(self._source, item.start, item.end))

    def _number(self, index: str | None) -> int | None:
        number = int(index) if index and index.strip().isdecimal() else -1
        return number if 0 <= number < len(self._items) else None

    def keep(self, index: str | None) -> None:
        """A cell shows this string as it is."""
        self._kept.add(index)

    def shown(self, index: str, shown: str) -> int:
        """The index of the string as it is shown, its runs with their formats."""
        number = int(index)
        if (number, shown) not in self._masked:
            self._masked[number, shown] = len(self._items) + len(self._new)
            self._new.append(self._written(self._items[number], shown))
        return self._masked[number, shown]

    def _written(self, item: _Item, shown: str) -> str:
        if item.usual:
            return self._source[item.start : item.text_start] + escaped(shown) + self._source[item.text_end : item.end]
        runs = self._source[item.start : item.end]
        return spliced(runs, [*shown_in(pieces(runs, 0, len(runs)), shown), *readings(runs, 0, len(runs))])

    def rewritten(self, tells: Tells) -> str | None:
        """The part: strings that no cell shows are empty, masked ones stand at the end; no reading *tells* of anybody."""
        if self._source is None:
            return None
        kept = {self._number(index) for index in self._kept}
        splices = []
        for number, item in enumerate(self._items):
            empty = f"<{item.prefix}si><{item.prefix}t/></{item.prefix}si>"
            if number not in kept and self._source[item.start : item.end] != empty:
                splices.append(Splice(item.start, item.end, empty))
            elif not item.usual and tells(spelled(self._source, item.start, item.end)):
                splices += readings(self._source, item.start, item.end)
        if self._new:
            at = self._source.rindex("</")
            splices.append(Splice(at, at, "".join(self._new)))
            root = first(self._source, "sst")
            counted = with_attribute(root, "uniqueCount", str(len(self._items) + len(self._new)))
            splices.append(Splice(root.start, root.end, written(counted)))
        return spliced(self._source, splices)


def _items(source: str) -> list[_Item]:
    """The strings of a table in their order. Raises Fault for one that is never closed."""
    root = first(source, "sst")
    found, at = [], root.end if root else len(source)
    while True:
        usual = _USUAL.match(source, at)
        if usual:
            at = usual.end()
            found.append(new(_Item, ("", usual.start(1), at, *usual.span(2))))
            continue
        tag = next(tags(source, at), None)
        if tag is None or tag.close:
            return found
        at = end_of(source, tag)
        if tag.name == "si":
            found.append(_Item(tag.prefix, tag.start, at))
