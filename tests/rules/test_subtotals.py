"""Rows 小计 between the indicators add up what stands above them, by their own words or, with none, since the one before."""

import pytest

from perfeval_xl.rules.check import check_book
from tests.support.books import with_value
from tests.support.drawn import drawn_book

FORM = """
2023年度项目支出绩效自评表|<|<|<|<|<|<
项目名称|<|农机购置补贴|<|<|<|<
主管部门|<|青禾县农业农村局|<|实施单位|青禾县农业农村局|<
资金情况（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分
年度资金总额|120|120|114|10|95%|9.5
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|补贴机具数|≥260台|268台|20|20
^|^|补贴农户数|≥150户|152户|10|10
{quantity}
^|质量指标|机具核验率|100%|100%|20|20
{quality}
{output}
效益指标|社会效益指标|机械化率|≥82%|82.6%|30|30
{effect}
满意度指标|服务对象满意度|农户满意度|≥90%|95%|10|10
总计|<|<|||100|99.5
"""
BY_NAME = {
    "quantity": "^|数量指标小计|<|||30|30",
    "quality": "^|质量指标小计|<|||20|20",
    "output": "产出指标小计|<|<|||50|50",
    "effect": "效益指标得分小计|<|<|||30|30",
}
BARE = {
    "quantity": "^|^|小计|||30|30",
    "quality": "^|^|小计|||20|20",
    "output": "小计|<|<|||50|50",  # of what was added up already: which rows it means its weight says
    "effect": "小计|<|<|||30|30",
}
ROW_OF = {"quantity": 8, "quality": 10, "output": 11, "effect": 13}
WEIGHT, SCORE = 5, 6


def errors(book):
    return [(f.rule, f.field.cell, f.text) for f in check_book(book).findings if f.severity == "error" and f.counts]


def form(rows):
    return drawn_book({"自评": FORM.format(**rows)})


@pytest.mark.parametrize("rows", [BY_NAME, BARE], ids=["by name", "bare"])
def test_right_subtotals_are_left_alone(rows):
    assert errors(form(rows)) == []


@pytest.mark.parametrize("column", [WEIGHT, SCORE])
@pytest.mark.parametrize(("rows", "which"), [(BY_NAME, each) for each in ROW_OF] + [(BARE, each) for each in ROW_OF if each != "output"])
def test_a_wrong_one_is_told_where_it_stands(rows, which, column):
    book = with_value(form(rows), "自评", ROW_OF[which], column, 25.0)
    ((rule, cell, text),) = errors(book)
    assert rule == ("W01" if column == WEIGHT else "S01") and cell == f"{'FG'[column - WEIGHT]}{ROW_OF[which] + 1}"
    assert "小计行的" in text and f"应为上面各行之和 {'50' if which == 'output' else '20' if which == 'quality' else '30'}" in text


def test_one_that_does_not_say_what_it_adds_up_is_not_judged():
    book = with_value(form(BARE), "自评", ROW_OF["output"], WEIGHT, 25.0)
    assert errors(with_value(book, "自评", ROW_OF["output"], SCORE, 25.0)) == []


@pytest.mark.parametrize("rows", [BY_NAME, BARE], ids=["by name", "bare"])
@pytest.mark.parametrize("row", [6, 7, 9, 12])
def test_a_wrong_score_above_it_is_one_mistake(rows, row):
    book = form(rows)
    stated = book.sheets[0].rows[row][SCORE]
    assert len(errors(with_value(book, "自评", row, SCORE, stated - 1))) == 1


TABLE = """
2023年度部门整体支出绩效评价评分表|<|<|<|<|<|<
一级指标|二级指标|三级指标|评分标准|分值|自评得分|扣分原因
投入|配置|编制管理|按制度健全程度评分|10|10|
^|^|预算编制|按编制质量评分|10|9|有调整
投入小计|<|<||20|19|
过程|执行|资金使用|按合规情况评分|30|30|
小计|<|<||30|30|
效果|社会效益|服务改善|按改善程度评分|50|48|有投诉
总分||||100|97|
"""


def test_a_scoring_table_adds_up_its_subtotals_too():
    book = drawn_book({"评分": TABLE})
    assert errors(book) == []
    assert [each[:2] for each in errors(with_value(book, "评分", 4, 4, 25.0))] == [("W01", "E5")]
    assert [each[:2] for each in errors(with_value(book, "评分", 6, 5, 28.0))] == [("R05", "F7")]
    assert len(errors(with_value(book, "评分", 3, 5, 8.0))) == 1


@pytest.mark.parametrize(("weight", "score", "told"), [(90, 90, []), (90, 80, [("S01", "G12")]), (100, 99.5, [])])
def test_a_last_one_with_the_weights_of_all_rows_adds_up_all_of_them(weight, score, told):
    """小计 over every heading; with the weight of execution it is a total, of which the rows alone say nothing."""
    rows = {**dict.fromkeys(BY_NAME, ""), "effect": ""}
    text = "\n".join(line for line in FORM.format(**rows).splitlines() if line)
    book = drawn_book({"自评": text.replace("总计|", f"小计|<|<|||{weight}|{score}\n总计|")})
    assert [(rule, cell) for rule, cell, _ in errors(book)] == told
