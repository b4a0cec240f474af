"""Cases of rules as data: reading them, and holding a rule to one of them."""

import tomllib
from pathlib import Path

import pytest

from perfeval_xl.core.cells import parse_address
from perfeval_xl.core.engine import run
from perfeval_xl.core.findings import Unchecked
from perfeval_xl.core.profiles import load_profile
from perfeval_xl.rules.catalogue import catalogue
from perfeval_xl.rules.context import Context
from tests.rules.build import changed, submission
from tests.support.locate import locate

CASES = Path(__file__).parent / "cases"


def listed_cases(*codes: str) -> list:
    """pytest parameters (code, case) from cases/CODE.toml.

    situation  what somebody did
    set        {path = text}: cells of the consistent submission that read otherwise
    form       {form = {entry = …}}: other content for a form, see build.py
    drop       forms that were not submitted
    profile    the profile; hunan-2024 unless given
    finds      all that the rule says: “severity path”; none in a case that passes
    unchecked  paths at which it says that it could not check
    expected   the expected values, one a finding; says: words that must stand in one of the messages
    """
    return [
        pytest.param(code, case, id=f"{code} {case['situation']}")
        for code in codes
        for case in tomllib.loads((CASES / f"{code}.toml").read_text("utf-8"))["case"]
    ]


def kinds_of_cases(code: str) -> set[str]:
    """Which kinds of case a rule has: “finds”, “silent”."""
    listed = tomllib.loads((CASES / f"{code}.toml").read_text("utf-8"))["case"]
    return {"finds" if case.get("finds") else "silent" for case in listed if "unchecked" not in case}


def context_of(case: dict) -> Context:
    """The submission that a case describes."""
    forms = changed(submission(case.get("form"), tuple(case.get("drop", ()))), case.get("set", {}))
    return Context(forms, load_profile(case.get("profile", "hunan-2024")))


def assert_case(code: str, case: dict) -> None:
    """The rule says exactly what the case lists, at those cells."""
    context = context_of(case)
    rule = next(rule for rule in catalogue() if rule.code == code)
    said = [] if context.lacking(rule) else list(_said(rule, context))
    findings = [one for one in said if not isinstance(one, Unchecked)]
    unchecked = [one for one in said if isinstance(one, Unchecked)]
    told = [one.text for one in findings]
    found = [(one.severity, one.field.place) for one in findings]
    wanted = [(severity, place(context, path)) for severity, path in (each.split(" ", 1) for each in case.get("finds", ()))]
    assert sorted(found) == sorted(wanted), told
    assert all(one.basis for one in findings)
    lacking = [place(context, path) for path in case.get("unchecked", ())]
    assert [(one.sheet, *parse_address(one.cell)) for one in unchecked] == lacking
    if "expected" in case:
        assert [one.expected for one in findings] == case["expected"], told
    for words in case.get("says", ()):
        assert any(words in text for text in told), told


def place(context: Context, path: str) -> tuple[str, int, int]:
    """The cell that a path names; “form!B3” is an address, for cells that have no name."""
    sheet, _, cell = path.partition("!")
    return (sheet, *parse_address(cell)) if cell else locate(context.forms, path).place


def _said(rule, context: Context):
    if not rule.each:
        return rule.check(context)
    return (one for form in context.forms_of(rule.each) for one in rule.check(context, form))


def left_after_folding(case: dict) -> list[str]:
    """Errors and warnings that are left when the consequences are folded: “severity rule”, of the F, W and S rules and B01."""
    rules = [rule for rule in catalogue() if rule.family in "FWS" or rule.code == "B01"]
    outcome = run(rules, context_of(case), {}, ())
    return [f"{one.severity} {one.rule}" for one in outcome.findings if one.counts and one.severity in ("error", "warning")]
