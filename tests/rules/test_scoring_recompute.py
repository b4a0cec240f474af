"""How a rule-scored table is computed anew: formulas, where figures come from, totals, and what it costs others."""

import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.core.money import ZERO
from perfeval_xl.core.profiles import load_profile
from perfeval_xl.domain.inputs import INPUTS
from perfeval_xl.rules.context import Context
from perfeval_xl.rules.scoring_table.formula import FormulaError, evaluate, in_words, names_in, parse
from perfeval_xl.rules.scoring_table.inputs import known_inputs, sources
from perfeval_xl.rules.scoring_table.measures import measure_of, measures, plain_name
from perfeval_xl.rules.scoring_table.recompute import COMPUTED, recomputed, scoring_totals
from tests.rules.build_scoring import context_of
from tests.support.books import ROOT, example_forms

STAFF = {"name": "在职人员控制率", "standard": "在职人员控制率≤100%，计5分；每超过一个百分点扣0.5分，扣完为止。", "weight": "5"}
SURPLUS = {"name": "资金结余", "standard": "无结余，3分；有结余，但不超过上年结转，2分；结余超过上年结转，不得分。", "weight": "3"}
AMOUNTS = st.decimals(min_value=0, max_value=10**6, places=2)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("staff / staff_quota", "0.5"),
        ("(surplus - carried_in) / carried_in", "3"),
        ("abs(staff - staff_quota) * 2", "4"),
        ("surplus - carried_in - staff", "1"),
        ("surplus / carried_in / staff", "2"),
        ("surplus - (carried_in - staff)", "5"),
        ("1.5 + staff * 2", "5.5"),
    ],
)
def test_a_formula_is_computed_as_it_is_written(formula, value):
    figures = {"staff": Decimal(2), "staff_quota": Decimal(4), "surplus": Decimal(4), "carried_in": Decimal(1)}
    assert evaluate(parse(formula), figures) == Decimal(value)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("(surplus - carried_in) / carried_in", "（累计结余 4万元－上年结转 1万元）÷上年结转 1万元"),
        ("surplus - (carried_in - staff)", "累计结余 4万元－（上年结转 1万元－在职人员数 2）"),
        ("abs(surplus - carried_in) * 1.5", "|累计结余 4万元－上年结转 1万元|×1.5"),
    ],
)
def test_a_formula_is_told_with_its_figures(formula, words):
    figures = {"surplus": "4", "carried_in": "1", "staff": "2"}
    context, _ = context_of({"profile_figures": figures})
    assert in_words(parse(formula), known_inputs(context)) == words


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("staff / headcount", "headcount"),
        ("staff ** 2", "*"),
        ("(staff", "没有合上"),
        ("staff /", "没有写完"),
        ("staff staff", "多了内容"),
        ("__import__", "不是可用的数"),
        ("staff; staff", "读不懂"),
        ("", "没有写完"),
        ("abs staff", "abs"),
    ],
)
def test_anything_else_is_no_formula(formula, words):
    with pytest.raises(FormulaError, match=words.replace("*", r"\*")):
        parse(formula)


@given(st.text(alphabet="staff_quota abs()+-*/0123456789.", max_size=40) | st.text(max_size=20))
def test_any_text_is_a_formula_or_is_refused(text):
    try:
        assert set(names_in(parse(text))) <= set(INPUTS)
    except FormulaError as refused:
        assert str(refused)


def test_every_name_calls_for_its_own_measure():
    named = [(name, measure) for measure in measures() for name in measure.names]
    assert len({name for name, _ in named}) == len(named)
    for name, measure in named:
        assert plain_name(name) == name
        assert measure_of(name) is measure
        assert measure_of(f" “{name[:2]}”{name[2:]}（%）") is measure


@pytest.mark.parametrize("name", ["专项资金预算执行率", "在职人员培训率", "三公经费公开情况", "控制率", ""])
def test_a_name_that_only_sounds_alike_calls_for_none(name):
    assert measure_of(name) is None


SOURCES = [
    {"profile_figures": {"three_public_final": "1.00"}},
    {"base_figures": {"three_public_final": "2.00"}},
    {"three_public": {"final_total": "3.00"}},
]


@pytest.mark.parametrize("first", range(len(SOURCES)))
def test_a_figure_is_taken_from_the_first_source_that_tells_it(first):
    case = {key: value for source in SOURCES[first:] for key, value in source.items()}
    context, places = context_of(case)
    known = known_inputs(context)["three_public_final"]
    assert known.value == first + 1
    assert [places[field.place] for field in known.fields] == [
        ("profile:three_public_final", "base:three_public_final", "accounts:final_total")[first]
    ]


