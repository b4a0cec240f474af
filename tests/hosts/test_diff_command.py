"""``perfeval-xl diff``: the department sends the workbook again; what has it done about the findings?"""

import json
import os

import openpyxl
import pytest

from perfeval_xl.annotation import annotate
from tests.hosts.test_bad_input import BAD

REASON = "上年结转资金较多，调整已经财政局批复（某财预〔2022〕1号）"


@pytest.fixture
def submissions(examples, tmp_path):
    """Last time's and this time's workbook, each an example with changes; returns their names."""

    def make(first=lambda sheet: None, second=lambda sheet: None, example="lukou-2022"):
        for name, change in (("上次.xlsx", first), ("这次.xlsx", second)):
            book = openpyxl.load_workbook(examples / f"{example}.xlsx")
            change(book.active)
            book.save(tmp_path / name)
        return "上次.xlsx", "这次.xlsx"

    return make


def explained(name, text=REASON, rule="F10"):
    """The workbook annotated, with an explanation typed for one finding."""
    marked = f"已标记{name}"
    annotate(name, marked)
    book = openpyxl.load_workbook(marked)
    next(row for row in book["校验结果"].iter_rows(min_row=6) if row[0].value == rule)[9].value = text
    book.save(marked)
    return marked


def told(command, *files):
    outcome = command("diff", *files, "--format", "json")
    document = json.loads(outcome.out)
    return outcome.code, {name: [f["rule"] + f["cell"] for f in document[name]] for name in ("fixed", "open", "new", "settled", "reopened")}


def set_cells(**cells):
    def change(sheet):
        for at, value in cells.items():
            sheet[at] = value

    return change


def test_the_same_again_leaves_everything_open(command, submissions):
    files = submissions()
    outcome = command("diff", *files)
    assert (outcome.code, outcome.err) == (0, ""), "只有须核实的，没有逻辑性问题"
    assert outcome.out.startswith("上次 上次.xlsx → 这次 这次.xlsx\n\n未改 25 条\n")
    assert outcome.out.endswith("结论：已改 0 条、未改 25 条、新增 0 条、已说明 0 条。\n")


def test_a_cured_finding_a_new_one_and_the_rest(command, submissions):
    code, groups = told(command, *submissions(second=set_cells(F20="98%")))
    assert (code, groups["fixed"], groups["new"], len(groups["open"])) == (0, ["T05F20"], [], 24)
    code, groups = told(command, *submissions(second=set_cells(H25=50)))
    assert code == 1 and any(found.startswith("S") for found in groups["new"])


def test_it_does_not_matter_which_of_the_files_is_annotated(command, submissions):
    old, new = submissions(second=set_cells(F20="98%"))
    annotate(old, "上次副本.xlsx")
    annotate(new, "这次副本.xlsx")
    expected = told(command, old, new)
    for files in (("上次副本.xlsx", new), (old, "这次副本.xlsx"), ("上次副本.xlsx", "这次副本.xlsx")):
        assert told(command, *files) == expected


def test_an_explanation_of_last_time_settles_the_finding_as_long_as_its_figures_stay(command, submissions):
    old, new = submissions()
    last = explained(old)
    code, groups = told(command, last, new)
    assert (code, groups["settled"], groups["reopened"]) == (0, ["F10E6"], [])
    text = command("diff", last, new).out
    assert "未改，已有核实说明 1 条" in text and f"核实说明：{REASON}" in text


def test_it_must_be_written_anew_when_they_change(command, submissions):
    old, new = submissions(second=set_cells(E6=917.29))
    last = explained(old)
    _, groups = told(command, last, new)
    assert (groups["settled"], groups["reopened"]) == ([], ["F10E6"])
    text = command("diff", last, new).out
    assert "核实说明须重写 1 条\n  [核实性] “整体自评表”E6  F10 " in text
    assert f"{REASON}（是就原来的数写的，数已经变了，请按现在的数重写）" in text and "；核实说明须重写 1 条。" in text


@pytest.mark.parametrize("inspected", [False, True], ids=["as it was marked", "its hidden columns taken out by 检查文档"])
def test_an_explanation_of_this_time_comes_first(command, submissions, inspected):
    old, new = submissions(second=set_cells(E6=917.29))
    later = "追加 100 万元，见某财预〔2022〕9号"
    this_time = explained(new, later)
    if inspected:
        book = openpyxl.load_workbook(this_time)
        book["校验结果"].delete_cols(11, 10)
        book.save(this_time)
    outcome = command("diff", explained(old), this_time)
    assert later in outcome.out and "须重写" not in outcome.out


