"""P01, P02: numbers of persons, names, landlines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.build_indicators import assert_case, cases, run_rule


@pytest.mark.parametrize(("code", "case"), cases("P01", "P02"))
def test_privacy(code, case):
    assert_case(code, case)


TEXTS = st.text(max_size=60) | st.text(alphabet="0123456789-.,X 电话姓名联系人：甲（）", max_size=60)


@given(TEXTS, TEXTS)
def test_any_text_is_read(text, entry):
    for code in ("P01", "P02"):
        _, findings = run_rule(code, {"texts": [text], "signatures": {"填表人": entry, "联系电话": text}})
        assert all(finding.text for finding in findings)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_a_finding_never_repeats_the_number(number):
    (finding,) = run_rule("P01", {"texts": [f"联系电话：{number}"]})[1]
    assert number not in finding.text and number not in finding.actual
    assert finding.actual.startswith(number[:3]) and finding.actual.endswith(number[-4:])


@given(st.decimals(min_value=0, max_value=10**14, places=2))
def test_an_amount_is_no_personal_number(amount):
    assert run_rule("P01", {"texts": [f"{amount}", f"{amount:,}", f"金额{amount}万元"]})[1] == []
