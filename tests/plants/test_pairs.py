"""Two independent mistakes are two findings: folding under one root must never hide the other."""

from itertools import combinations

from perfeval_xl.core.findings import ERROR
from perfeval_xl.rules.check import check_book
from tests.plants.test_plants import NAME, PLANTS, changes
from tests.support.books import example, with_value


def counted_errors(*mistakes):
    book = example(NAME)
    for field, value in mistakes:
        book = with_value(book, field.sheet, field.row, field.col, value)
    return [finding for finding in check_book(book).findings if finding.severity == ERROR and finding.counts]


def single_cell_errors():
    """(rule and situation, (field, value)) of every plant that changes one cell and is one error."""
    for plant in PLANTS:
        altered = list(changes(plant))
        if len(altered) == 1 and not plant.get("drop") and len(counted_errors(*altered)) == 1:
            yield f"{plant['rule']} {plant['why']}", altered[0]


def one_subject(one, other):
    """One row is one indicator, and rules.md asks for one finding there. Renaming one of two equal names undoes T09."""
    same_row = (one.sheet, one.row) == (other.sheet, other.row)
    both_names = one.label == other.label == "三级指标"
    return same_row or both_names


def test_no_pair_of_mistakes_is_counted_once():
    mistakes = list(single_cell_errors())
    assert len(mistakes) >= 30
    hidden = [
        (first, second)
        for (first, one), (second, other) in combinations(mistakes, 2)
        if not one_subject(one[0], other[0]) and len(counted_errors(one, other)) < 2
    ]
    assert hidden == []
