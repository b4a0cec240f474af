"""The style part (styles.xml) with fonts, fills, borders and cell formats put in; what is there keeps its number.

ECMA-376 Part 1, 18.8: cellXfs (18.8.10), xf (18.8.45), fills (18.8.21), fonts (18.8.23), borders (18.8.5).
"""

import re
from functools import lru_cache

from .markup import ATTRIBUTES, Splice, Tag, at_end, children, end_of, number, spliced, tags, with_attribute, written

# The children of styleSheet in the order that the schema wants.
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors")
_ITEMS = {"fonts": "font", "fills": "fill", "borders": "border", "cellXfs": "xf"}
# What a collection must hold before anything is put in: the first two fills are the spreadsheet's own.
_FIRST = {
    "fonts": ('<{p}font><{p}sz val="11"/><{p}name val="Calibri"/></{p}font>',),
    "fills": (
        '<{p}fill><{p}patternFill patternType="none"/></{p}fill>',
        '<{p}fill><{p}patternFill patternType="gray125"/></{p}fill>',
    ),
    "borders": ("<{p}border/>",),
    "cellXfs": ('<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
}


def empty_style_part(namespace: str) -> str:
    """A style part for a workbook that has none."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{namespace}"></styleSheet>'


class StyleSheet:
    """A style part being added to. Indices are those that cells refer to."""

    def __init__(self, text: str):
        self._text = text
        self._root = next(tag for tag in tags(text) if not tag.close)
        self._prefix = self._root.prefix
        self._collections: dict[str, tuple[Tag, int]] = {}
        self._order: list[tuple[str, int, int]] = []
        for tag, end in children(text):
            self._collections.setdefault(tag.name, (tag, end))
            self._order.append((tag.name, tag.start, end))
        self._items: dict[str, list[str]] = {}
        self._numbers: dict[str, dict[str, int]] = {}  # of the elements of a collection
        self._known: dict[str, int] = {}  # how many of a collection were there before
        self._openings: dict[int, Tag] = {}  # the start tags of cell formats
        self._shown: dict[int, str] = {}
        self._filled: dict[tuple[int, str], int] = {}

    def items(self, collection: str) -> list[str]:
        """The elements of a collection (``fonts``, ``fills``, ``borders``, ``cellXfs``) as text, those put in included."""
        if collection not in self._items:
            found = []
            if collection in self._collections:
                found = _elements(collection, self._text, *self._collections[collection])
            self._known[collection] = len(found)
            items = found or [item.format(p=self._prefix) for item in _FIRST[collection]]
            self._items[collection] = items
            self._numbers[collection] = {item: number for number, item in reversed([*enumerate(items)])}
        return self._items[collection]

    def add(self, collection: str, item: str) -> int:
        """The index of an element written without prefix; one that is there already is used again."""
        return self._number_of(collection, _prefixed(item, self._prefix))

    def _number_of(self, collection: str, item: str) -> int:
        items, numbers = self.items(collection), self._numbers[collection]
        if item not in numbers:
            numbers[item] = len(items)
            items.append(item)
        return numbers[item]

    @property
    def has_named_styles(self) -> bool:
        """Whether a cell format can refer to the format of a named style (xfId, 18.8.9)."""
        return "cellStyleXfs" in self._collections

    def xf(self, index: int) -> str:
        """The cell format of that index as text; the first one for an index that is not there."""
        formats = self.items("cellXfs")
        return formats[index] if 0 <= index < len(formats) else formats[0]

    def fill_of(self, index: int) -> str:
        """The ``<fill>`` that a cell of this style shows, without prefix."""
        if index not in self._shown:
            self._shown[index] = self._fill_of(index)
        return self._shown[index]

    def _fill_of(self, index: int) -> str:
        fills = self.items("fills")
        fill = number(self._opening(index).attributes, "fillId")
        return _unprefixed(fills[fill] if fill < len(fills) else fills[0], self._prefix)

    def with_fill(self, index: int, fill: str) -> int:
        """The style of that index with another ``<fill>``, everything else unchanged."""
        if (index, fill) not in self._filled:
            self._filled[index, fill] = self._with_fill(index, fill)
        return self._filled[index, fill]

    def _with_fill(self, index: int, fill: str) -> int:
        opening = self._opening(index)
        filled = with_attribute(opening, "fillId", str(self.add("fills", fill)))
        filled = with_attribute(filled, "applyFill", "1")
        return self._number_of("cellXfs", written(filled) + self.xf(index)[opening.end :])

    def _opening(self, index: int) -> Tag:
        if index not in self._openings:
            self._openings[index] = next(tags(self.xf(index)))
        return self._openings[index]

    def text(self) -> str:
        """The part with everything that was put in."""
        splices = []
        for collection in sorted(self._items, key=_ORDER.index):  # new ones may come to stand at one place
            items = self._items[collection]
            new = items[self._known[collection] :]
            if collection not in self._collections:
                splices.append(self._new_collection(collection, items))
            elif new:
                splices += self._grown(collection, new, len(items))
        if self._root.empty and splices:
            splices = [at_end(self._text, self._root, "".join(splice.text for splice in splices))]
        return spliced(self._text, splices)

    def _grown(self, collection: str, new: list[str], count: int) -> list[Splice]:
        tag, end = self._collections[collection]
        opened = with_attribute(tag, "count", str(count))
        inside = "".join(new)
        if tag.empty:
            return [at_end(self._text, opened, inside)]
        closing = self._text.rindex("</", tag.end, end)
        return [Splice(tag.start, tag.end, written(opened)), Splice(closing, closing, inside)]

    def _new_collection(self, collection: str, items: list[str]) -> Splice:
        later = _ORDER[_ORDER.index(collection) + 1 :]
        known = {name: start for name, start, _ in reversed(self._order) if name in later or name not in _ORDER}
        end = end_of(self._text, self._root)
        at = min(known.values(), default=end if self._root.empty else self._text.rindex("</", 0, end))
        name = f"{self._prefix}{collection}"
        return Splice(at, at, f'<{name} count="{len(items)}">{"".join(items)}</{name}>')


def _elements(collection: str, text: str, tag: Tag, end: int) -> list[str]:
    """The children of a collection, which as a rule are of one kind and stand side by side."""
    inside = text[tag.end : text.rindex("</", tag.start, end)] if not tag.empty else ""
    found = [match[0] for match in _item(_ITEMS[collection]).finditer(inside)]
    if sum(map(len, found)) == len(inside) and "<!" not in inside:
        return found
    return [text[item.start : stop] for item, stop in children(text[:end], tag.start)]


@lru_cache(maxsize=None)
def _item(name: str) -> re.Pattern:
    return re.compile(rf"<((?:[\w.-]+:)?{name})(?=[\s/>]){ATTRIBUTES}(?:/>|>.*?</\1>)", re.DOTALL)


def _prefixed(item: str, prefix: str) -> str:
    """The element with the part's own prefix on every tag."""
    if not prefix:
        return item
    return spliced(item, [Splice(tag.start, tag.end, written(tag._replace(prefix=prefix))) for tag in tags(item) if not tag.prefix])


def _unprefixed(item: str, prefix: str) -> str:
    """The element as another part without prefix would have it."""
    return item.replace(f"<{prefix}", "<").replace(f"</{prefix}", "</") if prefix else item
