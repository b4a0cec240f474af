"""Workbooks that XlsxWriter and openpyxl write: what calamine leaves out stands in the Book, at its true address."""

import datetime
import io

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.worksheet.formula import ArrayFormula

from perfeval_xl.core.book import UNCACHED, CellError, Shown
from perfeval_xl.io.reader import read_bytes


def by_xlsxwriter(fill) -> bytes:
    """The file that *fill* (workbook) makes of an empty workbook."""
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    fill(workbook)
    workbook.close()
    return file.getvalue()


def by_openpyxl(fill) -> bytes:
    file = io.BytesIO()
    workbook = openpyxl.Workbook()
    fill(workbook)
    workbook.save(file)
    return file.getvalue()


def test_a_form_that_starts_in_the_middle_of_the_sheet_keeps_its_addresses():
    def fill(workbook):
        sheet = workbook.add_worksheet("自评表")
        sheet.write("D7", "全年执行数")
        sheet.write("E7", 344.7)

    sheet = read_bytes(by_xlsxwriter(fill), "a.xlsx").sheet("自评表")
    assert sheet.value(6, 3) == "全年执行数" and sheet.value(6, 4) == 344.7
    assert sheet.rows[:6] == [[""] * 5] * 6


def test_merged_ranges_and_hidden_sheets():
    def fill(workbook):
        workbook.add_worksheet("自评表").merge_range("B2:D4", "一级指标")
        workbook.add_worksheet("参数").hide()
        workbook.add_worksheet("内部").very_hidden()

    book = read_bytes(by_xlsxwriter(fill), "a.xlsx")
    assert book.sheet("自评表").merges == ((1, 1, 3, 3),)
    assert [sheet.hidden for sheet in book.sheets] == [False, True, True]


def test_chart_sheets_are_no_sheets():
    def fill(workbook):
        workbook.add_worksheet("自评表").write("A1", 1)
        chart = workbook.add_chart({"type": "bar"})
        chart.add_series({"values": "=自评表!$A$1:$A$1"})
        workbook.add_chartsheet("图").set_chart(chart)

    assert [sheet.name for sheet in read_bytes(by_xlsxwriter(fill), "a.xlsx").sheets] == ["自评表"]


def test_formulas_with_and_without_a_cached_value():
    """openpyxl never writes results: until Excel or WPS saves the file, what a formula gives is unknown, not empty."""

    def fill(workbook):
        sheet = workbook.active
        sheet["A1"], sheet["A2"] = 10, 20
        sheet["C5"] = "=SUM(A1:A2)"
        sheet["B1"] = '=IF(A1>5,"达标","<未达标>")'

    sheet = read_bytes(by_openpyxl(fill), "a.xlsx").sheets[0]
    assert sheet.rows == [[10, UNCACHED, ""], [20, "", ""], ["", "", ""], ["", "", ""], ["", "", UNCACHED]]
    assert sheet.formulas == {(4, 2): "=SUM(A1:A2)", (0, 1): '=IF(A1>5,"达标","<未达标>")'}

    def fill_with_results(workbook):
        sheet = workbook.add_worksheet()
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_formula("A2", '="达"&"标"', None, "达标")

    sheet = read_bytes(by_xlsxwriter(fill_with_results), "a.xlsx").sheets[0]
    assert sheet.rows == [[2], ["达标"]]
    assert sheet.formulas == {(0, 0): "=1+1", (1, 0): '="达"&"标"'}


def test_workbook_of_nothing_but_uncached_formulas_is_not_empty():
    def fill(workbook):
        workbook.active["B2"] = "=1+1"

    assert read_bytes(by_openpyxl(fill), "a.xlsx").sheets[0].rows == [["", ""], ["", UNCACHED]]


def test_array_formula_without_results_leaves_its_whole_range_unknown():
    def fill(workbook):
        sheet = workbook.active
        sheet["A1"] = 1
        sheet["C2"] = ArrayFormula("C2:C4", "=A1:A3*2")

    sheet = read_bytes(by_openpyxl(fill), "a.xlsx").sheets[0]
    assert [sheet.value(row, 2) for row in range(4)] == ["", UNCACHED, UNCACHED, UNCACHED]
    assert sheet.formulas == {(1, 2): "=A1:A3*2"}


