"""A set of final accounts with a table left out: what cannot be compared is said, never passed."""

from perfeval_xl.rules.check import check_forms
from tests.support.books import example_forms


def test_a_table_that_was_not_handed_in_is_said_to_be_missing():
    """少交一张决算公开表：只核这张表的规则记“不适用”并说缺哪张，不算通过。"""
    forms = [form for form in example_forms("consistent-2024") if getattr(form, "table", "") != "general_public_budget"]
    run = check_forms(forms, [])
    reasons = {entry.rule: entry.reason for entry in run.not_applicable}
    assert reasons["K09"] == "没有《一般公共预算财政拨款支出决算表》"
    assert "K18" in reasons and "K07" not in reasons and "K12" not in reasons
