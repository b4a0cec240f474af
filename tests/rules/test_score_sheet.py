"""The recomputed scores of every form: their rows, why each is so, and totals that are those of a check."""

from decimal import Decimal
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.core.book import UNCACHED, Book, CellError
from perfeval_xl.core.money import ZERO
from perfeval_xl.core.profiles import load_profile
from perfeval_xl.domain.forms import SELF_EVALUATIONS
from perfeval_xl.recognition import recognise
from perfeval_xl.rules.check import check_book
from perfeval_xl.rules.context import Context
from perfeval_xl.rules.score_sheet import COMPUTED, EXECUTION, MISSING, STATED, ScoreReport, score_book, score_form
from perfeval_xl.rules.totals import table_totals
from tests.rules.build import changed, submission
from tests.support.books import example, with_value
from tests.support.drawn import drawn_book
from tests.support.hosts import EXAMPLES

HUNAN = load_profile("hunan-2024")
_OVER_ITS_PARTS = """
2023年度项目支出绩效自评表|<|<|<|<|<|<
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|补助种植面积|||100|100
^|^|梨树|6亩|6亩||
总分|<|<|<|<|100|100
"""


def sheet_of(forms):
    return score_form(Context(forms, HUNAN), forms[0])


def row_of(sheet, name):
    return next(row for row in sheet.rows if name in row.indicator)


def first(name: str):
    """The first scored form of an example."""
    return score_book(example(name)).sheets[0]


@pytest.mark.parametrize(
    ("name", "stated", "computed", "grade"),
    [
        ("quyuan-2024", "98", "96.1", "优"),
        ("zhuzhou-2024", "99.7", "98.3", "优"),
        ("lukou-2022", "96", "99", "优"),
        ("yueyang-2021", "99", "97", "优"),
    ],
)
def test_the_totals_of_the_published_documents(name, stated, computed, grade):
    sheet = first(name)
    assert (sheet.stated_total, sheet.computed_total) == (Decimal(stated), Decimal(computed))
    assert (sheet.weight_total, sheet.computed_grade) == (100, grade)


@pytest.mark.parametrize(
    ("document", "indicator", "stated", "computed", "words"),
    [
        ("quyuan-2024", "成本控制在预算内", "10", "6.2", "10×344.7÷560.05＝6.2"),
        ("zhuzhou-2024", "服务对象人数", "5", "3.6", "5×132÷185＝3.6"),
        ("zhuzhou-2024", "预算数", "15", "15", "达到指标值“=1755.87万元”（越小越好）"),
        ("zhuzhou-2024", "预算执行率", "9.7", "9.7", "10×1489.93÷1535.92＝9.7"),
        ("yueyang-2021", "财政供养人员控制率", "5", "5", "93.33%"),
        ("yueyang-2021", "资金结余", "2", "0", "1463.42"),
        ("yueyang-2021", "固定资产利用率", "3", "3", "100%"),
    ],
)
def test_what_a_row_should_have_scored_and_why(document, indicator, stated, computed, words):
    row = row_of(first(document), indicator)
    assert (row.stated, row.computed, row.state) == (Decimal(stated), Decimal(computed), COMPUTED)
    assert words in row.reason


@pytest.mark.parametrize(
    ("document", "indicator"),
    [
        ("zhuzhou-2024", "推进行政审批效能"),
        ("zhuzhou-2024", "即办件审批时限"),
        ("lukou-2022", "群众办事效率"),
        ("yueyang-2021", "变动率"),
        ("yueyang-2021", "资金使用合规性"),
    ],
)
def test_what_a_person_must_judge_keeps_its_stated_score_and_says_so(document, indicator):
    row = row_of(first(document), indicator)
    assert (row.state, row.computed, row.difference) == (STATED, row.stated, 0)
    assert row.reason.startswith("照填报分，")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_totals_are_those_that_a_check_tells(name):
    run, report = check_book(example(name)), score_book(example(name))
    told = [summary for summary in run.summaries if summary.weight_total is not None]
    assert report.profile == run.profile
    assert [(s.stated_total, s.computed_total) for s in report.sheets] == [(t.stated_total, t.computed_total) for t in told]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_rows_add_up_to_the_total(name):
    for sheet in score_book(example(name)).sheets:
        assert sum(row.computed for row in sheet.rows) == sheet.computed_total
        assert sum(row.weight for row in sheet.rows) == sheet.weight_total


SCORES = st.decimals(0, 20, places=1)
ACTUALS = st.sampled_from(["42万件", "20万件", "95%", "", "完成", "正在推进", "-3", "#DIV/0!"])


@given(st.dictionaries(st.sampled_from(["办件受理量", "按时办结率", "平均办理时长", "群众满意度"]), st.tuples(ACTUALS, SCORES)))
def test_whatever_is_filled_in_the_rows_add_up_to_the_total_of_totals(entries):
    cells = {}
    for name, (actual, score) in entries.items():
        cells |= {f"整体/指标/{name}/完成值": actual, f"整体/指标/{name}/得分": str(score)}
    forms = changed(submission(), cells)
    context = Context(forms, HUNAN)
    for form in context.forms_of(SELF_EVALUATIONS):
        sheet, totals = score_form(context, form), table_totals(context, form)
        assert {name: getattr(sheet, name) for name in ("weight_total", "stated_total", "computed_total")} == {
            name: totals[name] for name in ("weight_total", "stated_total", "computed_total")
        }
        assert sum((row.computed for row in sheet.rows), ZERO) == sheet.computed_total
        assert all(row.reason and not row.reason.endswith("。") for row in sheet.rows)


