"""A set of final accounts with a table left out: what cannot be compared is said, never passed."""

from perfeval_xl.domain.forms import FINAL_ACCOUNT
from perfeval_xl.rules.check import check_forms
from tests.support.books import example_forms


def test_a_table_that_was_not_handed_in_is_said_to_be_missing():
    """少交一张决算公开表：只核这张表的规则记“不适用”并说缺哪张，不算通过。"""
    forms = [form for form in example_forms("consistent-2024") if getattr(form, "table", "") != "general_public_budget"]
    run = check_forms(forms, [])
    reasons = {entry.rule: entry.reason for entry in run.not_applicable}
    assert reasons["K09"] == "没有《一般公共预算财政拨款支出决算表》"
    assert "K18" in reasons and "K07" not in reasons


def test_what_other_tables_would_be_compared_with_is_said_to_be_missing_too():
    """别的表要与缺的那张核对的规则照核其余的，也说明哪一部分没有核对。"""
    forms = example_forms("consistent-2024")
    said = {}
    for absent in ("general_public_budget", "government_fund", "three_public"):
        run = check_forms([form for form in forms if getattr(form, "table", "") != absent], [])
        said[absent] = {entry.rule: entry.reason for entry in run.not_applicable if "与之有关" in entry.reason}
    general = "没有《一般公共预算财政拨款支出决算表》，与之有关的没有核对"
    assert said["general_public_budget"] == dict.fromkeys(("K11", "K12", "K13"), general)
    assert said["government_fund"] == {"K12": "没有《政府性基金预算财政拨款收入支出决算表》，与之有关的没有核对"}
    assert said["three_public"] == {}
    assert not [entry for entry in check_forms(forms, []).not_applicable if "与之有关" in entry.reason]


def test_a_set_that_nobody_filled_in_is_one_gap_and_no_mistake():
    """九张表都在、都还没有填：只提示一次，不逐张要“无数据”的说明；填了一格就照常查。"""
    forms = [form for form in example_forms("consistent-2024") if form.kind == FINAL_ACCOUNT]
    blank = [emptied(form) for form in forms]
    said = [(finding.severity, finding.rule) for finding in check_forms(blank, []).findings]
    assert said == [("info", "B01")]
    begun = [form if form.table == "expenditure" else none for form, none in zip(forms, blank)]
    said = {finding.rule for finding in check_forms(begun, []).findings}
    assert "K14" in said


def emptied(form):
    """The table without its figures and notes."""

    def none(amounts):
        return {role: field._replace(text="", number=None) for role, field in amounts.items()}

    def blank(row):
        return row and row._replace(amounts=none(row.amounts))

    return form._replace(
        lines=tuple(map(blank, form.lines)), rows=tuple(map(blank, form.rows)), total=blank(form.total),
        figures=none(form.figures), notes=(), texts=(),
    )  # fmt: skip
