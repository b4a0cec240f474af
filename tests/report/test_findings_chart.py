"""The chart under the table of 校验结果: below the table, printed whole, and high enough for the name of every form."""

import pytest

from perfeval_xl.report.marks import Told, edits
from tests.report.runs import EVERYTHING, finding, run

TOLD = Told("0.1.0", "2026.1", "hunan-2024", "2026-01-05 09:00", "")
ROW = 12.8  # points: the lowest rows that are made, LibreOffice's
NAME = 2 * 11  # points: two lines of a name, into which Excel breaks a long one
TITLE_AND_LEGEND = 50  # points


def project(number: int, name: str = "") -> str:
    return f"项目自评表〔{name or f'第{number}期老旧小区改造'}〕"


def described(names):
    """The sheet of findings of a workbook with one error in each of these forms."""
    return edits(run(*(finding("F01", "error", 6, form=name) for name in names)), TOLD).sheet


def named(sheet) -> list[str]:
    """The names beside the bars."""
    box = sheet.chart.categories
    return [sheet.rows[row].values[box.left] for row in range(box.top, box.bottom + 1)]


@pytest.mark.parametrize("count", [1, 2, 3, 6, 10, 30])
def test_every_form_has_a_bar_with_room_for_its_name(count):
    names = [project(number) for number in range(count)]
    sheet = described(names)
    place = sheet.chart.place
    assert named(sheet) == names
    height = (place.bottom - place.top + 1) * ROW
    assert (height - TITLE_AND_LEGEND) / count >= NAME
    assert place.top > sheet.filtered.bottom and sheet.printed.bottom == place.bottom


def test_a_name_that_leaves_the_bar_no_room_keeps_its_beginning_and_its_end():
    long = "中央财政城镇保障性安居工程补助资金（老旧小区改造配套基础设施）"
    first, second, short = named(described([project(1, f"{long}第一批项目"), project(2, f"{long}第二批项目"), project(3)]))
    assert first == "项目自评表〔中央财政城镇保障性安居工程补…（老旧小区改造配套基础设施）第一批项目〕"
    assert first != second and len(first) <= 41
    assert short == project(3)


def test_each_level_has_its_own_column_of_figures():
    findings = [finding("F01", "error", 6, form=project(1)), *(finding("S03", "warning", row, form=project(2)) for row in (12, 13))]
    sheet = edits(run(*findings), TOLD).sheet
    figures = {one.name: [row.values[one.values.left : one.values.right + 1] for row in sheet.rows[one.values.top :]] for one in sheet.chart.series}
    assert figures == {"逻辑性": [(1,), (0,)], "核实性": [(0,), (2,)]}


def test_nobody_sees_its_figures_and_they_are_not_printed():
    sheet = edits(EVERYTHING, TOLD).sheet
    assert [one.name for one in sheet.chart.series] == ["逻辑性", "核实性", "提示", "未检"]
    columns = {box.left for box in (sheet.chart.categories, *(one.values for one in sheet.chart.series))}
    assert columns <= set(sheet.hidden) and max(columns) < len(sheet.widths) and min(columns) > sheet.printed.right


def test_without_findings_there_is_no_chart():
    assert described([]).chart is None
