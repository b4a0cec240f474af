"""The engine: who runs, what counts, a crash contained, keys that survive."""

from decimal import Decimal

from perfeval_xl.core.cells import Field, Missing
from perfeval_xl.core.engine import run
from perfeval_xl.core.findings import ERROR, INFO, WARNING, Finding, key_of
from perfeval_xl.core.rules import rule


class Papers:
    """A submission of named forms, each a list of fields."""

    some_illegible = False

    def __init__(self, **forms):
        self.forms = forms

    def forms_for(self, rule):
        return self.forms_of(rule.each)

    def forms_of(self, kinds):
        return [self.forms[kind] for kind in kinds if kind in self.forms]

    def lacking(self, rule):
        return next((f"没有{kind}" for kind in rule.needs if kind not in self.forms), None)

    def partly_lacking(self, rule):
        absent = rule.partners_absent(self.forms.keys())
        return f"没有{'、'.join(absent)}" if absent else None

    def ambiguous(self, rule):
        return "有几张，不知以哪张为准" if "twice" in rule.needs else None


def say(code, field, severity=ERROR, subject=""):
    return Finding(code, severity, field, "{label}不对", subject=subject, key=key_of(code, "", subject))


@rule("A01", "报一条", ERROR, basis="某办法", each=("table",))
def reports(papers, table):
    """逐格报。"""
    for field in table:
        yield say("A01", field, subject=field.label)


@rule("A02", "缺数", ERROR, basis="某办法", each=("table",))
def lacks(papers, table):
    """缺数即未检。"""
    yield say("A02", table[0], INFO)
    raise Missing("B2 为空，请补填", table[1])


@rule("A03", "出错", ERROR, basis="某办法", each=("table",))
def crashes(papers, table):
    """自身出错。"""
    yield say("A03", table[9])


@rule("A04", "没有材料", ERROR, basis="某办法", needs=("narrative",))
def not_due(papers):
    """不适用。"""
    yield from ()


@rule("A06", "两表相符", ERROR, basis="某办法", needs=("table",), tables=("table+other", "table+twice"))
def compares(papers):
    """一部分不适用。"""
    yield say("A06", FIELDS[0], subject="table+twice")


@rule("A05", "材料重复", ERROR, basis="某办法", needs=("twice",))
def ambiguous(papers):
    """不知以哪张为准。"""
    yield say("A05", FIELDS[0])


FIELDS = [Field("乙", 4, 1, "3", Decimal(3), "得分"), Field("甲", 1, 1, "2", Decimal(2), "得分")]
RULES = [check.rule for check in (reports, lacks, crashes, not_due, compares, ambiguous)]


def outcome(**severities):
    return run(RULES, Papers(table=FIELDS, twice=FIELDS), severities, ["甲", "乙"])


def test_findings_come_in_the_order_of_the_book_each_with_a_key_of_its_own():
    findings = [f for f in outcome().findings if f.rule == "A01"]
    assert [(f.field.sheet, f.key) for f in findings] == [("甲", "A01//得分#2"), ("乙", "A01//得分")]


def test_what_a_rule_said_before_it_lacked_a_value_is_kept():
    result = outcome()
    assert [f.rule for f in result.findings].count("A02") == 1
    (unchecked,) = [u for u in result.unchecked if u.rule == "A02"]
    assert (unchecked.sheet, unchecked.cell, unchecked.reason) == ("甲", "B2", "B2 为空，请补填")


def test_a_crash_is_the_rules_own_and_stops_nobody():
    (crash,) = [u for u in outcome().unchecked if u.rule == "A03"]
    assert "IndexError" in crash.reason and "不是填报错误" in crash.reason


def test_missing_material_is_not_applicable():
    assert [(n.rule, n.reason) for n in outcome().not_applicable][0] == ("A04", "没有narrative")


def test_what_a_rule_could_not_compare_is_said_beside_what_it_did():
    result = outcome()
    assert [(n.rule, n.reason) for n in result.not_applicable][1:] == [("A06", "没有other")]
    assert "A06" in {f.rule for f in result.findings}


def test_the_profile_decides_severity():
    assert {f.severity for f in outcome(A01=WARNING).findings if f.rule == "A01"} == {WARNING}
    assert {f.severity for f in outcome(A02=WARNING).findings if f.rule == "A02"} == {INFO}, "只改该规则声明过的级别"


def test_material_that_is_there_twice_is_said_not_guessed():
    result = outcome()
    assert [u.reason for u in result.unchecked if u.rule == "A05"] == ["有几张，不知以哪张为准"]
    assert not [f for f in result.findings if f.rule == "A05"]
