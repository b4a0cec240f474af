"""Single mistakes planted in the entirely consistent department, and in the rule-scored example of another: each is
found, and nothing else is called wrong."""

import tomllib
from pathlib import Path

import pytest

from perfeval_xl.core.findings import ERROR
from perfeval_xl.rules.catalogue import catalogue
from perfeval_xl.rules.check import check_book
from tests.support.books import example, example_forms, with_value
from tests.support.locate import locate

NAME = "consistent-2024"
PLANTS = tomllib.loads((Path(__file__).parent / "plants.toml").read_text("utf-8"))["plant"]
RULE_SCORED = "yueyang-2021"
RULE_SCORED_PLANTS = tomllib.loads((Path(__file__).parent / "yueyang.toml").read_text("utf-8"))["plant"]

# Rules that no single mistake in this workbook can break; each is tested with its own cases in tests/rules.
ELSEWHERE = {
    "F11": "要有报告正文",
    "S08": "要有报告正文",
    "T12": "要有报告正文",
    "K16": "要有报告正文",
    "T13": "要有没有得分栏的目标表",
    "S10": "总分超过上限时 S01 或 F02 已经报错",
    "K18": "只在差额解释不了时提示，而那时 K 表之间已经报错",
    "J01": "岳阳的表本来就有，见 tests/golden",
    "J02": "岳阳的表本来就有，见 tests/golden",
}


def changes(plant, name=NAME):
    """(field, new value of its cell) for everything a plant alters."""
    forms = example_forms(name)
    for path, value in plant.get("set", {}).items():
        yield locate(forms, path), value
    for path in plant.get("blank", ()):
        yield locate(forms, path), ""
    for path, (old, new) in plant.get("replace", {}).items():
        field = locate(forms, path)
        text = example(name).sheet(field.sheet).value(field.row, field.col)
        assert old in text, f"{path} 里没有“{old}”：{text}"
        yield field, text.replace(old, new, 1)


def planted(plant, name=NAME):
    book = example(name)
    for field, value in changes(plant, name):
        book = with_value(book, field.sheet, field.row, field.col, value)
    return book._replace(sheets=tuple(s for s in book.sheets if s.name not in plant.get("drop", ())))


def test_the_consistent_department_is_clean():
    run = check_book(example(NAME))
    assert [f"{f.rule} {f.field.cell} {f.text}" for f in run.findings if f.severity in ("error", "warning")] == []
    assert run.unchecked == ()
    assert run.status == "passed"


def named(plants):
    return [f"{plant['rule']}-{plant['why'][:16]}" for plant in plants]


@pytest.mark.parametrize("plant", PLANTS, ids=named(PLANTS))
def test_each_planted_mistake_is_found_and_nothing_else_is_wrong(plant):
    assert_found_alone(plant, NAME)


@pytest.mark.parametrize("plant", RULE_SCORED_PLANTS, ids=named(RULE_SCORED_PLANTS))
def test_each_mistake_in_a_rule_scored_table_is_found_and_nothing_else_is_wrong(plant):
    assert_found_alone(plant, RULE_SCORED)


def assert_found_alone(plant, name):
    """The plant's rule reports it at its place; what the workbook had before does not count again."""
    before = {f.key for f in check_book(example(name)).findings}
    run = check_book(planted(plant, name))
    forms = example_forms(name)
    where = {field.place for field, _ in changes(plant, name)} | {locate(forms, path).place for path in plant.get("at", ())}
    counted = [f for f in run.findings if f.counts and f.key not in before]
    told = [f"{f.rule} {f.field.sheet}!{f.field.cell} {f.text}" for f in counted]
    hits = [f for f in counted if f.rule == plant["rule"] and where & {f.field.place, *(r.place for r in f.related)}]
    assert hits, f"没有报出：{plant['why']}；报的是 {told}"
    errors = {f.rule for f in counted if f.severity == ERROR}
    assert errors - {plant["rule"], *plant.get("also", ())} == set(), told
    if len(where) == 1:
        assert sum(f.severity == ERROR for f in counted) <= 1, f"一个错报了几次：{told}"


def test_every_rule_is_planted_or_explained():
    planted_rules = {plant["rule"] for plant in (*PLANTS, *RULE_SCORED_PLANTS)}
    missing = [rule.code for rule in catalogue() if rule.code not in planted_rules | set(ELSEWHERE)]
    assert missing == []
    assert len(PLANTS) >= 40
    assert not planted_rules & set(ELSEWHERE)
