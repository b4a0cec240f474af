"""Rule-scored tables: the same typed table from every layout, and never a self-evaluation form in its place."""

import re
from decimal import Decimal

import pytest

from perfeval_xl.core.book import Book
from perfeval_xl.domain.forms import SCORING_TABLE, WHOLE
from perfeval_xl.recognition import recognise
from tests.recognition.scoring_table_layouts import HEADINGS, ITEMS, LAYOUTS, QUOTA, STANDARD, TOTAL, book
from tests.support.books import with_blank_column, with_blank_row


def only_table(of):
    forms = recognise(of).forms
    assert [form.kind for form in forms] == [SCORING_TABLE]
    return forms[0]


def content(table):
    """What a table says, without addresses."""
    return {
        "items": [item_content(item) for item in table.indicators],
        "headings": [(heading.name, heading.weight) for heading in table.headings],
        "total": (table.total_weight.number, table.total_score.number),
        "notes": [note.text for note in table.notes],
        "missing": table.missing,
    }


def item_content(item):
    texts = item.level1.name, item.level2.name, item.name.text, item.standard.text
    return *texts, item.weight.number, item.score.number, item.reason.text


EXPECTED = {
    "items": [(*item[:4], Decimal(item[4]), Decimal(item[5]), item[6]) for item in ITEMS],
    "headings": [(name, Decimal(weight)) for name, weight in HEADINGS],
    "total": tuple(map(Decimal, TOTAL)),
    "notes": ["备注：调整了指标体系的，须相应修改本表。"],
    "missing": (),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_table(layout):
    table = only_table(book(LAYOUTS[layout]))
    assert content(table) == EXPECTED
    assert "scoring_table" in table.features
    fields = [field for item in table.indicators for field in (item.name, item.standard, item.weight, item.score)]
    assert all(table.box.holds(field.row, field.col) for field in fields)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_weights_of_the_second_level_belong_to_its_heading(layout):
    table = only_table(book(LAYOUTS[layout]))
    assert [item.level2.weight for item in table.indicators] == [Decimal(n) for n in ("5", "3", "17", "17", "17", "17")]


def test_a_weight_and_a_standard_merged_over_three_rows_are_one_field():
    rows = only_table(book(STANDARD)).indicators[2:5]
    assert len({item.weight.place for item in rows}) == len({item.standard.place for item in rows}) == 1
    assert len({item.score.place for item in rows}) == 3


def test_without_merges_the_rows_below_are_blank():
    """A converter that drops merges leaves one weight of 12 and two blank ones: nobody knows whose they are."""
    table = only_table(book(STANDARD.replace("^", "")))
    assert [item.weight.number for item in table.indicators[2:5]] == [Decimal(12), None, None]
    assert [item.level1.name for item in table.indicators] == [item[0] for item in ITEMS]


def test_title_year_and_unit_stand_above():
    text = (
        "2022年度青禾区水利局部门整体支出绩效评价评分表\n单位名称：青禾区水利局\n" + STANDARD.strip().split("\n", 2)[2]
    )
    table = only_table(book(text))
    assert table.title.text == "2022年度青禾区水利局部门整体支出绩效评价评分表"
    assert (table.year, table.unit_name.text, table.box.top) == (2022, "青禾区水利局", 0)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("at", range(12))
def test_an_inserted_blank_row_changes_nothing(at, layout):
    sheet = book(LAYOUTS[layout]).sheets[0]
    assert content(only_table(Book((with_blank_row(sheet, at),)))) == EXPECTED


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("at", range(9))
def test_an_inserted_blank_column_changes_nothing(at, layout):
    sheet = book(LAYOUTS[layout]).sheets[0]
    assert content(only_table(Book((with_blank_column(sheet, at),)))) == EXPECTED


SECOND = """

项目支出绩效评价评分表|<|<|<|<|<|<
一级指标|二级指标|三级指标|评分标准|分值|自评得分|扣分原因和其他说明
决策（10分）|立项|依据充分性|①符合规划，10分。|10|10|
总分||||10|10|
"""


def test_two_tables_share_a_sheet():
    first, second = recognise(book(STANDARD.strip() + SECOND)).forms
    assert content(first) == EXPECTED
    assert second.title.text == "项目支出绩效评价评分表" and second.headings[0].weight == 10
    assert second.box.top > first.box.bottom


def test_a_second_table_needs_no_title_of_its_own():
    first, second = recognise(book(STANDARD.strip() + "\n" + SECOND.strip().split("\n", 1)[1])).forms
    assert content(first) == EXPECTED
    assert [item.name.text for item in second.indicators] == ["依据充分性"] and second.title.text == ""


def test_a_standard_may_run_over_several_rows_of_one_item():
    text = """
部门整体支出绩效评价评分表|<|<|<|<|<
一级指标|二级指标|三级指标|评分标准|分值|得分
过程|预算管理|管理制度健全性|①制度已制定，2分；|3|3
^|^|^|②得到有效执行，1分。|^|^
总分||||3|3
"""
    (item,) = only_table(book(text)).indicators
    assert item.standard.text == "①制度已制定，2分；\n②得到有效执行，1分。"


@pytest.mark.parametrize("said", ["见考核办法", "按评分标准执行", "评分标准"])
def test_a_standard_may_speak_of_standards(said):
    text = f"评分表\n一级指标|三级指标|评分标准|分值|得分\n投入|控制率|{said}|5|5\n|变动率|{said}|5|4\n合计|||10|9"
    assert [item.score.number for item in only_table(book(text)).indicators] == [5, 4]


def test_weights_may_stand_in_the_names_alone():
    text = f"""
部门整体支出绩效评价评分表|<|<|<
一级指标|三级指标|评分标准|得分
投入（5分）|财政供养人员控制率（5分）|{QUOTA}|5
总分|||5
"""
    table = only_table(book(text))
    (item,) = table.indicators
    assert (item.name.text, item.weight.number, item.weight.cell) == ("财政供养人员控制率", 5, "B3")
    assert table.missing == () and table.total_weight is None and table.total_score.number == 5


def test_parts_may_be_rows_across_the_table():
    text = f"""
部门整体支出绩效评价评分表|<|<|<
指标名称|评分标准|分值|得分
一、投入（5分）|<|<|<
财政供养人员控制率|{QUOTA}|5|5
二、过程（3分）|<|<|<
管理制度健全性|①制度已制定，3分。|3|3
合计||8|8
"""
    table = only_table(book(text))
    assert [(item.level1.name, item.level1.weight) for item in table.indicators] == [("一、投入", 5), ("二、过程", 3)]


def test_every_column_headed_with_the_word_for_scores():
    text = f"""
部门整体支出绩效评价指标表|<|<|<|<|<|<
一级指标|得分|二级指标|得分|三级指标|得分|评价标准|指标说明|得分
投入|5|预算配置|5|财政供养人员控制率|5|{QUOTA}|共30人|4.5
"""
    (item,) = only_table(book(text)).indicators
    assert (item.level1.weight, item.level2.weight) == (5, 5)
    assert (item.weight.number, item.score.number) == (5, Decimal("4.5"))


UPPER_AND_LOWER = {
    "序号和指标解释向下合并，评分标准在下一行": (
        "序号|一级指标|二级指标|三级指标|指标解释|自评|<|<\n^|^|^|^|^|评分标准|分值|得分\n"
        "1|投入（10分）|配置|控制率|人员|每超扣1分|5|5\n2|^|^|变动率|三公|每超扣1分|5|4\n||||合计||10|9"
    ),
    "评分标准在上一行，指标说明没有人问": (
        "评价指标|<|<|<|评分标准|分值|得分\n一级指标|二级指标|三级指标|指标说明|^|^|^\n"
        "投入（10分）|配置|控制率|人员|每超扣1分|5|5\n^|^|变动率|三公|每超扣1分|5|4\n合计|||||10|9"
    ),
}


@pytest.mark.parametrize("case", UPPER_AND_LOWER)
def test_headers_of_two_rows(case):
    table = only_table(book("评分表\n" + UPPER_AND_LOWER[case]))
    assert [(item.name.text, item.weight.number, item.score.number) for item in table.indicators] == [
        ("控制率", 5, 5),
        ("变动率", 5, 4),
    ]
    assert (table.total_weight.number, table.total_score.number, table.missing) == (10, 9, ())


HALF = {
    "只有评分标准，没有得分列": ("三级指标|指标解释|评价标准|分值\n控制率|人员|每超扣1分|5\n合计|||5", ("没有得分列",)),
    "没有分值列": ("三级指标|评分标准|得分\n控制率|每超扣1分|5\n合计||5", ("没有分值列",)),
    "没有总分行": ("三级指标|评分标准|分值|得分\n控制率|每超扣1分|5|5", ("没有总分行",)),
    "只有表头": ("三级指标|评分标准|分值|得分", ("没有认出任何指标", "没有总分行")),
}


@pytest.mark.parametrize("case", HALF)
def test_a_half_recognised_table_says_what_it_lacks(case):
    text, missing = HALF[case]
    assert only_table(book("部门整体支出绩效评价评分表\n" + text)).missing == missing


SELF_EVALUATION = """
2022年度部门整体支出绩效自评表|<|<|<|<|<|<|<
一级指标|二级指标|三级指标|年度指标值|实际完成值|{}分值|得分|偏差原因
产出指标（50分）|数量指标|办件量|≥5万件|6万件|{}50|50|
总分|||||{}50|50|
"""


@pytest.mark.parametrize(
    "standard", [("", "", ""), ("评分标准|", "按完成比例计分|", "|")], ids=["没有评分标准列", "有评分标准列"]
)
def test_a_form_with_targets_and_actual_values_is_a_self_evaluation(standard):
    forms = recognise(book(SELF_EVALUATION.format(*standard))).forms
    assert [form.kind for form in forms] == [WHOLE]
    assert forms[0].indicators[0].target.text == "≥5万件" and forms[0].total_score.number == 50


def test_a_self_evaluation_and_a_scoring_table_share_a_sheet():
    forms = recognise(book(SELF_EVALUATION.format("", "", "").strip() + "\n\n" + STANDARD.strip())).forms
    assert [form.kind for form in forms] == [WHOLE, SCORING_TABLE]
    assert content(forms[1]) == EXPECTED and forms[0].total_score.number == 50


def test_a_scored_form_with_funds_but_without_targets_is_a_scoring_table():
    """Its title says 自评表, its funds are laid out as on a self-evaluation form, but each item has its own standard."""
    text = f"""
2023年度部门整体支出绩效自评表|<|<|<|<|<|<
部门名称|青禾区水利局|<|<|<|<|<
资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分
年度资金总额|100|120|119|10|99%|9.9
一级指标|二级指标|三级指标|评分标准|分值|得分|扣分原因
投入（5分）|预算配置|财政供养人员控制率|{QUOTA}|5|5|
总分||||5|5|
"""
    table = only_table(book(text))
    assert (table.year, table.unit_name.text, len(table.indicators)) == (2023, "青禾区水利局", 1)


NONE = {
    "正文提到评分标准": "本次评价按评分标准打分，分值100分，得分99分。",
    "只有评分标准的说明": "评分标准|说明\n优|90分以上",
    "没有指标名称列": "评分标准|分值|得分\n每超扣1分|5|5",
}


@pytest.mark.parametrize("case", NONE)
def test_other_tables_are_no_scoring_tables(case):
    assert recognise(book(NONE[case])).forms == ()


POINTS_RIGHT = [name for name, drawn in LAYOUTS.items() if "\n得分|" not in drawn]  # of the labels


@pytest.mark.parametrize("layout", POINTS_RIGHT)
def test_the_row_of_the_total_is_known_by_its_figures(layout):
    lines = LAYOUTS[layout].strip().split("\n")
    renamed = [re.sub(r"(?<![^|])(总 ?分|合计|总计|合计得分)(?=\|)", "考评成绩", line) for line in lines]
    assert content(only_table(book("\n".join(renamed)))) == EXPECTED


@pytest.mark.parametrize("name", ["小计", "合计"])
def test_a_group_that_is_added_up_is_not_the_total(name):
    first, second = f"{name}||||5|5|\n过  程", f"{name}||||20|18|\n总 分"
    table = only_table(book(STANDARD.replace("过  程", first).replace("总 分", second)))
    assert content(table) == EXPECTED
    assert [subtotal.weight.number for subtotal in table.subtotals] == [5]  # of which rows the other is, is open
