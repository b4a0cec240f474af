"""Recognition of 基本概况与收支 (unit_profile): the unit's staff, income, expenditure, 三公 and assets, and its result.

The blocks that follow one another on a sheet are one form; where other tables stand between them, there are several.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from ..core.cells import Field
from ..domain.forms import UNIT_PROFILE
from ..domain.inputs import INPUTS
from ..domain.unit_forms import UnitFigures
from .families import Anchor
from .grid import Grid, with_text
from .self_evaluation.head import money_unit, read_head
from .self_evaluation.points import points
from .self_evaluation.words import is_title
from .self_evaluation.zone import Lines, Zone
from .sheet_texts import SheetTexts
from .texts import Texts
from .unit_profile_facts import Facts, fact_role, find_facts, value_of
from .unit_profile_satisfaction import stated_satisfaction
from .unit_profile_tables import InstitutionTable, figures_of, find_tables
from .unit_values import count

Block = Facts | InstitutionTable
_LONGEST_HEAD = 12  # rows above the first block
_BESIDE_IN_HEAD = 2  # texts of such a row
_GAP = 3  # empty rows inside a form
_LONG = 30  # characters from which a cell is running text


def find(grid: Grid, texts: SheetTexts) -> Iterator[Anchor]:
    """Where profiles of the unit begin. *texts* are the sheet's text cells."""
    # What a self-evaluation form states of its unit is its own, and so is the result below scored indicators.
    lines = texts.lines
    marks = texts.having("自评", "三级指标")
    own = min([row for row, _, text in marks if is_title(text) or text == "三级指标"], default=grid.height)
    tables = [table for table in find_tables(grid, lines) if table.top < own]
    blocks = sorted([*tables, *find_facts(lines, own - 1)], key=lambda block: block.top)
    after = -1
    for run in _runs(lines, blocks):
        top = _head(grid, lines, run[0], after + 1)
        yield Anchor(top, _leftmost(lines, top), UNIT_PROFILE, partial(_read, lines, run))
        after = run[-1].bottom


def _runs(lines: Lines, blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks that no other table parts."""
    run: list[Block] = []
    for block in blocks:
        if run and any(len(lines.get(row, ())) > _BESIDE_IN_HEAD for row in range(run[-1].bottom + 1, block.top)):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _head(grid: Grid, lines: Lines, block: Block, limit: int) -> int:
    """The first row of the form: titles and lines like 部门（单位）名称 stand above its first block."""
    top, gap = block.top, 0
    if isinstance(block, Facts) and block.concludes:
        return top
    stop = 1 + grid.filled_box(block.top, block.bottom).right
    for row in range(block.top - 1, max(limit, block.top - _LONGEST_HEAD) - 1, -1):
        line = lines.get(row, ())
        if len(line) > _BESIDE_IN_HEAD or any(value.__class__ in (int, float) for value in grid.rows[row][:stop]):
            break
        gap = 0 if line else gap + 1
        if gap > _GAP:
            break
        if line:
            top = row
    return top


def _leftmost(lines: Lines, row: int) -> int:
    return lines[row][0][0]


def _read(lines: Lines, run: Sequence[Block], grid: Grid, anchor: Anchor, bottom: int) -> UnitFigures:
    """The form of the blocks *run*; *bottom* is the last row before the next form of any family."""
    zone = Zone(grid, lines, anchor.row, _last_row(grid, run[-1].bottom, bottom))
    place = grid.field(anchor.row, anchor.col, "表名")
    titled = anchor.row < run[0].top
    head = read_head(zone, grid.label(anchor.row, anchor.col) if titled else "", run[0].top - 1)
    facts = [block for block in run if isinstance(block, Facts)]
    values = {role: value_of(zone, at, _label(role)) for block in facts for role, at in block.places.items()}
    figures = {role: (count(values[role]),) for role in ("staff_quota", "staff") if role in values}
    tables = [block for block in run if isinstance(block, InstitutionTable)]
    units = _units(lines, zone, tables)
    for table, unit in zip(tables, units):
        figures.update(figures_of(grid, table, unit or "万元"))
    texts = Texts(grid, zone.lines())
    satisfaction = stated_satisfaction(_running_text(texts), head.year)
    if satisfaction is not None:
        figures["satisfaction"] = (satisfaction,)
    score = values.get("self_score")
    return UnitFigures(
        kind=UNIT_PROFILE,
        sheet=grid.name,
        box=grid.filled_box(zone.top, zone.bottom),
        title=place if titled else with_text(place, ""),
        year=head.year,
        unit_name=head.entries.get("unit_name") or head.entries.get("reporting_unit"),
        unit=next((unit for unit in units if unit), "万元"),
        unit_stated=any(units),
        figures=figures,
        self_score=None if score is None else points(score),
        grade=values.get("grade"),
        missing=tuple([f"第{table.top + 1}行的表头下没有认出数据行" for table in tables if not table.rows]),
        texts=texts,
    )


def _label(role: str) -> str:
    return INPUTS.get(role) or {"self_score": "绩效自评综合得分", "grade": "评价等次"}.get(role, "")


def _last_row(grid: Grid, last: int, bottom: int) -> int:
    """The last filled row below the blocks: the evaluators, opinions and signatures still belong to the form."""
    last, gap = min(last, grid.height - 1), 0  # a table may end with its header, and the sheet with it
    for row in range(last + 1, min(bottom, grid.height - 1) + 1):
        filled = any(value != "" for value in grid.rows[row])
        gap = 0 if filled else gap + 1
        if gap > _GAP:
            break
        if filled:
            last = row
    return last


def _units(lines: Lines, zone: Zone, tables: Sequence[InstitutionTable]) -> list[str | None]:
    """The unit of each block's amounts, from its heading; a block that says nothing goes on with the one before."""
    units: list[str | None] = []
    top, unit = zone.top, None
    for table in tables:
        unit = money_unit(Zone(zone.grid, lines, top, table.header), top, table.header) or unit
        units.append(unit)
        top = table.bottom + 1
    return units


def _running_text(texts: Texts) -> list[Field]:
    return [texts.field(*cell) for cell in texts.cells if len(cell[2]) >= _LONG and not fact_role(cell[2])]
