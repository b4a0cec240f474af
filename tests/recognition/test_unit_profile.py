"""基本概况与收支: the same figures from every layout, in 万元, and blanks that stay blanks."""

from decimal import Decimal

import pytest

from perfeval_xl.core.book import Book
from perfeval_xl.domain.forms import SCORING_TABLE, UNIT_PROFILE, WHOLE
from perfeval_xl.domain.inputs import INPUTS
from perfeval_xl.recognition import recognise
from tests.support.books import with_blank_column, with_blank_row
from tests.support.drawn import drawn_book

STANDARD = """
云岭市2022年度部门整体支出绩效评价自评报告|<|<|<|<|<|<|<
部门（单位）名称：青禾区水利局|<|<|<|<|<|<|<
一、部门（单位）基本概况|<|<|<|<|<|<|<
联系人|某某甲|<|<|联络电话|8000000|<|<
人员编制|30|<|<|实有人数|28|<|<
职能职责概述|（一）职能职责：负责全区水利工程的建设和管理。|<|<|<|<|<|<
二、部门（单位）收支情况|<|<|<|<|<|<|<
年度收入情况（万元）|<|<|<|<|<|<|<
机构名称|收入合计|其中：|<|<|<|<|<
^|^|上年结转|公共财政拨款|政府基金拨款|纳入专户管理的非税收入拨款|<|其他收入
机关|4671.96|1397.76|3132.13||||142.07
部门（单位）年度支出和结余情况（万元）|<|<|<|<|<|<|<
机构名称|支出合计|其中：|<|<|<|结余|<
^|^|基本支出|其中：|<|项目支出|当年结余|累计结余
^|^|^|人员支出|公用支出|^|^|^
机关|3208.54|1116.46|383.73|732.72|2092.08||1463.42
机构名称|三公经费合计|其中：|<|<|<|<|<
^|^|公务接待费|公务用车运维费|<|公务用车购置费|<|因公出国费
机关|6.38|2.85|3.53|<||<|
机构名称|固定资产合计|其中：|<|<|<|其他|<
^|^|在用固定资产|<|出租固定资产|<|^|<
机关|2003.96|1903.96|<|100|<||<
"""
FIGURES = {
    "staff_quota": "30",
    "staff": "28",
    "income": "4671.96",
    "carried_in": "1397.76",
    "fiscal_income": "3132.13",
    "fund_income": None,
    "special_account_income": None,
    "other_income": "142.07",
    "expenditure": "3208.54",
    "basic": "1116.46",
    "personnel": "383.73",
    "public_funds": "732.72",
    "project": "2092.08",
    "year_surplus": None,
    "surplus": "1463.42",
    "three_public_final": "6.38",
    "reception_final": "2.85",
    "vehicle_running_final": "3.53",
    "vehicle_purchase_final": None,
    "overseas_final": None,
    "assets": "2003.96",
    "assets_in_use": "1903.96",
    "assets_rented": "100",
    "assets_other": None,
}


def profiles(text, name="基本概况"):
    forms = recognise(drawn_book({name: text})).forms
    assert {form.kind for form in forms} <= {UNIT_PROFILE}
    return forms


def numbers(form):
    """The figures of a form with one cell each, without addresses."""
    assert all(len(fields) == 1 for fields in form.figures.values())
    return {name: fields[0].number for name, fields in form.figures.items()}


EXPECTED = {name: None if figure is None else Decimal(figure) for name, figure in FIGURES.items()}


def test_all_blocks_of_a_sheet_are_one_form():
    (form,) = profiles(STANDARD)
    assert numbers(form) == EXPECTED
    assert (form.year, form.unit_name.text, form.unit, form.unit_stated) == (2022, "青禾区水利局", "万元", True)
    assert form.title.text == "云岭市2022年度部门整体支出绩效评价自评报告"
    assert (form.box.a1, form.missing) == ("A1:H22", ())
    assert form.figures["year_surplus"][0].blank and form.figures["year_surplus"][0].cell == "G16"
    assert all(fields[0].label == INPUTS[name] for name, fields in form.figures.items())


