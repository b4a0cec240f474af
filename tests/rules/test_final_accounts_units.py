"""A table whose amounts are in another unit than it says: one mistake, and one finding at its first total."""

import pytest

from perfeval_xl.core.findings import ERROR
from perfeval_xl.rules.check import check_book
from tests.support.books import example, with_value

EXPENDITURE = "公开03表"
FIRST, LAST = 8, 27  # the rows of 合计 and of the last subject
UNIT = 2, 7  # 单位：万元


def with_unit_of_yuan():
    """The amounts are in 万元, the table says 元."""
    return with_value(example("consistent-2024"), EXPENDITURE, *UNIT, "单位：元")


def with_amounts_in_yuan():
    """The table says 万元, somebody copied the amounts in 元."""
    book = example("consistent-2024")
    sheet = next(sheet for sheet in book.sheets if sheet.name == EXPENDITURE)
    for row in range(FIRST, LAST + 1):
        for col in range(2, 8):
            if isinstance(sheet.rows[row][col], float | int):
                book = with_value(book, EXPENDITURE, row, col, sheet.rows[row][col] * 10000)
    return book


@pytest.mark.parametrize("book", [with_unit_of_yuan, with_amounts_in_yuan])
def test_a_table_in_another_unit_is_one_finding(book):
    (told,) = [f for f in check_book(book()).findings if f.severity == ERROR and f.counts]
    assert (told.rule, told.field.sheet, told.field.cell) == ("K12", EXPENDITURE, "C9")
    assert "“公开03表”的金额与其他表都差一万倍" in told.text


def test_another_mistake_beside_it_still_counts():
    book = with_value(with_unit_of_yuan(), "公开09表", 7, 0, 25.9)
    assert sorted(f.rule for f in check_book(book).findings if f.severity == ERROR and f.counts) == ["K12", "K15"]


def test_one_cell_in_yuan_is_no_table_in_yuan():
    book = with_value(example("consistent-2024"), "整体自评表", 4, 5, 13600000)
    told = [f for f in check_book(book).findings if f.severity == ERROR and f.counts]
    assert told and not any("都差一万倍" in f.text for f in told)
