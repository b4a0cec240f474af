"""The published forms, read from the example workbooks, say what the seeds say that they say."""

import json
from decimal import Decimal

import pytest

from perfeval_xl.domain.forms import PROJECT, SELF_EVALUATIONS, WHOLE
from tests.support.books import EXAMPLES, ROOT, example_forms

FORM_KINDS = {"部门整体支出绩效自评表": WHOLE, "项目支出绩效自评表": PROJECT}
PUBLISHED = {"quyuan-2024": 6, "lukou-2022": 1, "zhuzhou-2024": 1}


def read_forms(name):
    if not (EXAMPLES / f"{name}.xlsx").exists():
        pytest.skip(f"没有 {name}.xlsx：先运行 {(ROOT / 'workbooks' / 'build_examples.py').relative_to(ROOT)}")
    return [form for form in example_forms(name) if form.kind in SELF_EVALUATIONS]


def seed_forms(seeds, name):
    content = json.loads((seeds / f"{name}.forms.json").read_text(encoding="utf-8"))
    return [form for form in content["forms"] if form.get("form") in FORM_KINDS]


@pytest.mark.parametrize(("name", "count"), [*PUBLISHED.items(), ("consistent-2024", 4)])
def test_every_form_is_found_and_wholly_recognised(name, count):
    forms = read_forms(name)
    assert len(forms) == count
    assert [form.missing for form in forms] == [()] * count
    assert forms[0].kind == WHOLE and all(form.kind == PROJECT for form in forms[1:])
    assert all(form.unit_stated and form.unit == "万元" for form in forms)


@pytest.mark.parametrize("name", PUBLISHED)
def test_head_funds_and_totals_are_those_of_the_seeds(name, seeds):
    for form, seed in zip(read_forms(name), seed_forms(seeds, name), strict=True):
        assert form.kind == FORM_KINDS[seed["form"]]
        assert form.year == seed["year"]
        names = {"项目支出名称": form.project_name, "主管部门": form.supervisor, "实施单位": form.unit_name}
        for label, field in names.items():
            assert label not in seed or field.text == seed[label]
        assert "预算部门名称" not in seed or form.unit_name.text == seed["预算部门名称"]["raw"]
        assert [fund_row(row) for row in form.funds] == [seed_fund_row(row) for row in seed["资金"]]
        assert (form.total_weight.number, form.total_score.number) == (number(seed["总分"]["分值"]), number(seed["总分"]["得分"]))


def fund_row(row):
    return [row.initial_budget.number, row.annual_budget.number, row.executed.number, row.weight.number, row.rate.number, row.score.number]


def seed_fund_row(row):
    return [number(row[label]) for label in ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")]


def number(cell):
    return None if cell["num"] is None else Decimal(str(cell["num"]))


@pytest.mark.parametrize("name", PUBLISHED)
def test_income_and_expenditure_by_nature_are_those_of_the_seeds(name, seeds):
    for form, seed in zip(read_forms(name), seed_forms(seeds, name), strict=True):
        for items, label in ((form.income, "按收入性质分"), (form.expenditure, "按支出性质分")):
            assert [(item.label, item.amount.number) for item in items] == [
                (item["label"], number(item)) for item in seed.get(label, [])
            ]


@pytest.mark.parametrize("name", PUBLISHED)
def test_indicators_are_those_of_the_seeds(name, seeds):
    for form, seed in zip(read_forms(name), seed_forms(seeds, name), strict=True):
        assert len(form.indicators) == len(seed["指标"])
        for indicator, item in zip(form.indicators, seed["指标"]):
            assert indicator.level1.name == item["一级指标"]
            assert indicator.level1.weight == (None if item["一级标题分值"] is None else Decimal(str(item["一级标题分值"])))
            assert indicator.level2.name == item["二级指标"]
            assert same(indicator.target.text, item["年度指标值"]["raw"])
            assert same(indicator.actual.text, item["实际完成值"]["raw"])
            assert (indicator.weight.number, indicator.score.number) == (number(item["分值"]), number(item["得分"]))


def same(text, other):
    return "".join(text.split()) == "".join(other.split())


@pytest.mark.parametrize("name", PUBLISHED)
def test_signatures_are_those_of_the_seeds(name, seeds):
    for form, seed in zip(read_forms(name), seed_forms(seeds, name), strict=True):
        line = seed["脚注"]
        if line is None:
            assert form.signatures is None
        else:
            filled = {label: text for label, text in line.items() if label not in ("line", "raw")}
            assert {entry.label: entry.field.text for entry in form.signatures} == filled
