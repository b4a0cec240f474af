"""Where nobody looks for a name or a number: between two formats of one line, in formats, alternative texts, remarks of XML."""

import io
import re
import zipfile

import pytest

from perfeval_xl.core.publication import MASKED
from perfeval_xl.io.publish.edition import published
from tests.io.publish.leaky import _added, _changed, _packed, _related
from tests.io.publish.opened import opened
from tests.io.publish.test_parts import made
from tests.support.workbook_parts import parts_of

NAME, NUMBERS = "王某某", [f"1380000{number:04}" for number in range(40)]
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TABLE = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"


def said(number):
    """The name and a number of its own, as one text."""
    return f"{NAME}{NUMBERS[number]}"


def fill(book):
    sheet = book.add_worksheet("表")
    sheet.write(0, 0, f"联系人：{NAME}")
    sheet.write(1, 0, 5, book.add_format({"num_format": f'"{said(0)}"0.00'}))
    sheet.write(2, 0, "读音")
    sheet.write_url(3, 0, "https://example.com/", string="网站", tip=said(1))
    sheet.insert_textbox(5, 3, "框", {"url": "https://example.com/", "tip": said(2), "description": said(3)})
    columns = [{"header": "项", "total_string": said(4)}, {"header": "数"}]
    sheet.add_table(50, 0, 52, 1, {"name": NAME, "columns": columns, "total_row": True, "data": [["甲", 1]]})
    sheet.conditional_format("A1:A5", {"type": "cell", "criteria": ">", "value": 5, "format": book.add_format({"num_format": f'"{said(5)}"0'})})
    sheet.data_validation("B22", {"validate": "any", "input_title": NAME, "input_message": said(6), "error_title": NAME, "error_message": said(7)})
    sheet.data_validation("B23", {"validate": "list", "source": ["岳阳", "常德", "张家界"]})
    sheet.set_header(f'&L&B138&B{NUMBERS[8][3:7]}&I{NUMBERS[8][7:]}&C{NAME[0]}&"宋体,加粗"{NAME[1:]}&R第 &P 页 {said(9)}')
    sheet.insert_button(40, 5, {"caption": "CAPTION"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=表!$A$2", "data_labels": {"value": True, "num_format": f'"{said(10)}"0'}})
    chart.set_y_axis({"num_format": f'"{said(11)}"0'})
    sheet.insert_chart(30, 5, chart)
    book.define_name("联系", f'=表!$A$1&"{said(12)}"')
    book.define_name(NAME, "=表!$A$1")
    book.define_name("合计", "=表!$A$2")
    book.add_worksheet(f"名单{NUMBERS[39]}").write(0, 0, 1)


def planted() -> bytes:
    parts = parts_of(made(fill))
    sheet, drawing = "xl/worksheets/sheet1.xml", "xl/drawings/drawing1.xml"
    _changed(parts, "xl/sharedStrings.xml", "<si><t>读音</t></si>", f'<si><t>读音</t><rPh sb="0" eb="2"><t>{said(13)}</t></rPh></si>')
    box = f'138</font><font color="red">{NUMBERS[14][3:7]}</font><font>{NUMBERS[14][7:]} {NAME[0]}</font><font>{NAME[1:]}'
    _changed(parts, "xl/drawings/vmlDrawing1.vml", "CAPTION", box)
    _changed(parts, "xl/drawings/vmlDrawing1.vml", 'ObjectType="Button"', 'ObjectType="Checkbox"')
    alternative = f'<extLst><ext uri="x" xmlns:x14="{TABLE}"><x14:table altText="{said(15)}" altTextSummary="{said(16)}"/></ext></extLst></table>'
    _changed(parts, "xl/tables/table1.xml", "</table>", alternative)
    _changed(parts, "xl/styles.xml", '<cellStyle name="', f'<cellStyle name="{said(17)}" xfId="0"/><cellStyle name="')
    _changed(parts, sheet, "<sheetData>", f"<!-- {said(18)} --><sheetData>")
    _changed(parts, "xl/workbook.xml", "<bookViews>", f"<!--{said(19)}--><?x {said(20)}?><bookViews>")
    more = f"<dc:identifier>{said(21)}</dc:identifier><cp:version>{said(22)}</cp:version></cp:coreProperties>"
    _changed(parts, "docProps/core.xml", "</cp:coreProperties>", more)
    _changed(parts, "docProps/app.xml", "</Properties>", f"<PresentationFormat>{said(23)}</PresentationFormat></Properties>")
    metadata = f'<metadata {MAIN}><metadataStrings count="1"><s v="{said(24)}"/></metadataStrings></metadata>'
    _added(parts, "xl/metadata.xml", metadata, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheetMetadata+xml")
    _related(parts, "xl/workbook.xml", "sheetMetadata", "metadata.xml")
    _changed(parts, sheet, "<dimension", f'<sheetPr codeName="{NAME}"/><dimension')
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:sodipodi="s" sodipodi:docname="' + said(25) + '">'
        f"<metadata>{said(26)}</metadata><title>{said(27)}</title><!-- {said(28)} --><text>{said(29)}</text><path d='M0 0'/></svg>"
    )
    _added(parts, "xl/media/image9.svg", svg, "image/svg+xml")
    _related(parts, drawing, "image", "../media/image9.svg")
    relation = re.findall(r'Id="(rIdX\d+)"', parts["xl/drawings/_rels/drawing1.xml.rels"].decode())[0]
    _changed(parts, drawing, "</xdr:wsDr>", PICTURE.format(relation) + "</xdr:wsDr>")
    return _packed(parts)


PICTURE = (
    '<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>'
    '<xdr:ext cx="1" cy="1"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="9" name="p"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>'
    '<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{}"/></xdr:blipFill><xdr:spPr/></xdr:pic>'
    "<xdr:clientData/></xdr:oneCellAnchor>"
)


@pytest.fixture(scope="module")
def source():
    return planted()


@pytest.fixture(scope="module")
def remote(source):
    return opened(published(source))


def text_of(part: str, content: bytes) -> str:
    """A part without the codes and tags that split a text."""
    return re.sub(r"</font>\s*<font[^>]*>|&amp;[BI](?=[0-9])|&amp;&quot;[^&]*&quot;", "", content.decode("utf-8", "replace"))


@pytest.mark.parametrize("number", [*range(30)])
def test_no_number_is_left(source, remote, number):
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        planted_in = [name for name in archive.namelist() if NUMBERS[number] in text_of(name, archive.read(name))]
    assert planted_in, "没有埋进去，这条检查就没有意义"
    assert [name for name, content in remote.parts.items() if NUMBERS[number] in text_of(name, content)] == []


def test_no_name_is_left(remote):
    assert [name for name, content in remote.parts.items() if NAME in text_of(name, content)] == []


def test_what_is_masked_is_told_by_its_place(remote):
    places = {one.cell for one in remote.told if one.action == MASKED}
    assert {"页眉", "B22 的提示", "A4 的链接", "表头", "数字格式、样式名", "文档属性", "图形", "图表", "图片"} <= places


def test_the_name_of_a_sheet_is_masked_and_told(remote):
    assert remote.book.sheetnames[1] == "名单138××××0039"
    assert [one.now for one in remote.told if one.kind == "工作表名"] == ["名单138××××0039"]


def test_what_names_nobody_stays(remote):
    book = remote.book
    assert list(book.defined_names) == ["合计"] and book["表"]["A2"].value == 5
    lists = [rule.formula1 for rule in book["表"].data_validations.dataValidation if rule.type == "list"]
    assert lists == ['"岳阳,常德,张家界"'], "地名不是姓名"
    assert "M0 0" in remote.text("xl/media/image9.svg") and "第 &amp;P 页" in remote.text("xl/worksheets/sheet1.xml")
    assert book["表"].tables["表_1"].ref == "A51:B53"


def test_a_name_told_around_the_cells_is_known_in_them():
    def mentioned(book):
        sheet = book.add_worksheet("表")
        sheet.write_column(0, 0, ["由王某某汇报", "由李某某汇报", "由赵某某汇报", "由孙某某汇报"])
        sheet.set_footer("&L填表人：王某某")
        sheet.insert_textbox(5, 3, "经办人：李某某")
        sheet.write_comment(8, 0, "联系人：赵某某 13800000000")
        sheet.write(9, 0, 13800000000)

    sheet = opened(published(made(mentioned))).book["表"]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3, 4, 10)] == ["由王**汇报", "由李**汇报", "由赵**汇报", "由孙某某汇报", "138****0000"]


def test_publishing_it_again_changes_nothing(remote):
    assert opened(published(remote.data)).data == remote.data
