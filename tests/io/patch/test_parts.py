"""Single parts as various programs write them: what is put in stands where a reader looks for it, the rest as it was."""

import posixpath
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.core.cells import Box
from perfeval_xl.core.edits import Chart, NewSheet, Place, Row, Series
from perfeval_xl.core.marked import Messages
from perfeval_xl.io.patch.chart import chart_part, drawing_part
from perfeval_xl.io.patch.comments import comments_of, with_comments, without_comments
from perfeval_xl.io.patch.markup import escaped, is_simple, unescaped
from perfeval_xl.io.patch.new_sheet import worksheet
from perfeval_xl.io.patch.relations import (
    NO_RELATIONS,
    STRICT,
    TRANSITIONAL,
    last_id,
    with_content_types,
    with_relations,
)
from perfeval_xl.io.patch.shapes import has_shapes, new_drawing, with_boxes, without_boxes
from perfeval_xl.io.patch.styles import StyleSheet, empty_style_part
from perfeval_xl.io.patch.work import Work
from perfeval_xl.io.patch.worksheet import with_legacy_drawing

MAIN = TRANSITIONAL.main


@given(st.text(st.characters(blacklist_categories=("Cs",))))
def test_a_text_is_read_as_it_was_written(text):
    kept = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c in "\t\n" or ord(c) >= 32)
    assert unescaped(escaped(text)) == kept.replace("\ufffe", "").replace("\uffff", "")
    assert not is_simple(text) or escaped(text) == text


@pytest.mark.parametrize("text", ["&#1114112;", "&#x110000;", "&#99999999999999999999;", "&nbsp;", "甲 & 乙"])
def test_a_reference_that_stands_for_no_character_stays_as_written(text):
    assert unescaped(f"{text}&lt;&#x7532;&#20057;") == f"{text}<甲乙"


@pytest.mark.parametrize(
    "behind, becomes",
    [
        ("", "{new}"),
        ('<pageMargins left="1"/>', '<pageMargins left="1"/>{new}'),
        ("<mergeCells><mergeCell ref='A1:B1'/></mergeCells><extLst/>", "<mergeCells><mergeCell ref='A1:B1'/></mergeCells>{new}<extLst/>"),
        ('<drawing r:id="rId1"/><legacyDrawing r:id="rId9"/><tableParts/>', '<drawing r:id="rId1"/>{new}<tableParts/>'),
    ],
)  # fmt: skip
def test_the_drawing_of_comments_is_named_at_its_place(behind, becomes):
    """In place of one that leads nowhere: with two of them Excel calls the file damaged."""
    sheet = "<worksheet><sheetData/>{}</worksheet>"
    new = '<legacyDrawing xmlns:r="ids" r:id="rId2"/>'
    assert with_legacy_drawing(sheet.format(behind), "rId2", "ids") == sheet.format(becomes.format(new=new))


COMMENTS = "<comments><authors><author>{}</author></authors><commentList><comment ref='B3' authorId='0'>{}</comment></commentList></comments>"


def test_nothing_is_added_to_the_note_that_excel_overwrites():
    """A threaded comment leaves one for old readers."""
    threaded = COMMENTS.format("tc={0F1E2D3C}", "<text><t>请核对</t></text>")
    assert with_comments(threaded, {(2, 1): "【绩效校验 F01】逻辑性：不对"}) == (threaded, [])


@pytest.mark.parametrize("own", ["<text><t>请核对</t></text>", "<text><r><t>请核对</t></r></text>", "<text></text>", "<text/>", ""])
def test_a_comment_of_the_users_own_is_followed_by_ours_and_comes_back(own):
    text, new = with_comments(COMMENTS.format("某某甲", own), {(2, 1): "【绩效校验 F01】逻辑性：不对"})
    words = "".join(ElementTree.fromstring(text).find("commentList").itertext())
    assert new == [] and words.split() == [*(["请核对"] if "请" in own else []), "【绩效校验", "F01】逻辑性：不对"]
    left, gone = without_comments(text, Messages())
    assert ("请核对" in left, gone) == ((True, []) if "请" in own else (False, [(2, 1)]))


