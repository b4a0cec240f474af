"""What a masked text shows: numbers and names go, everything else stays in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.domain.masks import CARD, IDENTITY, LANDLINES, NAME, Near, masked
from perfeval_xl.domain.names import Known

TEXTS = [
    ("签字栏", "填表人：某某甲  填报日期：2025-5-16  联系电话：13800000000单位负责人签字：某某乙", "填表人：某**  填报日期：2025-5-16  联系电话：138****0000单位负责人签字：某**"),
    ("姓名中间有空格", "填表人（签名）：某 甲　　联系电话：8000000", "填表人（签名）：某 *　　联系电话：8****00"),
    ("复姓，座机带分机", "联系人：欧阳某某，座机 0999-8000000转801。", "联系人：欧阳**，座机 0999-8****00转***。"),
    ("没有冒号而有电话", "联系人某某甲0999-8000000", "联系人某**0999-8****00"),
    ("几个人", "成员：某某甲、某某乙（组长）、某某局", "成员：某**、某**（组长）、某某局"),
    ("姓名后面是职务", "项目负责人：某某甲副局长", "项目负责人：某**副局长"),
    ("两个人用和连", "评价组成员：某某甲和某某乙", "评价组成员：某**和某**"),
    ("带点的姓名", "姓名：阿某某·某某", "姓名：阿*****"),
    ("手机号分段写、带国家码", "+86 138-0000-0000", "+86 138-****-0000"),
    ("手机号用逗号隔开", "13800000000,13800000000", "138****0000,138****0000"),
    ("全角数字", "手机：１３８００００００００", "手机：１３８****００００"),
    ("手机号里是不断行的连字符", "手机：138\u20110000\u20110000", "手机：138\u2011****\u20110000"),
    ("手机号里有看不见的字符", "手机：138\u200b0000\u200b0000", "手机：138\u200b****\u200b0000"),
    ("身份证号校验位对", "受助人 100000200001010009", "受助人 100000********0009"),
    ("身份证号写错一位", "身份证号：100000200001010001", "身份证号：100000********0001"),
    ("银行卡号", "收款 4300 0024 0000 0001", "收款 **** **** **** 0001"),
    ("账号", "开户账号：43000000000000123", "开户账号：*************0123"),
    ("邮箱随人", "联系人：某某甲 邮箱：someone@example.com", "联系人：某** 邮箱：s******@example.com"),
]  # fmt: skip
STAYS = [
    ("没有填", "填表人：        填报日期：          联系电话：       单位负责人签字："),
    ("单位不是人", "项目负责人：市财政局"),
    ("签的是意见", "负责人签字：同意"),
    ("单位的电话", "监督电话：0999-8000000"),
    ("金额", "13800000000.00 与 13,800,000,000"),
    ("统一社会信用代码、项目编码、科目代码", "124300004448765432 430600210000000012345 2010301"),
    ("已经遮蔽", "填表人：某**  联系电话：138****0000，0999-8****00，100000********0009"),
    ("词里有标签", "负责人任期，专家费用，会计核算，成员单位"),
    ("文号、日期、年份", "财预〔2020〕10号 2025-05-16 2024年度"),
]  # fmt: skip


@pytest.mark.parametrize("text, shown", [case[1:] for case in TEXTS], ids=[case[0] for case in TEXTS])
def test_masked(text, shown):
    assert masked(text).text == shown
    assert masked(shown).text == shown, "再遮蔽一次又变了"


@pytest.mark.parametrize("text", [case[1] for case in STAYS], ids=[case[0] for case in STAYS])
def test_stays(text):
    assert masked(text).text == text and not masked(text).kinds


@pytest.mark.parametrize(
    "text, near, shown",
    [
        ("某某甲", Near(NAME), "某**"),
        ("100000200001010001", Near(IDENTITY), "100000********0001"),
        ("0000000000001234", Near(CARD), "************1234"),
        ("8000000", Near(LANDLINES, person=True), "8****00"),
        ("8000000", Near(LANDLINES), "8000000"),
        ("138.0000.0000", Near(LANDLINES), "138.****.0000"),
    ],
)
def test_the_label_beside_it_decides(text, near, shown):
    assert masked(text, near).text == shown


def test_an_offices_number_is_a_hint():
    assert masked("监督电话：0999-8000000").hints == (LANDLINES,)
    assert masked("填表人：某某甲 监督电话：0999-8000000").text == "填表人：某** 监督电话：0999-8000000"


def test_a_known_name_is_masked_elsewhere_but_not_within_a_word():
    assert masked("由某某甲负责", known=Known({"某某甲"})).text == "由某**负责"
    assert masked("高峰期，高峰、某某", known=Known({"高峰"})).text == "高峰期，高*、某某"


@given(st.text(max_size=60) | st.text(alphabet="0123456789-*Xx 电话姓名填表人联系：某甲欧阳、（）@.", max_size=60))
def test_any_text_keeps_its_length_and_only_gains_stars(text):
    shown = masked(text).text
    assert len(shown) == len(text)
    assert all(new in (old, "*") for old, new in zip(text, shown))


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_no_mobile_number_is_left(number):
    assert masked(f"联系电话：{number}").text == f"联系电话：{number[:3]}****{number[-4:]}"
