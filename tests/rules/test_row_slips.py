"""A slip in one row of a subject table is one finding where it was made, whatever sums and tables it upsets."""

import tomllib
from pathlib import Path

import pytest

from perfeval_xl.core.book import Book
from perfeval_xl.core.findings import ERROR
from perfeval_xl.core.money import plain
from perfeval_xl.recognition import recognise
from perfeval_xl.rules.check import check_book
from tests.support.books import example, with_value
from tests.support.drawn import drawn_book

LAYOUTS = Path(__file__).parents[1] / "golden" / "layouts" / "published_accounts.toml"
SHEETS = tomllib.loads(LAYOUTS.read_text("utf-8"))["layout"][0]["sheets"]
BOOK = drawn_book(SHEETS)
TABLES = ("income", "expenditure", "general_public_budget")
ROWS = [(form, row) for form in recognise(BOOK).forms if form.table in TABLES for row in form.rows]
ITEMS = [(form, row) for form, row in ROWS if len(row.code) == 7]


def siblings(form, row):
    return [each for each in form.rows if each.code[:5] == row.code[:5] and len(each.code) == 7]


def each(pairs):
    return pytest.mark.parametrize(("form", "row"), pairs, ids=[f"{form.sheet}-{row.code}" for form, row in pairs])


def errors(book):
    return [f for f in check_book(book).findings if f.severity == ERROR and f.counts]


def the_one_error(book):
    (found,) = errors(book)
    return found


def with_lines(sheet, change):
    """The book with the lines of one sheet changed."""
    lines = SHEETS[sheet].split("\n")
    return drawn_book({**SHEETS, sheet: "\n".join(change(lines))})


def at(found):
    return found.field.sheet, found.field.row, found.field.col


# -- codes -----------------------------------------------------------------------------------------------------------


def other_digit(code, place):
    place %= len(code)
    return code[:place] + str((int(code[place]) + 3) % 10) + code[place + 1 :]


@pytest.mark.parametrize("place", [2, -1], ids=["类的末位", "末位"])
@each(ROWS)
def test_a_wrong_digit_is_told_at_the_code(form, row, place):
    found = the_one_error(with_value(BOOK, form.sheet, row.row, row.code_col, other_digit(row.code, place)))
    assert at(found) == (form.sheet, row.row, row.code_col)
    assert found.expected == row.code


def only(table, *changes):
    """The errors of the book with that table alone, changed at (code, value of the cell)."""
    form = next(form for form, _ in ROWS if form.table == table)
    book = BOOK._replace(sheets=tuple(sheet for sheet in BOOK.sheets if sheet.name == form.sheet))
    for code, value in changes:
        row = next(row for row in form.rows if row.code == code)
        book = with_value(book, form.sheet, row.row, row.code_col, value)
    return [(f.rule, f.expected) for f in errors(book)]


@pytest.mark.parametrize(
    ("code", "typed"),
    [("2110301", "2111301"), ("21101", "21001"), ("208", "209"), ("21103", "2103"), ("2210201", "2310201")],
)
def test_the_sums_of_its_own_table_prove_a_code_wrong(code, typed):
    assert only("expenditure", (code, typed)) == [("K07", code)]


def test_a_code_that_stands_twice_by_mistake():
    found = the_one_error(with_value(BOOK, "03", 8, 0, "2080505"))
    assert (found.rule, found.field.cell, found.expected) == ("K12", "A9", "2080502")


def test_two_mistyped_codes_are_told_by_the_sums():
    told = only("expenditure", ("2110301", "2111301"), ("2210201", "2310201"))
    assert len(told) > 1 and {rule for rule, _ in told} == {"K07"}


@pytest.mark.parametrize("typed", ["", "无", "-2110301", "2101.5"])
@each([(form, row) for form, row in ITEMS if len(siblings(form, row)) > 1])
def test_a_row_without_a_readable_code_is_not_left_out(form, row, typed):
    found = the_one_error(with_value(BOOK, form.sheet, row.row, row.code_col, typed))
    assert at(found) == (form.sheet, row.row, row.code_col)
    assert found.expected == row.code and "请补列" not in found.text


