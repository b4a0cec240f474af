"""Figures in each other's cells, or in the cell beside their own: proven by exchanging them, and one mistake."""

from decimal import Decimal

from perfeval_xl.core.causes import fold
from perfeval_xl.core.findings import ERROR, WARNING
from tests.core.failing import RULES, cell, difference, failing, number


def test_a_figure_in_the_cell_beside_its_own_counts_once():
    lacking, having = number(0, "0"), number(1, "12.5")
    findings = [
        failing("F12", lacking, number(10, "12.5"), residual=difference),
        failing("F06", number(20, "40"), number(21, "40"), having, residual=difference),
    ]
    root, other = sorted(fold(findings, RULES), key=lambda finding: bool(finding.caused_by))
    assert other.caused_by == root.key
    assert root.hint == "；A2 的 12.5 像是填错了格，移到 A1，各处就相符"


def test_a_figure_two_cells_away_is_another_mistake():
    findings = [
        failing("F12", number(0, "0"), number(10, "12.5"), residual=difference),
        failing("F06", number(20, "40"), number(21, "40"), number(2, "12.5"), residual=difference),
    ]
    assert all(finding.counts for finding in fold(findings, RULES))


def test_a_limit_alone_proves_no_figure_moved():
    findings = [
        failing("F12", number(0, "0"), number(10, "12.5"), residual=difference),
        failing("F06", number(20, "40"), number(21, "40"), number(1, "12.5"), residual=difference),
    ]
    bounds = [each._replace(relation=each.relation._replace(bound=True)) for each in findings]
    assert all(finding.counts for finding in fold(bounds, RULES))
    assert sum(finding.counts for finding in fold([findings[0], bounds[1]], RULES)) == 1


def test_two_figures_that_break_the_same_equalities_are_exchanged():
    """全年预算数和全年执行数填反：执行率、得分都用到两格，只有决算说执行数；没有哪一格单独改了就都相符。"""
    budget, executed, account = cell(5, 4, "1360"), cell(5, 5, "1380"), cell(30, 1, "1360")
    findings = [
        failing("F12", executed, account, residual=difference),
        failing("F01", cell(5, 6, "98.55"), executed, budget, residual=lambda r, e, b: r - round(e / b * 100, 2)),
    ]
    root, other = sorted(fold(findings, RULES), key=lambda finding: bool(finding.caused_by))
    assert other.caused_by == root.key
    assert root.hint == "；E6 的 1360 和 F6 的 1380 像是填反了，对调后各处就相符"


def test_a_figure_two_columns_away_may_be_exchanged_where_both_cells_are_filled():
    first, last = cell(5, 3, "242"), cell(5, 5, "250")
    findings = [
        failing("F06", cell(4, 3, "250"), first, residual=difference),
        failing("F12", cell(4, 5, "242"), last, residual=difference),
    ]
    assert sum(finding.counts for finding in fold(findings, RULES)) == 1
    empty = [
        failing("F06", cell(4, 3, "250"), cell(5, 3, "0"), residual=difference),
        failing("F12", cell(4, 5, "0"), cell(5, 5, "250"), residual=difference),
    ]
    assert sum(finding.counts for finding in fold(empty, RULES)) == 2


def over_and_under(under):
    """One row scored above its weight, the next below its own without a reason."""

    def limit(code, score, weight, sign, severity):
        found = failing(code, score, weight, residual=lambda s, w: max(Decimal(0), sign * (s - w)), severity=severity)
        return found._replace(relation=found.relation._replace(bound=True))

    return [
        limit("F06", cell(5, 7, "15"), cell(5, 6, "10"), 1, ERROR),
        limit("F01", cell(6, 7, under), cell(6, 6, "15"), -1, WARNING),
    ]


def test_scores_of_two_rows_exchanged_are_one_mistake():
    root, other = fold(over_and_under("10"), RULES)
    assert other.caused_by == root.key
    assert root.hint == "；H6 的 15 和 H7 的 10（或者 G6 的 10 和 G7 的 15）像是填反了，对调后各处就相符"


def test_a_score_too_high_and_one_too_low_by_another_amount_are_two():
    assert all(finding.counts and not finding.hint for finding in fold(over_and_under("11"), RULES))
