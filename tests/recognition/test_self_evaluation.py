"""The same self-evaluation, laid out as different places lay it out, is read as the same typed form."""

import pytest

from perfeval_xl.core.book import Book
from perfeval_xl.domain.forms import SELF_EVALUATIONS
from perfeval_xl.recognition import recognise
from tests.recognition.layouts import PROJECT_CONTENT, STANDARD, WHOLE_CONTENT, book_of, expected, lay_out, summary
from tests.recognition.layouts.rows import HEADER, form

SPLIT = ("level1", "level2", "name", "sign", "value", "unit", "actual", "weight", "score", "reason")
WEIGHT_FIRST = ("level1", "level2", "name", "weight", "target", "actual", "score", "reason")

STYLES = {
    "标准式": STANDARD,
    "没有合并单元格": STANDARD._replace(merged=False),
    "一级二级逐行填写": STANDARD._replace(repeat_levels=True, merged=False),
    "分值在指标值之前，三级指标带★": STANDARD._replace(columns=WEIGHT_FIRST, name_prefix="★"),
    "三级指标带“指标1：”前缀": STANDARD._replace(name_prefix="指标{}："),
    "分值写成“10分”": STANDARD._replace(weight_suffix="分"),
    "数字存成文本": STANDARD._replace(numbers=False),
    "一级标题用方头括号": STANDARD._replace(bracket="{}【{}】"),
    "一级标题不用括号": STANDARD._replace(bracket="{}{}分"),
    "金额单位写在表头行": STANDARD._replace(unit_place="line"),
    "金额单位是元": STANDARD._replace(unit="元"),
    "金额单位是元，写在表头行": STANDARD._replace(unit="元", unit_place="line"),
    "年度写在表名下一行": STANDARD._replace(title="{kind}绩效自评表"),
    "年度写在表名的括号里": STANDARD._replace(title="{kind}绩效自评表（{year}年度）"),
    "汉字年份": STANDARD._replace(title="二〇二四年度{kind}绩效目标自评表"),
    "收入支出性质数字在旁边一格": STANDARD._replace(natures="beside"),
    "收入支出性质上下排列": STANDARD._replace(natures="stacked"),
    "等级在总分行": STANDARD._replace(grade_place="total"),
    "等级与标签同格": STANDARD._replace(grade_place="inside", total_label="总  分"),
    "签字栏分格": STANDARD._replace(signature="cells", total_label="合计"),
    "四川省统一式": STANDARD._replace(
        columns=SPLIT,
        headings={**STANDARD.headings, "actual": "完成值", "weight": "权重", "reason": "未完成原因分析"},
        fund_headings=("年初预算", "调整后预算数", "预算执行数", "权重", "预算执行率", "得分"),
        goal_labels=("项目年度目标", "年度目标完成情况"),
        project_label="项目名称",
        total_label="合计",
        title="{year}年度部门预算{kind}绩效自评表",
    ),
    "云南式，两层表头，元": STANDARD._replace(
        columns=SPLIT,
        two_row_header=True,
        unit="元",
        unit_place="line",
        signs=(("≥", "≧"), ("≤", "≦"), ("=", "═")),
        unit_label="部门名称",
    ),
    "云南式，两层表头，没有合并": STANDARD._replace(columns=SPLIT, two_row_header=True, merged=False),
    "自评得分、完成情况的叫法": STANDARD._replace(
        headings={**STANDARD.headings, "name": "三级指标内容", "target": "年初指标值", "actual": "全年完成值", "score": "自评得分"},
        goal_labels=("年初设定目标", "全年实际完成情况"),
        unit_label="市级预算部门名称",
    ),
    "标准分、折算得分的叫法": STANDARD._replace(headings={**STANDARD.headings, "weight": "标准分", "score": "折算得分"}),
    "资金区列序不同": STANDARD._replace(
        fund_columns=("initial", "annual", "executed", "rate", "weight", "score"),
        fund_headings=("年初预算数", "全年预算数（A）", "全年执行数（B）", "执行率（B/A）", "分值", "得分"),
        unit_label="单位名称",
    ),
}


