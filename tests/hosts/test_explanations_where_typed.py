"""The sheet 校验结果 sorted, merged and typed in as people do: an explanation stays with the finding it was written for."""

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import PatternFill

from perfeval_xl import check
from perfeval_xl.annotation import annotate, clear
from perfeval_xl.core.findings_sheet import COLUMNS, ROW_MARK, SHOWN
from perfeval_xl.publication import publish
from perfeval_xl.sealing import seal

FIRST, KEYS = 6, len(SHOWN)
REASON = "年中追加人员经费，有财政局批复为据"
OWN = ("FFFFF2CC", "FFE2EFDA", "FFD9E1F2")


@pytest.fixture
def copy(examples, tmp_path):
    """渌口区的自评表标记过的副本，每一条须核实的都写了核实说明，各写各的；格子有自己的填充。"""
    book = openpyxl.load_workbook(examples / "lukou-2022.xlsx")
    for row in book.active.iter_rows(max_col=9):
        for cell in row:
            cell.fill = PatternFill("solid", fgColor=OWN[(cell.row + cell.column) % len(OWN)])
    book.save(tmp_path / "报送表.xlsx")
    annotate(str(tmp_path / "报送表.xlsx"), str(tmp_path / "副本.xlsx"))

    def explain(sheet):
        for row in warnings(sheet):
            row[KEYS - 1].value = said_of(row[0].value, row[3].value)

    return edited(tmp_path / "副本.xlsx", explain)


def said_of(rule, cell):
    return f"{rule} 在 {cell}：{REASON}"


def warnings(sheet):
    return [row for row in sheet.iter_rows(min_row=FIRST) if row[1].value == "核实性"]


def edited(path, change):
    book = openpyxl.load_workbook(path)
    change(book["校验结果"])
    book.save(path)
    return path


def sort(sheet, width, column=4):
    """The rows by one column from the last to the first; only the first *width* cells of each row move."""
    rows = [row[:width] for row in sheet.iter_rows(min_row=FIRST) if row[0].value]
    values = sorted(([cell.value for cell in row] for row in rows), key=lambda row: row[column], reverse=True)
    for row, new in zip(rows, values):
        for cell, value in zip(row, new):
            cell.value = value


def explanations(path):
    return [(finding.explanation, said_of(finding.rule, finding.field.cell)) for finding in check(path).findings if finding.explanation]


def fills(path):
    return [cell.fill.fgColor.rgb for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(max_col=9) for cell in row]


class TestSorted:
    @pytest.mark.parametrize("width", [len(SHOWN), len(COLUMNS)], ids=["the visible columns alone", "all of them"])
    def test_each_explanation_stays_with_its_finding(self, copy, width):
        edited(copy, lambda sheet: sort(sheet, width))
        found = explanations(copy)
        assert len(found) == check(copy).explained > 10
        assert [text for text, _ in found] == [text for _, text in found]
        assert not check(copy).unmatched

    def test_by_its_own_filter_the_hidden_columns_come_along(self, copy):
        assert openpyxl.load_workbook(copy)["校验结果"].auto_filter.ref.partition(":")[2].startswith("O")
        assert len(COLUMNS) == 15 and COLUMNS[-1] == ROW_MARK

    def test_every_cell_gets_its_own_fill_back(self, copy, tmp_path):
        edited(copy, lambda sheet: sort(sheet, len(SHOWN)))
        clear(str(copy), str(tmp_path / "还原.xlsx"))
        assert fills(tmp_path / "还原.xlsx") == fills(tmp_path / "报送表.xlsx")

    def test_sealed_so_it_holds_and_a_reworded_one_is_told_where_it_stands(self, copy, tmp_path):
        edited(copy, lambda sheet: sort(sheet, len(SHOWN)))
        seal(str(copy), str(tmp_path / "封存.xlsx"))
        sealed = edited(tmp_path / "封存.xlsx", lambda sheet: sort(sheet, len(SHOWN), column=3))
        assert check(sealed).sealed.intact
        edited(sealed, lambda sheet: setattr(warnings(sheet)[2][KEYS - 1], "value", "改写过的说明：另有批复"))
        (change,) = check(sealed).sealed.changes
        sheet = openpyxl.load_workbook(sealed)["校验结果"]
        assert change.sheet == "校验结果" and sheet[change.cell].value == "改写过的说明：另有批复"


