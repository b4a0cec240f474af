"""基础数据表: which input each figure is, whatever the years, the units and the order of the blocks."""

from decimal import Decimal

import pytest

from perfeval_xl.core.book import Book
from perfeval_xl.domain.forms import BASE_DATA
from perfeval_xl.recognition import recognise
from tests.support.books import with_blank_column, with_blank_row
from tests.support.drawn import drawn_book

STANDARD = """
附件3：|<|<|<|<|<|<
部门整体支出绩效评价基础数据表|<|<|<|<|<|<
填报单位：青禾区水利局|<|<|<|<|<|<
财政供养人员情况|编制数|<|2021年实际在职人数|<|控制率|<
^|30|<|28|<|93.33%|<
经费控制情况（万元）|2020年决算数|<|2021年预算数|<|2021年决算数|<
“三公”经费|29.08|<|63.46|<|44.29|<
1、公务用车购置和维护经费|11.86|<|41.46|<|39.3|<
其中：公车购置|—|<|29.46|<|29.46|<
公车运行维护|11.86|<|12|<|9.84|<
2、出国经费|-----|<||<|0|<
3、公务接待|17.22|<|22|<|4.99|<
项目支出：||<||<||<
1、业务工作专项（一个项目一行）|938.8|<|320|<|689.16|<
2、运行维护专项（一个项目一行）|10|<|20|<|30.5|<
公用经费|112|<|98|<|97.5|<
其中：办公经费|14.44|<|10|<|0.68|<
水费、电费、差旅费|17.92|<|7.5|<|25.36|<
会议费、培训费|0|<|0.8|<|0|<
政府采购金额|-----|<|16.14|<|15.5|<
部门基本支出预算调整|-----|<|12.5|<|<|<
楼堂馆所控制情况（2021年完工项目）|批复规模（㎡）|实际规模（㎡）|规模控制率|预算投资（万元）|实际投资（万元）|投资概算控制率
^|1200|1180|98.33%|300|299.5|99.83%
厉行节约保障措施|制定了管理办法|<|<|<|<|<
说明：“项目支出”需要填报基本支出以外的所有项目支出情况。|<|<|<|<|<|<
填表人：某某甲|<|填报日期：2022年3月1日|<|<|联系电话：13800000000|<
"""
FIGURES = {
    "staff_quota": ["30"],
    "staff": ["28"],
    "staff_rate": ["93.33"],
    "three_public_last": ["29.08"],
    "three_public_budget": ["63.46"],
    "three_public_final": ["44.29"],
    "vehicle_last": ["11.86"],
    "vehicle_budget": ["41.46"],
    "vehicle_final": ["39.3"],
    "vehicle_purchase_last": [None],
    "vehicle_purchase_budget": ["29.46"],
    "vehicle_purchase_final": ["29.46"],
    "vehicle_running_last": ["11.86"],
    "vehicle_running_budget": ["12"],
    "vehicle_running_final": ["9.84"],
    "overseas_last": [None],
    "overseas_budget": [None],
    "overseas_final": ["0"],
    "reception_last": ["17.22"],
    "reception_budget": ["22"],
    "reception_final": ["4.99"],
    "project_last": ["938.8", "10"],
    "project_budget": ["320", "20"],
    "project": ["689.16", "30.5"],
    "public_funds_last": ["112"],
    "public_funds_budget": ["98"],
    "public_funds": ["97.5"],
    "procurement_budget": ["16.14"],
    "procurement_final": ["15.5"],
    "budget_adjustment": ["12.5"],
    "building_approved": ["1200"],
    "building_actual": ["1180"],
    "investment_budget": ["300"],
    "investment_actual": ["299.5"],
}
EXPECTED = {name: [None if n is None else Decimal(n) for n in numbers] for name, numbers in FIGURES.items()}


def table(text, name="附件"):
    return only(drawn_book({name: text}))


def only(book):
    forms = recognise(book).forms
    assert [form.kind for form in forms] == [BASE_DATA]
    return forms[0]


def numbers(form):
    return {name: [field.number for field in fields] for name, fields in form.figures.items()}


def single(form):
    """The figures of a form with one cell each."""
    return {name: field.number for name, (field,) in form.figures.items()}


