"""Wordings of other years and places: parts of a balance with ordinals, flat headers, and where the year is stated."""

from decimal import Decimal

import pytest

from perfeval_xl.core.book import Book
from perfeval_xl.rules.final_accounts.figures import numbered_lines
from tests.recognition.final_account_departments import CAPITAL, FUND, GENERAL, mixed_department
from tests.recognition.final_account_layouts import Layout, contents, tables_of

OPENING, CLOSING = "年初结转和结余", "年末结转和结余"
PARTS = {
    "by kind": ("一、一般公共预算财政拨款", "二、政府性基金预算财政拨款", "三、国有资本经营预算财政拨款"),
    "as carried over": ("一、一般公共预算财政拨款结转", "二、政府性基金预算财政拨款结转", "三、国有资本经营预算财政拨款结转"),
    "with both words": ("1.一般公共预算财政拨款结转和结余", "2.政府性基金财政拨款结转和结余", "3.国有资本经营预算财政拨款结转和结余"),
    "numbered": ("1、一般公共预算财政拨款", "2、政府性基金预算财政拨款", "3、国有资本经营预算财政拨款"),
    "in brackets": ("（一）一般公共预算拨款", "（二）政府性基金预算拨款", "（三）国有资本经营预算拨款"),
    "without ordinal": ("  一般公共预算财政拨款", "  政府性基金预算财政拨款结余", "  国有资本经营预算财政拨款"),
}  # fmt: skip


