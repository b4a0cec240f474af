"""Without python-calamine, as in LibreOffice's own Python, a workbook reads the same."""

import re
import zipfile

import pytest
import xlsxwriter

from perfeval_xl.core.book import CellError
from perfeval_xl.io import reader
from perfeval_xl.io.errors import UnreadableFile
from perfeval_xl.rules.check import check_book
from tests.support.books import EXAMPLES, ROOT, SHARED

FILES = [*sorted(EXAMPLES.glob("*.xlsx")), *sorted((ROOT / "workbooks").glob("*.xls[xm]"))]
SAMPLES = sorted((SHARED / "samples").glob("*/*.xls[xm]")) if SHARED.exists() else []


BUILT_IN = (*range(1, 23), *range(37, 50))  # number formats without a code of their own: ECMA-376 Part 1, 18.8.30


def said(path) -> list[tuple] | str:
    """Everything that the file says, or why it cannot be read."""
    try:
        book = reader.read_book(str(path))
    except UnreadableFile as unreadable:
        return str(unreadable)
    return [
        (one.name, one.hidden, [[(type(value), value) for value in row] for row in one.rows], list(one.merges))
        for one in book.sheets
    ]


@pytest.mark.parametrize("path", [*FILES, *SAMPLES], ids=lambda path: path.name)
def test_both_ways_of_reading_say_the_same(path, monkeypatch):
    with_calamine = said(path)
    monkeypatch.setattr(reader, "load_workbook", None)
    assert said(path) == with_calamine


def test_texts_dates_and_merges_of_many_kinds(tmp_path, monkeypatch):
    path = tmp_path / "各种值.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("值")
        codes = ("0.00%", "yyyy-mm-dd", "h:mm", "[h]:mm", 'yyyy"年"m"月"d"日"', "#,##0.00", '"d"0', "0;[red]-0", "[$-804]0")
        for column, code in enumerate((*codes, *BUILT_IN)):
            look = book.add_format({"num_format": code})
            for row, number in enumerate((0, 0.375, 1.5, 59, 60, 45356, 45356.75, 2958466, -1)):
                sheet.write_number(row, column, number, look)
        sheet.write_row("A12", ["_x000D_", " 前后空格 ", "两行\n文字", "", True, False])
        sheet.write_rich_string("A13", "甲", book.add_format({"bold": True}), "乙 ", "丙")
        sheet.merge_range("B14:C15", "合并")
        sheet.write_formula("A16", "=1/0", None, "#DIV/0!")
        sheet.write_formula("B16", '="x"&" "', None, "x ")
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=值!$A$1:$A$3"})
        book.add_chartsheet("图").set_chart(chart)
        book.add_worksheet("藏").hide()
    with_calamine = said(path)
    monkeypatch.setattr(reader, "load_workbook", None)
    assert said(path) == with_calamine


@pytest.mark.parametrize("value", ["#SPILL!", "#CALC!", "#FIELD!", "#BUSY!"])
def test_an_error_value_that_calamine_does_not_know_is_one_like_any_other(tmp_path, value):
    """Later versions of Excel, and other programs, have more of them; the rest of the workbook is read as ever."""
    source, path = EXAMPLES / "consistent-2024.xlsx", tmp_path / "溢出.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = re.sub(rb'<c r="H19"( s="[0-9]+")><v>[^<]*</v>', rb'<c r="H19"\1 t="e"><v>%s</v>' % value.encode(), part)
                assert value.encode() in part
            new.writestr(name, part)
    read, before = reader.read_book(str(path)), reader.read_book(str(source))
    assert read.sheets[0].bad == [(18, 7, CellError(value))]
    assert read.sheets[0].rows[18][7] == CellError(value)
    assert [sheet.rows for sheet in read.sheets[1:]] == [sheet.rows for sheet in before.sheets[1:]]
    assert f"H19（事项网上可办率·得分） 是错误值 {value}，请先改正公式" in {one.reason for one in check_book(read).unchecked}


@pytest.mark.parametrize(
    "broken, pattern, said",
    [("xl/sharedStrings.xml", rb"(?s)<si>.*(?=</sst>)", b""), ("xl/worksheets/sheet1.xml", rb'(?<= t="s"><v>)[0-9]+(?=</v>)', b"-1")],
    ids=["the list has none", "the cell names none"],
)
def test_a_text_that_is_not_among_the_shared_ones_is_damage_and_no_empty_cell(tmp_path, monkeypatch, broken, pattern, said):
    path = tmp_path / "缺字符串.xlsx"
    with zipfile.ZipFile(EXAMPLES / "lukou-2022.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == broken:
                part, times = re.subn(pattern, said, part, count=1)
                assert times == 1
            new.writestr(name, part)
    monkeypatch.setattr(reader, "load_workbook", None)
    with pytest.raises(UnreadableFile, match="共享字符串部分损坏或不完整"):
        reader.read_book(str(path))


def test_other_kinds_of_files_are_refused_with_the_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "load_workbook", None)
    path = next(iter(sorted((SHARED / "samples").glob("*/*.ods"))), None) if SHARED.exists() else None
    if path is None:
        pytest.skip("NOT CHECKED: the sample workbooks are not here")
    assert "另存为 .xlsx" in said(path)
