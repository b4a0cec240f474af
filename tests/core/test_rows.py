"""A row listed twice takes along the sums that hold without it."""

from perfeval_xl.core.causes import fold
from tests.core.failing import RULES, cell, difference, failing, number


def listed_twice(*figures):
    found = failing("T01", number(9, "0"), residual=difference, subject="窗口数")
    return found._replace(relation=None, doubled=figures)


def test_a_row_listed_twice_takes_along_the_sums_that_hold_without_it():
    weight, score = cell(7, 6, "5"), cell(7, 7, "4")
    sums = [
        failing("F06", cell(9, 6, "10"), cell(6, 6, "10"), weight, residual=difference),
        failing("F12", cell(9, 7, "9"), cell(6, 7, "9"), score, residual=difference),
    ]
    root, *others = fold([listed_twice(weight, score), *sums], RULES)
    assert [f.caused_by for f in others] == [root.key, root.key]
    assert root.hint == "；删去多出的这一行，G10、H10 也就相符"


def test_a_row_whose_score_is_counted_where_it_should_be_is_not_one_too_many():
    weight, score = cell(7, 6, "5"), cell(7, 7, "4")
    wrong_sum = failing("F06", cell(9, 6, "10"), cell(6, 6, "10"), weight, residual=difference)
    assert all(f.counts for f in fold([listed_twice(weight, score), wrong_sum], RULES))
