"""Recognition of the nine final-account tables: whatever the layout, the same typed table."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.core.book import Book, CellError
from perfeval_xl.core.money import in_unit
from perfeval_xl.domain.forms import TABLE_NAMES, TITLE_ONLY
from perfeval_xl.recognition.final_account.titles import table_of
from perfeval_xl.recognition.grid import squeeze
from tests.recognition.final_account_departments import DEPARTMENTS, mixed_department
from tests.recognition.final_account_layouts import Layout, book_of, contents, tables_of


def expected(department: dict, levels: bool = True) -> dict[str, dict]:
    """The department's figures as recognition should give them."""
    return {
        table: {
            path: value.normalize()
            for path, value in figures.items()
            if value
            and (
                levels
                or table == "basic_expenditure_detail"
                or len(path.partition("/")[0]) not in (3, 5)
                or not path[0].isdigit()
            )
        }
        for table, figures in department.items()
    }


@pytest.mark.parametrize(
    ("title", "table"),
    [
        ("收入支出决算总表", "income_expenditure_total"),
        ("2024年度云岭市某某局收入支出决算总表（公开01表）", "income_expenditure_total"),
        ("一、收入支出决算总表", "income_expenditure_total"),
        ("财政拨款收入支出决算总表", "fiscal_appropriation_total"),
        ("附件4：2023年度财政拨款收入支出决算总表", "fiscal_appropriation_total"),
        ("收入决算表", "income"),
        ("支 出 决 算 表", "expenditure"),
        ("支出决算表(公开03表)", "expenditure"),
        ("一般公共预算财政拨款支出决算表", "general_public_budget"),
        ("一般公共预算财政拨款基本支出决算表", "basic_expenditure_detail"),
        ("[bookmark: RANGE!A1:I34]一般公共预算财政拨款基本支出决算明细表", "basic_expenditure_detail"),
        ("政府性基金预算财政拨款收入支出决算表", "government_fund"),
        ("国有资本经营预算财政拨款支出决算表", "state_capital"),
        ("国有资本经营预算财政拨款收入支出决算表", "state_capital"),
        ("财政拨款“三公”经费支出决算表", "three_public"),
        ("财政拨款‘三公’经费支出决算表", "three_public"),
        ('一般公共预算财政拨款"三公"经费支出决算表', "three_public"),
        ("财政拨款三公经费及会议费、培训费支出决算表", "three_public"),
        ("一般公共预算财政拨款“三公”经费、行政参公单位机关运行经费情况表", "three_public"),
        ("一般公共预算“三公”经费情况表", "three_public"),
        ("政府性基金“三公”经费情况表", None),
        ("项目支出决算表", None),
        ("机关运行经费支出决算表", None),
        ("一般公共预算当年拨款支出决算表", None),
        ("收入支出决算总表情况说明", None),
        (
            "本表反映收入支出决算总表的情况，与支出决算表核对后再填写，并由单位负责人审核签字确认，同时抄送财政部门备案并在网站公开收入决算表",
            None,
        ),
    ],
)
def test_a_table_is_known_by_its_title(title, table):
    assert table_of(squeeze(title)) == table


LAYOUTS = {
    "as published in 2024": Layout(),
    "figures as text with thousands separators": Layout(as_text=True),
    "empty cells printed as a dash": Layout(empty="-"),
    "empty cells printed as a long dash": Layout(empty="—"),
    "amounts in 元": Layout(unit="元"),
    "codes stored as numbers": Layout(codes="number"),
    "codes split into 类、款、项": Layout(codes="split"),
    "codes split, blank rows in between": Layout(codes="split", blank_rows=True),
    "only items, no classes": Layout(levels=False),
    "expenditure numbered from 29": Layout(first_line=5),
    "no 行次 column": Layout(first_line=0),
    "no 栏次 row": Layout(numbering=False),
    "columns in another order": Layout(reverse=True),
    "year and department in the title": Layout(title="2024年度云岭市某某局{name}（公开表）"),
    "blank rows in between": Layout(blank_rows=True),
    "table not in the corner": Layout(shift=(3, 2)),
    "“三公” with 预算数 and 决算数 as rows": Layout(three_public="rows"),
    "“三公” as a list of items": Layout(three_public="list"),
    "06 with 类 and 款 in two columns": Layout(codes="split", detail="groups"),
}


