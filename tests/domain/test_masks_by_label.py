"""What is recognised by its label alone: passports, chat addresses, names in Latin letters."""

import pytest

from perfeval_xl.domain.masks import CHAT, MAIL, NAME, PASSPORT, Near, masked, persons_named
from perfeval_xl.domain.names import Known
from perfeval_xl.recognition.persons import surroundings

TEXTS = [
    ("护照号", "护照号码：E00000000", "护照号码：******000"),
    ("英文的护照号", "Passport No.: EA0000000", "Passport No.: ******000"),
    ("护照号全角", "护照：Ｅ００００００００", "护照：******０００"),
    ("联系人的微信号", "联系人：某某甲，微信号：mou_mou_jia", "联系人：某**，微信号：m**********"),
    ("联系人的QQ号", "联系人：某某甲 QQ：10000000", "联系人：某** QQ：1*******"),
    ("拉丁字母的姓名", "联系人：Li Lei 13800000000", "联系人：L* *** 138****0000"),
    ("姓全大写", "项目负责人（签字）：LI Lei", "项目负责人（签字）：L* ***"),
    ("外文姓名", "评审专家：John A. Smith", "评审专家：J*** ** *****"),
]  # fmt: skip
STAYS = [
    ("没有标签的编号", "E00000000 批次，G12345678 设备"),
    ("办理护照", "出入境办理护照12000000本，护照业务2024年增长"),
    ("单位的公众号", "微信公众号：hunancaizheng，官方微信：hunan_cz"),
    ("没有人的微信号", "微信号：hunan_caizheng"),
    ("QQ群", "联系人：某** QQ群：10000000"),
    ("小程序的网址", "微信：https://example.com/a"),
    ("单位的外文名", "联系人：IT Department，联系人：ABC Co Ltd，填表人：Microsoft Office User"),
    ("一个词", "联系人：Excel，负责人：ABC，联系人：Tom"),
    ("没有标签的外文", "引进 World Bank Group 贷款，采用 Li Lei 方法"),
    ("小写、编号", "联系人：see attached，负责人：A1 B2"),
]


@pytest.mark.parametrize("text, shown", [case[1:] for case in TEXTS], ids=[case[0] for case in TEXTS])
def test_a_label_before_it_tells(text, shown):
    assert masked(text).text == shown
    assert masked(shown).text == shown, "再遮蔽一次又变了"


@pytest.mark.parametrize("text", [text for _, text in STAYS], ids=[name for name, _ in STAYS])
def test_without_a_label_nothing_is_certain(text):
    assert masked(text).text == text


def test_an_offices_chat_address_is_left_to_a_person_to_look_at():
    assert masked("微信号：hunan_caizheng").hints == (CHAT,)
    assert masked("联系人：某某甲 官方微信：hunan_cz").text == "联系人：某** 官方微信：hunan_cz"


@pytest.mark.parametrize(
    "text, near, shown",
    [
        ("E00000000", Near(PASSPORT), "******000"),
        ("原件见附件", Near(PASSPORT), "原件见附件"),
        ("mou_mou_jia", Near(CHAT, person=True), "m**********"),
        ("mou_mou_jia", Near(CHAT), "mou_mou_jia"),
        ("someone@example.com", Near(person=True), "s******@example.com"),
        ("Li Lei", Near(NAME), "L* ***"),
        ("Excel", Near(NAME), "Excel"),
    ],
)
def test_the_label_beside_it_tells(text, near, shown):
    assert masked(text, near).text == shown


def test_labels_of_a_list():
    rows = (
        ("姓名", "护照号", "微信", "邮箱"),
        ("Li Lei", "E00000000", "mou_mou_jia", "someone@example.com"),
        ("Han Meimei", "EA0000000", "10000000", "other@example.com"),
    )
    near = surroundings({row: dict(enumerate(texts)) for row, texts in enumerate(rows)})
    shown = [[masked(text, near.of((row, col))) for col, text in enumerate(texts)] for row, texts in enumerate(rows)]
    assert [one.text for one in shown[1]] == ["L* ***", "******000", "m**********", "s******@example.com"]
    assert [one.kinds[0] for one in shown[2]] == [NAME, PASSPORT, CHAT, MAIL]


def test_a_latin_name_is_found_elsewhere_as_whole_words():
    assert list(persons_named("联系人：Li Lei")) == ["Li Lei"]
    assert masked("Li Lei and Li Leiming", known=Known(["Li Lei"])).text == "L* *** and Li Leiming"
