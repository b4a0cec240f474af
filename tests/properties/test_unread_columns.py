"""A heading that nobody knows: what goes by its column is 未检, and no figure is wrong for it."""

import pytest

from perfeval_xl.rules.check import check_book
from tests.support.books import example, with_value

HEAD = 9  # rows, in which the headings of the tables stand
TABLES = [f"公开0{number}表" for number in (1, 2, 3, 4, 5, 7, 8)]
LINE = "、"  # behind the ordinal of a line, which is no heading
FURTHER = "其他收入"  # of a table that adds up every kind of income: a column with no such word may be a note
HEADINGS = [
    (table, row, col)
    for table in TABLES
    for row, line in enumerate(example("consistent-2024").sheet(table).rows[:HEAD])
    for col, value in enumerate(line)
    if isinstance(value, str) and LINE not in value and value != FURTHER
    if any(word in value for word in ("支出", "收入", "小计", "项目", "合计", "结余"))
]


@pytest.mark.parametrize(("table", "row", "col"), HEADINGS)
def test_a_heading_in_other_words(table, row, col):
    book = example("consistent-2024")
    errors = [one for one in check_book(book).findings if one.severity == "error"]
    run = check_book(with_value(book, table, row, col, "某栏"))
    assert [(one.rule, one.field.cell, one.text) for one in run.findings if one.severity == "error"] == errors


@pytest.mark.parametrize(
    ("sheet", "row", "col", "rule"), [("整体自评表", 3, 8, "S01"), ("项目自评表1", 4, 8, "S01"), ("项目自评表1", 4, 5, "F13")]
)
def test_a_column_of_the_funds_that_a_total_needs(sheet, row, col, rule):
    """得分 of the execution beside its 分值, and 全年执行数 of one of three projects."""
    run = check_book(with_value(example("consistent-2024"), sheet, row, col, "某栏"))
    assert not [one.text for one in run.findings if one.severity == "error"]
    assert rule in [one.rule for one in run.unchecked]
