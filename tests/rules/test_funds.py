"""F01–F15: the funds block by itself, against the final accounts, the project forms and the report."""

import pytest

from tests.rules.rule_cases import assert_case, kinds_of_cases, listed_cases

CODES = [f"F{number:02}" for number in range(1, 16)]


@pytest.mark.parametrize(("code", "case"), listed_cases(*CODES))
def test_funds_rule(code, case):
    assert_case(code, case)


@pytest.mark.parametrize("code", CODES)
def test_each_rule_has_cases_that_pass_and_that_fail(code):
    assert kinds_of_cases(code) == {"finds", "silent"}
