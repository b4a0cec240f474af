"""Typed forms from plain words, and the cases of a rule from its TOML file.

A case describes a form in the field's words; a finding is expected as “level place”: ``warning 0/actual`` is the
完成值 of the first indicator, ``info signature:填表人`` an entry below the table, ``1:unit_name`` a field of the second
form of the case.
"""

import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from perfeval_xl.core.cells import Box, Field
from perfeval_xl.core.money import MONEY_UNITS, read_number
from perfeval_xl.core.profiles import load_profile
from perfeval_xl.domain.forms import (
    FINAL_ACCOUNT,
    GOAL_TABLE,
    NARRATIVE,
    PROJECT,
    WHOLE,
    FinalAccount,
    FundRow,
    GoalItem,
    GoalTable,
    Heading,
    Indicator,
    NatureItem,
    SelfEvaluation,
    Signature,
)
from perfeval_xl.domain.narrative import Narrative
from perfeval_xl.rules.catalogue import catalogue
from perfeval_xl.rules.context import Context

CASES = Path(__file__).parent / "cases"
KINDS = {"整体": WHOLE, "项目": PROJECT, "目标表": GOAL_TABLE, "决算表": FINAL_ACCOUNT, "正文": NARRATIVE}
INDICATOR_COLUMNS = ("name", "target", "actual", "weight", "score", "reason", "nature", "unit")
FUND_COLUMNS = ("initial_budget", "annual_budget", "executed", "weight", "rate", "score")
SINGLE = ("unit_name", "reporting_unit", "supervisor", "project_name", "expected_goals", "achieved_goals", "total_score")


class Built(NamedTuple):
    """The forms of a case and what each of their cells is called."""

    forms: tuple
    places: dict

    def name_of(self, field: Field) -> str:
        return self.places.get(field.place, field.cell)


class Cells:
    """Hands out the cells of one form, one row each kind of thing, and remembers their names."""

    def __init__(self, number: int, places: dict):
        self.sheet = f"表{number + 1}"
        self.prefix = f"{number}:" if number else ""
        self.places = places
        self.row = 1

    def field(self, text, name: str, unit: str = "", row: int | None = None, col: int = 0, label: str = "") -> Field:
        text = str(text)
        if row is None:
            row, self.row = self.row, self.row + 1
        number = read_number(text.removesuffix("%"))
        if unit and number is not None:
            number *= MONEY_UNITS[unit]
        field = Field(self.sheet, row, col, text, number, label, unit)
        self.places.setdefault(field.place, self.prefix + name)
        return field


def build(case: dict) -> Built:
    """The forms that a case describes; *more* are the other forms of its submission."""
    places = {}
    described = [case, *case.get("more", ())]
    return Built(tuple(_form(one, Cells(number, places)) for number, one in enumerate(described)), places)


def _form(case: dict, cells: Cells):
    kind = KINDS[case.get("kind", "项目")]
    title = cells.field(case.get("title", "2024年度绩效自评表"), "title")
    texts = tuple(cells.field(text, f"texts:{i}") for i, text in enumerate(case.get("texts", ())))
    single = {name: cells.field(case[name], name) for name in SINGLE if name in case}
    common = {"sheet": cells.sheet, "box": Box(0, 0, 400, 40), "title": title, "texts": texts}
    if kind == FINAL_ACCOUNT:
        return FinalAccount(kind, case.get("table", "expenditure"), unit_name=single.get("unit_name"), **common)
    if kind == NARRATIVE:
        facts = {name: tuple(cells.field(said, f"fact:{name}") for said in saids) for name, saids in case["facts"].items()}
        return Narrative(kind, facts=facts, **common)
    if kind == GOAL_TABLE:
        return GoalTable(kind, items=tuple(_items(case, cells)), **single, **common)
    unit = case.get("amount_unit", "万元")
    notes = tuple(cells.field(text, f"notes:{i}") for i, text in enumerate(case.get("notes", ())))
    return SelfEvaluation(
        kind,
        unit=unit,
        funds=tuple(_fund_row(role, figures, unit, cells) for role, figures in case.get("funds", {}).items()),
        expenditure=tuple(
            NatureItem(role, role, cells.field(figure, f"expenditure:{role}", unit))
            for role, figure in case.get("expenditure", {}).items()
        ),
        indicators=tuple(_indicator(i, entry, cells) for i, entry in enumerate(case.get("indicators", ()))),
        notes=notes,
        signatures=_signatures(case.get("signatures"), cells),
        contacts=_signatures(case.get("contacts", {}), cells),
        **single,
        **(common | {"texts": texts + notes}),
    )


