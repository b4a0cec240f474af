"""The template printed by LibreOffice: every sheet on the pages it should have, no figure as ####."""

import io
import json

import openpyxl
import pytest

from perfeval_xl.io.template import names, template
from tests.support.filled_template import filled
from tests.support.printing import pages, printed, printer

pytestmark = pytest.mark.skipif(not printer(), reason="LibreOffice or pdftotext is not installed: nothing was printed")

TITLES = {
    names.COVER: "年度部门预算绩效自评",
    names.UNIT: "基本信息",
    names.WHOLE: "年度部门整体支出绩效自评表",
    **dict.fromkeys(names.PROJECTS, "年度项目支出绩效自评表"),
    **{name: name for name in names.ACCOUNTS},
    names.FINDINGS: "绩效校验结果",
    names.SETTINGS: "可用的方案",
}
EMPTY = ("", "mof-standard")
CASES = {EMPTY: names.PROJECTS, ("zhuzhou-2024", "zhuzhou-2024"): (), ("consistent-2024", "hunan-2022"): names.PROJECTS}


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case[0] or "empty")
def case(request):
    return request.param


@pytest.fixture(scope="module")
def sheets(case, root, tmp_path_factory):
    """The text of the pages, which must be as many as the sheets."""
    folder = tmp_path_factory.mktemp("printed")
    name, profile = case
    data = template(2024, profile)
    if name:
        facts = json.loads((root / "workbooks" / "facts" / f"{name}.json").read_text(encoding="utf-8"))
        data = filled(data, facts, profile)
    path = folder / "自评.xlsx"
    path.write_bytes(data)
    return pages(printed(path, folder))


def test_every_sheet_is_one_page(case, sheets):
    """Also one page wide, then: a sheet too wide would have a page with its right half."""
    expected = [name for name in names.SHEETS if name not in names.PROJECTS or name in CASES[case]]
    assert len(sheets) == len(expected)
    for name, page in zip(expected, sheets):
        assert TITLES[name] in page, name


def test_no_figure_is_shown_as_hashes(sheets):
    assert not [page for page in sheets if "##" in page]


def test_the_forms_are_printed_to_their_last_line(case, sheets):
    forms = [page for page in sheets if "支出绩效自评表" in page and "三级指标" in page]
    assert len(forms) == 1 + len(CASES[case])
    assert all("单位负责人签字" in page for page in forms)


def test_pages_are_numbered(sheets):
    for number, page in enumerate(sheets, start=1):
        assert f"第{number}页，共{len(sheets)}页" in page


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """The two pages of a form with long reasons at every indicator, and that of a table with amounts beyond all reason."""
    folder = tmp_path_factory.mktemp("crowded")
    book = openpyxl.load_workbook(io.BytesIO(template(2024, "mof-standard")))
    form, table = book[names.WHOLE], book[names.ACCOUNTS[0]]
    for row in range(14, 30):
        form[f"D{row}"], form[f"K{row}"] = "办件材料无纸化率", "乡镇窗口高拍设备二季度才到位，上半年仍收纸质材料；已补齐设备并开展培训。"
        form.row_dimensions[row].height = 80  # as Excel fits it
    form["D5"], form["E5"], form["N5"] = 12345678901.23, 12345678901.23, 12345678901.23
    for row in range(7, 15):
        table[f"C{row}"] = 98765432109.87
    path = folder / "自评.xlsx"
    book.save(path)
    everything = pages(printed(path, folder))
    start = names.SHEETS.index(names.WHOLE)
    return everything[start], everything[start + 1], everything[names.SHEETS.index(names.ACCOUNTS[0]) + 1]


def test_a_form_that_needs_a_second_page_repeats_its_header(crowded):
    first, second, _ = crowded
    assert "实际完成情况" in first and "实际完成情况" not in second
    assert "三级指标" in first and "三级指标" in second and "单位负责人签字" in second


def test_amounts_wider_than_their_cell_are_still_figures(crowded):
    whole, _, table = crowded
    assert "12,345,678,901.23" in whole and "100.00%" in whole
    assert "98,765,432,109.87" in table and "790,123,456,878.96" in table
    assert not [page for page in crowded if "##" in page]
