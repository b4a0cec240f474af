"""One rule-scored table, put together from its title, its header, its items and what stands below them."""

from ...core.cells import Box, Field
from ...domain.forms import SCORING_TABLE
from ...domain.unit_forms import ScoringTable
from ..families import Anchor
from ..grid import Grid, with_text
from ..self_evaluation.closing import Closing, read_closing
from ..self_evaluation.head import read_head
from ..self_evaluation.zone import Lines, Zone
from ..texts import Texts
from .header import Header
from .items import Items, read_items


def read_table(lines: Lines, header: Header, title: str, grid: Grid, anchor: Anchor, bottom: int) -> ScoringTable:
    """The table that begins at *anchor* with its squeezed *title*, "" if it has none. *bottom* is the last row before the next form of any family."""
    zone = Zone(grid, lines, anchor.row, max(bottom, header.last))
    place = grid.field(anchor.row, anchor.col, "表名")
    head = read_head(zone, title, header.first - 1)
    items = read_items(zone, header)
    last = max([item.row for item in items.rows], default=header.last)
    closing = read_closing(zone, items.end, dict(header.columns), last, items.unnamed_total)
    box, texts = _extent(zone, closing.bottom, header)
    return ScoringTable(
        kind=SCORING_TABLE,
        sheet=grid.name,
        box=box,
        title=place if title else with_text(place, ""),
        year=head.year,
        unit_name=head.unit_name,
        indicators=items.rows,
        headings=items.headings,
        subtotals=items.subtotals,
        total_weight=_counted("weight", header, closing.total_weight),
        total_score=_counted("score", header, closing.total_score),
        notes=closing.notes,
        features=_features(grid),
        missing=_missing(header, items, closing),
        texts=texts,
    )


def _counted(role: str, header: Header, field: Field | None) -> Field | None:
    """A total only of what the table has a column for."""
    return field if role in header.columns else None


def _features(grid: Grid) -> frozenset[str]:
    return frozenset(("scoring_table",) if grid.sheet.tells_formats else ("scoring_table", "no_number_formats"))


def _missing(header: Header, items: Items, closing: Closing) -> tuple[str, ...]:
    """What a reader of the result must know was not found, in words."""
    lacks = (
        ("没有认出任何指标", not items.rows),
        ("没有分值列", items.rows and all(item.weight is None for item in items.rows)),
        ("没有得分列", "score" not in header.columns),
        ("没有总分行", closing.total_score is None and closing.total_weight is None),
    )
    return tuple([words for words, lacking in lacks if lacking])


def _extent(zone: Zone, last_row: int, header: Header) -> tuple[Box, Texts]:
    """The cells the table covers, and its texts."""
    rows = zone.lines(bottom=last_row)
    left = min([line[0][0] for _, line in rows])
    last = {row: line[-1][:1] for row, line in rows}
    return Box(zone.top, left, last_row, max(zone.grid.reach(last), *header.words)), Texts(zone.grid, rows)
