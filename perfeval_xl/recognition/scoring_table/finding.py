"""Where rule-scored tables begin: at a title above a header with 评分标准, or at the header itself."""

from collections.abc import Iterator
from functools import partial

from ...domain.forms import SCORING_TABLE
from ..families import Anchor
from ..grid import Grid
from ..self_evaluation.words import closing_role
from ..self_evaluation.zone import Lines
from ..sheet_texts import SheetTexts
from .header import Header, header_at
from .reading import read_table
from .words import column_role, is_continued, is_title

_ABOVE = 40  # rows between a title and its header: unit, year, in some places a block of funds and one of goals
_ENDS = ("total", "note", "closing")


def find(grid: Grid, texts: SheetTexts) -> Iterator[Anchor]:
    """Every place of the sheet where a rule-scored table begins."""
    lines = texts.lines
    standards = [row for row, line in lines.items() if any(column_role(text) == "standard" for _, text in line)]
    before: Header | None = None
    named = ""
    for row in standards:
        limit = 0 if before is None else before.last + 1
        header = header_at(grid, lines, row, limit) if row >= limit else None
        if header is None:
            continue
        place = _title(lines, header.first, limit)
        title = grid.label(*place) if place else ""
        again = title in ("", named) or is_continued(title)
        if before is None or not again or not _is_repeated(lines, header, before):
            at = place or (header.first, min(header.words))
            yield Anchor(*at, SCORING_TABLE, partial(read_table, lines, header, title))
            named = title
        before = header


def _title(lines: Lines, first: int, limit: int) -> tuple[int, int] | None:
    """The place of the title above a header; not beyond a row that ends or heads another form."""
    for row in range(first - 1, max(limit, first - _ABOVE) - 1, -1):
        line = lines.get(row, ())
        for col, text in line:
            if is_title(text):
                return row, col
        if line and closing_role(line[0][1]) in _ENDS or any(column_role(text) == "name" for _, text in line):
            return None
    return None


def _is_repeated(lines: Lines, header: Header, before: Header) -> bool:
    """Whether a header can be the one before again, at the top of a further printed page: nothing was totalled yet."""
    between = (lines[row] for row in range(before.last + 1, header.first) if row in lines)
    return header.words == before.words and not any(
        closing_role(text) == "total" for line in between for _, text in line[:2]
    )
