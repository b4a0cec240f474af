"""Goal tables without scores: found in every layout, and never inside a form that has scores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.core.book import Book
from perfeval_xl.domain.forms import GOAL_TABLE, SELF_EVALUATIONS
from perfeval_xl.io.reader import read_book
from perfeval_xl.recognition import recognise
from perfeval_xl.recognition.goals import find, split_goals
from perfeval_xl.recognition.grid import Grid

EXPECTED = "1、推进一网通办。\n2、发布中介服务事项100项。"
ACHIEVED = "1、推进一网通办。\n2、发布中介服务事项119项。"
QUALITATIVE_LABEL = "整体支出绩效\n定性目标及实施计划完成情况"
QUANTITATIVE_LABEL = "整体支出\n绩效定量目标及实施计划完成情况"


def tables(rows, merges=()):
    """What this family alone finds on one sheet."""
    sheet = Book.from_lists({"目标": rows}, {"目标": merges}).sheets[0]
    grid = Grid(sheet)
    anchors = sorted(find(grid, grid.texts()), key=lambda anchor: anchor.row)
    ends = [anchor.row - 1 for anchor in anchors[1:]] + [len(rows) - 1]
    return [anchor.read(grid, anchor, end) for anchor, end in zip(anchors, ends)]


QUALITATIVE = {
    "标签在左，向下合并": ([[QUALITATIVE_LABEL, "预期目标", "实际完成"], ["", EXPECTED, ACHIEVED]], [(0, 0, 1, 0)]),
    "标签在左，没有合并": ([[QUALITATIVE_LABEL, "预期目标", "实际完成"], ["", EXPECTED, ACHIEVED]], []),
    "标签是上面的标题行": (
        [["部门整体支出绩效定性目标", "", ""], ["预期目标", "实际完成情况", ""], [EXPECTED, ACHIEVED, ""]],
        [(0, 0, 0, 2)],
    ),
    "前面有空行空列，各栏跨两列": (
        [
            [""] * 7,
            ["", "", QUALITATIVE_LABEL, "预 期 目 标", "", "实际完成", ""],
            ["", "", "", EXPECTED, "", ACHIEVED, ""],
        ],
        [(1, 2, 2, 2), (1, 3, 1, 4), (2, 3, 2, 4), (1, 5, 1, 6), (2, 5, 2, 6)],
    ),
    "后面跟着评分和签字": (
        [
            [QUALITATIVE_LABEL, "预期目标", "实际完成"],
            ["", EXPECTED, ACHIEVED],
            ["绩效自评综合得分", "99分", ""],
            ["填报人（签名）：", "", "联系电话："],
        ],
        [(0, 0, 1, 0)],
    ),
}


@pytest.mark.parametrize("layout", QUALITATIVE)
def test_qualitative_table(layout):
    (table,) = tables(*QUALITATIVE[layout])
    assert (table.expected_goals.text, table.achieved_goals.text) == (EXPECTED, ACHIEVED)
    assert table.items == () and table.missing == () and table.kind == GOAL_TABLE
    assert "定性目标" in table.title.text.replace("\n", "")
    assert table.box.holds(table.achieved_goals.row, table.achieved_goals.col)
    assert table.key == "定性目标表"


BODY = [
    ["", "产出目标\n（部门工作实绩）", "质量指标", "指标1：一网通办。\n\n指标2：一窗受理。\n", "已完成"],
    ["", "", "数量指标", "指标1：发布事项100项。", "已完成"],
    ["", "", "", "指标2：培训30场", "培训53场"],
    ["", "", "时效指标", "……", ""],
    ["", "效益目标", "经济效益", "指标1：\n指标2：\n……", ""],
]
HEADER = [QUANTITATIVE_LABEL, "评价内容", "", "绩效目标", "完成情况"]
ITEMS = [
    ("质量指标", "一网通办。", "已完成"),
    ("质量指标", "一窗受理。", "已完成"),
    ("数量指标", "发布事项100项。", "已完成"),
    ("数量指标", "培训30场", "培训53场"),
    ("时效指标", "……", ""),
    ("经济效益", "指标1：", ""),
    ("经济效益", "指标2：", ""),
    ("经济效益", "……", ""),
]
MERGED = [(0, 0, 5, 0), (0, 1, 0, 2), (1, 1, 4, 1), (2, 2, 3, 2)]


def shifted(rows, merges, down, right):
    width = len(rows[0]) + right
    moved = [[""] * width] * down + [[""] * right + row for row in rows]
    return moved, [(t + down, left + right, b + down, r + right) for t, left, b, r in merges]


QUANTITATIVE = {
    "合并的类别": ([HEADER, *BODY], MERGED),
    "没有合并，空格沿用上行": ([HEADER, *BODY], []),
    "前面有空行空列": shifted([HEADER, *BODY], MERGED, 3, 2),
    "没有左侧标签": ([row[1:] for row in [HEADER, *BODY]], []),
    "后面跟着得分和等次": ([HEADER, *BODY, ["绩效自评综合得分", "", "", "99分", ""], ["评价等次", "", "", "优秀", ""]], MERGED),
}


@pytest.mark.parametrize("layout", QUANTITATIVE)
def test_quantitative_table(layout):
    (table,) = tables(*QUANTITATIVE[layout])
    assert [(item.category, item.subject, item.actual.text) for item in table.items] == ITEMS
    assert table.items[0].target.place == table.items[1].target.place, "一格里的两条目标在同一格"
    assert all(table.box.holds(item.target.row, item.target.col) for item in table.items)
    assert table.key == "定量目标表" and table.missing == ()


def test_both_tables_on_one_sheet():
    rows = [[QUALITATIVE_LABEL, "预期目标", "", "实际完成", ""], ["", EXPECTED, "", ACHIEVED, ""], HEADER, *BODY]
    merges = [(0, 0, 1, 0), (0, 1, 0, 2), (1, 1, 1, 2), (0, 3, 0, 4), (1, 3, 1, 4)]
    qualitative, quantitative = tables(rows, merges)
    assert qualitative.achieved_goals.text == ACHIEVED
    assert len(quantitative.items) == len(ITEMS)
    assert qualitative.box.bottom < quantitative.box.top


def test_a_header_without_rows_says_what_is_missing():
    (table,) = tables([HEADER])
    assert table.missing == ("没有认出表体",)


NO_GOAL_TABLE = {
    "自评表自己的年度总体目标": [["年度总体目标", "预期目标", "实际完成情况"], ["", EXPECTED, ACHIEVED]],
    "自评表的指标区": [["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"], ["产出", "数量", "办件", "1", "1", "5", "5"]],
    "有得分栏的目标表": [["评价内容", "绩效目标", "完成情况", "分值", "得分"], ["数量", "100项", "119项", "5", "5"]],
    "规则评分表": [["一级指标", "二级指标", "三级指标", "评分标准", "分值", "自评得分"], ["投入", "预算配置", "控制率", "每超扣0.5分", "5", "5"]],
    "正文里提到定性目标": [["部门整体支出绩效定性目标完成情况良好"]],
    "空表": [[""]],
}


@pytest.mark.parametrize("sheet", NO_GOAL_TABLE)
def test_other_tables_are_left_to_others(sheet):
    assert tables(NO_GOAL_TABLE[sheet]) == []


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("指标1：甲\n\n指标2：乙", ["指标1：甲", "指标2：乙"]),
        ("指标1：甲；指标2：乙", ["指标1：甲；", "指标2：乙"]),
        ("提高指标1个百分点", ["提高指标1个百分点"]),
        ("其他资金……各一张表", ["其他资金……各一张表"]),
        ("指标1：\n……", ["指标1：", "……"]),
        ("", [""]),
    ],
)
def test_goals_of_one_cell(text, goals):
    assert split_goals(text) == goals


def test_the_published_tables(examples):
    forms = recognise(read_book(str(examples / "yueyang-2021.xlsx"))).forms
    qualitative, quantitative = (form for form in forms if form.kind == GOAL_TABLE)
    assert qualitative.expected_goals.text.count("\n") == 9
    assert qualitative.achieved_goals.text.count("\n") == 8
    categories = [item.category for item in quantitative.items]
    assert categories.count("质量指标") == 2 and categories.count("数量指标") == 5 and categories.count("时效指标") == 3
    assert len({item.target.place for item in quantitative.items}) == 16


@pytest.mark.parametrize("name", ["quyuan-2024", "lukou-2022", "zhuzhou-2024", "consistent-2024"])
def test_no_goal_table_in_scored_forms(examples, name):
    kinds = {form.kind for form in recognise(read_book(str(examples / f"{name}.xlsx"))).forms}
    assert GOAL_TABLE not in kinds and kinds.intersection(SELF_EVALUATIONS)


WORDS = st.sampled_from(
    ["", "定性目标", "定量目标", "预期目标", "实际完成", "评价内容", "绩效目标", "完成情况", "指标1：", "……", "得分", "甲", 5, 0.5]
)


@given(
    st.lists(st.lists(WORDS | st.text(max_size=6), min_size=1, max_size=6), min_size=1, max_size=8),
    st.lists(st.tuples(*[st.integers(0, 5)] * 4), max_size=3),
)
def test_any_grid_is_read(rows, corners):
    merges = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in corners]
    for table in tables(rows, merges):
        assert table.kind == GOAL_TABLE
