"""What is committed is what the builder makes, and holds nothing that must not be published."""

import json
import re
import zipfile

import openpyxl
import pytest

NAMES = ("quyuan-2024", "lukou-2022", "zhuzhou-2024", "yueyang-2021", "consistent-2024")
FROM_DOCUMENTS = NAMES[:4]
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
IDENTITY_CARD = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


def parts(path):
    """Every part with its name, its time stamp and its bytes, in the order of the file."""
    with zipfile.ZipFile(path) as package:
        return [(info.filename, info.date_time, package.read(info)) for info in package.infolist()]


@pytest.mark.parametrize("name", NAMES)
def test_the_builder_reproduces_the_committed_workbook(name, workbooks, rebuilt):
    # Part by part: the compressed bytes also depend on the zlib build of the machine.
    assert parts(rebuilt / "examples" / f"{name}.xlsx") == parts(workbooks / "examples" / f"{name}.xlsx")


def test_two_builds_are_the_same_file_to_the_byte(workbooks, rebuilt, tmp_path):
    from example_builder import build_all

    for path in build_all(workbooks / "facts", tmp_path / "examples", tmp_path / "cells"):
        assert path.read_bytes() == (rebuilt / "examples" / path.name).read_bytes()


@pytest.mark.parametrize("name", FROM_DOCUMENTS)
def test_the_map_from_document_lines_to_cells_is_fresh(name, workbooks, rebuilt):
    committed = (workbooks / "facts" / "cells" / f"{name}.json").read_text(encoding="utf-8")
    assert (rebuilt / "cells" / f"{name}.json").read_text(encoding="utf-8") == committed


def test_there_is_no_example_without_facts(workbooks):
    assert {path.stem for path in (workbooks / "examples").glob("*.xlsx")} == set(NAMES)
    assert {path.stem for path in (workbooks / "facts").glob("*.json")} == set(NAMES)
    assert {path.stem for path in (workbooks / "facts" / "cells").glob("*.json")} == set(FROM_DOCUMENTS)


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_holds_values_only(name, workbooks):
    book = openpyxl.load_workbook(workbooks / "examples" / f"{name}.xlsx")
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("n", "s"), f"{sheet.title}!{cell.coordinate}: {cell.value!r}"
                assert cell.value != "", f"{sheet.title}!{cell.coordinate} is an empty text, not empty"


def test_a_target_published_with_an_equals_sign_stays_a_text(workbooks):
    sheet = openpyxl.load_workbook(workbooks / "examples" / "zhuzhou-2024.xlsx")["整体自评表"]
    texts = {cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}
    assert {"=1755.87万元", "=1489.93万元", "=1天"} <= texts


@pytest.mark.parametrize("name", NAMES)
def test_nobody_can_be_identified(name, workbooks):
    book = openpyxl.load_workbook(workbooks / "examples" / f"{name}.xlsx")
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    texts.append((workbooks / "facts" / f"{name}.json").read_text(encoding="utf-8"))
    for text in texts:
        assert set(MOBILE.findall(text)) <= {"13800000000"}
        assert not IDENTITY_CARD.search(text)


@pytest.mark.parametrize("name", NAMES)
def test_every_sheet_prints_on_a4_one_page_wide(name, workbooks):
    for sheet in openpyxl.load_workbook(workbooks / "examples" / f"{name}.xlsx"):
        # A missing fitToWidth is the format's default, one page.
        assert sheet.page_setup.paperSize == 9 and sheet.page_setup.fitToWidth in (None, 1), sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title


def test_a_full_rate_is_also_written_as_a_number_with_a_percent_format(workbooks):
    facts = json.loads((workbooks / "facts" / "quyuan-2024.json").read_text(encoding="utf-8"))
    assert any(1 in row["cells"][3:5] for row in facts["sheets"][5]["indicators"])
    sheet = openpyxl.load_workbook(workbooks / "examples" / "quyuan-2024.xlsx")["项目自评表5"]
    shown = {(cell.value, cell.number_format) for row in sheet["E1:F40"] for cell in row if cell.data_type == "n"}
    assert (1, "0%") in shown
