"""One truth: the functions, the checker's recomputation and the command ``score`` agree on every indicator of every example."""

import pytest

from perfeval_xl.core.cells import parse_address
from perfeval_xl.domain.forms import SELF_EVALUATIONS
from perfeval_xl.functions import Caller, Workbook, call
from perfeval_xl.functions.values import NOT_AVAILABLE
from perfeval_xl.rules.check import check_book
from perfeval_xl.rules.score_sheet import COMPUTED, EXECUTION, INDICATOR, score_book
from perfeval_xl.rules.scored import scored, scoring_options
from perfeval_xl.rules.totals import execution, execution_due, table_totals
from tests.support.books import EXAMPLES, example

NAMES = sorted(path.stem for path in EXAMPLES.glob("*.xlsx"))
WORKBOOKS = {name: Workbook(example(name)) for name in NAMES}
FORMS = [
    pytest.param(name, form, id=f"{name} {form.sheet}")
    for name, workbook in WORKBOOKS.items()
    for form in workbook.forms
    if form.kind in SELF_EVALUATIONS
]


def caller(name: str, form) -> Caller:
    """A cell of the form, for the score of its row."""
    return Caller(WORKBOOKS[name], form.sheet, form.box.top, form.box.left)


def nature(indicator) -> str:
    """指标性质 as it is given to the function: the nature column, the class, or both."""
    stated = indicator.nature.text if indicator.nature is not None else ""
    return "、".join(part for part in (stated, indicator.indicator_class) if part)


def shown(indicator, weight) -> tuple:
    return indicator.target_text, indicator.actual_text, float(weight), nature(indicator)


def held(name: str, indicator, weight) -> tuple:
    """The cells' own values, as a live host hands them over: 0.98 where 98% is shown."""
    sheet = example(name).sheet(indicator.target.sheet)
    target, actual = (sheet.value(field.row, field.col) for field in (indicator.target, indicator.actual))
    return target, actual, float(weight), nature(indicator)


def as_result(score):
    return NOT_AVAILABLE if score is None else float(score)


@pytest.mark.parametrize("name, form", FORMS)
def test_every_indicator_scores_as_the_checker_recomputes_it(name, form):
    groups = scored(WORKBOOKS[name].context, form)
    assert groups
    for group in groups:
        for row, verdict in zip(group.rows, group.judgements, strict=True):
            given = shown(row.indicator, group.weight)
            assert call("PERF_SCORE", given, caller(name, form)) == as_result(verdict.score)
            assert call("PERF_SCORE", held(name, row.indicator, group.weight), caller(name, form)) == as_result(verdict.score)
            assert call("PERF_EXPLAIN", given, caller(name, form)) == verdict.explanation
        if len(group.rows) == 1:
            single = call("PERF_SCORE", shown(group.rows[0].indicator, group.weight), caller(name, form))
            assert single == as_result(group.due)


@pytest.mark.parametrize("name, form", FORMS)
def test_the_columns_of_a_form_in_one_call(name, form):
    groups = scored(WORKBOOKS[name].context, form)
    rows = [shown(row.indicator, group.weight) for group in groups for row in group.rows]
    columns = [tuple((cell,) for cell in column) for column in zip(*rows)]
    assert call("PERF_SCORE", columns, caller(name, form)) == tuple(
        (call("PERF_SCORE", row, caller(name, form)),) for row in rows
    )


@pytest.mark.parametrize("name, form", FORMS)
def test_the_total_the_execution_score_and_the_grade(name, form):
    workbook = WORKBOOKS[name]
    totals = table_totals(workbook.context, form)
    assert call("PERF_SCORE", (), caller(name, form)) == as_result(totals["computed_total"])
    assert call("PERF_GRADE", (float(totals["computed_total"]),), caller(name, form)) == totals["grade"]
    parts = execution(workbook.context, form)
    due = execution_due(parts, scoring_options(workbook.profile, form))(*(field.number for field in parts.inputs))
    weight, executed, budget = (
        float(sum(field.number for field in fields)) for fields in ((parts.weight,), parts.executed, parts.budget)
    )
    assert call("PERF_EXEC_SCORE", (executed, budget, weight), caller(name, form)) == float(due)


@pytest.mark.parametrize("name", NAMES)
def test_the_score_command_says_the_same(name):
    report = score_book(example(name))
    assert report.profile == WORKBOOKS[name].profile.name and report.sheets
    for sheet in report.sheets:
        around = Caller(WORKBOOKS[name], sheet.sheet, sheet.box.top, sheet.box.left)
        assert call("PERF_SCORE", (), around) == float(sheet.computed_total)
        if sheet.kind not in SELF_EVALUATIONS:
            continue
        for row in sheet.rows:
            if row.kind == INDICATOR and row.state == COMPUTED:
                given = (row.target, row.actual, float(row.weight), row.level2 or row.level1)
                assert call("PERF_SCORE", given, around) == float(row.computed)
        assert any(row.kind == EXECUTION for row in sheet.rows)


@pytest.mark.parametrize("name", NAMES)
def test_perf_check_lists_what_the_check_counts(name):
    run = check_book(example(name))
    rows = call("PERF_CHECK", (), Caller(WORKBOOKS[name], "", -1, -1))
    counts = {level: sum(row[1] == level for row in rows) for level in ("逻辑性", "核实性", "提示", "未检")}
    summary = run.summary
    assert counts == dict(zip(counts, (summary["error"], summary["warning"], summary["info"], summary["unchecked"])))
    findings = {(f.rule, f.field.sheet, f.field.row, f.field.col) for f in run.findings}
    for code, level, place, said in rows:
        sheet, _, cell = place.rpartition("!")
        assert said and (level == "未检" or (code, sheet, *parse_address(cell)) in findings)
