"""Grid: what a cell shows, what it counts as, and which cell a merged one stands for."""

import pickle
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.core.book import UNCACHED, Book, CellError, Sheet, Shown
from perfeval_xl.core.cells import Field
from perfeval_xl.core.money import places_of
from perfeval_xl.recognition.grid import Grid, as_percentage, squeeze, tidy
from perfeval_xl.recognition.texts import Texts


def grid(rows, merges=(), formats=None):
    return Grid(Book.from_lists({"表": rows}, {"表": merges}, {"表": formats or {}}).sheets[0])


def read_at_once(sheet, place):
    """The field at a place of the first row, as a row with and one without merges is read."""
    return [sheet.fields(0, [place], "", merged)[0] for merged in (True, False)]


@pytest.mark.parametrize(
    ("text", "squeezed"),
    (
        ("年初\n预算数", "年初预算数"),
        ("全年　 预算数\xa0", "全年预算数"),
        ("（５０分）", "(50分)"),
        ("其中：基本支出", "其中:基本支出"),
        ("\ufeff总\u200b分", "总分"),
        ("总分[bookmark: _Toc1]", "总分"),
        ("产出指标", "产出指标"),
    ),
)
def test_labels_are_compared_without_white_space_and_full_width_signs(text, squeezed):
    assert squeeze(text) == squeezed


@given(st.text(alphabet=" \n\t\u3000\xa0\u200b\ufeff（）：，．０９％[]abc中文09", max_size=30))
def test_squeezing_twice_is_squeezing_once(text):
    once = squeeze(text)
    assert squeeze(once) == once and not set(once) & set(" \n\t\u3000\xa0\u200b\ufeff（）：")


def test_a_text_is_tidied_at_its_ends_only():
    assert tidy("　\u200b 1.按时办结；\n2.群众满意\ufeff　") == "1.按时办结；\n2.群众满意"


@pytest.mark.parametrize(
    ("value", "shown", "text", "number"),
    (
        (344.7, None, "344.7", "344.7"),
        (344.7, Shown(2), "344.70", "344.70"),
        (10.0, None, "10", "10"),
        (10, Shown(None), "10", "10"),
        (0.1 + 0.2, None, "0.3", "0.3"),
        (2.675, Shown(2), "2.68", "2.68"),
        (0.9916, Shown(2, True), "99.16%", "99.16"),
        (0.9916, Shown(0, True), "99%", "99"),
        (0.123456789012345, Shown(None, True), "12.345678901235%", "12.345678901235"),
        (12345678, Shown(4, scale=4), "1234.5678", "1234.5678"),
        (12345678, Shown(1, scale=4), "1234.6", "1234.6"),
        (12345678.5, Shown(None, scale=3), "12345.6785", "12345.6785"),
        (0.95, Shown(0, True, before="≥"), "≥95%", "95"),
        (120, Shown(None, behind="个"), "120个", "120"),
        (1e18, Shown(2), "1000000000000000000", "1000000000000000000"),
        (Decimal("12.50"), Shown(1), "12.5", "12.5"),
        ("1,489.93　", None, "1,489.93", "1489.93"),
        ("（12.50）", None, "（12.50）", "-12.50"),
        ("￥1,489.93", None, "￥1,489.93", "1489.93"),
        ("10分", None, "10分", None),
        ("", None, "", None),
        (True, None, "TRUE", None),
        (date(2025, 3, 20), None, "2025-03-20", None),
        (date(2024, 12, 1), Shown(None, date="ym"), "2024年12月", None),
        (datetime(2026, 12, 31), Shown(None, date="md"), "12月31日", None),
        (date(2024, 12, 1), Shown(None, date="m"), "12月", None),
        (datetime(2025, 3, 20), None, "2025-03-20", None),
        (float("inf"), None, "inf", None),
    ),
)
def test_a_cell_shows_and_counts_what_its_format_prints(value, shown, text, number):
    sheet = grid([[value]], formats={(0, 0): shown} if shown else {})
    for field in (sheet.field(0, 0, "某数"), *read_at_once(sheet, (0, "某数", ""))):
        assert (field.text, field.number, field.label) == (text, None if number is None else Decimal(number), "某数")
        assert number is None or f"{field.number:f}" == number


@pytest.mark.parametrize("value", (CellError("#DIV/0!"), UNCACHED))
def test_an_error_is_bad_and_neither_empty_nor_a_number(value):
    sheet = grid([[value]])
    for field in (sheet.field(0, 0), *read_at_once(sheet, (0, "", ""))):
        assert field.bad == value and field.number is None and not field.blank


