"""一键校验 and 清除标记 on the host in memory: the same findings as the command, nothing typed is lost, nothing is left."""

import copy
import json

import pytest

from perfeval_xl.core.book import Book
from perfeval_xl.core.edits import COMMENT_START, FILLS
from perfeval_xl.core.fills import NONE, spelled
from perfeval_xl.core.findings import SEVERITY_NAMES
from perfeval_xl.macros import clear_marks, press, validate
from tests.support.hosts import EXAMPLES, in_memory, listed, looks, typed
from tests.support.memory_host import MemoryHost

REASON = "年初预算未含上级追加的专项资金，文件号见附件。"


def pressed(button, host):
    """Press a button; the level and the text of its one message."""
    host.said.clear()
    press(button, host)
    assert len(host.said) == 1
    return host.said[0]


@pytest.mark.parametrize("name", EXAMPLES)
def test_finds_what_the_command_finds(name, examples, command):
    path = examples / f"{name}.xlsx"
    host = in_memory(path)
    assert pressed(validate, host)[0] == "info"
    told = json.loads(command("check", path, "--format", "json").out)["files"][0]["findings"]
    expected = {
        (f["key"], f["rule"], "连带" if f["caused_by"] else SEVERITY_NAMES[f["severity"]], f["sheet"], f["cell"], f["message"])
        for f in told
    }
    rows = listed(host.book())
    assert len(rows) == len(told)
    assert {tuple(row[label] for label in ("结论键", "规则码", "级别", "工作表", "单元格", "说明")) for row in rows} == expected
    assert host.shown == ("校验结果", 0, 0)
    assert host.states[-1] == ""


@pytest.mark.parametrize("name", EXAMPLES)
def test_marks_come_off_without_a_trace(name, examples):
    host = in_memory(examples / f"{name}.xlsx")
    colour(host)
    before = copy.deepcopy(looks(host))
    press(validate, host)
    assert looks(host) != before
    assert pressed(clear_marks, host)[1].startswith("已清除")
    assert looks(host) == before


def colour(host):
    """Fills and comments of the department's own, also where findings will be."""
    for number, sheet in enumerate(host.sheets):
        for row, cells in enumerate(sheet.rows):
            for col in range(len(cells)):
                if (row + col + number) % 3 == 0:
                    sheet.fills[row, col] = spelled(("FFC7CE", "00B0F0", "FFFF00")[(row + col) % 3 - 1])
                if (row * col) % 5 == 1:
                    sheet.comments[row, col] = "科室意见：\n已与财务核对"


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_second_press_changes_nothing(name, examples):
    host = in_memory(examples / f"{name}.xlsx")
    validate(host, now="2026-01-01 08:00")
    once = copy.deepcopy(looks(host))
    validate(host, now="2026-01-01 08:00")
    assert looks(host) == once


def test_an_explanation_survives_and_counts(examples):
    host = in_memory(examples / "lukou-2022.xlsx")
    run = validate(host)
    warning = next(f for f in run.findings if f.severity == "warning" and f.counts)
    typed(host, warning.key, "核实说明", REASON)
    run = validate(host)
    assert run.explained == 1
    assert next(row for row in listed(host.book()) if row["结论键"] == warning.key)["核实说明"] == REASON
    assert "1 条已说明" in host.said[-1][1]


def test_an_explanation_is_asked_for_anew_when_its_figure_changes(examples):
    host = in_memory(examples / "lukou-2022.xlsx")
    run = validate(host)
    warning = next(f for f in run.findings if f.severity == "warning" and f.counts and f.field.number)
    typed(host, warning.key, "核实说明", REASON)
    field = warning.field
    host.sheet(field.sheet).put(field.row, field.col, float(field.number) * 1.001)
    row = next((row for row in listed(validated(host)) if row["结论键"] == warning.key), None)
    assert row is None or REASON in row["说明"] and not row["核实说明"]


def validated(host):
    validate(host)
    return host.book()


@pytest.mark.parametrize("behind", ["已与财政局核对", "\n已与财政局核对"])
def test_what_somebody_writes_behind_a_comment_of_ours_is_kept(examples, behind):
    host = in_memory(examples / "lukou-2022.xlsx")
    validate(host)
    comments = host.sheets[0].comments
    place = next(iter(comments))
    ours = comments[place]
    comments[place] = ours + behind
    validate(host)
    assert comments[place] == f"{behind.strip()}\n{ours}"
    clear_marks(host)
    assert comments == {place: behind.strip()}


def test_a_sheet_renamed_after_marking_is_cleared_too(examples):
    host = in_memory(examples / "lukou-2022.xlsx")
    before = copy.deepcopy(looks(host))
    validate(host)
    host.sheets[0].name = "自评表（定稿）"
    clear_marks(host)
    host.sheets[0].name = "整体自评表"
    assert looks(host) == before


