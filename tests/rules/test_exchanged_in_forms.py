"""Figures of a self-evaluation form in each other's cells are one finding that names the two cells."""

import pytest

from perfeval_xl.rules.check import check_book
from tests.rules.form_books import BOOKS, SCORED, SELF, at_full_marks, new_findings
from tests.support.books import with_value
from tests.support.drawn import drawn_book


def exchanged(name, one, other):
    texts = [BOOKS[name].sheet(field.sheet).value(field.row, field.col) for field in (one, other)]
    book = with_value(BOOKS[name], one.sheet, one.row, one.col, texts[1])
    return with_value(book, other.sheet, other.row, other.col, texts[0])


def neighbours(name, form, column):
    """The figures of one column in two rows, one below the other, that both have full marks and differ."""
    rows = at_full_marks(form)
    for one, other in zip(rows, rows[1:]):
        pair = getattr(one, column), getattr(other, column)
        if other.row == one.row + 1 and pair[0].number != pair[1].number and one.level1 is other.level1:
            if one.level2 is other.level2 or one.level2 is None or one.level2.weight is None:
                yield name, *pair


SCORES = [pair for name, form in SCORED for pair in neighbours(name, form, "score")]
WEIGHTS = [pair for name, form in SELF for pair in neighbours(name, form, "weight")]


def each(pairs):
    ids = [f"{name[:12]}-{one.sheet}-{one.cell}-{other.cell}" for name, one, other in pairs]
    return pytest.mark.parametrize(("name", "one", "other"), pairs, ids=ids)


def test_there_is_enough_to_exchange():
    assert len(SCORES) > 20 and len(WEIGHTS) > 20


@each(SCORES + WEIGHTS)
def test_scores_or_weights_of_two_rows_are_one_finding(name, one, other):
    (found,) = new_findings(name, exchanged(name, one, other))
    assert found.rule in ("S02", "S05", "R01")
    assert {one.place, other.place} <= {field.place for field in (found.field, *found.related)} or not found.hint


ROWS = {row.role: row for _, form in SELF if form.sheet == "项目自评表1" for row in form.funds}
TOTAL, CURRENT, CARRIED = ROWS["total"], ROWS["current"], ROWS["carried_over"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TOTAL.initial_budget, TOTAL.annual_budget),
        (CURRENT.initial_budget, CURRENT.annual_budget),
        (CURRENT.initial_budget, CURRENT.executed),
        (TOTAL.annual_budget, CURRENT.annual_budget),
        (TOTAL.executed, CURRENT.executed),
    ],
    ids=lambda field: field.cell,
)
def test_amounts_of_the_funds_block_are_one_finding_that_names_them(one, other):
    (found,) = new_findings("consistent-2024", exchanged("consistent-2024", one, other))
    assert "像是填反了，对调后各处就相符" in found.text
    assert all(f"{field.cell} 的 " in found.text for field in (one, other))


WHOLE = next(form for name, form in SELF if name == "consistent-2024" and form.sheet == "整体自评表")


@pytest.mark.parametrize(
    ("one", "other"),
    [(TOTAL.weight, TOTAL.score), (WHOLE.funds[0].weight, WHOLE.funds[0].score), (WHOLE.total_weight, WHOLE.total_score)],
    ids=lambda field: field.cell,
)
def test_weight_and_score_of_the_funds_or_of_the_totals_are_one_finding_that_names_them(one, other):
    (found,) = new_findings("consistent-2024", exchanged("consistent-2024", one, other))
    assert f"{one.cell} 的 {other.text} 和 {other.cell} 的 {one.text} 像是填反了，对调后各处就相符" in found.text


def test_totals_that_are_wrong_by_different_amounts_stay_two():
    book = with_value(BOOKS["consistent-2024"], "整体自评表", 29, 6, 99.0)
    book = with_value(book, "整体自评表", 29, 7, 100)
    assert [f.rule for f in check_book(book).findings if f.counts and f.severity == "error"] == ["W02", "S01"]


def test_two_wrong_amounts_of_a_row_stay_two():
    book = BOOKS["consistent-2024"]
    for field, value in ((CURRENT.initial_budget, 239.0), (CURRENT.executed, 216.0)):
        book = with_value(book, field.sheet, field.row, field.col, value)
    assert [f.rule for f in check_book(book).findings if f.counts and f.severity == "error"] == ["F03", "F03"]


