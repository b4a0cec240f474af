"""JUnit XML as a continuous integration server reads it."""

from xml.etree import ElementTree

import pytest

from perfeval_xl.report.junit import render
from tests.report import runs


def suites(*given, **options):
    return ElementTree.fromstring(render(given, **options))


def failing(root):
    return [case.get("name") for case in root.iter("testcase") if case.find("failure") is not None]


@pytest.mark.parametrize(
    "fail_on, names",
    [
        ("error", ["F01 执行率 整体自评表!C6"]),
        ("warning", ["F01 执行率 整体自评表!C6", "S03 扣分须说明 整体自评表!C12"]),
    ],
)
def test_what_fails_the_command_fails_the_case_and_consequences_do_not(fail_on, names):
    assert failing(suites(runs.EVERYTHING, fail_on=fail_on)) == names


def test_an_explained_warning_does_not_fail():
    assert failing(suites(runs.run(runs.EXPLAINED), fail_on="warning")) == []


def test_the_counts_are_those_of_the_cases():
    root = suites(runs.EVERYTHING, runs.UNREADABLE)
    cases = list(root.iter("testcase"))
    counted = {
        "tests": len(cases),
        **{f"{kind}s": sum(c.find(kind) is not None for c in cases) for kind in ("failure", "error")},
        "skipped": sum(c.find("skipped") is not None for c in cases),
    }
    assert {name: int(root.get(name)) for name in counted} == counted
    assert counted["errors"] == 1 and counted["skipped"] == len(runs.UNCHECKED) + len(runs.ABSENT)


def test_a_rule_without_findings_is_a_case_that_passes():
    names = [case.get("name") for case in suites(runs.run()).iter("testcase")]
    assert "F01 执行率" in names


NASTY = {"markup": 'a<b>&"c"', "white space": "一行\n两行\t格", "illegal in XML": "坏\x00字符\x1b\ud800"}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_any_text_of_a_cell_gives_well_formed_xml(text):
    root = suites(runs.run(runs.finding("F01", "error", 6, text, actual=text, expected="1"), path=f"{text}.xlsx"))
    told = root.find(".//failure").get("message")
    assert told == "".join(c if c in "\t\n" or c >= " " and not "\ud800" <= c < "\ue000" else "\ufffd" for c in text)
