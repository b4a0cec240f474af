"""N19: what the template left standing in cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.build_indicators import assert_case, cases, run_rule


@pytest.mark.parametrize(("code", "case"), cases("N19"))
def test_leftovers(code, case):
    assert_case(code, case)


@given(st.text(max_size=60), st.text(alphabet="…指标12：Xx×20年局大小于（）/\n", max_size=30))
def test_any_text_is_read(text, row):
    case = {"texts": [text, row], "indicators": [{"name": row, "target": text, "actual": row}]}
    _, findings = run_rule("N19", case)
    assert all(finding.text for finding in findings)
    assert len({finding.field.place for finding in findings}) == len(findings), "一格只报一次"
