"""A final-account table printed on several pages is one; the same table of another department is another."""

import pytest

from perfeval_xl.core.book import Book
from perfeval_xl.rules.check import check_book
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


def test_a_table_that_goes_on_on_another_sheet_is_left_unchecked():
    """Neither sheet has all the rows: its sums are no mistakes."""
    rows = Layout().rows("expenditure", mixed_department()["expenditure"])
    book = Book.from_lists({"03": rows[:14], "03续": [["支出决算表（续）"], *rows[1:6], *rows[14:]]})
    run = check_book(book)
    assert {finding.rule for finding in run.findings if finding.rule in ("K07", "K08")} == set()
    assert {each.sheet for each in run.unchecked if each.rule == "K07"} == {"03", "03续"}
    assert "另一张工作表“03续”" in next(each.reason for each in run.unchecked if each.sheet == "03")