def test_a_renamed_sheet_makes_no_new_finding(command, submissions):
    old, _ = submissions()
    book = openpyxl.load_workbook("这次.xlsx")
    book.active.title = "部门自评"
    book.save("这次.xlsx")
    _, groups = told(command, explained(old), "这次.xlsx")
    assert (groups["new"], groups["fixed"], groups["settled"]) == ([], [], ["F10E6"])


def test_the_result_goes_into_a_file(command, submissions, tmp_path):
    files = submissions()
    outcome = command("diff", *files, "-o", "结果.txt")
    assert (outcome.code, outcome.out) == (0, "") and "未改 25 条" in (tmp_path / "结果.txt").read_text("utf-8")
    before = (tmp_path / "上次.xlsx").read_bytes()
    refused = command("diff", *files, "-o", "上次.xlsx")
    assert refused.code == 2 and "不能把结果写进去" in refused.err and (tmp_path / "上次.xlsx").read_bytes() == before


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("make, why", BAD.items(), ids=[make.__name__ for make in BAD])
def test_a_file_that_cannot_be_checked(command, submissions, examples, tmp_path, make, why, which):
    name = submissions()[which]
    os.remove(name)
    make(tmp_path / name, examples / "lukou-2022.xlsx")
    outcome = command("diff", "上次.xlsx", "这次.xlsx")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"{name} 无法检查：") and why in outcome.err and outcome.err.count("\n") == 1


def test_what_was_found_on_a_form_that_is_not_handed_in_again_is_not_put_right(command, examples, tmp_path):
    book = openpyxl.load_workbook(examples / "quyuan-2024.xlsx")
    del book["项目自评表5"]
    book.save(tmp_path / "少一张.xlsx")
    outcome = command("diff", examples / "quyuan-2024.xlsx", "少一张.xlsx")
    assert "\n结论：已改 0 条、" in outcome.out and "“项目自评表5”" in outcome.out.partition("表没有再交），不能算已改")[2]


def test_a_renamed_project_is_still_there(command, examples, tmp_path):
    book = openpyxl.load_workbook(examples / "quyuan-2024.xlsx")
    sheet = book["项目自评表5"]
    name = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "行政审批局软硬件运维费")
    name.value = "行政审批局软硬件运行维护费"
    book.save(tmp_path / "改名.xlsx")
    assert "没有检到" not in command("diff", examples / "quyuan-2024.xlsx", "改名.xlsx").out


def test_files_of_two_departments_are_no_progress(command, examples):
    """拿错了文件：全部“已改”的不是改好了，是另一个单位、另一个年度。"""
    lukou, zhuzhou = (examples / f"{name}.xlsx" for name in ("lukou-2022", "zhuzhou-2024"))
    for old, new in ((lukou, zhuzhou), (zhuzhou, lukou)):
        _, unit, year, blank = command("diff", old, new).out.splitlines()[:4]
        assert unit.startswith("注意：两份文件写的单位不同") and "株洲市渌口区行政审批服务局" in unit
        assert year.startswith("注意：两份文件写的年度不同") and not blank
        assert len(json.loads(command("diff", old, new, "--format", "json").out)["notes"]) == 2
    assert "注意" not in command("diff", lukou, lukou).out


def test_a_unit_written_in_short_is_the_same_unit(command, submissions):
    files = submissions(second=set_cells(D4="行政审批服务局"))
    assert json.loads(command("diff", *files, "--format", "json").out)["notes"] == []


def test_a_seal_that_was_broken_since_is_told(command, submissions):
    """Whoever compares two submissions must not take an altered file for the sealed one."""
    old, new = submissions()
    assert command("seal", new, "-o", "封存.xlsx", "--force").code == 0
    assert "这次的文件封存于 " in (intact := command("diff", old, "封存.xlsx").out) and "未改动" in intact
    book = openpyxl.load_workbook("封存.xlsx")
    book.active["E6"] = 917.29
    book.save("封存.xlsx")
    assert "封存后有 1 处改动" in command("diff", old, "封存.xlsx").out
    document = json.loads(command("diff", old, "封存.xlsx", "--format", "json").out)
    assert [change["cell"] for change in document["sealed"]["changes"]] == ["E6"]
