"""预算执行得分 and 执行率 of the forms, computed by LibreOffice without functions, are those of PERF_EXEC_SCORE and PERF_RATE."""

import io

import openpyxl
import pytest
import xlsxwriter

from perfeval_xl.core.profiles import packaged_profile, profile_names
from perfeval_xl.functions import call
from perfeval_xl.io.template.funds import project_funds
from perfeval_xl.io.template.names import SETTINGS
from perfeval_xl.io.template.package import finished
from perfeval_xl.io.template.page import Page
from perfeval_xl.io.template.settings import settings
from perfeval_xl.io.template.styles import Styles
from tests.support.calc import recomputed
from tests.support.office import program

pytestmark = pytest.mark.skipif(program() is None, reason="LibreOffice is not installed: native formulas not recomputed")
SHEET, ROWS = "案例", 4  # rows that the funds block of one case takes
# executed, budget: published figures, edges, and rates from 85.05 % to 100.05 %, where rounding is decided.
CASES = [
    (1489.93, 1535.92), (560.05, 564.82), (950, 960), (84, 84), (0, 100), (120, 100), (0.01, 3), (1, 3), (2, 3), (-5, 100), (5, -100),
    (100, 0), (0, 0), (132.5, 132.4999),
    *((round(85.05 + step * 0.05, 2), 100) for step in range(301)),
]  # fmt: skip
# One profile for each way of rounding and each weight of the execution.
PROFILES = {(profile.score_decimals, profile.execution_weight): profile.name for profile in map(packaged_profile, profile_names())}


def _workbook(profile):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    styles = Styles(book)
    sheet = book.add_worksheet(SHEET)
    book.add_worksheet(SETTINGS)
    settings(book, styles, profile, 2024)
    page = Page(book, SHEET, styles, "#000000")
    for number, figures in enumerate(CASES):
        project_funds(page, number * ROWS, profile, "$Z$1")
        for col, figure in zip((6, 4), figures):
            sheet.write_number(number * ROWS + 1, col, figure)
    book.close()
    return finished(out.getvalue())


@pytest.mark.parametrize("name", PROFILES.values())
def test_rate_and_score_are_those_of_the_functions(name, tmp_path):
    profile = packaged_profile(name)
    path = tmp_path / "执行.xlsx"
    path.write_bytes(_workbook(profile))
    sheet = openpyxl.load_workbook(recomputed(path, tmp_path), data_only=True)[SHEET]
    wrong = []
    for number, (executed, budget) in enumerate(CASES):
        row = number * ROWS + 1
        weight, rate, score = (sheet.cell(row, col).value for col in (9, 10, 11))
        expected = call("PERF_EXEC_SCORE", (executed, budget, weight, name))
        if score != getattr(expected, "code", expected):
            wrong.append((executed, budget, score, expected))
        if budget:
            assert rate == pytest.approx(call("PERF_RATE", (executed, budget)), rel=1e-14)
        else:
            assert not rate
    assert not wrong, f"{len(wrong)} of {len(CASES)}: {wrong[:12]}"
