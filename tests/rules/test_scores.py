"""S01–S11: what the scores say of what was reached."""

import pytest

from tests.rules.rule_cases import assert_case, kinds_of_cases, listed_cases

CODES = [f"S{number:02}" for number in range(1, 12)]


@pytest.mark.parametrize(("code", "case"), listed_cases(*CODES))
def test_score_rule(code, case):
    assert_case(code, case)


@pytest.mark.parametrize("code", CODES)
def test_each_rule_has_cases_that_pass_and_that_fail(code):
    assert kinds_of_cases(code) == {"finds", "silent"}
