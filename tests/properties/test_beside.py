"""What somebody computes or notes right of a form, on the same sheet, is none of it."""

import pytest

from perfeval_xl.core.book import Book, Sheet
from perfeval_xl.rules.check import check_book
from tests.support.books import example

NAMES = ("consistent-2024", "zhuzhou-2024")
SHEETS = [(name, sheet.name) for name in NAMES for sheet in example(name).sheets]
HEAD = range(9)  # rows with titles and headings


def with_cells(book: Book, name: str, cells: dict[tuple[int, int], object], merges=()) -> Book:
    """The book with more cells right of those of a sheet: *cells* by row and by how far right of the last column."""
    old = book.sheet(name)
    width = max(map(len, old.rows))
    wide = width + max(gap for _, gap in cells)
    rows = [[*row, *[""] * (wide - len(row))] for row in old.rows]
    rows += [[""] * wide for _ in range(max(row for row, _ in cells) + 1 - len(rows))]
    for (row, gap), value in cells.items():
        rows[row][width + gap - 1] = value
    beside = [(top, left + width - 1, bottom, right + width - 1) for top, left, bottom, right in merges]
    sheet = Sheet(name, rows, [*old.merges, *beside], old.hidden, old.extras)
    return book._replace(sheets=tuple(sheet if one is old else one for one in book.sheets))


def said(book: Book) -> list:
    run = check_book(book)
    found = [(one.rule, one.severity, one.key, one.field.cell) for one in run.findings]
    return [*found, *[(one.rule, one.sheet, one.cell) for one in run.unchecked], *[form.box for form in run.forms]]


@pytest.mark.parametrize(("name", "sheet"), SHEETS)
def test_a_figure_next_to_the_headings(name, sheet):
    book = example(name)
    expected = said(book)
    for row in HEAD:
        assert said(with_cells(book, sheet, {(row, 1): 123.45})) == expected, row


@pytest.mark.parametrize(("name", "sheet"), SHEETS)
def test_a_column_of_figures_and_a_remark_further_right(name, sheet):
    book = example(name)
    figures = {(row, 2): row * 1.5 for row in range(len(book.sheet(sheet).rows))}
    more = {**figures, (1, 3): "核对", (4, 3): 7, (2, 4): True}
    assert said(with_cells(book, sheet, more, [(1, 3, 1, 5)])) == said(book)


@pytest.mark.parametrize("remark", ["与公开05表一致", "注：含上年结转", "核对：张三丰"])
def test_a_remark_next_to_a_row_of_a_final_account_table(remark):
    book = example("consistent-2024")
    expected = [one for one in check_book(book).findings if one.severity == "error"]
    for sheet in ("公开01表", "公开03表", "公开04表", "公开09表"):
        for row in range(3, len(book.sheet(sheet).rows) - 1):
            run = check_book(with_cells(book, sheet, {(row, 1): remark}))
            assert [one for one in run.findings if one.severity == "error"] == expected, (sheet, row)


def test_a_number_of_a_person_beside_a_form_is_published_with_it():
    book = with_cells(example("consistent-2024"), "项目自评表2", {(40, 3): "联系人：张三丰，13800000000", (4, 3): 123.45})
    own = {one.key for one in check_book(example("consistent-2024")).findings}
    found = [(one.rule, one.field.cell) for one in check_book(book).findings if one.key not in own]
    assert found == [("P01", "L41"), ("P02", "L41")]


def test_a_column_that_the_title_was_not_merged_over_stays():
    """The last column of a form with its heading, be it empty below."""
    book = example("consistent-2024")
    sheet = book.sheet("整体自评表")
    top = next(merge for merge in sheet.merges if str(sheet.rows[merge[0]][merge[1]]).endswith("自评表"))
    narrower = [(*top[:3], top[3] - 1) if merge == top else merge for merge in sheet.merges]
    narrow = Sheet(sheet.name, sheet.rows, narrower, sheet.hidden, sheet.extras)
    book = book._replace(sheets=tuple(narrow if one is sheet else one for one in book.sheets))
    assert said(book) == said(example("consistent-2024"))


@pytest.mark.parametrize("row", range(9))
def test_a_figure_beside_the_profile_of_the_unit(row):
    """Its title stands above rows with few cells; what R02 and R04 compare comes from below it."""
    changed = check_book(with_cells(example("yueyang-2021"), "基本概况", {(row, 1): 123.45}))
    assert [one.key for one in changed.findings] == [one.key for one in check_book(example("yueyang-2021")).findings]
