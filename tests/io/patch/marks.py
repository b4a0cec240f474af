"""Edits that suit any workbook: marks at four cells of every sheet, and a findings sheet that tells of them."""

from perfeval_xl.core.cells import Box, address
from perfeval_xl.core.edits import Chart, Edits, Mark, NewSheet, Place, Row, Series
from perfeval_xl.core.findings_sheet import COLUMNS

LEVELS = ("error", "warning", "info", "error")
CELLS = ((0, 0), (2, 1), (7, 3), (1, 0))


def edits(sheets) -> Edits:
    """*sheets*: names of worksheets."""
    marks = [
        Mark(Place(name, *cell), level, f"【绩效校验 F0{number}】逻辑性：某处“{name}” < & > 不对")
        for name in sheets
        for number, (cell, level) in enumerate(zip(CELLS, LEVELS))
    ]
    title, header = Row(("绩效校验结果",), ("title",)), Row(COLUMNS, ("header",) * len(COLUMNS))
    rows = (title, header, *map(_row, marks))
    first, last = 2, len(rows) - 1
    chart = Chart("各表结论数", Box(first, 2, last, 2), (Series("条数", Box(first, 5, last, 5), "C00000"),), Box(last + 2, 0, last + 9, 4))
    return Edits(
        tuple(marks),
        NewSheet(
            "校验结果", rows, widths=(9,) * len(COLUMNS), hidden=(10, 11, 12, 13), merges=(Box(0, 0, 0, 5),),
            frozen_rows=2, filtered=Box(1, 0, last, 9), repeated=(1, 1), chart=chart,
        ),
    )  # fmt: skip


def _row(mark: Mark) -> Row:
    rule, _, message = mark.comment.removeprefix("【绩效校验 ").partition("】逻辑性：")
    at = address(mark.place.row, mark.place.col)
    values = (rule, "逻辑性", mark.place.sheet, at, message, 1, *["=1+1"] * 3, "", f"{rule}/{at}", "0", "")
    styles = ("text", mark.level, "text", "link", *["text"] * 5, "input", *["text"] * 3)
    return Row(values, styles, mark.place, link=3, previous_fill=12)