@pytest.mark.parametrize(
    "authors", ["<authors/>", "<authors><author>某某甲</author><author/></authors>", "<authors><author>绩效校验</author><author>某某甲</author></authors>"]
)
def test_a_new_comment_bears_our_name_and_nobody_elses(authors):
    note = "【绩效校验 F01】逻辑性：不对"
    text, new = with_comments(f"<comments>{authors}<commentList/></comments>", {(2, 1): note, (4, 0): note})
    text, later = with_comments(text, {(6, 3): note})
    assert [(one.place, one.author) for one in comments_of(text)] == [(place, "绩效校验") for place in (*new, *later)]
    assert text.count("<author>绩效校验</author>") == 1 and len(new + later) == 3


DRAWINGS = {
    "ours": new_drawing(1, {(4, 4): "原有"}),
    "as openpyxl writes it": (
        '<xml><a:shapelayout xmlns:a="urn:schemas-microsoft-com:office:office"/><b:shape xmlns:b="urn:schemas-microsoft-com:vml" '
        'id="_x0000_s1026"><c:ClientData xmlns:c="urn:schemas-microsoft-com:office:excel" ObjectType="Note">'
        "<c:Row>4</c:Row><c:Column>4</c:Column></c:ClientData></b:shape></xml>"
    ),
    "a comment of another form": (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:roundrect id="_x0000_s1025">'
        '<x:ClientData ObjectType="Note"><x:Row>4</x:Row><x:Column>4</x:Column></x:ClientData></v:roundrect></xml>'
    ),
}


@pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)
def test_the_boxes_of_comments_come_beside_what_is_drawn_and_go_alone(drawing):
    """With a prefix that means nothing Excel calls the drawing damaged."""
    marked = with_boxes(drawing, {(0, 0): "甲", (7, 3): "乙"})
    kinds = [element.tag for element in ElementTree.fromstring(marked) if element.get("type") == "#_x0000_t202"]
    assert kinds[-2:] == ["{urn:schemas-microsoft-com:vml}shape"] * 2 and marked.count('<v:shapetype id="_x0000_t202"') == 1
    numbers = re.findall('id="(_x0000_s[0-9]+)"', marked)
    assert len(set(numbers)) == len(numbers) == 3
    cleared = without_boxes(marked, [(0, 0), (7, 3)])
    assert re.findall('id="(_x0000_s[0-9]+)"', cleared) == numbers[:1] and has_shapes(cleared)


def test_a_drawing_of_our_boxes_alone_is_empty_without_them():
    assert not has_shapes(without_boxes(new_drawing(3, {(0, 0): "甲"}), [(0, 0)]))


@pytest.mark.parametrize(
    "part, target",
    [
        ("xl/worksheets/sheet1.xml", "xl/comments1.xml"),
        ("xl/workbook.xml", "xl/worksheets/sheet3.xml"),
        ("xl/workbook.xml", "customXml/item1.xml"),
        ("customXml/item1.xml", "customXml/itemProps1.xml"),
        ("workbook.xml", "xl/styles.xml"),
        ("a/b/c/d.xml", "a/x/c/d.xml"),
    ],
)
def test_a_relationship_leads_to_its_target(part, target):
    assert last_id(NO_RELATIONS) == 0
    text = with_relations(NO_RELATIONS, part, {"rId1": ("kind", target), "rId2": ("kind", target)})
    relative = text.split('Target="')[1].split('"')[0]
    assert posixpath.normpath(posixpath.join(posixpath.dirname(part), relative)) == target
    assert last_id(text) == 2 and text.count("<Relationship ") == 2


@pytest.mark.parametrize(
    "listed", ["<Types></Types>", "<Types/>", '<ct:Types xmlns:ct="t"><ct:Default Extension="XML" ContentType="x"/></ct:Types>']
)
def test_content_types_are_said_once(listed):
    text = with_content_types(listed, {"xl/a.xml": "one", "xl/b.xml": "two"}, {"xml": "application/xml", "vml": "drawing"})
    assert text.count('Override PartName="/xl/') == 2 and text.lower().count('extension="xml"') == 1
    assert text.index('Extension="vml"') < text.index("Override") and text.endswith(("</Types>", "</ct:Types>"))