def read(*pages, name="自评表"):
    """The self-evaluation forms of a book with these pages."""
    return [form for form in recognise(book_of(*pages, name=name)).forms if form.kind in SELF_EVALUATIONS]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
@pytest.mark.parametrize("content", (WHOLE_CONTENT, PROJECT_CONTENT), ids=("整体", "项目"))
def test_every_layout_gives_the_same_form(content, style):
    (form,) = read(lay_out(content, style))
    assert summary(form) == expected(content)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_the_unit_is_known_and_stated(style):
    (form,) = read(lay_out(WHOLE_CONTENT, style))
    assert (form.unit, form.unit_stated) == (style.unit, True)


def test_without_any_unit_the_amounts_are_taken_for_wan_yuan():
    (form,) = read(lay_out(WHOLE_CONTENT, STANDARD._replace(unit_place="nowhere")))
    assert (form.unit, form.unit_stated) == ("万元", False)
    assert summary(form) == expected(WHOLE_CONTENT)


@pytest.mark.parametrize("content", (WHOLE_CONTENT, PROJECT_CONTENT), ids=("整体", "项目"))
def test_a_form_may_start_anywhere(content):
    (form,) = read(lay_out(content).moved(7, 4))
    assert summary(form) == expected(content)
    assert (form.box.top, form.box.left) == (7, 4)


@pytest.mark.parametrize("content", (WHOLE_CONTENT, PROJECT_CONTENT), ids=("整体", "项目"))
@pytest.mark.parametrize("style", (STANDARD, STYLES["没有合并单元格"], STYLES["云南式，两层表头，元"]), ids=("合并", "不合并", "云南"))
def test_inserted_blank_rows_change_nothing(content, style):
    page = lay_out(content, style)
    for at in range(page.height + 1):
        (form,) = read(page.with_blank_row(at))
        assert summary(form) == expected(content), f"在第 {at + 1} 行之前插入空行"


@pytest.mark.parametrize("content", (WHOLE_CONTENT, PROJECT_CONTENT), ids=("整体", "项目"))
@pytest.mark.parametrize("style", (STANDARD, STYLES["没有合并单元格"], STYLES["云南式，两层表头，元"]), ids=("合并", "不合并", "云南"))
def test_inserted_blank_columns_change_nothing(content, style):
    page = lay_out(content, style)
    for at in range(page.width + 1):
        (form,) = read(page.with_blank_column(at))
        assert summary(form) == expected(content), f"在第 {at + 1} 列之前插入空列"


def test_the_sheet_name_is_only_asked_for_the_year():
    page = lay_out(WHOLE_CONTENT, STANDARD._replace(title="部门整体支出绩效自评表", unit_place="corner"))
    page.cells = {place: value for place, value in page.cells.items() if not str(value).startswith("填报单位")}
    (form,) = read(page, name="2024年整体自评")
    assert summary(form) == expected(WHOLE_CONTENT)
    (form,) = read(page, name="Sheet1")
    assert summary(form) == expected(WHOLE_CONTENT, year=None)


def test_forms_one_below_the_other():
    whole, project = lay_out(WHOLE_CONTENT), lay_out(PROJECT_CONTENT)
    second = PROJECT_CONTENT._replace(project_name="代理记账经费", total=("100", "97"))
    forms = read(whole.above(project).above(lay_out(second), gap=0))
    assert [summary(form) for form in forms] == [expected(WHOLE_CONTENT), expected(PROJECT_CONTENT), expected(second)]
    assert forms[0].box.bottom < forms[1].box.top <= forms[1].box.bottom < forms[2].box.top


def test_forms_one_below_the_other_with_one_title_for_all():
    second = PROJECT_CONTENT._replace(project_name="代理记账经费")
    untitled = lay_out(second, STANDARD._replace(title=""))
    forms = read(lay_out(PROJECT_CONTENT).above(untitled))
    assert [form.project_name.text for form in forms] == ["2023年大厅运行经费", "代理记账经费"]
    assert [len(form.indicators) for form in forms] == [6, 6]
    assert [form.year for form in forms] == [2024, 2024]  # of the title, or of the line below it


