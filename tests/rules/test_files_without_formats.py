"""A fraction beside a percentage: whether it shows as 97.2% only the number format tells, which may be lost in a file."""

import pytest

from perfeval_xl.core.book import NO_EXTRAS, Book, Extras, Sheet, Shown
from perfeval_xl.rules.check import check_book
from perfeval_xl.together import check_together
from tests.support.books import example, example_forms

SATISFACTION = next(row.actual for row in example_forms("consistent-2024")[0].indicators if row.subject == "办事群众满意度")
PERCENT = Extras({(SATISFACTION.row, SATISFACTION.col): Shown(1, percent=True)}, {}, {})


def book(value, extras: Extras) -> Book:
    """The 整体自评表 of the consistent example with *value* as the 完成值 of 办事群众满意度 (≥95%)."""
    sheet = example("consistent-2024").sheet(SATISFACTION.sheet)
    rows = [list(row) for row in sheet.rows]
    rows[SATISFACTION.row][SATISFACTION.col] = value
    return Book((Sheet(sheet.name, rows, sheet.merges, extras=extras),), "xls" if extras is NO_EXTRAS else "xlsx")


def said(run) -> list[str]:
    """What T02 says of the cell: the severities, and 未检."""
    found = [finding.severity for finding in run.findings if finding.rule == "T02"]
    return found + ["未检" for entry in run.unchecked if (entry.rule, entry.cell) == ("T02", SATISFACTION.cell)]


@pytest.mark.parametrize(
    ("value", "extras", "expected"),
    (
        (0.972, PERCENT, []),  # shows as 97.2%
        (0.972, Extras({}, {}, {}), ["warning"]),  # shows as 0.972
        (0.972, NO_EXTRAS, ["未检"]),
        (97.2, NO_EXTRAS, ["warning"]),  # no format shows it as 97.2%
        ("97.2%", NO_EXTRAS, []),
    ),
)
def test_a_bare_fraction_is_a_fault_only_where_it_is_known_to_show_as_one(value, extras, expected):
    assert said(check_book(book(value, extras))) == expected


def test_nor_is_it_one_in_a_set_of_files():
    runs = check_together([("甲.xls", book(0.972, NO_EXTRAS)), ("乙.xls", book(0.972, NO_EXTRAS))])
    assert [said(run) for run in runs] == [["未检"], ["未检"]]


def test_what_cannot_be_told_does_not_fail_the_form():
    reason = next(entry.reason for entry in check_book(book(0.972, NO_EXTRAS)).unchecked if entry.rule == "T02")
    assert SATISFACTION.cell in reason and "另存为 .xlsx" in reason
