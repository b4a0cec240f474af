"""F, W and S rules on anything that may stand in a cell: they report, or say that they could not; they never crash."""

from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_xl.core.cells import Missing
from perfeval_xl.core.engine import run
from perfeval_xl.core.profiles import load_profile
from perfeval_xl.rules.catalogue import catalogue
from perfeval_xl.rules.context import Context
from tests.rules.build import changed, submission

RULES = [rule for rule in catalogue() if rule.family in "FWS"]
FUNDS = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
PATHS = [
    *(f"整体/资金/年度资金总额/{column}" for column in FUNDS),
    *(f"项目:大厅运行经费/资金/当年财政拨款/{column}" for column in FUNDS),
    *(f"整体/指标/按时办结率/{column}" for column in ("名称", "指标值", "完成值", "分值", "得分", "原因")),
    *("整体/收入性质/合计", "整体/收入性质/其他资金", "整体/支出性质/项目支出", "整体/总分分值", "整体/总分得分", "整体/等级", "整体/注/0"),
    *("支出决算表/合计/基本支出", "收入支出决算总表/收入侧/其他收入", "收入支出决算总表/支出侧/本年支出合计"),
]
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12).map(str)
WORDS = st.text(max_size=12).filter(lambda text: "e" not in text.lower())  # no figure of a form is written as 1E30
TEXTS = st.one_of(WORDS, NUMBERS, st.sampled_from(["", "—", "/", "0", "0%", "未缓存", "#DIV/0!", "100%", "10分"]))


def said(forms: tuple) -> list:
    context = Context(forms, load_profile("hunan-2024"))
    results = []
    for rule in RULES:
        for arguments in [(context, form) for form in context.forms_of(rule.each)] if rule.each else [(context,)]:
            try:
                results += rule.check(*arguments)
            except Missing:
                pass  # the engine's word for “unchecked”
    return results


@given(st.dictionaries(st.sampled_from(PATHS), TEXTS, max_size=4))
@settings(max_examples=60)
def test_no_text_makes_a_rule_crash(cells):
    forms = changed(submission(), cells)
    assert all(one.rule for one in said(forms))
    outcome = run(RULES, Context(forms, load_profile("hunan-2024")), {}, ())
    assert not [one.reason for one in outcome.unchecked if "自身出错" in one.reason]


@given(st.sampled_from(["元", "千元", "亿元"]))
@settings(max_examples=3)
def test_the_unit_of_the_amounts_changes_no_verdict(unit):
    factor = {"元": 10000, "千元": 10, "亿元": "0.0001"}[unit]
    form = submission()[0]
    figures = [getattr(form.total_funds, column) for column in ("initial_budget", "annual_budget", "executed")]
    texts = [f"{field.number * type(field.number)(factor):f}" for field in figures]
    row = [*texts, "10", "98.96%", "9.9"]
    rescaled = submission({"整体": {"unit": unit, "funds": {"年度资金总额": row}, "income": {}, "expenditure": {}}})
    assert [one.rule for one in said(rescaled) if one.rule in ("F01", "F02", "F10", "F12", "F15")] == []
