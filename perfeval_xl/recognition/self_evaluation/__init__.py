"""整体、项目支出绩效自评表: where they begin in a sheet, and what stands in them."""

from ..families import Anchor
from ..grid import Grid
from ..sheet_texts import SheetTexts

__all__ = ["find", "may_hold"]


def may_hold(texts: SheetTexts) -> bool:
    """Whether the sheet has a text that can begin a form."""
    return "自评" in texts.joined or "三级指标" in texts.joined


def find(grid: Grid, texts: SheetTexts) -> list[Anchor]:
    """Every place of the sheet where a self-evaluation form begins."""
    from . import finding  # what reads them is not loaded for a workbook of final accounts

    return finding.find(grid, texts)
