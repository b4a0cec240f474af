"""The bare numbers with which the K rules look first say the same as the fields with which they speak."""

import copy
import pickle
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfeval_xl.core.book import UNCACHED, Book, CellError, Shown
from perfeval_xl.core.engine import run
from perfeval_xl.core.profiles import load_profile
from perfeval_xl.core.rules import rules_in
from perfeval_xl.recognition.final_account.amounts import numbers_by_role
from perfeval_xl.rules.context import Context
from perfeval_xl.rules.final_accounts import MODULES
from tests.recognition.final_account_departments import DEPARTMENTS, mixed_department
from tests.recognition.final_account_layouts import Layout, book_of, tables_of

RULES = [rule for module in MODULES for rule in rules_in(module)]
LAYOUTS = ({}, {"unit": "元"}, {"levels": False}, {"codes": "split"}, {"as_text": True}, {"detail": "list"})
CELLS = st.one_of(
    st.decimals(-1000, 10**9, places=2).map(float),
    st.floats(-10, 10),
    st.sampled_from(["", " ", "-", "—", "/", "12.50", "1,234.5", "（3.2）", "不详", 0, 7, True]),
    st.sampled_from([CellError("#REF!"), UNCACHED]),
)
FORMATS = st.sampled_from([None, Shown(None), Shown(0), Shown(2), Shown(4), Shown(2, percent=True)])


def the_long_way(form):
    """The same table with its amounts as plain fields, which have no bare numbers."""

    def row(one):
        return one._replace(amounts=dict(one.amounts))

    total = row(form.total) if form.total else None
    return form._replace(lines=tuple(map(row, form.lines)), rows=tuple(map(row, form.rows)), total=total)


def said(forms):
    outcome = run(RULES, Context(forms, load_profile("mof-standard")), {}, [form.sheet for form in forms])
    findings = [(f.key, f.severity, f.field, f.text, f.related, f.caused_by) for f in outcome.findings]
    return findings, outcome.unchecked


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(DEPARTMENTS)), st.sampled_from(LAYOUTS), st.data())
def test_the_quick_look_changes_no_finding(department, layout, data):
    book = book_of(DEPARTMENTS[department](), Layout(**layout))
    sheets = {sheet.name: [list(row) for row in sheet.rows] for sheet in book.sheets}
    formats = {}
    for name in data.draw(st.lists(st.sampled_from(sorted(sheets)), max_size=3), label="sheets"):
        row = data.draw(st.integers(5, len(sheets[name]) - 2), label="row")
        col = data.draw(st.integers(0, max(map(len, sheets[name])) - 1), label="col")
        if col < len(sheets[name][row]):
            sheets[name][row][col] = data.draw(CELLS, label="cell")
        shown = data.draw(FORMATS, label="format")
        formats[name] = {(line, col): shown for line in range(len(sheets[name]))} if shown else {}
    forms = tables_of(Book.from_lists(sheets, formats=formats))
    assert said(forms) == said([the_long_way(form) for form in forms])


@pytest.mark.parametrize(("row", "unchecked"), [(5, []), (7, ["K19"])])
def test_a_column_that_was_not_recognised_and_holds_nothing(row, unchecked):
    """年初结转和结余 of the fund table, its heading spoilt by a dash below: the sums hold without it, or a figure is wrong as well."""
    book = book_of(DEPARTMENTS["mixed"](), Layout(codes="split"))
    sheets = {sheet.name: [list(cells) for cells in sheet.rows] for sheet in book.sheets}
    sheets["表7"][5][4] = "-"
    if row == 7:
        sheets["表7"][7][9] = 4.0
    forms = tables_of(Book.from_lists(sheets))
    for way in (forms, [the_long_way(form) for form in forms]):
        assert [one.rule for one in said(way)[1] if one.sheet == "表7"] == unchecked


@given(st.lists(CELLS, min_size=3, max_size=3), FORMATS, st.sampled_from(["万元", "元"]))
def test_a_bare_number_is_the_number_of_its_field(values, shown, unit):
    """Read as printed, in 万元, an empty cell as 0; one cell that is no number, and the fields must be asked."""
    rows = [
        ["支出决算表"],
        [f"单位：{unit}"],
        ["科目代码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["合计", "", *values],
    ]
    formats = {"03": {(3, col): shown for col in range(5)} if shown else {}}
    total = tables_of(Book.from_lists({"03": rows}, formats=formats))[0].total
    fields = [total.amounts[role] for role in ("total", "basic", "project")]
    numbers = numbers_by_role([total.amounts])
    if any(field.number is None and field.filled for field in fields):
        assert numbers is None
    else:
        expected = [Decimal(0) if field.number is None else field.number for field in fields]
        assert [column for (column,) in numbers.values()] == expected


def test_a_cell_under_a_merge_is_asked_as_a_field():
    """It belongs to the merge's first cell, wherever that stands."""
    rows = [
        ["支出决算表"],
        ["单位：万元"],
        ["科目代码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["合计", "", 9.0, 4.0, 5.0],
    ]
    book = Book.from_lists({"03": rows}, merges={"03": [(3, 2, 3, 3)]})
    total = tables_of(book)[0].total
    assert total.amounts["basic"].number == 9 and numbers_by_role([total.amounts]) is None


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_amounts_are_a_mapping_that_can_leave_the_process(copied):
    amounts = tables_of(book_of(mixed_department()))[1].total.amounts
    assert copied(amounts) == amounts == dict(amounts.items())
    assert list(amounts) == list(amounts.keys()) and len(amounts) == len(amounts.values())
    assert "total" in amounts and "没有" not in amounts and amounts.get("没有") is None
    with pytest.raises(KeyError):
        amounts["没有"]
