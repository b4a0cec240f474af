"""A figure typed into the next cell (填串了行、栏) is one finding, and the finding says where the figure belongs."""

import tomllib
from pathlib import Path

import pytest

from perfeval_xl.core.cells import address
from perfeval_xl.core.findings import ERROR
from perfeval_xl.recognition import recognise
from perfeval_xl.rules.check import check_book
from tests.support.books import with_value
from tests.support.drawn import drawn_book

LAYOUTS = Path(__file__).parents[1] / "golden" / "layouts" / "published_accounts.toml"
BOOK = drawn_book(tomllib.loads(LAYOUTS.read_text("utf-8"))["layout"][0]["sheets"])
TABLES = ("income", "expenditure", "general_public_budget")
FIELDS = {
    field.place: field
    for form in recognise(BOOK).forms
    if form.table in TABLES
    for row in (form.total, *form.rows)
    for field in row.amounts.values()
}
MOVES = [
    (field, beside)
    for (sheet, row, col), field in FIELDS.items()
    for beside in ((sheet, row - 1, col), (sheet, row + 1, col), (sheet, row, col - 1), (sheet, row, col + 1))
    if field.number and beside in FIELDS and not FIELDS[beside].number
]


def errors(book):
    return [f for f in check_book(book).findings if f.severity == ERROR and f.counts]


def moved(field, to):
    book = with_value(BOOK, field.sheet, field.row, field.col, "0.00")
    return with_value(book, *to, field.text)


def test_there_is_enough_to_move():
    assert len(MOVES) > 100


@pytest.mark.parametrize(("field", "to"), MOVES, ids=[f"{f.sheet}-{f.cell}-{address(*to[1:])}" for f, to in MOVES])
def test_a_figure_in_the_next_cell_is_one_finding(field, to):
    assert len(errors(moved(field, to))) == 1


@pytest.mark.parametrize(
    ("place", "to"),
    [(("02", "F20"), "G20"), (("03", "G27"), "H27"), (("05", "F15"), "F14"), (("03", "E25"), "F25")],
)
def test_the_finding_says_where_the_figure_belongs(place, to):
    at = {(field.sheet, field.cell): field for field in FIELDS.values()}
    field = at[place]
    (found,) = errors(moved(field, at[field.sheet, to].place))
    assert f"；{to} 的 {field.text.replace(',', '')} 像是填错了格，移到 {field.cell}，各处就相符" in found.text


def test_lines_of_a_balance_table_exchanged_by_one_row():
    book = with_value(with_value(BOOK, "01", 14, 3, "0.00"), "01", 15, 3, "3,742.47")
    (found,) = errors(book)
    assert found.rule == "K11" and "移到 D15" in found.text


def test_two_wrong_figures_that_are_no_move_stay_two():
    book = with_value(with_value(BOOK, "03", 26, 6, "350.00"), "03", 33, 5, "399.89")
    assert len(errors(book)) == 2
