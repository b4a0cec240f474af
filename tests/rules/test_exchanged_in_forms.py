"""Figures of a self-evaluation form in each other's cells are one finding that names the two cells."""

import pytest

from perfeval_xl.rules.check import check_book
from tests.rules.form_books import BOOKS, SCORED, SELF, at_full_marks, new_findings
from tests.support.books import with_value


def exchanged(name, one, other):
    texts = [BOOKS[name].sheet(field.sheet).value(field.row, field.col) for field in (one, other)]
    book = with_value(BOOKS[name], one.sheet, one.row, one.col, texts[1])
    return with_value(book, other.sheet, other.row, other.col, texts[0])


def neighbours(name, form, column):
    """The figures of one column in two rows, one below the other, that both have full marks and differ."""
    rows = at_full_marks(form)
    for one, other in zip(rows, rows[1:]):
        pair = getattr(one, column), getattr(other, column)
        if other.row == one.row + 1 and pair[0].number != pair[1].number and one.level1 is other.level1:
            if one.level2 is other.level2 or one.level2 is None or one.level2.weight is None:
                yield name, *pair


SCORES = [pair for name, form in SCORED for pair in neighbours(name, form, "score")]
WEIGHTS = [pair for name, form in SELF for pair in neighbours(name, form, "weight")]


def each(pairs):
    ids = [f"{name[:12]}-{one.sheet}-{one.cell}-{other.cell}" for name, one, other in pairs]
    return pytest.mark.parametrize(("name", "one", "other"), pairs, ids=ids)


def test_there_is_enough_to_exchange():
    assert len(SCORES) > 20 and len(WEIGHTS) > 20


@each(SCORES + WEIGHTS)
def test_scores_or_weights_of_two_rows_are_one_finding(name, one, other):
    (found,) = new_findings(name, exchanged(name, one, other))
    assert found.rule in ("S02", "S05", "R01")
    assert {one.place, other.place} <= {field.place for field in (found.field, *found.related)} or not found.hint


ROWS = {row.role: row for _, form in SELF if form.sheet == "项目自评表1" for row in form.funds}
TOTAL, CURRENT, CARRIED = ROWS["total"], ROWS["current"], ROWS["carried_over"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TOTAL.initial_budget, TOTAL.annual_budget),
        (CURRENT.initial_budget, CURRENT.annual_budget),
        (CURRENT.initial_budget, CURRENT.executed),
        (TOTAL.annual_budget, CURRENT.annual_budget),
        (TOTAL.executed, CURRENT.executed),
        (TOTAL.weight, TOTAL.score),
    ],
    ids=lambda field: field.cell,
)
def test_amounts_of_the_funds_block_are_one_finding_that_names_them(one, other):
    (found,) = new_findings("consistent-2024", exchanged("consistent-2024", one, other))
    assert "像是填反了，对调后各处就相符" in found.text
    assert all(f"{field.cell} 的 " in found.text for field in (one, other))


def test_two_wrong_amounts_of_a_row_stay_two():
    book = BOOKS["consistent-2024"]
    for field, value in ((CURRENT.initial_budget, 239.0), (CURRENT.executed, 216.0)):
        book = with_value(book, field.sheet, field.row, field.col, value)
    assert [f.rule for f in check_book(book).findings if f.counts and f.severity == "error"] == ["F03", "F03"]