ODD = (CellError("#DIV/0!"), UNCACHED, "", -5, 1e300, "≥", "10分", True, "甲" * 3000)


@pytest.mark.parametrize(("document", "sheet"), [("lukou-2022", "整体自评表"), ("yueyang-2021", "评分表")])
def test_an_odd_value_in_any_cell_is_no_crash_and_the_rows_still_add_up(document, sheet):
    book = example(document)
    cells = [(row, col) for row, values in enumerate(book.sheet(sheet).rows) for col, value in enumerate(values) if value != ""]
    for (row, col), odd in zip(cells, cycle(ODD)):
        for scored in score_book(with_value(book, sheet, row, col, odd)).sheets:
            if scored.computed_total is not None:
                assert sum(one.computed for one in scored.rows) == scored.computed_total, (row, col, odd)


class TestRows:
    def test_a_consistent_form_has_no_difference(self):
        sheet = sheet_of(submission())
        assert (len(sheet.rows), sheet.difference, sheet.computed_grade) == (9, 0, "优")
        assert {row.difference for row in sheet.rows} == {0}

    def test_budget_execution_comes_first_with_its_amounts(self):
        row = sheet_of(submission()).rows[0]
        assert (row.kind, row.target, row.actual) == (EXECUTION, "预算 960万元", "执行 950万元")
        assert row.reason == "执行率 98.96%，得分＝分值 10×950÷960＝9.9"

    def test_more_executed_than_budgeted_is_full(self):
        forms = changed(submission(), {"整体/资金/年度资金总额/全年执行数": "1000.00"})
        assert sheet_of(forms).rows[0].reason == "执行率 104.17%，得满分 10"

    def test_a_lost_amount_leaves_the_stated_execution_score(self):
        row = sheet_of(changed(submission(), {"整体/资金/年度资金总额/全年执行数": "#REF!"})).rows[0]
        assert (row.state, row.computed) == (STATED, row.stated)
        assert "#REF!" in row.reason

    def test_no_budget_no_rate(self):
        row = sheet_of(changed(submission(), {"整体/资金/年度资金总额/全年预算数": "0"})).rows[0]
        assert row.state == STATED and "全年预算数为 0" in row.reason

    def test_an_error_cell_is_named(self):
        row = row_of(sheet_of(changed(submission(), {"整体/指标/办件受理量/完成值": "#DIV/0!"})), "办件受理量")
        assert row.state == STATED and "#DIV/0!" in row.reason

    def test_neither_computed_nor_stated_leaves_no_total(self):
        name = "整体/指标/重点工作推进情况"
        sheet = sheet_of(changed(submission(), {f"{name}/完成值": "正在推进", f"{name}/得分": ""}))
        row = row_of(sheet, "重点工作推进情况")
        assert (row.state, row.computed, sheet.computed_total, sheet.computed_grade) == (MISSING, None, None, None)
        assert sheet.stated_grade == "优" and "总分无从复算" in row.reason

    @pytest.mark.parametrize(("done", "state", "words"), [("12个", COMPUTED, "都已达成"), ("9个", STATED, "须由人评定")])
    def test_indicators_under_one_merged_weight_are_one_row(self, done, state, words):
        rows = [["产出指标", "数量指标", f"系统{i}接入数", "≥12个", done, "90" if i == 0 else "↑", "30", ""] for i in range(3)]
        sheet = sheet_of(submission({"整体": {"indicators": rows}}))
        row = sheet.rows[1]
        assert (row.indicator, row.weight, row.stated, row.state) == ("系统0接入数；系统1接入数；系统2接入数", 90, 90, state)
        assert words in row.reason

    def test_points_over_rows_that_have_the_values_lack_nothing(self):
        (form,) = recognise(drawn_book({"自评": _OVER_ITS_PARTS})).forms
        over = row_of(sheet_of((form,)), "补助种植面积")
        assert (over.computed, over.state) == (100, STATED) and "数值填在下面各行" in over.reason

    def test_a_form_without_scores_has_no_rows(self):
        assert sheet_of(submission({"整体": {"without": ["score"]}})).rows == ()


class TestReport:
    def test_a_book_without_any_form(self):
        report = score_book(Book.from_lists({"Sheet1": [["随便"]]}))
        assert isinstance(report, ScoreReport) and "没有认出任何表" in report.reason

    def test_a_book_in_which_nothing_is_scored_says_what_it_holds(self):
        accounts = [sheet for sheet in example("zhuzhou-2024").sheets if sheet.name.startswith("公开")]
        report = score_book(Book(tuple(accounts)))
        assert report.sheets == () and "没有可以算分的表" in report.reason and "“公开01表”收入支出决算总表" in report.reason

    def test_the_profile_decides_how_a_score_is_rounded(self):
        row = row_of(score_book(example("zhuzhou-2024"), "mof-standard").sheets[0], "服务对象人数")
        assert row.computed in (Decimal("3.57"), Decimal("3.6")), "two decimals, unless a note under the form says one"
