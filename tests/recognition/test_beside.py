"""How wide the forms of a sheet are, told by their merged titles."""

import pytest

from perfeval_xl.core.book import Book
from perfeval_xl.recognition.beside import without_notes
from perfeval_xl.recognition.families import Anchor
from perfeval_xl.recognition.grid import Grid

TITLE = (0, 0, 0, 1)  # merged over the columns A and B


def width(rows, merges, kind="final_account"):
    """How many columns are left; None where the sheet stays as it is."""
    sheet = Book.from_lists({"表": rows}, {"表": merges}).sheets[0]
    narrower = without_notes(Grid(sheet), [Anchor(0, 0, kind, lambda *_: None)])
    return None if narrower is None else max(map(len, narrower.rows))


@pytest.mark.parametrize(
    "rows, merges, expected",
    [
        ([["某表"], ["甲", 1]], [TITLE], None),
        ([["某表"], ["甲", 1, 5]], [TITLE], 2),
        ([["某表"], ["甲", 1, "5"]], [TITLE], 2),
        ([["某表"], ["甲", 1, "备注"]], [TITLE], None),
        ([["某表"], ["甲", 1, "备注", "", 7]], [TITLE], 3),
        ([["某表"], ["甲", 1, 5], ["乙", 2, 6], ["丙", 3, 7]], [TITLE], None),
        ([["某表"], ["甲", 1, "附注", "", "", 7]], [TITLE, (1, 2, 1, 3)], 4),
        ([["某表"], ["甲", "说明", "", 7]], [TITLE, (1, 1, 1, 2)], 3),
        ([["某表"], ["甲", 1, 5]], [], None),
    ],
    ids="nothing figure figure-as-text text text-and-gap column heading-merged crossing no-merge".split(),
)
def test_what_is_left(rows, merges, expected):
    assert width(rows, merges) == expected


def test_a_figure_right_of_a_label_may_be_its_own():
    assert width([["某表"], ["编制", "控制率", 93.3]], [TITLE], "base_data") is None


def test_merges_over_whole_rows_beside_a_form_are_looked_at_once():
    rows = [["某表"], *[["甲", 1, "", "注"] for _ in range(5000)]]
    assert width(rows, [TITLE, *[(row, 3, row, 16383) for row in range(1, 5001)]]) == 2
