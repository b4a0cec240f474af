"""P01, P02: numbers of persons, names, landlines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.rules.check import check_book
from tests.rules.build_indicators import assert_case, cases, run_rule
from tests.support.drawn import drawn_book


@pytest.mark.parametrize(("code", "case"), cases("P01", "P02"))
def test_privacy(code, case):
    assert_case(code, case)


TEXTS = st.text(max_size=60) | st.text(alphabet="0123456789-.,X 电话姓名联系人：甲（）", max_size=60)


@given(TEXTS, TEXTS)
def test_any_text_is_read(text, entry):
    for code in ("P01", "P02"):
        _, findings = run_rule(code, {"texts": [text], "signatures": {"填表人": entry, "联系电话": text}})
        assert all(finding.text for finding in findings)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_a_finding_never_repeats_the_number(number):
    (finding,) = run_rule("P01", {"texts": [f"联系电话：{number}"]})[1]
    assert number not in finding.text and number not in finding.actual
    assert finding.actual.startswith(number[:3]) and finding.actual.endswith(number[-4:])


@given(st.decimals(min_value=0, max_value=10**14, places=2))
def test_an_amount_is_no_personal_number(amount):
    assert run_rule("P01", {"texts": [f"{amount}", f"{amount:,}", f"金额{amount}万元"]})[1] == []


_FORM = """
2023年度项目支出绩效自评表|<|<|<|<|<|<|<
项目名称|<|灌区维修|<|<|<|<|<
主管部门|<|青禾区水利局|<|<|{label}|<|{entry}
项目资金（万元）|<|年初预算数|全年预算数|全年执行数|分值|执行率|得分
^|年度资金总额|500|500|480|10|96%|9.6
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
产出指标|数量指标|抽检数|≥96个|99个|90|90|
总分|<|<|<|<|100|99.6|
{last}|<|<|<|<|<|<|<
"""


@pytest.mark.parametrize(
    ("label", "entry", "last", "told"),
    [
        ("实施单位", "青禾区水库管理站", "部门联系人王小明联系电话13800000001", ["P01 A9", "P02 A9"]),
        ("实施单位", "青禾区水库管理站", "填表人王小明 联系电话8600001", ["P02 A9"]),
        ("项目实施单位/项目负责人", "青禾区水库管理站/王小明 13800000001", "", ["P01 H3", "P02 H3"]),
        ("项目实施单位/项目负责人", "青禾区水库管理站", "", []),
    ],
)
def test_persons_named_without_colons_and_beside_the_unit(label, entry, last, told):
    run = check_book(drawn_book({"自评": _FORM.format(label=label, entry=entry, last=last)}))
    assert [f"{each.rule} {each.field.cell}" for each in run.findings if each.rule in ("P01", "P02")] == told
    assert run.to_dict()["forms"][0]["unit_name"] == "青禾区水库管理站"


def test_a_telephone_typed_as_a_number_below_a_table():
    table = """
    支出决算表|<|<|<
    单位名称：青禾区档案馆|<|<|单位：万元
    科目编码|科目名称|本年支出合计|基本支出
    合计|<|862.40|862.40
    2012601|行政运行|862.40|862.40
    填表人|王小明|13800000001|
    """
    run = check_book(drawn_book({"03": table}))
    assert [each.field.cell for each in run.findings if each.rule == "P01"] == ["C6"]
