"""F01–F15: the funds block by itself, against the final accounts, the project forms and the report."""

import pytest

from perfeval_xl.rules.check import check_book
from tests.rules.rule_cases import assert_case, kinds_of_cases, listed_cases
from tests.support.drawn import drawn_book

CODES = [f"F{number:02}" for number in range(1, 16)]


@pytest.mark.parametrize(("code", "case"), listed_cases(*CODES))
def test_funds_rule(code, case):
    assert_case(code, case)


@pytest.mark.parametrize("code", CODES)
def test_each_rule_has_cases_that_pass_and_that_fail(code):
    assert kinds_of_cases(code) == {"finds", "silent"}


ONLY_INITIAL = """
2018年度项目支出绩效自评表|<|<|<|<|<|<|<
项目名称|<|道路清扫外包|<|<|实施单位|<|青禾区城市管理局
项目资金（万元）|<|年初预算数|全年执行数|<|分值|执行率|得分
^|年度资金总额|310.20|155.10|<|10|{rate}|{score}
^|其中：财政拨款|310.20|155.10|<|—|—|—
一级指标|二级指标|三级指标|年度指标值|实际完成值|<|分值|得分
产出指标|数量指标|清扫道路条数|≥20条|20条|<|50|50
效益指标|社会效益|受益社区数|≥29个|29个|<|30|30
满意度指标|服务对象满意度指标|居民满意度|≥90%|96%|<|10|10
总分|<|<|<|<|<|100|{total}
"""


@pytest.mark.parametrize(
    ("rate", "score", "unchecked"),
    [("50%", "5", []), ("80%", "5", ["F01 G4"]), ("50%", "8", ["F02 H4"]), ("80%", "8", ["F01 G4", "F02 H4"])],
)
def test_a_rate_that_the_first_budget_does_not_give_may_be_right_by_an_adjusted_one(rate, score, unchecked):
    run = check_book(drawn_book({"自评": ONLY_INITIAL.format(rate=rate, score=score, total=90 + int(score))}))
    assert [finding.text for finding in run.findings if finding.rule in ("F01", "F02")] == []
    assert [f"{one.rule} {one.cell}" for one in run.unchecked] == unchecked
    assert all("年初预算数" in one.reason for one in run.unchecked)
