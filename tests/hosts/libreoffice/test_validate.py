"""一键校验 and 清除标记 in LibreOffice: the findings of the command, one step to undo, nothing typed is lost, nothing is left."""

import json

import openpyxl
import pytest

from perfeval_xl import check
from perfeval_xl.core.edits import COMMENT_START, FILLS
from perfeval_xl.io.reader import read_book
from tests.support.hosts import EXAMPLES, listed
from tests.support.printing import below_the_chart_title, printer

REASON = "=年初预算未含上级追加的专项资金，文件号见附件。"  # begins like a formula


def findings(command, path) -> set[tuple]:
    told = json.loads(command("check", path, "--format", "json").out)["files"][0]["findings"]
    return {(f["key"], f["rule"], f["sheet"], f["cell"], f["message"]) for f in told}


def rows(document) -> set[tuple]:
    return {
        tuple(row[label] for label in ("结论键", "规则码", "工作表", "单元格", "说明")) for row in listed(document.book())
    }


@pytest.mark.parametrize("name", EXAMPLES)
def test_finds_what_the_command_finds_in_the_file_and_in_the_saved_one(name, examples, calc, command, tmp_path):
    path = examples / f"{name}.xlsx"
    document = calc(path)
    outcome = document.press("validate")
    assert outcome.done and [level for level, _ in outcome.said] == ["info"]
    document.store(str(tmp_path / "另存.xlsx"))
    assert rows(document) == findings(command, path) == findings(command, tmp_path / "另存.xlsx")
    assert document.state() == (False, False, True, "校验结果")


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_press_is_one_step_that_can_be_undone_and_done_again(name, examples, calc):
    document = calc(examples / f"{name}.xlsx")
    before = document.looks()
    document.press("validate")
    marked = document.looks()
    assert marked != before and document.undo_steps() == ["写校验结果"]
    assert document.press("clear_marks").said[0][1].startswith("已清除")
    assert document.looks() == before and document.undo_steps() == ["清除标记", "写校验结果"]
    document.undo()
    assert document.looks() == marked
    document.undo()
    assert document.looks() == before
    document.redo()
    assert document.looks() == marked


def test_own_fills_and_comments_come_back(lukou):
    for row in range(5, 28):
        lukou.set("整体自评表", f"A{row}:I{row}", "CellBackColor", (0xFFC7CE, 0x00B0F0, -1)[row % 3])
        lukou.note("整体自评表", f"H{row}", "科室意见：\n已与财务核对")
    before = lukou.looks()
    lukou.press("validate")
    notes = [text for text, _ in lukou.notes_of("整体自评表")]
    assert any(text.startswith("科室意见：\n已与财务核对\n" + COMMENT_START) for text in notes)
    lukou.press("validate")
    lukou.press("clear_marks")
    assert lukou.looks() == before


def test_comments_that_the_file_brings_are_kept(examples, calc, tmp_path):
    """Newer LibreOffice knows their texts in another place than those of comments made in it."""
    own = "科室意见：\n已与财务核对"
    book = openpyxl.load_workbook(examples / "lukou-2022.xlsx")
    for row in range(15, 27):  # rows of indicators, where nothing is merged across 得分
        book.active.cell(row, 8).comment = openpyxl.comments.Comment(own, "财务科")
    book.save(tmp_path / "有批注.xlsx")
    document = calc(tmp_path / "有批注.xlsx")
    before = document.looks()

    def notes(path):
        return {place: text for sheet in read_book(str(path)).sheets for place, text in sheet.comments.items()}

    document.press("validate")
    document.store(str(tmp_path / "标记过.xlsx"))
    marked = notes(tmp_path / "标记过.xlsx")
    assert all(text == own or own + "\n" + COMMENT_START in text or text.startswith(COMMENT_START) for text in marked.values())
    assert any(own + "\n" + COMMENT_START in text for text in marked.values())
    assert set(notes(tmp_path / "有批注.xlsx")) <= {place for place, text in marked.items() if own in text}
    document.undo()
    assert document.looks() == before
    document.redo()
    document.press("clear_marks")
    assert document.looks() == before
    document.store(str(tmp_path / "清除.xlsx"))
    assert notes(tmp_path / "清除.xlsx") == notes(tmp_path / "有批注.xlsx")


