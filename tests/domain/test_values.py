"""The grammar of targets and actuals; the spellings are data in cases/values.toml and cases/dates.toml."""

import calendar
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.domain.units import normalise_unit
from perfeval_xl.domain.values import (
    Value,
    answers,
    chinese_number,
    inexact,
    is_placeholder,
    money_amount,
    not_reached,
    parse_value,
    partly_reached,
    priced_amount,
    reached,
    vague,
)
from perfeval_xl.domain.values.words import ODD_SIGNS, SIGNS, STANDARD_SIGNS, WORDS_AFTER, WORDS_BEFORE

CASES = Path(__file__).parent / "cases"
FIELDS = ("comparator", "unit", "fuzzy", "odd_spelling", "label")


def load(name: str) -> dict:
    return tomllib.loads((CASES / name).read_text("utf-8"))


VALUES = [
    pytest.param(group.get("kind", "number"), case, id=f"{group['situation']}：{case['text']}")
    for group in load("values.toml")["group"]
    for case in group["cases"]
]


@pytest.mark.parametrize("kind, case", VALUES)
def test_a_spelling_is_read_as_meant(kind, case):
    value = parse_value(case["text"])
    plain = Value(kind, case["text"])
    assert value.kind == kind
    assert {field: getattr(value, field) for field in FIELDS} == {
        field: case.get(field, getattr(plain, field)) for field in FIELDS
    }
    assert value.number == (Decimal(case["number"]) if "number" in case else None)
    assert value.upper == (Decimal(case["upper"]) if "upper" in case else None)
    assert value.text == case["text"]


@pytest.mark.parametrize("case", load("dates.toml")["cases"], ids=lambda case: case["text"])
def test_a_date_covers_the_days_it_names(case):
    value = parse_value(case["text"])
    assert value.kind == "date"
    assert value.comparator == case.get("comparator", "<=" if case["before"] else "")
    period = value.period
    assert (period.year, period.first, period.last, period.before) == tuple(
        case[key] for key in ("year", "first", "last", "before")
    )


@pytest.mark.parametrize("month", range(1, 13))
def test_the_end_of_a_month_is_its_last_day(month):
    last = month * 100 + calendar.monthrange(2024, month)[1]
    assert [parse_value(f"{month}月{end}").period.last for end in ("", "底", "末", "下旬")] == [last] * 4


@pytest.mark.parametrize(
    "text, parts",
    [
        ("部门28个，窗口数65个", [("部门", "28", "个"), ("窗口数", "65", "个")]),
        ("部门28个、窗口数65个", [("部门", "28", "个"), ("窗口数", "65", "个")]),
        ("部门28个；窗口数65个。", [("部门", "28", "个"), ("窗口数", "65", "个")]),
        ("部门28个\n窗口数65个", [("部门", "28", "个"), ("窗口数", "65", "个")]),
        ("预估260套，230元/套", [("", "260", "套"), ("", "230", "元/套")]),
        ("260套×230元/套", [("", "260", "套"), ("", "230", "元/套")]),
        ("完成65个，完成率100%", [("", "65", "个"), ("", "100", "%")]),
        ("1.培训3次\n2.资料100份", [("培训", "3", "次"), ("资料", "100", "份")]),
        ("（1）3次；（2）5人", [("", "3", "次"), ("", "5", "人")]),
    ],
)
def test_several_values_in_one_cell_are_kept_apart(text, parts):
    value = parse_value(text)
    assert value.kind == "several"
    assert [(part.label, str(part.number), part.unit) for part in value.parts] == parts


@pytest.mark.parametrize(
    "text, number, unit",
    [("19\n50人", "1950", "人"), ("≥6\n8个", "68", "个"), ("98.\n5%", "98.5", "%"), ("98\r\n.5%", "98.5", "%")],
)
def test_a_figure_that_a_narrow_column_has_cut_is_one(text, number, unit):
    value = parse_value(text)
    assert (value.kind, value.number, value.unit, value.text) == ("number", Decimal(number), unit, text)


@pytest.mark.parametrize("text", ["100%\n95%", "2期\n30人", "≥10\n≥5次", "50\n30", "12\n3次；5次"])
def test_figures_on_lines_of_their_own_are_several(text):
    assert parse_value(text).kind == "several"


def test_quantity_times_unit_price_is_an_amount_in_wan_yuan():
    assert priced_amount(parse_value("预估260套，230元/套")) == Decimal("5.98")
    assert priced_amount(parse_value("1.2万件，0.5元/件")) == Decimal("0.6")
    assert priced_amount(parse_value("230元/套，260套")) == Decimal("5.98")
    assert priced_amount(parse_value("260件，230元/套")) is None
    assert priced_amount(parse_value("部门28个，窗口数65个")) is None
    assert priced_amount(parse_value("230元/套")) is None
    assert priced_amount(parse_value("12人*500元/月*12个月")) == Decimal("7.2")
    assert priced_amount(parse_value("100人×200元/人·天×3天")) == Decimal("6")
    assert priced_amount(parse_value("12人*500元/月*1年")) == Decimal("7.2")
    assert priced_amount(parse_value("12人，500元/月，12个月")) is None  # nothing says that they are multiplied
    assert priced_amount(parse_value("12人*500元/套*12个月")) is None
    assert priced_amount(parse_value("12人*500元/月*12个月*50%")) is None


