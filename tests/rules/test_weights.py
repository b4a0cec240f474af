"""W01–W04: what headings, rows and notes say of the weights."""

import pytest

from tests.rules.rule_cases import assert_case, kinds_of_cases, listed_cases

CODES = [f"W{number:02}" for number in range(1, 5)]


@pytest.mark.parametrize(("code", "case"), listed_cases(*CODES))
def test_weight_rule(code, case):
    assert_case(code, case)


@pytest.mark.parametrize("code", CODES)
def test_each_rule_has_cases_that_pass_and_that_fail(code):
    assert kinds_of_cases(code) == {"finds", "silent"}
