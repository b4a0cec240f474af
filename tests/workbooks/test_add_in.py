"""workbooks/perfeval.xlam: what is committed is what the sources make, and Excel is told that it is an add-in."""

import zipfile
from xml.etree import ElementTree

import pytest

from perfeval_xl.io.vba import structure_faults
from workbooks import build_add_in, made_files

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@pytest.fixture(scope="module")
def parts(workbooks) -> dict[str, bytes]:
    return _parts(workbooks / "perfeval.xlam")


def test_it_is_made_of_the_sources_as_they_are():
    assert made_files.stale(build_add_in.built()) == [], "run python workbooks/build_add_in.py"


def test_two_builds_are_the_same_file_to_the_byte():
    assert build_add_in.built() == build_add_in.built()


def test_its_macros_are_sound_and_fit_its_sheet(parts):
    assert structure_faults(parts["xl/vbaProject.bin"], ["Sheet1"]) == []
    assert b'codeName="Sheet1"' in parts["xl/worksheets/sheet1.xml"]
    assert b'codeName="ThisWorkbook"' in parts["xl/workbook.xml"]


def test_excel_takes_it_for_an_add_in_with_a_hidden_window(parts):
    assert b"application/vnd.ms-excel.addin.macroEnabled.main+xml" in parts["[Content_Types].xml"]
    assert b'<workbookView visibility="hidden"' in parts["xl/workbook.xml"]


def test_the_ribbon_is_found(parts, workbooks):
    relations = ElementTree.fromstring(parts["_rels/.rels"]).findall(_RELATIONS)
    targets = {one.get("Target"): one.get("Type") for one in relations}
    assert targets["customUI/customUI14.xml"] == (
        "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
    )
    assert parts["customUI/customUI14.xml"] == (workbooks / "vba" / "ribbon.xml").read_bytes()
    assert len({one.get("Id") for one in relations}) == len(relations)


def _parts(path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {info.filename: package.read(info) for info in package.infolist()}
