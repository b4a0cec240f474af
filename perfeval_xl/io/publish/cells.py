"""The cells of a worksheet part one by one: formulas become their values, what is hidden is emptied, texts are masked.

A large sheet has a million cells, nearly all of them a number or an index between plain tags: those are read by one
pattern and, where nothing is done to them, never taken apart. ECMA-376 Part 1, 18.3.1.4 (c), 18.3.1.40 (f), 18.3.1.73 (row).
"""

import re
from collections.abc import Callable, Iterator

from ...core.cells import Place, column_number, parse_address
from ...core.patterns import Pattern
from ...core.record import Record, new
from ..patch.markup import ATTRIBUTES, Tag, attribute, escaped, first, spliced, unescaped, with_attribute, written
from .hidden import Hidden
from .strings import Strings
from .texts import joined, pieces, readings, shown_in, spelled
from .tree import plain, without_attributes

_INSIDE = (
    r"((?:[^<]++|(?><!\[CDATA\[.*?\]\]>)|(?><!--.*?-->)|<(?!/(?:[\w.-]+:)?c\s*>|!--|!\[CDATA\[)[^>]*+>)*)"
)
# A value alone, as nearly every cell of nearly every program is written.
_USUAL = (
    r"<c r=\"([A-Z]{1,3})([1-9][0-9]{0,6})\"(?: s=\"([0-9]+)\")?(?:(?: t=\"([a-z]+)\")?><v>([^<]*)</v>"
    r"| t=\"inlineStr\"><is><t(?: xml:space=\"preserve\")?>([^<]*)</t></is>)</c>"
)
_ANY = (
    rf"<!--.*?-->|<(?P<row>(?:[\w.-]+:)?row)(?=[\s/>])(?: r=\"(?P<row_number>[0-9]+)\")?(?P<of_row>{ATTRIBUTES})/?>"
    rf"|<(?P<prefix>[\w.-]+:)?c(?=[\s/>])(?P<of_cell>{ATTRIBUTES})(?:/>|>(?P<inside>{_INSIDE})</(?:[\w.-]+:)?c\s*>)"
)
_CELL = Pattern(f"{_USUAL}|{_ANY}", re.DOTALL)
_LONE = Pattern(_ANY, re.DOTALL)
_PREFIX = r"(?:[\w.-]+:)?"
_FORMULA = Pattern(rf"<{_PREFIX}f(?=[\s/>]){ATTRIBUTES}(?:/>|>(.*?)</{_PREFIX}f\s*>)", re.DOTALL)
_VALUE = Pattern(rf"<{_PREFIX}v(?=[\s/>])[^>]*?(?:/>|>(.*?)</{_PREFIX}v\s*>)", re.DOTALL)


class Cell(Record):
    """One cell that holds or means anything."""

    place: Place
    style: str  # the s attribute
    kind: str  # the t attribute: n, s, str, inlineStr, b, d, e
    value: str | None  # what stands in <v>, or in <is>; None where there is neither
    usual: bool  # it holds a value alone: no formula, no runs, no attributes that few know
    start: int  # where its element begins and ends
    end: int
    formula: bool = False
    uncached: bool = False  # a formula whose result the file does not hold
    rich: bool = False  # it shows a picture or a data type


def cells_of(text: str, start: int, end: int, passed: Callable[[int], None]) -> Iterator[Cell]:
    """The cells in order. One without a reference follows the one before it. *passed* is told where each row begins."""
    row = col = -1
    for match in _CELL.finditer(text, start, end):
        letters, number, style, kind, value, inline = match.group(1, 2, 3, 4, 5, 6)
        if letters:
            row, col = int(number) - 1, column_number(letters)
            if inline is not None:
                value, kind = inline, "inlineStr"
            if "&" in value:
                value = unescaped(value)
            yield new(Cell, ((row, col), style or "0", kind or "n", value, True, match.start(), match.end(), False, False, False))
        elif match["row"]:
            passed(match.start())
            stated = match["row_number"] or attribute(match["of_row"], "r")
            row, col = int(stated) - 1 if stated else row + 1, -1
        elif match["of_cell"] is not None:
            stated = attribute(match["of_cell"], "r")
            row, col = parse_address(stated) if stated else (row, col + 1)
            if match["inside"] or "m" in match["of_cell"]:  # cm, vm
                yield _unusual((row, col), match)


