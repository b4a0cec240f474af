"""A sheet whose cells span more than memory holds is refused however they are written: calamine accepts them all."""

import openpyxl
import pytest

from perfeval_xl.io import sheet_extent
from perfeval_xl.io.errors import UnreadableFile
from perfeval_xl.io.package import Package
from perfeval_xl.io.reader import read_bytes
from tests.io.workbook_files import relationships, sheet_part, workbook_parts, zipped

NEAR = '<row r="1"><c r="A1"><v>1</v></c></row>'
FAR = {
    "Excel 的写法": '<row r="1000000"><c r="XFD1000000"><v>1</v></c></row>',
    "小写地址": '<row r="1000000"><c r="xfd1000000"><v>1</v></c></row>',
    "制表符": '<row r="1000000"><c\tr="XFD1000000"><v>1</v></c></row>',
    "换行": '<row\nr="1000000"><c\nr="XFD1000000"><v>1</v></c></row>',
    "等号两边有空格": '<row r = "1000000"><c r = "XFD1000000"><v>1</v></c></row>',
    "单引号": "<row r='1000000'><c s='1'r='XFD1000000'><v>1</v></c></row>",
    "属性之间没有空格": '<row r="2"><c s="1"r="XFD1000000"><v>1</v></c></row>',
    "两个地址": '<row r="2"><c r="A2" r="XFD1000000"><v>1</v></c></row>',
    "上万位的行号": f'<row r="2"><c r="A{"9" * 10000}"><v>1</v></c></row>',
    "补零的行号": f'<row r="2"><c r="XFD{"0" * 30}1000000"><v>1</v></c></row>',
    "没有声明的前缀": '<y:row><y:c r="XFD1000000"><v>1</v></y:c></y:row>',
    "行号远、格子没有地址": '<row r="1000000"><c><v>1</v></c><c r="XFD2"><v>1</v></c></row>',
    "一百万行没有行号": '<row r="2"><c r="ZZ2"><v>1</v></c></row>' + "<row/>" * 1_000_000 + "<row><c><v>1</v></c></row>",
    "一百万格没有地址": '<row r="999"><c r="A999"><v>1</v></c>' + "<c/>" * 1_000_000 + "<c><v>1</v></c></row>",
}


@pytest.mark.parametrize("row", FAR.values(), ids=FAR.keys())
def test_far_cells_are_refused_however_they_are_written(row):
    with pytest.raises(UnreadableFile, match="超出能读的范围"):
        read_bytes(zipped(workbook_parts(sheet_part(NEAR + row))), "a.xlsx")


NEARBY = {
    "千行": '<row r="9999"><c r="ZZ9999"><v>1</v></c></row>',
    "没有地址": "<row><c><v>1</v></c></row>" * 4000,
    "LibreOffice 删过行后写的末行": '<row r="1048576" ht="12.8"></row>',
    "末行末列只有格式": '<row r="1048576" s="1"><c r="XFD1048576" s="1"/></row>',
    "正文里像地址": '<row r="2"><c r="A2" t="inlineStr"><is><t>写作 r="XFD1000000"</t></is></c></row>'.replace('"X', "&quot;X"),
}


@pytest.mark.parametrize("row", NEARBY.values(), ids=NEARBY.keys())
def test_tables_of_a_usual_size_are_read(row):
    assert read_bytes(zipped(workbook_parts(sheet_part(NEAR + row))), "a.xlsx").sheets[0].value(0, 0) == 1


def test_a_long_list_is_near_and_says_how_far_it_goes():
    data = sheet_part("".join(f'<row r="{row}"><c r="C{row}"><v>1</v></c></row>' for row in range(1, 20001))).encode()
    assert sheet_extent.extent(data, *sheet_extent.rows_between(data)) == (20000, 3)


HIDDEN = {
    "两张同名的表": '<sheet name="自评表" sheetId="2" r:id="r9"/>',
    "一张表两个编号": '<sheet name="参数" sheetId="2" r:id="r9" xmlns:x="x" x:id="r1"/>',
}


@pytest.mark.parametrize("sheet", HIDDEN.values(), ids=HIDDEN.keys())
def test_a_sheet_that_two_readers_would_find_in_different_parts_is_refused(sheet):
    parts = workbook_parts(sheet_part(NEAR))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("</sheets>", sheet + "</sheets>")
    parts["xl/worksheets/sheet9.xml"] = sheet_part(NEAR)
    parts["xl/_rels/workbook.xml.rels"] = relationships(
        r1="worksheet:worksheets/sheet1.xml", r9="worksheet:worksheets/sheet9.xml"
    )
    with pytest.raises(UnreadableFile, match="损坏"):
        read_bytes(zipped(parts), "a.xlsx")


def test_two_parts_of_one_name_are_refused():
    parts = workbook_parts(sheet_part(NEAR))
    with pytest.raises(UnreadableFile, match="损坏"):
        read_bytes(zipped({**parts, "XL/worksheets/Sheet1.xml": parts["xl/worksheets/sheet1.xml"]}), "a.xlsx")


def test_what_calamine_gets_is_the_same_workbook(examples, tmp_path):
    """The sheets are inflated once: calamine gets them uncompressed, everything else as it was."""
    data = (examples / "consistent-2024.xlsx").read_bytes()
    package = Package(data)
    names = [name for name in package.parts if name.startswith("xl/worksheets/sheet")]
    stored = package.stored({name: package.read(name) for name in names})
    assert len(stored) > len(data)
    again = Package(stored)
    assert {name: again.read(name) for name in again.parts} == {name: package.read(name) for name in package.parts}
    assert all(again.parts[name].method == 0 for name in names)
    (tmp_path / "stored.xlsx").write_bytes(stored)
    assert openpyxl.load_workbook(tmp_path / "stored.xlsx").sheetnames  # by zipfile, which holds the checksums to it


def test_a_zip_file_behind_other_bytes_is_left_as_it_is():
    data = b"PK\x03\x04" + bytes(60) + zipped(workbook_parts(sheet_part(NEAR)))
    package = Package(data)
    assert package.stored({"xl/worksheets/sheet1.xml": package.read("xl/worksheets/sheet1.xml")}) == data
    assert read_bytes(data, "a.xlsx").sheets[0].rows == [[1]]
