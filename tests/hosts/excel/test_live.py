"""The buttons in Excel: the same findings as the command, looks given back, Excel's state restored whatever happens."""

import copy
import json

import openpyxl
import pytest

from perfeval_xl.core.edits import COMMENT_START
from perfeval_xl.core.findings_sheet import is_findings_sheet
from perfeval_xl.macros import add_project_sheet, clear_marks, import_final_accounts, press, rescore, seal, validate
from tests.support.excel.model import Worksheet, opened
from tests.support.hosts import EXAMPLES, listed

REASON = "年初预算未含上级追加的专项资金，文件号见附件。"


@pytest.mark.parametrize("name", EXAMPLES)
def test_finds_what_the_command_finds(name, examples, live, command):
    path = examples / f"{name}.xlsx"
    excel = opened(path)
    host = live(excel)
    assert press(validate, host)
    told = json.loads(command("check", path, "--format", "json").out)["files"][0]["findings"]
    assert {(row["结论键"], row["工作表"], row["单元格"], row["说明"]) for row in listed(host.book())} == {
        (f["key"], f["sheet"], f["cell"], f["message"]) for f in told
    }
    assert excel.quiet_changes and excel.active == "校验结果"


@pytest.mark.parametrize("name", EXAMPLES)
def test_clearing_gives_back_what_was_there(name, examples, live, picture):
    excel = opened(examples / f"{name}.xlsx")
    for sheet in excel.sheets:
        for number, cell in enumerate(sheet.cells.values()):
            if number % 4 == 0:
                cell.colour, cell.pattern = ((255, 199, 206), (0, 176, 240))[number % 8 // 4], 1
            if number % 7 == 0:
                cell.note = "科室意见：已核对"
            if number % 11 == 0:
                cell.colour, cell.pattern = (221, 221, 221), 9  # hatched
    before = picture(excel)
    host = live(excel)
    press(validate, host)
    assert picture(excel) != before
    press(validate, host)
    press(clear_marks, host)
    assert picture(excel) == before


def test_the_sheet_of_findings_looks_as_described(excel, live):
    press(validate, live(excel))
    sheet = excel.sheet("校验结果")
    assert sheet.frozen == "1:5" and sheet.charts == 1
    assert sheet.hidden_columns >= {11, 12, 13}
    assert set(sheet.links.values()) >= {"'整体自评表'!H20"} or sheet.links
    explanation = next(cell for (row, column), cell in sheet.cells.items() if column == 10 and row == 6)
    assert explanation.value is None


def test_texts_that_begin_like_formulas_stay_texts(excel, live):
    key = explain_one(excel, live, said := "=当年到位资金按实支付，拨款文件见附件。")
    press(validate, live(excel))
    assert said_of(live(excel), key) == {said}
    assert not any(cell.formula for cell in excel.sheet("校验结果").cells.values())


def test_a_sheet_protected_without_a_password_is_marked_and_protected_again(excel, live):
    sheet = excel.sheets[0]
    sheet.password = ""
    press(validate, live(excel))
    assert any(cell.note for cell in sheet.cells.values()) and sheet.password == ""
    assert sheet.protections and all(one["Contents"] for one in sheet.protections)
    assert all(one["AllowFormattingCells"] and not one["AllowSorting"] for one in sheet.protections)


def test_a_sheet_with_a_password_is_left_alone_and_said(excel, live):
    sheet = excel.sheets[0]
    sheet.password = "机密"
    press(validate, live(excel))
    assert not any(cell.note for cell in sheet.cells.values()) and sheet.password == "机密"
    assert "有密码保护，没有标色" in excel.said[-1][1] and excel.sheet("校验结果")


def test_a_filtered_sheet_is_marked_cell_by_cell(excel, live, picture):
    before = picture(excel)
    excel.sheets[0].filtered = True
    host = live(excel)
    run = validate(host)
    marked = {(f.field.row + 1, f.field.col + 1) for f in run.findings if f.counts and f.severity != "rounding"}
    assert {place for place, cell in excel.sheets[0].cells.items() if cell.pattern == 1} >= marked
    press(clear_marks, host)
    assert picture(excel) == before


def test_a_cell_with_a_thread_is_coloured_and_keeps_its_thread(excel, live):
    host = live(excel)
    run = validate(host)
    press(clear_marks, host)
    field = next(f.field for f in run.findings if f.counts)
    cell = excel.sheets[0].cell(field.row + 1, field.col + 1)
    cell.thread = "讨论"
    assert press(validate, host)
    assert cell.note is None and cell.pattern == 1 and cell.thread == "讨论"
    press(clear_marks, host)
    assert cell.pattern == -4142 and cell.thread == "讨论"


def test_a_very_hidden_sheet_at_the_end_is_no_obstacle(excel, live):
    behind = Worksheet("系统参数")
    behind.visible = 2
    excel.sheets.append(behind)
    assert press(validate, live(excel)) and excel.active == "校验结果"


def test_a_computer_without_a_printer_is_no_obstacle(excel, live):
    excel.has_printer = False
    assert press(validate, live(excel)) and excel.sheet("校验结果")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda excel: setattr(excel, "structure_protected", True), "工作簿结构有保护"),
        (lambda excel: setattr(excel, "ready", False), "正在编辑"),
    ],
)
def test_what_forbids_a_change_is_said_and_nothing_is_changed(spoil, said, excel, live, picture):
    before, state = picture(excel), dict(excel.state)
    spoil(excel)
    host = live(excel)
    assert not press(validate, host)
    assert said in excel.said[-1][1] and excel.said[-1][0] == "critical" and len(excel.said) == 1
    assert picture(excel) == before and {**excel.state, "status_bar": False} == state


