"""基本支出 and 项目支出 as rows of the funds block: compared with the final accounts and the project forms as in 按支出性质分."""

import pytest

from perfeval_xl.rules.check import check_book
from tests.support.drawn import drawn_book

WHOLE = """
2024年度部门整体支出绩效自评表|<|<|<|<|<|<|<|<
部门名称|<|青禾区档案馆|<|<|<|<|<|<
年度预算申请（万元）|<||年初预算数|全年预算数|全年执行数|分值|执行率|得分
^|<|年度资金总额|1400|1380|1360|10|98.55%|9.86
^|<|其中：基本支出|880|880|{basic}|—||—
^|<|项目支出|520|500|{project}|—||—
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
^|产出指标|数量指标|整理档案数量|≥6万卷|6.2万卷|90|90|
总分|<|<|<|<|<|100|99.86|
"""
PROJECT = """
2024年度项目支出绩效自评表|<|<|<|<|<|<|<|<
项目名称|<|档案数字化|<|<|<|<|<|<
主管部门|<|青禾区档案馆|<|<|实施单位|<|青禾区档案馆|<
项目资金（万元）|<||年初预算数|全年预算数|全年执行数|分值|执行率|得分
^|<|年度资金总额|520|500|497.60|10|99.52%|9.95
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
^|产出指标|数量指标|扫描档案数量|≥6万卷|6.2万卷|90|90|
总分|<|<|<|<|<|100|99.95|
"""
ACCOUNT = """
支出决算表|<|<|<|<|<|<|<
单位名称：青禾区档案馆|<|<|<|<|<|<|单位：万元
科目编码|科目名称|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
合计|<|1360.00|862.40|497.60|||
2012601|行政运行|862.40|862.40||||
2012604|档案馆|497.60||497.60|||
"""


@pytest.mark.parametrize(
    "basic, project, told",
    [
        (862.40, 497.60, []),
        ("", "", []),  # a row without figures is not 0
        (852.40, 507.60, ["F12 F5", "F12 F6"]),
    ],
)
def test_the_rows_agree_with_the_expenditure_table(basic, project, told):
    sheets = {"整体": WHOLE.format(basic=basic, project=project), "项目": PROJECT, "支出": ACCOUNT}
    found = [each for each in check_book(drawn_book(sheets)).findings if each.rule in ("F12", "F13") and each.counts]
    assert [f"{each.rule} {each.field.cell}" for each in found] == told


def test_the_rows_agree_with_the_project_forms():
    sheets = {"整体": WHOLE.format(basic=852.40, project=507.60), "项目": PROJECT}
    found = [each for each in check_book(drawn_book(sheets)).findings if each.rule == "F13"]
    assert [(each.field.cell, each.expected, each.actual) for each in found] == [("F6", "507.6", "497.6")]


@pytest.mark.parametrize("project, told", [(507.60, ["F6"]), (0, []), ("", [])])
def test_a_row_of_project_expenditure_needs_its_project_forms(project, told):
    run = check_book(drawn_book({"整体": WHOLE.format(basic=852.40, project=project)}))
    assert [each.field.cell for each in run.findings if each.rule == "B03"] == told
