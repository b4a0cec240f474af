"""The very macros of the workbooks, compiled and run by LibreOffice; only the transport answers by itself.

LibreOffice swallows errors of compilation: what counts is what the cells hold afterwards. It shows an error value that a
macro returns as the words "Error 2042".
"""

from pathlib import Path

import pytest
import xlsxwriter

from perfeval_xl.hosts.excel.project import excel_project
from tests.support.libreoffice import ran

from ...conftest import ROOT

TRANSPORT = (Path(__file__).parent / "PerfTransport.bas").read_text(encoding="ascii")
SHEETS = ("Sheet1", "Sheet2")
HELP = ("ThisWorkbook.Workbook_Open", "PerfFunctions.PerfRegisterFunctions")
# Formula → what LibreOffice shows of it.
FORMULAS = {
    "PERF_RATE(A1,B1)": "v|0.75",  # ranges arrive as values
    "PERF_RATE(3,4)": "v|0.75",
    "PERF_RATE(A1,B3)": "s|Error 2007",  # an empty cell is empty, not zero; and an error is an error
    'PERF_RULE("#N/A")': "s|Error 2042",
    'PERF_RULE("#VALUE!")': "s|Error 2015",
    'PERF_RULE("#NAME?")': "s|Error 2029",
    'PERF_RULE("#REF!")': "s|Error 2023",
    'PERF_RULE("#NUM!")': "s|Error 2036",
    'PERF_RULE("#NULL!")': "s|Error 2000",
    'PERF_RULE("#SPILL!")': "s|Error 2045",
    'PERF_RULE("# 1")': "s|# 1",  # a text that only begins like one stays a text
    'PERF_EXPLAIN(A1,A1:B2,5,"x")': "s|Double;Variant();Double;String;",
    "PERF_EXPLAIN(A3,A2)": "s|Empty;String;",
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory) -> dict[str, str]:
    """A workbook after its functions computed and its macros ran."""
    return computed(list(FORMULAS), tmp_path_factory, "PerfButtons.PerfValidate", *HELP)


def computed(formulas: list[str], tmp_path_factory, *macros: str) -> dict[str, str]:
    """What LibreOffice shows of a workbook with the formulas in column D, after the macros ran."""
    folder = tmp_path_factory.mktemp("macros")
    project, workbook = folder / "vbaProject.bin", folder / "按钮 与函数.xlsm"
    project.write_bytes(excel_project(str(ROOT / "workbooks" / "vba"), SHEETS, transport=TRANSPORT))
    with xlsxwriter.Workbook(workbook) as made:
        made.add_vba_project(str(project))
        made.set_vba_name("ThisWorkbook")
        sheet = made.add_worksheet("整体 表")
        for one, code_name in zip((sheet, made.add_worksheet("项目表")), SHEETS):
            one.set_vba_name(code_name)
        sheet.write_row("A1", [3, 4])
        sheet.write("A2", "≥3天")
        for row, formula in enumerate(formulas):
            sheet.write_formula(row, 3, "=" + formula, None, "?")
        sheet.write_array_formula("F1:G2", "{=PERF_CHECK(A1:B2)}", None, "?")
        sheet.insert_button("J4", {"macro": "PerfValidate", "caption": "一键校验"})
    return ran(workbook, macros, folder)


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_function_gives_a_value_or_an_error_and_never_text_for_an_error(shown, formula):
    assert shown[at("D", list(FORMULAS).index(formula) + 1)] == FORMULAS[formula]


def test_an_array_comes_back_cell_by_cell_and_the_function_knows_where_its_range_is(shown):
    cells = [shown[at(*place)] for place in (("F", 1), ("G", 1), ("F", 2), ("G", 2))]
    assert cells == ["s|'整体 表'!A1:B2", "s|Error 2042", "s|#S05", "v|2.5"]


def test_a_lost_connection_is_made_anew_and_the_answer_comes_all_the_same(shown):
    """PERF_RULE loses it once, the button asks for a fresh one: with the first, three."""
    assert shown[at("Z", 1)] == "s|3"


def test_a_button_presses_in_the_workbook_that_is_active(shown):
    assert shown["PerfButtons.PerfValidate"] == "ran"
    assert shown[at("Z", 3)] == "s|validate in Workbook"


def test_a_button_on_a_sheet_is_bound_to_its_macro(shown):
    assert "PerfButtons.PerfValidate?" in shown["一键校验"]


def test_help_is_registered_or_passed_over(shown):
    assert {macro: shown[macro] for macro in HELP} == dict.fromkeys(HELP, "ran")


def test_without_python_the_function_is_as_good_as_not_there_and_nothing_waits(tmp_path_factory):
    """#NAME?, so that the formula's own fallback computes; one cell tries twice, the others do not try at all."""
    shown = computed(["PERF_GRADE(96)", "PERF_GRADE(80)", 'PERF_GRADE(60,"x")'], tmp_path_factory)
    assert [shown[at("D", row)] for row in (1, 2, 3)] == ["s|Error 2029"] * 3
    assert shown[at("Z", 2)] == "s|2"


def at(column: str, row: int) -> str:
    """A cell of the first sheet, as LibreOffice spells it."""
    return f"$'整体 表'.${column}${row}"
