"""G02: the numbering of goals and achievements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.rules.goals import numbered_items
from tests.rules.build_indicators import assert_case, cases, run_rule


@pytest.mark.parametrize(("code", "case"), cases("G02"))
def test_numbering(code, case):
    assert_case(code, case)


@pytest.mark.parametrize(
    "text",
    [
        "1.甲；\n2.乙；\n3.丙",
        "1、甲。2、乙。3、丙。",
        "１．甲\n２．乙\n３．丙",
        "（1）甲；（2）乙；（3）丙",
        "(一)甲\n(二)乙\n(三)丙",
        "一是甲，二是乙，三是丙。",
        "一、甲\n二、乙\n三、丙",
        "第一，甲。第二，乙。第三，丙。",
        "目标1：甲；目标2：乙；目标3：丙",
        "目标1完成情况：甲\n目标 2 实际完成情况：乙\n目标三、丙",
        "①甲②乙③丙",
        "主要目标：1.甲；2.乙；3.丙",
        "1、2024年完成甲\n2、12345热线办理\n3、丙",
        "1.甲：（1）子（2）丑；\n2.乙：（1）寅；\n3.丙",
    ],
)
def test_every_style_of_number_is_read(text):
    assert [item.ordinal for item in numbered_items(text)] == [1, 2, 3]


@pytest.mark.parametrize(
    "text", ["持续做好12345热线办理工作", "1.5亿元投入使用。2.3亿元结转", "12月31日前完成；3、4号楼改造", "5类攻坚23项行动", ""]
)
def test_figures_in_a_sentence_are_no_numbering(text):
    assert len(numbered_items(text)) < 2


TEXTS = st.text(alphabet=st.sampled_from("1234567890.、）（()一二三十是第①⑳，。；：\n 甲乙年亿"), max_size=80) | st.text(max_size=60)


@given(TEXTS, TEXTS)
def test_any_text_is_read(expected, achieved):
    _, findings = run_rule("G02", {"expected_goals": expected, "achieved_goals": achieved})
    assert all(finding.text and finding.rule == "G02" for finding in findings)


@given(st.integers(2, 20))
def test_a_list_numbered_once_each_is_silent(count):
    goals = "\n".join(f"{number}、目标" for number in range(1, count + 1))
    assert run_rule("G02", {"expected_goals": goals, "achieved_goals": goals})[1] == []


@given(st.integers(3, 20), st.data())
def test_a_number_left_out_is_found(count, data):
    left_out = data.draw(st.integers(1, count - 1))
    goals = "\n".join(f"{number}、目标" for number in range(1, count + 1) if number != left_out)
    (finding,) = run_rule("G02", {"achieved_goals": goals})[1]
    assert f"缺 {left_out}" in finding.text
