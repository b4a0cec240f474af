"""按收入性质分, 按支出性质分: the figure of an entry, whatever else its text says."""

from decimal import Decimal

import pytest

from tests.recognition.layouts.rows import HEADER, form


def basic(text):
    read = form([["2024年度部门整体支出绩效自评表"], ["按支出性质分：1360.00"], [text], ["项目支出：497.60"], HEADER])
    return next(item.amount for item in read.expenditure if item.role == "basic")


@pytest.mark.parametrize(
    "text",
    [
        "其中：基本支出：862.40；",
        "其中：基本支出：862.40，",
        "其中：基本支出：862.40、",
        "其中：基本支出：￥862.40",
        "其中：基本支出：862.40（其中人员经费700.00）",
        "其中：基本支出：862.40万元（含公用经费162.40）；",
        "其中：基本支出：862.40，其中：人员经费700.00，公用经费162.40",
        "其中：基本支出（人员和公用）：862.40",
    ],
)
def test_the_figure_of_an_entry_is_read(text):
    amount = basic(text)
    assert amount.number == Decimal("862.40") and "￥" not in amount.label


@pytest.mark.parametrize("text", ["基本支出：862.40 人员经费：700.00", "基本支出862.40（人员经费700.00）"])
def test_an_entry_with_several_figures_is_unreadable_and_not_empty(text):
    amount = basic(text)
    assert amount.unreadable and not amount.blank


@pytest.mark.parametrize("text", ["其中：基本支出：", "其中：基本支出：  万元", "其中：基本支出（人员和公用）"])
def test_an_entry_without_a_figure_is_empty(text):
    assert basic(text).blank
