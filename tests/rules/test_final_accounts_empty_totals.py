"""B01 in the final-account tables: a total that somebody forgot, with what its parts add up to."""

import pytest

from perfeval_xl.core.book import Book
from perfeval_xl.core.engine import run
from perfeval_xl.core.profiles import load_profile
from perfeval_xl.rules.catalogue import catalogue
from perfeval_xl.rules.check import check_book
from perfeval_xl.rules.context import Context
from tests.recognition.final_account_departments import DEPARTMENTS, mixed_department
from tests.recognition.final_account_layouts import Layout, book_of, field_at, tables_of
from tests.support.books import example, with_value

RULES = [rule for rule in catalogue() if rule.code == "B01" or rule.family == "K"]


def said(forms):
    outcome = run(RULES, Context(forms, load_profile("mof-standard")), {}, [form.sheet for form in forms])
    return outcome.findings, outcome.unchecked


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("income:合计/fiscal", "110"),
        ("expenditure:合计/basic", "90"),
        ("general_public_budget:合计/total", "101.5"),
        ("government_fund:合计/closing", "1"),
        ("income_expenditure_total:income/本年收入合计", "115"),
        ("income_expenditure_total:expenditure/本年支出合计", "115"),
        ("income_expenditure_total:expenditure/总计", "118"),
        ("fiscal_appropriation_total:expenditure/本年支出合计/general", "101.5"),
        ("fiscal_appropriation_total:income/总计", "112"),
        ("basic_expenditure_detail:staff", "70"),
        ("three_public:final_total", "5"),
        ("three_public:budget_vehicles", "4"),
    ],
)
@pytest.mark.parametrize("empty", ["", "-"])
def test_an_empty_total_is_the_only_finding(place, expected, empty):
    """The sums that it enters are not checked: with the total filled in they hold."""
    table, _, path = place.partition(":")
    department = mixed_department()
    figure = department[table].pop(path)
    forms = tables_of(book_of(department, Layout(empty=empty)))
    findings, unchecked = said(forms)
    assert [(f.rule, f.severity, f.field.place, f.expected) for f in findings] == [
        ("B01", "warning", field_at(forms, place).place, expected)
    ]
    assert f"{figure.normalize():f}" == expected and expected in findings[0].text and unchecked == ()


def test_a_total_of_an_empty_total_counts_with_what_that_should_hold():
    department = mixed_department()
    for path in ("income/本年收入合计", "income/总计"):
        del department["income_expenditure_total"][path]
    findings, _ = said(tables_of(book_of(department)))
    assert [(f.subject, f.expected) for f in findings] == [("本年收入合计", "115"), ("总计", "118")]


def test_a_sum_with_an_unreadable_part_is_not_guessed():
    department = mixed_department()
    department["expenditure"] |= {"合计/basic": "", "208/basic": "见附件"}
    findings, _ = said(tables_of(book_of(department)))
    forgotten = [f for f in findings if f.rule == "B01"]
    assert [(f.subject, f.expected) for f in forgotten] == [("合计·基本支出", "")]
    assert "推算" not in forgotten[0].text


@pytest.mark.parametrize("meetings", [True, False])
def test_the_total_beside_meetings_and_training_may_be_either(meetings):
    rows = [
        ["财政拨款“三公”经费及会议费培训费支出决算表"], ["单位：万元"],
        ["项目", "合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费", "会议费", "培训费"],
        ["决算数", "", "", 2.5, 1.5, *((0.8, 0.2) if meetings else ("", ""))],
    ]  # fmt: skip
    findings, _ = said(tables_of(Book.from_lists({"09": rows})))
    assert [(f.rule, f.expected) for f in findings] == [("B01", "" if meetings else "4")]


@pytest.mark.parametrize(
    ("total", "told"),
    [
        (5, []),  # with them
        (4, []),  # without
        (5.01, [("rounding", "5")]),
        (3.99, [("rounding", "4")]),
        (6, [("error", "5")]),
        (3, [("error", "4")]),
    ],
)
def test_a_wrong_total_beside_meetings_and_training_is_held_against_the_nearer_sum(total, told):
    rows = [
        ["财政拨款“三公”经费及会议费培训费支出决算表"], ["单位：万元"],
        ["项目", "合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费", "会议费", "培训费"],
        ["决算数", total, "", 2.5, 1.5, 0.8, 0.2],
    ]  # fmt: skip
    findings, _ = said(tables_of(Book.from_lists({"09": rows})))
    assert [(f.severity, f.expected) for f in findings if f.rule == "K15"] == told


@pytest.mark.parametrize("department", DEPARTMENTS)
@pytest.mark.parametrize("empty", ["", "-", 0.0])
def test_a_total_with_nothing_to_add_up_may_be_empty(department, empty):
    findings, _ = said(tables_of(book_of(DEPARTMENTS[department](), Layout(empty=empty))))
    assert [f.text for f in findings if f.rule == "B01"] == []


@pytest.mark.parametrize(
    ("place", "rule", "expected"),
    [
        ("income:2010302/total", "K06", "15"),
        ("expenditure:208/total", "K08", "20"),
        ("general_public_budget:20103/total", "K09", "71.5"),
        ("government_fund:2120899/total", "K19", "9"),
        ("fiscal_appropriation_total:expenditure/住房保障支出/total", "K10", "10"),
        ("basic_expenditure_detail:302/amount", "K13", "18"),
    ],
)
@pytest.mark.parametrize("empty", ["", "-"])
def test_an_empty_total_of_a_row_is_told_where_it_is_empty(place, rule, expected, empty):
    """Not at the sum above, which lacks just that and is right."""
    table, _, path = place.partition(":")
    department = mixed_department()
    department[table][path] = empty
    forms = tables_of(book_of(department))
    findings, unchecked = said(forms)
    told = [(f.rule, f.severity, f.field.place, f.expected) for f in findings if f.counts]
    assert told == [(rule, "error", field_at(forms, place).place, expected)] and unchecked == ()


def test_several_empty_totals_of_rows_are_told_by_the_sum_above():
    department = mixed_department()
    department["income"] |= {"2010301/total": "", "2010302/total": ""}
    forms = tables_of(book_of(department))
    assert [f.field.place for f in said(forms)[0] if f.counts] == [field_at(forms, "income:20103/total").place]


def test_the_final_half_of_the_three_public_table_left_empty_is_one_gap():
    """预算数填了，决算数一格没有填：基本支出明细的三个科目都大于它，报一处。"""
    book = example("consistent-2024")
    for col in range(6, 12):
        book = with_value(book, "公开09表", 7, col, "")
    told = [finding for finding in check_book(book).findings if finding.rule == "K17"]
    assert [finding.field.cell for finding in told] == ["F17", "F22", "F30"]
    assert [finding.caused_by for finding in told] == [None, told[0].key, told[0].key]
    assert "决算数一格也没有填" in told[0].text