def fiscal_table(parts):
    """财政拨款收入支出决算总表 with the balances split up on both sides."""
    income = [
        ("一、一般公共预算财政拨款", 80.0),
        ("二、政府性基金预算财政拨款", 20.0),
        ("三、国有资本经营预算财政拨款", ""),
    ]
    spent = [
        ("一、一般公共服务支出", 75.0, 75.0, "", ""),
        ("二、外交支出", "", "", "", ""),
        ("三、国防支出", "", "", "", ""),
    ]
    left = [
        *income,
        ("本年收入合计", 100.0),
        ("年初财政拨款结转和结余", 7.0),
        *zip(parts, (5.0, 2.0, "")),
        ("总计", 107.0),
    ]
    right = [
        *spent, ("本年支出合计", 75.0, 75.0, "", ""), ("年末财政拨款结转和结余", 32.0, 10.0, 22.0, ""),
        (parts[0], 10.0, 10.0, "", ""), (parts[1], 22.0, "", 22.0, ""), (parts[2], "", "", "", ""), ("总计", 107.0, 85.0, 22.0, ""),
    ]  # fmt: skip
    header = ["项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
    rows = [["财政拨款收入支出决算总表"], ["单位：万元"], ["收入", "", "支出"], ["项目", "金额", *header]]
    return tables_of(Book.from_lists({"04": [*rows, *[[*a, *b] for a, b in zip(left, right)]]}))[0]


@pytest.mark.parametrize("parts", PARTS.values(), ids=list(PARTS))
def test_the_parts_of_a_balance_are_no_lines_of_the_year(parts):
    form = fiscal_table(parts)
    found = contents(form)
    assert [found[f"income/{OPENING}{part}"] for part in ("", f"·{GENERAL}", f"·{FUND}")] == [7, 5, 2]
    assert [found[f"expenditure/{CLOSING}{part}/total"] for part in ("", f"·{GENERAL}", f"·{FUND}")] == [32, 10, 22]
    assert (found[f"income/{GENERAL}"], found[f"income/{FUND}"]) == (80, 20)
    assert [line.name for line in numbered_lines(form, "income")] == [GENERAL, FUND, CAPITAL]
    assert [line.name for line in numbered_lines(form, "expenditure")] == ["一般公共服务支出", "外交支出", "国防支出"]


def test_a_balance_printed_before_the_income_does_not_take_its_lines():
    rows = [
        ["财政拨款收入支出决算总表"], ["单位：万元"], ["收入", "", "支出", ""], ["项目", "金额", "项目", "合计"],
        ["年初财政拨款结转和结余", 7.0, "一、一般公共服务支出", 87.0], ["一、一般公共预算财政拨款", 80.0, "二、外交支出", ""],
        ["本年收入合计", 80.0, "本年支出合计", 87.0], ["总计", 87.0, "总计", 87.0],
    ]  # fmt: skip
    found = contents(tables_of(Book.from_lists({"04": rows}))[0])
    assert (found[f"income/{OPENING}"], found[f"income/{GENERAL}"]) == (7, 80)


@pytest.mark.parametrize("sum_word", ["本年支出小计", "本年支出合计", "支出小计", "本年支出（小计）"])
@pytest.mark.parametrize("income_word", ["本年收入", "本年收入小计"])
def test_the_fund_table_under_a_flat_header(sum_word, income_word):
    header = ["科目编码", "科目名称", "年初结转和结余", income_word, sum_word, "基本支出", "项目支出", "年末结转和结余"]
    rows = [
        ["政府性基金预算财政拨款收入支出决算表"],
        ["单位：万元"],
        header,
        ["合计", "", "", 60.0, 50.0, "", 50.0, 10.0],
    ]
    form = tables_of(Book.from_lists({"07": rows}))[0]
    assert form.missing == ()
    assert contents(form) == {
        "合计/income": 60, "合计/total": 50, "合计/project": 50, "合计/closing": 10,
    }  # fmt: skip


@pytest.mark.parametrize("heads", [["项目", "决算数"], ["项目", "年初预算数", "决算数"], ["项目", "上年决算数", "本年决算数"]])
@pytest.mark.parametrize("sides", [["收入", "支出"], None], ids=["sides named", "two columns 项目"])
@pytest.mark.parametrize("total", ["本年{}合计", "{}合计", "{}小计", "本年{}小计"])
def test_the_balance_of_the_year_whatever_else_is_printed(heads, sides, total):
    lines = [("一、财政拨款收入", "一、教育支出"), (total.format("收入"), total.format("支出"))]
    first = [sides[0], *[""] * (len(heads) - 1), sides[1]] if sides else []
    others = [7.0] * (len(heads) - 2)
    body = [[left, *others, 9.0, right, *others, 8.0] for left, right in lines]
    form = tables_of(Book.from_lists({"01": [["收入支出决算总表"], ["单位：万元"], first, heads * 2, *body]}))[0]
    assert form.missing == ()
    assert contents(form) == {
        "income/财政拨款收入": 9, "income/本年收入合计": 9, "expenditure/教育支出": 8, "expenditure/本年支出合计": 8,
    }  # fmt: skip


UNHEADED_CODES = [
    ["一般公共预算财政拨款基本支出决算表"], ["单位：万元"], ["人员经费", "", "", "公用经费", "", ""],
    ["科目代码", "科目名称", "金额", "", "科目名称", "金额"], [301.0, "工资福利支出", 70.0, 302.0, "商品和服务支出", 20.0],
    [30101.0, "基本工资", 70.0, 30201.0, "办公费", 20.0], ["人员经费合计", "", 70.0, "公用经费合计", "", 20.0],
]  # fmt: skip


def test_codes_below_a_heading_in_common_are_no_amounts():
    form = tables_of(Book.from_lists({"06": UNHEADED_CODES}))[0]
    assert contents(form) == {
        "301/amount": 70, "30101/amount": 70, "302/amount": 20, "30201/amount": 20, "staff": 70, "public": 20,
    }  # fmt: skip


YEARS = {
    "in the title": (["2024年度支出决算表"], ["部门：某某局", "", "单位：元"]),
    "above the title": (["2024年度"], ["支出决算表"], ["部门：某某局", "", "单位：元"]),
    "below the title": (["支出决算表"], ["（2024年度）"], ["部门：某某局", "", "单位：元"]),
    "between department and unit": (["支出决算表"], ["部门：某某局", "2024年度", "单位：元"]),
    "between department and unit in one cell": (["支出决算表"], ["部门：某某局　2024年度　单位：元"]),
    "behind the name": (["支出决算表"], ["部门：某某局（2024年度）", "", "金额单位：元"]),
    "between the label and the name": (["支出决算表"], ["部门：", "2024年度", "某某局", "单位：元"]),
    "as the fiscal year": (["支出决算表"], ["部门：某某局", "2024 财政年度", "单位：元"]),
    "with a label": (["支出决算表"], ["部门：某某局", "会计年度：2024", "单位：元"]),
    "beside the day of printing": (["支出决算表"], ["部门：某某局", "2025年3月", "单位：元", "2024年度"]),
}


@pytest.mark.parametrize("head", YEARS.values(), ids=list(YEARS))
def test_the_year_is_read_wherever_the_sheet_states_it(head):
    body = Layout(unit="元").rows("expenditure", mixed_department()["expenditure"])[3:]
    form = tables_of(Book.from_lists({"03": [*head, *body]}))[0]
    assert (form.year, form.unit_name.text, form.unit) == (2024, "某某局", "元")
    assert form.total.amounts["total"].number == Decimal(115)


def test_a_day_of_printing_is_no_year_of_account():
    rows = Layout().rows("expenditure", mixed_department()["expenditure"])
    assert tables_of(Book.from_lists({"03": [*rows, ["打印日期：2025年3月1日"]]}))[0].year is None


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ([["青禾县财政局 2024 年度部门决算表"], ["支出决算表"], ["单位：元"]], "青禾县财政局"),
        ([["第二部分 青禾县第一中学2024年度单位决算公开表"], ["支出决算表"], ["单位：元"]], "青禾县第一中学"),
        ([["青禾县财政局2024年度支出决算表"], ["单位：元"]], "青禾县财政局"),
        ([["青禾县财政局2024年度支出决算表"], ["部门：青禾县财政局机关", "单位：元"]], "青禾县财政局机关"),
        ([["青禾县2024年度支出决算表"], ["单位：元"]], None),  # a county is no department
        ([["青禾县教育部门2024年度支出决算表"], ["单位：元"]], None),
    ],
)
def test_the_department_is_read_from_a_title_where_no_line_states_it(head, unit):
    body = Layout(unit="元").rows("expenditure", mixed_department()["expenditure"])[3:]
    form = tables_of(Book.from_lists({"03": [*head, *body]}))[0]
    assert (form.unit_name and form.unit_name.text, form.year) == (unit, 2024)
