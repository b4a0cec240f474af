"""A code mistyped in the detail of the basic expenditure (公开06) is told once at the code, also where its blocks stand side by side."""

import tomllib
from pathlib import Path

import pytest

from perfeval_xl.core.findings import ERROR
from perfeval_xl.recognition import recognise
from perfeval_xl.rules.check import check_book
from tests.support.books import example, with_value
from tests.support.drawn import drawn_book

LAYOUTS = Path(__file__).parents[1] / "golden" / "layouts"
BOOKS = {"consistent-2024": example("consistent-2024")} | {
    layout["name"]: drawn_book(layout["sheets"])
    for name in ("final_accounts_wan", "provinces_accounts", "published_accounts")
    for layout in tomllib.loads((LAYOUTS / f"{name}.toml").read_text("utf-8"))["layout"]
}
DETAILS = [
    (name, form)
    for name, book in BOOKS.items()
    for form in recognise(book).forms
    if getattr(form, "table", "") == "basic_expenditure_detail"
]


def is_one_of_several(form, row):
    """In a class with a row of its own and other figures: else the class's code may be the wrong one as well."""
    beside = [each for each in form.rows if each.code[:3] == row.code[:3] and each is not row]
    others = [each for each in beside if len(each.code) > 3 and each.amounts["amount"].number]
    return len(others) > 0 and any(each.code == row.code[:3] for each in beside)


ROWS = [
    (name, form, row)
    for name, form in DETAILS
    for row in form.rows
    if len(row.code) == 5 and row.amounts["amount"].number and is_one_of_several(form, row)
    if str(BOOKS[name].sheet(row.sheet).value(row.row, row.code_col)) == row.code  # in a cell of its own
]


def errors(book):
    return [f for f in check_book(book).findings if f.severity == ERROR and f.counts]


def with_code(name, row, code):
    return with_value(BOOKS[name], row.sheet, row.row, row.code_col, code)


def test_there_is_enough_to_mistype():
    assert len(ROWS) > 30


@pytest.mark.parametrize(
    ("name", "form", "row"), ROWS, ids=[f"{name[:10]}-{row.sheet}-{row.code}" for name, _, row in ROWS]
)
def test_a_wrong_digit_of_the_class_is_told_at_the_code(name, form, row):
    (found,) = errors(with_code(name, row, row.code[:2] + str((int(row.code[2]) + 3) % 10) + row.code[3:]))
    assert (found.rule, found.field.place) == ("K13", (row.sheet, row.row, row.code_col))
    assert found.expected == row.code


def test_two_codes_mistyped_are_told_by_the_sums():
    name, form, row = ROWS[0]
    other = next(each for _, of, each in ROWS if of is form and each.code[:3] != row.code[:3])
    book = with_code(name, row, "30499")
    assert len(errors(with_value(book, other.sheet, other.row, other.code_col, "39999"))) > 1


def test_a_wrong_amount_is_no_wrong_code():
    name, form, row = ROWS[0]
    amount = row.amounts["amount"]
    (found,) = errors(with_value(BOOKS[name], amount.sheet, amount.row, amount.col, float(amount.number + 9)))
    assert "科目编码" not in found.text
