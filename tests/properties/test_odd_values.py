"""Whatever stands in the cells of a form, the checker reads it or says that it cannot: no rule fails on its own."""

import pytest

from perfeval_xl.core.book import Sheet
from perfeval_xl.rules.check import check_book
from tests.support.books import example

ODD = {
    "太大的数": 1e308,
    "太小的数": 5e-324,
    "无穷大": float("inf"),
    "不是数": float("nan"),
    "负数": -1.5,
    "逻辑值": True,
    "科学计数的文字": "1E400",
    "指数太大的文字": "1e999999999",
    "五百位数字": "9" * 500,
    "五千位数字": "9" * 5000,
    "只有比较符": "≥",
    "两个百分号": "100%%",
    "半个括号": "（",
    "控制字符": "\x00\x0b",
    "很长的文字": "效" * 3000,
}


def filled(book, value, wanted):
    """The book with *value* in every cell that holds something *wanted*."""
    return book._replace(
        sheets=tuple(
            Sheet(s.name, [[value if wanted(v) else v for v in row] for row in s.rows], s.merges, s.hidden, s.extras)
            for s in book.sheets
        )
    )


def is_number(value):
    return isinstance(value, (int, float))


def begins_with_a_digit(value):
    return isinstance(value, str) and value[:1].isdigit()


@pytest.mark.parametrize("wanted", [is_number, begins_with_a_digit])
@pytest.mark.parametrize("name", ["consistent-2024", "quyuan-2024", "yueyang-2021"])
@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
def test_no_rule_fails_on_its_own(name, value, wanted):
    run = check_book(filled(example(name), value, wanted))
    assert [unchecked.reason for unchecked in run.unchecked if "自身出错" in unchecked.reason] == []
    assert run.to_dict()["summary"]
