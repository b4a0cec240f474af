"""What stands above and below the table: reporting unit, year, notes, signatures."""

import pytest

from perfeval_xl.domain.forms import PROJECT, WHOLE
from perfeval_xl.recognition import recognise
from tests.recognition.layouts import WHOLE_CONTENT, book_of, lay_out
from tests.recognition.layouts.rows import HEADER, form


@pytest.mark.parametrize(
    "line",
    ("填报单位（盖章）：某某局", "填报单位：某某局（盖章）   （2022年度）", "编制单位：某某局      金额单位：元"),
)
def test_the_reporting_unit_is_what_is_filled_in(line):
    read = form([["部门整体支出绩效自评表"], [line], ["预算部门名称", "某某局"], HEADER])
    assert read.reporting_unit.text == "某某局"


def test_a_reporting_unit_that_nobody_filled_in_is_blank():
    read = form([["部门整体支出绩效自评表"], ["填报单位：（盖章）          （2022年度）"], ["预算部门名称", "某某局"], HEADER])
    assert read.reporting_unit.blank and read.year == 2022


def test_the_money_unit_is_not_the_reporting_unit():
    read = form([["2024年度部门整体支出绩效自评表"], ["", "", "", "单位：元"], ["预算部门名称", "某某局"], HEADER])
    assert read.reporting_unit is None and read.unit == "元"


def test_signatures_on_several_lines():
    read = form(
        [
            ["2024年度项目支出绩效自评表"],
            HEADER,
            ["总分", "", "", "", "", 100, 100, ""],
            ["填表人", "某某甲", "", "联系电话", 8000000],
            ["填报日期：2025年3月20日", "", "", "单位负责人（签字）："],
        ]
    )
    assert [(entry.label, entry.field.text, entry.field.cell) for entry in read.signatures] == [
        ("填表人", "某某甲", "B4"),
        ("联系电话", "8000000", "E4"),
        ("填报日期", "2025年3月20日", "A5"),
        ("单位负责人（签字）", "", "D5"),
    ]


@pytest.mark.parametrize(
    "line, entries",
    [
        ("填报单位（盖章）：某某局  填报人：某某甲  联系电话：13800000000", [("填报人", "某某甲"), ("联系电话", "13800000000")]),
        ("意见收集人：某某甲联系电话：0999-8000000", [("意见收集人", "某某甲"), ("联系电话", "0999-8000000")]),
        ("项目责任人：某某甲    单位（盖章）：", [("项目责任人", "某某甲    单位（盖章）：")]),
        ("单位领导审签：某某甲", [("单位领导审签", "某某甲")]),
        ("单位主要负责人签字：某某甲", [("单位主要负责人签字", "某某甲")]),
        ("项目实施单位联系人及联系电话：某某甲，13800000000", [("项目实施单位联系人及联系电话", "某某甲，13800000000")]),
        ("专项负责人：某某甲  联络电话：0999-8000000", [("专项负责人", "某某甲"), ("联络电话", "0999-8000000")]),
        ("会计机构负责人：某某甲", [("会计机构负责人", "某某甲")]),
        ("填报人姓名：某某甲", [("填报人姓名", "某某甲")]),
        ("主管部门联系人：某某甲  财政部门联系人：某某乙", [("主管部门联系人", "某某甲"), ("财政部门联系人", "某某乙")]),
    ],
)
def test_a_signature_line_however_it_begins(line, entries):
    read = form([["2024年度项目支出绩效自评表"], HEADER, ["总分", "", "", "", "", 100, 100, ""], [line]])
    assert [(entry.label, entry.field.text) for entry in read.signatures] == entries
    assert line in [field.text for field in read.texts]


def test_a_year_in_a_projects_name_is_not_the_forms_year():
    read = form([["项目支出绩效自评表"], ["项目名称", "2021年度危房改造"], HEADER], name="附表3")
    assert read.year is None


def test_a_signature_line_that_is_not_there_is_not_an_empty_one():
    page = lay_out(WHOLE_CONTENT)
    last = page.height - 1
    page.cells = {place: value for place, value in page.cells.items() if place[0] != last}
    (read,) = recognise(book_of(page)).forms
    assert read.signatures is None


