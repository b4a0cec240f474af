"""Two figures in each other's cells (填反), or one in the next cell (填串了行、栏), are one finding that says where they belong."""

import tomllib
from pathlib import Path

import pytest

from perfeval_xl.core.cells import parse_address
from perfeval_xl.core.findings import ERROR
from perfeval_xl.recognition import recognise
from perfeval_xl.rules.check import check_book
from tests.support.books import example, with_value
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
PAIRS = [
    (field, FIELDS[beside])
    for (sheet, row, col), field in FIELDS.items()
    for beside in ((sheet, row + 1, col), (sheet, row, col + 1))
    if beside in FIELDS and FIELDS[beside].number != field.number
]


def errors(book):
    return [f for f in check_book(book).findings if f.severity == ERROR and f.counts]


def exchanged(one, other):
    book = with_value(BOOK, one.sheet, one.row, one.col, other.text)
    return with_value(book, other.sheet, other.row, other.col, one.text)


def test_there_is_enough_to_exchange():
    assert len(PAIRS) > 200


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=[f"{one.sheet}-{one.cell}-{other.cell}" for one, other in PAIRS])
def test_two_neighbours_exchanged_are_one_finding(one, other):
    assert len(errors(exchanged(one, other))) == 1


@pytest.mark.parametrize(("one", "other"), [("D9", "I9"), ("C9", "I9"), ("D13", "I13")])
def test_two_amounts_far_apart_in_a_row_are_one_finding(one, other):
    """财政拨款收入 and 其他收入 of 收入决算表: five columns apart."""
    book = example("consistent-2024")
    places = [parse_address(cell) for cell in (one, other)]
    values = [book.sheet("公开02表").value(*place) for place in places]
    for place, value in zip(places, reversed(values)):
        book = with_value(book, "公开02表", *place, value)
    (found,) = errors(book)
    assert "像是填反了，对调后各处就相符" in found.text


AT = {(field.sheet, field.cell): field for field in FIELDS.values()}


@pytest.mark.parametrize(
    ("sheet", "cell", "beside"), [("02", "F20", "G20"), ("03", "G27", "H27"), ("05", "F15", "F14"), ("03", "E25", "F25")]
)
def test_the_finding_says_where_a_figure_belongs(sheet, cell, beside):
    field = AT[sheet, cell]
    (found,) = errors(exchanged(field, AT[sheet, beside]))
    assert f"；{beside} 的 {field.text.replace(',', '')} 像是填错了格，移到 {cell}，各处就相符" in found.text


def test_the_finding_says_which_two_figures_are_exchanged():
    (found,) = errors(exchanged(AT["03", "F21"], AT["03", "G21"]))
    assert "；F21 的 9.9 和 G21 的 1283.7 像是填反了，对调后各处就相符" in found.text


def test_lines_of_a_balance_table_exchanged_by_one_row():
    book = with_value(with_value(BOOK, "01", 14, 3, "0.00"), "01", 15, 3, "3,742.47")
    (found,) = errors(book)
    assert found.rule == "K11" and "移到 D15" in found.text


def test_two_wrong_figures_that_are_no_move_stay_two():
    book = with_value(with_value(BOOK, "03", 26, 6, "350.00"), "03", 33, 5, "399.89")
    assert len(errors(book)) == 2


def test_a_weight_too_high_and_a_score_too_low_are_two_mistakes():
    """In other rows and by as much; the row between them with a score as far below its weight has nothing to do with it."""
    book = with_value(with_value(example("lukou-2022"), "整体自评表", 20, 6, 10.0), "整体自评表", 24, 7, 9.0)
    assert {"W01", "S01"} <= {found.rule for found in errors(book)}
    assert not any("填反" in found.text for found in errors(book))


@pytest.mark.parametrize("weight", [4.0, 0.0])
def test_a_wrong_weight_is_not_taken_for_the_score(weight):
    """What the score should be by its standard depends on the weight, too."""
    before = {found.key for found in errors(example("yueyang-2021"))}
    (found,) = [f for f in errors(with_value(example("yueyang-2021"), "评分表", 17, 4, weight)) if f.key not in before]
    assert found.hint == "；把 E18 改为 3，连带各处也就相符"


def test_a_rate_beside_the_score_may_be_exchanged_with_it():
    """执行率 and 得分 of the funds' row: neither is more than the other by its meaning."""
    book = example("consistent-2024")
    form = next(form for form in recognise(book).forms if form.sheet == "项目自评表1")
    rate, score = form.total_funds.rate, form.total_funds.score
    for field, value in ((rate, score.text), (score, rate.text)):
        book = with_value(book, field.sheet, field.row, field.col, value)
    told = [found for found in errors(book) if "填反了" in found.text]
    assert [found.rule for found in told] == ["F01"]
