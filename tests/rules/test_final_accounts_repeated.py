"""A table that is there more than once: only the rules that need it are unchecked, and a relative of a table is not it."""

from types import SimpleNamespace

import pytest

from perfeval_xl.core.book import Book
from perfeval_xl.core.engine import run
from perfeval_xl.core.profiles import load_profile
from perfeval_xl.core.rules import rules_in
from perfeval_xl.domain.accounts import Accounts
from perfeval_xl.functions.tables import table_called
from perfeval_xl.rules.context import Context
from perfeval_xl.rules.final_accounts import MODULES
from tests.recognition.final_account_departments import mixed_department, plain_department
from tests.recognition.final_account_layouts import Layout, book_of, tables_of

RULES = [rule for module in MODULES for rule in rules_in(module)]
# Each name is that of a table in sets of 12 to 14, beside the one of the nine.
RELATIVES = {
    "国有资本经营预算财政拨款收入支出决算表": "state_capital",
    "政府性基金预算财政拨款支出决算表": "government_fund",
    "一般公共预算支出决算表": "general_public_budget",
}


def outcome(forms):
    return run(RULES, Context(forms, load_profile("mof-standard")), {}, [form.sheet for form in forms])


def again(table, title, figures=None):
    """One more table of this kind, on a sheet of its own."""
    rows = Layout().rows(table, figures or mixed_department()[table])
    return tables_of(Book.from_lists({"又一张": [[title], *rows[1:]]}))


@pytest.mark.parametrize("title", RELATIVES)
@pytest.mark.parametrize("first", [True, False])
def test_a_relative_of_a_table_leaves_all_rules_running(title, first):
    forms, more = tables_of(book_of(mixed_department())), again(RELATIVES[title], title)
    result = outcome([*more, *forms] if first else [*forms, *more])
    assert result.findings == () and result.unchecked == ()


@pytest.mark.parametrize("title", RELATIVES)
def test_beside_a_relative_a_wrong_figure_of_the_table_itself_is_found(title):
    table = RELATIVES[title]
    department = mixed_department()
    department["fiscal_appropriation_total"]["expenditure/本年支出合计/general"] += 3
    result = outcome([*again(table, title), *tables_of(book_of(department))])
    assert {finding.rule for finding in result.findings if finding.counts} == {"K10"} and result.unchecked == ()


@pytest.mark.parametrize(
    ("table", "unchecked"),
    [
        ("three_public", {"K17"}),
        ("income", {"K11", "K12", "K18"}),
        ("state_capital", {"K12", "K18"}),
        ("basic_expenditure_detail", {"K17"}),
        ("general_public_budget", {"K11", "K12", "K13", "K18"}),
    ],
)
def test_of_a_table_twice_only_the_rules_that_need_it_are_unchecked(table, unchecked):
    department = plain_department()
    more = book_of({table: department[table]})
    result = outcome([*tables_of(book_of(department)), *[form._replace(sheet="又一张") for form in tables_of(more)]])
    assert result.findings == ()
    assert {one.rule for one in result.unchecked} == unchecked
    assert all("有几张《" in one.reason and one.cell for one in result.unchecked)


def test_what_does_not_need_the_repeated_table_is_still_found():
    department = mixed_department()
    department["expenditure"]["合计/basic"] += 7
    forms = tables_of(book_of(department))
    result = outcome([*forms, next(form for form in forms if form.table == "three_public")._replace(sheet="又一张")])
    assert "K08" in {finding.rule for finding in result.findings}
    assert {one.rule for one in result.unchecked} == {"K17"}


@pytest.mark.parametrize("first", [True, False])
def test_of_two_tables_of_the_three_public_expenses_that_of_all_appropriations_is_meant(first):
    """云南 prints that of the general budget beside it: its own sums are checked, and it is compared with nothing."""
    names = [f"{of}“三公”经费、行政参公单位机关运行经费情况表" for of in ("财政拨款", "一般公共预算财政拨款")]
    whole, part = (again("three_public", name) for name in names)
    forms = [form for form in tables_of(book_of(mixed_department())) if form.table != "three_public"]
    beside = [*part, *whole] if first else [*whole, *part]
    result = outcome([*forms, *beside])
    assert result.findings == () and result.unchecked == ()
    assert Accounts(beside).three_public is whole[0]
    assert table_called(SimpleNamespace(forms=beside), "三公") is whole[0]
    assert Accounts(part).three_public is part[0], "只有一张的，就是它"
