"""Layouts that differ in what they say: merged scores, group weights, funds by parts, other structures."""

from decimal import Decimal

import pytest

from perfeval_xl.core.book import UNCACHED, CellError, Shown
from perfeval_xl.domain.forms import PROJECT, WHOLE
from perfeval_xl.recognition.self_evaluation.closing import split_signatures
from tests.recognition.layouts.rows import FUNDS, HEADER, form, numbers


def test_a_score_merged_over_three_indicators_is_one_and_the_same_field():
    read = form(
        [
            ["2023年度项目支出绩效自评表"],
            ["项目名称", "", "道路养护"],
            HEADER,
            ["产出指标（40分）", "数量指标", "养护里程", "50公里", "50公里", 15, 15, ""],
            ["", "", "巡查次数", "12次", "12次", "", "", ""],
            ["", "", "修补面积", "300平方米", "310平方米", "", "", ""],
            ["", "质量指标", "验收合格率", "100%", "100%", 25, 25, ""],
            ["总分", "", "", "", "", 40, 40],
        ],
        [(3, 5, 5, 5), (3, 6, 5, 6), (3, 0, 6, 0), (3, 1, 5, 1)],
    )
    first, second, third, fourth = read.indicators
    assert first.weight is second.weight is third.weight and first.score is second.score is third.score
    assert fourth.weight is not first.weight
    places = {indicator.weight.place: indicator.weight.number for indicator in read.indicators}
    assert sum(places.values()) == 40


def test_twenty_and_eighty_without_a_weight_column():
    read = form(
        [
            ["2020年度部门整体支出绩效自评表"],
            ["部门名称", "", "青禾区档案馆"],
            ["预算执行情况（20分）", "", "全年预算数", "全年执行数", "执行率（20分）", "得分"],
            ["", "年度资金总额", 200, 190, "95%", 19],
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"],
            ["产出指标（40分）", "数量指标", "接收档案", "500卷", "520卷", 40],
            ["", "质量指标", "完好率", "100%", "100%", ""],
            ["效益指标（40分）", "社会效益指标", "查档人次", "800人次", "900人次", 38],
            ["总分", "", "", "", "", 97],
        ],
        [(5, 5, 6, 5)],
    )
    assert [(heading.name, heading.weight) for heading in read.headings] == [("产出指标", 40), ("效益指标", 40)]
    assert [indicator.weight for indicator in read.indicators] == [None, None, None]
    assert read.indicators[0].score is read.indicators[1].score
    assert "no_weight_column" in read.features
    assert read.total_funds.weight.number == 20
    assert (read.total_weight, read.total_score.number) == (None, 97)
    assert read.missing == ()


