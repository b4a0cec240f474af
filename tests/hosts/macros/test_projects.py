"""新增项目表: a further project form, laid out as the others, with nothing of the other project left in it."""

import pytest

from perfeval_xl.macros import add_project_sheet, press
from perfeval_xl.macros.projects import next_name
from perfeval_xl.recognition import recognise
from tests.support.hosts import in_memory


@pytest.fixture
def host(examples):
    return in_memory(examples / "consistent-2024.xlsx")


def form_on(host, sheet):
    return next(form for form in recognise(host.book()).forms if form.sheet == sheet)


def test_the_copy_stands_behind_its_pattern_and_is_blank(host):
    pattern = form_on(host, "项目自评表3")
    press(add_project_sheet, host)
    names = [sheet.name for sheet in host.sheets]
    assert names[names.index("项目自评表3") + 1] == "项目自评表4"
    form = form_on(host, "项目自评表4")
    assert form.kind == "project_self_evaluation" and form.box.right == pattern.box.right
    assert form.project_name.blank and form.unit_name.text == pattern.unit_name.text
    assert not any(field.filled for row in form.funds for field in (row.annual_budget, row.executed) if field)
    assert not any(field.filled for one in form.indicators for field in (one.target, one.actual, one.score) if field)
    assert [heading.name for heading in form.headings] == [heading.name for heading in pattern.headings]
    assert host.shown[0] == "项目自评表4"


def test_the_pattern_is_untouched(host):
    before = [list(row) for row in host.sheet("项目自评表3").rows]
    press(add_project_sheet, host)
    assert host.sheet("项目自评表3").rows == before


def test_a_blank_form_is_to_be_used_first(host):
    press(add_project_sheet, host)
    host.said.clear()
    press(add_project_sheet, host)
    assert "“项目自评表4”还空着" in host.said[0][1] and len(host.sheets) == 14


def test_formulas_of_the_form_stay(host):
    field = form_on(host, "项目自评表3").total_score
    host.sheet("项目自评表3").formulas[field.row, field.col] = "SUM(H12:H24)"
    press(add_project_sheet, host)
    copy = host.sheet("项目自评表4")
    assert copy.formulas[field.row, field.col] == "SUM(H12:H24)" and copy.rows[field.row][field.col] != ""


def test_a_workbook_without_project_forms_is_said(examples):
    host = in_memory(examples / "lukou-2022.xlsx")
    assert not press(add_project_sheet, host)
    assert "没有项目支出绩效自评表" in host.said[0][1]


@pytest.mark.parametrize(
    ("name", "taken", "made"),
    [
        ("项目自评表3", ["项目自评表3"], "项目自评表4"),
        ("项目自评表3", ["项目自评表3", "项目自评表4"], "项目自评表5"),
        ("公路养护项目", ["公路养护项目"], "公路养护项目(2)"),
        ("一" * 30 + "9", ["一" * 30 + "9"], "一" * 29 + "10"),
    ],
)
def test_names_go_on_counting(name, taken, made):
    assert next_name(name, taken) == made