def test_without_merges_the_headers_still_tell_the_columns():
    """A converter that drops merges leaves each heading in its first cell only."""
    (form,) = profiles(STANDARD.replace("<", "").replace("^", ""))
    assert numbers(form) == EXPECTED


@pytest.mark.parametrize("at", range(22))
def test_an_inserted_blank_row_changes_nothing(at):
    sheet = with_blank_row(drawn_book({"概况": STANDARD}).sheets[0], at)
    (form,) = recognise(Book((sheet,))).forms
    assert numbers(form) == EXPECTED


@pytest.mark.parametrize("at", range(9))
def test_an_inserted_blank_column_changes_nothing(at):
    sheet = with_blank_column(drawn_book({"概况": STANDARD}).sheets[0], at)
    (form,) = recognise(Book((sheet,))).forms
    assert numbers(form) == EXPECTED


def test_amounts_in_yuan_are_the_same_amounts():
    head, _, blocks = STANDARD.partition("年度收入情况")
    scaled = "\n".join(
        "|".join(str(Decimal(cell) * 10000) if cell.replace(".", "").isdecimal() else cell for cell in line.split("|"))
        for line in blocks.replace("万元", "元").splitlines()
    )
    (form,) = profiles(head + "年度收入情况" + scaled)
    assert numbers(form) == EXPECTED and form.unit == "元"
    assert form.figures["income"][0].text == "46719600"


INSTITUTIONS = """
二、部门收支情况（单位：元）|<|<|<
单位名称|收入合计|一般公共预算拨款|其他收入
局机关|10000000|9000000|1000000
水库管理所|5000000|5000000|
{}单位名称|“三公”经费合计|公务用车购置及运行维护费|<|公务接待费
^|^|购置费|运行维护费|^
局机关|30000|10000|10000|10000
水库管理所|20000||20000|
"""


def test_a_total_row_is_the_figure_of_all_institutions():
    (form,) = profiles(INSTITUTIONS.format("合 计|15000000|14000000|1000000\n"))
    assert form.numbers("income") == (1500,) and form.numbers("fiscal_income") == (1400,)
    assert form.figures["income"][0].cell == "B5"


def test_without_a_total_row_the_institutions_add_up():
    (form,) = profiles(INSTITUTIONS.format(""))
    assert form.numbers("income") == (1000, 500)
    assert form.numbers("three_public_final") == (3, 2)
    assert [field.label for field in form.figures["income"]] == ["局机关·收入合计", "水库管理所·收入合计"]
    assert form.numbers("vehicle_purchase_final") == (1,) and form.numbers("vehicle_running_final") == (1, 2)


def test_an_empty_cell_of_the_total_row_gives_way_to_the_institutions():
    (form,) = profiles(INSTITUTIONS.format("合计||14000000|\n"))
    assert form.numbers("income") == (1000, 500) and form.numbers("fiscal_income") == (1400,)


def test_a_bare_total_is_that_of_the_block_it_opens():
    (form,) = profiles("年度收入情况（万元）|<|<|<\n机构名称|合计|财政拨款|其他收入\n机关|300|280|20")
    assert numbers(form) == {"income": 300, "fiscal_income": 280, "other_income": 20}


def test_what_projects_were_spent_on_is_no_personnel_expenditure():
    text = """
年度支出情况（万元）|<|<|<|<|<|<
机构名称|支出合计|基本支出|<|<|项目支出|<
^|^|小计|人员经费|公用经费|小计|其中：人员经费
机关|300|200|150|50|100|7
"""
    (form,) = profiles(text)
    assert numbers(form) == {
        "expenditure": 300, "basic": 200, "personnel": 150, "public_funds": 50, "project": 100, "project_personnel": 7
    }  # fmt: skip


HEADS = {
    "标签在左，数在右": "人员编制|30|实有人数|28",
    "数后带“人”和括注": "编制数|30人|在职人数|28人（其中行政20人）",
    "数写在冒号后面": "核定编制数：30|实有在职人数：28人",
    "各占一行": "人员编制（人）|30\n年末实有在职人员数|28",
}