def test_features_of_the_notes():
    content = WHOLE_CONTENT._replace(note="填表说明：得分保留两位小数。")
    (read,) = recognise(book_of(lay_out(content))).forms
    assert read.features == {"funds_by_nature", "two_decimals"}
    (read,) = recognise(book_of(lay_out(WHOLE_CONTENT))).forms
    assert read.features == {"funds_by_nature", "one_decimal", "proportional_note"}
    content = WHOLE_CONTENT._replace(note="备注：定量指标得分＝目标实现比例×该指标分值。")
    (read,) = recognise(book_of(lay_out(content))).forms
    assert read.features == {"funds_by_nature", "proportional_note"}


@pytest.mark.parametrize(
    ("note", "whole"),
    [
        ("备注：1.得分=实现比例×分值。2.得分取整数。", True),
        ("填表说明：得分保留整数。", True),
        ("备注：得分四舍五入取整", True),
        ("说明：各项得分精确到个位", True),
        ("备注：得分率按整数百分比填列", False),
        ("备注：得分不取整", False),
        ("备注：得分写明依据；整改情况另附", False),
    ],
)
def test_a_note_that_scores_are_whole_numbers(note, whole):
    (read,) = recognise(book_of(lay_out(WHOLE_CONTENT._replace(note=note)))).forms
    assert ("whole_numbers" in read.features) == whole


def test_notes_over_several_lines():
    read = form(
        [
            ["2024年度项目支出绩效自评表"],
            HEADER,
            ["产出指标", "数量指标", "场次", "1场", "1场", 50, 50, ""],
            ["总分", "", "", "", "", 100, 100, ""],
            ["注：1.得分一档最高不能超过该指标分值上限。"],
            ["2.定性指标分三档。"],
            ["填表人：某某甲"],
        ]
    )
    assert [note.text[:4] for note in read.notes] == ["注：1.", "2.定性"]
    assert [(entry.label, entry.field.text) for entry in read.signatures] == [("填表人", "某某甲")]


def test_a_text_glued_on_below_the_total_does_not_hide_it():
    read = form([["2024年度项目支出绩效自评表"], HEADER, ["总分", "", "", "", "", 100, "96\n附件2\n自评报告", ""]])
    assert read.total_score.number == 96


def test_a_form_on_funds_is_that_of_a_project_without_a_projects_name():
    assert form([["青禾区林业局2024年度林业草原改革发展资金绩效自评表"], ["年度", "2024年"], HEADER]).kind == PROJECT
    assert form([["青禾区林业局2024年度绩效自评表"], ["年度", "2024年"], HEADER]).kind == WHOLE


def test_a_projects_name_is_no_title():
    read = form([["2020年度项目支出绩效自评表"], ["项目名称", "卫片执法补助经费支出绩效自评表"], HEADER])
    assert (read.title.text, read.project_name.text) == ("2020年度项目支出绩效自评表", "卫片执法补助经费支出绩效自评表")


def test_a_score_that_nobody_filled_in_is_no_amount_below_its_label():
    head = ["项目名称", "灌区维修", "", "自评得分", "", "", "", ""]
    funds = [["项目资金（万元）", "", "全年预算数", "全年执行数", "执行率", "", "", ""], ["年度资金总额", "", 60, 60, "100%", "", "", ""]]
    assert form([["2020年度项目支出绩效自评表"], head, *funds, HEADER]).head_score.blank


def test_the_heads_written_opinion_is_a_signature():
    total = ["总分", "", "", "", "", 100, 100, ""]
    read = form([["2020年度项目支出绩效自评表"], HEADER, total, ["单位主要负责人签批意见", "", "签名：      年  月  日"]])
    assert [entry.label for entry in read.signatures] == ["单位主要负责人签批意见"]


@pytest.mark.parametrize("total", [["总分（自评等级：良）", "", "", "", "", 100, 91, ""], ["总分", "", "", "", "", 100, 91, "（自评等级：良）"]])
def test_a_grade_in_brackets_on_the_total_row(total):
    read = form([["2024年度项目支出绩效自评表"], HEADER, ["产出指标", "数量指标", "窗口数", "≥5个", "5个", 100, 91, "少"], total])
    assert read.grade.text == "良" and read.total_score.number == 91


def test_who_is_named_in_the_head_is_kept_for_the_rules_on_privacy():
    read = form([["2024年度项目支出绩效自评表"], ["项目负责人", "某某甲", "", "联系电话", 13800000000], ["联系人：某某乙"], HEADER])
    assert [(entry.label, entry.field.text, entry.field.cell) for entry in read.contacts] == [
        ("项目负责人", "某某甲", "B2"),
        ("联系电话", "13800000000", "E2"),
    ]
