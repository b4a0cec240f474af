"""Finds every form of a book: each family says where its forms begin, a form ends where the next one begins.

A sheet is looked at closely only by the families that may have a form there: each tells by one look at all its words.
"""

from collections.abc import Iterable, Iterator, Sequence

from ..core.book import Book, Sheet
from ..core.findings_sheet import is_ours
from ..core.record import Record
from ..domain.forms import FINAL_ACCOUNT
from . import final_account, self_evaluation
from .beside import with_notes, without_notes
from .families import Anchor, goal_tables, unit_forms
from .grid import Grid

LOOKED_FOR = (
    "部门整体支出绩效自评表、项目支出绩效自评表、绩效目标表、规则评分表、基本概况与收支、基础数据表、部门决算公开表（收入支出决算总表等九张）"
)


class Recognition(Record):
    """The typed forms in the order of the book. A form's ``missing`` says what a half-recognised one lacks."""

    forms: tuple


def recognise(book: Book) -> Recognition:
    """Every form of every sheet, hidden sheets included; the sheets 校验结果 and 封存信息 of this package hold none."""
    sheets = [sheet for sheet in book.sheets if not is_ours(sheet)]
    found = [[*_forms(sheet)] for sheet in sheets]
    accounts = [form for forms in found for form in forms if form.kind == FINAL_ACCOUNT]
    if any([not form.unit_stated for form in accounts]):
        units = {form.unit for form in accounts if form.unit_stated}
        if len(units) == 1 and units != {"万元"}:  # a set is printed in one unit
            (unit,) = units
            found = [[*_forms(sheet, unit)] if _leaves_unit_out(forms) else forms for sheet, forms in zip(sheets, found)]
    forms = tuple([form for forms in found for form in forms])
    if any([final_account.CONTINUED in form.title.text for form in accounts]):
        from .final_account.pages import told_apart  # a table seldom goes on on another sheet

        forms = told_apart(forms)
    return Recognition(forms)


def _leaves_unit_out(forms: Sequence) -> bool:
    return any([form.kind == FINAL_ACCOUNT and not form.unit_stated for form in forms])


def _forms(sheet: Sheet, usual_unit: str = "万元") -> Iterable:
    grid = Grid(sheet, usual_unit)
    anchors = _anchors(grid)
    narrower = without_notes(grid, anchors)
    if narrower is None:
        return _read(grid, anchors)
    grid = Grid(narrower, usual_unit)
    return with_notes([*_read(grid, _anchors(grid))], sheet, narrower)


def _read(grid: Grid, anchors: Sequence[Anchor]) -> Iterator:
    for anchor, following in zip(anchors, [*anchors[1:], None]):
        bottom = grid.height - 1 if following is None else max(anchor.row, following.row - 1)
        form = anchor.read(grid, anchor, bottom)
        if form is not None:
            yield _told_legible(grid, form) if grid.sheet.bad else form


def _anchors(grid: Grid) -> list[Anchor]:
    """Where forms begin, top to bottom."""
    texts = grid.texts()
    anchors = []
    for family in (self_evaluation, final_account):
        if family.may_hold(texts):
            anchors += family.find(grid, texts)
    anchors += goal_tables(grid, texts)
    # Of a title that two claim the last has it: a 自评表 with 评分标准 is a rule-scored table.
    anchors += unit_forms(grid, texts, alone=not anchors)
    found = {(anchor.row, anchor.col): anchor for anchor in anchors}
    return [found[place] for place in sorted(found)]


def _told_legible(grid: Grid, form):
    """The form with its first label that is an error value; a final-account table knows its own."""
    from .legible import READ_BY_LABELS, illegible_label  # few sheets have error values

    return form._replace(illegible=illegible_label(grid, form)) if form.kind in READ_BY_LABELS else form
