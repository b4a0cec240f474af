"""核实说明: which texts explain, what they are bound to, and when they must be written anew."""

from decimal import Decimal

import pytest

from perfeval_xl.core.cells import Field
from perfeval_xl.core.explanations import Given, explained, fault, fingerprint, unmatched
from perfeval_xl.core.findings import ERROR, WARNING, Finding
from perfeval_xl.core.run import ATTENTION, FAILED, PASSED, Run

REASON = "年中追加了人才引进经费，见财政局批复"


def finding(severity=WARNING, key="F10/整体自评表/全年预算数", number="564.82", row=4, expected="344.70", sheet="整体自评表"):
    field = Field(sheet, row, 4, number, Decimal(number), "全年预算数", "万元")
    other = Field(sheet, row, 3, "344.70", Decimal("344.70"), "年初预算数", "万元")
    return Finding("F10", severity, field, "预算调整", expected=expected, related=(other,), key=key)


def given(text=REASON, one=None, **more):
    one = one or finding()
    return Given(one.key, text, more.get("fingerprint", fingerprint(one)))


@pytest.mark.parametrize(
    "text, said",
    [
        ("无", "没有说出理由"),
        ("正常。", "没有说出理由"),
        (" 情况 属实！", "没有说出理由"),
        ("经核实无误", "没有说出理由"),
        ("（经 核　实，情 况 属 实）", "没有说出理由"),
        ("情况属实，\u200b无误", "没有说出理由"),
        ("按照相关规定执行", "没有说出理由"),
        ("根据实际情况填报。", "没有说出理由"),
        ("详见附件说明", "没有说出理由"),
        ("属于正常现象，在合理范围内", "没有说出理由"),
        ("工作需要、工作需要", "没有说出理由"),
        ("核实说明：数据真实准确", "没有说出理由"),
        ("已追加", "太短"),
        ("。。。。。。。。。。", "太短"),
        ("啊" * 9, "不成句子"),
        ("20240501", "不成句子"),
        ("２０２４０５０１", "不成句子"),
        ("一二三四五六七", "不成句子"),
        ("asdfghjkl", "不成句子"),
        ("test test", "不成句子"),
        ("字" * 4 + "很长的说明" * 200, "太长"),
    ],
)
def test_an_empty_phrase_is_no_explanation(text, said):
    assert said in fault(text)
    (result,) = explained([finding()], [given(text)])
    assert result.explanation is None and said in result.reopened


@pytest.mark.parametrize("text", [REASON, "追加预算见附件三批复", "Reallocated by the finance bureau", "未开展该项工作", "本年无此项工作", "经核实，系统数据四舍五入", "与决算口径不一致", "根据县委要求调整"])
def test_a_reason_can_stand(text):
    assert fault(text) is None
    (result,) = explained([finding()], [given(text)])
    assert (result.explanation, result.reopened) == (text, None)


def test_inserted_rows_and_renamed_sheets_do_not_matter():
    (result,) = explained([finding(row=9, sheet="整体支出绩效自评表")], [given()])
    assert result.explanation == REASON


def test_the_same_amount_in_another_unit_is_the_same_figure():
    """564.82万元 written as 5648200元 is held as 564.8200."""
    (result,) = explained([finding(number="564.8200")], [given()])
    assert result.explanation == REASON


@pytest.mark.parametrize("changed", [{"number": "570.00"}, {"expected": "300.00"}])
def test_other_figures_ask_for_it_anew(changed):
    (result,) = explained([finding(**changed)], [given()])
    assert result.explanation is None
    assert REASON in result.reopened and "数已经变了" in result.reopened


def test_until_it_is_written_anew_the_old_one_is_shown_and_explains_nothing():
    (result,) = explained([finding()], [given("")._replace(reopened="原来的说明（数已经变了）")])
    assert (result.explanation, result.reopened) == (None, "原来的说明（数已经变了）")


class TestFormsOfOneName:
    """Project forms that are called alike are numbered as they stand in the book."""

    FIRST, SECOND = (finding(key=f"F10/项目自评表{number}/全年预算数", number=amount) for number, amount in (("", "10"), ("#2", "20")))

    def renumbered(self, one, other):
        return one._replace(key=other.key)

    def test_each_explanation_goes_with_its_figures_when_the_forms_change_places(self):
        said = [given("甲项目按批复追加了预算", self.FIRST), given("乙项目跨年实施已报备案", self.SECOND)]
        now = [self.renumbered(self.SECOND, self.FIRST), self.renumbered(self.FIRST, self.SECOND)]
        assert [one.explanation for one in explained(now, said)] == ["乙项目跨年实施已报备案", "甲项目按批复追加了预算"]
        assert unmatched(now, said) == []

    def test_that_of_a_form_that_is_gone_waits_and_explains_no_other(self):
        said = [given("甲项目按批复追加了预算", self.FIRST), given("乙项目跨年实施已报备案", self.SECOND)]
        now = [self.renumbered(self.SECOND, self.FIRST)]
        assert [one.explanation for one in explained(now, said)] == ["乙项目跨年实施已报备案"]
        assert [one.text for one in unmatched(now, said)] == ["甲项目按批复追加了预算"]

    def test_one_whose_figures_have_changed_is_asked_for_anew_where_it_stood(self):
        said = [given("甲项目按批复追加了预算", self.FIRST), given("乙项目跨年实施已报备案", self.SECOND)]
        now = [self.FIRST, finding(key=self.SECOND.key, number="30")]
        first, second = explained(now, said)
        assert (first.explanation, first.reopened, second.explanation) == ("甲项目按批复追加了预算", None, None)
        assert second.reopened.startswith("乙项目跨年实施已报备案（") and "数已经变了" in second.reopened
        assert unmatched(now, said) == []

    def test_two_of_the_same_figures_keep_theirs(self):
        alike = [self.FIRST, self.FIRST._replace(key=self.SECOND.key)]
        said = [given("甲项目按批复追加了预算", alike[0]), given("乙项目跨年实施已报备案", alike[1])]
        assert [one.explanation for one in explained(alike, said)] == [one.text for one in said]


def test_another_finding_is_not_explained_by_it():
    (result,) = explained([finding(key="F10/项目自评表〔甲〕/全年预算数")], [given()])
    assert result.explanation is None and result.reopened is None


def test_the_last_word_counts():
    (result,) = explained([finding()], [given("原来写的说明不够清楚"), given()])
    assert result.explanation == REASON


def test_an_explained_warning_is_accepted_and_an_error_is_not():
    def status(severity):
        one = finding(severity)
        return Run(findings=tuple(explained([one], [given(one=one)]))).status

    assert Run(findings=(finding(),)).status == ATTENTION
    assert status(WARNING) == PASSED
    assert status(ERROR) == FAILED


def test_the_error_shows_what_was_written_all_the_same():
    one = finding(ERROR)
    (result,) = explained([one], [given(one=one)])
    assert result.explanation == REASON and Run(findings=(result,)).summary["error"] == 1