def test_a_sheet_deleted_meanwhile_is_said(excel, live):
    host = live(excel)
    book = host.book()
    excel.sheets[0].name = excel.active = "改过名的表"
    host.book = lambda: book
    assert not press(validate, host)
    assert "可能刚被改名或删除" in excel.said[-1][1] and excel.state["calculation"] == "automatic"


def test_a_read_only_workbook_with_a_chinese_path(excel, live):
    excel.read_only, excel.folder = True, "D:\\财务 科\\绩效（2024）"
    host = live(excel)
    assert host.path == "D:\\财务 科\\绩效（2024）\\lukou-2022.xlsx"
    press(validate, host)
    assert "只读" in excel.said[-1][1]


def test_a_workbook_that_was_never_saved_has_no_path(excel, live):
    excel.folder = ""
    assert live(excel).path == ""


# -- an error at any moment ----------------------------------------------------------------------------------------


def test_an_error_at_any_change_restores_excel_and_loses_nothing(examples, live, picture):
    """Whichever change fails: Excel is as before, what was typed still stands, the next press and 清除标记 put all right."""
    pristine = opened(examples / "lukou-2022.xlsx")
    before = picture(pristine)
    marked = copy.deepcopy(pristine)
    key = explain_one(marked, live)
    counted = copy.deepcopy(marked)
    counted.changes = 0
    press(validate, live(counted))
    for number in range(1, counted.changes + 1, 3):
        excel = copy.deepcopy(marked)
        excel.changes, excel.fail_at, excel.said = 0, number, []
        state, host = dict(excel.state), live(excel)
        assert not press(validate, host)
        assert excel.state == {**state, "status_bar": excel.state["status_bar"]} and len(excel.said) == 1
        assert said_of(host, key) == {REASON}
        excel.fail_at = 0
        assert press(validate, host) and said_of(host, key) == {REASON}
        assert sum(map(is_findings_sheet, host.book().sheets)) == 1
        press(clear_marks, host)
        assert picture(excel) == before


def explain_one(excel, live, reason=REASON) -> str:
    """Mark the workbook and explain one finding; its key."""
    host = live(excel)
    warning = next(f for f in validate(host).findings if f.severity == "warning" and f.counts)
    sheet = excel.sheet("校验结果")
    row = next(row for (row, column), cell in sheet.cells.items() if column == 11 and cell.value == warning.key)
    sheet.cells[row, 10].value = reason
    return warning.key


def said_of(host, key) -> set[str]:
    """What stands under 核实说明 for a finding, in whichever findings sheets there are; "" is none."""
    from perfeval_xl.recognition.findings_sheet import explanations

    return {given.text for given in explanations(host.book()) if given.key == key}