def _indicator(number: int, entry: dict, cells: Cells) -> Indicator:
    row, cells.row = cells.row, cells.row + 1
    merged = entry.get("merged_with")
    fields = {
        column: cells.field(entry[column], f"{number}/{column}", row=row, col=col)
        if column != merged
        else cells.field("", "", row=row - 1, col=col)
        for col, column in enumerate(INDICATOR_COLUMNS, 3)
        if column in entry
    }
    levels = [Heading(name, None, cells.field(name, f"{number}/heading", row=row, col=1)) for name in entry.get("class", ())]
    level1, level2 = [*levels, None, None][:2]
    return Indicator(row=row, level1=level1, level2=level2, **fields)


def _fund_row(role: str, figures: list, unit: str, cells: Cells) -> FundRow:
    row, cells.row = cells.row, cells.row + 1
    fields = {
        column: cells.field(figure, f"{role}/{column}", unit if column in FUND_COLUMNS[:3] else "", row=row, col=col)
        for col, (column, figure) in enumerate(zip(FUND_COLUMNS, figures), 3)
    }
    return FundRow(role=role, label=cells.field(role, f"{role}/label", row=row, col=2), **fields)


def _signatures(entries: dict | None, cells: Cells):
    if entries is None:
        return None
    return tuple(Signature(label, cells.field(text, f"signature:{label}")) for label, text in entries.items())


def _items(case: dict, cells: Cells):
    for number, entry in enumerate(case.get("items", ())):
        row, cells.row = cells.row, cells.row + 1
        target = cells.field("\n".join(entry["goals"]), f"{number}/target", row=row, col=3)
        actual = cells.field(entry.get("actual", ""), f"{number}/actual", row=row, col=4)
        for goal in entry["goals"]:
            yield GoalItem(entry.get("category", "数量指标"), goal, target._replace(text=goal), actual)


def run_rule(code: str, case: dict) -> tuple[Built, list]:
    """What the rule says of the case."""
    built = build(case)
    context = Context(built.forms, load_profile(case.get("profile", "mof-standard")), case.get("complete_set", False))
    rule = next(rule for rule in catalogue() if rule.code == code)
    if context.lacking(rule):
        return built, []
    if not rule.each:
        return built, list(rule.check(context))
    return built, [found for form in context.forms_of(rule.each) for found in rule.check(context, form)]


def cases(*codes: str):
    """pytest parameters (code, case) from cases/CODE.toml; every rule has both kinds of case."""
    parameters = []
    for code in codes:
        listed = tomllib.loads((CASES / f"{code}.toml").read_text("utf-8"))
        assert listed["fails"] and listed["passes"], f"{code} 要有报的和不报的例子"
        for case in listed["fails"]:
            assert case["found"], f"{code}：{case['why']}"
        for case in (*listed["fails"], *listed["passes"]):
            parameters.append(pytest.param(code, case, id=f"{code}-{case['why']}"))
    return parameters


def assert_case(code: str, case: dict) -> None:
    """The rule finds exactly what the case says, where it says, with the expected values and words it names."""
    built, findings = run_rule(code, case)
    told = [finding.text for finding in findings]
    found = [f"{finding.severity} {built.name_of(finding.field)}" for finding in findings]
    assert found == case.get("found", []), told
    if "expected" in case:
        assert [finding.expected for finding in findings] == case["expected"], told
    for words in case.get("says", ()):
        assert any(words in text for text in told), told
