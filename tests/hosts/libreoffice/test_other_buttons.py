"""The other buttons in LibreOffice: the same as in memory, on what LibreOffice holds and saves."""

import openpyxl
import pytest

import perfeval_xl
from perfeval_xl.core.cells import parse_address
from perfeval_xl.hosts.libreoffice import EXTENSION
from perfeval_xl.io.reader import read_book
from tests.hosts.macros.test_import_final_accounts import figures
from tests.support.calc import recomputed

QUESTION = "“整体自评表”H20 8 → 9"


def value(document, sheet, cell):
    return document.book().sheet(sheet).value(*parse_address(cell))


def test_scores_are_rewritten_when_the_user_agrees(lukou):
    before = lukou.looks()
    outcome = lukou.press("rescore", answer=False)
    assert QUESTION in outcome.questions[0] and lukou.looks() == before
    assert lukou.press("rescore").done and value(lukou, "整体自评表", "H20") == 9.0
    assert lukou.undo_steps() == ["写得分"]
    lukou.undo()
    assert lukou.looks() == before


def test_a_score_in_a_cell_for_texts_becomes_a_number(lukou):
    lukou.set_format("整体自评表", "H20", "@")
    lukou.press("rescore")
    assert value(lukou, "整体自评表", "H20") == 9.0 and dict(lukou.book().sheet("整体自评表").formats).get((19, 7)) is None


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_final_accounts_are_imported_from_whatever_calc_opens(kind, calc, examples, tmp_path):
    source = examples / "consistent-2024.xlsx"
    path = source if kind == "xlsx" else recomputed(source, tmp_path, kind)
    document = calc(examples / "lukou-2022.xlsx")
    outcome = document.press("import_final_accounts", files=(str(path),))
    assert outcome.done and "9 张是新增" in outcome.said[0][1] and document.undo_steps() == ["导入决算表"]
    assert figures(document.book()) == figures(read_book(str(source)))


def test_final_accounts_fill_in_the_tables_that_are_there(calc, examples):
    document = calc(examples / "zhuzhou-2024.xlsx")
    before = document.looks()
    outcome = document.press("import_final_accounts", files=(str(examples / "consistent-2024.xlsx"),))
    assert "云岭市青禾区政务服务局" in outcome.questions[0] and "“公开06表”里没有这些行" in outcome.said[0][1]
    wanted = figures(read_book(str(examples / "consistent-2024.xlsx")))
    del wanted["basic_expenditure_detail"]
    assert figures(document.book(), wanted) == wanted
    document.undo()
    assert document.looks() == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("没有这个文件.xlsx", None, "找不到这个文件"),
        ("坏的.xlsx", b"PK\x03\x04", "打不开"),
        ("说明.txt", "决算说明".encode(), "没有导入"),
        ("空的.xlsx", b"", "空的"),
    ],
)
def test_a_file_that_is_no_workbook_is_said(name, content, said, lukou, tmp_path):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = lukou.looks()
    outcome = lukou.press("import_final_accounts", files=(str(tmp_path / name),))
    assert not outcome.done and said in outcome.said[0][1] and name in outcome.said[0][1]
    assert lukou.looks() == before


def test_a_project_sheet_is_added_and_protected_like_its_pattern(calc, examples):
    document = calc(examples / "consistent-2024.xlsx")
    document.protect("项目自评表3", "")
    before = document.looks()
    assert document.press("add_project_sheet").done
    sheets = document.sheets()
    assert sheets[sheets.index("项目自评表3") + 1] == "项目自评表4" == document.state()[3]
    assert document.is_protected("项目自评表4") and "项目自评表4”还空着" in document.press("add_project_sheet").said[0][1]
    document.undo()
    assert document.looks() == before


