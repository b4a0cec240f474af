"""财政拨款“三公”经费支出决算表: what stands beside its items, and what of it is no figure of them."""

from decimal import Decimal

import pytest

from perfeval_xl.core.book import Book
from tests.recognition.final_account_departments import mixed_department
from tests.recognition.final_account_layouts import Layout, contents, tables_of


def test_meetings_and_training_beside_the_three_public_items():
    rows = [
        ["财政拨款“三公”经费及会议费培训费支出决算表"], ["单位：万元"],
        ["项目", "“三公”经费", "", "", "", "", "", "会议费", "培训费"],
        ["", "小计", "因公出国（境）费", "公务用车购置及运行费", "", "", "公务接待费", "", ""],
        ["", "", "", "小计", "公务用车购置费", "公务用车运行费", "", "", ""],
        ["预算数", 5.0, "", 3.0, "", 3.0, 2.0, 1.0, 0.5], ["决算数", 4.0, "", 2.5, "", 2.5, 1.5, 0.8, 0.2],
    ]  # fmt: skip
    form = tables_of(Book.from_lists({"09": rows}))[0]
    assert contents(form) == {
        "budget_total": 5, "budget_vehicles": 3, "budget_vehicle_operation": 3, "budget_reception": 2,
        "budget_conference": 1, "budget_training": Decimal("0.5"),
        "final_total": 4, "final_vehicles": Decimal("2.5"), "final_vehicle_operation": Decimal("2.5"),
        "final_reception": Decimal("1.5"), "final_conference": Decimal("0.8"), "final_training": Decimal("0.2"),
    }  # fmt: skip


THREE_PUBLIC_BESIDE_LAST_YEAR = {
    "behind": ["预算数", "决算数", "上年决算数", "增减"],
    "before": ["上年数", "预算数", "决算数", "增减"],
    "next year's budget": ["2024年决算数", "2025年预算数", "比上年决算数增减", "增减%"],
    "by the years": ["2023年决算数", "2024年预算数", "2024年决算数", "增减"],  # as columns only
}


@pytest.mark.parametrize(
    ("name", "turned"), [(name, turned) for name in THREE_PUBLIC_BESIDE_LAST_YEAR for turned in (False, True)][:-1]
)
def test_the_three_public_items_of_last_year_are_no_final_figures_of_this_one(name, turned):
    """They would stand in for a final figure that is blank, as of 因公出国 here."""
    heads = THREE_PUBLIC_BESIDE_LAST_YEAR[name]
    figures = {"上年": (14.0, 4.0, 8.0, 2.0), "预算": (12.0, "", 10.0, 2.0), "决算": (10.0, "", 8.0, 2.0), "增减": (-4.0, -4.0, "", "")}
    columns = [figures["上年" if "2023" in head or "上年" in head else head.rstrip("数%")[-2:]] for head in heads]
    items = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"]
    body = [["项目", *heads], *zip(items, *columns)]
    rows = [["财政拨款“三公”经费支出决算表"], ["单位：万元"], *(zip(*body) if turned else body)]
    assert contents(tables_of(Book.from_lists({"09": rows}))[0]) == {
        "budget_total": 12, "budget_vehicles": 10, "budget_reception": 2, "final_total": 10, "final_vehicles": 8, "final_reception": 2,
    }  # fmt: skip


@pytest.mark.parametrize("slip", ["", 17.0, 11.0, -10.0, "10=11+12", "见附件"])
def test_one_slip_in_the_numbered_row_makes_it_no_figures(slip):
    rows = Layout().rows("three_public", mixed_department()["three_public"])
    rows[6][9] = slip
    form = tables_of(Book.from_lists({"09": rows}))[0]
    assert form.figures["final_total"].number == 5


def test_an_item_whose_final_figure_has_no_heading_is_said_to_be_missing():
    rows = [
        ["财政拨款“三公”经费支出决算表", "", "", "", "", "", "", ""],
        ["合计", "", "因公出国（境）费", "", "公务用车购置及运行维护费", "", "公务接待费", ""],
        ["预算数", "决算数", "预算数", "决算数", "预算数", "决算数", "预算数", ""],
        [21.0, 17.0, 0.0, 0.0, 20.5, 16.9, 0.5, 0.1],
    ]
    assert tables_of(Book.from_lists({"07": rows}))[0].missing == ("没有认出“公务接待费”的决算数",)


@pytest.mark.parametrize("dash", ["-", " - ", "/", "—"])
def test_a_row_of_dashes_below_the_items_is_the_figures_of_a_department_without_any(dash):
    rows = Layout(numbering=False).rows("three_public", {})
    form = tables_of(Book.from_lists({"09": [*rows[:6], [dash] * 12]}))[0]
    assert form.missing == () and contents(form) == {}