@pytest.mark.parametrize("department", DEPARTMENTS)
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))
def test_every_layout_gives_the_same_tables(department, layout):
    figures = DEPARTMENTS[department]()
    forms = tables_of(book_of(figures, layout))
    assert [form.table for form in forms] == list(TABLE_NAMES)
    assert {form.table: contents(form) for form in forms} == expected(figures, layout.levels)
    assert {form.missing for form in forms} == {()}
    assert {form.unit for form in forms} == {layout.unit}


def test_several_tables_share_a_sheet():
    figures = mixed_department()
    forms = tables_of(book_of(figures, one_sheet=True))
    assert {form.table: contents(form) for form in forms} == expected(figures)
    boxes = [form.box for form in forms]
    assert all(upper.bottom < lower.top for upper, lower in zip(boxes, boxes[1:]))


def test_the_economic_subjects_as_one_list():
    figures = mixed_department()
    form = tables_of(book_of({"basic_expenditure_detail": figures["basic_expenditure_detail"]}, Layout(detail="list")))[
        0
    ]
    found = contents(form)
    assert {key: found[key] for key in ("staff", "public", "total", "30217/amount", "30101/staff")} == {
        "staff": 70, "public": 20, "total": 90, "30217/amount": 1, "30101/staff": 40,
    }  # fmt: skip


def test_merged_headers_read_like_unmerged_ones():
    figures = {"government_fund": mixed_department()["government_fund"]}
    rows = Layout().rows("government_fund", figures["government_fund"])
    merges = [(0, 0, 0, 7), (3, 0, 3, 1), (3, 4, 3, 6), (3, 2, 4, 2), (3, 3, 4, 3), (3, 7, 4, 7), (6, 0, 6, 1)]
    merged = tables_of(Book.from_lists({"07": rows}, {"07": merges}))[0]
    assert contents(merged) == expected(figures)["government_fund"]


def test_what_stands_around_the_table():
    form = tables_of(book_of(mixed_department(), Layout(title="2024年度{name}")))[2]
    assert (form.year, form.unit_name.text, form.unit_stated) == (2024, "云岭市青禾区某某局", True)
    assert [note.text for note in form.notes] == ["注：本表反映部门本年度的情况。"]
    assert form.total.amounts["basic"].label == "合计·基本支出"
    assert [row.amounts["basic"].label for row in form.rows if row.code == "2010301"] == ["2010301 行政运行·基本支出"]


def test_department_and_unit_may_stand_below_the_table():
    rows = Layout().rows("three_public", mixed_department()["three_public"])
    lines, body = rows[1:3], rows[3:]
    form = tables_of(Book.from_lists({"09": [rows[0], *body, ["部门：某某局　　　公开09表"], ["单位：元"]]}))[0]
    assert (form.unit_name.text, form.unit) == ("某某局", "元")
    assert in_unit(form.figures["final_total"].number, "元") == 5
    assert lines[1][-1] == "单位：万元"


def test_department_beside_its_label_and_unit_in_brackets():
    rows = Layout().rows("expenditure", mixed_department()["expenditure"])
    rows[2] = ["编制单位：", "某某局", "", "金额单位：千元"]
    form = tables_of(Book.from_lists({"03": rows}))[0]
    assert (form.unit_name.text, form.unit) == ("某某局", "千元")
    assert form.total.amounts["total"].number == Decimal("11.5")


def test_a_unit_that_is_not_stated_is_ten_thousand_yuan():
    rows = Layout().rows("expenditure", mixed_department()["expenditure"])
    rows[2] = ["部门：某某局"]
    form = tables_of(Book.from_lists({"03": rows}))[0]
    assert (form.unit, form.unit_stated) == ("万元", False)


def test_negative_amounts_may_stand_in_brackets():
    figures = {"income_expenditure_total": {"income/其他收入": Decimal("-12.5")}}
    form = tables_of(book_of(figures, Layout(as_text=True)))[0]
    assert contents(form) == {"income/其他收入": Decimal("-12.5")}


