"""What newer programs put beside the cells: chartex, diagrams, links in threads, pictures in cells, effects of pictures.

And what an old program may do: an encoding that knows few signs, numbers that a format hides, entities, endless nesting.
"""

import io
import re

import pytest

from perfeval_xl.core.publication import HINT, REMOVED
from perfeval_xl.io.errors import Fault
from perfeval_xl.io.publish.drawings import cleaned_vml
from perfeval_xl.io.publish.edition import published
from tests.io.publish.leaky import _REL, _added, _changed, _packed, _related
from tests.io.publish.opened import opened
from tests.io.publish.test_drawn import AWAY, same
from tests.io.publish.test_parts import made
from tests.support.workbook_parts import parts_of

NAME, PHONE = "王某某", "13800000000"
DRAWING, SHEET = "xl/drawings/drawing1.xml", "xl/worksheets/sheet1.xml"
MICROSOFT = "http://schemas.microsoft.com/office/"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c63000100000500010d0a2db4"
    "0000000049454e44ae426082"
)


def parts_with(more=lambda book, sheet: None) -> dict[str, bytes]:
    """The parts of a workbook that names a person in a cell, and has a hidden sheet 底稿."""

    def fill(book):
        sheet = book.add_worksheet("表")
        sheet.write_column(0, 0, (f"联系人：{NAME} {PHONE}", 5))
        more(book, sheet)
        book.add_worksheet("底稿").hide()

    return parts_of(made(fill))


def a_box(book, sheet):
    sheet.insert_textbox(5, 5, "看得见的框")


def edition_of(parts: dict[str, bytes]):
    return opened(published(_packed(parts)))


def where(edition, secret: str) -> list[str]:
    return [name for name, content in edition.parts.items() if secret.encode() in content]


def related(parts, source: str, kind: str, target: str) -> str:
    """Relates a part; returns the id of the relationship."""
    _related(parts, source, kind, target)
    folder, _, name = source.rpartition("/")
    return re.findall(r'Id="(rIdX\d+)"', parts[f"{folder}/_rels/{name}.rels"].decode())[-1]


def anchored(parts, inside: str) -> None:
    corners = (f"<xdr:{corner}><xdr:col>{at}</xdr:col><xdr:row>{at}</xdr:row></xdr:{corner}>" for corner, at in (("from", 1), ("to", 4)))
    anchor = f'<xdr:twoCellAnchor xmlns:r="{_REL[:-1]}">{"".join(corners)}{inside}<xdr:clientData/></xdr:twoCellAnchor>'
    _changed(parts, DRAWING, "</xdr:wsDr>", anchor + "</xdr:wsDr>")


# -- charts and diagrams -------------------------------------------------------------------------------------------


def test_a_newer_chart_holds_its_texts_in_the_points_themselves():
    parts = parts_with(a_box)
    points = f'<cx:f>表!$A$1</cx:f><cx:lvl ptCount="2"><cx:pt idx="0">{NAME}</cx:pt><cx:pt idx="1">{PHONE}</cx:pt></cx:lvl>'
    figures = '<cx:f>底稿!$A$1</cx:f><cx:lvl ptCount="1"><cx:pt idx="0">42</cx:pt></cx:lvl>'
    chart = f'<cx:chartSpace xmlns:cx="x"><cx:data><cx:strDim>{points}</cx:strDim><cx:numDim>{figures}</cx:numDim></cx:data></cx:chartSpace>'
    _added(parts, "xl/charts/chartEx1.xml", chart, "application/vnd.ms-office.chartex+xml")
    relation = related(parts, DRAWING, MICROSOFT + "2014/relationships/chartEx", "../charts/chartEx1.xml")
    anchored(parts, f'<xdr:graphicFrame><cx:chart xmlns:cx="x" r:id="{relation}"/></xdr:graphicFrame>')
    left = edition_of(parts).text("xl/charts/chartEx1.xml")
    assert re.findall('<cx:pt idx="[0-9]">(.*?)</cx:pt>', left) == ["王**", "138****0000", "42"]
    assert re.findall("<cx:f>(.*?)</cx:f>", left) == ["表!$A$1", "#REF!"], "the name of a hidden sheet"


def with_diagram(properties: str):
    parts = parts_with(a_box)
    ids = {}
    for kind in ("Data", "Layout", "QuickStyle", "Colors", "Drawing"):
        part = f"xl/diagrams/{kind.lower()}1.xml"
        said = f"<a:p><a:t>图示{kind}</a:t></a:p>" + ("<ext><x:dataModelExt relId='rIdX4'/></ext>" if kind == "Data" else "")
        _added(parts, part, f'<d:one xmlns:d="d" xmlns:a="a" xmlns:x="x">{said}</d:one>', "application/xml")
        ids[kind] = related(parts, DRAWING, f"{_REL}diagram{kind}", f"../diagrams/{kind.lower()}1.xml")
    assert ids["Drawing"] == "rIdX4"
    named = f'r:dm="{ids["Data"]}" r:lo="{ids["Layout"]}" r:qs="{ids["QuickStyle"]}" r:cs="{ids["Colors"]}"'
    described = f'<xdr:nvGraphicFramePr><xdr:cNvPr id="9" name="图示" {properties}/></xdr:nvGraphicFramePr>'
    anchored(parts, f"<xdr:graphicFrame>{described}<d:relIds {named}/></xdr:graphicFrame>")
    return edition_of(parts)