def test_the_published_accounts_and_the_self_evaluation_tell_figures_too():
    context = Context(example_forms("consistent-2024"), load_profile("mof-standard"))
    _, _, accounts, funds, _ = sources(context)
    spent, detail = context.accounts.expenditure.total.amounts, context.accounts.basic_expenditure_detail.figures
    assert (accounts["basic"].fields, accounts["project"].fields) == ((spent["basic"],), (spent["project"],))
    assert (accounts["personnel"].fields, accounts["public_funds"].fields) == ((detail["staff"],), (detail["public"],))
    amounts = {item.role: item.amount for item in context.whole.expenditure}
    assert (funds["basic"].fields, funds["project"].fields) == ((amounts["basic"],), (amounts["project"],))
    assert funds["executed"].fields == (context.whole.total_funds.executed,)


def test_a_table_that_is_there_twice_tells_nothing():
    forms = example_forms("consistent-2024")
    detail = next(form for form in forms if getattr(form, "table", "") == "basic_expenditure_detail")
    context = Context((*forms, detail._replace(sheet="公开06表 (2)")), load_profile("mof-standard"))
    assert "personnel" not in known_inputs(context) and "basic" in known_inputs(context)


def test_an_empty_figure_is_told_by_the_next_source():
    context, _ = context_of({"profile_figures": {"staff": ""}, "base_figures": {"staff": "28"}})
    assert known_inputs(context)["staff"].value == 28


@given(st.integers(0, 500), st.integers(1, 500), st.integers(1, 20))
def test_a_score_is_between_nothing_and_the_weight(staff, quota, weight):
    standard = f"在职人员控制率≤100%，计{weight}分；每超过一个百分点扣0.5分，扣完为止。"
    item = {"name": "在职人员控制率", "standard": standard, "weight": str(weight), "score": "0"}
    context, _ = context_of({"items": [item], "profile_figures": {"staff": str(staff), "staff_quota": str(quota)}})
    (one,) = recomputed(context, context.forms[-1])
    assert one.state == COMPUTED
    assert ZERO <= one.score <= weight and one.score in one.accepted
    assert (one.score == weight) == (staff <= quota or staff * 100 < (quota * 101))


@given(AMOUNTS, AMOUNTS)
def test_yuan_and_ten_thousand_yuan_give_the_same_score(surplus, carried):
    def score(unit, factor):
        figures = {"surplus": str(surplus * factor), "carried_in": str(carried * factor)}
        context, _ = context_of({"items": [SURPLUS | {"score": "0"}], "unit": unit, "profile_figures": figures})
        return recomputed(context, context.forms[-1])[0].score

    assert score("万元", 1) == score("元", 10000)


def test_totals_take_the_computed_score_where_there_is_one_and_the_stated_one_otherwise():
    items = [
        STAFF | {"score": "5"},
        SURPLUS | {"score": "2"},
        {"name": "经济效益", "weight": "15", "score": "5"},
        {"name": "社会效益", "weight": "↑", "score": "5"},
        {"name": "生态效益", "weight": "↑", "score": "4"},
    ]
    figures = {"staff": "28", "staff_quota": "30", "surplus": "2", "carried_in": "1"}
    context, _ = context_of({"items": items, "total": ["23", "21"], "profile_figures": figures})
    table = context.forms[-1]
    assert scoring_totals(context, table) == {"weight_total": 23, "stated_total": 21, "computed_total": 19, "grade": "差"}
    assert [one.weight for one in recomputed(context, table)] == [5, 3, 5, 5, 5]


def test_a_score_for_three_items_leaves_no_trace_in_the_total():
    items = [{"name": name, "weight": mark, "score": score} for name, mark, score in (("甲", "40", "38"), ("乙", "↑", "↑"), ("丙", "↑", "↑"))]
    context, _ = context_of({"items": [STAFF | {"score": "4.8"}, *items]})
    assert str(scoring_totals(context, context.forms[-1])["computed_total"]) == "42.8"


def test_no_computed_total_where_a_score_is_neither_stated_nor_computed():
    context, _ = context_of({"items": [STAFF | {"score": "5"}, {"name": "甲", "weight": "5", "score": ""}]})
    assert scoring_totals(context, context.forms[-1])["computed_total"] is None


def test_the_example_of_yueyang_is_recomputed_from_its_own_sheets():
    context = Context(example_forms("yueyang-2021"), load_profile("yueyang-2021"))
    table = next(form for form in context.forms if form.kind == "scoring_table")
    computed = {one.item.subject: one.score for one in recomputed(context, table) if one.state == COMPUTED}
    assert computed == {"财政供养人员控制率": 5, "资金结余": 0, "固定资产利用率": 3, "社会公众或服务对象满意度": 5}
    assert scoring_totals(context, table)["computed_total"] == 97


def test_a_workbook_without_such_tables_loads_none_of_this():
    code = (
        "import sys\n"
        "from perfeval_xl import check\n"
        "check('workbooks/examples/zhuzhou-2024.xlsx')\n"
        "print([name for name in sys.modules if name.startswith('perfeval_xl.rules.scoring_table.') "
        "and not name.endswith('.checks') or name.startswith('perfeval_xl.domain.standards') or name.endswith('unit_people')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
