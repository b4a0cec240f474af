"""The committed templates, and the macros that lie in the package for them, are what the sources make."""

import zipfile

import openpyxl

from perfeval_xl.hosts.excel.template import CODE_NAMES, PROJECT, WORKBOOK
from perfeval_xl.io.vba import structure_faults
from workbooks import build_template, made_files


def parts(path):
    """Every part with its name and its bytes."""
    with zipfile.ZipFile(path) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


def test_nothing_is_stale():
    assert made_files.stale(build_template.built()) == [], "run python workbooks/build_template.py"


def test_two_builds_are_the_same_files_to_the_byte():
    assert build_template.built() == build_template.built()


def test_with_macros_it_is_the_same_workbook_but_for_the_first_sheet(workbooks):
    plain, macros = (openpyxl.load_workbook(workbooks / f"{build_template.NAME}.{kind}") for kind in ("xlsx", "xlsm"))
    assert macros.sheetnames == plain.sheetnames
    for sheet in plain.worksheets[1:]:
        mine, theirs = ([(cell.coordinate, cell.value) for row in one.iter_rows() for cell in row] for one in (sheet, macros[sheet.title]))
        assert mine == theirs, sheet.title


def test_its_macros_are_sound_and_fit_its_sheets(workbooks):
    found = parts(workbooks / f"{build_template.NAME}.xlsm")
    with open(PROJECT, "rb") as file:
        assert found["xl/vbaProject.bin"] == file.read()
    assert structure_faults(found["xl/vbaProject.bin"], CODE_NAMES) == []
    assert f'codeName="{WORKBOOK}"'.encode() in found["xl/workbook.xml"]
    assert b"application/vnd.ms-excel.sheet.macroEnabled.main+xml" in found["[Content_Types].xml"]
