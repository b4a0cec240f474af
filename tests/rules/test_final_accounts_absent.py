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


def test_a_table_of_the_three_public_expenses_left_empty_is_one_gap():
    """“三公”表空着又没有说明，明细表里有公务接待费等：只报空表一条，逐科目的不等是连带。"""
    forms = [emptied(form) if getattr(form, "table", "") == "three_public" else form for form in example_forms("consistent-2024")]
    errors = [finding for finding in check_forms(forms, []).findings if finding.severity == "error"]
    assert [finding.rule for finding in errors if finding.counts] == ["K14"]
    assert {finding.rule for finding in errors if not finding.counts} == {"K17"}


def test_a_table_of_the_three_public_expenses_said_to_be_empty_contradicts_the_details():
    """写了“无数据”而明细表里有公务接待费等：空表一条没有了，逐科目照报。"""
    said = "说明：我单位没有“三公”经费支出，故本表无数据。"
    forms = []
    for form in example_forms("consistent-2024"):
        if getattr(form, "table", "") == "three_public":
            form = emptied(form)._replace(notes=(form.title._replace(text=said),))
        forms.append(form)
    counted = [finding.rule for finding in check_forms(forms, []).findings if finding.severity == "error" and finding.counts]
    assert counted == ["K17", "K17", "K17"]
