"""A user opens the template with macros in LibreOffice, fills it in, and clicks 一键校验 with the mouse.

The pictures of the screen are kept in the folder PERFEVAL_ARTEFACTS, if that is set.
"""

import json
import time
from pathlib import Path

import openpyxl
import pytest

from perfeval_xl.core.edits import FILLS
from perfeval_xl.io.reader import read_book
from perfeval_xl.io.template import names
from tests.support.filled_template import filled
from tests.support.hosts import listed
from tests.support.screen import shades

EXAMPLE, PROFILE = "consistent-2024", "hunan-2022"
TITLE = "^绩效自评$"  # of the box


@pytest.fixture(scope="module")
def windows(user, screen):
    desk = user.desk(screen)
    yield desk
    desk.end()


@pytest.fixture
def template(command, tmp_path) -> Path:
    assert command("template", "-o", tmp_path / "自评 模板.xlsm", "--year", "2024", "--profile", PROFILE).code == 0
    return tmp_path / "自评 模板.xlsm"


def typed(root, template, folder) -> dict[str, dict[str, object]]:
    """What a user types into which cells of the template, by sheet."""
    facts = json.loads((root / "workbooks" / "facts" / f"{EXAMPLE}.json").read_text(encoding="utf-8"))
    (folder / "填好.xlsx").write_bytes(filled(template.read_bytes(), facts, PROFILE))
    empty, full = openpyxl.load_workbook(template), openpyxl.load_workbook(folder / "填好.xlsx")
    return {
        sheet.title: {
            cell.coordinate: cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None and cell.value != empty[sheet.title][cell.coordinate].value
        }
        for sheet in full
    }


def findings(command, path) -> set[tuple]:
    told = json.loads(command("check", path, "--format", "json").out)["files"][0]["findings"]
    return {(f["key"], f["rule"], f["sheet"], f["cell"], f["message"]) for f in told}


def rows(book) -> set[tuple]:
    return {tuple(row[label] for label in ("结论键", "规则码", "工作表", "单元格", "说明")) for row in listed(book)}


def said(book) -> list[tuple]:
    """What the sheets say; 校验结果, which the template has too, goes with the marks."""
    return [(one.name, one.rows, one.merges, one.comments) for one in book.sheets if one.name != names.FINDINGS]


def test_a_click_checks_the_template_and_another_clears_it(
    windows, screen, user, template, root, pictures, command, tmp_path
):
    document = windows.open(user.given(template))
    document.fill_screen()
    for sheet, cells in typed(root, template, tmp_path).items():
        document.put_all(sheet, cells)
    document.put(names.WHOLE, "E5", 1000)  # the annual budget (全年预算数), which then is less than what was spent
    document.calculate()
    before = saved(document, user, "填好.xlsx")
    document.select(names.COVER, "A1")
    time.sleep(2)
    screen.picture(pictures / "点击-首页.png")
    screen.click(*document.button_place("一键校验"))
    screen.window(TITLE, 60)
    time.sleep(1)
    screen.picture(pictures / "点击-消息框.png")
    screen.answer(TITLE, "Return")
    time.sleep(1)
    assert FILLS["error"] in shades(screen.picture(pictures / "点击-校验结果.png"))
    assert document.state()[3] == names.FINDINGS
    marked = saved(document, user, "校验过.xlsx")
    assert rows(marked) == findings(command, user.folder / "校验过.xlsx") != set()
    document.select(names.WHOLE, "A1")
    time.sleep(1)
    screen.picture(pictures / "点击-整体自评表.png")
    document.select(names.COVER, "A1")
    time.sleep(1)
    screen.click(*document.button_place("清除标记"))
    screen.answer(TITLE, "Return", seconds=60)
    assert said(saved(document, user, "清除过.xlsx")) == said(before)


def saved(document, user, name):
    """What a copy of the document says that LibreOffice writes."""
    document.write_copy(str(user.folder / name))
    return read_book(str(user.folder / name))
