"""N19: what the template left standing in cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.rules.check import check_book
from tests.rules.build_indicators import assert_case, cases, run_rule
from tests.support.books import example, with_value
from tests.support.drawn import drawn_book


@pytest.mark.parametrize(("code", "case"), cases("N19"))
def test_leftovers(code, case):
    assert_case(code, case)


SCORING_TABLE = """
部门整体支出绩效评价评分表|<|<|<|<|<
一级指标|二级指标|三级指标|评分标准|分值|自评得分
投入|预算配置|财政供养人员控制率|控制率≤100%，计5分；每高于（低于）标准一个百分点扣0.5分。|5|5
过程|预算管理|XX局制度健全性|制度已制定，5分。|5|5
总分||||10|10
备注：XX局根据20XX年的情况调整本表。|<|<|<|<|<
"""


def test_the_standards_and_the_note_of_a_scoring_table_are_words_of_the_form_itself():
    run = check_book(drawn_book({"评分表": SCORING_TABLE}))
    assert [finding.field.cell for finding in run.findings if finding.rule == "N19"] == ["C4"]


def test_points_for_a_row_of_the_template_are_one_mistake_with_it():
    left = check_book(with_value(example("consistent-2024"), "整体自评表", 13, 5, "……"))  # 完成值 of the first indicator
    assert [f.rule for f in left.findings if f.counts and f.severity == "error"] == ["S11"]
    assert [f.field.cell for f in left.findings if f.rule == "N19"] == ["F14"]


@given(st.text(max_size=60), st.text(alphabet="…指标12：Xx×20年局大小于（）/\n", max_size=30))
def test_any_text_is_read(text, row):
    case = {"texts": [text, row], "indicators": [{"name": row, "target": text, "actual": row}]}
    _, findings = run_rule("N19", case)
    assert all(finding.text for finding in findings)
    assert len({finding.field.place for finding in findings}) == len(findings), "一格只报一次"