def test_an_error_while_clearing_can_be_cleared_again(examples, live, picture):
    pristine = opened(examples / "lukou-2022.xlsx")
    before = picture(pristine)
    press(validate, live(pristine))
    counted = copy.deepcopy(pristine)
    counted.changes = 0
    press(clear_marks, live(counted))
    for number in range(1, counted.changes + 1):
        excel = copy.deepcopy(pristine)
        excel.changes, excel.fail_at = 0, number
        assert not press(clear_marks, live(excel))
        assert excel.state["screen_updating"] and excel.state["enable_events"] and excel.state["display_alerts"]
        excel.fail_at = 0
        assert press(clear_marks, live(excel)) and picture(excel) == before


# -- the other buttons ---------------------------------------------------------------------------------------------


def test_rescoring_writes_numbers_also_into_cells_formatted_as_text(examples, live):
    excel = opened(examples / "lukou-2022.xlsx")
    cell = excel.sheet("整体自评表").cells[20, 8]
    cell.number_format = "@"
    assert press(rescore, live(excel))
    assert cell.value == 9.0 and cell.number_format == "General"


def test_a_project_sheet_is_copied_and_emptied_merged_cells_too(examples, live):
    excel = opened(examples / "consistent-2024.xlsx")
    excel.sheet("项目自评表3").password = ""
    assert press(add_project_sheet, live(excel))
    names = [sheet.name for sheet in excel.sheets]
    assert names[names.index("项目自评表3") + 1] == "项目自评表4" == excel.active
    assert excel.sheet("项目自评表4").password == ""


def test_final_accounts_are_imported_into_the_open_workbook(examples, live):
    excel = opened(examples / "zhuzhou-2024.xlsx")
    excel.chosen_files = (str(examples / "consistent-2024.xlsx"),)
    assert press(import_final_accounts, live(excel))
    assert any(cell.value == "2010301" for cell in excel.sheet("公开03表").cells.values())


@pytest.mark.parametrize("button", [import_final_accounts, seal])
def test_cancelling_a_dialogue_does_nothing(button, excel, live, picture):
    before = picture(excel)
    assert press(button, live(excel)) and picture(excel) == before and not excel.said


def test_sealing_writes_the_chosen_file(examples, live, tmp_path):
    excel = opened(examples / "consistent-2024.xlsx")
    excel.chosen_name = str(tmp_path / "封存 提交.xlsx")
    assert press(seal, live(excel))
    assert openpyxl.load_workbook(tmp_path / "封存 提交.xlsx").sheetnames[-1] == "封存信息"


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_file_that_is_there_already_is_replaced_only_when_the_user_says_so(answer, examples, live, tmp_path):
    excel, there = opened(examples / "consistent-2024.xlsx"), tmp_path / "去年的封存.xlsx"
    there.write_bytes(b"last year's")
    excel.chosen_name, excel.answer = str(there), answer
    assert press(seal, live(excel))
    assert excel.said[0][1] == f"已有文件 {there}，要换掉吗？"
    assert (there.read_bytes() == b"last year's") == (answer == "no")


def test_marks_of_the_command_are_cleared_by_the_button(examples, live, picture, command, tmp_path):
    path = examples / "lukou-2022.xlsx"
    command("annotate", path, "-o", tmp_path / "out.xlsx")
    excel, before = opened(tmp_path / "out.xlsx"), picture(opened(path))
    assert any(COMMENT_START in (cell.note or "") for cell in excel.sheets[0].cells.values())
    assert press(clear_marks, live(excel))
    assert picture(excel)[0][1] == before[0][1] and len(excel.sheets) == len(before)


def test_a_theme_colour_told_by_the_command_comes_back_as_one(examples, live, command, tmp_path):
    book = openpyxl.load_workbook(examples / "lukou-2022.xlsx")
    for row in book.active.iter_rows():
        for cell in row:
            cell.fill = openpyxl.styles.PatternFill("solid", fgColor=openpyxl.styles.Color(theme=4, tint=0.5))
    book.save(tmp_path / "themed.xlsx")
    command("annotate", tmp_path / "themed.xlsx", "-o", tmp_path / "out.xlsx")
    excel = opened(tmp_path / "out.xlsx")
    marked = [cell for cell in excel.sheets[0].cells.values() if COMMENT_START in (cell.note or "")]
    press(clear_marks, live(excel))
    assert marked and all(cell.colour == ("TintAndShade", 0.5) for cell in marked)
