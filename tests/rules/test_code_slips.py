"""A subject code with a digit too few, too many or exchanged is one finding at the code, in tables of items only too."""

import pytest

from perfeval_xl.domain.accounts import is_slip_of
from perfeval_xl.recognition import recognise
from tests.rules.test_row_slips import BOOK, ITEMS, at, each, errors, the_one_error
from tests.support.books import example, with_value


@pytest.mark.parametrize(
    "slip",
    [lambda c: c[:2] + c[3:], lambda c: c + "0", lambda c: c[:3] + c[4] + c[3] + c[5:]],
    ids=["漏一位", "多一位", "两位颠倒"],
)
@each(ITEMS)
def test_a_slip_of_the_hand_is_told_at_the_code(form, row, slip):
    if slip(row.code) != row.code:
        found = the_one_error(with_value(BOOK, form.sheet, row.row, row.code_col, slip(row.code)))
        assert at(found) == (form.sheet, row.row, row.code_col)
        assert found.expected == row.code


@pytest.mark.parametrize("typed", ["2301101", "211101", "2101110", "21011010"])
def test_in_a_table_that_prints_items_only(typed):
    book = example("zhuzhou-2024")
    form = next(form for form in recognise(book).forms if getattr(form, "table", "") == "general_public_budget")
    row = next(row for row in form.rows if row.code == "2101101")
    before = {f.key for f in errors(book)}
    (found,) = [f for f in errors(with_value(book, form.sheet, row.row, row.code_col, typed)) if f.key not in before]
    assert at(found) == (form.sheet, row.row, row.code_col)
    assert found.expected == "2101101"


@pytest.mark.parametrize("printed", ["2101130", "210103", "21011030", "2301103", "1201103", "101103", "210110"])
def test_what_a_slip_of_the_hand_makes_of_a_code(printed):
    assert is_slip_of("2101103", printed)


@pytest.mark.parametrize("printed", ["2103101", "2199103", "2080505", "210", ""])
def test_another_code_is_no_slip(printed):
    assert not is_slip_of("2101103", printed)