def test_the_form_of_hunan():
    form = table(STANDARD)
    assert numbers(form) == EXPECTED
    assert (form.year, form.unit_name.text, form.unit, form.unit_stated) == (2021, "青禾区水利局", "万元", True)
    assert (form.title.text, form.box.a1, form.missing) == ("部门整体支出绩效评价基础数据表", "A2:G26", ())
    assert form.figures["overseas_last"][0].blank, "一串短横就是没有"
    assert any("13800000000" in field.text for field in form.texts), "隐私规则要看到填表人一行"


def test_without_merges():
    assert numbers(table(STANDARD.replace("<", "").replace("^", ""))) == EXPECTED


@pytest.mark.parametrize("at", range(24))
def test_an_inserted_blank_row_changes_nothing(at):
    assert numbers(only(Book((with_blank_row(drawn_book({"表": STANDARD}).sheets[0], at),)))) == EXPECTED


@pytest.mark.parametrize("at", range(8))
def test_an_inserted_blank_column_changes_nothing(at):
    assert numbers(only(Book((with_blank_column(drawn_book({"表": STANDARD}).sheets[0], at),)))) == EXPECTED


def test_without_a_title_the_first_block_begins_the_table():
    form = table("\n".join(STANDARD.strip().splitlines()[3:]))
    assert numbers(form) == EXPECTED and form.title.text == "" and form.year == 2021


HEADERS = {
    "年份分先后": "2021年决算数|2022年预算数|2022年决算数",
    "上年、本年": "上年决算数|本年预算数|本年决算数",
    "年份写在后面的栏里": "2021年度决算|2022年度部门预算数|2022年度决算",
    "没有年份，前一个决算是上年的": "决算数|预算数|决算数",
}


@pytest.mark.parametrize("header", HEADERS)
def test_the_headings_say_which_year_a_column_holds(header):
    form = table(f"部门基础数据表|<|<|<\n经费控制情况|{HEADERS[header]}\n“三公”经费|7|8|6.38\n公务接待费|3|3|2.85")
    assert single(form) == {
        "three_public_last": 7,
        "three_public_budget": 8,
        "three_public_final": Decimal("6.38"),
        "reception_last": 3,
        "reception_budget": 3,
        "reception_final": Decimal("2.85"),
    }


def test_columns_in_another_order():
    form = table("基础数据表|<|<|<\n经费|2022年决算数|2022年预算数|2021年决算数\n三公经费|6.38|8|7")
    assert single(form) == {"three_public_last": 7, "three_public_budget": 8, "three_public_final": Decimal("6.38")}


def test_amounts_in_yuan_are_brought_to_wan():
    form = table("基础数据表|<|<|<\n单位：元|<|<|<\n经费|上年决算数|本年预算数|本年决算数\n三公经费|70000|80000|63800")
    assert single(form) == {"three_public_last": 7, "three_public_budget": 8, "three_public_final": Decimal("6.38")}
    assert (form.unit, form.figures["three_public_final"][0].text) == ("元", "63800")


LIST = """
2022年度部门整体支出绩效自评基础数据|<|<|<
序号|数据名称|单位|数值
1|编制数|人|30
2|在职人员数|人|28
3|“三公”经费决算数|元|63800
4|上年“三公”经费决算数|元|70000
5|2021年公用经费决算数|万元|112
6|公用经费预算数|万元|98
7|政府采购预算|万元|120
8|政府采购执行数|万元|118
9|公务卡刷卡率|%|68%
10|年初预算数|万元|1000
11|预算调整数|万元|15
12|服务对象满意度|%|97.5
13|上年结转结余|万元|20
"""


def test_a_plain_list():
    assert single(table(LIST)) == {
        "staff_quota": 30,
        "staff": 28,
        "three_public_final": Decimal("6.38"),
        "three_public_last": 7,
        "public_funds_last": 112,
        "public_funds_budget": 98,
        "procurement_budget": 120,
        "procurement_final": 118,
        "card_rate": 68,
        "initial_budget": 1000,
        "budget_adjustment": 15,
        "satisfaction": Decimal("97.5"),
        "carried_in": 20,
    }


