"""A column printed as 小计 and its parts: they add up across, or it is left unchecked; a single part is an “其中”."""

import pytest

from perfeval_xl.rules.check import check_book
from tests.support.drawn import drawn_book

_INCOME = """
收入决算表|<|<|<|<|<
部门：青禾县水利局|||||金额单位：万元
科目编码|科目名称|本年收入合计|财政拨款收入|<|<
^|^|^|小计|{}|{}
合计|<|120.00|120.00|{}|{}
2130301|行政运行|120.00|120.00|{}|{}
"""
_NATURE = """
一般公共预算财政拨款收入支出决算表|<|<|<|<|<|<
部门：青禾县水利局||||||金额单位：万元
科目编码|科目名称|本年支出|<|<|<|<
^|^|小计|基本支出|<|<|项目支出
^|^|^|小计|{}|{}|^
合计|<|120.00|100.00|{}|{}|20.00
2130301|行政运行|120.00|100.00|{}|{}|20.00
"""


def check(form, *filled):
    return check_book(drawn_book({"表": form.format(*filled, *filled[2:])}))


@pytest.mark.parametrize(
    ("form", "filled", "finds"),
    [
        (_INCOME, ("一般公共预算财政拨款", "政府性基金预算财政拨款", "100", "20"), []),
        (_INCOME, ("一般公共预算财政拨款", "政府性基金预算财政拨款", "100", "2"), ["K06 D5", "K06 D6"]),
        (_INCOME, ("其中：一般公共预算财政拨款", "其中：政府性基金预算财政拨款", "100", "2"), []),
        (_INCOME, ("其中：一般公共预算财政拨款", "其中：专项拨款", "130", "-2"), ["K06 E5", "K06 E6"]),
        (_INCOME, ("基本建设拨款", "专项拨款", "100", "20"), []),
        (_NATURE, ("人员经费", "公用经费", "80", "20"), []),
        (_NATURE, ("人员经费", "公用经费", "80", "10"), ["K09 D6", "K09 D7"]),
        (_NATURE, ("其中：人员经费", "公用经费", "80", "10"), []),
    ],
)
def test_parts_add_up_across(form, filled, finds):
    run = check(form, *filled)
    assert [f"{each.rule} {each.field.cell}" for each in run.findings if each.counts and each.severity == "error"] == finds
    assert run.unchecked == ()


def test_parts_of_which_nobody_knows_whether_they_are_all():
    run = check(_INCOME, "基本建设拨款", "专项拨款", "100", "2")
    assert [(each.rule, "列全" in each.reason) for each in run.unchecked] == [("K06", True)]
    assert [each.rule for each in run.findings if each.severity == "error"] == []
