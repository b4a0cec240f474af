"""One mistake, one finding: proven by repairing one cell, or declared by the rule."""

from decimal import Decimal

from perfeval_xl.core.causes import fold
from perfeval_xl.core.cells import COUNTED_AS_ZERO, Field
from perfeval_xl.core.findings import ERROR, ROUNDING, WARNING
from tests.core.failing import RULES, difference, failing, number, rule


def test_one_wrong_figure_seen_three_times_counts_once():
    executed, budget, rate = number(0, "160"), number(1, "200"), number(2, "75")
    basic, project, account = number(3, "100"), number(4, "50"), number(5, "150")
    findings = [
        failing("F12", executed, account, residual=difference),
        failing("F06", executed, basic, project, residual=difference),
        failing("F01", rate, executed, budget, residual=lambda r, e, b: r - e / b * 100),
    ]
    folded = {f.rule: f for f in fold(findings, RULES)}
    assert folded["F06"].caused_by is None, "表内的排在跨表的前面，说的就是错格的排在用到它的前面"
    assert folded["F01"].caused_by == folded["F12"].caused_by == folded["F06"].key
    assert "A1 改为 150" in folded["F06"].hint


def test_two_independent_mistakes_that_share_a_cell_both_count():
    executed, basic, project, account = number(0, "160"), number(1, "100"), number(2, "50"), number(3, "155")
    findings = [
        failing("F06", executed, basic, project, residual=difference),
        failing("F12", executed, account, residual=difference),
    ]
    assert all(f.caused_by is None for f in fold(findings, RULES))


def test_every_consequence_names_the_root_itself():
    score, weight, total = number(0, "7"), number(1, "6"), number(9, "96")
    others = [number(row, "30") for row in (2, 3, 4)]
    findings = [
        failing("S05", score, weight, residual=difference, subject="窗口数"),
        failing("F01", total, score, *others, residual=difference, subject="窗口数"),
        failing("S06", total, residual=lambda t: t, subject="窗口数"),
    ]
    rules = {**RULES, "S06": rule("S06", yields_to=("F01",))}
    root, middle, last = fold(findings, rules)
    assert root.caused_by is None
    assert middle.caused_by == last.caused_by == root.key


def test_an_error_is_never_the_consequence_of_a_warning():
    """分值 9.6、得分填 10：F02 只是须核实，写了核实说明，也盖不住“得分超过分值”。"""
    score, weight = number(0, "10"), number(1, "9.6")
    warned = failing("F02", score, weight, residual=difference, subject="预算执行")._replace(severity=WARNING)
    error = failing("S02", score, residual=lambda s: s, subject="预算执行")
    rules = {**RULES, "F02": rule("F02"), "S02": rule("S02", yields_to=("F02",))}
    assert [found.caused_by for found in fold([warned, error], rules)] == [None, None]
    assert [found.caused_by for found in fold([warned._replace(severity=ERROR), error], rules)] == [None, warned.key]


def test_where_two_cells_repair_equally_well_none_is_named():
    """项目支出填错时，改基本支出也能让两处相符：是一个错，而不知道错在哪一格。"""
    executed, total, basic, project = number(0, "150"), number(1, "150"), number(2, "100"), number(3, "48")
    findings = [
        failing("F01", total, basic, project, residual=difference),
        failing("F06", executed, basic, project, residual=difference),
    ]
    root, other = fold(findings, RULES)
    assert (root.caused_by, other.caused_by) == (None, root.key)
    assert root.hint == ""


def test_a_figure_where_there_should_be_none_counts_once_beside_tail_differences():
    """外交支出误填 0.2：合计那边还有 0.01 的尾差，照它算出来是 -0.01，其实就是不该有数。"""
    wrong, total, others = number(0, "0.2"), number(9, "114.99"), number(1, "115")
    findings = [
        failing("F06", total, wrong, others, residual=difference),
        failing("F12", wrong, residual=lambda w: w),
    ]
    first, second = fold(findings, RULES)
    assert (first.caused_by, second.caused_by) == (None, first.key)
    assert "A1 改为 0，" in first.hint