def test_a_diagram_stays_as_a_whole_or_goes_as_a_whole():
    assert len(where(with_diagram(""), "图示")) == 6, "the drawing and its five parts"
    assert where(with_diagram('hidden="1"'), "图示") == []


def test_a_picture_keeps_its_place_and_loses_what_it_was_before_an_effect():
    parts = parts_with(lambda book, sheet: sheet.insert_image(5, 5, "a.png", {"image_data": io.BytesIO(PNG)}))
    _added(parts, "xl/media/hdphoto1.wdp", "机密原图", "image/vnd.ms-photo")
    relation = related(parts, DRAWING, MICROSOFT + "2007/relationships/hdphoto", "../media/hdphoto1.wdp")
    layer = f'<a:extLst><a:ext uri="x"><a14:imgProps xmlns:a14="x"><a14:imgLayer r:embed="{relation}"/></a14:imgProps></a:ext></a:extLst>'
    parts[DRAWING] = re.sub(r"<a:blip ([^>]*)/>", rf"<a:blip \1>{layer}</a:blip>", parts[DRAWING].decode()).encode()
    assert "imgLayer" in parts[DRAWING].decode()
    edition = edition_of(parts)
    assert where(edition, "机密原图") == where(edition, "imgLayer") == []
    assert "xl/media/image1.png" in edition.parts and "<xdr:pic>" in edition.text(DRAWING)


@pytest.mark.parametrize(("rectangle", "told"), [('l="12500"', True), ('b="10%"', True), ('l="0" t="0%"', False), ('r="-500"', False), ("", False)])
def test_what_was_cropped_from_a_picture_is_left_to_a_person(rectangle, told):
    parts = parts_with(lambda book, sheet: sheet.insert_image(5, 5, "a.png", {"image_data": io.BytesIO(PNG)}))
    _changed(parts, DRAWING, "<a:stretch>", f"<a:srcRect {rectangle}/><a:stretch>")
    assert ("裁剪过的图片" in edition_of(parts).kinds(HINT)) is told


# -- comments, controls, rules --------------------------------------------------------------------------------------


def test_links_in_threads_and_alternative_texts_of_comments_go():
    parts = parts_with(lambda book, sheet: sheet.write_comment("A2", "字"))
    _changed(parts, "xl/comments1.xml", "</comment>", f'<commentPr locked="1" altText="{NAME}"/></comment>')
    link = '<extLst><x:ext xmlns:x="x" uri="u"><y:hyperlink xmlns:y="y" startIndex="0" length="1" url="mailto:w@example.com"/></x:ext></extLst>'
    thread = f'<ThreadedComments xmlns="t"><threadedComment ref="A2" personId="1" id="2"><text>看</text>{link}</threadedComment></ThreadedComments>'
    _added(parts, "xl/threadedComments/threadedComment1.xml", thread, "application/vnd.ms-excel.threadedcomments+xml")
    _related(parts, SHEET, MICROSOFT + "2017/10/relationships/threadedComment", "../threadedComments/threadedComment1.xml")
    edition = edition_of(parts)
    assert where(edition, "mailto:") == where(edition, NAME) == []
    assert "<text>看</text>" in edition.text("xl/threadedComments/threadedComment1.xml")
    assert '<commentPr locked="1"/>' in edition.text("xl/comments1.xml")


def test_a_shape_leads_to_nobodys_mailbox():
    shape = '<v:shape id="a" href="{}"><x:ClientData ObjectType="Note"/></v:shape>'
    assert cleaned_vml(shape.format("mailto:w@example.com"), [], AWAY, same) == shape.format("")
    assert cleaned_vml(shape.format("https://example.com"), [], AWAY, same) == shape.format("https://example.com")


def test_a_control_in_the_sheet_loses_macro_and_hidden_cells():
    parts = parts_with()
    _added(parts, "xl/ctrlProps/ctrlProp1.xml", '<formControlPr xmlns="x" objectType="Drop"/>', "application/vnd.ms-excel.controlproperties+xml")
    relation = related(parts, SHEET, _REL + "ctrlProp", "../ctrlProps/ctrlProp1.xml")
    control = '<controlPr{}><anchor/></controlPr>'
    around = f'<controls><control xmlns:r="{_REL[:-1]}" shapeId="1026" r:id="{relation}" name="是否">{{}}</control></controls></worksheet>'
    leaking = ' macro="[0]!机密宏" linkedCell="表!$B$1" listFillRange="底稿!$A$1:$A$9"'
    _changed(parts, SHEET, "</worksheet>", around.format(control.format(leaking)))
    assert around.format(control.format(' linkedCell="表!$B$1"')) in edition_of(parts).text(SHEET)


