"""The cells of a worksheet part one by one: formulas become their values, what is hidden is emptied, texts are masked.

ECMA-376 Part 1, 18.3.1.4 (c), 18.3.1.40 (f), 18.3.1.73 (row).
"""

import re
from collections.abc import Callable, Iterator, Sequence

from ...core.cells import parse_address
from ...core.patterns import Pattern
from ...core.record import Record
from ..patch.markup import Tag, attribute, escaped, spliced, tags, with_attribute, written
from .hidden import Hidden
from .strings import Strings
from .texts import joined, pieces, readings, shown_in
from .tree import plain, without_attributes

_ATTRIBUTES = r"((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)"
_INSIDE = (
    r"((?:[^<]++|(?><!\[CDATA\[.*?\]\]>)|(?><!--.*?-->)|<(?!/(?:[\w.-]+:)?c\s*>|!--|!\[CDATA\[)[^>]*+>)*)"
)
_CELL = Pattern(
    rf"<!--.*?-->|<(?P<row>(?:[\w.-]+:)?row)(?=[\s/>]){_ATTRIBUTES}/?>"
    rf"|<([\w.-]+:)?c(?=[\s/>]){_ATTRIBUTES}(?:/>|>{_INSIDE}</(?:[\w.-]+:)?c\s*>)",
    re.DOTALL,
)
_PREFIX = r"(?:[\w.-]+:)?"
_FORMULA = Pattern(rf"<{_PREFIX}f(?=[\s/>]){_ATTRIBUTES}(?:/>|>(.*?)</{_PREFIX}f\s*>)", re.DOTALL)
_VALUE = Pattern(rf"<{_PREFIX}v(?=[\s/>])[^>]*?(?:/>|>(.*?)</{_PREFIX}v\s*>)", re.DOTALL)

Place = tuple[int, int]  # row, column, from 0


class Cell(Record):
    """One cell as it stands in the part."""

    place: Place
    prefix: str
    attributes: str
    inside: str
    start: int
    end: int

    @property
    def kind(self) -> str:
        """The t attribute: n, s, str, inlineStr, b, d, e."""
        return attribute(self.attributes, "t") or "n"

    @property
    def style(self) -> str:
        """The s attribute."""
        return attribute(self.attributes, "s") or "0"

    @property
    def value(self) -> str | None:
        """What stands in ``<v>``, None where there is none."""
        found = _VALUE.search(self.inside)
        return plain(found[1] or "") if found else None

    @property
    def has_formula(self) -> bool:
        return _FORMULA.search(self.inside) is not None

    @property
    def uncached(self) -> bool:
        """A formula whose result the file does not hold."""
        return self.has_formula and not (self.value or (self.value is not None and self.kind == "str"))


def cells_of(text: str, start: int, end: int) -> Iterator[Cell]:
    """The cells that hold or mean anything, in order. One without a reference follows the one before it."""
    row = col = -1
    for match in _CELL.finditer(text, start, end):
        if match["row"]:
            stated = attribute(match[2], "r")
            row, col = int(stated) - 1 if stated else row + 1, -1
        elif match[4] is not None:
            stated = attribute(match[4], "r")
            row, col = parse_address(stated) if stated else (row, col + 1)
            if match[5] or "cm" in match[4]:
                yield Cell((row, col), match[3] or "", match[4], match[5] or "", match.start(), match.end())


def text_of(cell: Cell, strings: Strings) -> str:
    """What a cell says; a number as it is written."""
    if cell.kind == "s":
        return strings.text(cell.value)
    if cell.kind == "inlineStr":
        return joined(pieces(cell.inside, 0, len(cell.inside)))
    return cell.value or ""


class Rewriting(Record):
    """How cells are written for the public: what is hidden, and what of a text is shown."""

    hidden: Hidden
    strings: Strings
    show: Callable[[Place, str, bool], str]  # (place, text, whether it is a number) → what is shown

    def rewritten(self, text: str, cells: Sequence[Cell]) -> str:
        """The worksheet part with these cells written anew where they must."""
        parts, at = [], 0
        for cell in cells:
            new = self._cell(cell)
            if new is not None:
                parts += text[at : cell.start], new
                at = cell.end
        return "".join((*parts, text[at:]))

    def _cell(self, cell: Cell) -> str | None:
        """The cell anew, None where it stays as it is."""
        tag = Tag("c", cell.prefix, cell.attributes, False, False, 0, 0)
        if self.hidden.holds(cell.place):
            bare = without_attributes(tag, "t", "cm", "vm", "ph")._replace(empty=True)
            return written(bare._replace(attributes=bare.attributes.rstrip("/ ")))
        inside = cell.inside
        if cell.has_formula:
            inside = _FORMULA.sub("", inside, count=1)
        if "cm" in cell.attributes:
            tag = without_attributes(tag, "cm")
        text = text_of(cell, self.strings)
        shown = self.show(cell.place, text, cell.kind in ("n", "d")) if text and cell.kind in _SHOWN else text
        if shown != text:
            tag, inside = self._masked(cell, tag, inside, shown)
        elif cell.kind == "s":
            self.strings.keep(cell.value)
        if inside == cell.inside and tag.attributes == cell.attributes:
            return None
        return f"{written(tag)}{inside}</{cell.prefix}c>"

    def _masked(self, cell: Cell, tag: Tag, inside: str, shown: str) -> tuple[Tag, str]:
        prefix = cell.prefix
        if cell.kind == "s":
            return tag, _VALUE.sub(f"<{prefix}v>{self.strings.shown(cell.value, shown)}</{prefix}v>", inside)
        if cell.kind == "inlineStr":
            found = pieces(inside, 0, len(inside))
            return tag, spliced(inside, [*shown_in(found, shown), *readings(inside, 0, len(inside))])
        if cell.kind == "str":
            return tag, _VALUE.sub(lambda _: f"<{prefix}v>{escaped(shown)}</{prefix}v>", inside)
        inline = f"<{prefix}is><{prefix}t>{escaped(shown)}</{prefix}t></{prefix}is>"
        return with_attribute(tag, "t", "inlineStr"), inline


_SHOWN = ("s", "inlineStr", "str", "n", "d")


def span_of_cells(text: str) -> tuple[int, int]:
    """Where sheetData begins and ends, its tags included; an empty span where there is none."""
    opening = next((tag for tag in tags(text) if tag.name == "sheetData" and not tag.close), None)
    if opening is None:
        return len(text), len(text)
    if opening.empty:
        return opening.start, opening.end
    closing = text.rfind(f"</{opening.prefix}sheetData")
    return opening.start, text.index(">", closing) + 1
