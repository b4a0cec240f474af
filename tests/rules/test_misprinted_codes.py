"""A mistyped subject code (科目编码) is one finding at its cell, whatever sums and tables it upsets."""

import tomllib
from pathlib import Path

import pytest

from perfeval_xl.core.book import Book
from perfeval_xl.core.findings import ERROR
from perfeval_xl.recognition import recognise
from perfeval_xl.rules.check import check_book
from tests.support.books import example, with_value
from tests.support.drawn import drawn_book

LAYOUTS = Path(__file__).parents[1] / "golden" / "layouts" / "published_accounts.toml"
BOOK = drawn_book(tomllib.loads(LAYOUTS.read_text("utf-8"))["layout"][0]["sheets"])
TABLES = ("income", "expenditure", "general_public_budget")
ROWS = [(form, row) for form in recognise(BOOK).forms if form.table in TABLES for row in form.rows]


def errors(book):
    return [f for f in check_book(book).findings if f.severity == ERROR and f.counts]


def other_digit(code, at):
    at %= len(code)
    return code[:at] + str((int(code[at]) + 3) % 10) + code[at + 1 :]


@pytest.mark.parametrize("at", [2, -1], ids=["类的末位", "末位"])
@pytest.mark.parametrize(("form", "row"), ROWS, ids=[f"{form.sheet}-{row.code}" for form, row in ROWS])
def test_a_wrong_digit_is_told_once_at_the_code(form, row, at):
    (found,) = errors(with_value(BOOK, form.sheet, row.row, row.code_col, other_digit(row.code, at)))
    assert (found.field.sheet, found.field.row, found.field.col) == (form.sheet, row.row, row.code_col)
    assert found.expected == row.code


def only(table, *changes):
    """The errors of the book with that table alone, changed at (code, value of the cell)."""
    form = next(form for form, _ in ROWS if form.table == table)
    book = BOOK._replace(sheets=tuple(sheet for sheet in BOOK.sheets if sheet.name == form.sheet))
    for code, value in changes:
        row = next(row for row in form.rows if row.code == code)
        book = with_value(book, form.sheet, row.row, row.code_col, value)
    return [(f.rule, f.field.cell, f.expected) for f in errors(book)]


@pytest.mark.parametrize(
    ("code", "typed"),
    [("2110301", "2111301"), ("21101", "21001"), ("208", "209"), ("21103", "2103"), ("2210201", "2310201")],
)
def test_the_sums_of_its_own_table_prove_a_code_wrong(code, typed):
    ((rule, _, expected),) = only("expenditure", (code, typed))
    assert (rule, expected) == ("K07", code)


def test_a_code_that_stands_twice():
    ((rule, cell, expected),) = [
        (f.rule, f.field.cell, f.expected) for f in errors(with_value(BOOK, "03", 8, 0, "2080505"))
    ]
    assert (rule, cell, expected) == ("K12", "A9", "2080502")


def test_two_mistyped_codes_are_no_single_slip():
    """Then the sums are told as they are."""
    assert {rule for rule, _, _ in only("expenditure", ("2110301", "2111301"), ("2210201", "2310201"))} == {"K07"}
    assert len(only("expenditure", ("2110301", "2111301"), ("2210201", "2310201"))) > 1


def test_a_class_without_its_row_is_no_misprint():
    """22102 stands below another class where the row 221 was left out; the sums hold, and nothing is wrong."""
    rows = [
        ["支出决算表", "", "", "", ""], ["单位：万元", "", "", "", ""],
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["合计", "", 30.0, 30.0, 0.0], ["210", "卫生健康支出", 10.0, 10.0, 0.0],
        ["21011", "行政事业单位医疗", 10.0, 10.0, 0.0], ["22102", "住房改革支出", 20.0, 20.0, 0.0],
    ]  # fmt: skip
    assert errors(Book.from_lists({"03": rows})) == []


@pytest.mark.parametrize("slip", [lambda c: c[:2] + c[3:], lambda c: c + "0", lambda c: c[:3] + c[4] + c[3] + c[5:]], ids=["漏一位", "多一位", "两位颠倒"])
@pytest.mark.parametrize(("form", "row"), [pair for pair in ROWS if len(pair[1].code) == 7], ids=lambda each: getattr(each, "sheet", ""))
def test_a_slip_of_the_hand_is_told_once_at_the_code(form, row, slip):
    if slip(row.code) != row.code:
        (found,) = errors(with_value(BOOK, form.sheet, row.row, row.code_col, slip(row.code)))
        assert (found.field.cell, found.expected) == (row.code_field.cell, row.code)


@pytest.mark.parametrize("typed", ["2301101", "211101", "2101110", "21011010"])
def test_a_slip_in_a_table_that_prints_items_only(typed):
    book = example("zhuzhou-2024")
    form = next(form for form in recognise(book).forms if getattr(form, "table", "") == "general_public_budget")
    row = next(row for row in form.rows if row.code == "2101101")
    before = {f.key for f in errors(book)}
    (found,) = [f for f in errors(with_value(book, form.sheet, row.row, row.code_col, typed)) if f.key not in before]
    assert (found.field.cell, found.expected) == (row.code_field.cell, "2101101")