def test_forms_side_by_side():
    second = PROJECT_CONTENT._replace(project_name="代理记账经费", total=("100", "97"))
    forms = read(lay_out(PROJECT_CONTENT).beside(lay_out(second)))
    assert [summary(form) for form in forms] == [expected(PROJECT_CONTENT), expected(second)]
    assert forms[0].box.right < forms[1].box.left


@pytest.mark.parametrize("content", (WHOLE_CONTENT, PROJECT_CONTENT), ids=("整体", "项目"))
def test_a_form_without_a_title_is_found_by_its_labels(content):
    (form,) = read(lay_out(content, STANDARD._replace(title="")), name="2024年度")
    assert summary(form) == expected(content)
    assert form.title.text == ""


def test_the_header_printed_again_on_a_second_page_is_no_new_form():
    page = lay_out(WHOLE_CONTENT)
    header = {col: value for (row, col), value in page.cells.items() if row == 11}
    assert "三级指标" in header.values()
    again = page.with_blank_row(15)
    again.cells.update({(15, col): value for col, value in header.items()})
    (form,) = read(again)
    assert summary(form) == expected(WHOLE_CONTENT)


def test_the_box_holds_the_form_and_nothing_else():
    page = lay_out(WHOLE_CONTENT)
    around = page.moved(2, 0)
    around.cells[0, 0] = "附件1"
    around.cells[around.height + 2, 0] = "附件2"
    around.cells[around.height, 0] = "部门整体支出绩效自评报告。本年度各项工作按期完成，详见下文。"
    (form,) = read(around)
    assert (form.box.top, form.box.left) == (2, 0)
    assert (form.box.bottom, form.box.right) == (1 + page.height, page.width - 1)
    assert summary(form) == expected(WHOLE_CONTENT)


def test_texts_are_all_the_filled_text_cells():
    page = lay_out(WHOLE_CONTENT)
    (form,) = read(page)
    assert sorted((field.row, field.col) for field in form.texts) == sorted(
        place for place, value in page.cells.items() if isinstance(value, str)
    )


def test_labels_are_the_business_names_of_the_fields():
    (form,) = read(lay_out(WHOLE_CONTENT))
    assert form.total_funds.executed.label == "年度资金总额·全年执行数"
    assert form.income[1].amount.label == "一般公共预算"
    indicator = form.indicators[0]
    assert [indicator.target.label, indicator.actual.label, indicator.weight.label, indicator.score.label, indicator.reason.label] == [
        "进驻窗口数·年度指标值",
        "进驻窗口数·实际完成值",
        "进驻窗口数·分值",
        "进驻窗口数·得分",
        "进驻窗口数·偏差原因",
    ]
    assert form.total_score.label == "总分·得分"


def test_a_book_without_forms_has_none():
    assert recognise(Book.from_lists({"Sheet1": [["姓名", "金额"], ["某某甲", 3]]})).forms == ()


ROWS = [
    ["产出指标（50分）", "数量指标", "检测点数", "≥30个", "32个", 30, 30],
    ["", "质量指标", "水质等级", "Ⅱ类", "Ⅱ类", 20, 20],
]


@pytest.mark.parametrize("name", ["水质等级", "综合得分", "备注信息完整率", "满意度得分合计", "其他需求响应率"])
def test_an_indicator_that_is_called_like_a_closing_row_is_an_indicator(name):
    rows = [["2024年度项目支出绩效自评表"], HEADER[:-1], ROWS[0], [*ROWS[1][:2], name, *ROWS[1][3:]], ["总分", "", "", "", "", 50, 50]]
    read = form(rows)
    assert [each.name.text for each in read.indicators] == ["检测点数", name]
    assert (read.total_score.number, read.grade, read.notes) == (50, None, ())


@pytest.mark.parametrize("dash", ["/", "—", ""])
def test_a_total_in_the_column_of_the_names_is_a_total(dash):
    read = form([["2024年度项目支出绩效自评表"], HEADER[:-1], *ROWS, ["", "", "合计", dash, dash, 50, 50]])
    assert len(read.indicators) == 2 and read.total_score.number == 50
