"""Forms recognised in part say what they lack; what is no self-evaluation form is left alone."""

import pytest

from perfeval_xl.core.book import Book, Sheet
from perfeval_xl.domain.forms import NO_INDICATORS, PROJECT, WHOLE
from perfeval_xl.recognition import recognise
from tests.recognition.layouts import PROJECT_CONTENT, STANDARD, WHOLE_CONTENT, book_of, lay_out
from tests.recognition.layouts.rows import HEADER, form, forms


def test_a_bare_title_is_a_form_that_lacks_everything():
    read = form([["2024年度部门整体支出绩效自评表"]])
    assert (read.kind, read.year, read.box.a1) == (WHOLE, 2024, "A1")
    assert read.missing == ("没有认出资金区", "没有认出指标区", "没有总分行")


def test_a_title_above_running_text_does_not_swallow_it():
    rows = [["部门整体支出绩效自评表"], ["一、部门基本情况"], ["本部门承担政务服务工作，年初预算数100万元，全年执行数98万元。"]]
    read = form(rows)
    assert read.box.a1 == "A1" and len(read.texts) == 1 and "没有认出指标区" in read.missing


def test_a_heading_above_the_title_of_a_form_is_no_form_of_its_own():
    rows = [["办公楼改造经费绩效自评表（修改）"], ["附件1"], ["2024年度项目支出绩效自评表"], HEADER]
    assert [found.title.text for found in forms(rows)] == ["2024年度项目支出绩效自评表"]


def test_a_form_that_lost_its_header_is_a_form_although_another_one_follows():
    rows = [["2024年度部门整体支出绩效自评表"], ["产出指标", "数量指标", "场次"], ["2024年度项目支出绩效自评表"], HEADER]
    lost, _ = forms(rows)
    assert NO_INDICATORS in lost.missing


def test_a_bare_title_above_a_table_of_another_family_is_still_told():
    rows = [["2024年度部门整体支出绩效自评表"], ["收入支出决算总表"], ["项目", "行次", "决算数"], ["本年收入合计", 27, 100]]
    assert [found.kind for found in recognise(Book((Sheet("表", tuple(map(tuple, rows)), ()),))).forms][0] == WHOLE


def test_a_table_that_lists_projects_has_no_place_for_indicators():
    rows = [["2024年度项目支出绩效自评结果汇总表"], ["项目名称", "全年预算数", "全年执行数", "得分"], ["甲", 10, 9, 95]]
    assert NO_INDICATORS not in form(rows).missing


def test_a_title_that_a_converter_repeated_in_every_cell_of_its_merge_is_one_form():
    page = lay_out(WHOLE_CONTENT)
    page.cells.update({(0, col): page.cells[0, 0] for col in range(1, 9)})
    (read,) = recognise(book_of(page)).forms
    assert len(read.indicators) == len(WHOLE_CONTENT.items) and read.box.left == 0


def test_a_form_without_funds_and_total_says_so():
    read = form([["2024年度项目支出绩效自评表"], HEADER[:-2], ["产出指标", "数量指标", "场次", "1场", "1场", 50]])
    assert read.missing == ("没有认出资金区", "没有得分列", "没有总分行")


@pytest.mark.parametrize(
    "line",
    [
        ["备注：", "资金分两批到位", "", "", 2],
        ["填表人：", "某某", "", "联系电话：", 7300000],
        ["绩效等级：", "优", "", "得分", 99.6],
        ["自评得分", 99.6, "", "", 99.6],
    ],
)
def test_what_stands_right_below_the_funds_is_none_of_them(line):
    head = [["2024年度项目支出绩效自评表"], ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数"]]
    read = form([*head, ["", "年度资金总额", 500, 500, 480], ["", "其中：财政拨款", 500, 500, 480], line])
    assert [row.label.text for row in read.funds] == ["年度资金总额", "其中：财政拨款"]


def test_an_empty_indicator_block_is_said():
    read = form([["2024年度项目支出绩效自评表"], HEADER, ["总分", "", "", "", "", 100, 100]])
    assert "没有认出任何指标" in read.missing


@pytest.mark.parametrize("heading", ("评分标准", "评价标准", "评分细则"))
def test_a_rule_scored_table_is_not_a_self_evaluation_form(heading):
    rows = [
        ["2021年度部门整体支出绩效自评表"],
        ["一级指标", "二级指标", "三级指标", "分值", heading, "得分"],
        ["投入", "预算配置", "在职人员控制率", 5, "在职人员控制率小于或等于100%计5分。", 5],
    ]
    assert forms(rows) == []
    assert forms(rows[1:]) == []


def test_a_list_of_contents_holds_no_forms():
    rows = [["目录"], ["2024年度部门整体支出绩效自评表"], ["2024年度项目支出绩效自评表"], ["2024年度专项资金绩效自评表"]]
    assert forms(rows) == []


@pytest.mark.parametrize(
    "text",
    (
        "1.2024年度部门整体支出绩效自评表",
        "备注：本表与项目支出绩效自评表一并报送",
        "详见项目支出绩效自评表",
        "部门整体支出绩效自评报告",
        "各单位按要求填写绩效自评表。",
    ),
)
def test_a_mention_is_not_a_title(text):
    assert forms([[text], ["第一条", "内容"]]) == []


def test_project_forms_are_told_from_whole_forms_by_their_labels():
    page = lay_out(PROJECT_CONTENT, STANDARD._replace(title="{year}年度绩效自评表"))
    (read,) = recognise(book_of(page)).forms
    assert read.kind == PROJECT
    page = lay_out(WHOLE_CONTENT, STANDARD._replace(title="{year}年度绩效自评表"))
    (read,) = recognise(book_of(page)).forms
    assert read.kind == WHOLE