def test_a_list_of_last_year_and_this_year():
    form = table(
        "基础数据表|<|<\n指标|上年|本年\n在职人员|29|28\n编制|30|30\n“三公”经费|7|6.38\n结转结余|1397.76|1463.42"
    )
    assert single(form) == {
        "staff": 28,
        "staff_quota": 30,
        "three_public_last": 7,
        "three_public_final": Decimal("6.38"),
        "carried_in": Decimal("1397.76"),
        "surplus": Decimal("1463.42"),
    }


def test_labels_and_figures_side_by_side():
    form = table(
        "基础数据表|<|<|<|<|<\n财政供养人员情况|编制数|30|实际在职人数|28人|控制率|93.33%\n年初预算数|1000|全年预算数|1200"
    )
    people = {"staff_quota": 30, "staff": 28, "staff_rate": Decimal("93.33")}
    assert single(form) == {**people, "initial_budget": 1000, "annual_budget": 1200}


ADJUSTMENTS = {
    "整体：只填调整数": ("部门整体支出预算调整|—||200", {"budget_adjustment": 200}),
    "基本支出：只填调整数": ("部门基本支出预算调整|—|200|", {"budget_adjustment": 200}),
    "两个数：各单位填法不同": ("部门整体支出预算调整|—|1000|1200", {}),
    "基本支出的两个数": ("部门基本支出预算调整|—|1000|1200", {}),
}


@pytest.mark.parametrize("case", ADJUSTMENTS)
def test_the_adjustment_of_the_budget(case):
    row, expected = ADJUSTMENTS[case]
    figures = single(table(f"基础数据表|<|<|<\n经费|上年决算数|本年预算数|本年决算数\n公务接待|3|3|2\n{row}"))
    assert {name: n for name, n in figures.items() if not name.startswith("reception")} == expected


def test_a_filled_project_total_is_not_counted_with_its_parts():
    form = table(
        "基础数据表|<|<|<\n经费|上年决算数|本年预算数|本年决算数\n项目支出|9|8|7\n其中：人员经费||0|1\n1、防汛专项|9|8|7"
    )
    assert single(form) == {"project_last": 9, "project_budget": 8, "project": 7, "project_personnel": 1}


def test_several_buildings_are_a_figure_each():
    header = "楼堂馆所控制情况|批复规模|实际规模|规模控制率|预算投资|实际投资|投资概算控制率"
    form = table(f"基础数据表|<|<|<|<|<|<\n{header}\n|1200|1180|98.3%|300|299.5|99.8%\n|200|180|90%|30|29.5|98.3%")
    assert form.numbers("building_actual") == (1180, 180) and form.numbers("investment_budget") == (300, 30)


def test_rows_with_labels_of_their_own_end_the_labels_above():
    form = table("基础数据表|<|<\n财政供养人员情况|编制数|实际在职人数\n|30|28\n部门|政府采购预算数|16.14\n在职人员数|31|")
    assert form.numbers("staff_quota") == (30,) and form.numbers("staff") == (28,)
    assert form.numbers("procurement_budget") == (Decimal("16.14"),)


def test_of_a_figure_stated_twice_a_blank_gives_way():
    form = table("基础数据表|<|<|<\n经费|上年决算数|本年预算数|本年决算数\n公用经费|||\n日常公用经费|112|98|97.5")
    assert single(form) == {
        "public_funds_last": 112, "public_funds_budget": 98, "public_funds": Decimal("97.5")
    }  # fmt: skip


def test_a_cell_that_states_its_own_unit_is_read_in_it():
    form = table("基础数据表（单位：元）|<|<|<\n经费|上年决算数|本年预算数|本年决算数\n公务接待|49900|22万元|5万元")
    assert single(form) == {"reception_last": Decimal("4.99"), "reception_budget": 22, "reception_final": 5}


def test_a_title_without_data_says_so():
    assert table("部门整体支出绩效评价基础数据表|<\n填报单位：|").missing == ("没有认出任何数据",)


NONE = {
    "正文提到基础数据": "本单位基础数据表真实、完整，编制数30人。",
    "只有控制率一词": "项目|控制率\n在职人员|93%",
}


@pytest.mark.parametrize("case", NONE)
def test_other_tables_are_left_to_others(case):
    assert recognise(drawn_book({"表": NONE[case]})).forms == ()
