"""Scoring laws: what the words of a 评分标准 mean, and what they give for a value; the situations are data."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from perfeval_xl.domain.score_law import ScoringOptions
from perfeval_xl.domain.standards import Law, describe, read_standard, score_by

CASES = tomllib.loads((Path(__file__).parent / "cases" / "standards.toml").read_text("utf-8"))
LAWS, REFUSED = CASES["law"], CASES["refused"]
FIVE = Decimal(5)
STAFF = "在职人员控制率≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。"
SURPLUS = "无结余，3分；有结余，但不超过上年结转，2分；结余超过上年结转，不得分。"


def law_of(text: str, weight="5") -> Law:
    law = read_standard(text, Decimal(weight))
    assert law is not None
    return law


def scored(text: str, value: str, weight="5", **others: str):
    given = {name: Decimal(number) for name, number in others.items()}
    return score_by(law_of(text, weight), Decimal(value), Decimal(weight), others=given)


@pytest.mark.parametrize("case", LAWS, ids=lambda case: case["situation"])
def test_a_standard_is_read_as_its_words_say(case):
    law = law_of(case["text"], case.get("weight", "5"))
    assert law.kind == case["kind"]
    assert law.full == Decimal(case.get("full", case.get("weight", "5")))
    assert law.faults == tuple(case.get("faults", ()))
    for name in ("unit", "subject", "partial", "stated", "literal", "formula"):
        assert getattr(law, name) == case.get(name, getattr(law, name)), name
    for name in ("most", "deduct", "item_total"):
        assert getattr(law, name) == (Decimal(case[name]) if name in case else None), name
    assert len(law.items) == case.get("items", 0)
    assert law.measurable == ("scores" in case)


@pytest.mark.parametrize("case", LAWS, ids=lambda case: case["situation"])
def test_a_value_is_scored_by_it(case):
    others = {"carried_in": case["carried_in"]} if "carried_in" in case else {}
    for value, score in case.get("scores", ()):
        result = scored(case["text"], value, case.get("weight", "5"), **others)
        assert result.score == (Decimal(score) if score else None), value
        assert (result.score in result.accepted) == bool(score)
        assert result.explanation and "{" not in result.explanation


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["why"])
def test_what_is_not_wholly_understood_is_no_law(case):
    assert read_standard(case["text"], FIVE) is None


@pytest.mark.parametrize("case", LAWS, ids=lambda case: case["situation"])
def test_every_law_can_be_told_in_one_sentence(case):
    said = describe(law_of(case["text"], case.get("weight", "5")))
    assert said.startswith("满分 ") and said.endswith("。") and said.count("。") == 1


@pytest.mark.parametrize(
    "text, value, said",
    [
        (STAFF, "93.33", "93.33% 不超过 100%，按评分标准得满分 5 分"),
        (
            STAFF,
            "103.5",
            "103.5% 比 100% 高 3.5 个百分点，每 1 个百分点扣 0.5 分，不足 1 个百分点的不扣，共扣 1.5 分，按评分标准得 3.5 分",
        ),
        (STAFF, "120", "120% 比 100% 高 20 个百分点，每 1 个百分点扣 0.5 分，共扣 10 分，按评分标准不得分"),
        ("≥90%得5分；80%（含）-90%得4分；低于80%不得分", "85", "85% 在 80%（含）至 90%（不含）之间，按评分标准得 4 分"),
        ("得分=完成率×分值", "93.333", "93.33%，得分＝5×93.33%÷100%，按评分标准得 4.67 分"),
        ("≤100%得3分，>100%不得分", "80", "80% 不超过 100%，按评分标准得 3 分（标准写的满分是 3 分，分值是 5 分）"),
        ("≥90%得5分；80%（含）-90%得4分", "85.004", "85% 在 80%"),
        ("≥90%得5分；80%（含）-90%得4分", "89.999", "89.999% 在 80%"),
        ("≥90%得5分；80%（含）-90%得4分", "70", "评分标准没有写明 70% 怎么计分，须由人评定"),
        ("①健全，2分；②执行，3分", "1", "评分标准列了 2 项要求，是否符合须由人依佐证材料评定"),
        ("每出现一例违规扣1分，扣完为止", "1", "评分标准按出现的情形逐例扣分，须由人依佐证材料评定"),
    ],
)
def test_the_explanation_says_how_the_score_came_about(text, value, said):
    assert said in scored(text, value).explanation


def test_a_surplus_is_compared_with_last_years_carry_over():
    result = scored(SURPLUS, "1463.42", "3", carried_in="1397.76")
    assert result.score == 0
    assert result.explanation == "1463.42 万元高于上年结转 1397.76 万元，按评分标准不得分"


def test_a_limit_that_is_not_known_leaves_no_score_unless_it_does_not_matter():
    assert law_of(SURPLUS, "3").needs == ("carried_in",)
    lacking = scored(SURPLUS, "10", "3")
    assert (lacking.score, lacking.accepted) == (None, ())
    assert lacking.explanation == "评分标准要与上年结转比较，而表内没有这个数"
    assert scored(SURPLUS, "0", "3").score == 3


@pytest.mark.parametrize(
    "text, value, accepted",
    [
        # A percentage point begun: not counted, counted, or in proportion, and 3.75 rounded to it.
        (STAFF, "102.5", "4 3.75 3.5"),
        (STAFF, "102", "4"),
        # A rate is printed with two decimals and read again: 95.00 % is in the band that 94.996 % is not.
        ("95%（含）以上计5分；85%（含）-95%，计3分；85%以下不得分", "94.996", "3 5"),
        ("95%（含）以上计5分；85%（含）-95%，计3分；85%以下不得分", "94.99", "3"),
        # Nothing says whose 90 % is.
        ("90%-100%得5分；80%-90%得4分；80%以下不得分", "90", "5 4"),
        # In proportion: of 95 %, of 100 %, or of the way from 60 % to 95 %.
        ("≥95%得5分，60%-95%按比例计分，低于60%不得分", "81", "4.26 4.05 3"),
        ("得分=完成率×分值，低于60%不得分", "81", "4.05"),
        # Five points in a row of five: one reading.
        ("≤100%得5分，>100%不得分", "80", "5"),
    ],
)
def test_scores_of_other_reasonable_readings_are_accepted(text, value, accepted):
    result = scored(text, value)
    assert set(result.accepted) == set(map(Decimal, accepted.split()))
    assert result.accepted[0] == result.score


def test_points_that_differ_from_the_weight_are_noticed_and_both_scores_accepted():
    text = "重点支出安排率≥90%，计5分；80%（含）-90%，计4分；低于80%不得分"
    law = law_of(text, "8")
    assert not law.fits(Decimal(8)) and law.fits(FIVE)
    result = score_by(law, Decimal(85), Decimal(8))
    assert (result.score, set(result.accepted)) == (4, {Decimal(4), Decimal("6.4")})
    assert score_by(law, Decimal(95), Decimal(3)).score == 3


def test_scores_have_the_decimals_of_the_options_or_of_the_laws_own_points():
    one = ScoringOptions(decimals=1)
    law = law_of("得分=完成率×分值")
    assert score_by(law, Decimal("93.33"), FIVE, one).score == Decimal("4.7")
    assert Decimal("4.67") in score_by(law, Decimal("93.33"), FIVE, one).accepted
    quarters = law_of("≥90%得5分；80%（含）-90%得4.25分；低于80%不得分")
    assert score_by(quarters, Decimal(85), FIVE, one).score == Decimal("4.25")


def test_a_started_thousandth_is_arithmetic_not_excess():
    """28 ÷ 27 × 100 is not exactly what a spreadsheet shows; 104 computed as 104.00000000001 is 104."""
    assert scored(STAFF, "104.00000000001").accepted == scored(STAFF, "104").accepted


@pytest.mark.parametrize("weight", ["0", "-1", "NaN", "Infinity"])
def test_without_a_weight_there_is_no_law(weight):
    assert read_standard("≥90%得5分，低于90%不得分", Decimal(weight)) is None


def test_the_published_table_is_read_wholly(seeds):
    """岳阳 2021 评分表: every standard that states a law, and none that does not."""
    items = json.loads((seeds / "yueyang-2021.forms.json").read_text("utf-8"))["评分表"]["items"]
    kinds = {}
    for item in items:
        weight = Decimal(str(item["分值"]["num"] or 5))
        law = read_standard(item["评分标准"], weight)
        kinds.setdefault(law and law.kind, []).append(item["三级指标"])
        assert law is None or (law.fits(weight) and law.faults == ())
        assert law is None or law.item_total in (None, weight)
    assert {kind: len(names) for kind, names in kinds.items()} == {
        "deduction": 6,
        "bands": 4,
        "checklist": 5,
        "per_case": 1,
        None: 9,
    }
