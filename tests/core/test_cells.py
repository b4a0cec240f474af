import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.core.book import UNCACHED, Book, CellError
from perfeval_xl.core.cells import Box, Field, Missing, address, parse_address, parse_box


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_addresses_round_trip(row, col):
    assert parse_address(address(row, col)) == (row, col)


def test_known_addresses():
    assert address(0, 0) == "A1"
    assert address(20, 27) == "AB21"
    assert parse_address("$C$6") == (5, 2)
    assert parse_box("B2:A1") == Box(0, 0, 1, 1)
    assert Box(0, 0, 39, 8).a1 == "A1:I40"
    assert parse_box("C3").a1 == "C3"


@pytest.mark.parametrize("text", ["", "A", "7", "一1", "A1B", "A0"])
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ValueError):
        parse_address(text)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (Field("表", 0, 0, "", bad=UNCACHED), "没有缓存值"),
        (Field("表", 0, 0, "#DIV/0!", bad=CellError("#DIV/0!")), "#DIV/0!"),
        (Field("表", 0, 0, ""), "为空"),
        (Field("表", 0, 0, "约三百"), "读不成数"),
    ],
)
def test_a_missing_number_says_why_and_where(field, words):
    with pytest.raises(Missing, match="A1") as caught:
        field.required()
    assert words in caught.value.reason


def test_empty_is_not_zero_and_an_error_is_not_empty():
    assert Field("表", 0, 0, "").blank
    assert Field("表", 0, 0, "—").blank
    assert not Field("表", 0, 0, "#N/A", bad=CellError("#N/A")).blank
    book = Book.from_lists({"表": [[0, None, ""]]})
    assert [book.sheet("表").value(0, col) for col in range(4)] == [0, "", "", ""]
