"""A workbook says the same whether its file is read or the document that LibreOffice makes of it."""

import datetime

import openpyxl
import pytest
import xlsxwriter

from perfeval_xl.core.book import CellError, Shown
from perfeval_xl.io.errors import UnreadableFile
from perfeval_xl.io.reader import read_book
from tests.support.books import SHARED
from tests.support.hosts import EXAMPLES

SAMPLES = sorted((SHARED / "samples" / "varied").glob("*.xls[xm]")) if SHARED.exists() else []
# What LibreOffice itself understands otherwise, when it opens the file.
OTHERWISE = {
    "any_sheets.xlsx": "makes a worksheet of a chart sheet",
    "date_iso.xlsx": "takes a time in ISO 8601 for a text",
    "encoded_entities.xlsx": "counts a cell with an empty text as filled in",
    "errors.xlsx": "computes anew what another program computed otherwise",
    "has_x000D_.xlsx": "keeps one kind of line ends",
    "inlineStr_with_value.xlsx": "drops a text that has a value beside it",
    "minimal_package.xlsx": "keeps blanks that the file does not ask to keep",
    "pivots.xlsx": "makes its own pivot tables",
    "whitespace_trim.xlsx": "keeps blanks that the file does not ask to keep",
}


def filled(sheet) -> dict:
    return {(i, j): value for i, row in enumerate(sheet.rows) for j, value in enumerate(row) if value != ""}


def told(book) -> list[tuple]:
    """Everything but the texts of formulas, which each program writes in its own way."""
    return [
        (one.name, one.hidden, filled(one), sorted(one.merges), dict(one.formats), dict(one.comments)) for one in book.sheets
    ]


def kinds(book) -> list[dict]:
    """True is not 1, a date is not a number."""
    return [{place: type(value).__name__ for place, value in filled(one).items()} for one in book.sheets]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_reads_the_same(name, examples, calc):
    path = examples / f"{name}.xlsx"
    here, there = calc(path).book(), read_book(str(path))
    assert told(here) == told(there) and kinds(here) == kinds(there)
    assert [set(one.formulas) for one in here.sheets] == [set(one.formulas) for one in there.sheets]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_workbook_of_another_program_reads_the_same(path, calc):
    try:
        there = read_book(str(path))
    except UnreadableFile:  # empty, or protected with a password: there is nothing to compare
        return
    here = calc(path).book()
    if path.name in OTHERWISE:
        assert told(here) != told(there)
    else:
        assert told(here) == told(there) and kinds(here) == kinds(there)


def test_what_a_cell_holds_is_kept_apart(calc, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "各种值.xlsx") as book:
        sheet = book.add_worksheet("值")
        look = {code: book.add_format({"num_format": code}) for code in ("0.00%", "yyyy-mm-dd", "h:mm", "[h]:mm", "#,##0.00")}
        sheet.write_row("A1", [0, "", " ", "0", True])
        sheet.write("B1", None)
        sheet.write_number("A2", 0.9855, look["0.00%"])
        sheet.write_number("B2", 45356, look["yyyy-mm-dd"])
        sheet.write_number("C2", 0.375, look["h:mm"])
        sheet.write_number("D2", 1.5, look["[h]:mm"])
        sheet.write_number("E2", 1360, look["#,##0.00"])
        results = {"=1/0": "#DIV/0!", "=NA()": "#N/A", '=""': "", "=1>0": True, "=NAME_OF_NOTHING": "#NAME?"}
        for column, (formula, result) in enumerate(results.items()):
            sheet.write_formula(2, column, formula, None, result)
        sheet.merge_range("A4:B5", "合并")
        sheet.write_comment("E5", "科室意见：\n已核对")
        book.add_worksheet("藏").hide()
    book = calc(tmp_path / "各种值.xlsx").book()
    sheet = book.sheets[0]
    assert sheet.rows[0] == (0.0, "", " ", "0", True) and [type(value) for value in sheet.rows[0][::4]] == [float, bool]
    assert sheet.rows[1] == (
        0.9855, datetime.date(2024, 3, 5), datetime.time(9), datetime.timedelta(hours=36), 1360.0,
    )  # fmt: skip
    assert sheet.rows[2] == (CellError("#DIV/0!"), CellError("#N/A"), "", True, CellError("#NAME?"))
    assert sheet.merges == ((3, 0, 4, 1),) and dict(sheet.comments) == {(4, 4): "科室意见：\n已核对"}
    assert dict(sheet.formats) == {(1, 0): Shown(2, True), (1, 4): Shown(2)}
    # Of a truth value in a file LibreOffice makes the formula =TRUE().
    assert set(sheet.formulas) == {(0, 4), *((2, column) for column in range(5))}
    assert [one.hidden for one in book.sheets] == [False, True]


def test_dates_that_count_from_1904_are_the_same_dates(calc, tmp_path):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = datetime.date(2024, 12, 31)
    book.save(tmp_path / "1904.xlsx")
    assert calc(tmp_path / "1904.xlsx").book().sheets[0].rows == ((datetime.date(2024, 12, 31),),)


def test_a_sheet_formatted_to_its_end_is_read_as_far_as_it_is_filled_in(calc):
    document = calc()
    document.put("Sheet1", "B2", "整体自评表")
    document.set("Sheet1", "A1:XFD1048576", "CellBackColor", 0xFFFF00)
    assert document.book().sheets[0].rows == (("", ""), ("", "整体自评表"))


def test_an_empty_document_has_an_empty_book(calc):
    assert [one.rows for one in calc().book().sheets] == [()]
