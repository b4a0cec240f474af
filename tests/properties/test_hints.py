"""What a finding says would settle it and its consequences does so: that one change, and nothing is wrong any more."""

import re

import pytest

from perfeval_xl.core.cells import parse_address
from perfeval_xl.core.findings import ERROR
from perfeval_xl.rules.check import check_book
from tests.support.books import example, with_value

HINT = re.compile(r"把 (?:“(?P<sheet>[^”]+)”)?(?P<cell>[A-Z]+\d+) 改为 (?P<value>-?[\d.]+)，连带各处也就相符")
CONSISTENT = example("consistent-2024")
EVERY = 3  # figure of a sheet: a check of nine tables for each


def figures(sheet):
    """Where amounts, weights and scores stand; the numbers of lines and columns have no number format."""
    return [
        (row, col, value)
        for row, cells in enumerate(sheet.rows)
        for col, value in enumerate(cells)
        if isinstance(value, float) and ((row, col) in sheet.formats or "自评表" in sheet.name)
    ][::EVERY]


def errors(book):
    return [finding for finding in check_book(book).findings if finding.severity == ERROR]


def hinted(finding):
    """The cell that the finding would have changed, and its value; None where it names none."""
    hint = HINT.search(finding.hint)
    return hint and (hint["sheet"] or finding.field.sheet, *parse_address(hint["cell"]), float(hint["value"]))


@pytest.mark.parametrize("sheet", CONSISTENT.sheets, ids=[sheet.name for sheet in CONSISTENT.sheets])
def test_the_change_that_a_hint_names_leaves_no_error(sheet):
    for row, col, value in figures(sheet):
        wrong = with_value(CONSISTENT, sheet.name, row, col, value * 2 + 1)
        for change in filter(None, map(hinted, errors(wrong))):
            assert errors(with_value(wrong, *change)) == [], (sheet.name, row, col, change)


def test_most_wrong_figures_of_a_subject_table_have_a_hint():
    sheet = CONSISTENT.sheet("公开03表")
    told = [errors(with_value(CONSISTENT, sheet.name, row, col, value * 2 + 1)) for row, col, value in figures(sheet)]
    assert sum(any(map(hinted, found)) for found in told) > len(told) * 0.8
