"""A row too many or too few in a self-evaluation form, a scoring table or a funds block is one finding, whatever columns tell it."""

import pytest

from perfeval_xl.core.findings import ERROR
from perfeval_xl.domain.forms import SELF_EVALUATIONS
from tests.rules.form_books import BOOKS, SCORED, SELF, at_full_marks, new_findings
from tests.support.books import with_row_twice, with_sheet, with_value, without_row


def has_a_sum_of_weights(form):
    return form.kind in SELF_EVALUATIONS or any(heading.weight is not None for heading in form.headings)


def each(rows):
    ids = [f"{name[:12]}-{form.sheet}-{row.row + 1}" for name, form, row in rows]
    return pytest.mark.parametrize(("name", "form", "row"), rows, ids=ids)


def new_errors(name, book):
    return new_findings(name, book, (ERROR,))


ROWS = [(name, form, row) for name, form in SCORED if has_a_sum_of_weights(form) for row in at_full_marks(form)]


def test_there_is_enough_to_delete():
    assert len(ROWS) > 150


@each(ROWS)
def test_an_indicator_left_out_is_told_once(name, form, row):
    told = new_errors(name, with_sheet(BOOKS[name], form.sheet, lambda sheet: without_row(sheet, row.row)))
    assert len(told) == 1
    if form.kind in SELF_EVALUATIONS:
        assert told[0].rule in ("W01", "W02") and "像是漏列了一行" in told[0].text


@each([row for row in ROWS if row[1].kind in SELF_EVALUATIONS])
def test_an_indicator_listed_twice_is_told_at_the_second(name, form, row):
    (found,) = new_errors(name, with_sheet(BOOKS[name], form.sheet, lambda sheet: with_row_twice(sheet, row.row)))
    assert (found.rule, found.field.row) == ("T09", row.row + 1)
    assert "；删去多出的这一行，" in found.text


CONSISTENT = BOOKS["consistent-2024"]
(PROJECT, *_) = [form for _, form in SELF if form.sheet == "项目自评表1"]


def told_in_the_project(book):
    return [f for f in new_errors("consistent-2024", book) if f.field.sheet == PROJECT.sheet]


@pytest.mark.parametrize(("change", "said"), [(without_row, "像是漏列了一行"), (with_row_twice, "像是多列了一行")])
def test_a_row_of_the_funds_block_too_few_or_too_many_is_told_once(change, said):
    carried_over = next(row.label.row for row in PROJECT.funds if row.role == "carried_over")
    (found,) = told_in_the_project(with_sheet(CONSISTENT, PROJECT.sheet, lambda sheet: change(sheet, carried_over)))
    assert (found.rule, found.field.cell) == ("F03", "D6")
    assert "；E6、F6 也差 20，" + said in found.text
    assert {field.cell for field in found.related} >= {"E6", "F6"}


# -- what stays two --------------------------------------------------------------------------------------------------


def changed(*cells):
    book = CONSISTENT
    for row, col, value in cells:
        book = with_value(book, PROJECT.sheet, row, col, value)
    return book


def test_a_total_left_at_zero_is_told_as_such():
    total = PROJECT.total_funds
    funds = (total.initial_budget, total.annual_budget, total.executed)
    (found, *others) = [f for f in told_in_the_project(changed(*[(f.row, f.col, 0.0) for f in funds])) if f.rule == "F03"]
    assert {found.field.cell, *(field.cell for field in found.related)} >= {"D6", "E6", "F6"}
    assert found.text.endswith("这几格填的都是 0，像是合计没有填")
    assert not others


def test_columns_off_by_different_amounts_are_two_mistakes():
    total = PROJECT.total_funds
    book = changed(
        (total.initial_budget.row, total.initial_budget.col, 259.0), (total.annual_budget.row, total.annual_budget.col, 248.0)
    )
    assert [f.rule for f in told_in_the_project(book)].count("F03") == 2


def test_a_heading_and_a_total_off_by_different_points_are_two_mistakes():
    heading, total = PROJECT.headings[0], PROJECT.total_score
    written = CONSISTENT.sheet(PROJECT.sheet).value(heading.field.row, heading.field.col).replace("50", "55")
    book = changed((heading.field.row, heading.field.col, written), (total.row, total.col, 98.0))
    assert sorted(f.rule for f in told_in_the_project(book)) == ["S01", "W01"]


def test_two_indicators_of_one_name_and_a_heading_off_by_its_weight_are_two_mistakes():
    """Deleting the second would mend the heading, but the scores and the whole would no longer add up."""
    first, second = PROJECT.indicators[0], PROJECT.indicators[1]
    heading = PROJECT.headings[0]
    stated = f"{heading.name}（{heading.weight - second.weight.number}分）"
    book = changed(
        (second.name.row, second.name.col, first.name.text), (heading.field.row, heading.field.col, stated)
    )
    assert sorted(f.rule for f in told_in_the_project(book)) == ["T09", "W01"]
