"""Described edits applied to a package: marked cells, their comments, and the new sheet. Nothing else is touched."""

from collections.abc import Mapping, Sequence

from ...core.edits import FILLS, Edits, Mark, NewSheet, Place, free_name
from ..parts import sheet_parts
from .cells import restyled
from .chart import chart_part, drawing_part
from .comments import new_comments_part, with_comments
from .new_sheet import solid, worksheet
from .relations import Flavour, flavour_of
from .shapes import new_drawing, with_boxes
from .styles import StyleSheet, empty_style_part
from .work import Work
from .workbook import sheet_names, with_sheet
from .worksheet import note_drawing, with_legacy_drawing

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_DRAWING = "application/vnd.openxmlformats-officedocument.drawing+xml"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_FILLS = {level: solid(colour) for level, colour in FILLS.items()}
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def applied(work: Work, edits: Edits) -> Mapping[Place, str]:
    """Put *edits* into *work*; returns the fills that the marked cells had. Raises Fault for what is no proper workbook."""
    flavour = flavour_of(work.text(work.workbook))
    part, styles = _styles(work, flavour)
    sheets = sheet_parts(work.package, work.relations(work.workbook))
    by_sheet: dict[str, list[Mark]] = {}
    for mark in edits.marks:
        by_sheet.setdefault(mark.place.sheet, []).append(mark)
    fills: dict[Place, str] = {}
    for name, marks in by_sheet.items():
        if name in sheets:
            fills |= _filled(work, sheets[name], marks, styles)
            _commented(work, sheets[name], marks, flavour)
    if edits.sheet is not None:
        _with_sheet(work, edits.sheet, styles, fills, flavour)
    work.put(part, styles.text())
    return fills


def _styles(work: Work, flavour: Flavour) -> tuple[str, StyleSheet]:
    part = work.related(work.workbook, "styles")
    if part is not None:
        return part, StyleSheet(work.text(part))
    usual = "xl/styles.xml"  # some readers look nowhere else
    part = work.free_part("xl/styles{}.xml") if usual in work else usual
    text = empty_style_part(flavour.main)
    work.add(part, text, _SPREADSHEET + "styles+xml")
    work.relate(work.workbook, flavour.kinds + "styles", part)
    return part, StyleSheet(text)


def _filled(work: Work, part: str, marks: Sequence[Mark], styles: StyleSheet) -> dict[Place, str]:
    """Fill the marked cells of one sheet; returns what fills they had."""
    by_cell = {mark.place[1:]: mark for mark in marks}
    before: dict[Place, str] = {}

    def restyle(cell: tuple[int, int], style: int) -> int:
        mark = by_cell[cell]
        before[mark.place] = styles.fill_of(style)
        return styles.with_fill(style, _FILLS[mark.level])

    work.put(part, restyled(work.text(part), by_cell, restyle))
    return before


def _commented(work: Work, part: str, marks: Sequence[Mark], flavour: Flavour) -> None:
    notes = {mark.place[1:]: mark.comment for mark in marks if mark.comment}
    if not notes:
        return
    comments = work.related(part, "comments")
    if comments is None:
        comments = work.free_part("xl/comments{}.xml")
        work.add(comments, new_comments_part(flavour.main, notes), _SPREADSHEET + "comments+xml")
        work.relate(part, flavour.kinds + "comments", comments)
    else:
        text, new = with_comments(work.text(comments), notes)
        work.put(comments, text)
        notes = {place: notes[place] for place in new}
    if notes:
        _boxed(work, part, notes, flavour)


def _boxed(work: Work, part: str, notes: Mapping[tuple[int, int], str], flavour: Flavour) -> None:
    """Draw the boxes of new comments, in the sheet's drawing or in a new one."""
    drawing = note_drawing(work, part)
    if drawing is not None:
        work.put(drawing, with_boxes(work.text(drawing), notes))
        return
    drawing = work.free_part("xl/drawings/vmlDrawing{}.vml")
    work.default_type("vml", _VML)
    work.put(drawing, new_drawing(1 + work.count(".vml"), notes))
    relation = work.relate(part, flavour.kinds + "vmlDrawing", drawing)
    work.put(part, with_legacy_drawing(work.text(part), relation, flavour.ids))


def _with_sheet(work: Work, sheet: NewSheet, styles: StyleSheet, fills: Mapping[Place, str], flavour: Flavour) -> None:
    sheet = sheet._replace(name=free_name(sheet.name, sheet_names(work.text(work.workbook))))
    part = work.free_part("xl/worksheets/sheet{}.xml")
    drawing = ""
    if sheet.chart is not None:
        drawn, chart = work.free_part("xl/drawings/drawing{}.xml"), work.free_part("xl/charts/chart{}.xml")
        work.add(chart, chart_part(sheet, flavour), _CHART)
        work.add(drawn, drawing_part(sheet.chart, work.relate(drawn, flavour.kinds + "chart", chart), flavour), _DRAWING)
        drawing = work.relate(part, flavour.kinds + "drawing", drawn)
    work.add(part, worksheet(sheet, styles, fills, flavour, drawing), _SPREADSHEET + "worksheet+xml")
    relation = work.relate(work.workbook, flavour.kinds + "worksheet", part)
    work.put(work.workbook, with_sheet(work.text(work.workbook), sheet, relation, flavour.ids))


