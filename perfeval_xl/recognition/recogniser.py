"""Finds every form of a book: each family says where its forms begin, a form ends where the next one begins."""

from typing import NamedTuple

from ..core.book import Book, Sheet
from . import final_account, goals, self_evaluation
from .grid import Grid

FAMILIES = (self_evaluation, final_account, goals)

LOOKED_FOR = "部门整体支出绩效自评表、项目支出绩效自评表、绩效目标表、部门决算公开表（收入支出决算总表等九张）"


class Recognition(NamedTuple):
    """The typed forms in the order of the book. A form's ``missing`` says what a half-recognised one lacks."""

    forms: tuple

    @property
    def half(self) -> tuple:
        """The forms that were recognised only in part."""
        return tuple(form for form in self.forms if form.missing)


def recognise(book: Book) -> Recognition:
    """Every form of every sheet, hidden sheets included."""
    return Recognition(tuple(form for sheet in book.sheets for form in _forms(sheet)))


def _forms(sheet: Sheet):
    grid = Grid(sheet)
    texts = grid.texts()
    anchors = [anchor for family in FAMILIES for anchor in family.find(grid, texts)]
    if len(anchors) > 1:
        anchors.sort(key=lambda anchor: (anchor.row, anchor.col))
    for anchor, following in zip(anchors, [*anchors[1:], None]):
        bottom = grid.height - 1 if following is None else max(anchor.row, following.row - 1)
        form = anchor.read(grid, anchor, bottom)
        if form is not None:
            yield form
