"""Units of measure: what converts into what."""

from decimal import Decimal

import pytest

from perfeval_xl.domain.units import (
    convert,
    is_known_unit,
    is_magnitude,
    is_money,
    is_percent,
    is_price,
    normalise_unit,
    unit_of,
)

CONVERSIONS = [
    ("1", "万件", "件", "10000"),
    ("14.52", "万件", "件", "145200"),
    ("3", "百件", "千件", "0.3"),
    ("132", "万人次", "人次", "1320000"),
    ("84", "万元", "元", "840000"),
    ("840000", "元", "万元", "84"),
    ("1.2", "亿元", "万元", "12000"),
    ("3", "百万元", "千元", "3000"),
    ("2", "天", "小时", "48"),
    ("2", "周", "天", "14"),
    ("90", "分钟", "小时", "1.5"),
    ("1", "年", "月", "12"),
    ("2", "季度", "月", "6"),
    ("98", "%", "‰", "980"),
    ("2", "个百分点", "%", "2"),
    ("9", "成", "%", "90"),
    ("3", "亩", "平方米", "2000"),
    ("1", "公顷", "亩", "15"),
    ("2", "公里", "米", "2000"),
    ("1", "万元/套", "元/套", "10000"),
    ("20.5", "KM", "公里", "20.5"),
    ("1000", "度", "千瓦时", "1000"),
    ("1000", "度电", "kWh", "1000"),
    ("2", "千瓦", "瓦", "2000"),
    ("1.5", "吨", "公斤", "1500"),
    ("3", "斤", "克", "1500"),
    ("2", "毫克", "微克", "2000"),
    ("5", "升", "毫升", "5000"),
    ("2", "立方米", "升", "2000"),
    ("3", "十万人", "万人", "30"),
    ("1", "平方公里", "公顷", "100"),
    ("15", "厘米", "毫米", "150"),
    ("20", "兆瓦", "万KW", "2"),
    ("3", "万方", "立方米", "30000"),
    ("10", "mg/L", "毫克/升", "10"),
    ("35", "μg/m³", "微克/立方米", "35"),
    ("1200", "元/年", "元/月", "100"),
    ("100", "元/月", "元/年", "1200"),
    ("1", "年", "天", "365"),
    ("73", "天", "年", "0.2"),
    ("1", "万", "", "10000"),
    ("2", "万绺", "绺", "20000"),
]


@pytest.mark.parametrize("number, source, target, expected", CONVERSIONS)
def test_a_quantity_converts_within_its_dimension(number, source, target, expected):
    assert convert(Decimal(number), source, target) == Decimal(expected)


@pytest.mark.parametrize(
    "source, target",
    [
        ("人", "人次"),
        ("件", "元"),
        ("工作日", "天"),
        ("元/月", "元"),
        ("元/套", "元/亩"),
        ("%", "个"),
        ("个", "项"),
        ("绺", "件"),
        ("", "件"),
    ],
)
def test_different_dimensions_do_not_convert(source, target):
    assert convert(Decimal(1), source, target) is None
    assert convert(Decimal(1), target, source) is None


@pytest.mark.parametrize(
    "written, name",
    [
        ("个月", "月"),
        ("个工作日", "工作日"),
        ("日", "天"),
        ("自然日", "天"),
        ("㎡", "平方米"),
        ("人（次）", "人次"),
        ("（万元）", "万元"),
        ("元／月", "元/月"),
        ("元/人/月", "元/人·月"),
        ("百分点", "个百分点"),
        ("％", "%"),
        ("千米", "公里"),
        ("万 人次", "万人次"),
        ("万平米", "万平方米"),
    ],
)
def test_spellings_of_a_unit_have_one_name(written, name):
    assert normalise_unit(written) == name


def test_amounts_prices_shares_and_magnitudes_are_told_apart():
    assert is_money("万元") and is_money("十万元") and not is_money("元/套") and not is_money("件")
    assert is_price("元/套") and is_price("万元/公里") and not is_price("元") and not is_price("次/年")
    assert is_percent("‰") and is_percent("个百分点") and not is_percent("")
    assert is_magnitude("万") and not is_magnitude("") and not is_magnitude("万件")


def test_a_unit_people_use_is_told_from_a_word():
    assert is_known_unit("万人次") and is_known_unit("元/绺") and not is_known_unit("热线办理")


def test_a_sentence_in_the_unit_column_is_a_dimension_of_its_own():
    sentence = "按照年初预算确定的标准和实际人数" * 200
    assert unit_of(sentence).dimension == sentence
    assert normalise_unit("万" * 5000) == "万" * 5000
