"""Every verdict that people reached on real published documents, against what the checker says.

The verdicts are ../shared/seeds/*.truth.json; maps/*.toml ties each id to fields of the forms; exceptions.toml holds
the few ids that are not reproduced, running_text.toml those that need a report, each with its reason. Nothing here was
copied from the checker's output.
"""

import json
import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

from perfeval_xl.core.findings import ERROR, ROUNDING, WARNING
from perfeval_xl.rules.catalogue import catalogue
from perfeval_xl.rules.check import check_book
from tests.support.books import SHARED, example, example_forms
from tests.support.locate import locate

HERE = Path(__file__).parent
DOCUMENTS = ("quyuan-2024", "lukou-2022", "zhuzhou-2024", "yueyang-2021")
SEVERITIES = tomllib.loads((HERE / "severities.toml").read_text("utf-8"))
RUNNING_TEXT = tomllib.loads((HERE / "running_text.toml").read_text("utf-8"))
EXCEPTIONS = tomllib.loads((HERE / "exceptions.toml").read_text("utf-8"))

needs_truth = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="没有 ../shared/seeds：真实文档的结论不在这台机器上，金标准测试跳过"
)


@lru_cache(maxsize=None)
def truth(document):
    items = json.loads((SHARED / "seeds" / f"{document}.truth.json").read_text("utf-8"))["items"]
    return {item["id"]: item for item in items}


@lru_cache(maxsize=None)
def field_map(document):
    return tomllib.loads((HERE / "maps" / f"{document}.toml").read_text("utf-8"))


@lru_cache(maxsize=None)
def findings(document):
    return check_book(example(document)).findings


def places(document, paths):
    """The cells that the paths name; a form alone stands for every cell of it."""
    forms = example_forms(document)
    for path in paths:
        if "/" in path:
            yield locate(forms, path).place
        else:
            form = locate(forms, f"{path}/标题")
            yield next(f for f in forms if f.title.place == form.place)


def at(finding, place):
    """Whether the finding points at the cell, or lies in the form."""
    if isinstance(place, tuple) and len(place) == 3 and isinstance(place[0], str):
        return place == finding.field.place or place in [field.place for field in finding.related]
    return finding.field.sheet == place.sheet and place.box.holds(finding.field.row, finding.field.col)


def reported(document, item):
    """Findings of the item's rules at the item's fields, one list a field."""
    rules = item["rule"].split("+")
    paths = field_map(document)[item["id"]]
    return {
        path: [f for f in findings(document) if f.rule in rules and at(f, place)]
        for path, place in zip(paths, places(document, paths))
    }


CASES = [(document, number) for document in DOCUMENTS for number in field_map(document) if number not in EXCEPTIONS]


@needs_truth
@pytest.mark.parametrize(("document", "number"), CASES)
def test_each_verdict(document, number):
    item = truth(document)[number]
    found = reported(document, item)
    told = f"{item['where']}：{item['relation']}（{item['why']}）"
    if item["verdict"] == "ok":
        wrong = [f.text for listed in found.values() for f in listed if f.severity != ROUNDING]
        assert not wrong, f"误报 {told} → {wrong}"
    elif item["verdict"] == "rounding":
        assert all(f.severity == ROUNDING for listed in found.values() for f in listed), f"尾差被当成错 {told}"
        assert any(found.values()), f"尾差没有列出 {told}"
    else:
        silent = [path for path, listed in found.items() if not listed]
        assert not silent, f"漏报 {told} @ {silent}"
        for listed in found.values():
            assert any(f.severity == due_severity(number, f.rule) for f in listed), f"级别不符 {told}：{listed[0].severity}"


@lru_cache(maxsize=None)
def due_severity(number, code):
    """The level of rules.md: the rule's own, or the one of severities.toml where the rule has two."""
    severities = next(rule.severities for rule in catalogue() if rule.code == code)
    return SEVERITIES.get(number) or (severities[0] if len(severities) == 1 else "severities.toml 里没有写")


@needs_truth
@pytest.mark.parametrize("document", DOCUMENTS)
def test_nothing_else_is_reported_as_wrong_or_doubtful(document):
    """Every error and every warning answers to a verdict; what answers to none is a false alarm."""
    wanted = [
        (rule, place)
        for number, paths in field_map(document).items()
        if truth(document)[number]["verdict"] in ("error", "suspicious")
        for rule in truth(document)[number]["rule"].split("+")
        for place in places(document, paths)
    ]
    extra = [
        f"{f.rule} {f.field.sheet}!{f.field.cell} {f.text}"
        for f in findings(document)
        if f.severity in (ERROR, WARNING) and f.counts and not any(f.rule == rule and at(f, place) for rule, place in wanted)
    ]
    allowed = EXCEPTIONS.get("beyond_truth", {}).get(document, {})
    assert [line for line in extra if " ".join(line.split()[:2]) not in allowed] == []


@needs_truth
@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_verdict_is_left_out_silently(document):
    """What the rules built here owe is either tied to fields or listed with the running text it needs."""
    built = {rule.code for rule in catalogue()}
    owed = {
        number
        for number, item in truth(document).items()
        if item["verdict"] != "ok" and not built.isdisjoint(item["rule"].split("+"))
    }
    listed = {number for number in RUNNING_TEXT if number in truth(document)}
    assert owed - set(field_map(document)) == listed


@needs_truth
def test_exceptions_are_few_and_each_still_needed():
    numbers = [number for number in EXCEPTIONS if number != "beyond_truth"]
    assert len(numbers) <= 12
    for number in numbers:
        document = next(d for d in DOCUMENTS if number in field_map(d))
        item = truth(document)[number]
        assert item["verdict"] == "suspicious", "只有判断项可以例外"
        assert not all(reported(document, item).values()), f"{number} 已能报出，例外可以删去"


@needs_truth
@pytest.mark.parametrize(
    ("document", "stated", "computed"),
    [("quyuan-2024", 98, 96.1), ("zhuzhou-2024", 99.7, 98.3), ("lukou-2022", 96, None), ("yueyang-2021", 99, 97)],
)
def test_totals(document, stated, computed):
    entry = check_book(example(document)).to_dict()["forms"]
    whole = next(form for form in entry if form["kind"] in ("whole_self_evaluation", "scoring_table"))
    assert whole["stated_total"] == stated
    if computed is not None:
        assert whole["computed_total"] == computed
