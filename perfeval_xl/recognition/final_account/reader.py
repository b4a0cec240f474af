"""From a title to a typed table: the frame is common to all nine, the body has one reader a layout."""

from collections.abc import Mapping, Sequence

from ...core.cells import Box, Field
from ...core.record import new
from ...domain.forms import FINAL_ACCOUNT, TITLE_ONLY, FinalAccount
from ..families import Anchor
from ..grid import Grid
from ..sheet_texts import SheetTexts
from .amounts import AmountReader
from .balance import balance_header, read_balance
from .detail import detail_header, read_detail
from .frame import (
    ROWS_ABOVE,
    Body,
    Region,
    body_of,
    is_frame_line,
    notes_of,
    region_of,
    repeated_headers,
    signed_numbers,
)
from .subject_columns import by_economic_class, has_codes, subject_header
from .subjects import read_subjects
from .surroundings import surroundings
from .three_public import read_three_public, three_public_header

_SUBJECTS = (subject_header, read_subjects)
_BALANCE = (balance_header, read_balance)
_LAYOUTS = {
    "income_expenditure_total": _BALANCE,
    "income": _SUBJECTS,
    "expenditure": _SUBJECTS,
    "fiscal_appropriation_total": _BALANCE,
    "general_public_budget": _SUBJECTS,
    "basic_expenditure_detail": (detail_header, read_detail),
    "government_fund": _SUBJECTS,
    "state_capital": _SUBJECTS,
    "three_public": (three_public_header, read_three_public),
}


def read_table(
    texts: SheetTexts, pages: Sequence[int], grid: Grid, anchor: Anchor, bottom: int
) -> FinalAccount | None:
    """The table whose title is *anchor*, or None where the title only stands in a table of contents.

    *pages* are the rows of the titles over its further pages.
    """
    region = region_of(grid, texts, anchor.row, bottom)
    find_header, read_body = _LAYOUTS[anchor.table]
    header = find_header(region)
    if header is None and not any(is_frame_line(text) for _, _, text in region.cells(anchor.row + 1, bottom + 1)):
        return None
    if header is not None and find_header is subject_header and by_economic_class(header):
        return None  # 一般公共预算财政拨款支出决算表(二): another table, under the name of one by function
    if header is not None and find_header is balance_header and has_codes(header):
        return None  # 收入支出决算表 by subject, as a full set has it beside the 总表
    if header is not None:
        pages = [*pages, *repeated_headers(region, header)]
    if header is not None and pages:
        from .pages import without_heads

        region = without_heads(region, header, pages)
    body = body_of(region, header)
    around = surroundings(region, body, header)
    headings = region.above if anchor.row <= ROWS_ABOVE else ()  # of the sheet; further down they may be another form's
    contents = {"missing": (TITLE_ONLY,)}
    if header:
        amount = AmountReader(grid, around.unit, frozenset(header.cells.values()))
        contents = read_body(region, anchor.table, header, amount, body.rows)
    return FinalAccount(
        kind=FINAL_ACCOUNT,
        table=anchor.table,
        sheet=grid.name,
        box=_box(region, anchor),
        title=grid.field(anchor.row, anchor.col, "标题", merged=False),
        unit_name=around.unit_name,
        year=around.year,
        unit=around.unit,
        unit_stated=around.unit_stated,
        notes=notes_of(region, body),
        texts=tuple([
            new(Field, (grid.name, *text, None, "", "", None))
            for text in (*headings, *body.before, *body.after, *signed_numbers(region, body))
        ]),
        illegible=_illegible(region, body, contents, around.unit_stated) if grid.sheet.bad else None,
        **contents,
    )


def _illegible(region: Region, body: Body, contents: Mapping, unit_stated: bool) -> Field | None:
    """The first error cell that is no amount: among the headings, where a row has its label, its code or its 行次, or in
    place of the note. Nobody can tell what the figures beside it are of; an error among the amounts is one figure's, and
    one in the lines 部门 and 单位 matters only where the unit of the amounts is lost with it."""
    amounts = {field.col for part in ("columns", "figures") for field in contents.get(part, {}).values()}
    last = max(amounts, default=len(region.grid.rows[region.top]))
    for row, col, _ in region.grid.sheet.bad:
        if row < body.rows.start:
            is_label = row >= region.top and not (unit_stated and any(map(is_frame_line, region.rows.get(row, {}).values())))
        else:
            is_label = row <= region.bottom and col <= last and not (row in body.rows and col in amounts)
        if is_label:
            return region.grid.field(row, col)
    return None


def _box(region: Region, anchor: Anchor) -> Box:
    """From the title to the last filled row, over all filled columns."""
    rows = region.grid.rows
    bottom = region.bottom
    while bottom > anchor.row and rows[bottom].count("") == len(rows[bottom]):
        bottom -= 1
    left = min([next(iter(line)) for line in region.rows.values()], default=anchor.col)
    right = max(map(len, rows[anchor.row : bottom + 1])) - 1
    return Box(anchor.row, left, bottom, max(right, anchor.col))
