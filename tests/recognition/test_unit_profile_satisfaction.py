"""A satisfaction counts where running text says that it was reached, in the form's own year, by the public."""

from decimal import Decimal

import pytest

from perfeval_xl.recognition import recognise
from tests.support.drawn import drawn_book


def profile(text):
    (form,) = recognise(drawn_book({"基本概况": text})).forms
    return form


SATISFACTION = {
    "政务服务企业群众好评率达99.99%，居全省前列。": "99.99",
    "群众满意度为98.5％。": "98.5",
    "一年来，服务对象满意率达到97%，好评率达99%。": "97",
    "职工满意度达100%，群众满意度达96%。": "96",
    "窗口满意度达95%，全区总体满意度达97.2%。": "97.2",
    "2021年群众满意度达90%，本年群众满意度达到98.6%。": "98.6",
    "力争群众满意度达98%。": None,
    "年初目标是群众满意度达到98%。": None,
    "群众满意度达98%以上。": None,
    "群众不满意率为2%。": None,
    "群众满意度提高2个百分点。": None,
    "上年群众满意度达95%。": None,
    "甲乡群众满意度达95%，乙乡群众满意度达93%。": None,
    "主动评价率达99.89%。": None,
    "群众满意度为98.5分。": None,
}


_FILLER = "全年按计划完成各项水利建设任务，防汛抗旱工作平稳有序，各项改革稳步推进。" * 8


@pytest.mark.parametrize("order", ["{filler}{said}", "{said}{filler}"], ids=["at the end", "at the beginning"])
@pytest.mark.parametrize("said", SATISFACTION)
def test_only_a_satisfaction_that_was_reached_counts(said, order):
    text = order.format(filler=_FILLER, said=said)
    form = profile(f"2022年度自评报告|<\n人员编制|30\n实有人数|28\n年度主要工作内容|{text}")
    reached = SATISFACTION[said]
    assert form.numbers("satisfaction") == (() if reached is None else (Decimal(reached),))
    if reached is not None:
        (field,) = form.figures["satisfaction"]
        assert (field.cell, field.text) == ("B4", f"{reached}%")


def test_statements_that_agree_count_once():
    text = "好评率达99.99%。" + "各项工作平稳有序，任务按期完成。" * 3
    form = profile(f"人员编制|30\n实有人数|28\n年度主要工作内容|{text}\n总体运行情况及取得的成绩|{text}")
    assert [field.cell for field in form.figures["satisfaction"]] == ["B3"]
