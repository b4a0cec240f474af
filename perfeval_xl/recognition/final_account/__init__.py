"""Recognition of the nine published final-account tables (部门决算公开表), by title, in every layout of any year.

What stands where is read from the words of the header, never from fixed cells or table numbers.
"""

from collections.abc import Iterable
from functools import partial

from ...domain.forms import FINAL_ACCOUNT
from ..families import Anchor
from ..grid import Grid
from ..sheet_texts import SheetTexts

__all__ = ["CONTINUED", "find", "may_hold"]

CONTINUED = "续"  # in the title over a further page

_RUNNING = "机构运行信息表"  # whose columns are 预算数 and 统计数


def may_hold(texts: SheetTexts) -> bool:
    """Whether the sheet has a text that can be a title."""
    return "决算" in texts.joined or _RUNNING in texts.joined


def find(grid: Grid, texts: SheetTexts) -> Iterable[Anchor]:
    """Where tables begin: every cell that is one of the nine titles. *texts* are all text cells of *grid*."""
    from .reader import read_table  # what reads them is not loaded for a workbook of self-evaluations
    from .titles import TITLE_WORDS, table_of

    titles = [(row, col, table) for row, col, text in texts.having(*TITLE_WORDS) if (table := table_of(text))]
    pages: dict[int, list[int]] = {}
    if len({table for _, _, table in titles}) < len(titles):
        from .pages import further_pages  # few sheets have a table twice

        pages = further_pages(grid, texts, titles)
    further = {row for rows in pages.values() for row in rows}
    return [
        Anchor(row, col, FINAL_ACCOUNT, partial(read_table, texts, pages.get(row, ())), table)
        for row, col, table in titles
        if row not in further
    ]
