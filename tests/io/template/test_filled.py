"""The template filled in with the figures of an example and recomputed by LibreOffice: same scores, same findings."""

import json

import openpyxl
import pytest

import perfeval_xl
from perfeval_xl.functions import call
from perfeval_xl.hosts.excel.project import excel_project
from perfeval_xl.hosts.excel.template import CODE_NAMES, template_macros
from perfeval_xl.io.template import names, template
from tests.support.calc import recomputed
from tests.support.filled_template import filled
from tests.support.libreoffice import ran
from tests.support.office import program
from tests.support.socket_python import python

pytestmark = pytest.mark.skipif(program() is None, reason="LibreOffice is not installed: filled templates not recomputed")
PROFILES = {"zhuzhou-2024": "zhuzhou-2024", "consistent-2024": "hunan-2022"}
# What was published and cannot happen in a template, where a sum is a formula: one left empty, one of an empty table 0.
ONLY_PUBLISHED = {
    ("F08", "F08/整体自评表/按收入性质分", "info"),
    ("F08", "F08/整体自评表/按支出性质分", "info"),
    ("K14", "K14/国有资本经营预算财政拨款支出决算表/合计行填法", "info"),
}


# Which engine computes: the functions through the macros of the .xlsm, or the formulas of the .xlsx alone.
ENGINES = ("functions", "formulas")


@pytest.fixture(scope="module", params=[(name, engine) for name in PROFILES for engine in ENGINES], ids="-".join)
def case(request):
    return request.param


@pytest.fixture(scope="module")
def name(case):
    return case[0]


@pytest.fixture(scope="module")
def computed(case, root, tmp_path_factory):
    """The path of the filled and recomputed template."""
    name, engine = case
    folder = tmp_path_factory.mktemp("filled")
    facts = json.loads((root / "workbooks" / "facts" / f"{name}.json").read_text(encoding="utf-8"))
    compute = by_functions if engine == "functions" else by_formulas
    return compute(name, lambda blank: filled(blank, facts, PROFILES[name]), folder, root)


def by_formulas(name, fill, folder, root):
    path = folder / f"{name}.xlsx"
    path.write_bytes(fill(template(2024, PROFILES[name])))
    return recomputed(path, folder)


def by_functions(name, fill, folder, root):
    path, saved = folder / f"{name}.xlsm", folder / f"{name}.xlsx"
    with python() as answering:
        project = excel_project(str(root / "workbooks" / "vba"), CODE_NAMES, transport=answering.transport)
        path.write_bytes(fill(template(2024, PROFILES[name], template_macros(project))))
        answering.reads(path)
        ran(path, (), folder, saved)
    assert {one for _, one in answering.asked} == {"PERF_SCORE", "PERF_EXEC_SCORE"}
    return saved


@pytest.fixture(scope="module")
def runs(name, computed, examples):
    return perfeval_xl.check(str(computed)), perfeval_xl.check(str(examples / f"{name}.xlsx"), PROFILES[name])


def told(run):
    return {(finding.rule, finding.key, finding.severity) for finding in run.findings}


def test_the_findings_are_those_of_the_example(runs):
    mine, theirs = map(told, runs)
    assert mine == theirs - ONLY_PUBLISHED


def test_functions_that_are_not_there_are_no_errors_of_the_form(runs):
    """The hidden columns that ask for the add-in are #NAME? without it; nobody need mend them."""
    mine, theirs = ({(one.rule, one.cell, one.reason) for one in run.unchecked} for run in runs)
    assert mine <= theirs


def test_the_scores_are_those_of_the_example(runs):
    mine, theirs = (
        sorted((form["kind"], form["computed_total"], form["weight_total"], form["stated_total"]) for form in run.to_dict()["forms"] if "computed_total" in form)
        for run in runs
    )
    assert mine == theirs and mine


def test_every_score_and_rate_is_what_the_function_says(name, computed):
    book = openpyxl.load_workbook(computed, data_only=True)
    compared = 0
    for sheet in (book[title] for title in (names.WHOLE, *names.PROJECTS) if title in book.sheetnames):
        header = next(cell.row for cell in sheet["D"] if cell.value == "三级指标")
        for row in range(header + 1, sheet.max_row + 1):
            target, actual, weight, score, manual = (sheet[f"{col}{row}"].value for col in "FHIJM")
            if target is None or manual is not None:
                continue
            level2 = next(sheet[f"C{up}"].value for up in range(row, header, -1) if sheet[f"C{up}"].value)
            assert score == call("PERF_SCORE", (target, actual, weight, f"、{level2}", PROFILES[name])), (sheet.title, row)
            compared += 1
        funds = next(cell.row for cell in sheet["I"] if cell.value == "分值") + 1
        budget, executed = sheet[f"E{funds}"].value, sheet[f"G{funds}"].value
        assert sheet[f"J{funds}"].value == pytest.approx(call("PERF_RATE", (executed, budget)), rel=1e-14)
        assert sheet[f"K{funds}"].value == call("PERF_EXEC_SCORE", (executed, budget, 10, PROFILES[name]))
    assert compared >= 5


def test_the_first_sheet_says_which_engine_computed(case, computed):
    cover = openpyxl.load_workbook(computed, data_only=True)[names.COVER]
    shown = {row[0].value: row[2].value for row in cover.iter_rows() if row[0].value}
    engine = {"functions": "perfeval-xl 函数", "formulas": "表内公式（没有启用函数；超出公式范围的显示 #N/A，由人定分）"}
    assert shown["得分由谁计算"] == engine[case[1]]
    assert shown["年度和方案"].startswith("2024年度，")
    assert shown["整体自评表分值"] == "合计 100 分" and shown["决算收支总计"] == "相等"
    assert shown["要由人定分的指标"] == "没有"
