"""The committed 绩效自评模板.xlsm, opened by LibreOffice: its buttons, its macros, its formulas."""

import zipfile

import pytest

from perfeval_xl.hosts.buttons import BUTTONS
from perfeval_xl.hosts.excel.project import excel_project
from perfeval_xl.hosts.excel.template import CODE_NAMES
from perfeval_xl.io.template import names
from tests.support.libreoffice import ran
from tests.support.socket_python import python
from tests.support.workbook_parts import package, parts_of

from ...conftest import ROOT

WORKBOOK = ROOT / "workbooks" / "绩效自评模板.xlsm"
PROJECT = "xl/vbaProject.bin"


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory) -> dict[str, str]:
    """The file as it is committed: here its functions do not reach Python, as where xlwings is not installed."""
    return ran(WORKBOOK, (), tmp_path_factory.mktemp("handed-out"))


@pytest.fixture(scope="module")
def pressed(tmp_path_factory):
    """The same file with another PerfTransport, after all its macros ran; and what they asked of Python."""
    folder = tmp_path_factory.mktemp("pressed")
    with python() as answering:
        project = excel_project(str(ROOT / "workbooks" / "vba"), CODE_NAMES, transport=answering.transport)
        workbook = folder / WORKBOOK.name
        workbook.write_bytes(package({**parts_of(WORKBOOK.read_bytes()), PROJECT: project}))
        answering.reads(workbook)
        shown = ran(workbook, [f"PerfButtons.{button.macro}" for button in BUTTONS], folder)
    return shown, answering.asked


def test_every_button_stands_on_the_first_sheet_bound_to_its_macro(handed_out):
    bound = {label: place for label, place in handed_out.items() if not label.startswith("$")}
    assert bound.keys() == {button.label for button in BUTTONS}
    for button in BUTTONS:
        assert f".PerfButtons.{button.macro}?" in bound[button.label]
    with zipfile.ZipFile(WORKBOOK) as archive:
        drawings = [name for name in archive.namelist() if "vmlDrawing" in name]
        assert drawings == ["xl/drawings/vmlDrawing1.vml"]
        assert b"vmlDrawing1" in archive.read("xl/worksheets/_rels/sheet1.xml.rels")


def test_every_macro_runs_and_presses_its_button(pressed):
    shown, asked = pressed
    assert [shown[f"PerfButtons.{button.macro}"] for button in BUTTONS] == ["ran"] * len(BUTTONS)
    assert [name for where, name in asked if where == "press"] == [button.function for button in BUTTONS]


def test_nothing_in_it_is_an_error_with_python_or_without(handed_out, pressed):
    for shown in (handed_out, pressed[0]):
        cells = {place: value for place, value in shown.items() if place.startswith("$")}
        assert {place.partition(".")[0].strip("$'") for place in cells} == set(names.SHEETS)
        assert not {place: value for place, value in cells.items() if value.startswith("e") or "Error 20" in value}
        assert "s|还没有算出得分" in cells.values()