# -- targets and actuals ---------------------------------------------------------------------------------------------

HEAD = """
项目支出绩效自评表|<|<|<|<|<|<
（2024年度）|<|<|<|<|<|<
项目名称|城区公厕管护|<|<|<|<|<
主管部门|青禾区城市管理局|<|实施单位|青禾区环卫所|<|<
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
"""


def told(*rows):
    """What counts of a form with these indicators (name, target, actual), each with full marks."""
    weights = [100 // len(rows)] * (len(rows) - 1)
    lines = [
        f"产出指标|数量指标|{name}|{target}|{actual}|{weight}|{weight}"
        for (name, target, actual), weight in zip(rows, [*weights, 100 - sum(weights)])
    ]
    book = drawn_book({"自评表": HEAD + "\n".join(lines) + "\n总分|<|<|<|<|100|100"})
    return [f for f in check_book(book).findings if f.counts and f.rule in ("T01", "T05", "S05", "S06")]


def test_actuals_of_two_rows_exchanged():
    (found,) = told(("管护公厕座数", "≥64座", "98.5%"), ("设施完好率", "≥98%", "66座"), ("保洁人员", "≥120人", "124人"))
    assert (found.rule, found.field.cell) == ("T01", "E6")
    assert found.text.endswith("；与下一行“设施完好率”的“66座”像是填反了，对调后两行都对得上")
    assert "E7" in [field.cell for field in found.related]


@pytest.mark.parametrize(
    ("actuals", "said"),
    [
        (("31场", "66座", "98.5%", "124人"), "E6:E9 的完成值像是整段往下错了一行，上移一行后各行都对得上"),
        (("98.5%", "124人", "31场", "66座"), "E6:E9 的完成值像是整段往上错了一行，下移一行后各行都对得上"),
    ],
)
def test_actuals_that_slid_by_a_row(actuals, said):
    targets = ("≥64座", "≥98%", "≥120人", "≥30场")
    names = ("管护公厕座数", "设施完好率", "保洁人员", "志愿活动场次")
    (found,) = told(*zip(names, targets, actuals))
    assert said in found.text


@pytest.mark.parametrize(
    "rows",
    [
        (("管护公厕座数", "≥64座", "98.5%"), ("设施完好率", "≥98%", "12天")),
        (("管护公厕座数", "≥64座", "已完成"), ("制度健全性", "健全", "100%")),
        (("管护公厕座数", "≥64座", "98.5%"), ("保洁人员", "≥120人", "124人"), ("设施完好率", "≥98%", "66座")),
    ],
    ids=["对调了也不相符", "文字和数本来就常混", "隔了一行"],
)
def test_two_actuals_of_another_kind_are_two_mistakes(rows):
    assert [f.rule for f in told(*rows)] == ["T01", "T01"]


def test_a_date_and_a_figure_exchanged():
    (found,) = told(("管护公厕座数", "≥64座", "12月20日"), ("资金支付时间", "12月31日前", "66座"))
    assert found.text.endswith("；与下一行“资金支付时间”的“66座”像是填反了，对调后两行都对得上")


def test_target_and_actual_of_a_row_exchanged():
    (found,) = told(("管护公厕座数", "66座", "≥64座"), ("保洁人员", "≥120人", "124人"))
    assert (found.rule, found.field.cell) == ("S05", "G6")
    assert found.text.endswith("；比较符“≥”写在完成值上，D6 和 E6 像是填反了，请先核对")


def test_a_vague_actual_of_a_target_with_its_own_comparator_is_told_beside_the_score():
    rows = ("管护公厕座数", "≥66座", "≥64座"), ("保洁人员", "≥120人", "124人")
    assert sorted(f.rule for f in told(*rows)) == ["S05", "T05"]


def test_a_form_that_writes_no_comparators_says_nothing_of_an_exchange():
    rows = ("管护公厕座数", "66座", "≥64座"), ("保洁人员", "120人", "124人")
    assert sorted(f.rule for f in told(*rows)) == ["S05", "T05"]
    assert all(not f.hint for f in told(*rows))


def test_an_exchange_that_costs_no_points_is_told_by_the_actual():
    (found,) = told(("管护公厕座数", "64座", "≥66座"), ("保洁人员", "≥120人", "124人"))
    assert found.rule == "T05" and "D6 和 E6 像是填反了" in found.text