def test_an_amount_of_money_is_given_in_wan_yuan():
    assert money_amount(parse_value("=1755.87万元")) == Decimal("1755.87")
    assert money_amount(parse_value("50000元")) == Decimal("5")
    assert money_amount(parse_value("230元/套")) is None
    assert money_amount(parse_value("344.7")) is None
    assert money_amount(parse_value("84个")) is None


@pytest.mark.parametrize(
    "text, word",
    [
        ("98%以上", "以上"),
        ("预估260套，230元/套", "预估"),
        ("≥90%", "≥"),
        ("＞=90%", "＞="),
        ("不低于95%", "不低于"),
        ("3-5天", "区间"),
        ("达到98%", ""),
        ("=1489.93万元", ""),
        ("99%", ""),
        ("12月20日", ""),
        ("完成", ""),
    ],
)
def test_an_actual_should_be_an_exact_figure(text, word):
    assert inexact(parse_value(text)) == word


def test_words_that_say_reached():
    assert all(map(reached, ("完成", "已完成", "达成预期指标", "达标", "全部完成。", " 已完成 ")))
    assert all(map(reached, ("已达成预期指标", "均达成预期指标", "均已达到预期目标", "已全部完成")))
    assert not any(map(reached, ("未完成", "基本完成", "推进", "提升", "")))
    assert partly_reached("部分达成") and partly_reached("基本完成") and not partly_reached("完成")
    assert not_reached("未完成") and not_reached("尚未验收") and not not_reached("完成")
    assert not any(map(not_reached, ("未发生", "未超标", "没有下降")))


def test_a_target_nobody_can_measure():
    assert all(map(vague, ("完成", "定性", "持续提升", "成本低效率高", "显著")))
    assert not any(map(vague, ("100%", "一年", "12月31日前", "优良中低差", "……", "", "部门28个，窗口数65个")))


def test_repeating_a_scale_is_no_answer():
    assert answers("持续提升") and not answers("定性") and not answers("优良中低差")


def test_a_long_paragraph_with_figures_is_words():
    assert parse_value("推进政务服务改革，办理事项119项。" * 40).kind == "text"
    assert not is_placeholder("推进政务服务")


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_every_comparator_is_read_before_any_unit(sign):
    for text in (f"{sign}90", f"{sign} 90%", f"{sign}1,490.5万元"):
        value = parse_value(text)
        assert (value.comparator, value.sign) == (SIGNS[sign], sign)
        assert value.odd_spelling is (sign not in STANDARD_SIGNS)
        assert value.odd_spelling is (sign in ODD_SIGNS)


@pytest.mark.parametrize("word", sorted(WORDS_BEFORE))
def test_every_comparing_word_is_read_before_any_unit(word):
    for text in (f"{word}90", f"{word} 90%", f"{word}1,490.5万元"):
        assert parse_value(text).comparator == WORDS_BEFORE[word]


@pytest.mark.parametrize("word", WORDS_AFTER)
@pytest.mark.parametrize("unit", ["元", "万件", "次/年", "元/亩", "万元/公里", "元/人/天"])
@pytest.mark.parametrize("before", ["5", "共1,200", "补助标准98.5"])
def test_every_comparing_word_is_read_behind_any_unit(before, unit, word):
    value = parse_value(before + unit + word)
    assert (value.comparator, value.unit) == (WORDS_AFTER[word], normalise_unit(unit))


@pytest.mark.parametrize(
    "numeral, number",
    [("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105), ("三万五千", 35000), ("半", Decimal("0.5"))],
)
def test_chinese_numerals(numeral, number):
    assert chinese_number(numeral) == number


@pytest.mark.parametrize("words", ["二三", "百", "万", "十百"])
def test_what_is_no_numeral_is_no_number(words):
    assert chinese_number(words) is None


WRITING = st.text(
    st.sampled_from(
        "0123456789.,，-+~～至%‰≥≤＞＜=＝>< 　万千百亿个件元/月日年天季度前底以上内约余多（）()"
        "一二三十百指标…X×：:。；、每亩完成不低于控制在"
    )
)


@given(st.one_of(st.text(), WRITING))
def test_no_text_makes_the_grammar_fail(text):
    value = parse_value(text)
    assert value.kind in ("number", "text", "date", "several", "blank", "placeholder")
    assert value.text == text
    assert (value.kind == "number") == (value.number is not None)
    assert (value.kind == "date") == (value.period is not None)
    assert (value.kind == "several") == (len(value.parts) > 1)
    inexact(value), money_amount(value), priced_amount(value), vague(text)


@given(
    sign=st.sampled_from(["", *SIGNS]),
    number=st.decimals(0, 10**9, places=2),
    unit=st.sampled_from(["", "%", "个", "万件", "万元", "人次", "天", "公里"]),
    after=st.sampled_from(["", "以上", "以内"]),
)
def test_what_is_written_is_read_back(sign, number, unit, after):
    value = parse_value(f"{sign}{number}{unit}{after}")
    assert (value.number, value.unit, value.sign) == (number, unit, sign or after)
