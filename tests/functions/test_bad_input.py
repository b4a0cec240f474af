"""What a function cannot use is an Excel error value and a sentence in PERF_EXPLAIN: the situations are data."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.core.book import UNCACHED, CellError
from perfeval_xl.functions import FUNCTIONS, call, scoring
from perfeval_xl.functions.notation import ERRORS

CASES = tomllib.loads((Path(__file__).parent / "cases" / "bad_input.toml").read_text("utf-8"))["case"]


def value(written):
    if isinstance(written, dict):
        return CellError(written["error"]) if "error" in written else float("nan")
    return None if written == "blank" else written


def expected(case: dict):
    return CellError(case["error"]) if "error" in case else case.get("number", case.get("result"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["situation"])
def test_the_result_is_what_the_situation_asks_for(case):
    result = call(case["call"], [value(one) for one in case["arguments"]])
    assert result == expected(case)
    assert type(result) in (str, float, CellError)


@pytest.mark.parametrize("case", [case for case in CASES if "said" in case], ids=lambda case: case["situation"])
def test_perf_explain_says_why(case):
    sentence = call("PERF_EXPLAIN", [value(one) for one in case["arguments"]])
    assert case["said"] in sentence and bool(case["said"]) == bool(sentence)
    assert "\n" not in sentence and "{" not in sentence


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case["call"] == "PERF_SCORE" and "said" not in case],
    ids=lambda c: c["situation"],
)
def test_perf_explain_hands_an_error_on(case):
    assert call("PERF_EXPLAIN", [value(one) for one in case["arguments"]]) == expected(case)


def test_a_formula_without_cached_value_is_not_available():
    assert call("PERF_SCORE", ["≥90%", UNCACHED, 10]) == CellError("#N/A")
    assert call("PERF_RATE", [UNCACHED, 10]) == CellError("#N/A")


def test_a_paragraph_in_a_cell_does_not_fill_the_sentence():
    """A cell holds 32,767 characters, and nobody reads them."""
    for target, actual in (("≥90%", "甲" * 100_000), ("≥" * 50_000, "5"), ("第一\n第二", "≥5")):
        sentence = call("PERF_EXPLAIN", [target, actual, 10])
        assert len(sentence) < 300 and "\n" not in sentence


def test_true_is_not_one_although_python_says_so():
    """Whatever was asked before: results are remembered by value and type."""
    assert call("PERF_SCORE", ["≥1", 1, 1]) == 1
    assert call("PERF_SCORE", ["≥1", 1.0, 1.0]) == 1
    assert call("PERF_SCORE", ["≥1", True, 1]) == CellError("#N/A")
    assert call("PERF_SCORE", ["≥1", 1, True]) == CellError("#VALUE!")


def test_a_fault_of_the_tool_is_an_error_value_and_perf_explain_says_so(monkeypatch):
    def broken(*arguments, **options):
        raise KeyError("坏了")

    monkeypatch.setattr(scoring, "_judge", broken)
    assert call("PERF_SCORE", ["≥90.125%", "98%", 10]) == CellError("#VALUE!")
    assert "不是填报错误" in call("PERF_EXPLAIN", ["≥90.125%", "98%", 10])
    scoring._score.cache_clear()


ANYTHING = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.text("0123456789.%≥≤=<>-万元个年月日以上，", max_size=12),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.sampled_from([CellError("#N/A"), CellError("#REF!"), UNCACHED]),
)
ROWS = st.lists(st.lists(ANYTHING, min_size=1, max_size=2), max_size=3)


@given(st.sampled_from(FUNCTIONS), st.data())
def test_no_argument_whatever_makes_a_function_fail(function, data):
    """The result is a text, a number, an Excel error value, or rows of these."""
    arguments = data.draw(st.lists(st.one_of(ANYTHING, ROWS), max_size=len(function.parameters) + 1))
    result = call(function.name, arguments)
    rows = result if isinstance(result, tuple) else ((result,),)
    cells = [cell for row in rows for cell in row]
    assert all(type(cell) in (str, float, CellError) for cell in cells)
    assert {cell.code for cell in cells if isinstance(cell, CellError)} <= ERRORS
