"""Scoring laws that a profile gives as tables: what they mean, how they scale, and what is refused."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from perfeval_xl.domain import standards
from perfeval_xl.domain.inputs import INPUTS
from perfeval_xl.domain.standards import describe, law_from_data, score_by

PROFILES = Path(standards.__file__).resolve().parents[2] / "profiles"
BANDS = [{"from": "90", "points": "5"}, {"from": "80", "below": "90", "points": "4"}, {"below": "80", "points": "0"}]
SURPLUS = [
    {"to": "0", "points": "3"},
    {"above": "0", "to": "carried_in", "points": "2"},
    {"above": "carried_in", "points": "0"},
]
LAWS = {
    "deduction": {"kind": "deduction", "full": "5", "full_to": "100", "deduct": "0.5"},
    "card": {"kind": "deduction", "full_from": "50", "deduct": "0.1", "nothing_below": "40", "partial": "started"},
    "both": {"kind": "deduction", "full": "10", "full_from": "95", "full_to": "105", "deduct": "1", "most": "6"},
    "bands": {"kind": "bands", "full": "5", "bands": BANDS},
    "surplus": {"kind": "bands", "full": "3", "unit": "万元", "bands": SURPLUS},
    "proportional": {"kind": "proportional", "nothing_below": "60"},
    "target": {"kind": "proportional", "full_from": "95"},
}


def scored(name: str, value: str, weight: str):
    others = {"carried_in": Decimal("1397.76")}
    return score_by(law_from_data(LAWS[name], name), Decimal(value), Decimal(weight), others=others).score


@pytest.mark.parametrize(
    "name, value, weight, score",
    [
        ("deduction", "93.33", "5", "5"),
        ("deduction", "104", "5", "3"),
        ("deduction", "104", "8", "4.8"),  # three of five, scaled to eight
        ("deduction", "200", "8", "0"),
        ("card", "50", "3", "3"),
        ("card", "48.5", "3", "2.4"),
        ("card", "39.9", "3", "0"),
        ("both", "100", "10", "10"),
        ("both", "93", "10", "8"),
        ("both", "107", "10", "8"),
        ("both", "10", "10", "4"),
        ("bands", "85", "5", "4"),
        ("bands", "85", "8", "6.4"),
        ("bands", "12", "8", "0"),
        ("surplus", "0", "3", "3"),
        ("surplus", "65.66", "3", "2"),
        ("surplus", "65.66", "5", "3.33"),
        ("surplus", "1463.42", "3", "0"),
        ("proportional", "88.8", "10", "8.88"),
        ("proportional", "59", "10", "0"),
        ("proportional", "120", "10", "10"),
        ("target", "47.5", "10", "5"),
        ("target", "95", "10", "10"),
    ],
)
def test_a_law_of_a_profile_scales_to_the_weight(name, value, weight, score):
    assert scored(name, value, weight) == Decimal(score)


def test_it_fits_every_weight_and_is_told_in_its_own_points():
    assert law_from_data(LAWS["bands"]).fits(Decimal(8))
    assert describe(law_from_data(LAWS["bands"])).startswith("满分 5 分：达到 90%，得 5 分；")
    assert describe(law_from_data(LAWS["card"])).startswith("满分 100% 的分值：达到 50%，得 100% 的分值；")


def test_checklists_and_cases_are_for_a_person():
    items = [{"text": "制度已制定", "points": "2"}, {"text": "得到执行", "points": "1"}]
    law = law_from_data({"kind": "checklist", "full": "3", "items": items}, "管理制度健全性")
    assert (law.measurable, law.item_total, [item.text for item in law.items]) == (False, 3, ["制度已制定", "得到执行"])
    bare = {"kind": "checklist", "full": "3", "items": [{"text": "审批完整"}, {"text": "用途相符"}], "deduct": "1"}
    assert (law_from_data(bare).deduct, law_from_data(bare).item_total) == (1, None)
    case = law_from_data({"kind": "per_case", "full": "3", "deduct": "0.5", "case": "未按进度下达"}, "支付进度")
    assert (case.measurable, case.deduct, case.subject) == (False, Decimal("0.5"), "未按进度下达")


@pytest.mark.parametrize(
    "table, said",
    [
        ([], "计分规则“控制率”应是一个表"),
        ({}, "“控制率”的 kind 应是 bands、deduction、proportional、checklist、per_case 之一"),
        ({"kind": ["bands"]}, "的 kind 应是"),
        (
            {"kind": "deduction", "full_to": "100", "deduct": "0.1", "cap": "1"},
            "的 cap 不认识，可用的有 kind、full、unit",
        ),
        ({"kind": "deduction", "full_to": 100, "deduct": "0.1"}, '的 full_to 应是写成文字的数，如 "0.5"，现在是 100'),
        ({"kind": "deduction", "full_to": "一百", "deduct": "0.1"}, "的 full_to 应是写成文字的数"),
        ({"kind": "deduction", "full_to": "100"}, "的 deduct 没有写"),
        ({"kind": "deduction", "full_to": "100", "deduct": "0"}, "的 deduct 应大于 0"),
        ({"kind": "deduction", "full_to": "100", "deduct": "0.1", "step": "-1"}, "的 step 应大于 0"),
        ({"kind": "deduction", "deduct": "0.1"}, "的 full_from 或 full_to 至少写一个"),
        ({"kind": "deduction", "full_from": "9", "full_to": "1", "deduct": "1"}, "的 full_from 高于 full_to"),
        (
            {"kind": "deduction", "full_to": "9", "deduct": "1", "nothing_below": "1"},
            "的 nothing_below 只在写了 full_from",
        ),
        ({"kind": "deduction", "full_to": "9", "deduct": "1", "partial": "half"}, "的 partial 应是 whole、started"),
        ({"kind": "bands", "bands": []}, "的 bands 应是至少有一行的列表"),
        ({"kind": "bands", "bands": [5]}, "“控制率 bands 第 1 行”应是一个表"),
        ({"kind": "bands", "bands": [{"from": "1", "above": "1", "points": "1"}]}, "的 above 与 from 只能写一个"),
        ({"kind": "bands", "bands": [{"from": "2", "to": "1", "points": "1"}]}, "的下限高于上限"),
        ({"kind": "bands", "bands": [{"from": "9", "points": "2"}]}, "第 1 行”的 points 应是 0 到 1 之间的数"),
        ({"kind": "bands", "bands": [{"from": "surplu", "points": "1"}]}, "的 from 应是写成文字的数"),
        ({"kind": "bands", "bands": [{"from": "90", "points": "1"}]}, "的各档没有接好：低于 90% 怎么计分没有写明"),
        ({"kind": "bands", "full": "0", "bands": BANDS}, "的 full 应大于 0"),
        ({"kind": "proportional", "full_from": "60", "nothing_below": "60"}, "的 nothing_below 应低于 full_from"),
        ({"kind": "proportional", "unit": 1}, "的 unit 应是文字"),
        ({"kind": "checklist", "items": [{"text": "甲", "points": "0.5"}]}, "的 points 合计是 0.5，应等于满分 1"),
        ({"kind": "checklist", "items": [{"text": "甲"}]}, "的每一行都要写 points，或者写 deduct"),
        (
            {"kind": "checklist", "items": [{"text": "甲", "points": "1"}], "deduct": "1"},
            "的 deduct 与各项的 points 只能写一种",
        ),
        ({"kind": "per_case"}, "的 deduct 没有写"),
    ],
)
def test_a_mistake_is_named_with_its_key(table, said):
    with pytest.raises(ValueError) as raised:
        law_from_data(table, "控制率")
    assert said in str(raised.value)


def test_without_a_name_the_sentence_still_reads():
    with pytest.raises(ValueError, match="^计分规则的 kind 应是"):
        law_from_data({"kind": "steps"})


@pytest.mark.parametrize("path", sorted(PROFILES.rglob("laws/*.toml")), ids=lambda path: path.stem)
def test_every_law_of_the_built_in_profiles_is_one(path):
    for name, table in tomllib.loads(path.read_text("utf-8")).items():
        law = law_from_data(table, name)
        assert law.faults == () and set(law.needs) <= set(INPUTS) and describe(law)


def test_the_tables_of_the_manual_are_laws():
    """The package's docstring shows each kind once."""
    shown = standards.__doc__.partition(".. code-block:: toml")[2]
    laws = {name: law_from_data(table, name) for name, table in tomllib.loads(shown).items()}
    assert {law.kind for law in laws.values()} == {"bands", "deduction", "proportional", "checklist", "per_case"}
    assert laws["资金结余"].needs == ("carried_in",)
