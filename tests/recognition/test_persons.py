"""What labels beside and above a cell say of it, on any sheet."""

import pytest

from perfeval_xl.domain.masks import IDENTITY, LANDLINES, NAME, masked
from perfeval_xl.recognition.persons import surroundings


def shown(*rows):
    """The rows as the public sees them."""
    near = surroundings({row: {col: text for col, text in enumerate(texts) if text} for row, texts in enumerate(rows)})
    return [[masked(text, near.of((row, col))).text for col, text in enumerate(texts)] for row, texts in enumerate(rows)]


def test_the_label_stands_to_the_left():
    (row,) = shown(["填表人：", "某某甲", "", "联系电话", "8000000", "单位负责人（签字）", "", "某某乙"])
    assert [row[1], row[4], row[7]] == ["某**", "8****00", "某**"]


def test_a_list_of_persons():
    rows = shown(
        ["评价人员"],
        ["姓 名", "职务", "单位", "联系电话", "签字"],
        ["某 甲", "主任", "预算股", "8000000", ""],
        ["某某乙", "科员", "某某局", "13800000000", "某某乙"],
        ["", "", "", "", ""],
        ["合计", "2 人", "", "", ""],
    )
    assert rows[2] == ["某 *", "主任", "预算股", "8****00", ""]
    assert rows[3] == ["某**", "科员", "某某局", "138****0000", "某**"]
    assert rows[5] == ["合计", "2 人", "", "", ""]


def test_a_word_beside_the_heading_of_names_is_a_heading_too():
    rows = [["姓名", "人数", "岗位"], ["某某甲", "3", "窗口"], ["王某乙", "4", "后台"]]
    assert shown(*rows) == [rows[0], ["某**", "3", "窗口"], ["王**", "4", "后台"]]


def test_an_unusual_name_beside_its_label_is_one_though_other_labels_follow():
    assert shown(["姓名", "乜某"], ["性别", "女"], ["学历", "本科"])[0] == ["姓名", "乜*"]


def test_a_list_of_offices_keeps_its_telephones():
    rows = [["单位", "联系电话"], ["某某局", "0999-8000000"], ["某某乡政府", "8000001"]]
    assert shown(*rows) == rows


def test_an_offices_telephone_beside_a_person_stays():
    assert shown(["联系人", "某某甲", "监督电话", "0999-8000000"])[0][1::2] == ["某**", "0999-8000000"]


def test_a_column_of_offices_is_none_of_persons():
    rows = [["指标", "负责人"], ["培训人次", "预算股"], ["满意度", "各乡镇"], ["合计", "完成"]]
    assert shown(*rows) == rows


@pytest.mark.parametrize(
    "words", ["项目名称", "成本指标", "项目资金", "经费来源", "执行率", "计划数", "余额", "岳阳县", "安全生产", "文件依据", "单价"]
)
def test_a_heading_beside_an_empty_place_for_a_name_is_nobody(words):
    """“项目负责人”没有填，同一行下一个格是别的栏目。"""
    assert shown(["项目负责人", "", words]) == [["项目负责人", "", words]]


def test_who_made_and_who_looked_at_a_table():
    (row,) = shown(["制表：", "王某某", "审核：", "已通过", "复核：", "李某某"])
    assert row == ["制表：", "王**", "审核：", "已通过", "复核：", "李**"]
    assert shown(["审核", "高标准"]) == [["审核", "高标准"]]


def test_amounts_under_an_account_stay():
    rows = [["单位", "零余额账户"], ["某某局", "1234567890.12"]]
    assert shown(*rows) == rows


def test_a_role_in_a_list_is_no_label_of_what_stands_beside_it():
    rows = [["姓名", "职务", "单位"], ["王某某", "会计", "县一中"], ["李某某", "组长", "农商行"], ["赵某某", "专家", "信用社"]]
    assert [row[1:] for row in shown(*rows)] == [row[1:] for row in rows]
    assert [row[0] for row in shown(*rows)] == ["姓名", "王**", "李**", "赵**"]
    relations = [["姓名", "与户主关系", "开户行"], ["王某某", "户主", "农商行"], ["李某某", "孙子", "邮储"]]
    assert [row[1:] for row in shown(*relations)] == [row[1:] for row in relations]


def test_peoples_without_surnames_in_a_list_of_names():
    rows = shown(["姓名", "金额"], ["阿依古丽", "100"], ["王某某", "200"], ["合计金额", "300"])
    assert [row[0] for row in rows] == ["姓名", "阿***", "王**", "合计金额"]


@pytest.mark.parametrize("words", ["出生年月", "政治面貌", "家庭住址", "开户银行", "发放标准", "残疾等级"])
def test_the_next_heading_beside_an_empty_name_is_nobody(words):
    assert shown(["姓名", "", words, "1990"], ["单位", "某某局"])[0] == ["姓名", "", words, "1990"]
    assert shown(["姓名"], [words])[1] == [words]


def test_firms_between_persons_who_were_paid():
    names = ["收款人", "王某某", "某某公司", "某某商行", "某某超市", "李某某"]
    assert [row[0] for row in shown(*([name] for name in names))] == ["收款人", "王**", "某某公司", "某某商行", "某某超市", "李**"]


def test_an_office_and_a_person_in_one_cell():
    assert shown(["责任科室/责任人", "预算股/王某某"])[0][1] == "预算股/王**"
    assert shown(["经办人/日期", "王某某 2024.3.1"])[0][1] == "王** 2024.3.1"


def test_a_label_below_a_label_is_nobody():
    assert shown(["户主"], ["代领人：李某某"])[1] == ["代领人：李**"]


def test_what_a_number_is_called_above_it():
    near = surroundings({0: {0: "户主姓名", 1: "身份证号码", 2: "手机号"}, 1: {0: "某某甲", 1: "100000200001010001", 2: "13800000000"}})
    assert [near.of((1, col)).label for col in range(3)] == [NAME, IDENTITY, LANDLINES]


def test_a_chat_number_beside_its_label_in_letters():
    assert shown(["联系人", "某某甲", "QQ", "10000000"])[0][3] == "1*******"
