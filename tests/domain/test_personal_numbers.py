"""Numbers of persons as people write them, and the figures and codes that only look like them: P01 and publish agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.domain.masks import masked
from perfeval_xl.domain.personal import personal_numbers, readable
from tests.rules.build_indicators import run_rule

WRITTEN = [
    ("半角连字符", "138-0000-0000"),
    ("连字符（U+2010）", "138\u20100000\u20100000"),
    ("不断行的连字符", "138\u20110000\u20110000"),
    ("数字线、短横、长横、横线", "138\u20120000\u20120000，138\u20130000\u20130000，138\u20140000\u20140000，138\u20150000\u20150000"),
    ("减号", "138\u22120000\u22120000"),
    ("全角连字符", "１３８－００００－００００"),
    ("破折号、前后有空格", "138——0000——0000，138 - 0000 - 0000"),
    ("全角空格、不断行空格、窄空格", "138　0000　0000，138\xa00000\xa00000，138\u202f0000\u202f0000"),
    ("零宽空格在组间和组内", "138\u200b0000\u200b0000，1\u200b3\u200b800000000"),
    ("软连字符和方向标记", "138\xad0000\xad0000，\u202a13800000000\u202c"),
    ("半角、全角混写", "１3800000000"),
    ("国家码", "＋86 138 0000 0000"),
    ("逗号隔开的几个号码", "13800000000,13800000000"),
    ("英文标签", "Tel：13800000000"),
    ("身份证号分段", "100000 20000101 0009"),
    ("身份证号全角", "１０００００２００００１０１０００９"),
    ("身份证号不断行空格，末位全角X", "810000\xa019000101\xa0000ｘ"),
    ("身份证号，生日是十二月、是三十一日", "100000200012310007"),
    ("写着是身份证号，校验位不对", "身份证号码：100000200001010001"),
    ("银行卡号", "4300\u20110024\u20110000\u20110001，6200000000000000000"),
    ("银行卡号，校验位要把几位翻倍后减九", "6217009876500015，4392987654321096，621700987654321003"),
]
TRAPS = [
    ("金额", "13800000000.00，13,800,000,000，138,0000,0000.00，¥13800000000，￥13800000000"),
    ("金额带单位", "13800000000元，合计13800000000 元，138 0000 0000元，13800000000万元"),
    ("人次、面积", "13800000000人次，13800000000平方米，15000000000 吨，13900000000亩"),
    ("预算编码、项目编号", "预算编码：13800000000，项目编号 13900000000，项目编码为430600210000000012345"),
    ("凭证号、流水号、合同号", "凭证号：13800000000；流水号6200000000000000000；合同号(13800000000)"),
    ("科目编码", "2010301 30201 50299 302010000001"),
    ("统一社会信用代码", "124300004448765432 12430000444876543X 统一社会信用代码：100000200001010009"),
    ("文号", "财预〔2020〕10号 湘财绩〔2024〕13号 国发〔2014〕45号"),
    ("日期、时刻、期间", "2025-05-16 20240305 2024-03-05 08:30:00 2020—2022 2023–2024 2024.1.1－2024.12.31"),
    ("预算数并排", "1350.50 4500.00 6000.00，1350，4500，6000"),
    ("账号长的金额", "6200000000000000000.00，4,300,002,400,000,000.01"),
    ("带字母的编号", "X13800000000 13800000000A HN4300002400000001"),
    ("条码、十三位数", "6901234567892 1700000000000"),
    ("校验位凑巧对上，而月、日不是日期", "100000200013310009 100000200012320002 100000200000010007 100000200001000003"),
    ("十八位数，校验位凑巧对上，而不是银联卡", "498765432109876546"),
    ("身份证号分段，校验位不对", "100000 20000101 0001"),
    ("行政区划加年月日加序号", "430600-20240101-0012"),
    ("座机", "0730-8000000 8000000 400-800-0000 12345"),
    ("已经遮蔽", "138****0000 100000********0009 **** **** **** 0001"),
]


def told_by_p01(text: str) -> list[str]:
    return [finding.actual for finding in run_rule("P01", {"texts": [text]})[1]]


def count(text: str) -> int:
    return len({(start, end) for _, start, end in personal_numbers(readable(text))})


@pytest.mark.parametrize("text", [text for _, text in WRITTEN], ids=[name for name, _ in WRITTEN])
def test_however_a_number_is_written_rule_and_publish_know_it(text):
    assert told_by_p01(text), "P01 没有认出"
    shown = masked(text).text
    assert len(shown) == len(text) and count(shown) == 0, f"公开版没有遮蔽：{shown}"
    assert count(text) == text.count("，") + text.count(",") + 1, "几个号码都要认出"


@pytest.mark.parametrize("text", [text for _, text in TRAPS], ids=[name for name, _ in TRAPS])
def test_what_only_looks_like_one_stays(text):
    assert told_by_p01(text) == []
    assert masked(text).text == text


BETWEEN = st.sampled_from(["", "-", " ", "\u200b", *"\u2010\u2011\u2012\u2013\u2014\u2015\u2212－　\xa0\u2009\u202f\ufeff", " - "])
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@given(MOBILES, BETWEEN, BETWEEN, st.booleans())
def test_any_mobile_number_with_anything_between_its_groups(number, first, second, wide):
    text = f"联系电话：{number[:3]}{first}{number[3:7]}{second}{number[7:]}，谢谢"
    text = text.translate(WIDE) if wide else text
    assert told_by_p01(text) == [f"{number[:3]}****{number[-4:]}"]
    shown = masked(text).text
    left = "".join(character for character in readable(shown) if character in "0123456789*")
    assert len(shown) == len(text) and left == f"{number[:3]}****{number[-4:]}"


@given(st.decimals(min_value=0, max_value=10**14, places=2), st.booleans(), st.sampled_from(["元", "万元", " 元", "人次"]))
def test_an_amount_is_no_number_of_a_person(amount, wide, unit):
    for text in (f"{amount}", f"{amount:,}", f"共{int(amount)}{unit}。", f"¥{int(amount)}"):
        text = text.translate(WIDE) if wide else text
        assert told_by_p01(text) == [] and masked(text).text == text


@given(st.text(max_size=40) | st.text(alphabet="0138-－—\u200b\xa0\u2011 　元，Xx身份证号", max_size=40))
def test_only_what_has_no_width_is_left_out_of_a_readable_text(text):
    assert len(readable(text)) <= len(text)
    assert readable(readable(text)) == readable(text)
