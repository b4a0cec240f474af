"""按收入性质分, 按支出性质分 with what an item consists of below it: that is no part of the side's total."""

import pytest

from perfeval_xl.rules.check import check_book
from tests.support.drawn import drawn_book

FORM = """
2022年度部门整体支出绩效自评表|<|<|<|<|<|<|<|<
预算部门名称|<|湘溪县档案馆|<|<|<|<|<|<
年度预算申请（万元）|<||年初预算数|全年预算数|全年执行数|分值|执行率|得分
^|<|年度资金总额|320.50|356.20|348.75|10|97.91%|9.8
^|<|按收入性质分：|<|348.75|按支出性质分：|<|<|348.75
^|<|其中：一般公共预算|<|330.00|其中：基本支出|<|<|228.75
^|<|{income}|<|{received}|{first}|<|<|{spent}
^|<|其他资金|<|{other}|{second}|<|<|{rest}
^|<||<||项目支出|<|<|120.00
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
^|产出指标|数量指标|整理档案数量|≥6万卷|6.2万卷|90|90|
总分|<|<|<|<|<|100|99.8|
"""
PLAIN = {"income": "政府性基金拨款", "received": 0, "other": 18.75, "first": "", "spent": "", "second": "", "rest": ""}


@pytest.mark.parametrize(
    "entries, told",
    [
        ({}, []),
        ({"first": "其中：人员经费", "spent": 180, "second": "公用经费", "rest": 48.75}, []),
        ({"income": "其中：上级补助", "received": 30}, []),
        ({"income": "其中：事业收入", "received": 18.75, "other": 0}, []),
        ({"income": "其中：政府性基金拨款", "received": 18.75, "other": 0}, []),
        ({"first": "经营支出", "spent": 9}, ["F05"]),
        ({"other": 28.75}, ["F04"]),
    ],
)
def test_what_an_item_consists_of_is_not_counted_twice(entries, told):
    run = check_book(drawn_book({"自评": FORM.format(**{**PLAIN, **entries})}))
    assert [each.rule for each in run.findings if each.rule in ("F04", "F05", "F06", "F07") and each.counts] == told


@pytest.mark.parametrize("present, lacking", [("项目支出", "基本支出"), ("基本支出", "项目支出")])
def test_an_entry_that_is_missing_is_named_and_the_other_one_left_alone(present, lacking):
    form = FORM.format(**PLAIN).replace("其中：基本支出|<|<|228.75", "|||").replace("项目支出|<|<|120.00", f"{present}|<|<|228.75")
    run = check_book(drawn_book({"自评": form.replace("按支出性质分：|<|<|348.75", "按支出性质分：|<|<|")}))
    counted, folded = [each for each in run.findings if each.rule in ("F06", "F07")]
    assert (counted.rule, folded.rule, folded.caused_by) == ("F06", "F07", counted.key)
    assert f"没有“{lacking}”一项" in counted.text
    assert "改为" not in counted.text
