"""Further printed pages of a table: its title again (支出决算表（续）), the lines 部门 and 单位, its header, and the body goes on."""

from collections.abc import Sequence

from ...domain.forms import FINAL_ACCOUNT
from ..grid import Grid
from ..sheet_texts import SheetTexts
from . import CONTINUED
from .figure_rows import has_figure, is_numbering
from .frame import Header, Region, is_frame_line
from .subject_columns import ROLES, TOTAL_NAMES

_APART = "有一部分在另一张工作表“{sheet}”上"


def further_pages(grid: Grid, texts: SheetTexts, titles: Sequence[tuple[int, int, str]]) -> dict[int, list[int]]:
    """By the row of a table's title the rows of the titles over its further pages.

    A title that says 续 is one; so is the same title again over more subjects (科目) if not both have a row 合计.
    *titles* are (row, col, table), top to bottom.
    """
    titles = list({(row, table): (row, col, table) for row, col, table in reversed(titles)}.values())[::-1]  # undone merges
    pages: dict[int, list[int]] = {}
    first, totalled = None, False
    for (row, col, table), end in zip(titles, [row for row, _, _ in titles[1:]] + [grid.height]):
        filled = [at for at in range(row + 1, end) if has_figure(grid.rows[at]) and not is_numbering(grid.rows[at])]
        total = any(text in TOTAL_NAMES for at in filled for _, text in texts.lines.get(at, ()))
        continued = any(at == col and CONTINUED in text for at, text in texts.lines[row])
        more = table in ROLES and filled and not (totalled and total)
        if first is not None and first[1:] == (col, table) and (continued or more):
            pages.setdefault(first[0], []).append(row)
            totalled = totalled or total
        else:
            first, totalled = (row, col, table), total
    return pages


def without_heads(region: Region, header: Header, pages: Sequence[int]) -> Region:
    """The region without what stands over each further page: from its title, one of *pages*, to the end of its header.

    Lines in between that nobody knows (附表3, 第2页) belong to it.
    """
    words = {text for path in header.columns.values() for text in path}
    heads = set()
    for title in pages:
        last = title
        for row in range(title + 1, region.bottom + 1):
            if _is_head(region, row, words):
                last = row
            elif has_figure(region.grid.rows[row]):
                break
        heads.update(range(title, last + 1))
    rows = {row: texts for row, texts in region.rows.items() if row not in heads}
    return Region(region.grid, region.top, region.bottom, rows, region.above, frozenset(heads))


def _is_head(region: Region, row: int, words: set[str]) -> bool:
    values, texts = region.grid.rows[row], region.rows.get(row, {}).values()
    if is_numbering(values) or any(map(is_frame_line, texts)):
        return True
    return not has_figure(values) and all(text in words for text in texts)


def told_apart(forms: Sequence) -> tuple:
    """The *forms*; a table that goes on on another sheet, under a title that says 续, lacks what stands on the other one.

    Whether its sums hold nobody can say from one of them alone.
    """
    accounts = [form for form in forms if form.kind == FINAL_ACCOUNT]
    apart = {}
    for further in accounts:
        if CONTINUED in further.title.text:
            first = next((form for form in accounts if form.table == further.table and form.sheet != further.sheet), None)
            if first is not None:
                apart[id(first)], apart[id(further)] = further.sheet, first.sheet
    return tuple([
        form._replace(missing=(_APART.format(sheet=apart[id(form)]),)) if id(form) in apart else form for form in forms
    ])