def test_marks_have_the_colour_of_their_level_and_comments_that_appear_when_pointed_at(lukou):
    lukou.press("validate")
    row = next(row for row in listed(lukou.book()) if row["级别"] == "核实性")
    assert lukou.ask(row["工作表"], row["单元格"], "CellBackColor") == int(FILLS["warning"], 16)
    notes = lukou.notes_of("整体自评表")
    assert all(text.startswith(COMMENT_START) and not shown for text, shown in notes)


def test_an_explanation_is_kept_and_counts_and_stays_a_text(lukou):
    lukou.press("validate")
    warning = next(row for row in listed(lukou.book()) if row["级别"] == "核实性")
    place = next(
        number for number, row in enumerate(lukou.book().sheet("校验结果").rows, 1) if warning["结论键"] in row
    )
    lukou.type("校验结果", f"J{place}", REASON)
    assert "1 条已说明" in lukou.press("validate").said[0][1]
    again = next(row for row in listed(lukou.book()) if row["结论键"] == warning["结论键"])
    assert again["核实说明"] == REASON and not lukou.book().sheet("校验结果").formulas
    assert lukou.sheets() == ["整体自评表", "校验结果"]


def test_the_sheet_of_findings_works_in_excel_too(lukou, tmp_path):
    """Links, filter, frozen header, hidden columns, print set-up, chart: what LibreOffice saves, another reader finds."""
    lukou.press("validate")
    lukou.store(str(tmp_path / "另存.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "另存.xlsx")["校验结果"]
    assert sheet.freeze_panes == "A6" and sheet.auto_filter.ref.startswith("A5:O")
    assert sheet.column_dimensions["K"].hidden and not sheet.column_dimensions["J"].hidden
    assert sheet["D6"].hyperlink.location.replace("'", "") == f"整体自评表!{sheet['D6'].value}"
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToWidth == 1
    assert sheet.print_title_rows == "$5:$5" and len(sheet._charts) == 1
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {f"A{row}:J{row}" for row in range(1, 5)}


@pytest.mark.skipif(not printer(), reason="pdftotext is not installed: the printed chart was not read")
def test_the_chart_names_every_form(examples, calc, tmp_path):
    path = examples / "quyuan-2024.xlsx"
    document = calc(path)
    document.press("validate")
    document.print_to(str(tmp_path / "校验结果.pdf"))
    forms = {finding.form for finding in check(path).findings if finding.counts}
    assert len(forms) == 6
    assert not [form for form in forms if form not in below_the_chart_title(tmp_path / "校验结果.pdf")]


def test_marks_of_the_command_are_cleared_by_the_button(examples, calc, command, tmp_path):
    """The command tells colours of the theme, which LibreOffice has to look up in the file."""
    book = openpyxl.load_workbook(examples / "lukou-2022.xlsx")
    colour = openpyxl.styles.Color(theme=4, tint=0.5)
    for row in book.active.iter_rows():
        for cell in row:
            cell.fill = openpyxl.styles.PatternFill("solid", fgColor=colour)
    book.save(tmp_path / "主题色.xlsx")
    command("annotate", tmp_path / "主题色.xlsx", "-o", tmp_path / "标记过.xlsx")
    before, document = calc(tmp_path / "主题色.xlsx").looks(), calc(tmp_path / "标记过.xlsx")
    assert document.press("clear_marks").done
    after = document.looks()
    assert [sheet[:4] for sheet in after] == [sheet[:4] for sheet in before]
    assert [sheet[6:8] for sheet in after] == [sheet[6:8] for sheet in before]


def test_marks_of_the_button_are_cleared_by_the_command(lukou, command, tmp_path):
    lukou.press("validate")
    lukou.store(str(tmp_path / "另存.xlsx"))
    assert command("clear", tmp_path / "另存.xlsx", "-o", tmp_path / "清除.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "清除.xlsx")
    assert book.sheetnames == ["整体自评表"]
    assert not any(cell.comment for row in book.active.iter_rows() for cell in row)


def test_a_filtered_sheet_is_marked_in_its_hidden_rows_too(lukou):
    lukou.hide_rows("整体自评表", 15, 25)
    before = lukou.looks()
    lukou.press("validate")
    assert any(row["单元格"].endswith("20") for row in listed(lukou.book()))
    lukou.press("clear_marks")
    assert lukou.looks() == before