def test_rows_are_inserted_as_the_row_above_looks(calc, examples, tmp_path):
    """The published table has fewer rows than what is imported: those that are added have its borders and number formats."""
    book = openpyxl.load_workbook(examples / "zhuzhou-2024.xlsx")
    book.save(tmp_path / "表.xlsx")
    document = calc(tmp_path / "表.xlsx")
    before = len(document.book().sheet("公开03表").rows)
    document.press("import_final_accounts", files=(str(examples / "consistent-2024.xlsx"),))
    rows = document.book().sheet("公开03表").rows
    codes = [number for number, row in enumerate(rows, 1) if str(row[0]).isdecimal()]
    assert len(rows) >= before
    assert {document.ask("公开03表", f"A{row}", "IsTextWrapped") for row in codes} == {
        document.ask("公开03表", f"A{codes[0]}", "IsTextWrapped")
    }
    assert all("OuterLineWidth=(short)0x0" not in document.ask("公开03表", f"A{row}", "BottomBorder2") for row in codes)


def test_a_sealed_copy_is_intact_and_the_document_as_it_was(calc, examples, tmp_path):
    document = calc(examples / "consistent-2024.xlsx")
    before, out = document.looks(), tmp_path / "封存 一份.xlsx"
    outcome = document.press("seal", save_name=str(out))
    assert outcome.done and "封存校验码" in outcome.said[0][1]
    assert outcome.suggested[0].endswith("consistent-2024（封存）.xlsx")
    assert perfeval_xl.check(out).to_dict()["sealed"]["intact"] is True
    assert document.looks() == before and not document.undo_steps()


def test_unsaved_changes_are_sealed_too_and_errors_are_asked_about(calc, examples, whole_form, tmp_path):
    document, out = calc(examples / "consistent-2024.xlsx"), tmp_path / "封存.xlsx"
    total = whole_form.total_score.cell
    document.put("整体自评表", total, 100)
    outcome = document.press("seal", save_name=str(out), answer=False)
    assert outcome.done and "逻辑性结论" in outcome.questions[0] and "--force" not in outcome.questions[0] and not out.exists()
    document.press("seal", save_name=str(out))
    assert openpyxl.load_workbook(out)["整体自评表"][total].value == 100


def test_the_public_edition_is_written(calc, examples, tmp_path):
    out = tmp_path / "公开版.xlsx"
    outcome = calc(examples / "consistent-2024.xlsx").press("publish", save_name=str(out))
    assert outcome.done and "公开前请打开看一遍" in outcome.said[0][1]
    assert len(perfeval_xl.check(out).forms) == 13


@pytest.mark.parametrize("button", ["publish", "seal"])
def test_of_a_document_of_libreoffices_own_kind_an_xlsx_is_made(button, calc, examples, tmp_path):
    document = calc(recomputed(examples / "consistent-2024.xlsx", tmp_path, "ods"))
    outcome = document.press(button, save_name=str(tmp_path / "报送.xlsx"))
    assert outcome.done and outcome.suggested[0].endswith("）.xlsx")
    assert len(perfeval_xl.check(tmp_path / "报送.xlsx").forms) == 13


@pytest.mark.parametrize("button", ["publish", "seal", "import_final_accounts"])
def test_cancelling_a_dialogue_does_nothing(button, lukou):
    before = lukou.looks()
    assert lukou.press(button) == (True, [], [], lukou.press(button).suggested)
    assert lukou.looks() == before


def test_the_health_of_libreoffice_is_told(calc, examples):
    level, said = calc(examples / "consistent-2024.xlsx").press("check_environment").said[0]
    assert "正常　LibreOffice：版本 " in said and "python-calamine" not in said
    assert "没有装绩效自评扩展" in said and EXTENSION not in said  # here it is not installed


def test_a_document_that_was_never_saved_has_a_name_and_no_path(calc):
    document = calc()
    document.put("Sheet1", "A1", "通讯录")
    outcome = document.press("seal", save_name=None)
    assert outcome.done and outcome.suggested[0].endswith("（封存）.xlsx")
