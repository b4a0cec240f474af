from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.core.money import decimal, in_unit, places_of, plain, read_number, round_half_up


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,489.93", "1489.93"),
        ("１，４８９．９３", "1489.93"),
        ("（12.50）", "-12.50"),
        ("(3)", "-3"),
        ("84　", "84"),
        ("\xa00.00 ", "0.00"),
        ("-5.6", "-5.6"),
        (".5", "0.5"),
        ("1e3", "1000"),
        ("￥1,489.93", "1489.93"),
        ("¥ 0.00", "0.00"),
    ],
)
def test_numbers_as_accountants_type_them(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1e308", "1E400", "1e999999999", "9" * 500, "9" * 5000])
def test_no_budget_has_such_a_figure(text):
    assert read_number(text) is None


def test_the_smallest_and_the_largest_can_be_rounded():
    assert round_half_up(decimal(5e-324), 2) == 0
    assert round_half_up(decimal(1e308), 2) == decimal(1e308)
    assert places_of(round_half_up(decimal(5e-324), 330)) == 330


@pytest.mark.parametrize("text", ["", "-", "—", "10分", "99%", "≤344.7", "1.2.3", "()", "完成", "..", "1 2a"])
def test_a_text_with_anything_else_is_no_number(text):
    assert read_number(text) is None


def test_printed_decimals_survive():
    assert places_of(read_number("97.00")) == 2


def test_a_float_comes_in_at_fifteen_digits():
    assert decimal(0.1 + 0.2) == Decimal("0.3")
    assert decimal(1489.93) == Decimal("1489.93")


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("0.125", 2, "0.13"),
        ("1.005", 2, "1.01"),
        ("9.9155", 1, "9.9"),
        ("99.155501", 2, "99.16"),
        ("2.4999999999999999", 0, "3"),  # beyond 15 digits the spreadsheet sees 2.5
    ],
)
def test_halves_round_away_from_zero(value, places, rounded):
    assert round_half_up(Decimal(value), places) == Decimal(rounded)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6))
def test_plain_says_the_same_number(value):
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)


def test_amounts_return_to_the_unit_they_are_printed_in():
    assert in_unit(Decimal("1489.93"), "元") == Decimal("14899300")
    assert in_unit(Decimal("1489.93"), "万元") == Decimal("1489.93")
