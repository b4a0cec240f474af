"""The names of our functions in files: LibreOffice's and Excel's spelling, one turned into the other, both read."""

import io
import time
import zipfile

import pytest
import xlsxwriter

from perfeval_xl.functions import FUNCTIONS
from perfeval_xl.hosts.libreoffice import EXTENSION
from perfeval_xl.io import sheet_part
from perfeval_xl.io.calc_names import ADD_IN, LONG_NAME, for_calc, for_excel, long, short
from perfeval_xl.io.errors import Fault
from perfeval_xl.io.reader import read_bytes

LONG = "CN.PERFEVAL.XL.PERFADDIN."


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_every_function_there_and_back(function):
    formula = f"={function.name}(A1,B1)"
    assert long(formula) == f"={LONG}{function.program_name.upper()}(A1,B1)"
    assert short(long(formula)) == formula
    assert long(long(formula)) == long(formula) and short(formula) == formula


@pytest.mark.parametrize(
    ("excel", "calc"),
    [
        ('=IF(A1="","",PERF_GRADE(A1))&"。"', f'=IF(A1="","",{LONG}PERFGRADE(A1))&"。"'),
        ("=SUM(PERF_RATE(A1,B1),PERF_RATE(A2,B2))", f"=SUM({LONG}PERFRATE(A1,B1),{LONG}PERFRATE(A2,B2))"),
        ("=PERF_SCORE()", f"={LONG}PERFSCORE()"),
    ],
)
def test_within_formulas(excel, calc):
    assert (long(excel), short(calc)) == (calc, excel)


@pytest.mark.parametrize(
    "formula",
    [
        '="写 PERF_SCORE( 的地方"',
        '="用""PERF_GRADE(95)""算"&A1',
        "=MY_PERF_SCORE(A1)",
        "=PERF_NONE(A1)",
        "=PERF_SCORE_OLD",
        "=别的.PERF_SCORE(A1)",
    ],
)
def test_what_is_no_call_of_ours_stays(formula):
    assert long(formula) == formula


@pytest.mark.parametrize("before", ["[1]!", "'perfeval.xlam'!", "_xll.", "_xludf."])
def test_where_excel_says_the_function_comes_from_is_left_out(before):
    assert long(f"=1+{before}PERF_RATE(A1,B1)") == f"=1+{LONG}PERFRATE(A1,B1)"


def test_a_name_that_libreoffice_did_not_know_gets_its_capitals_back():
    assert short('=perf_exec_score(A1,B1)&"perf_rate("') == '=PERF_EXEC_SCORE(A1,B1)&"perf_rate("'
    assert long("=perf_rate(A1,B1)") == f"={LONG}PERFRATE(A1,B1)"


def test_the_sign_by_which_a_part_is_known():
    assert ADD_IN.startswith(EXTENSION) and LONG_NAME + "." == LONG
    assert any(sign.decode() in LONG for sign in sheet_part._AS_CALC_WRITES)


@pytest.fixture
def workbook():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("表")
    sheet.write_string("A1", "PERF_SCORE(")
    sheet.write_formula("B1", '=PERF_GRADE(95)&"<PERF_RATE(>"', None, "优<PERF_RATE(>")
    sheet.write_array_formula("C1:C2", "{=PERF_GRADE(A1:A2)}", None, "优")
    sheet.conditional_format("A1:A2", {"type": "formula", "criteria": '=PERF_GRADE(B1)="差"'})
    sheet.data_validation("A2", {"validate": "custom", "value": "=ISNUMBER(PERF_RATE(1,2))"})
    book.define_name("等级", "=PERF_GRADE(表!$A$1)")
    sheet.insert_image("E5", "x.png", {"image_data": io.BytesIO(PNG)})
    book.close()
    return out.getvalue()


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8ffff3f0005fe02fe"
    "a735818400000000"
    "49454e44ae426082"
)


def parts(data) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_a_file_for_calc_and_back(workbook):
    there = for_calc(workbook)
    before, after = parts(workbook), parts(there)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    sheet, names = after["xl/worksheets/sheet1.xml"].decode(), after["xl/workbook.xml"].decode()
    assert sheet.count(f"{LONG}PERFGRADE(") == 3 and sheet.count(f"{LONG}PERFRATE(1,2)") == 1
    assert "PERF_RATE(" in sheet and f"{LONG}PERFGRADE(表!$A$1)" in names
    assert parts(for_excel(there)) == before


def test_both_spellings_are_read_alike(workbook):
    (sheet,), (other,) = read_bytes(workbook, "a.xlsx").sheets, read_bytes(for_calc(workbook), "a.xlsx").sheets
    assert sheet.formulas == other.formulas
    assert sheet.formulas[0, 1] == '=PERF_GRADE(95)&"<PERF_RATE(>"'
    assert sheet.rows == other.rows


def test_a_file_without_any_is_left_alone(workbook, examples):
    assert for_excel(workbook) is None
    assert for_calc((examples / "zhuzhou-2024.xlsx").read_bytes()) is None


def test_what_is_no_workbook_is_refused(workbook):
    for data in (b"", b"PK\x05\x06", workbook[: len(workbook) // 2]):
        with pytest.raises(Fault):
            for_calc(data)


def test_it_takes_time_in_proportion(tmp_path):
    def taken(rows):
        path = tmp_path / f"{rows}.xlsx"
        book = xlsxwriter.Workbook(path)
        sheet = book.add_worksheet()
        for row in range(rows):
            sheet.write_formula(row, 0, f"=PERF_RATE(B{row + 1},C{row + 1})", None, 1)
        book.close()
        data, times = path.read_bytes(), []
        for _ in range(5):
            start = time.process_time()
            for_calc(data)
            times.append(time.process_time() - start)
        return min(times)

    assert taken(8000) < 20 * max(taken(1000), 0.002)
