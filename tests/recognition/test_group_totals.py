"""Rows among the indicators that add up a group, whatever they are called, and the total below them."""

import pytest

from perfeval_xl.recognition import recognise
from perfeval_xl.rules.check import check_book
from tests.support.drawn import drawn_book

FORM = """
2023年度项目支出绩效自评表|<|<|<|<|<|<|<
项目名称|<|灌区维修|<|<|<|<|<
主管部门|<|青禾区水利局|<|<|实施单位|<|青禾区水利局
项目资金（万元）|<|年初预算数|全年预算数|全年执行数|分值|执行率|得分
^|年度资金总额|500|500|480|10|96%|9.6
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
产出指标|质量指标|抽检合格率|≥96%|99.1%|30|30|
^|数量指标|渠道长度|≥6公里|6公里|20|20|
{product}|<|<|<|<|{points}|50|
效益指标|社会效益指标|受益人口|≥9万人|9万人|30|30|
满意度指标|服务对象满意度指标|群众满意度|≥90%|95%|10|10|
{rest}|<|<|<|<|40|40|
{total}|<|<|<|<|100|99.6|
第1页 共1页|<|<|<|<|<|<|<
填表人：某某甲||||审核人：某某乙|||
"""
NAMES = [
    ("小计", "小计", "总分"),
    ("合计", "合计", "总分"),
    ("合计", "合计", "合计"),
    ("产出指标合计", "其他合计", "总计"),
    ("分项合计", "分项合计", "得分合计"),
    ("本项得分", "本项得分", "总得分"),
    ("计", "计", "考评成绩"),
]


def drawn(product, rest, total, points=50):
    return drawn_book({"自评表": FORM.format(product=product, rest=rest, total=total, points=points)})


@pytest.mark.parametrize(("product", "rest", "total"), NAMES)
def test_a_group_is_not_counted_twice_and_is_not_the_total(product, rest, total):
    run = check_book(drawn(product, rest, total))
    assert [one.text for one in run.findings if one.severity in ("error", "warning")] == []
    assert run.unchecked == ()
    (form,) = run.to_dict()["forms"]
    assert [form["weight_total"], form["stated_total"], form["computed_total"]] == [100, 99.6, 99.6]


@pytest.mark.parametrize("name", ["小计", "合计", "产出指标合计"])
def test_a_group_that_does_not_add_up_is_told_at_its_row(name):
    run = check_book(drawn(name, "小计", "总分", points=40))
    assert [(one.rule, one.field.cell) for one in run.findings if one.severity == "error"] == [("W01", "F9")]


def test_the_last_row_is_an_indicator_as_long_as_it_has_a_target():
    text = FORM.replace("{total}|<|<|<|<|100|99.6|", "满意度指标|服务对象满意度指标|单位满意度|≥90%|95%|100|99.6|")
    (form,) = recognise(drawn_book({"自评表": text.format(product="小计", rest="小计", points=50)})).forms
    assert form.total_weight is None and form.indicators[-1].name.text == "单位满意度"


def test_points_above_a_group_are_no_indicator_and_its_heading_is_its_own():
    form = FORM.replace("{product}|<|<|<|<|{points}|50|\n", "").replace("{rest}|<|<|<|<|40|40|\n", "")
    form = form.replace("产出指标|质量", "产出指标|<|<|<|<|50|50|\n|质量").replace("^|数量", "|数量")
    form = form.replace("效益指标|社会", "效益指标|<|<|<|<|30|30|\n|社会").replace("满意度指标|服务", "满意度指标|<|<|<|<|10|10|\n|服务")
    book = drawn_book({"自评表": form.format(total="总分")})
    run = check_book(book)
    assert [one.text for one in run.findings if one.severity in ("error", "warning")] == []
    assert run.to_dict()["forms"][0]["weight_total"] == 100
    (read,) = recognise(book).forms
    assert [one.level1.name for one in read.indicators] == ["产出指标", "产出指标", "效益指标", "满意度指标"]


def test_the_total_may_stand_above_the_indicators():
    total = "合计|<|<|<|<|100|99.6|\n"
    form = FORM.replace("{total}|<|<|<|<|100|99.6|\n", "").replace("产出指标|质量", total + "产出指标|质量")
    run = check_book(drawn_book({"自评表": form.format(product="小计", rest="小计", points=50)}))
    assert [one.text for one in run.findings if one.severity in ("error", "warning")] == []
    (read,) = run.to_dict()["forms"]
    assert [read["weight_total"], read["stated_total"], read["computed_total"]] == [100, 99.6, 99.6]
    wrong = form.replace("100|99.6|", "100|99.4|").format(product="小计", rest="小计", points=50)
    found = check_book(drawn_book({"自评表": wrong})).findings
    assert [(one.rule, one.field.cell) for one in found if one.severity == "error"] == [("S01", "G7")]


@pytest.mark.parametrize("label", ["资金管理情况", "加分项"])
def test_a_row_of_one_label_that_adds_up_nothing_is_scored_as_it_stands(label):
    form = FORM.replace("{rest}|<|<|<|<|40|40|\n", "").replace("|30|30|\n^", "|25|25|\n^")
    form = form.replace("{product}|<|<|<|<|{points}|50|", f"{label}|<|<|<|<|5|5|")
    run = check_book(drawn_book({"自评表": form.format(total="总分")}))
    assert not {"S01", "W02"} & {one.rule for one in run.findings if one.severity == "error"}
    (read,) = run.to_dict()["forms"]
    assert [read["weight_total"], read["stated_total"]] == [100, 99.6]


def test_an_indicator_of_bare_numbers_below_the_sum_of_a_group_is_not_the_total():
    """Without columns of levels the name is the only text of such a row; its points are those of the rows above."""
    form = """
2023年度项目支出绩效自评表|<|<|<|<
项目名称|灌区维修|<|<|<
三级指标|年度指标值|实际完成值|分值|得分
渠道长度|≥6公里|6公里|20|20
维修闸门|≥3座|3座|20|20
受益村庄|≥9个|9个|10|10
本项得分|<|<|50|50
新建泵站|30|30|50|50
"""
    (read,) = recognise(drawn_book({"自评表": form})).forms
    assert [one.name.text for one in read.indicators] == ["渠道长度", "维修闸门", "受益村庄", "新建泵站"]
    assert read.total_weight is None
