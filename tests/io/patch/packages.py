"""Packages to be patched: our examples, what XlsxWriter and openpyxl write, and the samples of ../shared."""

import io
from collections.abc import Iterator

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from perfeval_xl.io.container import OPEN_XML, ZIP, kind_of
from perfeval_xl.io.errors import Fault
from tests.support.books import ROOT, SHARED


def written_by_libraries() -> Iterator[tuple[str, bytes]]:
    for path in sorted((ROOT / "workbooks" / "examples").glob("*.xlsx")):
        yield path.name, path.read_bytes()
    yield "XlsxWriter", by_xlsxwriter()
    yield "openpyxl", by_openpyxl()


def samples() -> Iterator[tuple[str, bytes]]:
    """Every sample that is a package of the kind we patch, by name; the others are refused with a sentence."""
    for path in sorted((SHARED / "samples").rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        if data.startswith(ZIP):
            try:
                if kind_of(data) in OPEN_XML:
                    yield path.name, data
            except Fault:
                continue


def by_xlsxwriter() -> bytes:
    """Formats, a comment, a button, a picture of a chart, a hyperlink, a table, a name, column and row formats."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        yellow = book.add_format({"bg_color": "#FFFF00", "num_format": "0.00"})
        sheet = book.add_worksheet("填报")
        sheet.set_column(3, 3, 12, yellow)
        sheet.set_row(5, 20, yellow)
        sheet.write(0, 0, "标题 <&>", book.add_format({"bold": True}))
        sheet.write(2, 1, 12.5, yellow)
        sheet.write_formula(3, 1, "=B3*2", yellow, 25)
        sheet.write_comment(2, 1, "用户自己的批注")
        sheet.insert_button(8, 1, {"caption": "按钮", "macro": "nothing"})
        sheet.write_url(9, 0, "internal:'第二张'!A1", string="跳转")
        sheet.add_table(11, 0, 13, 1, {"data": [["甲", 1], ["乙", 2]]})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=填报!$B$3:$B$4"})
        sheet.insert_chart(15, 0, chart)
        book.add_worksheet("第二张").write(0, 0, "=1天是文字吗")
        book.add_worksheet("未碰的表").write(0, 0, "不变")
        book.define_name("合计", "=填报!$B$3")
    return file.getvalue()


def by_openpyxl() -> bytes:
    file = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表'一'"
    sheet["A1"] = "甲"
    sheet["A1"].fill = PatternFill("solid", fgColor="00FF00")
    sheet["B3"] = 3
    sheet["B3"].comment = Comment("原有批注", "某某甲")
    sheet.merge_cells("A5:C6")
    book.create_sheet("表二")["A1"] = "乙"
    book.save(file)
    return file.getvalue()
