"""A heading or a line that nobody knows: what goes by it is 未检, and no figure is wrong for it."""

import re
import tomllib
from pathlib import Path

import pytest

from perfeval_xl.core.book import Sheet
from perfeval_xl.rules.check import check_book
from tests.support.books import example, with_row_twice, with_sheet, with_value
from tests.support.drawn import drawn_book

GOLDEN = Path(__file__).parents[1] / "golden" / "layouts"
ACCOUNTS = "final_accounts_old final_accounts_wan final_accounts_yuan provinces_accounts provinces_further_accounts published_accounts"
DRAWN = [layout for name in ACCOUNTS.split() for layout in tomllib.loads((GOLDEN / f"{name}.toml").read_text("utf-8"))["layout"]]
BOOKS = {"consistent-2024": example("consistent-2024")} | {layout["name"]: drawn_book(layout["sheets"]) for layout in DRAWN}
FORMS = "自评"
# No names: a title, what says that a table is empty, 栏次 before the numbers of the columns.
SAYS_SOMETHING = re.compile(r"数据|收支，故此表|决算表|^[\d,.%—-]*$|栏次")
# Of these another figure is taken: of the totals 小计 the first one, 国内接待费, the figures of the other “三公” table.
TELL_APART = {"05一般公共": ("年初结转和结余",), "10三公": ("3．公务接待费", "决算统计数"), "11一般公共预算三公": ("3．公务接待费",)}
KEPT = re.compile(r"(\d{3,7} |[一二三四五六七八九十]+、|（.）|其中：)?")  # a code, an ordinal


def names(sheet):
    texts = {value for row in sheet.rows[2:] for value in row if isinstance(value, str) and value.strip()}
    return sorted(text for text in texts if not SAYS_SOMETHING.search(text) and text not in TELL_APART.get(sheet.name, ()))


NAMES = [
    (name, sheet.name, text)
    for name, book in BOOKS.items()
    for sheet in book.sheets
    if FORMS not in sheet.name
    for text in names(sheet)
]


def errors(run):
    return [(one.rule, one.field.sheet, one.field.cell) for one in run.findings if one.severity == "error"]


def renamed(sheet, text, other):
    """The sheet with *other* words in place of a text, wherever it stands."""
    rows = [[other if value == text else value for value in row] for row in sheet.rows]
    return Sheet(sheet.name, rows, sheet.merges, extras=sheet.extras)


@pytest.mark.parametrize(("name", "sheet", "text"), NAMES)
def test_a_name_in_other_words(name, sheet, text):
    other = KEPT.match(text)[0] + "某某事项"
    run = check_book(with_sheet(BOOKS[name], sheet, lambda one: renamed(one, text, other)))
    assert errors(run) == []


# A table, a name in it, and the rule that cannot do without.
NEEDED = [
    ("公开01表", "年初结转和结余", "K03"),
    ("公开01表", "一、一般公共预算财政拨款收入", "K12"),
    ("公开02表", "其他收入", "K06"),
    ("公开04表", "一般公共预算财政拨款", "K10"),
    ("公开04表", "年末财政拨款结转和结余", "K10"),
]


@pytest.mark.parametrize(("sheet", "name", "rule"), NEEDED)
def test_the_sum_that_lacks_it_is_said_to_be_unchecked(sheet, name, rule):
    run = check_book(with_sheet(example("consistent-2024"), sheet, lambda one: renamed(one, name, "某某事项")))
    assert any(one.rule == rule and "某某事项" in one.reason for one in run.unchecked)


@pytest.mark.parametrize(("sheet", "name", "rule"), NEEDED)
def test_a_figure_that_is_not_what_the_sum_lacks_explains_nothing(sheet, name, rule):
    """The same table with a total beside that is one more than it should be."""
    book = with_sheet(example("consistent-2024"), sheet, lambda one: renamed(one, name, "某某事项"))
    for row, cells in enumerate(book.sheet(sheet).rows):
        for col, value in enumerate(cells):
            if isinstance(value, float) and value > 1000:
                book = with_value(book, sheet, row, col, value + 1 + row + col / 8)
    assert rule in [found for found, *_ in errors(check_book(book))]


def test_the_parts_of_a_balance_explain_no_total_that_leaves_it_out():
    rows = """
收入支出决算总表|<|<|<
部门：青禾区水利局|<|<|单位：万元
收入|<|支出|<
项目|决算数|项目|决算数
一、财政拨款收入|100|一、农林水支出|108
本年收入合计|100|本年支出合计|108
用事业基金弥补收支差额||结余分配|2
年初结转和结余|20|提取职工福利基金|2
基本支出结转||年末结转和结余|10
项目支出结转和结余|20|项目支出结转和结余|10
总计|100|总计|118
"""
    found = [(rule, cell) for rule, _, cell in errors(check_book(drawn_book({"01": rows})))]
    assert found == [("K03", "B11"), ("K03", "D11"), ("K03", "D11")]


