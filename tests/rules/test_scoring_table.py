"""R01–R07, J01–J04 and N04, and what W, S, B, P and N rules say of rule-scored tables and of the tables about the unit."""

import pytest

from tests.rules.build_scoring import CASES, assert_case, listed_cases

CODES = sorted(path.stem for path in CASES.glob("*.toml"))


@pytest.mark.parametrize(("code", "case"), [case for code in CODES for case in listed_cases(code)])
def test_rule(code, case):
    assert_case(code, case)
