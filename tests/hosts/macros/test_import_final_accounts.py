"""导入决算表: the nine tables of a chosen workbook, beside the forms or into the tables that are there."""

import copy

import openpyxl
import pytest

from perfeval_xl.core.book import Book
from perfeval_xl.io.reader import read_book
from perfeval_xl.macros import import_final_accounts, press
from perfeval_xl.recognition import recognise
from tests.support.hosts import in_memory, looks
from tests.support.memory_host import MemoryHost


@pytest.fixture
def accounts(examples):
    """A workbook with all nine tables."""
    return examples / "consistent-2024.xlsx"


def figures(book: Book, tables=None) -> dict:
    """Every amount of every final-account table, in 万元."""
    found = {}
    for form in recognise(book).forms:
        if form.kind == "final_account" and (tables is None or form.table in tables):
            rows = [("合计", "", form.total.amounts)] if form.total else []
            rows += [(row.code, row.name, row.amounts) for row in form.rows]
            rows += [(line.side, line.name, line.amounts) for line in form.lines if line.name]
            rows += [("", "", form.figures)]
            found[form.table] = [(a, b, {role: field.number for role, field in row.items()}) for a, b, row in rows]
    return found


def forms_only(accounts) -> MemoryHost:
    book = read_book(str(accounts))
    return MemoryHost(Book(tuple(sheet for sheet in book.sheets if not sheet.name.startswith("公开"))))


def test_tables_that_are_not_there_are_added(accounts):
    host = forms_only(accounts)
    host.files = (str(accounts),)
    press(import_final_accounts, host)
    assert [sheet.name for sheet in host.sheets][4:] == [f"公开0{n}表" for n in range(1, 10)]
    assert figures(host.book()) == figures(read_book(str(accounts)))
    assert not host.questions and "9 张是新增" in host.said[0][1]


def test_of_two_three_public_tables_that_of_all_appropriations_is_imported(accounts, tmp_path):
    book = openpyxl.load_workbook(accounts)
    part = book.copy_worksheet(book["公开09表"])
    part.title, part["A1"] = "公开10表", "一般公共预算财政拨款“三公”经费情况表"
    book["公开09表"]["A1"] = "财政拨款“三公”经费情况表"
    book.save(tmp_path / "云南.xlsx")
    host = forms_only(accounts)
    host.files = (str(tmp_path / "云南.xlsx"),)
    press(import_final_accounts, host)
    titles = [form.title.text for form in recognise(host.book()).forms if getattr(form, "table", "") == "three_public"]
    assert titles == ["财政拨款“三公”经费情况表"] and "9 张是新增" in host.said[0][1]


def test_tables_that_are_there_are_filled_in_by_their_words(accounts, examples):
    host = in_memory(examples / "zhuzhou-2024.xlsx")
    host.files = (str(accounts),)
    press(import_final_accounts, host)
    wanted = figures(read_book(str(accounts)))
    del wanted["basic_expenditure_detail"]  # in this workbook it is a title without a table
    assert figures(host.book(), wanted) == wanted
    assert "“公开06表”里没有这些行" in host.said[0][1] and "云岭市青禾区政务服务局" in host.questions[0]


def test_the_unit_of_the_table_that_is_filled_in_counts(accounts, examples, tmp_path):
    book = openpyxl.load_workbook(accounts)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if sheet.title == "公开01表" and isinstance(cell.value, (int, float)) and cell.column_letter in "CF":
                    cell.value *= 10000
                if sheet.title == "公开01表" and isinstance(cell.value, str) and "万元" in cell.value:
                    cell.value = cell.value.replace("万元", "元")
    book.save(tmp_path / "以元为单位.xlsx")
    host = in_memory(examples / "zhuzhou-2024.xlsx")
    host.files = (str(tmp_path / "以元为单位.xlsx"),)
    press(import_final_accounts, host)
    table = {"income_expenditure_total"}
    assert figures(host.book(), table) == figures(read_book(str(accounts)), table)


def test_formulas_are_not_overwritten(accounts, examples):
    host = in_memory(examples / "zhuzhou-2024.xlsx")
    total = next(form for form in recognise(host.book()).forms if getattr(form, "table", "") == "expenditure").total
    place = (total.amounts["total"].row, total.amounts["total"].col)
    host.sheet("公开03表").formulas[place] = "SUM(C9:C23)"
    before = host.sheet("公开03表").rows[place[0]][place[1]]
    host.files = (str(accounts),)
    press(import_final_accounts, host)
    assert host.sheet("公开03表").rows[place[0]][place[1]] == before
    assert host.sheet("公开03表").formulas[place] == "SUM(C9:C23)"


def test_the_reason_why_a_table_is_empty_comes_with_it(accounts, examples):
    host = in_memory(examples / "zhuzhou-2024.xlsx")
    sheet = host.sheet("公开08表")
    for row, cells in enumerate(sheet.rows):
        for col, value in enumerate(cells):
            if "故本表无数据" in str(value):
                sheet.put(row, col, "")
    host.files = (str(accounts),)
    press(import_final_accounts, host)
    form = next(form for form in recognise(host.book()).forms if getattr(form, "table", "") == "state_capital")
    assert sum("故本表无数据" in note.text for note in form.notes) == 1
    before = copy.deepcopy(looks(host))
    press(import_final_accounts, host)
    assert looks(host) == before


def test_what_is_there_is_not_overwritten_without_consent(accounts, examples):
    host = in_memory(examples / "zhuzhou-2024.xlsx")
    host.answer, host.files = False, (str(accounts),)
    before = copy.deepcopy(looks(host))
    press(import_final_accounts, host)
    assert looks(host) == before and host.questions and not host.said


def test_importing_the_same_again_asks_nothing(accounts):
    host = in_memory(accounts)
    host.files = (str(accounts),)
    before = copy.deepcopy(looks(host))
    press(import_final_accounts, host)
    assert looks(host) == before and not host.questions


def refused(host, *files) -> str:
    host.files = tuple(map(str, files))
    before = copy.deepcopy(looks(host))
    assert not press(import_final_accounts, host)
    assert looks(host) == before
    return host.said[0][1]


def test_two_files_with_one_table_are_refused(accounts, examples):
    assert "分不清用哪一张" in refused(forms_only(accounts), accounts, examples / "zhuzhou-2024.xlsx")


def test_a_file_without_final_accounts_is_refused(accounts, examples):
    assert "lukou-2022.xlsx 里没有认出部门决算公开表" in refused(forms_only(accounts), examples / "lukou-2022.xlsx")


def test_an_unreadable_file_is_refused(accounts, tmp_path):
    (tmp_path / "决算.xlsx").write_bytes(b"PK\x03\x04")
    assert "决算.xlsx" in refused(forms_only(accounts), tmp_path / "决算.xlsx")


def test_cancelling_does_nothing(accounts):
    host = forms_only(accounts)
    before = copy.deepcopy(looks(host))
    assert press(import_final_accounts, host)
    assert looks(host) == before and not host.said


def test_filling_a_blank_template_asks_nothing(accounts, root):
    """A reason for no data is added behind the printed note of its table: nothing is lost by that."""
    host = in_memory(root / "workbooks" / "绩效自评模板.xlsx")
    host.files = (str(accounts),)
    press(import_final_accounts, host)
    assert not host.questions and "已导入 9 张决算表" in host.said[-1][1]
