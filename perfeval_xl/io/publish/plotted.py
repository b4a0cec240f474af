"""What charts keep of cells that nobody sees (图表缓存的隐藏行列): it is published no more than the cells themselves.

A chart holds a copy of each range it refers to, a point a cell: of all its cells, or with plotVisOnly (ECMA-376 Part 1,
21.2.2.146) of those in sight alone, one after the other, as Excel and LibreOffice write it; other writers copy all even then.
Without the element hidden cells are plotted.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property

from ...core.cells import Box, Place, parse_box
from ...core.patterns import Pattern
from ...core.record import Record
from ..patch.markup import Splice, spliced
from .hidden import Hidden
from .references import QUOTED, SHEET, SHEETS
from .tree import Node, said, tree

_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_AREA = Pattern(rf"{SHEET}({_CELL}(?::{_CELL})?)(?![\w.(:])")
_NAME = Pattern(r"(?:.*!)?([^\W\d][\w.]*)")  # 表!名称, [0]!名称
_UNKNOWN = Pattern(r"INDIRECT\(|(?<![\w.$])[^\W\d][\w.]*(?![\w.(])", re.IGNORECASE)  # a name leads nobody knows where
_OFF = ("0", "false")
_COLUMNS = 16384
_DIGITS = 12


class _Sheet(Record):
    """The hidden cells of a published sheet."""

    hidden: Hidden
    rows: list[int]  # the hidden ones in order
    columns: list[int]
    scattered: bool  # whether any that hold something lie in rows and columns in sight

    def seen_of(self, box: Box) -> int:
        """How many cells of a range lie in rows and columns in sight."""
        return _left(self.rows, box.top, box.bottom) * _left(self.columns, box.left, box.right)


class Plotted:
    """Knows the cells that charts refer to."""

    def __init__(self, sheets: Iterable[tuple[str, Hidden, list[Place]]], names: Mapping[str, str]):
        """*sheets*: each published one that has hidden cells which hold something: its name, and those cells; *names*: the
        workbook's names in lower case, with what each stands for."""
        self._given = [sheet for sheet in sheets if sheet[2]]
        self._names = names

    @cached_property
    def _sheets(self) -> dict[str, _Sheet]:
        """By name; put off until there is a chart."""
        return {name.lower(): _sheet(hidden, emptied) for name, hidden, emptied in self._given}

    def without_hidden(self, text: str) -> tuple[str, int]:
        """A chart part without the points of hidden cells, and how many those were."""
        if not self._given:
            return text, 0
        root, gone = tree(text), []
        compact = any(node.get("val") not in _OFF for node in root.all("plotVisOnly"))
        for holder in root.every():
            formula = next((child for child in holder.children if child.name == "f"), None)
            if formula is not None:
                gone += self._hidden(holder, said(text, formula), compact)
        return spliced(text, [Splice(node.tag.start, node.end, "") for node in gone]), len(gone)

    def _hidden(self, holder: Node, formula: str, compact: bool) -> list[Node]:
        """Of the values that stand beside a formula those of hidden cells; all where nobody can tell which they are."""
        points = [point for child in holder.children if child.name != "extLst" for point in child.all("pt")]
        points = points or [child for child in holder.children if child.name == "v"]
        areas = self._areas(formula) if points else []
        if areas is None:
            return points
        if all(_is_in_sight(sheet, box) for sheet, box in areas):
            return []
        count = _count(holder)
        if count == sum(_size(box) for _, box in areas) and all(1 in _sides(box) for _, box in areas):
            return _held(points, areas)
        if compact and len(points) <= count and not any(sheet and sheet.scattered for sheet, _ in areas):
            seen = sum(sheet.seen_of(box) if sheet else _size(box) for sheet, box in areas)
            return [] if count == seen else points
        return points

    def _areas(self, formula: str) -> list[tuple[_Sheet | None, Box]] | None:
        """The ranges that a formula stands for, each with its sheet where cells of that are hidden. Of what is no list
        of ranges: none where it leads to no sheet with hidden cells, and None where it may."""
        name = _NAME.fullmatch(formula)
        formula = self._names.get(name[1].lower(), formula) if name else formula
        if any(":" in _called(*sheet) for sheet in SHEETS.findall(formula)):  # all sheets from one to another
            return None
        rest = QUOTED.sub("", _AREA.sub("", formula)).strip("=(),")
        if not rest:
            return [(self._sheets.get(_called(*sheet)), parse_box(cells)) for *sheet, cells in _AREA.findall(formula)]
        led = {_called(*sheet) for sheet in SHEETS.findall(formula)}
        unknown = _UNKNOWN.search(SHEETS.sub("", rest)) or "$" in rest and not led
        return None if unknown or led & self._sheets.keys() else []


def _called(quoted: str, bare: str) -> str:
    return (quoted.replace("''", "'") or bare).lower()


def _sheet(hidden: Hidden, emptied: list[Place]) -> _Sheet:
    columns: list[int] = []
    for first, last in sorted(hidden.columns):
        columns += range(max(first, columns[-1] + 1 if columns else 0), min(last + 1, _COLUMNS))
    among = set(columns)
    scattered = any(row not in hidden.rows and col not in among for row, col in emptied)
    return _Sheet(hidden, sorted(hidden.rows), columns, scattered)


def _is_in_sight(sheet: _Sheet | None, box: Box) -> bool:
    return sheet is None or not sheet.scattered and sheet.seen_of(box) == _size(box)


def _held(points: list[Node], areas: list[tuple[_Sheet | None, Box]]) -> list[Node]:
    """The points of hidden cells, where there is one for each cell of ranges of one row or column."""
    starts = [0]
    for _, box in areas:
        starts.append(starts[-1] + _size(box))
    return [point for point in points if _is_held(_number(point.get("idx") or "0"), starts, areas)]


def _is_held(index: int, starts: list[int], areas: list[tuple[_Sheet | None, Box]]) -> bool:
    if not 0 <= index < starts[-1]:  # no cell's
        return True
    which = bisect_right(starts, index) - 1
    sheet, box = areas[which]
    along = index - starts[which]
    place = (box.top + along, box.left) if box.left == box.right else (box.top, box.left + along)
    return sheet is not None and sheet.hidden.holds(place)


def _count(holder: Node) -> int:
    """For how many cells there may be points; categories of several levels have a cell on each. -1 where it is not said."""
    levels = list(holder.all("lvl"))
    stated = [node.get("val") for node in holder.all("ptCount")] + [level.get("ptCount") for level in levels]
    counts = [_number(count) for count in stated if count]
    if not counts:
        return 1 if any(child.name == "v" for child in holder.children) else -1
    return counts[0] * max(len(levels), 1)


def _number(digits: str) -> int:
    return int(digits) if digits.isdecimal() and len(digits) < _DIGITS else -1


def _left(hidden: list[int], first: int, last: int) -> int:
    return last - first + 1 - (bisect_right(hidden, last) - bisect_left(hidden, first))


def _sides(box: Box) -> tuple[int, int]:
    return box.bottom - box.top + 1, box.right - box.left + 1


def _size(box: Box) -> int:
    height, width = _sides(box)
    return height * width