def test_covered_cells_read_as_the_first_cell_of_their_merge():
    sheet = grid([["甲", "", 3], ["", "旧值", ""]], [(0, 0, 1, 1)])
    assert [sheet.anchor(row, col) for row in (0, 1) for col in (0, 1, 2)] == [(0, 0), (0, 0), (0, 2), (0, 0), (0, 0), (1, 2)]
    assert sheet.field(1, 1).text == "甲" and sheet.field(1, 1).cell == "A1"
    assert [field.cell for field in sheet.fields(1, [(0, "", ""), (1, "", ""), (2, "", "")])] == ["A1", "A1", "C2"]
    assert sheet.field(1, 1, merged=False).text == "旧值"
    assert sheet.span(1, 1) == (0, 0, 1, 1) and sheet.span(0, 2) == (0, 2, 0, 2)
    assert sheet.is_merged(1, 1) and not sheet.is_merged(1, 2) and not sheet.is_merged(2, 0)


def test_a_merge_over_whole_columns_is_decoration():
    sheet = Grid(Sheet("表", (("甲", 1), ("", 2)), [(0, 0, 1048575, 0)]))
    assert sheet.anchor(1, 0) == (1, 0) and sheet.span(0, 0) == (0, 0, 0, 0)


def test_outside_the_grid_everything_is_empty():
    sheet = grid([["甲"]])
    assert sheet.value(5, 5) == "" and sheet.label(-1, 0) == "" and sheet.field(9, 9).blank
    assert all(field.blank for field in read_at_once(sheet, (7, "", "")))


def test_texts_are_the_text_cells_by_row_and_word():
    texts = grid([["甲 ", 1], ["", "　"], ["乙\n方", CellError("#N/A")], ["丙方", "1"], ["方方"]]).texts()
    assert texts.lines == {0: [(0, "甲")], 2: [(0, "乙方")], 3: [(0, "丙方"), (1, "1")], 4: [(0, "方方")]}
    assert texts.words == ["甲", "乙方", "丙方", "1", "方方"]
    assert texts.having("方", "甲") == [(0, 0, "甲"), (2, 0, "乙方"), (3, 0, "丙方"), (4, 0, "方方")]
    assert texts.having("1") == [(3, 1, "1")] and texts.having("丁") == []
    assert texts.above(3).words == ["甲", "乙方"]
    assert grid([["", 1]]).texts().having("甲") == []


def test_a_column_the_form_does_not_have_has_no_field():
    sheet = grid([["甲", 12.5]])
    for merged in (True, False):
        field, none = sheet.fields(0, [(1, "执行数", "元"), None], "资金·", merged)
        assert none is None
        assert (field.label, field.number, field.unit) == ("资金·执行数", Decimal("0.00125"), "元")


def test_the_texts_of_a_form_are_fields_only_where_they_are_looked_at():
    sheet = grid([["　总 分 ", 1, "甲"], ["", "", "乙[bookmark: _Toc1]"]])
    texts = Texts(sheet, [(0, [(0, "总分"), (2, "甲")]), (1, [(2, "乙")])])
    assert texts.cells == [(0, 0, "总 分"), (0, 2, "甲"), (1, 2, "乙")]
    assert texts == (Field("表", 0, 0, "总 分"), Field("表", 0, 2, "甲"), Field("表", 1, 2, "乙"))
    assert len(texts) == 3 and texts[1].cell == "C1" and texts.field(*texts.cells[2]) == texts[2]
    assert type(pickle.loads(pickle.dumps(texts))) is tuple and pickle.loads(pickle.dumps(texts)) == tuple(texts)


@pytest.mark.parametrize(("unit", "number"), (("元", "344.7"), ("万元", "3447000"), ("亿元", "34470000000")))
def test_amounts_are_in_wan_yuan(unit, number):
    field = grid([[3447000]]).amount(0, 0, unit, "年初预算数")
    assert (field.number, field.unit, field.text, field.label) == (Decimal(number), unit, "3447000", "年初预算数")


@pytest.mark.parametrize(
    ("value", "points"), (("99.16%", "99.16"), ("99.16％", "99.16"), (0.98, "98"), (98, "98"), (1, "100"), ("0.98", "98"), ("", None), ("无", None))
)
def test_rates_are_in_percentage_points(value, points):
    assert as_percentage(grid([[value]]).field(0, 0)).number == (None if points is None else Decimal(points))


@pytest.mark.parametrize(("value", "places"), ((0.9855, 2), ("0.9855", 2), (0.98, 0), (1, 0), ("98.50%", 2), ("98.50", 2)))
def test_a_fraction_has_two_decimals_less_as_a_percentage(value, places):
    assert places_of(as_percentage(grid([[value]]).field(0, 0)).number) == places
