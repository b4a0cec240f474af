"""Recognition of 部门整体支出绩效评价基础数据表 (base_data): staff, 三公, projects, procurement, buildings, or a plain list.

Which year a column holds is read from its heading: 上年决算数｜本年预算数｜本年决算数, or the years themselves.
"""

from collections.abc import Iterator
from functools import partial

from ..core.cells import Box
from ..domain.forms import BASE_DATA
from ..domain.unit_forms import UnitFigures
from .base_data_reading import read_rows
from .base_data_words import LIST_NAMES, period_of, row_inputs, single_input
from .families import Anchor
from .grid import Grid, with_text
from .self_evaluation.head import money_unit, read_head
from .self_evaluation.words import NO_TITLE, closing_role
from .self_evaluation.zone import Line, Lines, Zone
from .sheet_texts import SheetTexts
from .texts import Texts

_TITLE = "基础数据"
_LONGEST_TITLE = 50
_BLOCKS = ("财政供养人员情况", "经费控制情况", "楼堂馆所控制情况")
_BLOCKS_OF_ONE_TABLE = 40  # rows
_GAP = 3  # empty rows inside a table
_FEWEST = 3  # figures that make a table of what has no title


def find(grid: Grid, texts: SheetTexts) -> Iterator[Anchor]:
    """Where base-data tables begin: at a title, or at the first block of a table that has none."""
    lines = texts.lines
    begun: int | None = None
    for row, line in lines.items():
        titles = [col for col, text in line if _is_title(text)]
        apart = begun is None or row > begun + _BLOCKS_OF_ONE_TABLE
        if titles or apart and _opens(line):
            col = titles[0] if titles else line[0][0]
            yield Anchor(row, col, BASE_DATA, partial(_read, lines, bool(titles)))
            begun = row


def _is_title(text: str) -> bool:
    if _TITLE not in text or len(text) > _LONGEST_TITLE or any(part in text for part in NO_TITLE):
        return False
    return "表" in text or text.endswith(_TITLE)


def _opens(line: Line) -> bool:
    """Whether a row begins a table without a title: the name of a block, or 数据名称｜数值."""
    if line[0][1].startswith(_BLOCKS):
        return True
    named = any(text in LIST_NAMES and text.startswith("数据") for _, text in line)
    return named and any(period_of(text) for _, text in line)


def _read(lines: Lines, titled: bool, grid: Grid, anchor: Anchor, bottom: int) -> UnitFigures | None:
    """The table that begins at *anchor*; *bottom* is the last row before the next form of any family."""
    zone = Zone(grid, lines, anchor.row, bottom)
    unit = money_unit(zone, zone.top, bottom)
    top = anchor.row + 1 if titled else anchor.row
    head = read_head(zone, grid.label(anchor.row, anchor.col) if titled else "", _first_heading(zone, top) - 1)
    rows = read_rows(zone, top, unit or "万元", head.year)
    if not titled and sum(len(fields) for fields in rows.figures.values()) < _FEWEST:
        return None
    place = grid.field(anchor.row, anchor.col, "表名")
    box, texts = _extent(zone, rows.last)
    return UnitFigures(
        kind=BASE_DATA,
        sheet=grid.name,
        box=box,
        title=place if titled else with_text(place, ""),
        year=head.year or rows.year,
        unit_name=head.unit_name,
        unit=unit or "万元",
        unit_stated=unit is not None,
        figures=rows.figures,
        missing=() if rows.figures else ("没有认出任何数据",),
        texts=texts,
    )


def _first_heading(zone: Zone, top: int) -> int:
    """The first row below the lines that say whose table it is."""
    for row, line in zone.lines(top):
        if _opens(line) or any(period_of(text) or single_input(text) or row_inputs(text) for _, text in line):
            return row
    return top


def _extent(zone: Zone, last: int) -> tuple[Box, Texts]:
    """The cells the table covers down to its notes and signatures, and its texts."""
    gap = 0
    for row in range(last + 1, zone.bottom + 1):
        line = zone.line(row)
        gap = 0 if line else gap + 1
        if gap > _GAP:
            break
        if line:
            last = row
            if closing_role(line[0][1]) == "signature":
                break
    return zone.grid.filled_box(zone.top, last), Texts(zone.grid, zone.lines(bottom=last))
