"""Workbooks of Excel's in LibreOffice and back: formulas compute, and the file that was saved is Excel's again."""

import os
import re
import zipfile

import pytest
import xlsxwriter

from perfeval_xl.functions import call
from perfeval_xl.io.reader import read_book
from tests.architecture.sources import ROOT

TEMPLATE = ROOT / "workbooks" / "绩效自评模板.xlsx"
FORMULAS = {
    "D1": '=IF(A1="","",PERF_SCORE(A1,B1,C1))',
    "D2": '=PERF_SCORE(A2:A2,B2:B2,C2:C2)&"、PERF_SCORE("',
    "D3": '=PERF_EXEC_SCORE(1,2,,"hunan-2024")',
    "D4": "=PERF_RATE(C1,0)",
}
ARRAY = "=PERF_SCORE(A1:A2,B1:B2,C1:C2)"


@pytest.fixture
def workbook(tmp_path):
    """A file as Excel saves it, with the last results in it."""
    path = tmp_path / "excel.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("表")
    for row, cells in enumerate([("≥90%", "81%", 10), ("=65个", "65个", 10)]):
        for col, value in enumerate(cells):
            sheet.write_string(row, col, value) if isinstance(value, str) else sheet.write_number(row, col, value)
    for cell, formula in FORMULAS.items():
        sheet.write_formula(cell, formula, None, 9)
    sheet.write_array_formula("E1:E2", f"{{{ARRAY}}}", None, 9)
    book.close()
    return path


def formulas(path) -> dict[str, str]:
    (sheet,) = read_book(str(path)).sheets
    return alike({f"{'ABCDE'[col]}{row + 1}": text for (row, col), text in sheet.formulas.items()})


def alike(written: dict[str, str]) -> dict[str, str]:
    """A range of one cell (A2:A2) as the cell, which is what newer LibreOffice makes of it."""
    return {cell: re.sub(r"\b([A-Z]+[0-9]+):\1\b", r"\1", text) for cell, text in written.items()}


def raw(path) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read("xl/worksheets/sheet1.xml").decode()


def test_it_is_opened_edited_saved_and_excels_again(calc, workbook, user):
    document = calc(workbook)
    path = user.folder / workbook.name
    document.calculate()  # where LibreOffice knows the names at once, it shows the last results of Excel's
    assert document.values("表", "D1:D4") == [[9.0], ["10、PERF_SCORE("], [5.0], ["#DIV/0!"]]
    assert document.values("表", "E1:E2") == [[9.0], [10.0]]
    assert not document.is_modified() and document.undo_steps() == []
    document.put("表", "B1", "45%")
    written = os.stat(path).st_mtime_ns
    document.save()
    assert raw(path).count("PERFADDIN") == 0
    assert formulas(path) == alike({**FORMULAS, "E1": ARRAY})
    values = read_book(str(path)).sheets[0]
    assert values.value(0, 3) == values.value(0, 4) == call("PERF_SCORE", ("≥90%", "45%", 10.0)) == 5.0
    assert os.stat(path).st_mtime_ns > written
    document.put("表", "B1", "90%")  # and once more: nobody else has changed the file in between
    document.save()
    assert read_book(str(path)).sheets[0].value(0, 3) == 10.0
    assert raw(path).count("PERFADDIN") == 0


def test_functions_of_an_add_in_as_excel_saves_them(calc, workbook, tmp_path, user):
    """Excel writes where an add-in's function comes from, [1]! for the first of its external links."""
    path = tmp_path / "加载项.xlsx"
    with zipfile.ZipFile(workbook) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b">PERF_", b">[1]!PERF_").replace(b",PERF_", b",[1]!PERF_"))
    document = calc(path)
    assert document.values("表", "D1:D4") == [[9.0], ["10、PERF_SCORE("], [5.0], ["#DIV/0!"]]
    document.save()
    assert formulas(user.folder / path.name) == alike({**FORMULAS, "E1": ARRAY})


def test_saved_under_another_name_it_is_excels_too(calc, workbook, user):
    document = calc(workbook)
    other = user.folder / "另存.xlsx"
    document.store(str(other))
    assert formulas(other) == alike({**FORMULAS, "E1": ARRAY})
    again = calc(other)
    assert again.value("表", "D1") == 9.0


def test_a_workbook_of_others_stays_as_it_was_saved(calc, examples, user):
    document = calc(examples / "zhuzhou-2024.xlsx")
    path = user.folder / "zhuzhou-2024.xlsx"
    document.save()
    assert zipfile.ZipFile(path).testzip() is None
    assert not document.is_modified()


def test_a_read_only_workbook_is_opened_all_the_same(desk, workbook, user):
    path = user.given(workbook, "只读.xlsx")
    path.chmod(0o444)
    document = desk.open(path)
    assert document.value("表", "A1") == "≥90%"
    document.close()


@pytest.mark.parametrize("kind", [".xlsx", ".xlsm"])
def test_the_template_computes_with_our_functions(calc, user, kind):
    """With macros too: those of its functions, which only run in Excel, do not stand in the way."""
    template = TEMPLATE.with_suffix(kind)
    document, sheet = calc(template), "整体自评表"
    rows = [("≥90%", "81%", 10.0), ("65个", "65个", 5.0), ("≥90%", "45.5%", 5.0)]
    for number, (target, actual, weight) in enumerate(rows, 14):
        for column, value in zip("FHI", (target, actual, weight)):
            document.put(sheet, f"{column}{number}", value)
    expected = [call("PERF_SCORE", row) for row in rows]
    assert [row[0] for row in document.values(sheet, "P14:P16")] == expected  # 函数得分
    assert [row[0] for row in document.values(sheet, "J14:J16")] == expected  # 得分
    told = {row[0]: row[2] for row in document.values("首页", "A1:C40")}
    assert told["得分由谁计算"] == "perfeval-xl 函数"
    document.save()
    saved = read_book(str(user.folder / template.name)).sheet(sheet)
    before = read_book(str(template)).sheet(sheet)
    assert [saved.value(row, 9) for row in (13, 14, 15)] == expected
    ours = {place: text for place, text in before.formulas.items() if "PERF_" in text}
    assert ours and {place: saved.formulas[place].count("PERF_") for place in ours} == {
        place: text.count("PERF_") for place, text in ours.items()
    }
