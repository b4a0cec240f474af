"""What somebody typed under 核实说明, whatever kind of cell it became."""

import pytest

from perfeval_xl.core.book import UNCACHED, Book, CellError
from perfeval_xl.core.explanations import fault
from perfeval_xl.core.findings_sheet import COLUMNS, EXPLANATION, KEY, REOPENED
from perfeval_xl.recognition.findings_sheet import explanations

REASON = "年中追加了人才引进经费，见财政局批复"


def typed(value):
    """The explanation of a findings sheet with *value* in that cell."""
    row = dict.fromkeys(COLUMNS, "") | {KEY: "F10/整体自评表", EXPLANATION: value}
    (given,) = explanations(Book.from_lists({"校验结果": [["绩效校验结果"], list(COLUMNS), list(row.values())]}))
    return given.text


def test_a_text_is_taken_as_it_is_typed():
    assert typed(f" {REASON} ") == REASON and typed(f"={REASON}") == f"={REASON}"


@pytest.mark.parametrize("value", [UNCACHED, CellError("#NAME?")])
def test_a_formula_without_a_result_explains_nothing(value):
    assert "请直接写成文字" in fault(typed(value))


@pytest.mark.parametrize("value", [20240501, 3.14, True])
def test_neither_does_a_number(value):
    assert fault(typed(value))


def test_a_number_is_told_as_it_was_typed():
    """Every number in a workbook is read as one with decimals."""
    assert typed(20240501.0) == "20240501" and typed(3.14) == "3.14"


OTHER = "年末另有结转，批复见附件二"


@pytest.mark.parametrize(
    "typed, text, waiting",
    [
        ([(REASON, ""), (REASON, "")], REASON, ""),
        ([("", "原来的说明（数已经变了）"), (REASON, "原来的说明（数已经变了）")], REASON, "原来的说明（数已经变了）"),
        ([("", "原来的说明（数已经变了）"), ("", "原来的说明（数已经变了）")], "", "原来的说明（数已经变了）"),
        ([(REASON, ""), ("", "原来的说明（数已经变了）"), (OTHER, "")], "", f"{REASON}；{OTHER}（2 处写得不同，请写成一条）"),
    ],
)
def test_of_copies_of_the_sheet_the_one_that_says_something_counts_and_of_two_texts_none(typed, text, waiting):
    rows = [dict.fromkeys(COLUMNS, "") | {KEY: "F10/整体自评表", EXPLANATION: said, REOPENED: old} for said, old in typed]
    sheets = {f"校验结果({number})": [list(COLUMNS), list(row.values())] for number, row in enumerate(rows)}
    (given,) = explanations(Book.from_lists(sheets))
    assert (given.text, given.reopened) == (text, waiting)
