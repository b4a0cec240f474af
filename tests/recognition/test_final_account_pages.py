"""A final-account table printed on several pages is one; the same table of another department is another."""

import pytest

from perfeval_xl.core.book import Book
from tests.recognition.final_account_departments import mixed_department
from tests.recognition.final_account_layouts import Layout, contents, tables_of


@pytest.mark.parametrize(("title", "tables"), [("支出决算表", 2), ("支出决算表（续）", 1)])
def test_a_table_again_with_a_total_of_its_own_is_another_one_unless_it_says_that_it_goes_on(title, tables):
    rows = Layout().rows("expenditure", mixed_department()["expenditure"])
    forms = tables_of(Book.from_lists({"本级和下属单位": [*rows, [], [title], *rows[1:]]}))
    assert len(forms) == tables
    assert sum(len(form.rows) for form in forms) == 26


@pytest.mark.parametrize("footer", ["注：本表反映部门本年度各项支出情况。", "部门：云岭市青禾区某某局　　　公开03表"])
def test_a_note_under_each_printed_page_ends_no_table(footer):
    rows = Layout().rows("expenditure", mixed_department()["expenditure"], footer)
    pages = [[], *rows[:11], [footer], ["支出决算表（续）"], *rows[1:6], *rows[11:]]
    (form,) = tables_of(Book.from_lists({"03": pages}))
    (whole,) = tables_of(Book.from_lists({"03": rows}))
    assert contents(form) == contents(whole)
    assert {note.text for note in form.notes} == {note.text for note in whole.notes}