XF = '<xf numFmtId="0" fontId="0" fillId="{}" borderId="0"/>'


@pytest.mark.parametrize(
    "formats",
    [
        XF.format(0) + XF.format(1),
        f"\n  {XF.format(0)}\n  {XF.format(1)}\n",
        f"<!-- <xf/> -->{XF.format(0)}<!-- two -->{XF.format(1)}",
        f'{XF.format(0)}<xf numFmtId="0" fontId="0" fillId="1" borderId="0"><alignment wrapText="1"/></xf>',
    ],
)
def test_the_formats_of_cells_are_told_apart(formats):
    fills = "<fill><patternFill patternType='none'/></fill><fill><patternFill patternType='gray125'/></fill>"
    styles = StyleSheet(f'<styleSheet xmlns="{MAIN}"><fills>{fills}</fills><cellXfs count="2">{formats}</cellXfs></styleSheet>')
    assert "none" in styles.fill_of(0) and "gray125" in styles.fill_of(1)
    assert styles.xf(2) == styles.xf(9) == styles.xf(0), "a style that there is not shows as the first"
    assert styles.with_fill(1, "<fill>new</fill>") == 2 == styles.with_fill(1, "<fill>new</fill>")
    assert styles.text().count("<xf ") == 3 and "<fill>new</fill></fills>" in styles.text()


def test_a_row_is_written_as_it_is_described():
    place = Place("表'一 & 二", 20, 6)
    rows = (
        Row(("标题",), ("title",)),
        Row((None, "1 < 2 & “三”", 4, "", "", ""), ("text", "text", "figure", "code", "hidden", "hidden"), place, link=1, previous_fill=5),
    )  # fmt: skip
    text = worksheet(NewSheet("结果", rows, merges=(Box(0, 0, 0, 3),)), StyleSheet(empty_style_part(MAIN)), {place: "<fill/>"}, TRANSITIONAL)
    assert '<dimension ref="A1:F2"/>' in text and '<c r="A2"' not in text and '<c r="E2"' not in text and '<c r="D2" s="' in text
    assert "1 &lt; 2 &amp; “三”</t>" in text and "<v>4</v>" in text and "&lt;fill/&gt;</t>" in text
    assert '<hyperlink ref="B2" location="\'表\'\'一 &amp; 二\'!$G$21"/>' in text


def test_what_belongs_to_a_sheet_stands_in_the_order_of_the_schema():
    """ECMA-376 Part 1, 18.3.1.99; Excel calls a sheet damaged that has another, or a text between."""
    box = Box(0, 0, 1, 1)
    rows = (Row(("标题",), ("title",)), Row(("甲", "乙"), ("link", "input"), Place("表", 0, 0), link=0))
    sheet = NewSheet("结果", rows, (9.5, 30), ((0, 28), (1, 17.5)), (1,), (Box(0, 0, 0, 1),), frozen_rows=1, filtered=box)
    root = ElementTree.fromstring(worksheet(sheet, StyleSheet(empty_style_part(MAIN)), {}, TRANSITIONAL, "rId3"))
    order = (
        "sheetPr dimension sheetViews sheetFormatPr cols sheetData autoFilter mergeCells hyperlinks pageMargins pageSetup headerFooter drawing"
    )
    assert [child.tag.partition("}")[2] for child in root] == order.split()
    assert not [one.tail for one in root.iter() if one.tail] and not root.text
    columns, (first, second) = root.find(f"{{{MAIN}}}cols"), root.find(f"{{{MAIN}}}sheetData")
    assert [(one.get("min"), one.get("max"), one.get("width"), one.get("hidden")) for one in columns] == [
        ("1", "1", "9.5", None), ("2", "2", "30", "1")
    ]  # fmt: skip
    assert [(one.get("ht"), one.get("customHeight")) for one in (first, second)] == [("28", "1"), ("17.5", None)], "merged, and not"
    assert next(root.iter(f"{{{MAIN}}}pane")).attrib == {"ySplit": "1", "topLeftCell": "A2", "activePane": "bottomLeft", "state": "frozen"}