@pytest.mark.parametrize("code", ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"])
def test_error_values_stay_errors(code):
    def fill(workbook):
        sheet = workbook.add_worksheet()
        sheet.write_formula("B3", "=1/0", None, code)
        sheet.write("A1", 't="e"')  # a text that looks like the mark of an error

    sheet = read_bytes(by_xlsxwriter(fill), "a.xlsx").sheets[0]
    assert sheet.rows == [['t="e"', ""], ["", ""], ["", CellError(code)]]


def test_typed_in_error_values():
    def fill(workbook):
        workbook.active["A2"] = "#N/A"

    assert read_bytes(by_openpyxl(fill), "a.xlsx").sheets[0].rows == [[""], [CellError("#N/A")]]


FORMATS = [
    # what the style prints, and how
    ("General", None),
    ("@", None),
    ("0", Shown(0)),
    ("0.00", Shown(2)),
    ("#,##0.00", Shown(2)),
    ("#,##0.00_);[Red](#,##0.00)", Shown(2)),
    ('_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', Shown(2)),
    ("0.0_ ", Shown(1)),
    ('0.000"万元"', Shown(3, behind="万元")),
    ('"≥"0%', Shown(0, True, before="≥")),
    ('0"个";-0"个";"无"', Shown(0, behind="个")),
    ('General"人"', Shown(None, behind="人")),
    ('0.0#"分"', Shown(None, behind="分")),
    ('"约"0"套;户"_ ', Shown(0, before="约")),
    ('"￥"0.00', Shown(2)),
    ('0000"年"00"月"', Shown(0)),
    ('[$-804]"≥"0"个"', Shown(0, before="≥", behind="个")),
    ('0"个"[$-804]', Shown(0, behind="个")),
    ("0%", Shown(0, True)),
    ("0.00%", Shown(2, True)),
    ("0.0#%", Shown(None, True)),
    (r"0.00\%", Shown(2, behind="%")),
    ('0.0"%"', Shown(1, behind="%")),
    ("0.0#", None),
    ("#.##", None),
    ("#,##0,", Shown(0, scale=3)),
    ("0.00,", Shown(2, scale=3)),
    ("0.0#,", Shown(None, scale=3)),
    ("0!.0,", Shown(1, scale=4)),
    (r"0\.0000", Shown(4, scale=4)),
    ('#,##0"."0000_ ', Shown(4, scale=4)),
    ('0!.0,"万"', None),
    ("0.00E+00", None),
    ("# ?/?", None),
    ("yyyy-mm-dd", None),
    ('yyyy"年"m"月"d"日"', None),
    ('yyyy"年"m"月"', Shown(None, date="ym")),
    ('[$-804]m"月"d"日";@', Shown(None, date="md")),
    ('m"月"', Shown(None, date="m")),
    ('yyyy"年"', Shown(None, date="y")),
    ("h:mm", None),
    ("[>=10000]0.00;0.0", None),
    ("[$¥-804]#,##0.00", Shown(2)),
]


@pytest.mark.parametrize(("code", "shown"), FORMATS)
@pytest.mark.parametrize("write", ["xlsxwriter", "openpyxl"])
def test_number_formats(code, shown, write):
    """Only a fixed number of decimals or a percentage says how a value was printed."""

    def fill_xlsxwriter(workbook):
        sheet = workbook.add_worksheet()
        sheet.write("B2", 0.97, workbook.add_format({"num_format": code}))
        sheet.write("B3", "文字", workbook.add_format({"num_format": code}))
        sheet.write_blank("B4", None, workbook.add_format({"num_format": code}))

    def fill_openpyxl(workbook):
        for name, value in (("B2", 0.97), ("B3", "文字"), ("B4", None)):
            workbook.active[name] = value
            workbook.active[name].number_format = code

    data = by_xlsxwriter(fill_xlsxwriter) if write == "xlsxwriter" else by_openpyxl(fill_openpyxl)
    assert read_bytes(data, "a.xlsx").sheets[0].formats == ({(1, 1): shown} if shown else {})


def test_format_of_a_formula_is_known_too():
    def fill(workbook):
        workbook.active["A1"] = "=1/3"
        workbook.active["A1"].number_format = "0.00%"

    assert read_bytes(by_openpyxl(fill), "a.xlsx").sheets[0].formats == {(0, 0): Shown(2, True)}


def test_comments():
    def fill(workbook):
        sheet = workbook.active
        sheet["A1"] = 1
        sheet["C9"].comment = Comment("核实说明：项目跨年\n已报批", "某某甲")

    def fill_second(workbook):
        workbook.add_worksheet("无批注").write("A1", 1)
        sheet = workbook.add_worksheet("有批注")
        sheet.write_comment("B2", "见附件 <1>", {"author": "某某甲"})

    assert read_bytes(by_openpyxl(fill), "a.xlsx").sheets[0].comments == {(8, 2): "核实说明：项目跨年\n已报批"}
    book = read_bytes(by_xlsxwriter(fill_second), "a.xlsx")
    assert book.sheet("无批注").comments == {}
    assert book.sheet("有批注").comments == {(1, 1): "见附件 <1>"}


@pytest.mark.parametrize("base_1904", [False, True])
def test_dates_are_the_same_in_both_date_systems(base_1904):
    def write():
        file = io.BytesIO()
        workbook = xlsxwriter.Workbook(file, {"in_memory": True, "date_1904": base_1904})
        style = workbook.add_format({"num_format": "yyyy-mm-dd"})
        workbook.add_worksheet().write_datetime("A1", datetime.datetime(2024, 12, 31), style)
        workbook.close()
        return file.getvalue()

    value = read_bytes(write(), "a.xlsx").sheets[0].value(0, 0)
    assert (value.year, value.month, value.day) == (2024, 12, 31)
