"""What forbids a change is said in one sentence; whatever goes wrong, the document and LibreOffice are as they were."""

import openpyxl
import pytest

from tests.support.calc_office.desk import Desk, needs_python


def refused(document, button, said: str, **user):
    before, steps = document.looks(), document.undo_steps()
    outcome = document.press(button, **user)
    assert not outcome.done and [level for level, _ in outcome.said] == ["error"]
    assert said in outcome.said[0][1] and "Traceback" not in outcome.said[0][1]
    assert document.looks() == before and document.undo_steps() == steps
    assert document.state()[:3] == (False, False, True)


@pytest.mark.parametrize("password", ["", "机密"])
def test_a_protected_structure(lukou, password):
    lukou.lock_structure(password)
    refused(lukou, "validate", "工作簿结构有保护")


def test_a_document_that_is_open_to_be_read_only(calc, examples):
    refused(calc(examples / "lukou-2022.xlsx", ReadOnly=True), "validate", "只读")


def test_a_document_without_forms(calc):
    document = calc()
    document.put("Sheet1", "A1", "通讯录")
    refused(document, "validate", "没有认出任何表")


def test_a_sheet_with_a_password_is_left_alone_and_said(lukou):
    lukou.protect("整体自评表", "机密")
    outcome = lukou.press("validate")
    assert outcome.done and "“整体自评表”有密码保护，没有标色" in outcome.said[0][1]
    assert not lukou.notes_of("整体自评表") and lukou.is_protected("整体自评表")
    assert lukou.sheets() == ["整体自评表", "校验结果"]


def test_a_locked_sheet_cannot_be_rescored(lukou):
    lukou.protect("整体自评表", "机密")
    refused(lukou, "rescore", "有密码保护")


def test_a_sheet_protected_without_a_password_is_marked_and_protected_as_before(calc, examples, tmp_path):
    """What may be done on the protected sheet is kept: here rows may be inserted, cells not be selected."""
    book = openpyxl.load_workbook(examples / "lukou-2022.xlsx")
    protection = book.active.protection
    protection.sheet, protection.insertRows, protection.selectLockedCells = True, False, True
    book.save(tmp_path / "保护.xlsx")
    document = calc(tmp_path / "保护.xlsx")
    before = document.looks()
    assert document.press("validate").done and document.notes_of("整体自评表")
    document.store(str(tmp_path / "另存.xlsx"))
    saved = openpyxl.load_workbook(tmp_path / "另存.xlsx")["整体自评表"].protection
    assert (saved.sheet, saved.insertRows, saved.selectLockedCells, saved.deleteRows) == (True, False, True, True)
    document.undo()
    assert document.looks() == before


@pytest.mark.parametrize("button", ["validate", "clear_marks"])
def test_whichever_change_fails_everything_is_taken_back(button, lukou):
    lukou.press("validate")
    before, steps, state = lukou.looks(), lukou.undo_steps(), lukou.state()
    for moment in range(1, 20):
        done, said, happened = lukou.fail_at(button, moment)
        if not happened:
            break
        assert not done and len(said) == 1 and "磁盘已满" in said[0][1]
        assert (lukou.looks(), lukou.undo_steps(), lukou.state()) == (before, steps, state)
    assert moment > 2 and lukou.press("clear_marks").done


def test_a_dialogue_that_nobody_answers_ends_within_its_time(tmp_path):
    """A box of LibreOffice itself waits for ever: the test fails with the reason, and no process is left."""
    needs_python()
    desk = Desk(tmp_path)
    desk.ask("ping")
    group = desk.group
    with pytest.raises(pytest.fail.Exception, match="did not answer in time"):
        desk.ask("sleep", seconds=1)
    assert not desk.alive(group)
