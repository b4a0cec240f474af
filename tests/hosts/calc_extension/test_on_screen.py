"""Buttons pressed with a real mouse in a window of LibreOffice: on the template's first sheet, and in the toolbar.

What runs is the extension as it is installed. The pictures are kept in PERFEVAL_ARTEFACTS, if that is set.
"""

import time

import pytest

from perfeval_xl.core.edits import FILLS
from tests.architecture.sources import ROOT
from tests.hosts.calc_extension.conftest import installed
from tests.support.screen import shades

TITLE = "^绩效自评$"  # of the box; that of the window has the name of the file
FORBIDDEN, ALLOWED = 0, 4  # com.sun.star.document.MacroExecMode
_STARTING = 60  # seconds
TEMPLATE = ROOT / "workbooks" / "绩效自评模板.xlsm"


@pytest.fixture(scope="module")
def window(screen):
    """LibreOffice in a window; a copy of a workbook is opened in it by name."""
    with installed() as user:
        running = user.desk(screen)
        yield lambda path, macros=FORBIDDEN: opened(running, screen, user.given(path), macros)
        running.end()


def opened(desk, screen, path, macros):
    document = desk.open(path, MacroExecutionMode=macros)
    screen.window(path.stem, _STARTING)
    document.fill_screen()
    time.sleep(1)
    return document


def clicked(screen, place) -> None:
    """Click, and say Enter to the box that tells the result."""
    screen.click_for(TITLE, place, "Return")
    time.sleep(1)


@pytest.mark.parametrize("macros", [FORBIDDEN, ALLOWED])
def test_a_button_of_the_template(window, screen, pictures, macros):
    document = window(TEMPLATE, macros)
    document.put("整体自评表", "F14", "≥90%")
    document.put("整体自评表", "H14", "81%")
    document.put("整体自评表", "I14", 10.0)
    clicked(screen, document.sheet_button("一键校验"))
    screen.picture(pictures / "模板-一键校验.png")
    assert document.sheets()[-1] == document.front() == "校验结果"
    document.close()


def test_a_button_of_the_toolbar(window, screen, pictures, examples):
    document = window(examples / "lukou-2022.xlsx")
    before = document.sheets()
    clicked(screen, document.toolbar_button("一键校验"))
    pixels = screen.picture(pictures / "工具栏-一键校验.png")
    assert FILLS["warning"] in shades(pixels)
    assert document.sheets() == [*before, "校验结果"] and document.front() == "校验结果"
    clicked(screen, document.toolbar_button("清除标记"))
    assert document.sheets() == before
    document.close()
