"""K01–K19, each with situations that pass and that fail, as data (cases/K*.toml).

A case starts from a department whose nine tables agree (tests/recognition/final_account_departments.py) and changes a few cells:

situation    what somebody did; department: mixed (default) or plain
set          {"table:path" = "figure"}; "" empties the cell; a text is taken as it is
drop         tables that were not submitted; title_only: tables of which only the title is there;
             unfilled: tables without any figure
notes        {table = note below it}; facts: what the report's text says, for K16
finds        every finding of the rule, consequences of others included: "severity table:path"
unchecked    what the rule says it could not check
causes       how many errors of all K rules are left when consequences are folded: 1 where *finds* has an error, else 0
"""

import tomllib
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from perfeval_xl.core.cells import Box, Field
from perfeval_xl.core.engine import run
from perfeval_xl.core.findings import ERROR
from perfeval_xl.core.profiles import load_profile
from perfeval_xl.core.rules import rules_in
from perfeval_xl.domain.forms import NARRATIVE
from perfeval_xl.domain.narrative import Narrative
from perfeval_xl.rules.context import Context
from perfeval_xl.rules.final_accounts import MODULES
from tests.recognition.final_account_departments import DEPARTMENTS
from tests.recognition.final_account_layouts import Layout, book_of, field_at, tables_of

RULES = [rule for module in MODULES for rule in rules_in(module)]
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem} {case['situation']}")
    for path in sorted((Path(__file__).parent / "cases").glob("K*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def figure(text: str):
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def forms_of(case: dict) -> list:
    """The tables of a case, recognised from the sheets that somebody would have."""
    department = DEPARTMENTS[case.get("department", "mixed")]()
    for place, text in case.get("set", {}).items():
        table, _, path = place.partition(":")
        department[table][path] = figure(text)
    for table in case.get("unfilled", ()):
        department[table] = dict.fromkeys(department[table], "")
    for table in case.get("drop", ()):
        del department[table]
    layout = Layout(**case.get("layout", {}))
    book = book_of(department, layout, case.get("notes"))
    for sheet, table in zip(book.sheets, department):
        if table in case.get("title_only", ()):
            sheet.rows = sheet.rows[:3]
        for place, value in case.get("print", {}).items():  # a cell that is no figure: 行次, a line's label
            if place.startswith(f"{table}:"):
                at = field_at(tables_of(book), place)
                rows = [list(row) for row in sheet.rows]
                rows[at.row][at.col] = value
                sheet.rows = rows
    return tables_of(book)


def narrative(facts: dict[str, str]) -> Narrative:
    fields = {
        name: (Field("正文", i, 0, text, Decimal(text), name, "万元"),) for i, (name, text) in enumerate(facts.items())
    }
    return Narrative(NARRATIVE, "正文", Box(0, 0, 99, 0), Field("正文", 0, 0, "说明"), fields)


@pytest.mark.parametrize(("code", "case"), CASES)
def test_case(code, case):
    forms = forms_of(case)
    if "facts" in case:
        forms.append(narrative(case["facts"]))
    outcome = run(RULES, Context(forms, load_profile("mof-standard")), {}, [form.sheet for form in forms])
    found = sorted(
        f"{finding.severity} {finding.field.sheet}!{finding.field.cell}"
        for finding in outcome.findings
        if finding.rule == code
    )
    expected = []
    for entry in case.get("finds", ()):
        severity, _, place = entry.partition(" ")
        at = field_at(forms, place)
        expected.append(f"{severity} {at.sheet}!{at.cell}")
    assert found == sorted(expected)
    said = [result.reason for result in outcome.unchecked if result.rule == code]
    assert len(said) == len(case.get("unchecked", ())) and all(
        any(part in one for one in said) for part in case.get("unchecked", ())
    )
    left = [finding for finding in outcome.findings if finding.severity == ERROR and finding.counts]
    causes = case.get("causes", int(any(entry.startswith("error") for entry in case.get("finds", ()))))
    assert len(left) == causes, [finding.text for finding in left]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_case_that_passes_and_one_that_fails(rule):
    outcomes = {bool(case.values[1].get("finds")) for case in CASES if case.values[0] == rule.code}
    assert outcomes == {True, False}


@pytest.mark.parametrize("department", DEPARTMENTS)
@pytest.mark.parametrize(
    "layout", [{}, {"unit": "元"}, {"levels": False}, {"codes": "split"}, {"reverse": True}, {"first_line": 0}]
)
def test_a_consistent_department_hears_nothing(department, layout):
    outcome = run(
        RULES, Context(forms_of({"department": department, "layout": layout}), load_profile("mof-standard")), {}, []
    )
    assert outcome.findings == () and outcome.unchecked == ()
    assert [entry.rule for entry in outcome.not_applicable] == ["K16"]


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_any_one_wrong_figure_is_one_error(department):
    """Whatever single figure is mistyped, its cascade folds under one finding (rules.md: 一个根因一条)."""
    for table, figures in DEPARTMENTS[department]().items():
        for path, right in figures.items():
            case = {"department": department, "set": {f"{table}:{path}": str(right + Decimal("7.31"))}}
            outcome = run(RULES, Context(forms_of(case), load_profile("mof-standard")), {}, [])
            causes = [finding.text for finding in outcome.findings if finding.severity == ERROR and finding.counts]
            assert len(causes) == 1, (table, path, causes)
