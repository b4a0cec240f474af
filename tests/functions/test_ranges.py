"""Ranges: one call for a column gives what the single calls give, cell by cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.core.book import CellError
from perfeval_xl.functions import call

VALUE, NOT_AVAILABLE = CellError("#VALUE!"), CellError("#N/A")
TARGETS = (("≥90%",), ("=65个",), ("",), ("≤3天",))
ACTUALS = (("81%",), ("65个",), (None,), (CellError("#REF!"),))


def test_a_column_is_scored_in_one_call():
    assert call("PERF_SCORE", (TARGETS, ACTUALS, 10)) == ((9.0,), (10.0,), ("",), (CellError("#REF!"),))


def test_a_row_lies_as_it_was_given():
    assert call("PERF_SCORE", ([["≥90%", "=65个"]], [["81%", "65个"]], [[10, 5]])) == ((9.0, 5.0),)


def test_a_block_keeps_its_shape():
    assert call("PERF_RATE", ([[1, 2], [3, None]], [[2, 0], [4, 4]])) == (
        (0.5, CellError("#DIV/0!")),
        (0.75, NOT_AVAILABLE),
    )


def test_weights_may_be_a_column_of_their_own():
    weights = ((10,), ("十",), ("",), (5,))
    assert call("PERF_SCORE", (TARGETS, ACTUALS, weights)) == ((9.0,), (VALUE,), ("",), (CellError("#REF!"),))


def test_a_weight_for_all_fills_no_blank_row_but_a_weight_of_its_own_does():
    blank = (("",), ("",))
    assert call("PERF_SCORE", (blank, blank, 10)) == (("",), ("",))
    assert call("PERF_SCORE", (blank, blank, ((10,), ("",)))) == ((NOT_AVAILABLE,), ("",))


def test_the_explanation_goes_with_each_row():
    sentences = call("PERF_EXPLAIN", (TARGETS, ACTUALS, 10))
    assert "得分＝分值 10×81÷90＝9" in sentences[0][0] and sentences[2] == ("",)
    assert sentences[3] == (CellError("#REF!"),)


def test_profiles_may_differ_from_row_to_row():
    profiles = (("mof-standard",), ("hunan-2024",), ("moon-2024",))
    targets, actuals = (("≤344.7",),) * 3, (("560.05",),) * 3
    assert call("PERF_SCORE", (targets, actuals, 10, None, profiles)) == ((6.15,), (6.2,), (VALUE,))


def test_grades_of_a_column():
    assert call("PERF_GRADE", [((95,), ("82.5",), ("",), ("优秀",))]) == (("优",), ("良",), ("",), (VALUE,))


@pytest.mark.parametrize(
    "arguments",
    [
        ((("≥90%",), ("≥90%",)), (("98%",),) * 3, 10),
        ((("≥90%",), ("≥90%",)), (("98%", "98%"),), 10),
        ((("≥90%",), ("≥90%", "≥90%")), "98%", 10),
        ((), "98%", 10),
        (((), ()), "98%", 10),
    ],
    ids=["a longer column", "a column and a row", "a ragged range", "no rows", "rows without cells"],
)
def test_ranges_of_different_shapes_do_not_go_together(arguments):
    assert call("PERF_SCORE", arguments) == VALUE


@pytest.mark.parametrize("one", [(("≥90%",),), [["≥90%"]], ("≥90%",)], ids=["tuple", "list", "flat"])
def test_a_range_of_one_cell_is_that_cell(one):
    assert call("PERF_SCORE", (one, "81%", 10)) == 9.0
    assert call("PERF_SCORE", (one, (("81%",), ("45%",)), 10)) == ((9.0,), (5.0,))


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["", "≥90%", "≤3天", "=65个", "65个", "81%", "完成", "已完成", "持续提升", "2天", "十分", "12月底前"]
    ),
    st.integers(-5, 120),
    st.floats(-2, 200, allow_nan=False).map(lambda number: round(number, 3)),
    st.booleans(),
    st.sampled_from([CellError("#N/A"), CellError("#DIV/0!")]),
)
COLUMNS = st.integers(2, 6).flatmap(
    lambda height: st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=height, max_size=height)
)


@given(COLUMNS, st.sampled_from(["PERF_SCORE", "PERF_EXPLAIN"]))
def test_the_range_call_equals_the_single_calls(rows, name):
    columns = [tuple((cell,) for cell in column) for column in zip(*rows)]
    assert call(name, columns) == tuple((call(name, row),) for row in rows)


@given(COLUMNS, st.sampled_from(["PERF_RATE", "PERF_EXEC_SCORE"]))
def test_execution_of_a_column_equals_the_single_calls(rows, name):
    rows = [row[:2] for row in rows]
    columns = [tuple((cell,) for cell in column) for column in zip(*rows)]
    assert call(name, columns) == tuple((call(name, row),) for row in rows)
