"""What a reader is told of a form: its weights, its score as stated and as recomputed, its grade."""

from decimal import Decimal

import pytest

from perfeval_xl.core.profiles import load_profile
from perfeval_xl.rules.context import Context
from perfeval_xl.rules.totals import scoring_options, table_totals
from tests.rules.build import changed, submission

HUNAN, STANDARD = load_profile("hunan-2024"), load_profile("mof-standard")


def totals(forms, profile=HUNAN) -> dict:
    return table_totals(Context(forms, profile), forms[0])


def with_rows(rows: list[list[str]], **entries) -> tuple:
    return submission({"整体": {"indicators": rows, **entries}})


def test_a_consistent_form():
    expected = {"weight_total": Decimal(100), "stated_total": Decimal("99.1"), "computed_total": Decimal("99.1"), "grade": "优"}
    assert totals(submission()) == expected


def test_a_missed_target_with_full_score_counts_at_what_it_earns():
    forms = changed(submission(), {"整体/指标/按时办结率/得分": "15", "整体/总分得分": "99.9"})
    assert totals(forms)["computed_total"] == Decimal("99.1")


def test_a_row_for_a_person_counts_at_its_stated_score():
    row = "整体/指标/重点工作推进情况"
    forms = changed(submission(), {f"{row}/完成值": "正在推进", f"{row}/得分": "12"})
    assert totals(forms)["computed_total"] == Decimal("96.1")


def test_the_execution_score_is_recomputed():
    forms = changed(submission(), {"整体/资金/年度资金总额/得分": "10"})
    assert totals(forms)["computed_total"] == Decimal("99.1")


def test_without_amounts_the_stated_execution_score_counts():
    forms = changed(submission(), {"整体/资金/年度资金总额/全年执行数": "", "整体/资金/年度资金总额/得分": "9"})
    assert totals(forms)["computed_total"] == Decimal("98.2")


def test_a_missing_score_that_a_person_must_give_leaves_no_total():
    row = "整体/指标/重点工作推进情况"
    told = totals(changed(submission(), {f"{row}/完成值": "正在推进", f"{row}/得分": ""}))
    assert told["computed_total"] is None
    assert told["grade"] == "优", "the stated total still has a grade"


def test_a_merged_weight_counts_once():
    rows = [["产出指标", "数量指标", f"系统{i}接入数", "≥12个", "12个", "90" if i == 0 else "↑", "30", ""] for i in range(3)]
    told = totals(with_rows(rows))
    assert told["weight_total"] == Decimal(100)
    assert told["computed_total"] == Decimal("99.9")


def test_a_merged_weight_with_a_row_that_was_missed_is_left_as_stated():
    rows = [["产出指标", "数量指标", f"系统{i}接入数", "≥12个", f"{12 - i}个", "90" if i == 0 else "↑", "25", ""] for i in range(3)]
    assert totals(with_rows(rows))["computed_total"] == Decimal("84.9")


def test_rows_of_the_template_left_empty_do_not_matter():
    rows = [["产出指标", "数量指标", "系统接入数", "≥12个", "12个", "90", "90", ""], ["", "", "……", "", "", "", "", ""]]
    assert totals(with_rows(rows))["computed_total"] == Decimal("99.9")


@pytest.mark.parametrize("without", [["weight"], ["score"]])
def test_a_layout_without_weights_or_scores_has_no_computed_total(without):
    assert totals(submission({"整体": {"without": without}}))["computed_total"] is None


def test_a_form_of_which_only_the_title_is_there():
    empty = {"funds": {}, "income": {}, "expenditure": {}, "indicators": [], "total": [], "notes": [], "features": []}
    assert totals(submission({"整体": empty})) == dict.fromkeys(("weight_total", "stated_total", "computed_total", "grade"))


@pytest.mark.parametrize(
    ("features", "profile", "decimals"),
    [([], STANDARD, 2), ([], HUNAN, 1), (["one_decimal"], STANDARD, 1), (["two_decimals"], HUNAN, 2), (["whole_numbers"], HUNAN, 0)],
)
def test_the_note_fixes_the_decimals_else_the_profile(features, profile, decimals):
    (form, *_) = submission({"整体": {"features": features}})
    assert scoring_options(profile, form).decimals == decimals