def test_a_limit_that_is_easily_kept_proves_nothing():
    """总分填错 27 分，一行得分多给 0.4 分：是两个错，不能叫人把得分改成 -22。"""
    score, total, others = number(0, "5"), number(9, "69"), number(1, "91")
    too_much = failing("S05", score, residual=lambda s: max(Decimal(0), s - Decimal("4.6")), subject="办证数量")
    too_much = too_much._replace(relation=too_much.relation._replace(bound=True))
    findings = [too_much, failing("F06", total, score, others, residual=difference)]
    assert all(f.caused_by is None and f.hint == "" for f in fold(findings, RULES))


def test_a_warnings_limit_goes_along_but_does_not_prove():
    """标题分值少写 1 分，另有一行扣 1 分没有原因：扣分的那条照样计数。"""
    heading, weight, score, rest = number(0, "49"), number(1, "10"), number(2, "9"), number(3, "40")
    unexplained = failing("S05", score, weight, residual=lambda s, w: max(Decimal(0), w - s), severity=WARNING)
    unexplained = unexplained._replace(relation=unexplained.relation._replace(bound=True))
    findings = [failing("F06", heading, weight, rest, residual=difference), unexplained]
    assert [f.caused_by for f in fold(findings, RULES)] == [None, None]


def test_an_error_never_hides_behind_a_warning():
    executed, basic, project = number(0, "160"), number(1, "100"), number(2, "50")
    findings = [
        failing("F06", executed, basic, project, residual=difference, severity=WARNING),
        failing("F12", executed, number(3, "150"), residual=difference),
    ]
    warning, error = fold(findings, RULES)
    assert error.caused_by is None
    assert warning.caused_by == error.key


def test_tail_differences_are_never_a_cause_nor_a_consequence():
    executed, basic, project = number(0, "160"), number(1, "100"), number(2, "50")
    findings = [
        failing("F06", executed, basic, project, residual=difference),
        failing("F12", executed, number(3, "150"), residual=difference, severity=ROUNDING),
    ]
    assert all(f.caused_by is None for f in fold(findings, RULES))


def test_a_rule_yields_to_a_stronger_one_on_the_same_subject_only():
    here = dict(residual=lambda s: s, severity=ERROR)
    findings = [
        failing("S05", number(0, "1"), subject="窗口数", **here),
        failing("S06", number(0, "1"), subject="窗口数", **here),
        failing("S06", number(9, "1"), subject="满意度", **here),
    ]
    s05, s06, other = fold(findings, RULES)
    assert s05.caused_by is None
    assert s06.caused_by == s05.key
    assert other.caused_by is None


def test_division_by_a_blank_does_not_stop_the_folding():
    executed, budget, rate = number(0, "5"), Field("表", 1, 0, "", None), number(2, "75")
    findings = [
        failing("F01", rate, executed, budget, residual=lambda r, e, b: r - e / b * 100 if b else Decimal(1)),
        failing("F06", executed, number(3, "1"), residual=difference),
    ]
    assert len(fold(findings, RULES)) == 2


def test_a_wrong_divisor_is_found_too():
    """全年预算数填错：执行率、执行得分都不符，是同一个错。"""
    executed, budget = number(0, "136"), number(1, "135")
    rate, score = number(2, "98.55"), number(3, "9.9")
    findings = [
        failing("F01", rate, executed, budget, residual=lambda r, e, b: r - round(e / b * 100, 2)),
        failing("F06", score, executed, budget, residual=lambda s, e, b: s - round(e / b * 10, 1)),
    ]
    root, other = fold(findings, RULES)
    assert other.caused_by == root.key
    assert "A2 改为 138，" in root.hint