def split_tables(*changes):
    """收入决算表 and 支出决算表 with a code in three columns, 类、款、项, and cells of the second changed."""
    rows = [
        ["", "", "", "合计", 30.0], [208, "", "", "社会保障和就业支出", 20.0], [208, 5, "", "行政事业单位养老支出", 20.0],
        [208, 5, 5, "机关事业单位基本养老保险缴费支出", 15.0], [208, 5, 6, "机关事业单位职业年金缴费支出", 5.0],
        [221, "", "", "住房保障支出", 10.0], [221, 2, "", "住房改革支出", 10.0], [221, 2, 1, "住房公积金", 10.0],
    ]  # fmt: skip
    head = ["类", "款", "项", "科目名称"]
    income = [["收入决算表"], ["单位：万元"], [*head, "本年收入合计", "财政拨款收入"], *[[*row, row[-1]] for row in rows]]
    spent = [["支出决算表"], ["单位：万元"], [*head, "本年支出合计", "基本支出", "项目支出"], *[[*row, row[-1], 0.0] for row in rows]]
    book = Book.from_lists({"02": income, "03": spent})
    for row, col, value in changes:
        book = with_value(book, "03", row, col, value)
    return book


def test_the_split_tables_are_sound():
    assert errors(split_tables()) == []


@pytest.mark.parametrize(("row", "col", "code"), [(10, 2, "2210201"), (6, 1, "2080505"), (7, 1, "2080506")])
def test_a_part_of_a_code_left_blank_is_told_at_the_code(row, col, code):
    """Without its 项 a row has the code of the one above it, but not its name: nobody copied it."""
    found = the_one_error(split_tables((row, col, "")))
    assert (found.field.row, found.expected) == (row, code)
    assert "删去" not in found.text


def test_a_total_that_another_table_happens_to_have_is_no_row_left_out():
    """The total alone is 20 too high, and a subject of the other table has 20; its 基本支出 is lacking nowhere."""
    rows = [["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"], ["合计", "", 30.0, 10.0, 0.0], ["223", "国有资本经营预算支出", 10.0, 10.0, 0.0]]
    capital = [["国有资本经营预算财政拨款支出决算表"], ["单位：万元"], *rows]
    income = [
        ["收入决算表"], ["单位：万元"], ["科目编码", "科目名称", "本年收入合计", "财政拨款收入"], ["合计", "", 30.0, 30.0],
        ["2101101", "行政单位医疗", 20.0, 20.0], ["223", "国有资本经营预算支出", 10.0, 10.0],
    ]  # fmt: skip
    told = errors(Book.from_lists({"02": income, "08": capital}))
    assert told and not any("漏列" in found.text for found in told)


def test_a_class_without_its_row_is_no_misprint():
    """22102 stands below another class where the row 221 was left out; the sums hold, and nothing is wrong."""
    rows = [
        ["支出决算表", "", "", "", ""], ["单位：万元", "", "", "", ""],
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["合计", "", 30.0, 30.0, 0.0], ["210", "卫生健康支出", 10.0, 10.0, 0.0],
        ["21011", "行政事业单位医疗", 10.0, 10.0, 0.0], ["22102", "住房改革支出", 20.0, 20.0, 0.0],
    ]  # fmt: skip
    assert errors(Book.from_lists({"03": rows})) == []


@pytest.mark.parametrize("typed", ["30117", "34217", "3017"])
def test_a_mistyped_economic_code_is_told_at_the_code(typed):
    book = example("consistent-2024")
    form = next(form for form in recognise(book).forms if getattr(form, "table", "") == "basic_expenditure_detail")
    row = next(row for row in form.rows if row.code == "30217")
    found = the_one_error(with_value(book, form.sheet, row.row, row.code_col, typed))
    assert (found.rule, *at(found), found.expected) == ("K13", form.sheet, row.row, row.code_col, "30217")


# -- rows ------------------------------------------------------------------------------------------------------------


@each([(form, row) for form, row in ITEMS if len(siblings(form, row)) > 1])
def test_a_row_left_out_is_told_at_the_sum_above_it(form, row):
    found = the_one_error(with_lines(form.sheet, lambda lines: lines[: row.row] + lines[row.row + 1 :]))
    above = next(each for each in form.rows if each.code == row.code[:5])
    assert at(found) == (form.sheet, above.row, above.amounts["total"].col)
    assert found.expected == f"{row.code} {row.name}"
    assert plain(row.amounts["total"].number) in found.text


