"""W01–W04: what headings, rows and notes say of the weights."""

import pytest

from perfeval_xl.core.book import Book, Sheet
from perfeval_xl.rules.check import check_book
from tests.rules.rule_cases import assert_case, kinds_of_cases, listed_cases

CODES = [f"W{number:02}" for number in range(1, 5)]


@pytest.mark.parametrize(("code", "case"), listed_cases(*CODES))
def test_weight_rule(code, case):
    assert_case(code, case)


@pytest.mark.parametrize("code", CODES)
def test_each_rule_has_cases_that_pass_and_that_fail(code):
    assert kinds_of_cases(code) == {"finds", "silent"}


def test_a_form_whose_header_was_lost_is_unchecked_and_does_not_pass():
    rows = (("2024年度项目支出绩效自评表", "", ""), ("产出指标", "办件量", 10), ("填表人：某某甲", "", ""))
    run = check_book(Book((Sheet("表", rows, ()),)))
    assert [(found.rule, found.cell) for found in run.unchecked] == [("W02", "A1")]
    assert "没有认出指标区" in run.unchecked[0].reason and run.status == "attention"