class TestTyped:
    def test_once_for_merged_cells(self, copy):
        """One reason for two findings, its cells merged as in any table."""

        def merge(sheet):
            first, second = warnings(sheet)[:2]
            second[KEYS - 1].value = None
            sheet.merge_cells(f"{first[KEYS - 1].coordinate}:{second[KEYS - 1].coordinate}")

        before = check(copy).explained
        edited(copy, merge)
        assert check(copy).explained == before
        assert len({text for text, _ in explanations(copy)}) == before - 1

    @pytest.mark.parametrize("heading", ["核实说明（单位填写）", "核实\n说明", " 核实说明 "])
    def test_under_a_heading_that_was_added_to(self, copy, tmp_path, heading):
        before = explanations(copy)
        edited(copy, lambda sheet: setattr(sheet.cell(FIRST - 1, KEYS), "value", heading))
        assert explanations(copy) == before
        annotate(str(copy), str(tmp_path / "再次.xlsx"))
        assert openpyxl.load_workbook(tmp_path / "再次.xlsx").sheetnames == openpyxl.load_workbook(copy).sheetnames

    def test_beside_a_column_of_the_users_own_with_a_longer_heading(self, copy):
        def more(sheet):
            sheet.insert_cols(KEYS)
            sheet.cell(FIRST - 1, KEYS).value = "核实说明附件"

        before = explanations(copy)
        edited(copy, more)
        assert explanations(copy) == before

    def test_in_several_colours(self, copy):
        def colour(sheet):
            warnings(sheet)[0][KEYS - 1].value = CellRichText("年中追加", TextBlock(InlineFont(b=True), "人员经费"), "，有批复")

        edited(copy, colour)
        assert "年中追加人员经费，有批复" in {text for text, _ in explanations(copy)}

    @pytest.mark.parametrize("text", ["=年中追加人员经费，有批复", "+年中追加人员经费", "-年中追加人员经费", "@年中追加人员经费", "<b>年中追加</b>&人员经费\n见批复"])
    def test_whatever_it_begins_with_it_is_a_text_and_comes_back(self, copy, tmp_path, text):
        def write(sheet):
            cell = warnings(sheet)[0][KEYS - 1]
            cell.value, cell.data_type = text, "s"

        edited(copy, write)
        annotate(str(copy), str(tmp_path / "再次.xlsx"))
        cells = [row[KEYS - 1] for row in warnings(openpyxl.load_workbook(tmp_path / "再次.xlsx")["校验结果"])]
        assert [cell.data_type for cell in cells if cell.value == text] == ["s"]
        assert text in {found for found, _ in explanations(tmp_path / "再次.xlsx")}


class TestHiddenColumnsTakenOut:
    """As Excel does it by 检查文档, which many run before they hand a workbook in."""

    @pytest.fixture
    def inspected(self, copy):
        return edited(copy, lambda sheet: sheet.delete_cols(KEYS + 1, sheet.max_column))

    def test_an_explanation_goes_with_the_finding_that_its_row_tells(self, copy, inspected):
        found = explanations(inspected)
        assert len(found) == check(inspected).explained > 10 and not check(inspected).unmatched
        assert [text for text, _ in found] == [text for _, text in found]

    def test_what_is_left_is_no_form_and_is_written_anew(self, examples, inspected, tmp_path):
        seen = [(finding.rule, finding.field.cell) for finding in check(inspected).findings]
        assert seen == [(finding.rule, finding.field.cell) for finding in check(examples / "lukou-2022.xlsx").findings]
        annotate(str(inspected), str(tmp_path / "再次.xlsx"))
        assert [name for name in openpyxl.load_workbook(tmp_path / "再次.xlsx").sheetnames if "校验" in name] == ["校验结果"]
        assert len(explanations(tmp_path / "再次.xlsx")) == len(explanations(inspected))
        assert clear(str(inspected), str(tmp_path / "清除.xlsx"))
        assert openpyxl.load_workbook(tmp_path / "清除.xlsx").sheetnames == openpyxl.load_workbook(examples / "lukou-2022.xlsx").sheetnames

    def test_a_figure_changed_leaves_the_explanation_waiting_without_a_finding(self, inspected):
        book = openpyxl.load_workbook(inspected)
        given = check(inspected).explained
        warned = next(finding for finding in check(inspected).findings if finding.explanation and finding.field.number)
        book.worksheets[0][warned.field.cell] = 77.7
        book.save(inspected)
        run = check(inspected)
        assert run.explained < given and run.explained + len(run.unmatched) + len([f for f in run.findings if f.reopened]) == given
        assert said_of(warned.rule, warned.field.cell) in [one.text for one in run.unmatched]

    def test_without_its_header_it_is_no_form_either_and_stays_but_in_public(self, examples, copy, tmp_path):
        edited(copy, lambda sheet: sheet.delete_rows(FIRST - 1))
        assert len(check(copy).findings) == len(check(examples / "lukou-2022.xlsx").findings)
        annotate(str(copy), str(tmp_path / "再次.xlsx"))
        assert [name for name in openpyxl.load_workbook(tmp_path / "再次.xlsx").sheetnames if "校验" in name] == ["校验结果", "校验结果(2)"]
        publish(str(copy), str(tmp_path / "公开.xlsx"), force=True)
        assert openpyxl.load_workbook(tmp_path / "公开.xlsx").sheetnames == openpyxl.load_workbook(examples / "lukou-2022.xlsx").sheetnames
