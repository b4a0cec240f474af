"""A label that somebody deleted: whatever is recognised then, every rule runs, and no table is misread for it."""

import pytest

from perfeval_xl.rules.check import check_book
from tests.support.books import example, with_value

NAMES = ("consistent-2024", "zhuzhou-2024", "yueyang-2021")
HEAD = 15  # rows, in which the headings of every form stand


@pytest.mark.parametrize(("name", "sheet"), [(name, sheet.name) for name in NAMES for sheet in example(name).sheets])
def test_no_rule_breaks_down_without_a_label(name, sheet):
    book = example(name)
    for row, line in enumerate(book.sheet(sheet).rows[:HEAD]):
        for col, value in enumerate(line):
            if isinstance(value, str) and value:
                run = check_book(with_value(book, sheet, row, col, ""))
                assert not [one.reason for one in run.unchecked if "自身出错" in one.reason], (row, col)


def test_a_list_of_the_detail_table_without_the_heading_of_its_codes():
    """“公用经费” reaches over its three headings; the first of them is empty."""
    book = with_value(example("consistent-2024"), "公开06表", 4, 3, "")
    form = next(form for form in check_book(book).forms if form.sheet == "公开06表")
    whole = next(form for form in check_book(example("consistent-2024")).forms if form.sheet == "公开06表")
    assert [row.code for row in form.rows] == [row.code for row in whole.rows]
    assert not [finding.message for finding in check_book(book).findings if finding.severity == "error"]
