"""The consistent example's self-evaluation forms: funds, weights, scores and goals recomputed from the cells."""

import re
from decimal import Decimal

import pytest
from consistent_example import UNIT, book, form, number, rounded, sides, subjects

PROJECTS = ("项目自评表1", "项目自评表2", "项目自评表3")
FORMS = ("整体自评表", *PROJECTS)
VALUE = re.compile(r"(?P<sign>[≥≤=]?)(?P<number>\d+(?:\.\d+)?)(?P<unit>\D+)")


@pytest.fixture(scope="module")
def sheets():
    return book()


@pytest.fixture(scope="module")
def forms(sheets):
    return {name: form(sheets[name]) for name in FORMS}


def total_funds(one):
    return [number(value) for value in one["funds"]["年度资金总额"][:3]]


@pytest.mark.parametrize("name", FORMS)
def test_rate_and_execution_score(forms, name):
    initial, annual, executed = total_funds(forms[name])
    weight, rate, score = forms[name]["funds"]["年度资金总额"][3:]
    printed = number(rate) * 100 if name == "整体自评表" else Decimal(rate.rstrip("%"))
    assert printed == rounded(executed / annual * 100, 2)
    assert number(score) == rounded(number(weight) * executed / annual, 1)
    assert executed <= annual and abs(annual - initial) / initial <= Decimal("0.2")


@pytest.mark.parametrize("name", PROJECTS)
def test_a_project_is_the_sum_of_its_sources(forms, name):
    funds = forms[name]["funds"]
    assert set(funds) == {"年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金"}
    for column in range(3):
        parts = [number(funds[label][column]) for label in funds if label != "年度资金总额"]
        assert number(funds["年度资金总额"][column]) == sum(parts)


def test_both_natures_are_the_executed_amount(forms):
    natures = {label: Decimal(text) for label, text in forms["整体自评表"]["natures"].items()}
    executed = total_funds(forms["整体自评表"])[2]
    income = ("一般公共预算", "政府性基金拨款", "纳入专户管理的非税收入拨款", "其他资金")
    assert executed == natures["按收入性质分"] == sum(natures[label] for label in income)
    assert executed == natures["按支出性质分"] == natures["基本支出"] + natures["项目支出"]


def test_the_form_agrees_with_the_final_accounts(sheets, forms):
    natures = {label: Decimal(text) for label, text in forms["整体自评表"]["natures"].items()}
    income, spending = sides(sheets["公开01表"], 1)
    spent = subjects(sheets["公开03表"], 6)["合计"]
    assert total_funds(forms["整体自评表"])[2] == spending["本年支出合计"][0]
    assert (natures["基本支出"], natures["项目支出"]) == spent[1:3]
    assert natures["一般公共预算"] == income["一、一般公共预算财政拨款收入"]
    assert natures["政府性基金拨款"] == income["二、政府性基金预算财政拨款收入"]
    assert natures["其他资金"] == income["八、其他收入"]
    assert natures["项目支出"] == sum(total_funds(forms[name])[2] for name in PROJECTS)


@pytest.mark.parametrize("name, least", [(FORMS[0], 12), *((name, 8) for name in PROJECTS)])
def test_weights_and_scores_add_up(forms, name, least):
    one = forms[name]
    assert len(one["indicators"]) >= least
    headings = {}
    for first, _, _, _, _, weight, _, _ in one["indicators"]:
        headings[first] = headings.get(first, 0) + number(weight)
    for heading, weight in headings.items():
        assert int(re.search(r"（(\d+)分）", heading)[1]) == weight
    execution = one["funds"]["年度资金总额"]
    assert sorted(headings.values()) == [10, 30, 50] and number(execution[3]) == 10
    total = sum(number(row[6]) for row in one["indicators"]) + number(execution[5])
    assert (number(one["total"][0]), number(one["total"][1])) == (100, total)


@pytest.mark.parametrize("name", FORMS)
def test_each_score_follows_from_target_and_actual(forms, name):
    for _, _, indicator, target, actual, weight, score, reason in forms[name]["indicators"]:
        wanted, got = VALUE.fullmatch(target), VALUE.fullmatch(actual)
        assert wanted["sign"] and not got["sign"] and wanted["unit"] == got["unit"], indicator
        goal, done = Decimal(wanted["number"]), Decimal(got["number"])
        reached = done <= goal if wanted["sign"] == "≤" else done >= goal
        expected = number(weight) if reached else rounded(number(weight) * done / goal, 1)
        assert number(score) == expected, indicator
        assert bool(reason) == (number(score) < number(weight)), indicator
        assert wanted["unit"] == "%" or wanted["sign"] == "≤" or done / goal < Decimal("1.3"), indicator


def test_some_scores_are_short_of_their_weight(forms):
    short = [row for name in FORMS for row in forms[name]["indicators"] if number(row[6]) < number(row[5])]
    assert len(short) >= 2 and all(len(row[7]) >= 20 for row in short)


@pytest.mark.parametrize("name", FORMS)
def test_indicator_names_are_single_and_measurable(forms, name):
    names = [row[2] for row in forms[name]["indicators"]]
    assert len(set(names)) == len(names)
    for indicator, target in ((row[2], row[3]) for row in forms[name]["indicators"]):
        assert not re.search(r"[\d、，；和及与]", indicator.replace("及时", "")), indicator
        assert "%" not in target or indicator.endswith(("率", "度")), indicator


@pytest.mark.parametrize("name", FORMS)
def test_the_cost_target_is_the_initial_budget(forms, name):
    costs = [row for row in forms[name]["indicators"] if row[1] == "成本指标"]
    initial, _, executed = total_funds(forms[name])
    assert [(row[3], row[4]) for row in costs] == [(f"≤{initial:.2f}万元", f"{executed:.2f}万元")]


@pytest.mark.parametrize("name", FORMS)
def test_goals_answer_each_other_by_number(forms, name):
    expected, achieved = ([line[:2] for line in text.split("\n")] for text in forms[name]["goals"])
    assert expected == achieved == [f"{number}." for number in range(1, len(expected) + 1)]


def test_the_unit_has_one_name_everywhere(sheets):
    texts = [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    named = [text for text in texts if "政务服务局" in text]
    assert len(named) == 1 + 2 * len(PROJECTS) + 9
    assert {text.removeprefix("部门：") for text in named} == {UNIT}


def test_amounts_have_at_most_two_decimals(sheets):
    for sheet in sheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, float) and "%" not in cell.number_format:
                    assert round(cell.value, 2) == cell.value, f"{sheet.title}!{cell.coordinate}"