def test_wordings_of_other_years_mean_the_same_lines():
    rows = [
        ["收入支出决算总表"], ["单位：万元"], ["收入", "", "支出", ""], ["项目", "决算数", "项目(按功能分类)", "决算数"],
        ["一、财政拨款收入", 100.0, "一、一般公共服务支出", 95.0], ["  其中：政府性基金", 5.0, "二、医疗卫生与计划生育支出", 5.0],
        ["本年收入合计", 100.0, "本年支出合计", 100.0], ["用事业基金弥补收支差额", 1.0, "结余分配", 1.0],
        ["上年结转和结余", 2.0, "年末结转和结余", 2.0], ["收入总计", 103.0, "支出总计", 103.0],
    ]  # fmt: skip
    form = tables_of(Book.from_lists({"01": rows}))[0]
    found = contents(form)
    assert found["income/使用非财政拨款结余"] == 1 and found["income/年初结转和结余"] == 2
    assert found["income/总计"] == found["expenditure/总计"] == 103


def test_a_title_without_a_table_is_half_recognised():
    rows = [["一般公共预算财政拨款基本支出决算明细表"], ["部门：某某局", "公开06表"], ["单位：万元"]]
    form = tables_of(Book.from_lists({"06": rows}))[0]
    assert form.missing == (TITLE_ONLY,) and form.rows == () and form.total is None
    assert form.unit_name.text == "某某局"


def test_a_table_of_contents_is_no_table():
    rows = [
        ["目录"],
        *[[f"{i}、{name}"] for i, name in enumerate(TABLE_NAMES.values(), 1)],
        ["第三部分 部门决算情况说明"],
    ]
    assert tables_of(Book.from_lists({"目录": rows})) == []


def test_a_lost_column_is_said_to_be_missing():
    rows = Layout().rows("expenditure", mixed_department()["expenditure"])
    rows = [["" if value == "基本支出" else value for value in row] for row in rows]
    form = tables_of(Book.from_lists({"03": rows}))[0]
    assert form.missing == ("没有认出“基本支出”列",)


@pytest.mark.parametrize("line", ["本年收入合计", "本年支出合计"])
def test_a_lost_total_of_the_year_is_said_to_be_missing(line):
    rows = Layout().rows("income_expenditure_total", mixed_department()["income_expenditure_total"])
    rows = [["" if value == line else value for value in row] for row in rows]
    assert tables_of(Book.from_lists({"01": rows}))[0].missing == (f"没有认出“{line}”行",)


def test_an_error_cell_stays_an_error():
    rows = Layout().rows("expenditure", mixed_department()["expenditure"])
    broken = CellError("#REF!")
    rows = [[broken if value == 115.0 else value for value in row] for row in rows]
    assert tables_of(Book.from_lists({"03": rows}))[0].total.amounts["total"].bad == broken


def test_an_income_column_of_its_own_province_joins_the_sum_across():
    rows = [
        ["收入决算表"], ["单位：万元"], ["科目编码", "科目名称", "本年收入合计", "财政拨款收入", "财政专户管理资金收入", "备注"],
        ["合计", "", 30.0, 20.0, 10.0, ""], ["2010301", "行政运行", 30.0, 20.0, 10.0, "无"],
    ]  # fmt: skip
    form = tables_of(Book.from_lists({"02": rows}))[0]
    assert list(form.total.amounts) == ["total", "fiscal", "财政专户管理资金收入"]


_WORDS = st.sampled_from(
    ["收入支出决算总表", "支出决算表", "财政拨款“三公”经费支出决算表", "一般公共预算财政拨款基本支出决算明细表", "项目", "行次", "金额",
     "科目代码", "科目名称", "栏次", "合计", "小计", "收入", "支出", "预算数", "决算数", "人员经费合计", "类", "款", "一、其他收入", "本年收入合计",
     "年初结转和结余", "单位：元", "部门：", "注：无", "2010301", "301", "01", "-", "（1.5）", "  "]
)  # fmt: skip
_CELLS = st.one_of(
    _WORDS, st.just(""), st.floats(), st.integers(), st.booleans(), st.text(max_size=8), st.just(CellError("#N/A"))
)


@given(
    st.sampled_from(sorted(TABLE_NAMES.values())),
    st.lists(st.lists(_CELLS, max_size=9), max_size=14),
    st.lists(st.tuples(*[st.integers(0, 8)] * 4), max_size=3),
)
def test_no_grid_is_too_strange(title, rows, merges):
    merges = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in merges]
    for form in tables_of(Book.from_lists({"表": [[title], ["单位：元"], *rows]}, {"表": merges})):
        assert form.box.top <= form.box.bottom and form.table in TABLE_NAMES