@pytest.mark.parametrize("layout", HEADS)
def test_staff_and_quota(layout):
    (form,) = profiles("一、基本概况|\n联系人|某某甲|联系电话|8000000\n" + HEADS[layout])
    assert numbers(form) == {"staff_quota": 30, "staff": 28}


def test_a_staff_that_is_not_filled_in_is_blank():
    (form,) = profiles("联系人|某某甲|联系电话|8000000\n人员编制|30|实有人数|")
    assert form.figures["staff"][0].blank and form.numbers("staff") == ()


CONCLUSIONS = {
    "上下两行": "绩效自评综合得分|99分|<\n评价等次|优秀|<",
    "同一行": "绩效自评综合得分|99|评价等次|优秀",
    "写在冒号后面": "绩效自评综合得分：99分\n评价等次：优秀",
}


@pytest.mark.parametrize("layout", CONCLUSIONS)
def test_the_result_of_the_evaluation(layout):
    (form,) = profiles(
        CONCLUSIONS[layout] + "\n四、评价人员|<|<\n姓名|职务|单位\n某某乙|副局长|青禾区水利局", "评价结论"
    )
    assert (form.self_score.number, form.grade.text) == (99, "优秀")
    assert "某某乙" in [field.text for field in form.texts], "姓名也在表内，隐私规则要看到"


def test_what_stands_above_the_conclusion_of_the_same_sheet_is_kept():
    (form,) = profiles("""
云岭市2022年度部门整体支出绩效自评报告|<|<|<
人员编制|30|实有人数|28
职能职责概述|负责全区水利工程的建设和管理。|<|<
绩效自评综合得分|96.5|评价等次|优
""")
    assert numbers(form) == {"staff_quota": 30, "staff": 28}
    assert (form.self_score.number, form.grade.text) == (Decimal("96.5"), "优")


GOALS = """
整体支出绩效定量目标及实施计划完成情况|评价内容|<|绩效目标|完成情况
^|产出目标|数量指标|指标1：培训30场|已完成
"""
SCORES = """
部门整体支出绩效评价评分表|<|<|<|<
一级指标|三级指标|评分标准|分值|得分
投入|控制率|每超扣1分|5|5
总分|||5|5
"""


def test_everything_on_one_sheet():
    """Profile, goals, result and scores below each other, as in the report they come from."""
    parts = (STANDARD.strip(), GOALS.strip(), CONCLUSIONS["上下两行"], SCORES.strip())
    forms = recognise(drawn_book({"自评报告": "\n".join(parts)})).forms
    assert [form.kind for form in forms] == [UNIT_PROFILE, "goal_table", UNIT_PROFILE, SCORING_TABLE]
    assert numbers(forms[0]) == EXPECTED and forms[2].self_score.number == 99
    assert all(above.box.bottom < below.box.top for above, below in zip(forms, forms[1:]))


def test_a_header_without_rows_says_what_is_missing():
    (form,) = profiles("年度收入情况（万元）|<|<\n机构名称|收入合计|其他收入")
    assert form.missing == ("第2行的表头下没有认出数据行",)


NONE = {
    "自评表里的编制和在职人数": (
        "2022年度部门整体支出绩效自评表|<|<|<\n部门名称|青禾区水利局\n人员编制|30|实有人数|28\n"
        "一级指标|三级指标|年度指标值|实际完成值|分值|得分\n产出|办件量|5|5|100|100\n总分||||100|100",
        [WHOLE],
    ),
    "自评表下面的等次": (
        "2022年度部门整体支出绩效自评表|<|<\n一级指标|三级指标|年度指标值|实际完成值|分值|得分\n"
        "产出|办件量|5|5|100|100\n总分||||100|99\n绩效自评综合得分|99|评价等次|优秀",
        [WHOLE],
    ),
    "正文里提到编制": ("本单位人员编制30人，实有人数28人。", []),
    "只有联系人": ("联系人|某某甲|联系电话|8000000", []),
    "只有机构名称": ("机构名称|地址\n机关|某某路1号", []),
}


@pytest.mark.parametrize("case", NONE)
def test_other_tables_are_left_to_others(case):
    text, kinds = NONE[case]
    assert [form.kind for form in recognise(drawn_book({"表": text})).forms] == kinds
