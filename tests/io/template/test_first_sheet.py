"""What a reader of 首页 is told is so: as the file was handed out, recomputed, with sheets added and with sheets gone."""

import io

import openpyxl
import pytest

from perfeval_xl.io.template import names, template
from tests.support.calc import recomputed
from tests.support.office import program

pytestmark = pytest.mark.skipif(program() is None, reason="LibreOffice is not installed: the first sheet was not recomputed")
YEAR, PROFILE = 2024, "hunan-2024"


@pytest.fixture
def shown(tmp_path):
    """The health cells after a user's changes, by their labels."""

    def after(change):
        book = openpyxl.load_workbook(io.BytesIO(template(YEAR, PROFILE)))
        change(book)
        book.save(tmp_path / "填过的.xlsx")
        cover = openpyxl.load_workbook(recomputed(tmp_path / "填过的.xlsx", tmp_path), data_only=True)[names.COVER]
        return {row[0].value: row[2].value for row in cover.iter_rows() if row[0].value}

    return after


def indicators(sheet):
    """The row numbers of the first indicators."""
    header = next(cell.row for cell in sheet["D"] if cell.value == "三级指标")
    return range(header + 1, header + 4)


def fill(sheet, *rows):
    for at, (target, actual) in zip(indicators(sheet), rows):
        sheet[f"F{at}"], sheet[f"H{at}"], sheet[f"I{at}"] = target, actual, 10


def test_what_is_handed_out_is_what_a_spreadsheet_computes(tmp_path):
    (tmp_path / "空.xlsx").write_bytes(template(YEAR, PROFILE))
    stored = openpyxl.load_workbook(tmp_path / "空.xlsx", data_only=True)
    computed = openpyxl.load_workbook(recomputed(tmp_path / "空.xlsx", tmp_path), data_only=True)
    formulas = openpyxl.load_workbook(tmp_path / "空.xlsx")
    wrong, compared = [], 0
    for sheet in formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            now, then = (book[sheet.title][cell.coordinate].value for book in (computed, stored))
            wrong += [(sheet.title, cell.coordinate, then, now)] * ((now or "") != (then or "") and now != then)
            compared += 1
    assert not wrong and compared > 500


def test_scores_that_wait_for_a_person_are_counted_also_on_a_sheet_added_by_the_button(shown):
    def change(book):
        fill(book[names.WHOLE], ("≥90%", "95%"), ("持续提升", "部分达成"))
        fill(book[names.PROJECTS[2]], ("≥90%", "80%"))
        added = book.copy_worksheet(book[names.PROJECTS[2]])
        added.title = "项目自评表4"
        book.move_sheet(added, book.sheetnames.index(names.ACCOUNTS[0]) - book.sheetnames.index(added.title))
        fill(added, ("……", "完成"), ("≥90%", "80%"), ("约50人", "48人"))

    told = shown(change)
    assert told["要由人定分的指标"] == "3 个，请填“人工评分”"
    assert told["得分由谁计算"].startswith("表内公式（没有启用函数")


def test_what_is_scored_by_hand_is_computed_by_nobody(shown):
    def change(book):
        fill(book[names.WHOLE], ("持续提升", "部分达成"))
        book[names.WHOLE][f"M{indicators(book[names.WHOLE])[0]}"] = 8

    told = shown(change)
    assert (told["要由人定分的指标"], told["得分由谁计算"]) == ("没有", "还没有算出得分")


def test_scores_of_both_engines_are_told_apart(shown):
    """Saved where the functions were, changed where they are not: only what was typed since is computed anew."""

    def change(book):
        whole = book[names.WHOLE]
        fill(whole, ("≥90%", "95%"), ("≥90%", "80%"), ("持续提升", "部分达成"))
        whole[f"P{indicators(whole)[0]}"], whole[f"P{indicators(whole)[2]}"] = 10, "#N/A"

    assert shown(change)["得分由谁计算"] == "函数算出 2 个，表内公式算出 1 个；启用函数后按 Ctrl+Alt+F9 全部重算"


def test_project_sheets_may_be_deleted_or_renamed(shown):
    def change(book):
        fill(book[names.PROJECTS[0]], ("持续提升", "部分达成"))
        book[names.PROJECTS[0]].title = "道路养护"
        for name in names.PROJECTS[1:]:
            del book[name]

    assert shown(change)["要由人定分的指标"] == "1 个，请填“人工评分”"


def test_a_profile_that_nobody_knows_is_told(shown):
    def change(book):
        book[names.SETTINGS]["B3"], book[names.SETTINGS]["B4"] = "hunan-1999", 2025

    assert shown(change)["年度和方案"] == "不认识方案“hunan-1999”，请在“参数”里重新选择"
