"""Where the macros come in: functions called from a cell, buttons pressed in a workbook."""

import pytest

from perfeval_xl import macros
from perfeval_xl.core.cells import parse_address
from perfeval_xl.functions import Caller, Workbook, call
from perfeval_xl.hosts.buttons import BUTTONS
from perfeval_xl.hosts.excel import entry
from perfeval_xl.io.reader import read_book
from tests.support.excel.com_side import CallingCell
from tests.support.excel.model import com_error, opened
from tests.support.excel.xlwings_side import Book


@pytest.fixture(autouse=True)
def no_xlwings(monkeypatch):
    """A COM workbook here is the stand-in's model."""
    monkeypatch.setattr(entry, "_book", Book)
    entry._workbooks().clear()


@pytest.mark.parametrize(
    ("name", "arguments", "value"),
    [
        ("PERF_SCORE", ("≥90%", "81%", 10.0), 9.0),
        ("PERF_SCORE", ((("≥90%",), ("=65个",), (None,)), (("81%",), ("65个",), (None,)), 10.0), ((9.0,), (10.0,), ("",))),
        ("PERF_SCORE", ("持续提升", "部分达成", 10.0), "#N/A"),
        ("PERF_SCORE", ("≥90%", -2146826281, 10.0), "#DIV/0!"),
        ("PERF_RATE", (0.0, 0.0), "#DIV/0!"),
        ("PERF_GRADE", ((96.1, None),), (("优", ""),)),
        ("PERF_NONE", (1.0,), "#NAME?"),
        ("PERF_RATE", (), "#VALUE!"),
    ],
)
def test_a_function_outside_any_workbook(name, arguments, value):
    assert entry.call(name, arguments) == value


def test_a_function_in_a_form_scores_as_the_command_does(examples):
    path = examples / "quyuan-2024.xlsx"
    excel, workbook = opened(path), Workbook(read_book(str(path)))
    for sheet, address in (("整体自评表", "I24"), ("项目自评表1", "H20")):
        caller = Caller(workbook, sheet, *parse_address(address))
        for arguments in ((), ("≥90%", "81.55%", 10.0)):
            expected = call("PERF_SCORE", arguments, caller)
            assert entry.call("PERF_SCORE", arguments, CallingCell(excel, sheet, address)) == expected
    assert entry.call("PERF_SCORE", (), None) == "#N/A"


def test_what_changed_since_the_last_call_counts(examples):
    excel = opened(examples / "quyuan-2024.xlsx")
    cell = CallingCell(excel, "整体自评表", "I24")
    before = entry.call("PERF_SCORE", (), cell)
    excel.sheet("整体自评表").cells[17, 6].value = "12%"
    kept = entry._workbook(Book(excel))
    assert entry._workbook(Book(excel)) is kept
    excel.sheet("整体自评表").cells[5, 9].value = 3.0
    assert entry._workbook(Book(excel)) is not kept
    assert isinstance(before, float)


def test_the_callers_workbook_counts_not_the_active_one(examples):
    first, second = opened(examples / "quyuan-2024.xlsx"), opened(examples / "zhuzhou-2024.xlsx")
    table = ("支出决算表", "合计", "基本支出")
    assert entry.call("PERF_TABLE", table, CallingCell(first, "整体自评表", "A1")) == "#N/A"
    assert isinstance(entry.call("PERF_TABLE", table, CallingCell(second, "整体自评表", "A1")), float)


def test_an_error_of_excel_becomes_an_error_value():
    class Gone:
        @property
        def Worksheet(self):
            raise com_error()

    assert entry.call("PERF_SCORE", (), Gone()) == "#VALUE!"


def test_a_button_is_pressed_and_the_status_bar_given_back(examples):
    excel = opened(examples / "lukou-2022.xlsx")
    assert entry.press("validate", excel)
    assert excel.sheet("校验结果") and excel.state["status_bar"] is False
    assert entry.press("clear_marks", excel) and len(excel.sheets) == 1


def test_an_error_of_excel_is_one_chinese_sentence(examples):
    excel = opened(examples / "lukou-2022.xlsx")
    excel.fail_at = 5
    state = dict(excel.state)
    assert not entry.press("validate", excel)
    (level, said), *more = excel.said
    assert level == "critical" and not more and "Excel 没有完成这一步" in said and excel.state == state


def test_every_button_is_a_function_of_the_macros_and_the_other_way_round():
    assert {one.function for one in BUTTONS} == set(macros.BUTTONS)


def test_a_button_that_there_is_not(examples):
    with pytest.raises(KeyError):
        entry.press("explode", opened(examples / "lukou-2022.xlsx"))