@each([(form, row) for form, row in ITEMS if len(siblings(form, row)) > 1])
def test_a_row_left_out_beside_tail_differences_is_one_error_too(form, row):
    """合计由元换算成万元，与各科目之和本来就差 0.01：漏列的仍只报一处，金额照别的表。"""
    above = next(each for each in form.rows if each.code == row.code[:5])
    book = with_lines(form.sheet, lambda lines: lines[: row.row] + lines[row.row + 1 :])
    for field in above.amounts.values():
        if field.number:
            book = with_value(book, form.sheet, field.row, field.col, float(field.number) + 0.01)
    found = the_one_error(book)
    assert (at(found), found.expected) == ((form.sheet, above.row, above.amounts["total"].col), f"{row.code} {row.name}")
    assert f" {plain(row.amounts['total'].number)}；" in found.text


@each(ITEMS)
def test_a_row_copied_twice_is_told_at_the_second(form, row):
    found = the_one_error(with_lines(form.sheet, lambda lines: lines[: row.row + 1] + lines[row.row :]))
    assert at(found) == (form.sheet, row.row + 1, row.code_col)


@pytest.mark.parametrize("blank", ["", "—"])
def test_classes_and_sections_without_any_figure_are_headings(blank):
    book = BOOK
    for form, row in ROWS:
        for field in row.amounts.values() if len(row.code) < 7 else ():
            book = with_value(book, form.sheet, field.row, field.col, blank)
    assert errors(book) == []
    form, row = ITEMS[0]
    wrong = with_value(book, form.sheet, row.row, row.amounts["total"].col, float(row.amounts["total"].number) + 7)
    assert at(the_one_error(wrong)) == (form.sheet, row.row, row.amounts["total"].col)


def test_a_class_left_blank_among_others_is_no_heading():
    form, row = next((form, row) for form, row in ROWS if form.table == "expenditure" and len(row.code) == 3)
    book = BOOK
    for field in row.amounts.values():
        book = with_value(book, form.sheet, field.row, field.col, "")
    assert errors(book)


@each(ITEMS)
def test_a_row_left_blank_is_told_at_its_total(form, row):
    book = BOOK
    for field in row.amounts.values():
        book = with_value(book, form.sheet, field.row, field.col, "")
    found = the_one_error(book)
    assert at(found) == (form.sheet, row.row, row.amounts["total"].col)
    assert found.expected == plain(row.amounts["total"].number)


def test_amounts_in_yuan_are_told_in_yuan():
    head = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]
    rows = [
        ["合计", "", 500_000.0, 300_000.0, 200_000.0], ["211", "节能环保支出", 500_000.0, 300_000.0, 200_000.0],
        ["21103", "污染防治", 500_000.0, 300_000.0, 200_000.0], ["2110301", "大气", 300_000.0, 300_000.0, 0.0],
        ["2110302", "水体", 200_000.0, 0.0, 200_000.0],
    ]  # fmt: skip
    unit = ["单位：元", "", "", "", ""]
    tables = {
        "03": [["支出决算表", "", "", "", ""], unit, head, *rows[:-1]],
        "05": [["一般公共预算财政拨款支出决算表", "", "", "", ""], unit, [*head[:2], "小计", *head[3:]], *rows],
    }
    assert "差的正是它的 200000；" in the_one_error(Book.from_lists(tables)).text


def test_a_large_table_out_of_order_is_soon_done_with():
    """No code stands below its own subject: nothing is guessed, and each sum is told."""
    rows = [["支出决算表", "", "", "", ""], ["单位：万元", "", "", "", ""], ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]]
    rows.append(["合计", "", 1.0, 1.0, 0.0])
    for number in range(3000):
        rows.append([f"{201 + number % 30}{number % 7:02}{number:04}", f"科目{number}", 2.0, 2.0, 0.0])
    told = errors(Book.from_lists({"03": rows}))
    assert told and {finding.rule for finding in told} == {"K07"}
