"""Buttons of the template in LibreOffice: bound to the extension's scripts, other buttons left as they are."""

import pytest
import xlsxwriter

from perfeval_xl.hosts.buttons import BUTTONS
from perfeval_xl.hosts.excel.project import excel_project
from perfeval_xl.hosts.libreoffice.buttons import function_of, script_url
from tests.conftest import ROOT

MACROS = {button.macro.lower(): button.function for button in BUTTONS}


@pytest.mark.parametrize(
    ("script", "function"),
    [
        ("vnd.sun.star.script:VBAProject.PerfButtons.PerfValidate?language=Basic&location=document", "validate"),
        ("vnd.sun.star.script:Standard.PerfButtons.perfclearmarks?language=Basic&location=document", "clear_marks"),
        ("vnd.sun.star.script:VBAProject.Module1.OwnMacro?language=Basic&location=document", None),
        (script_url("validate"), None),
        ("", None),
    ],
)
def test_our_macros_are_known_by_their_names(script, function):
    assert function_of(script, MACROS) == function


@pytest.fixture
def template(tmp_path):
    """A workbook with every button, and one that calls another macro."""
    project, path = tmp_path / "vbaProject.bin", tmp_path / "有按钮.xlsm"
    project.write_bytes(excel_project(str(ROOT / "workbooks" / "vba"), ("Sheet1",)))
    with xlsxwriter.Workbook(path) as book:
        book.add_vba_project(str(project))
        book.set_vba_name("ThisWorkbook")
        sheet = book.add_worksheet("首页")
        sheet.set_vba_name("Sheet1")
        sheet.write("A1", "首页")
        for row, button in enumerate(BUTTONS):
            sheet.insert_button(row * 2, 3, {"macro": button.macro, "caption": button.label})
        sheet.insert_button(20, 3, {"macro": "PerfRegisterFunctions", "caption": "本单位的"})
    return path


def test_the_buttons_of_the_template_call_the_extension(calc, template):
    document = calc(template)
    assert document.rebind() == len(BUTTONS) and not document.is_modified()
    scripts = document.scripts()
    assert {scripts.pop(button.label): button.function for button in BUTTONS} == {
        script_url(button.function): button.function for button in BUTTONS
    }
    assert "PerfRegisterFunctions" in scripts.pop("本单位的") and not scripts


def test_binding_again_and_other_documents_change_nothing(calc, template, examples):
    document = calc(template)
    document.rebind()
    before = document.scripts()
    assert document.rebind() == 0 and document.scripts() == before
    assert calc(examples / "lukou-2022.xlsx").rebind() == 0
