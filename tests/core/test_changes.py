"""再次报送: findings by their fate between two submissions."""

from perfeval_xl.core.cells import Field
from perfeval_xl.core.changes import changes
from perfeval_xl.core.findings import Finding, NotApplicable, Unchecked
from perfeval_xl.core.run import Run


def finding(rule, severity="error", row=1, **more):
    return Finding(rule, severity, Field("整体自评表", row, 2, "1"), "说明", key=f"{rule}/整体自评表/某项", **more)


def rules(findings):
    return [one.rule for one in findings]


def test_fixed_open_and_new():
    old = Run(findings=(finding("F01"), finding("S01"), finding("W01")))
    new = Run(findings=(finding("S01", row=7), finding("T01")))
    found = changes(old, new)
    assert (rules(found.fixed), rules(found.open), rules(found.new)) == (["F01", "W01"], ["S01"], ["T01"])
    assert found.open[0].field.row == 7, "以这次的位置为准"


def test_an_explained_warning_is_settled_and_an_explained_error_is_open():
    told = {"explanation": "年中追加了人才经费"}
    old = Run(findings=(finding("F10", "warning"), finding("F01")))
    new = Run(findings=(finding("F10", "warning", **told), finding("F01", **told)))
    found = changes(old, new)
    assert (rules(found.settled), rules(found.open)) == (["F10"], ["F01"])


def test_what_must_be_explained_anew_is_told_beside():
    new = Run(findings=(finding("F10", "warning", reopened="……"),))
    found = changes(Run(findings=(finding("F10", "warning"),)), new)
    assert rules(found.open) == rules(found.reopened) == ["F10"]


def test_a_rule_that_could_not_be_checked_again_fixed_nothing():
    old = Run(findings=(finding("F12"), finding("K01"), finding("S01")))
    new = Run(unchecked=(Unchecked("F12", "C9 的公式没有缓存值"),), not_applicable=(NotApplicable("K01", "没有决算公开表"),))
    found = changes(old, new)
    assert (rules(found.fixed), rules(found.untold)) == (["S01"], ["F12", "K01"])


def test_what_was_not_handed_in_before_either_hides_no_mending():
    absent = NotApplicable("K12", "没有《政府性基金预算财政拨款收入支出决算表》，与之有关的没有核对")
    old = Run(findings=(finding("K12"),), not_applicable=(absent,))
    assert rules(changes(old, Run(not_applicable=(absent,))).fixed) == ["K12"]
    assert rules(changes(Run(findings=old.findings), Run(not_applicable=(absent,))).untold) == ["K12"]


def test_what_could_not_be_checked_before_either_hides_nothing():
    """合计行的公式两次都没有缓存值；另一张表上的同一条规则上次有结论，这次改好了。"""
    same = Unchecked("F12", "C9 的公式没有缓存值")
    found = changes(Run(findings=(finding("F12"),), unchecked=(same,)), Run(unchecked=(same,)))
    assert (rules(found.fixed), rules(found.untold)) == (["F12"], [])


def test_consequences_and_tail_differences_do_not_count():
    old = Run(findings=(finding("S01", caused_by="F02/整体自评表/得分"), finding("F03", "rounding")))
    assert changes(old, Run()).fixed == ()
