"""W01–W04: what headings, rows and notes say of the weights."""

import pytest

from perfeval_xl.core.book import Book, Sheet
from perfeval_xl.rules.check import check_book
from tests.rules.rule_cases import assert_case, kinds_of_cases, listed_cases
from tests.support.drawn import drawn_book

CODES = [f"W{number:02}" for number in range(1, 5)]


@pytest.mark.parametrize(("code", "case"), listed_cases(*CODES))
def test_weight_rule(code, case):
    assert_case(code, case)


@pytest.mark.parametrize("code", CODES)
def test_each_rule_has_cases_that_pass_and_that_fail(code):
    assert kinds_of_cases(code) == {"finds", "silent"}


def test_a_form_whose_header_was_lost_is_unchecked_and_does_not_pass():
    rows = (("2024年度项目支出绩效自评表", "", ""), ("产出指标", "办件量", 10), ("填表人：某某甲", "", ""))
    run = check_book(Book((Sheet("表", rows, ()),)))
    assert [(found.rule, found.cell) for found in run.unchecked] == [("W02", "A1")]
    assert "没有认出指标区" in run.unchecked[0].reason and run.status == "attention"


def test_the_indicators_of_several_projects_in_one_table_are_not_added_up():
    """项目绩效自评明细表: each project has 100 points of its own, and no row says where one ends."""
    run = check_book(
        drawn_book(
            {
                "明细": """
2024年度预算项目绩效自评表（明细）|<|<|<|<|<|<|<
项目名称|一级指标|二级指标|三级指标|指标值|完成值|分值|得分
课后服务|产出指标|数量指标|服务学生|≥3000人|3126人|60|60
^|满意度指标|满意度|家长满意度|≥90%|95%|40|40
校车运营|产出指标|数量指标|运营车辆|≥36辆|36辆|60|60
^|满意度指标|满意度|学生满意度|≥90%|96%|40|40
"""
            }
        )
    )
    assert [finding.rule for finding in run.findings if finding.severity == "error"] == []
    assert [unchecked.rule for unchecked in run.unchecked] == ["W02"]


WITHOUT_WEIGHT_OF_EXECUTION = """
2024年度项目支出绩效自评表|<|<|<|<|<|<
资金情况|<|年初预算数|全年预算数|全年执行数|执行率|得分
^|资金总额|126|121.5|121.5|100%|10
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|轮换储备粮|6000吨|6000吨|{}|40
效益指标|社会效益指标|储备粮保障天数|≥180天|182天|30|30
满意度指标|服务对象满意度|企业满意度|≥90%|91%|20|20
"""


@pytest.mark.parametrize(
    ("weight", "found", "unchecked"),
    [
        ("40", [], []),  # what is left to 100 are the 10 points of the execution
        ("41", ["F5"], []),  # 9 are left, and it has 10
        ("四十", [], ["F5"]),  # nobody knows what is left
    ],
)
def test_the_rest_is_the_weight_of_an_execution_that_was_scored_without_one(weight, found, unchecked):
    run = check_book(drawn_book({"自评表": WITHOUT_WEIGHT_OF_EXECUTION.format(weight)}))
    assert [finding.field.cell for finding in run.findings if finding.rule == "W02"] == found
    assert [entry.cell for entry in run.unchecked if entry.rule == "W02"] == unchecked


@pytest.mark.parametrize(("written", "found"), [("80", []), ("90", ["A3"])])
def test_headings_are_added_up_to_the_total_that_the_form_states(written, found):
    """A form of 80 points, the execution being scored elsewhere."""
    book = drawn_book(
        {
            "自评表": f"""
2024年度项目支出绩效自评表|<|<|<|<|<|<
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标（{int(written) - 30}分）|数量指标|轮换储备粮|6000吨|6000吨|50|50
效益指标（30分）|社会效益指标|储备粮保障天数|≥180天|182天|30|30
总分|<|<|<|<|80|80
"""
        }
    )
    assert [finding.field.cell for finding in check_book(book).findings if finding.rule == "W02"] == found
