"""What a person may do to a workbook without changing what it says must not change what is said of it."""

import re
from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfeval_xl.core.book import Sheet
from perfeval_xl.core.cells import Field
from perfeval_xl.core.money import decimal, plain, read_number
from perfeval_xl.domain.forms import FINAL_ACCOUNT, SELF_EVALUATIONS
from perfeval_xl.rules.check import check_book
from tests.support.books import (
    example,
    example_forms,
    renamed,
    with_blank_column,
    with_blank_row,
    with_value,
)

NAMES = ("quyuan-2024", "lukou-2022", "zhuzhou-2024", "yueyang-2021", "consistent-2024")
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def verdicts(book, without=()):
    """Findings by business key, with severity and cause; what could not be checked, by rule."""
    run = check_book(book)
    findings = Counter((f.key, f.severity, f.caused_by) for f in run.findings if f.rule not in without)
    return findings, Counter(u.rule for u in run.unchecked), Counter(n.rule for n in run.not_applicable)


books = st.sampled_from(NAMES)


@pytest.mark.parametrize("insert", [with_blank_row, with_blank_column])
@SLOW
@given(books, st.data())
def test_blank_rows_and_columns_change_no_verdict(insert, name, data):
    book = example(name)
    sheets = list(book.sheets)
    number = data.draw(st.integers(0, len(sheets) - 1), label="sheet")
    last = len(sheets[number].rows) if insert is with_blank_row else 12
    for at in data.draw(st.lists(st.integers(0, last), min_size=1, max_size=3), label="places"):
        sheets[number] = insert(sheets[number], at)
    assert verdicts(book._replace(sheets=tuple(sheets))) == verdicts(book)


@pytest.mark.parametrize("name", NAMES)
def test_rows_that_end_at_their_last_filled_cell_change_no_verdict(name):
    """As a program writes them that leaves empty cells out."""
    book = example(name)
    trimmed = [Sheet(sheet.name, [_without_trailing_blanks(row) for row in sheet.rows], sheet.merges, sheet.hidden, sheet.extras) for sheet in book.sheets]
    assert verdicts(book._replace(sheets=tuple(trimmed))) == verdicts(book)


def _without_trailing_blanks(row):
    filled = [col for col, value in enumerate(row) if value != ""]
    return row[: max(filled, default=-1) + 1]


@SLOW
@given(books, st.randoms(use_true_random=False))
def test_order_and_names_of_sheets_change_no_verdict(name, random):
    book = example(name)
    sheets = [renamed(sheet, f"Sheet{number}") for number, sheet in enumerate(book.sheets)]
    random.shuffle(sheets)
    assert verdicts(book._replace(sheets=tuple(sheets))) == verdicts(book)


@pytest.mark.parametrize("name", NAMES)
def test_yuan_instead_of_ten_thousand_yuan_changes_no_verdict(name):
    """F14 (小数位) and T02 (单位) speak of the very unit, so they are left aside."""
    aside = ("F14", "T02")
    assert verdicts(in_yuan(name), aside) == verdicts(example(name), aside)


def in_yuan(name):
    """The example with every amount of its recognised forms multiplied by 10,000 and the unit named 元."""
    book = example(name)
    for form in example_forms(name):
        if form.kind == FINAL_ACCOUNT or form.kind in SELF_EVALUATIONS:
            for field in {f.place: f for f in amounts(form)}.values():
                value = book.sheet(field.sheet).value(field.row, field.col)
                book = with_value(book, field.sheet, field.row, field.col, times_10000(value))
    for sheet in book.sheets:
        for row, cells in enumerate(sheet.rows):
            for col, value in enumerate(cells):
                if isinstance(value, str) and re.search(r"[（(]\s*万元\s*[）)]|单位\s*[：:]\s*万元", value):
                    book = with_value(book, sheet.name, row, col, value.replace("万元", "元"))
    return book


def times_10000(value):
    if isinstance(value, str):
        return re.sub(r"\d[\d,]*\.?\d*", lambda m: plain(read_number(m.group()) * 10000), value)
    return float(decimal(value) * 10000)


def amounts(part):
    """Every filled amount field of a form, wherever it sits."""
    if isinstance(part, Field):
        if part.unit and part.number is not None:
            yield part
    elif isinstance(part, Mapping):
        for value in part.values():
            yield from amounts(value)
    elif isinstance(part, (tuple, list)):
        for value in part:
            yield from amounts(value)
