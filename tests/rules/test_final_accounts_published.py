"""The nine tables that a department published for 2024, against what is known to be right and wrong in them.

The verdicts (truth) and the figures as transcribed lie beside the checkout and are no part of the project: without them
these tests skip and say so.
"""

import json
from collections import Counter
from decimal import Decimal

import pytest

from perfeval_xl.core.engine import run
from perfeval_xl.core.findings import ERROR, INFO, ROUNDING
from perfeval_xl.core.profiles import load_profile
from perfeval_xl.core.rules import rules_in
from perfeval_xl.io.reader import read_book
from perfeval_xl.rules.context import Context
from perfeval_xl.rules.final_accounts import MODULES
from tests.recognition.final_account_layouts import tables_of

# Which column of a seed's row is which role, by table.
SUBJECT_COLUMNS = {
    "02": ("income", ("total", "fiscal", "superior", "service", "business", "subordinate", "other")),
    "03": ("expenditure", ("total", "basic", "project", "superior", "business", "subordinate")),
    "05": ("general_public_budget", ("total", "basic", "project")),
}
THREE_PUBLIC = ("total", "abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")


@pytest.fixture(scope="module")
def tables(examples):
    return {form.table: form for form in tables_of(read_book(str(examples / "zhuzhou-2024.xlsx")))}


@pytest.fixture(scope="module")
def outcome(tables):
    rules = [rule for module in MODULES for rule in rules_in(module)]
    return run(rules, Context(list(tables.values()), load_profile("mof-standard")), {}, [])


def verdicts(seeds, verdict: str) -> Counter:
    """How many items of each K rule have this verdict; K16 needs the report's text, which is not in the workbook."""
    items = json.loads((seeds / "zhuzhou-2024.truth.json").read_text(encoding="utf-8"))
    items = items if isinstance(items, list) else next(value for value in items.values() if isinstance(value, list))
    return Counter(
        item["rule"]
        for item in items
        if item["rule"][0] == "K" and item["rule"] != "K16" and item["verdict"] == verdict
    )


@pytest.mark.parametrize(("verdict", "severity"), [("error", ERROR), ("rounding", ROUNDING), ("suspicious", INFO)])
def test_what_is_known_of_the_published_tables(seeds, outcome, verdict, severity):
    assert Counter(f.rule for f in outcome.findings if f.severity == severity) == verdicts(seeds, verdict)


def test_the_missing_detail_table_is_reported_at_its_title(outcome, tables):
    (finding,) = [f for f in outcome.findings if f.severity == ERROR]
    assert (finding.rule, finding.field.place) == ("K13", tables["basic_expenditure_detail"].title.place)
    assert "请核原件" in finding.text


@pytest.mark.parametrize("number", SUBJECT_COLUMNS)
def test_every_figure_of_a_subject_table_is_read(seeds, tables, number):
    table, roles = SUBJECT_COLUMNS[number]
    published = json.loads((seeds / "zhuzhou-2024.forms.json").read_text(encoding="utf-8"))["gk"][number]
    form = tables[table]
    for row, known in zip((form.total, *form.rows), (published["合计"], *published["rows"]), strict=True):
        assert row.code == known.get("科目代码", "")
        found = [row.amounts[role].number for role in roles]
        assert found == [_number(known[str(i + 1)]["num"]) for i in range(len(roles))]


def test_every_figure_of_the_three_public_table_is_read(seeds, tables):
    published = json.loads((seeds / "zhuzhou-2024.forms.json").read_text(encoding="utf-8"))["gk"]["09"]["row"]
    figures = tables["three_public"].figures
    keys = [f"{kind}_{item}" for kind in ("budget", "final") for item in THREE_PUBLIC]
    assert [figures[key].number for key in keys] == [_number(published[str(i + 1)]["num"]) for i in range(12)]


@pytest.mark.parametrize(
    ("number", "table"), [("01", "income_expenditure_total"), ("04", "fiscal_appropriation_total")]
)
def test_every_line_of_a_balance_table_is_read(seeds, tables, number, table):
    published = json.loads((seeds / "zhuzhou-2024.forms.json").read_text(encoding="utf-8"))["gk"][number]["rows"]
    lines = [line for line in tables[table].lines if line.side == "income"]
    assert [line.number.text for line in lines] == [row["收入行次"] for row in published]
    found = [line.amounts["amount"].number if line.amounts else None for line in lines]
    assert found == [_number(row["收入金额"]["num"]) for row in published]


def _number(figure):
    return None if figure is None else Decimal(str(figure))
