"""A mistake carried through a table adds up within it, and differs from other tables: it is told where it is most exact."""

from perfeval_xl.core.cells import parse_address
from perfeval_xl.rules.check import check_book
from tests.support.books import example, with_value

# 1 too much for 2010301, in its row and in every sum above it.
EXPENDITURE = {"C12": 613.35, "D12": 613.35, "C11": 1052.95, "D11": 613.35, "C10": 1052.95, "D10": 613.35, "C9": 1361.0, "D9": 863.4}


def errors(sheet, values, book=None):
    book = book or example("consistent-2024")
    for cell, value in values.items():
        book = with_value(book, sheet, *parse_address(cell), value)
    return [finding for finding in check_book(book).findings if finding.severity == "error"]


def test_a_total_that_differs_by_what_its_class_does_goes_with_the_class():
    """支出决算表行政运行多 1，各级合计跟着多：报这一类，合计不等是连带，自评表的基本支出与它差同样的数，也是连带。"""
    told = errors("公开03表", EXPENDITURE)
    (cause,) = [finding for finding in told if finding.counts]
    assert cause.rule == "K11"
    assert {finding.rule: finding.caused_by for finding in told if not finding.counts} == {"K12": cause.key, "F12": cause.key}


def test_a_class_too_small_in_the_balance_table_is_told_there_alone():
    """总表一般公共服务支出少 9.60，合计、年末结转跟着改平：自评表的全年执行数也是连带。"""
    told = errors("公开01表", {"F7": 1042.35, "F33": 1350.4, "F35": 34.6})
    assert [(finding.rule, finding.field.cell) for finding in told if finding.counts] == [("K11", "F7")]


def test_a_form_that_differs_by_something_else_counts_for_itself():
    """支出决算表的类错了 1，自评表的基本支出自己又错了：两处。"""
    book = with_value(example("consistent-2024"), "整体自评表", *parse_address("F7"), "其中：基本支出：860.40")
    told = errors("公开03表", EXPENDITURE, book)
    assert {"F05", "K11"} <= {finding.rule for finding in told if finding.counts}


def test_a_total_that_differs_by_something_else_counts_for_itself():
    """总表的本年支出合计另外又错了 10：合计不等不是那一类引起的。"""
    told = errors("公开03表", EXPENDITURE, with_value(example("consistent-2024"), "公开01表", *parse_address("F33"), 1370.0))
    assert sorted(finding.rule for finding in told if finding.counts) == ["K02", "K11", "K12"]


def test_one_class_too_much_in_the_general_budget_is_one_finding():
    values = {"C13": 401.0, "E13": 401.0, "C11": 1013.35, "E11": 401.0, "C10": 1013.35, "E10": 401.0, "C9": 1263.4, "E9": 401.0}
    assert [finding.rule for finding in errors("公开05表", values) if finding.counts] == ["K11"]


def test_a_slip_of_the_unit_is_still_told_once_at_the_total():
    book = example("consistent-2024")
    sheet = book.sheet("公开03表")
    for row in range(8, 28):
        for col in range(2, 8):
            amount = sheet.value(row, col)
            if amount:
                book = with_value(book, "公开03表", row, col, float(amount) * 10000)
    (told,) = [finding for finding in check_book(book).findings if finding.counts and finding.rule != "P02"]
    assert (told.rule, told.field.cell) == ("K12", "C9") and "差一万倍" in told.text


def test_a_fund_table_left_empty_without_a_word_is_one_gap():
    values = {f"{column}{row}": "" for column in "CDEFGH" for row in range(9, 13)}
    told = errors("公开07表", values)
    assert [finding.rule for finding in told if finding.counts] == ["K14"]
    assert {finding.rule for finding in told if not finding.counts} == {"K12"}


def test_what_a_cell_with_its_own_unit_should_be_is_told_in_that_unit():
    """万元的表里，全年执行数一格写成了 1360.00元：照着改成“13600000”仍是错的，改成“13600000元”才对。"""
    (told,) = [finding for finding in errors("整体自评表", {"F5": "1360.00元"}) if finding.counts]
    assert (told.rule, told.expected, told.difference) == ("F06", "13600000元", "-13598640元")
    assert "改为 13600000元" in told.text and not errors("整体自评表", {"F5": told.expected})


def test_a_cell_in_yuan_has_no_decimals_of_ten_thousand():
    """1234.50元 是两位小数，折成万元的位数不是它的位数（F14）；0.12345万元 才是多了。"""
    book = example("consistent-2024")
    told = [
        [f.field.cell for f in check_book(with_value(book, "整体自评表", *parse_address("F5"), value)).findings if f.rule == "F14"]
        for value in ("13600000.50元", "1360.00005", "1360.00005万元")
    ]
    assert told == [[], ["F5"], ["F5"]]
