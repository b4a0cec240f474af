"""The buttons of the template in Excel, on a template that was filled in: protected as it is handed out, and after what
users do to its sheets."""

import json

import pytest

from perfeval_xl import check
from perfeval_xl.io.template import names, template
from perfeval_xl.macros import BUTTONS, add_project_sheet, clear_marks, import_final_accounts, press, rescore, validate
from tests.support.calc import recomputed
from tests.support.excel.model import opened
from tests.support.filled_template import filled
from tests.support.hosts import listed
from tests.support.office import program

pytestmark = pytest.mark.skipif(program() is None, reason="LibreOffice is not installed: there is no computed template to press in")
EXAMPLE, PROFILE = "consistent-2024", "hunan-2022"


@pytest.fixture(scope="module")
def path(root, tmp_path_factory):
    """The template with the figures of the example, in which everything agrees, computed."""
    folder = tmp_path_factory.mktemp("pressed")
    facts = json.loads((root / "workbooks" / "facts" / f"{EXAMPLE}.json").read_text(encoding="utf-8"))
    (folder / "自评.xlsx").write_bytes(filled(template(2024, PROFILE), facts, PROFILE))
    return recomputed(folder / "自评.xlsx", folder)


@pytest.fixture
def excel(path):
    return opened(path)


def score_is_wrong(excel):
    """Type a score of 0 over the formula of the first indicator of the whole form; returns where it stands."""
    sheet = excel.sheet(names.WHOLE)
    row = next(row for (row, column), cell in sheet.cells.items() if column == 4 and cell.value == "三级指标") + 1
    sheet.cells[row, 10].value, sheet.cells[row, 10].formula = 0.0, ""
    return sheet, f"J{row}"


def found(host):
    return {(row["规则码"], row["工作表"], row["单元格"]) for row in listed(host.book())}


def test_every_button_does_its_work_on_protected_sheets(excel, live, path, examples, tmp_path):
    locked = [sheet.name for sheet in excel.sheets if sheet.password == ""]
    assert locked == [name for name in names.SHEETS if any(sheet.name == name for sheet in excel.sheets)]
    excel.chosen_files = (str(examples / f"{EXAMPLE}.xlsx"),)
    excel.copied_from = str(path)
    for name, button in BUTTONS.items():
        excel.said.clear()
        excel.chosen_name = str(tmp_path / f"{name}.xlsx")
        assert press(button, live(excel)), (name, excel.said)
    kept = {sheet.name: sheet.password for sheet in excel.sheets}
    assert all(kept[name] == "" for name in locked if name != names.FINDINGS)


def test_what_is_wrong_is_found_and_marked_as_the_command_finds_it(excel, live, path, picture):
    before = picture(excel)
    host = live(excel)
    press(validate, host)
    run = check(str(path))
    assert found(host) == {(one.rule, one.field.sheet, one.field.cell) for one in run.findings}
    press(clear_marks, host)
    forms = [one for one in picture(excel) if one[0] != names.FINDINGS]
    assert forms == [one for one in before if one[0] != names.FINDINGS]


def test_renamed_sheets_are_known_by_what_stands_in_them(excel, live, path):
    for sheet, name in zip(excel.sheets, ("目录", "单位情况", "青禾区政务服务局整体", "大厅运行", "平台建设", "自助服务")):
        sheet.name = name
    excel.active = "目录"
    assert press(validate, live(excel))
    before = [(one.rule, one.field.cell) for one in check(str(path)).findings]
    assert sorted((rule, cell) for rule, _, cell in found(live(excel))) == sorted(before)
    assert press(rescore, live(excel)) and "得分不用改" in excel.said[-1][1]


@pytest.mark.parametrize("gone", [names.COVER, names.FINDINGS, names.SETTINGS, names.UNIT, names.PROJECTS[0], names.ACCOUNTS[6]])
def test_without_a_sheet_that_the_user_deleted_the_others_are_checked(gone, excel, live):
    excel.sheets = [sheet for sheet in excel.sheets if sheet.name != gone]
    excel.active = excel.sheets[0].name
    assert press(validate, live(excel)) and excel.sheet(names.FINDINGS)
    assert excel.said[-1][0] == "info"


def test_deleted_accounts_are_imported_as_sheets_of_their_own(excel, live, examples):
    excel.sheets = [sheet for sheet in excel.sheets if sheet.name != names.ACCOUNTS[2]]
    excel.chosen_files = (str(examples / f"{EXAMPLE}.xlsx"),)
    assert press(import_final_accounts, live(excel))
    assert "其中 1 张是新增的工作表" in excel.said[-1][1] and excel.sheet(names.ACCOUNTS[2])


def test_without_any_project_sheet_none_can_be_added_and_it_is_said(excel, live):
    excel.sheets = [sheet for sheet in excel.sheets if sheet.name not in names.PROJECTS]
    assert not press(add_project_sheet, live(excel))
    (level, said), = excel.said
    assert level == "critical" and said.startswith("没有新增：") and "请先从模板复制一张" in said


def test_a_filter_on_the_form_hides_nothing_from_the_check(excel, live):
    sheet, cell = score_is_wrong(excel)
    sheet.filtered = True
    assert press(validate, live(excel))
    assert (sheet.name, cell) in {(where, at) for _, where, at in found(live(excel))}
    assert excel.sheet(sheet.name).filtered and sheet.password == ""