def test_a_data_bar_stays_what_it_was():
    """Its newer half is found by a mark in the older one."""
    bar = {"type": "data_bar", "data_bar_2010": True, "bar_solid": True}
    text = edition_of(parts_with(lambda book, sheet: sheet.conditional_format("A1:A5", bar))).text(SHEET)
    marks = re.findall("<x14:id>(.*?)</x14:id>", text)
    assert len(marks) == 1 and f'id="{marks[0]}"' in text


# -- pictures and data types in cells --------------------------------------------------------------------------------


def with_pictures_in_cells(more=lambda book, sheet: None):
    def fill(book, sheet):
        sheet.embed_image("D2", "a.png", {"image_data": io.BytesIO(PNG), "description": f"{NAME}的照片"})
        more(book, sheet)

    return parts_with(fill)


def test_a_picture_in_a_cell_stays_and_its_description_is_masked():
    parts = with_pictures_in_cells()
    _changed(parts, "xl/richData/rdrichvalue.xml", '<rv s="0">', f'<rv s="0"><fb t="s">{PHONE}</fb>')
    edition = edition_of(parts)
    assert where(edition, NAME) == where(edition, PHONE) == [] and "王**的照片" in edition.text("xl/richData/rdrichvalue.xml")
    assert "xl/media/image1.png" in edition.parts and 'vm="1"' in edition.text(SHEET)


@pytest.mark.parametrize("place", ["a hidden sheet", "a hidden row"])
def test_pictures_in_cells_go_where_one_of_them_is_hidden(place):
    def hidden(book, sheet):
        if place == "a hidden sheet":
            sheet = book.add_worksheet("图")
            sheet.hide()
        sheet.embed_image("A9", "b.png", {"image_data": io.BytesIO(PNG + b" "), "description": "机密底图"})
        sheet.set_row(8, None, None, {"hidden": True})

    edition = edition_of(with_pictures_in_cells(hidden))
    assert where(edition, "机密底图") == [] and not [name for name in edition.parts if "richData" in name or "media" in name]
    assert "xl/metadata.xml" not in edition.parts and " vm=" not in edition.text(SHEET)
    assert "单元格里的图片和数据类型（看不见的格子里也有）" in edition.kinds(REMOVED)


# -- formats, labels, encodings --------------------------------------------------------------------------------------


def test_a_number_whose_format_prints_no_numbers_is_emptied_and_a_text_stays():
    def fill(book, sheet):
        sheet.write_column("C1", (777123, "看得见的字"), book.add_format({"num_format": ";;"}))
        sheet.write("C3", 8, book.add_format({"num_format": "0;-0;;@"}))

    sheet = edition_of(parts_with(fill)).book["表"]
    assert [sheet[cell].value for cell in ("C1", "C2", "C3")] == [None, "看得见的字", 8]


def test_a_label_of_sensitivity_and_a_path_outside_its_wrapping_go():
    parts = parts_with()
    _added(parts, "docMetadata/LabelInfo.xml", '<labels><label id="机密标签"/></labels>', "application/vnd.ms-office.classificationlabels+xml")
    _related(parts, "", MICROSOFT + "2020/02/relationships/classificationlabels", "docMetadata/LabelInfo.xml")
    _changed(parts, "xl/workbook.xml", "<bookViews>", '<x15ac:absPath xmlns:x15ac="x" url="机密路径"/><bookViews>')
    edition = edition_of(parts)
    assert where(edition, "机密") == [] and "敏感度标签" in edition.kinds(REMOVED)


def test_a_part_in_an_encoding_without_chinese_is_masked_as_any_other():
    parts = parts_with()
    text = parts["xl/sharedStrings.xml"].decode().replace("UTF-8", "us-ascii")
    parts["xl/sharedStrings.xml"] = text.encode("ascii", "xmlcharrefreplace")
    assert edition_of(parts).book["表"]["A1"].value == "联系人：王** 138****0000"


def test_entities_of_a_part_of_its_own_are_refused():
    parts = parts_with(a_box)
    _changed(parts, DRAWING, "<xdr:wsDr", f'<!DOCTYPE d [<!ENTITY who "{NAME}{PHONE}">]><xdr:wsDr')
    _changed(parts, DRAWING, "看得见的框", "&who;")
    with pytest.raises(Fault, match="DTD"):
        edition_of(parts)


@pytest.mark.parametrize("inside", ["<a:x>" * 5000 + "</a:x>" * 5000, "<a:x>" * 5000])
def test_endless_nesting_is_damage(inside):
    parts = parts_with(a_box)
    _changed(parts, DRAWING, "</xdr:wsDr>", inside + "</xdr:wsDr>")
    with pytest.raises(Fault, match="损坏"):
        edition_of(parts)


@pytest.mark.parametrize("part", ["xl/theme/theme1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "_rels/.rels", DRAWING])
def test_a_part_without_any_element_ends_in_a_sentence_or_is_carried_as_it_is(part):
    parts = parts_with(a_box)
    parts[part] = b""
    try:
        edition_of(parts)
    except Fault as fault:
        assert fault.why
