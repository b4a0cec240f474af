"""公式转为数值: every kind of formula goes, every value stays, and nothing else is touched."""

import io

import openpyxl
import pytest
import xlsxwriter

from perfeval_xl.core.book import UNCACHED
from perfeval_xl.io.errors import UnreadableFile
from perfeval_xl.io.patch.values import freeze, with_values
from perfeval_xl.io.patch.work import Work
from perfeval_xl.io.reader import read_bytes


def rows(inside, prefix=""):
    name = f"{prefix}sheetData"
    return f"<{prefix}worksheet><{name}>{inside}</{name}><{prefix}extLst><xm:f>A1</xm:f></{prefix}extLst></{prefix}worksheet>"


CELLS = {
    "a plain formula": ('<c r="A1"><f>B1*2</f><v>4</v></c>', '<c r="A1"><v>4</v></c>'),
    "one with a text": ('<c r="A1" s="3" t="str"><f>A2&amp;"x"</f><v>甲</v></c>', '<c r="A1" s="3" t="str"><v>甲</v></c>'),
    "one with an error": ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '<c r="A1" t="e"><v>#DIV/0!</v></c>'),
    "the first of a shared one": (
        '<c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c>', '<c r="A1"><v>1</v></c>',
    ),
    "a follower": ('<c r="A2"><f t="shared" si="0"/><v>2</v></c>', '<c r="A2"><v>2</v></c>'),
    "an array": ('<c r="A1"><f t="array" ref="A1:A3">B1:B3</f><v>1</v></c>', '<c r="A1"><v>1</v></c>'),
    "one that fills others": ('<c r="A1" cm="1" s="2"><f t="array" ref="A1:A3">U(B)</f><v>1</v></c>', '<c r="A1" s="2"><v>1</v></c>'),
    "a data table": ('<c r="A1"><f t="dataTable" ref="A1:B2" dt2D="1" r1="C1"/><v>1</v></c>', '<c r="A1"><v>1</v></c>'),
    "one written as CDATA": ('<c r="A1"><f><![CDATA[IF(1<2,"</f>",3)]]></f><v>1</v></c>', '<c r="A1"><v>1</v></c>'),
    "one on several lines": ('<c r="A1">\n  <f\n ca="1">NOW()\n</f>\n  <v>1</v></c>', '<c r="A1">\n  \n  <v>1</v></c>'),
    "a text that looks like one": ('<c r="A1" t="inlineStr"><is><t>&lt;f&gt;</t></is></c>',) * 2,
    "a comment that looks like one": ('<c r="A1"><!-- <f>1</f> --><v>1</v></c>',) * 2,
    "no formula": ('<c r="A1" t="s"><v>0</v></c>',) * 2,
}  # fmt: skip


@pytest.mark.parametrize("before, after", CELLS.values(), ids=CELLS)
def test_the_formula_goes_and_the_value_stays(before, after):
    assert with_values(rows(before)) == rows(after)


def test_with_prefixes():
    assert with_values(rows("<x:c><x:f>1+1</x:f><x:v>2</x:v></x:c>", "x:")) == rows("<x:c><x:v>2</x:v></x:c>", "x:")


@pytest.mark.parametrize("text", ["<worksheet><sheetData/></worksheet>", "<chartsheet><f>1</f></chartsheet>"])
def test_a_sheet_without_rows_is_left_alone(text):
    assert with_values(text) == text


@pytest.fixture(scope="module")
def calculated() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as made:
        sheet = made.add_worksheet("填报")
        sheet.write_column(0, 0, [1.5, 2, 3])
        sheet.write_formula("B1", "=A1*2", None, 3)
        sheet.write_formula("B2", '=A2&"件"', None, "2件")
        sheet.write_formula("B3", "=1/0", None, "#DIV/0!")
        sheet.write_array_formula("C1:C3", "{=A1:A3*2}", None, 3)
        sheet.write_dynamic_array_formula("D1:D3", "=UNIQUE(A1:A3)", None, 1.5)
        sheet.write_formula("E1", "=A1>1", None, True)
        sheet.data_validation("F1", {"validate": "custom", "value": "=A1>1"})
        made.add_worksheet("未碰的表").write_string(0, 0, "=不是公式")
        made.define_name("合计", "=填报!$A$1")
    return file.getvalue()


def frozen(data: bytes) -> bytes:
    work = Work(data)
    freeze(work)
    return b"".join(work.pieces())


def test_a_second_reader_finds_the_same_values_and_no_formula(calculated):
    before = openpyxl.load_workbook(io.BytesIO(calculated), data_only=True)
    after = openpyxl.load_workbook(io.BytesIO(frozen(calculated)))
    for sheet in before:
        assert [[cell.value for cell in row] for row in sheet] == [[cell.value for cell in row] for row in after[sheet.title]]
    assert all(cell.data_type != "f" for sheet in after for row in sheet for cell in row)
    assert "合计" in after.defined_names and len(after["填报"].data_validations.dataValidation) == 1


def test_other_parts_stay_byte_for_byte(calculated):
    before, after = Work(calculated).archive, Work(frozen(calculated)).archive
    changed = {name for name in before.entries if before.entries[name].body != after.entries[name].body}
    assert changed == {"xl/worksheets/sheet1.xml"}


def test_the_order_of_calculation_goes_too(calculated):
    work = Work(calculated)
    chain = '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="B1" i="1"/></calcChain>'
    work.add("xl/calcChain.xml", chain, "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml")
    work.relate(work.workbook, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain", "xl/calcChain.xml")
    archive = Work(frozen(b"".join(work.pieces()))).archive
    assert "xl/calcChain.xml" not in archive
    assert all(b"calcChain" not in archive.content(name) for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"))


def shown(book) -> dict[str, dict]:
    """What stands in each sheet by place; a formula without a value has none afterwards either."""
    return {
        sheet.name: {
            (row, col): value
            for row, values in enumerate(sheet.rows)
            for col, value in enumerate(values)
            if value != "" and value is not UNCACHED
        }
        for sheet in book.sheets
    }


def test_every_package_keeps_the_values_that_it_shows(packages):
    for name, data in packages.items():
        after = read_bytes(frozen(data), name)
        assert (name, shown(after)) == (name, shown(read_bytes(data, name)))
        assert not any(sheet.formulas for sheet in after.sheets), name


def test_every_sample_too(sample_packages):
    frozen_samples = 0
    for name, data in sample_packages.items():
        try:
            before = read_bytes(data, name)
        except UnreadableFile:
            continue
        if any(sheet.formulas for sheet in before.sheets):
            frozen_samples += 1
            after = read_bytes(frozen(data), name)
            assert (name, shown(after)) == (name, shown(before))
            assert not any(sheet.formulas for sheet in after.sheets), name
    assert frozen_samples > 5
