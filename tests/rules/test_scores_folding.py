"""One mistake leaves one finding: what is left of a single wrong cell when its consequences are folded."""

import pytest

from tests.rules.rule_cases import left_after_folding, listed_cases


@pytest.mark.parametrize(("_", "case"), listed_cases("folding"))
def test_consequences_are_folded(_, case):
    assert left_after_folding(case) == case["leaves"]
