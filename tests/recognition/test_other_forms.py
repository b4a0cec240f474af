"""A form that is none of the year's end is named, with the reason why nothing of it is checked."""

from types import SimpleNamespace

import pytest

from perfeval_xl.core.book import Book
from perfeval_xl.core.edits import Place
from perfeval_xl.core.run import Run
from perfeval_xl.report.marks import Told, edits
from perfeval_xl.report.text import render
from perfeval_xl.rules.check import check_book, with_other_forms
from perfeval_xl.together import check_together
from tests.golden.test_other_layouts import LAYOUTS
from tests.support.drawn import drawn_book

DECLARED = """项目支出绩效目标申报表|<|<|<|<|<
（2024年度）|<|<|<|<|<
项目名称|水利设施维修养护|<|<|<|<
主管部门|青禾县水利局|<|实施单位|青禾县水利管理站|<
项目资金（万元）|年度资金总额|<|120|<|<
^|其中：财政拨款|<|120|<|<
年度总体目标|完成渠道维修20公里。|<|<|<|<
绩效指标|一级指标|二级指标|三级指标|指标值|备注
^|产出指标|数量指标|维修渠道长度|≥20公里|
^|效益指标|社会效益指标|受益人口|≥3万人|
^|满意度指标|服务对象满意度|群众满意度|≥90%|"""
MONITORED = DECLARED.replace("项目支出绩效目标申报表", "项目支出绩效运行监控表").replace("指标值|备注", "年度指标值|1-7月执行情况")
TARGETS_ALONE = "只有年初的绩效目标，没有完成情况，没有可核对的数"
DURING_THE_YEAR = "是年中的监控，不是年末的完成情况，没有核对"
FORM = next(layout for layout in LAYOUTS if layout["name"].startswith("安徽式"))["sheets"]


@pytest.mark.parametrize(
    ("text", "title", "reason"),
    [
        (DECLARED, "项目支出绩效目标申报表", TARGETS_ALONE),
        (DECLARED.replace("项目支出绩效目标申报表", "2024年部门整体支出绩效目标表"), "2024年部门整体支出绩效目标表", TARGETS_ALONE),
        (DECLARED.replace("项目支出绩效目标申报表", "附件2：项目绩效目标批复表（本级）"), "附件2:项目绩效目标批复表(本级)", TARGETS_ALONE),
        (MONITORED, "项目支出绩效运行监控表", DURING_THE_YEAR),
    ],
)
def test_beside_a_form_it_is_named(text, title, reason):
    run = check_book(drawn_book({**FORM, "另一张": text}))
    alone = check_book(drawn_book(FORM))
    assert [tuple(one) for one in run.other_forms] == [("另一张", "A1", title, reason)]
    assert (run.findings, run.unchecked, run.status) == (alone.findings, alone.unchecked, alone.status)
    assert f"没有核对的表\n  “另一张”A1  《{title}》{reason}\n" in render([run])
    assert run.to_dict()["other_forms"][0]["title"] == title and "other_forms" not in alone.to_dict()


def test_alone_the_reason_is_why_nothing_could_be_checked():
    run = check_book(drawn_book({"申报": DECLARED}))
    assert run.status == "unreadable"
    assert run.reason.startswith(f"没有认出可以核对的表：“申报”A1《项目支出绩效目标申报表》{TARGETS_ALONE}；找的是")


@pytest.mark.parametrize(
    "rows",
    [
        [["绩效目标申报表填报说明：请各单位于12月底前把项目支出绩效目标申报表和部门整体支出绩效目标申报表一并报送"]],
        [["项目绩效目标批复表"], ["目标", "目标完成情况说明"]],  # whatever it is, it states what was reached
        [["通讯录"], ["姓名", "电话"]],
        [["说明"]] * 8 + [["项目支出绩效目标申报表"]],
    ],
)
def test_what_is_no_such_form_is_not_named(rows):
    assert check_book(Book.from_lists({"表": rows})).reason.startswith("没有认出任何表")


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout["name"] for layout in LAYOUTS])
def test_no_sheet_of_the_known_layouts_is_named_so(layout):
    assert check_book(drawn_book(layout["sheets"])).other_forms == ()


def test_the_findings_sheet_names_it_too():
    run = check_book(drawn_book({**FORM, "另一张": DECLARED}))
    rows = edits(run, Told("0", "0", "", "", "")).sheet.rows
    (row,) = [row for row in rows if row.values[2:3] == ("另一张",)]
    assert row.values[:5] == ("", "没有核对", "另一张", "A1", f"《项目支出绩效目标申报表》{TARGETS_ALONE}")
    assert row.place == Place("另一张", 0, 0)


def test_of_files_checked_together_each_names_its_own():
    """A form that was recognised under the name its sheet has in another file, too, is not named."""
    titled = {"Sheet1": FORM["整体"].replace("单位整体支出绩效自评表", "单位整体支出绩效自评表（附绩效目标批复表）"), "Sheet2": DECLARED}
    assert titled["Sheet1"] != FORM["整体"]
    runs = check_together([("甲.xlsx", drawn_book(titled)), ("乙.xlsx", drawn_book({**titled, "Sheet2": MONITORED}))])
    assert [[(one.sheet, one.reason) for one in run.other_forms] for run in runs] == [
        [("Sheet2", TARGETS_ALONE)], [("Sheet2", DURING_THE_YEAR)],
    ]  # fmt: skip


def test_a_form_that_was_read_is_never_named():
    book = drawn_book({"Sheet1": DECLARED})
    assert with_other_forms(Run(summaries=(SimpleNamespace(sheet="Sheet1"),)), book).other_forms == ()
