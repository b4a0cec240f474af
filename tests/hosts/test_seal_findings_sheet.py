"""What the sheet 校验结果 of a sealed file says is told to be edited, unless only explanations were typed in."""

import json
from pathlib import Path

import openpyxl
import pytest

from perfeval_xl.core.findings_sheet import COLUMNS, SHOWN

EXAMPLE = Path(__file__).parents[2] / "workbooks" / "examples" / "lukou-2022.xlsx"
SHEET, FIRST = "校验结果", 6  # the row of the first finding
REASON = "上年结转项目跨年实施，按合同约定在次年支付"
RETOUCHED = {"sheet": SHEET, "cell": "", "was": "", "now": "里核实说明以外的文字被改动过，结论以重新校验的为准"}


@pytest.fixture
def told(cli, tmp_path):
    """What is said of the sealed example after a change of its sheet 校验结果, which another program saves."""

    def tell(change, *then):
        assert cli("seal", EXAMPLE, "-o", tmp_path / "sealed.xlsx", "--force").code == 0
        book = openpyxl.load_workbook(tmp_path / "sealed.xlsx")
        change(book[SHEET])
        book.save(tmp_path / "changed.xlsx")
        if then:
            assert cli("annotate", tmp_path / "changed.xlsx", "-o", tmp_path / "again.xlsx", *then).code == 0
        path = tmp_path / ("again.xlsx" if then else "changed.xlsx")
        return json.loads(cli("check", path, "--format", "json").out)["files"][0]["sealed"]

    return tell


# -- texts of ours, changed ----------------------------------------------------------------------------------------


def verdict(sheet):
    sheet["A2"] = "通过：没有结论"


def level(sheet):
    sheet.cell(FIRST, 2).value = "提示"


def message(sheet):
    sheet.cell(FIRST, 5).value = "已核对，无误"


def expected(sheet):
    sheet.cell(FIRST, 6).value = "1"


def hidden_columns_taken_out(sheet):
    sheet.delete_cols(len(SHOWN) + 1, sheet.max_column)


def header_taken_out(sheet):
    sheet.delete_rows(FIRST - 1)


def row_gone(sheet):
    sheet.delete_rows(FIRST)


def row_emptied(sheet):
    for cell in sheet[FIRST]:
        cell.value = None


def row_added(sheet):
    sheet.append(["F01", "提示", "整体自评表", "A1", "一条加上去的结论"])


@pytest.mark.parametrize("change", [verdict, level, message, expected, row_gone, row_emptied, row_added, hidden_columns_taken_out, header_taken_out])
def test_a_text_of_it_changed_is_one_sentence(told, cli, tmp_path, change):
    found = told(change)
    assert (found["intact"], found["changes"]) == (False, [RETOUCHED])
    said = cli("check", tmp_path / "changed.xlsx").out
    assert "封存后有 1 处改动" in said and "  “校验结果”里核实说明以外的文字被改动过，结论以重新校验的为准\n" in said


# -- what readers do to it -----------------------------------------------------------------------------------------


def sorted_by_hand(sheet):
    """The visible columns only; the hidden ones stay where they were."""
    rows = [[cell.value for cell in row[: len(SHOWN)]] for row in sheet.iter_rows(FIRST, FIRST + 2)]
    for number, values in enumerate(reversed(rows), FIRST):
        for col, value in enumerate(values, 1):
            sheet.cell(number, col).value = value


def remark_beside(sheet):
    sheet["Z3"] = "已阅"


def remark_below(sheet):
    sheet.cell(sheet.max_row + 2, 1).value = "审核人意见：同意"


def column_put_in(sheet):
    sheet.insert_cols(3)
    sheet["C5"], sheet["C6"] = "经办", "已通知"


def row_put_in_on_top(sheet):
    sheet.insert_rows(1)


def renamed(sheet):
    sheet.title = "结论"


def written_before_there_was_the_mark(sheet):
    sheet.cell(1, COLUMNS.index("行标识") + 1).value = None
    verdict(sheet)


HARMLESS = [sorted_by_hand, remark_beside, remark_below, column_put_in, row_put_in_on_top, renamed, written_before_there_was_the_mark]


@pytest.mark.parametrize("change", HARMLESS)
def test_this_is_no_change(told, change):
    assert told(change)["intact"]


def explained(sheet):
    sheet.cell(FIRST, SHOWN.index("核实说明") + 1).value = REASON


def test_an_explanation_typed_in_is_told_as_one(told):
    assert [change["now"] for change in told(explained)["changes"]] == [f"核实说明：{REASON}"]


def test_made_anew_by_the_bureau_it_is_as_good(told):
    assert told(message, "--profile", "mof-standard")["intact"]
