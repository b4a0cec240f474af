"""A workbook that was marked in Excel and saved there is cleared by the command: the fills stand there in the short spelling."""

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from perfeval_xl.annotation import annotate, clear
from perfeval_xl.core.findings_sheet import PREVIOUS_FILL, SHEET


@pytest.fixture
def marked_live(examples, tmp_path):
    """An annotated copy saved by another program, with the previous fills as the live host writes them."""

    def make(spelling: str):
        annotate(str(examples / "lukou-2022.xlsx"), str(tmp_path / "marked.xlsx"))
        book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
        sheet = book["校验结果"]
        header = next(row for row in sheet.iter_rows() if any(cell.value == PREVIOUS_FILL for cell in row))
        column = next(cell.column for cell in header if cell.value == PREVIOUS_FILL)
        for row in range(header[0].row + 1, sheet.max_row + 1):
            if sheet.cell(row, column).value:
                sheet.cell(row, column, spelling)
        assert any(cell.value == SHEET for cell in header)
        book.save(tmp_path / "saved.xlsx")
        return tmp_path / "saved.xlsx"

    return make


@pytest.mark.parametrize(("spelling", "colour"), [("rgb:00B0F0", "FF00B0F0"), ("none", None), ("黄色", None)])
def test_the_fill_comes_back(marked_live, spelling, colour, tmp_path):
    path = marked_live(spelling)
    before = openpyxl.load_workbook(path)["整体自评表"]
    coloured = [cell.coordinate for row in before.iter_rows() for cell in row if cell.comment]
    assert clear(str(path), str(tmp_path / "clear.xlsx"))
    after = openpyxl.load_workbook(tmp_path / "clear.xlsx")
    assert coloured and after.sheetnames == ["整体自评表"]
    solid = PatternFill("solid", fgColor=colour) if colour else PatternFill()
    for coordinate in coloured:
        cell = after["整体自评表"][coordinate]
        assert cell.comment is None and cell.fill.fill_type == solid.fill_type
        assert colour is None or cell.fill.fgColor.rgb == colour