def _unusual(place: Place, match: re.Match) -> Cell:
    attributes, inside = match["of_cell"], match["inside"] or ""
    kind, formula = attribute(attributes, "t") or "n", _FORMULA.search(inside) is not None
    found = _VALUE.search(inside)
    value = plain(found[1] or "") if found else None
    uncached = formula and not (value or value is not None and kind == "str")
    if kind == "inlineStr":
        value = joined(pieces(inside, 0, len(inside)))
    return Cell(place, attribute(attributes, "s") or "0", kind, value, False, *match.span(), formula, uncached, "vm" in attributes)


def text_of(cell: Cell, strings: Strings) -> str:
    """What a cell says; a number as it is written."""
    return strings.text(cell.value) if cell.kind == "s" else cell.value or ""


class Rewriting(Record):
    """How cells are written for the public: what is hidden, and what of a text is shown."""

    hidden: Hidden
    strings: Strings
    show: Callable[[Cell, str], str]  # (cell, what it says) → what is shown
    passed: Callable[[int], None]
    rich: bool = True  # whether pictures and data types stay in cells

    def rewritten(self, text: str, start: int, end: int) -> str:
        """The cells between two places of a worksheet part, written anew where they must."""
        pieces_anew, at = [], start
        for cell in cells_of(text, start, end, self.passed):
            anew = self._cell(text, cell)
            if anew is not None:
                pieces_anew += text[at : cell.start], anew
                at = cell.end
        return "".join((*pieces_anew, text[at:end]))

    def _cell(self, text: str, cell: Cell) -> str | None:
        """The cell anew, None where it stays as it is."""
        if self.hidden.holds(cell.place):
            bare = without_attributes(_taken_apart(text, cell)[0], "t", "cm", "vm", "ph")._replace(empty=True)
            return written(bare._replace(attributes=bare.attributes.rstrip("/ ")))
        said = text_of(cell, self.strings)
        shown = self.show(cell, said) if said and cell.kind in _SHOWN else said
        if shown == said:
            if cell.kind == "s":
                self.strings.keep(cell.value)
            if cell.usual:
                return None
        return self._anew(text, cell, said, shown)

    def _anew(self, text: str, cell: Cell, said: str, shown: str) -> str | None:
        tag, inside = _taken_apart(text, cell)
        before = tag.attributes, inside
        if cell.formula:
            inside = _FORMULA.sub("", inside, count=1)
        if "m" in tag.attributes:
            tag = without_attributes(tag, "cm", *(() if self.rich else ("vm",)))
        if shown != said:
            tag, inside = self._masked(cell, tag, inside, shown)
        elif cell.kind == "inlineStr" and (reading := spelled(inside, 0, len(inside))) and self.show(cell, reading) != reading:
            inside = spliced(inside, readings(inside, 0, len(inside)))
        if (tag.attributes, inside) == before:
            return None
        return f"{written(tag)}{inside}</{tag.prefix}c>"

    def _masked(self, cell: Cell, tag: Tag, inside: str, shown: str) -> tuple[Tag, str]:
        prefix = tag.prefix
        if cell.kind == "s":
            return tag, _VALUE.sub(f"<{prefix}v>{self.strings.shown(cell.value, shown)}</{prefix}v>", inside)
        if cell.kind == "inlineStr":
            found = pieces(inside, 0, len(inside))
            return tag, spliced(inside, [*shown_in(found, shown), *readings(inside, 0, len(inside))])
        if cell.kind == "str":
            return tag, _VALUE.sub(lambda _: f"<{prefix}v>{escaped(shown)}</{prefix}v>", inside)
        inline = f"<{prefix}is><{prefix}t>{escaped(shown)}</{prefix}t></{prefix}is>"
        return with_attribute(tag, "t", "inlineStr"), inline


def _taken_apart(text: str, cell: Cell) -> tuple[Tag, str]:
    """A cell's start tag, and what stands in the element."""
    match = _LONE.match(text, cell.start, cell.end)
    return Tag("c", match["prefix"] or "", match["of_cell"], False, False, 0, 0), match["inside"] or ""


_SHOWN = ("s", "inlineStr", "str", "n", "d")


def span_of_cells(text: str) -> tuple[int, int]:
    """Where sheetData begins and ends, its tags included; an empty span where there is none."""
    opening = first(text, "sheetData")
    if opening is None:
        return len(text), len(text)
    if opening.empty:
        return opening.start, opening.end
    closing = text.rfind(f"</{opening.prefix}sheetData")
    return opening.start, text.index(">", closing) + 1
