"""From the sheets to the findings: a 基础数据表 as departments publish it, and the 评分表 that is scored by it."""

import pytest

from perfeval_xl.rules.check import check_book
from tests.support.drawn import drawn_book

BASE_DATA = """
部门整体支出绩效评价基础数据表 | < | < | <
财政供养人员情况 | 编制数 | 2021年实际在职人数 | 控制率
 | 30 | 28 | ~93.33%
经费控制情况（万元） | 2020年决算数 | 2021年预算数 | 2021年决算数
三公经费 | 6.5 | 6.2 | 6.11
1、公务用车购置和维护经费 | 3 | 3.5 | 3.53
其中：公车购置 | — | — | —
公车运行维护 | 3 | 3.5 | 3.53
2、出国经费 | — | — | —
3、公务接待 | 3.5 | 2.7 | 2.58
项目支出 | 100 | 120 | 110
公用经费 | 50 | 60 | 55
政府采购金额 | — | 80 | 80
"""
SCORING_TABLE = """
2021年度部门整体支出绩效评价评分表 | < | < | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 评分标准 | 分值 | 自评得分 | 扣分原因
投入（50分） | 预算配置（50分） | 在职人员控制率 | 在职人员控制率≤100%，计10分；每超过一个百分点扣0.5分，扣完为止。 | 10 | 10 |
^ | ^ | “三公经费”变动率 | “三公经费”变动率≤0，计10分；“三公经费”变动率＞0，每超过一个百分点扣0.5分，扣完为止。 | 10 | 10 |
^ | ^ | “三公经费”控制率 | 以100%为标准。三公经费控制率≤100%，计10分；每超过一个百分点扣1分，扣完为止。 | 10 | 10 |
^ | ^ | 公用经费控制率 | 公用经费控制率≤100%，计10分；每超过一个百分点扣1分，扣完为止。 | 10 | 10 |
^ | ^ | 政府采购执行率 | 政府采购执行率等于100%的，得10分；每减少一个百分点，扣0.2分，扣完为止。 | 10 | 10 |
过程（50分） | 管理（50分） | 管理制度健全性 | ①制度已制定，20分；②制度合规，20分；③执行有效，10分。 | 50 | 45 | 制度待修订
总分 | | | | 100 | 95 |
"""


def reported(base_data=BASE_DATA, table=SCORING_TABLE):
    """(rule, cell) of the errors and warnings, and of what was not checked."""
    run = check_book(drawn_book({"基础数据": base_data, "评分表": table}))
    found = {(f.rule, f.field.cell) for f in run.findings if f.severity in ("error", "warning") and f.counts}
    return found, {(u.rule, u.cell) for u in run.unchecked}


def test_what_the_base_data_tell_is_recomputed_and_agrees():
    assert reported() == (set(), {("R01", "F8")})


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("三公经费 | 6.5 | 6.2 | 6.11", "三公经费 | 6.5 | 6 | 6.11", {("N04", "C5")}),
        ("~93.33%", "~95.33%", {("R01", "D3")}),
        ("公用经费 | 50 | 60 | 55", "公用经费 | 50 | 60 | 66", {("R01", "F6")}),
        ("政府采购金额 | — | 80 | 80", "政府采购金额 | — | 80 | 60", {("R01", "F7")}),
        ("政府采购金额 | — | 80 | 80", "政府采购金额 | — | — | 80", {("R02", "F7")}),
        ("公车运行维护 | 3 | 3.5 | 3.53", "公车运行维护 | 3 | 3.5 | 3.35", {("N04", "D6")}),
    ],
)
def test_a_changed_figure_is_found_where_it_matters(old, new, found):
    assert old in BASE_DATA
    assert reported(BASE_DATA.replace(old, new))[0] == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("| 50 | 45 |", "| 50 | 50 |", {("R02", "F8"), ("R05", "F9")}),
        ("执行有效，10分", "执行有效，15分", {("R03", "D8")}),
        ("投入（50分）", "投入（55分）", {("W01", "A3")}),
        ("100 | 95 |", "100 | 96 |", {("R05", "F9")}),
        ("| 45 | 制度待修订", "| 45 | ", {("S03", "F8")}),
    ],
)
def test_a_changed_table_is_found_where_it_was_changed(old, new, found):
    assert old in SCORING_TABLE
    assert reported(table=SCORING_TABLE.replace(old, new))[0] == found
