"""S01–S11: what the scores say of what was reached."""

from decimal import Decimal

import pytest

from perfeval_xl.core.book import Extras, Sheet, Shown
from perfeval_xl.core.profiles import load_profile
from perfeval_xl.domain.forms import WHOLE
from perfeval_xl.rules.catalogue import catalogue
from perfeval_xl.rules.check import check_book
from perfeval_xl.rules.context import Context
from tests.rules.build import changed, submission
from tests.rules.rule_cases import assert_case, kinds_of_cases, listed_cases
from tests.support.drawn import drawn_book
from tests.support.locate import locate

CODES = [f"S{number:02}" for number in range(1, 12)]


@pytest.mark.parametrize(("code", "case"), listed_cases(*CODES))
def test_score_rule(code, case):
    assert_case(code, case)


@pytest.mark.parametrize("code", CODES)
def test_each_rule_has_cases_that_pass_and_that_fail(code):
    assert kinds_of_cases(code) == {"finds", "silent"}


FORM = """
2024年度项目支出绩效自评表|<|<|<|<|<|<|<
项目名称|<|窗口设备更新|<|<|实施单位|<|青禾区政务服务局
项目资金（万元）|<|年初预算数|全年预算数|全年执行数|分值|执行率|得分
^|年度资金总额|50.00|50.00|49.00|10|98.00%|9.8
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析
产出指标|数量指标|更新设备|≥120台|110台|25|22.94|两家供应商延期交货，三月已补齐。
产出指标|时效指标|安装时长|≤30天|33天|25|22.64|场地移交晚了三天，已改进排期。
效益指标|社会效益指标|窗口排队时间|≤20分钟|18分钟|30|30|
满意度指标|服务对象满意度|群众满意度|≥90%|95%|10|10|
总分|<|<|<|<|100|{total}|
"""
_SCORES = (5, 6, 7, 8, 9)


@pytest.mark.parametrize(
    ("total", "decimals", "severity"),
    [
        (95.38, 1, "rounding"),  # 9.8 + 22.9 + 22.6 + 30 + 10 = 95.3 as printed
        (95.38, 0, "rounding"),
        (95.4, 1, "rounding"),
        (95.3, 1, None),
        (95.5, 1, "error"),
        (96.38, 0, "error"),
    ],
)
def test_scores_that_print_fewer_decimals_than_they_hold_differ_from_the_total_by_rounding_alone(total, decimals, severity):
    (sheet,) = drawn_book({"自评": FORM.format(total=total)}).sheets
    formats = {(row, 6): Shown(decimals) for row in _SCORES}
    shown = Sheet(sheet.name, sheet.rows, sheet.merges, sheet.hidden, Extras(formats, {}, {}))
    run = check_book(drawn_book({"自评": FORM.format(total=total)})._replace(sheets=(shown,)))
    assert [finding.severity for finding in run.findings if finding.rule == "S01"] == ([severity] if severity else [])


@pytest.mark.parametrize("held, told", [("0", ["S05"]), ("-0.4", [])])
def test_a_full_score_that_only_prints_as_one_is_none(held, told):
    """A format without decimals shows 14.6 as 15; the cell holds what is due."""
    forms = changed(submission(), {"整体/指标/办件受理量/完成值": "39万件"})
    score = locate(forms, "整体/指标/办件受理量/得分")
    forms = [form._replace(unprinted={score.place: Decimal(held)}) if form.kind == WHOLE else form for form in forms]
    context = Context(forms, load_profile("mof-standard"))
    rule = next(rule for rule in catalogue() if rule.code == "S05")
    assert [found.rule for form in context.forms_of(rule.each) for found in rule.check(context, form)] == told
