"""The frame of a table: its region, what stands around the body (部门、单位、注、说明), and the header's columns."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from ...core.cells import Field
from ...core.money import MONEY_UNITS, read_number
from ..grid import Grid, tidy

_UNIT_NAME = re.compile(
    r"(?:编制单位|填报单位|公开部门|公开单位|单位名称|部门名称|部门\(单位\)(?:名称)?|部门|单位)(?:\(.{0,6}\))?:"
    r"(?P<name>(?!万?元|千元|亿元|百元).*?)(?=\(?公开\w{1,4}表|\(?(?:金额|计量)?单位:|$)"
)
_MONEY_UNIT = re.compile(r"单位:?\(?(?:人民币)?(百万元|万元|千元|百元|亿元|元)")
_TABLE_NUMBER = re.compile(r"公开\w{1,4}表")
_YEAR = re.compile(r"(20\d\d)年")
_NOTE = re.compile(
    r"\(?(?:注|说明|备注|附注)[:\d.、)]|.*(?:无数据|为空表|表为空|没有.{0,30}(?:收入|支出)|无.{0,20}(?:收支|预算|拨款|此项))"
)
_HEADER_WORD = re.compile(
    r"(?:项目|收入|支出|行次|合计|栏次|科目|功能分类|经济分类)(?:\(.*\))?$|.*(?:科目(?:代码|编码|名称)|分类科目|项目\(|预算数|决算数|因公出国|人员经费|公用经费)"
)
_COLUMN_FORMULA = re.compile(r"\d+=[\d+\-=().]+$")
_HEADER_ROWS = 8  # a header that is longer is none
_ROWS_ABOVE = 3

Column = tuple[str, ...]  # the header texts over a column, top to bottom; the last is its own


class Region(NamedTuple):
    """The rows of one table, from its title to the row before the next form."""

    grid: Grid
    top: int
    bottom: int
    texts: tuple[tuple[int, int, str], ...]  # (row, col, squeezed) of its text cells
    rows: dict[int, dict[int, str]]  # the same by row and column
    above: tuple[tuple[int, int, str], ...]  # the few lines above the title, which may belong to it


class Surroundings(NamedTuple):
    """What is said around the body."""

    unit_name: Field | None
    year: int | None
    unit: str
    unit_stated: bool


class Header(NamedTuple):
    """Columns by number, each the path of its header texts; the cell of the lowest text; where the body begins."""

    top: int
    columns: dict[int, Column]
    cells: dict[int, tuple[int, int]]
    body: int


def region_of(grid: Grid, texts: list[tuple[int, int, str]], top: int, bottom: int) -> Region:
    first = bisect_left(texts, (top,))
    inside = tuple(texts[first : bisect_left(texts, (bottom + 1,))])
    rows = {}
    for row, col, text in inside:
        rows.setdefault(row, {})[col] = text
    return Region(grid, top, bottom, inside, rows, tuple(texts[bisect_left(texts, (top - _ROWS_ABOVE,)) : first]))


def body_of(region: Region, first: int) -> range:
    """The rows of the body: from *first* to the row before the notes, or before the lines 部门 and 单位 printed below."""
    for row, texts in region.rows.items():
        if row >= first and any(_may_end(text) and (is_note(text) or is_frame_line(text)) for text in texts.values()):
            return range(first, row)
    return range(first, region.bottom + 1)


def surroundings(region: Region, body: range) -> Surroundings:
    """部门, 单位 and year from the lines above the body, or below it, or above the title."""
    unit_name = unit = year = None
    for row, col, text in (*region.texts, *region.above):
        if row in body or is_note(text):
            continue
        if year is None and (found := _YEAR.search(text)):
            year = int(found[1])
        if "单位" not in text and "部门" not in text:
            continue
        if unit is None and (found := _MONEY_UNIT.search(text)):
            unit = found[1]
        if unit_name is None and (found := _UNIT_NAME.search(text)):
            unit_name = _unit_name(region, row, col, found["name"])
    return Surroundings(unit_name, year, unit or "万元", unit is not None)


@lru_cache(maxsize=1024)
def is_note(text: str) -> bool:
    """Whether a squeezed text is a 注, a 说明, or the sentence that a table is empty."""
    return bool(_NOTE.match(text))


def _may_end(text: str) -> bool:
    """A cheap look before the patterns: most cells of a body are account names."""
    return ":" in text or len(text) > 14 or "注" in text or "说明" in text or "公开" in text


@lru_cache(maxsize=1024)
def is_frame_line(text: str) -> bool:
    """Whether a squeezed text is a line 部门、单位 or 公开0X表."""
    return bool(_TABLE_NUMBER.search(text) or _MONEY_UNIT.search(text) or _UNIT_NAME.search(text))


def _unit_name(region: Region, row: int, col: int, name: str) -> Field | None:
    """The name behind the label, or in the next filled cell of the row."""
    if name:
        return Field(region.grid.name, row, col, name, None, "单位名称")
    for right, text in region.rows.get(row, {}).items():
        if right > col:
            return None if is_frame_line(text) else Field(region.grid.name, row, right, text, None, "单位名称")
    return None


def notes_of(region: Region, body: range) -> tuple[Field, ...]:
    """注 and 说明, with the lines that continue them."""
    notes = []
    begun = False
    for row, col, text in region.texts:
        if row == region.top or row in body and len(text) < 6:
            continue
        begins = is_note(text)
        if begins or (begun and row not in body and not is_frame_line(text)):
            begun = True
            notes.append(region.grid.field(row, col, "说明", merged=False))
    return tuple(notes)


def header_of(region: Region, begins_body: Callable[[dict[int, str], dict[int, Column]], bool]) -> Header | None:
    """The header band: from the first row with header words to the row before the body.

    The body begins behind the row 栏次, else at the first row with a figure, else where *begins_body* says so of a
    row's texts and the columns so far.
    """
    top = next((row for row, cells in region.rows.items() if row > region.top and _is_header(cells.values())), None)
    if top is None:
        return None
    columns, cells = {}, {}
    seen = 0
    for row in range(top, region.bottom + 1):
        texts = region.rows.get(row, {})
        if is_numbering(region.grid.rows[row]):
            return Header(top, columns, cells, row + 1)
        if not texts and not has_figure(region.grid.rows[row]):
            continue
        seen += 1
        if seen > _HEADER_ROWS or (row > top and (has_figure(region.grid.rows[row]) or begins_body(texts, columns))):
            return Header(top, columns, cells, row)
        if any(is_note(text) for text in texts.values()):
            return Header(top, columns, cells, row)
        _add_header_row(columns, cells, row, texts, region)
    return Header(top, columns, cells, region.bottom + 1)


def _is_header(texts) -> bool:
    words = [text for text in texts if not is_frame_line(text)]
    return (
        len(words) > 1 and any(_HEADER_WORD.match(text) for text in words) and not any(is_note(text) for text in words)
    )


def _add_header_row(columns: dict, cells: dict, row: int, texts: dict[int, str], region: Region) -> None:
    """A text is its column's own; over the columns to its right, up to the next text, it is a heading in common.

    Works alike for merged headers (covered cells are empty) and for headers whose cells were left unmerged.
    """
    ordered = sorted(texts.items())
    for (col, text), following in zip(ordered, [*ordered[1:], None]):
        end = following[0] if following else max(len(values) for values in region.grid.rows[region.top : row + 4])
        columns[col] = (*columns.get(col, ()), text)
        cells[col] = (row, col)
        for covered in range(col + 1, end):
            if covered not in cells:
                columns[covered] = (*columns.get(covered, ()), text)


def is_numbering(values) -> bool:
    """Whether a row is 栏次: says so, or counts 1, 2, 3 … (“1=2+3” is a way to count too; one slip is forgiven)."""
    count = slips = 0
    for value in values:
        if value == "":
            continue
        if value.__class__ is str:
            text = tidy(value)
            if text.replace(" ", "") == "栏次":
                return True
            if text in ("甲", "乙"):
                continue
            text = text.replace("＝", "=").partition("=")[0]
            value = int(text) if text.isdecimal() else None
            if value is None:
                return False
        count += 1
        if value != count:
            slips += 1
            count += value == count + 1  # a number left out
        if slips > 1:
            return False
    return count > 1 and (not slips or count > 3)


def has_figure(values) -> bool:
    """Whether a row holds a number, in whatever spelling."""
    for value in values:
        if value.__class__ is str:
            if (
                value
                and (value[0] in "-(（0123456789.０１２３４５６７８９" or value.isspace())
                and read_number(value) is not None
            ):
                return True
        elif value is not None:
            return True
    return False


class AmountReader:
    """Makes the amount fields of a table printed in *unit*; an empty cell costs no conversion."""

    __slots__ = ("unit", "_grid", "_factor")

    def __init__(self, grid: Grid, unit: str):
        self.unit = unit
        self._grid = grid
        self._factor = None if unit == "万元" else MONEY_UNITS[unit]

    def __call__(self, row: int, col: int, label: str) -> Field:
        return self.row(row, ((label, col, label),))[label]

    def row(self, row: int, places: Iterable[tuple[str, int, str]]) -> dict[str, Field]:
        """The amounts of a row by key, from (key, col, label)."""
        grid, unit, factor = self._grid, self.unit, self._factor
        name = grid.name
        cells = grid.rows[row] if row < grid.height else ()
        width = len(cells)
        amounts = {}
        for key, col, label in places:
            if col >= width or cells[col] == "":
                amounts[key] = Field._make((name, row, col, "", None, label, unit, None))
                continue
            _, at_row, at_col, text, number, _, _, bad = grid.field(row, col)
            if factor is not None and number is not None:
                number *= factor
            amounts[key] = Field._make((name, at_row, at_col, text, number, label, unit, bad))
        return amounts