def test_funds_whose_parent_has_the_weight_and_whose_children_have_the_figures():
    read = form(
        [
            ["2021年度财政衔接资金项目支出绩效自评表"],
            ["项目名称", "", "产业路建设", "", "主管部门", "", "某某局"],
            ["项目资金（万元）", "", "分值", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分"],
            ["", "年度资金总额", 10, "", "", "", "", 10],
            ["", "其中：中央财政资金", "", 60, 60, 60, "100%", ""],
            ["", "省级财政资金", "", 20, 20, 20, "100%", ""],
            ["", "其他资金", "", 5, 5, 4, "80%", ""],
            ["一级指标", "二级指标", "三级指标", "分值", "年度指标值", "全年完成值", "得分", "未完成原因分析"],
            ["产出指标", "数量指标", "★新建道路里程", 50, "≥3公里", "3.2公里", 50, ""],
            ["总分", "", "", 100, "", "", 100, ""],
        ]
    )
    assert [row.role for row in read.funds] == ["total", "part", "part", "other"]
    assert numbers(read.funds[0][2:]) == [None, None, None, 10, None, 10]
    assert numbers(read.funds[1][2:]) == [60, 60, 60, None, 100, None]
    assert read.indicators[0].name.text == "新建道路里程"


def test_the_form_of_sichuan_with_execution_ten_and_indicators_ninety():
    read = form(
        [
            ["部门预算项目支出绩效自评表（2023年度）"],
            ["项目名称", "", "51092324T000010263357-设备购置"],
            ["主管部门", "", "某某局部门", "", "实施单位", "", "某某局"],
            ["项目基本情况", "1.项目年度目标完成情况", "项目年度目标", "", "年度目标完成情况"],
            ["", "", "购买电脑13台。", "", "已购买13台。"],
            ["", "2.项目实施内容及过程概述", "4月招标，11月验收付款。"],
            ["预算执行情况（10分）", "年度预算数（万元）", "年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分", "原因"],
            ["", "总额", 0, 3.36, 3.36, "100.00%", 10, 10, "1.预算执行率＝预算执行数/调整后预算数"],
            ["", "其中：财政资金", 0, 3.36, 3.36, "100.00%", "/", "/"],
            ["", "财政专户管理资金", 0, 0, 0, "0.00%", "/", "/"],
            ["", "单位资金", 0, 0, 0, "0.00%", "/", "/"],
            ["", "其他资金", "", "", "", "", "/", "/"],
            ["绩效指标（90分）", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分", "未完成原因分析"],
            ["", "产出指标", "数量指标", "购买电脑", "＝", 13, "台", 13, 60, 60, ""],
            ["", "效益指标", "社会效益指标", "设备使用率", "≥", 90, "%", 95, 30, 30, ""],
            ["合计", "", "", "", "", "", "", "", 100, 100, ""],
            ["评价结论", "按计划完成采购。"],
            ["存在问题", "无"],
            ["改进措施", "无"],
            ["项目负责人：某某甲", "", "", "", "", "财务负责人：某某乙"],
        ]
    )
    assert (read.kind, read.year, read.unit) == (PROJECT, 2023, "万元")
    assert read.project_name.text == "51092324T000010263357-设备购置"
    assert (read.expected_goals.text, read.achieved_goals.text) == ("购买电脑13台。", "已购买13台。")
    assert [row.role for row in read.funds] == ["total", "current", "other", "other", "other"]
    assert numbers(read.funds[0][2:]) == [0, Decimal("3.36"), Decimal("3.36"), 10, 100, 10]
    assert read.funds[1].weight.blank
    assert [indicator.target_text for indicator in read.indicators] == ["13台", "90%"]
    assert [indicator.nature.text for indicator in read.indicators] == ["＝", "≥"]
    assert {"nature_column", "unit_column"} <= read.features
    assert (read.total_weight.number, read.total_score.number) == (100, 100)
    assert [(entry.label, entry.field.text) for entry in read.signatures] == [("项目负责人", "某某甲"), ("财务负责人", "某某乙")]
    assert read.box.bottom == 19
    assert read.missing == ()


def test_decision_management_output_and_effect_with_the_execution_among_the_indicators():
    read = form(
        [
            ["部门整体绩效自评表"],
            ["（2019年度）"],
            ["单位名称", "", "青禾区统计局"],
            HEADER,
            ["决策（10分）", "目标设定", "目标明确性", "明确", "明确", 10, 10, ""],
            ["管理（25分）", "预算执行", "预算执行率", "100%", "98%", 10, 9.8, "政府采购结余"],
            ["", "资金管理", "制度健全性", "健全", "健全", 15, 15, ""],
            ["产出（30分）", "数量指标", "统计报表", "12期", "12期", 30, 30, ""],
            ["效益（35分）", "社会效益", "数据采用率", "90%", "92%", 35, 35, ""],
            ["总得分", "", "", "", "", 100, 99.8, ""],
        ]
    )
    assert (read.kind, read.year) == (WHOLE, 2019)
    assert [(heading.name, heading.weight) for heading in read.headings] == [("决策", 10), ("管理", 25), ("产出", 30), ("效益", 35)]
    assert read.missing == ("没有认出资金区",)


def test_a_form_with_completed_values_and_no_scores():
    read = form(
        [
            ["2022年度项目支出绩效目标自评表"],
            ["项目名称", "", "普法宣传"],
            ["一级指标", "二级指标", "三级指标", "年度指标值", "全年完成值", "未完成原因和改进措施"],
            ["产出指标", "数量指标", "宣传场次", "10场", "12场", ""],
        ]
    )
    assert read.indicators[0].score is None and read.indicators[0].weight is None
    assert read.missing == ("没有认出资金区", "没有得分列", "没有总分行")


def test_a_converted_score_is_the_score():
    read = form(
        [
            ["2022年度项目支出绩效自评表"],
            ["项目名称", "", "普法宣传"],
            ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "权重（%）", "得分", "折算得分"],
            ["产出指标", "数量指标", "宣传场次", "10场", "12场", 60, 100, 60],
            ["效益指标", "社会效益", "知晓率", "90%", "81%", 40, 90, 36],
            ["合计", "", "", "", "", 100, "", 96],
        ]
    )
    assert numbers(indicator.score for indicator in read.indicators) == [60, 36]
    assert numbers((read.total_weight, read.total_score)) == [100, 96]


def test_a_first_level_of_costs_makes_its_indicators_costs():
    read = form([["2024年度项目支出绩效自评表"], HEADER, ["成本指标（20分）", "经济成本指标", "总成本", "≤84万元", "82万元", 20, 20, ""]])
    assert read.indicators[0].is_cost


@pytest.mark.parametrize("name", ("……", "指标1：", "/", "指标2：……"))
def test_a_placeholder_stays_an_indicator_with_its_text_as_printed(name):
    read = form([["2024年度项目支出绩效自评表"], HEADER, ["产出指标", "数量指标", name, "", "", "", "", ""]])
    assert [indicator.name.text for indicator in read.indicators] == [name]


def test_a_row_with_only_its_second_level_filled_is_no_indicator():
    read = form([["2024年度项目支出绩效自评表"], HEADER, ["产出指标", "数量指标", "场次", "1场", "1场", 5, 5, ""], ["", "时效指标"]])
    assert len(read.indicators) == 1


def test_a_subtotal_is_no_indicator():
    read = form(
        [
            ["2024年度项目支出绩效自评表"],
            HEADER,
            ["产出指标", "数量指标", "说明会场次", "1场", "1场", 50, 50, ""],
            ["", "小计", "", "", "", 50, 50, ""],
            ["效益指标", "社会效益指标", "知晓率", "90%", "95%", 30, 30, ""],
            ["小计", "", "", "", "", 30, 30, ""],
            ["合计", "", "", "", "", 80, 80, ""],
        ]
    )
    assert [indicator.name.text for indicator in read.indicators] == ["说明会场次", "知晓率"]
    assert numbers((read.total_weight, read.total_score)) == [80, 80]


def test_errors_and_formulas_without_a_value_are_bad_not_empty():
    read = form(
        [
            ["2024年度项目支出绩效自评表"],
            FUNDS,
            ["", "年度资金总额", 84, 84, CellError("#REF!"), 10, CellError("#DIV/0!"), UNCACHED],
            HEADER,
            ["产出指标", "数量指标", "场次", "1场", "1场", 50, UNCACHED, ""],
        ]
    )
    assert read.total_funds.executed.bad == CellError("#REF!")
    assert read.total_funds.rate.bad == CellError("#DIV/0!")
    assert read.total_funds.score.bad is UNCACHED and read.indicators[0].score.bad is UNCACHED
    assert not read.indicators[0].score.blank


@pytest.mark.parametrize(
    ("value", "shown", "points"),
    ((0.9916, Shown(2, True), "99.16"), (0.9916, None, "99.16"), ("99.16%", None, "99.16"), (99.16, None, "99.16"), (1, Shown(0, True), "100")),
    ids=("百分比格式", "小数", "文本", "百分点", "整百分比"),
)
def test_an_execution_rate_is_in_percentage_points_however_it_is_written(value, shown, points):
    rows = [["2024年度项目支出绩效自评表"], FUNDS, ["", "年度资金总额", 84, 84, 83.3, 10, value, 9.9], HEADER]
    read = form(rows, formats={(2, 6): shown} if shown else None)
    assert read.total_funds.rate.number == Decimal(points)


@pytest.mark.parametrize("annual", ["840000元", "840，000元", "８４万元", "8400 百元"])
def test_an_amount_may_state_its_own_unit(annual):
    read = form([["2024年度项目支出绩效自评表"], FUNDS, ["", "年度资金总额", "84万元", annual, "82.5", 10, "98%", 9.8], HEADER])
    assert numbers(read.total_funds[2:5]) == [84, 84, Decimal("82.5")]


def test_the_total_stands_behind_its_label_in_one_cell():
    read = form(
        [
            ["2023年度项目支出绩效自评表"],
            ["项目名称", "", "道路养护"],
            HEADER,
            ["产出指标（40分）", "数量指标", "养护里程", "50公里", "48公里", 40, 38.4, "雨季停工"],
            ["总分：96.5分"],
        ]
    )
    assert (read.total_score.text, read.total_score.number) == ("96.5", Decimal("96.5"))
    assert read.total_score.cell == "A5" and read.missing == ("没有认出资金区",)


def test_a_signer_named_in_a_sentence_is_no_entry_of_the_signature_line():
    assert split_signatures("经单位负责人审定。填表人：某某甲  联系电话：13800000000") == (
        ("填表人", "某某甲"),
        ("联系电话", "13800000000"),
    )
