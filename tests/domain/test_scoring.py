"""Scoring: verdicts and scores of single indicators; the situations are data in cases/scoring.toml."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from perfeval_xl.core.profiles import load_profile
from perfeval_xl.domain.directions import direction
from perfeval_xl.domain.score_law import STANDARD, ScoringOptions, execution_rate, execution_score
from perfeval_xl.domain.scoring import Judgement, judge

ONE_DECIMAL = ScoringOptions(decimals=1)
CASES = tomllib.loads((Path(__file__).parent / "cases" / "scoring.toml").read_text("utf-8"))["case"]


def judged(case: dict) -> Judgement:
    nature, indicator_class = case.get("nature", ""), case.get("class", "")
    return judge(case["target"], case["actual"], Decimal(case["weight"]), nature, indicator_class, ONE_DECIMAL)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["situation"])
def test_an_indicator_is_judged_as_the_rules_say(case):
    judgement = judged(case)
    assert judgement.verdict == case["verdict"]
    assert judgement.score == (Decimal(case["score"]) if "score" in case else None)
    assert judgement.explanation and "{" not in judgement.explanation


@pytest.mark.parametrize(
    "target, actual, said",
    [
        (">185万人次", "132万人次", "得分＝分值 5×132÷185＝3.6"),
        ("≤344.7", "560.05", "得分＝分值 5×344.7÷560.05＝3.1"),
        ("≤2周", "20天", "得分＝分值 5×2÷2.857143＝3.5"),
        ("=1天", "完成", "类型或单位不同"),
        ("＞0%", "0%", "指标值为 0，得 0 分"),
        ("正增长", "5套", "类型或单位不同"),
        ("≤15个工作日", "12日", "达到指标值"),
        ("≤20个工作日", "25天", "类型或单位不同"),
        ("≤1天", "当天", "达到指标值"),
        ("1小时内", "当天", "类型或单位不同"),
        ("3-5天", "当天", "类型或单位不同"),
        ("持续提升", "提升", "达成 4–5 分、部分达成 3–4 分、未达成 0–3 分"),
        ("持续提升", "部分达成", "分值区间：部分达成 3–4 分"),
        ("持续提升", "未达成", "分值区间：未达成 0–3 分"),
        ("不超标", "未超标", "达成 4–5 分、部分达成 3–4 分、未达成 0–3 分"),
        ("≥90%", "", "完成值没有填"),
        ("指标1：", "100%", "指标值仍是占位文字"),
        ("优{0}", "良{x}", "定性指标须由人评定"),
    ],
)
def test_the_explanation_says_how_the_score_came_about(target, actual, said):
    assert said in judge(target, actual, Decimal(5), options=ONE_DECIMAL).explanation


def test_the_ratio_is_actual_to_target_in_one_unit():
    assert judge("10万件", "145200件", Decimal(5)).ratio == Decimal("1.452")
    assert judge("0起", "2起", Decimal(5)).ratio is None
    assert judge("完成", "完成", Decimal(5)).ratio is None


def test_a_profile_may_give_nothing_for_a_missed_ceiling():
    options = ScoringOptions(missed_lower_is_better="zero")
    assert judge("≤344.7", "560.05", Decimal(10), options=options)[:2] == ("missed", 0)
    assert judge("≥90%", "45%", Decimal(10), options=options).score == 5


def test_a_profile_may_set_its_own_bands():
    top, upper, lower, bottom = map(Decimal, (100, 90, 50, 0))
    options = ScoringOptions(qualitative_bands=((top, upper), (upper, lower), (lower, bottom)))
    assert "部分达成 5–9 分" in judge("持续提升", "提升", Decimal(10), options=options).explanation


@pytest.mark.parametrize(
    "nature, indicator_class, target, way",
    [
        ("", "", "≥90%", "up"),
        ("", "", "90%以上", "up"),
        ("", "", "不超过5%", "down"),
        ("", "", "控制在344.7万元以内", "down"),
        ("", "", "=1天", "exact"),
        ("", "", "65个", "up"),
        ("", "", "3-5天", "exact"),
        ("", "", "0起", "exact"),
        ("", "数量指标", "=65个", "exact"),
        ("", "成本指标", "=84万元", "down"),
        ("", "经济成本指标", "84万元", "down"),
        ("", "社会成本指标", "≥99%", "up"),
        ("", "成本效益指标", "84万元", "up"),
        ("成本指标", "", "84万元", "down"),
        ("正向", "", "0起", "up"),
        ("正向指标", "", "=90%", "up"),
        ("反向", "", "90%", "down"),
        ("反向", "", "≥90%", "down"),
        ("≤", "", "90", "down"),
        ("═", "", "90", "exact"),
        ("＝", "成本指标", "90", "down"),
        ("定性", "", "≥90%", "up"),
    ],
)
def test_the_direction(nature, indicator_class, target, way):
    assert direction(nature, indicator_class, target) == way


def test_the_execution_score_is_capped_and_rounded_like_the_spreadsheet():
    assert execution_score(Decimal("560.05"), Decimal("564.82"), Decimal(10), ONE_DECIMAL) == Decimal("9.9")
    assert execution_score(Decimal(120), Decimal(100), Decimal(10)) == 10
    assert execution_score(Decimal("0.125"), Decimal(1), Decimal(1)) == Decimal("0.13")
    assert execution_score(Decimal(-1), Decimal(100), Decimal(10)) == 0
    assert execution_score(Decimal(5), Decimal(0), Decimal(10)) is None
    assert execution_rate(Decimal(5), Decimal(0)) is None
    assert execution_rate(Decimal(1), Decimal(8)) == Decimal("0.125")


@pytest.mark.parametrize(
    "total, name",
    [("100", "优"), ("90", "优"), ("89.99", "良"), ("80", "良"), ("79.9", "中"), ("60", "中"), ("59.9", "差")],
)
def test_the_grade(total, name):
    assert load_profile("mof-standard").grade(Decimal(total)) == name


NUMBERS = st.decimals(-10_000, 10_000, places=2)
POSITIVE = st.decimals("0.01", 10_000, places=2)
WEIGHTS = st.decimals(0, 100, places=1)
UNITS = st.sampled_from([("万元", "元"), ("万件", "件"), ("万人次", "人次"), ("亿元", "万元")])
SIGNS = st.sampled_from(["", "≥", "≤", ">", "<", "="])
NATURES = st.sampled_from(["", "正向", "反向", "＝", "成本指标"])


@given(SIGNS, NUMBERS, NUMBERS, WEIGHTS, NATURES)
def test_a_score_lies_between_nothing_and_the_weight(sign, target, actual, weight, nature):
    judgement = judge(f"{sign}{target}", f"{actual}", weight, nature)
    assert 0 <= judgement.score <= weight
    if judgement.verdict == "reached":
        assert judgement.score == weight


@given(SIGNS, NUMBERS, NUMBERS, NUMBERS, WEIGHTS)
def test_a_better_actual_never_scores_less(sign, target, one, other, weight):
    way = direction("", "", f"{sign}{target}")
    assume(way != "exact")
    worse, better = sorted((one, other), reverse=way == "down")
    assert judge(f"{sign}{target}", f"{worse}", weight).score <= judge(f"{sign}{target}", f"{better}", weight).score


@given(SIGNS, POSITIVE, POSITIVE, WEIGHTS, UNITS)
def test_another_unit_changes_no_score(sign, target, actual, weight, units):
    large, small = units
    as_printed = judge(f"{sign}{target}{large}", f"{actual}{large}", weight)
    rescaled = judge(f"{sign}{target}{large}", f"{actual * 10_000}{small}", weight)
    assert as_printed[:2] == rescaled[:2]
    assert judge(f"{sign}{target * 10_000}{small}", f"{actual}{large}", weight)[:2] == as_printed[:2]


@given(st.text(), st.text(), st.text())
def test_no_text_makes_the_judgement_fail(target, actual, nature):
    for pair in ((target, actual), (target, "≥98.5%"), ("10万件", actual)):
        judgement = judge(*pair, Decimal(5), nature, options=STANDARD)
        assert judgement.explanation