@pytest.mark.parametrize(
    "text, kept",
    [("支出 合计", False), (" 其中：项目支出", True), ("合计 ", True), ("分行\n填写", True), ("制表\t符", True), ("｜全角｜", False)],
)
def test_white_space_at_the_ends_of_a_text_is_kept(text, kept):
    sheet = NewSheet("结果", (Row(("F01", text, ""), ("code", "text", "text")), Row(("F02", "合计", ""), ("code", "text", "text"))))
    first, second = worksheet(sheet, StyleSheet(empty_style_part(MAIN)), {}, TRANSITIONAL).split("</row>")[:2]
    assert ('<t xml:space="preserve">' in first) == kept and escaped(text) in first
    assert "<t>合计</t>" in second and "xml:space" not in second


def test_relationships_of_a_part_that_is_taken_out_again_are_not_written(examples):
    work = Work((examples / "quyuan-2024.xlsx").read_bytes())
    work.add("xl/drawings/drawing9.xml", "<d/>")
    assert work.relate("xl/drawings/drawing9.xml", "kind", "xl/charts/chart9.xml") == "rId1"
    assert "charts/chart9.xml" in work.text("xl/drawings/_rels/drawing9.xml.rels")
    assert work.relate("xl/drawings/drawing9.xml", "kind", "xl/charts/chart8.xml") == "rId2"
    work.remove("xl/drawings/drawing9.xml")
    assert not [part for part in work.changes() if "drawing9" in part]


def test_a_row_takes_the_fill_that_a_host_has_seen():
    row = Row(("F01", "", "键"), ("code", "hidden", "hidden"), Place("表", 0, 0), link=0, previous_fill=1)
    assert row.with_fill("none") == Row(("F01", "none", "键"), row.styles, row.place, link=0)


@pytest.mark.parametrize(
    "flavour, written_as", [(TRANSITIONAL, "http://schemas.openxmlformats.org/{}/2006/{}"), (STRICT, "http://purl.oclc.org/ooxml/{}/{}")]
)
def test_a_chart_is_written_in_the_flavour_of_its_file(flavour, written_as):
    """Excel opens no file in which the two are mixed."""
    main, chart, frame = (written_as.format("drawingml", name) for name in ("main", "chart", "spreadsheetDrawing"))
    rows = (Row((None, "整体自评表", 3)), Row((None, "项目 <甲> & 乙", 12)))
    described = Chart("各表结论数", Box(0, 1, 1, 1), (Series("逻辑性", Box(0, 2, 1, 2), "C00000"),), Box(4, 0, 11, 6))
    drawn, root = (
        ElementTree.fromstring(text)
        for text in (drawing_part(described, "rId7", flavour), chart_part(NewSheet("校验结果", rows, chart=described), flavour))
    )
    assert {one.tag[1:].partition("}")[0] for one in drawn.iter()} == {main, chart, frame}
    assert {one.tag[1:].partition("}")[0] for one in root.iter()} == {main, chart}
    assert next(one.get("uri") for one in drawn.iter() if one.get("uri")) == chart
    assert next(drawn.iter(f"{{{chart}}}chart")).get(f"{{{written_as.format('officeDocument', 'relationships')}}}id") == "rId7"
    assert [int(one.text) for corner in ("from", "to") for one in next(drawn.iter(f"{{{frame}}}{corner}"))] == [0, 0, 4, 0, 7, 0, 12, 0]
    said = [one.text for one in root.iter() if one.text and one.tag.endswith(("}t", "}v", "}f"))]
    names, values = "'校验结果'!$B$1:$B$2", "'校验结果'!$C$1:$C$2"
    assert said == ["各表结论数", "逻辑性", names, "整体自评表", "项目 <甲> & 乙", values, "3", "12"]
    assert [one.get("idx") for one in root.iter(f"{{{chart}}}pt")] == ["0", "1"] * 2


def test_a_sheet_has_no_more_links_than_excel_opens():
    row = Row(("F1",), ("link",), Place("整体自评表", 0, 5), link=0)
    sheet = NewSheet("校验结果", (row,) * 65531)
    text = worksheet(sheet, StyleSheet(empty_style_part(MAIN)), {}, TRANSITIONAL)
    assert text.count("<row ") == 65531
    assert text.count("<hyperlink ") == 65530