def test_rows_inserted_after_marking_do_not_mislead_clearing(examples):
    host = in_memory(examples / "lukou-2022.xlsx")
    before = copy.deepcopy(looks(host))
    validate(host)
    sheet = host.sheets[0]
    sheet.shift(3, 2)
    clear_marks(host)
    assert not sheet.fills and not any(COMMENT_START in text for text in sheet.comments.values())
    sheet.rows[3:5] = []
    assert sheet.rows == before[0][1]


def test_the_users_own_sheet_of_that_name_is_left_alone(examples):
    host = in_memory(examples / "lukou-2022.xlsx")
    own = MemoryHost(Book.from_lists({"校验结果": [["上次会审的意见"]]})).sheets[0]
    host.sheets.append(own)
    validate(host)
    assert [sheet.name for sheet in host.sheets][-2:] == ["校验结果", "校验结果(2)"]
    clear_marks(host)
    assert host.sheets[-1].rows == [["上次会审的意见"]]


def test_a_sheet_with_a_password_is_not_marked_but_its_findings_are_listed(examples):
    host = in_memory(examples / "quyuan-2024.xlsx")
    host.sheet("项目自评表2").locked = True
    level, said = pressed(validate, host)
    assert level == "info" and "“项目自评表2”有密码保护，没有标色" in said
    assert not host.sheet("项目自评表2").fills and host.sheet("项目自评表1").fills
    assert any(row["工作表"] == "项目自评表2" for row in listed(host.book()))


def test_a_sheet_locked_after_marking_keeps_its_marks_and_what_is_needed_to_clear_them(examples):
    host = in_memory(examples / "quyuan-2024.xlsx")
    colour(host)
    before = copy.deepcopy(looks(host))
    validate(host)
    host.sheet("项目自评表2").locked = True
    assert "撤销工作表保护" in pressed(clear_marks, host)[1]
    assert "没有标色" in pressed(validate, host)[1]
    host.sheet("项目自评表2").locked = False
    clear_marks(host)
    assert looks(host) == before


def test_a_cell_with_a_pattern_keeps_it_and_has_a_comment(examples):
    host = in_memory(examples / "lukou-2022.xlsx")
    run = validate(host)
    clear_marks(host)
    field = next(f.field for f in run.findings if f.counts)
    patterned = {(field.row, field.col): ""}
    host.fills = lambda sheet, places: {place: patterned.get(place, NONE) for place in places}
    validate(host)
    sheet = host.sheet(field.sheet)
    assert (field.row, field.col) not in sheet.fills and COMMENT_START in sheet.comments[field.row, field.col]


def changed_nothing(host, button, said: str):
    before = copy.deepcopy(looks(host))
    level, text = pressed(button, host)
    assert (level, looks(host)) == ("error", before)
    assert said in text


@pytest.mark.parametrize("button", [validate, clear_marks])
def test_a_protected_structure_is_said_and_nothing_is_lost(button, examples):
    host = in_memory(examples / "lukou-2022.xlsx")
    host.structure_locked = True
    changed_nothing(host, button, "工作簿结构有保护")


def test_an_edit_in_progress_is_said(examples):
    host = in_memory(examples / "lukou-2022.xlsx")
    host.editing = True
    changed_nothing(host, validate, "正在编辑")


def test_a_workbook_without_forms_is_said():
    changed_nothing(MemoryHost(Book.from_lists({"通讯录": [["姓名", "电话"]]})), validate, "没有认出任何表")


def test_a_wrong_profile_on_the_settings_sheet_is_said(examples):
    host = in_memory(examples / "lukou-2022.xlsx")
    host.sheets.append(MemoryHost(Book.from_lists({"参数": [["方案", "某地-2099"]]})).sheets[0])
    changed_nothing(host, validate, "参数")


def test_a_read_only_workbook_is_marked_and_the_user_told_to_save_it_elsewhere(examples):
    host = in_memory(examples / "lukou-2022.xlsx")
    host.read_only = True
    level, said = pressed(validate, host)
    assert level == "info" and "另存为" in said and host.sheet("校验结果")


def test_clearing_a_workbook_without_marks_says_so(examples):
    host = in_memory(examples / "lukou-2022.xlsx")
    assert pressed(clear_marks, host) == ("info", "本工作簿里没有校验标记。")


def test_a_fault_of_the_tool_is_one_message_and_no_traceback(examples):
    def broken(host):
        raise ZeroDivisionError("x")

    level, said = pressed(broken, in_memory(examples / "lukou-2022.xlsx"))
    assert level == "error" and "工具自身出错" in said and "Traceback" not in said


def test_marks_are_the_fills_of_their_level(examples):
    host = in_memory(examples / "quyuan-2024.xlsx")
    run = validate(host)
    worst = next(f for f in run.findings if f.severity == "error" and f.counts)
    sheet = host.sheet(worst.field.sheet)
    assert sheet.fills[worst.field.row, worst.field.col] == spelled(FILLS["error"])
    assert f"{COMMENT_START}{worst.rule}】逻辑性：" in sheet.comments[worst.field.row, worst.field.col]