def test_a_row_leads_the_total_it_enters():
    score, weight, total = number(0, "7"), number(1, "6"), number(9, "96")
    others = [number(row, "30") for row in (2, 3, 4)]
    findings = [
        failing("F01", total, score, *others, residual=difference),
        failing("S06", score, weight, residual=difference, subject="窗口数"),
    ]
    total_finding, row_finding = fold(findings, RULES)
    assert row_finding.caused_by is None
    assert total_finding.caused_by == row_finding.key


def test_what_nobody_has_filled_in_says_nothing_against_a_figure():
    """两张表还空着，不能说明第三张表上填好的数应改为 0。"""
    received = number(0, "320")
    income, fiscal = (Field("表", row, 0, COUNTED_AS_ZERO, Decimal(0)) for row in (1, 2))

    findings = [
        failing("F06", income, received, residual=difference),
        failing("F12", fiscal, received, residual=difference),
    ]
    assert all(f.caused_by is None and not f.hint for f in fold(findings, RULES))
    told = [number(1, "0"), number(2, "0")]
    findings = [failing(code, zero, received, residual=difference) for code, zero in zip(("F06", "F12"), told)]
    assert sum(f.caused_by is not None for f in fold(findings, RULES)) == 1, "填了 0 的就是说法"


def test_what_a_rule_names_as_its_cause_counts_where_it_was_not_told():
    told = failing("S05", number(0, "1"), residual=lambda s: s, subject="窗口数")
    goes_with_it = failing("T01", number(1, "1"), residual=lambda s: s)._replace(caused_by=told.key)
    assert [f.counts for f in fold([told, goes_with_it], RULES)] == [True, False]
    assert [f.counts for f in fold([goes_with_it], RULES)] == [True]


def test_points_for_amounts_do_not_tell_their_unit():
    """Scores by a threshold hold for any amount small enough: that the amounts are in another unit they do not show."""
    amount = Field("收支", 0, 0, "50", Decimal(50), unit="万元")

    def points(row):
        return Field("评分表", row, 0, "5", Decimal(5))

    def score(stated, surplus):
        return stated - (5 if surplus < 1 else 0)

    findings = [failing(code, points(row), amount, residual=score) for row, code in enumerate(("F01", "F06"))]
    assert all("一万倍" not in finding.hint for finding in fold(findings, RULES))


def test_no_cell_is_named_on_a_sheet_where_nothing_was_found():
    """自评表两项收入都填错：决算表自己没有错，不能叫人去改决算表。"""
    general, other = number(0, "150"), number(1, "0")
    income = number(2, "110")._replace(sheet="公开01表")
    received = number(3, "150")._replace(sheet="公开01表")
    findings = [
        failing("F12", general, income, residual=difference),
        failing("F06", other, received, income, residual=lambda stated, all_, one: stated - (all_ - one)),
    ]
    folded = fold(findings, RULES)
    assert sorted(f.caused_by is None for f in folded) == [False, True] and not any(f.hint for f in folded)


def test_a_unit_slip_takes_along_what_ends_with_a_figure_of_its_own_sheet():
    """决算表写成了元：其他资金的算式最后一项（专户非税）又在自评表里，也是同一个原因。"""
    def wan(row, value, sheet="表"):
        return number(row, value)._replace(sheet=sheet, unit="万元")

    def rest(stated, received, general, special):
        return stated - (received - general - special)

    executed, basic, other, special = wan(0, "13600000"), wan(1, "8600000"), wan(2, "400000"), wan(3, "0")
    spent, of_basic, general = wan(4, "1360", "决算"), wan(5, "860", "决算"), wan(6, "1320", "决算")
    findings = [
        failing("F12", executed, spent, residual=difference),
        failing("F12", basic, of_basic, residual=difference, subject="基本支出"),
        failing("F12", other, spent, general, special, residual=rest, subject="其他资金"),
    ]
    assert sum(found.caused_by is None for found in fold(findings, RULES)) == 1