def test_what_a_line_holds_explains_no_sum_across():
    rows = """
财政拨款收入支出决算总表|<|<|<|<|<|<
部门：青禾区水利局|<|<|<|<|<|单位：万元
收入|<|支出|<|<|<|<
项目|决算数|项目|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款
一、一般公共预算财政拨款|100|一、农林水支出|90|95||
||某某事项|5|5||
本年收入合计|100|本年支出合计|100|100||
总计|100|总计|100|100||
"""
    assert ("K10", "04", "D5") in errors(check_book(drawn_book({"04": rows})))


def test_a_line_printed_twice_is_the_same_line_twice():
    """用事业基金弥补收支差额 is no part of the one above it."""
    (layout,) = [layout["sheets"] for layout in DRAWN if "“三公”在 07" in layout["name"] and "收支总表" in layout["sheets"]]
    book = drawn_book(layout)
    (row,) = [row for row, cells in enumerate(book.sheet("收支总表").rows) if cells[0] == "用事业基金弥补收支差额"]
    run = check_book(with_sheet(book, "收支总表", lambda sheet: with_row_twice(sheet, row)))
    assert errors(run) == [("K03", "收支总表", f"B{row + 4}"), ("K03", "收支总表", f"D{row + 4}")]


def test_codes_are_found_below_any_heading():
    book = with_sheet(example("consistent-2024"), "公开03表", lambda one: renamed(one, "科目代码", "编号"))
    assert check_book(book).unchecked == ()


def test_subjects_without_codes_are_not_compared():
    run = check_book(without_codes(example("consistent-2024"), "公开03表"))
    assert {one.rule for one in run.unchecked} >= {"K07", "K12"}
    assert not [one for one in errors(run) if one[0] in ("K07", "K12")]


def test_subjects_without_codes_in_one_table_leave_the_others_to_be_compared():
    book = without_codes(example("consistent-2024"), "公开02表")
    places = {cells[0]: row for row, cells in enumerate(book.sheet("公开05表").rows)}
    for code, more in (("2101101", 5), ("2101103", -5)):
        for col in (2, 3):
            amount = book.sheet("公开05表").rows[places[code]][col]
            book = with_value(book, "公开05表", places[code], col, amount + more)
    run = check_book(book)
    assert "K12" in [one.rule for one in run.unchecked]
    assert ("K12", "公开05表", f"C{places['2101101'] + 1}") in errors(run)


def without_codes(book, sheet):
    for row, cells in enumerate(book.sheet(sheet).rows):
        if str(cells[0])[:3].isdecimal():
            book = with_value(book, sheet, row, 0, "")
    return book


def test_a_table_that_states_no_unit_is_in_that_of_the_others():
    layout = next(layout for layout in DRAWN if "元、没有行次" in layout["name"])
    for sheet, text in layout["sheets"].items():
        book = drawn_book(layout["sheets"] | {sheet: text.replace("金额单位：元", "")})
        assert check_book(book).findings == check_book(drawn_book(layout["sheets"])).findings


@pytest.mark.parametrize(
    ("sheet", "row", "col", "rule"), [("整体自评表", 3, 8, "S01"), ("项目自评表1", 4, 8, "S01"), ("项目自评表1", 4, 5, "F13")]
)
def test_a_column_of_the_funds_that_a_total_needs(sheet, row, col, rule):
    """得分 of the execution beside its 分值, and 全年执行数 of one of three projects."""
    run = check_book(with_value(example("consistent-2024"), sheet, row, col, "某栏"))
    assert errors(run) == []
    assert rule in [one.rule for one in run.unchecked]


# A layout of the golden data, and a name in it by which a column of comparators, the total of the funds, or the whole block
# of the funds is known.
OF_FORMS = [
    ("重庆式：", "指标性质"),
    ("天津式", "指标符号"),
    ("辽宁式", "运算符号"),
    ("新疆整体", "合计"),
    ("西北式", "全年预算数："),
    ("西北式", "执行数："),
]
LAYOUTS = [layout for path in GOLDEN.glob("*.toml") for layout in tomllib.loads(path.read_text("utf-8")).get("layout", ())]


@pytest.mark.parametrize(("layout", "text"), OF_FORMS)
def test_a_name_on_a_form_in_other_words(layout, text):
    (sheets,) = [one["sheets"] for one in LAYOUTS if one["name"].startswith(layout)]
    book = drawn_book(sheets)
    assert any(text in row for sheet in book.sheets for row in sheet.rows)
    run = check_book(book._replace(sheets=tuple(renamed(sheet, text, "某某事项") for sheet in book.sheets)))
    assert errors(run) == []


def test_a_heading_over_the_score_and_another_column_is_not_the_score():
    """评分 over 得分 and a column without a name."""
    (layout,) = [layout for layout in LAYOUTS if layout["name"].startswith("两行表头，指标值与完成值在“指标”下")]
    run = check_book(with_value(drawn_book(layout["sheets"]), "自评", 6, 5, ""))
    assert errors(run) == []
    assert [form["stated_total"] for form in run.to_dict()["forms"]] == [99]
