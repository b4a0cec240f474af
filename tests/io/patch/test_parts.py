"""Single parts as various programs write them: what is put in stands where a reader looks for it, the rest as it was."""

import posixpath
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.core.cells import Box
from perfeval_xl.core.edits import NewSheet, Place, Row
from perfeval_xl.io.errors import Fault
from perfeval_xl.io.patch.cells import restyled
from perfeval_xl.io.patch.comments import with_comments, without_comments
from perfeval_xl.io.patch.markup import escaped, is_simple, unescaped
from perfeval_xl.io.patch.new_sheet import worksheet
from perfeval_xl.io.patch.relations import NO_RELATIONS, TRANSITIONAL, last_id, with_content_types, with_relations
from perfeval_xl.io.patch.shapes import has_shapes, new_drawing, with_boxes, without_boxes
from perfeval_xl.io.patch.styles import StyleSheet, empty_style_part
from perfeval_xl.io.patch.work import Work
from perfeval_xl.io.patch.workbook import without_sheet, without_sheets
from perfeval_xl.io.patch.worksheet import with_legacy_drawing

MAIN = TRANSITIONAL.main


@given(st.text(st.characters(blacklist_categories=("Cs",))))
def test_a_text_is_read_as_it_was_written(text):
    kept = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c in "\t\n" or ord(c) >= 32)
    assert unescaped(escaped(text)) == kept.replace("\ufffe", "").replace("\uffff", "")
    assert not is_simple(text) or escaped(text) == text


@pytest.mark.parametrize(
    "tag, becomes",
    [
        ('<c r="B2"/>', '<c r="B2" s="7"/>'),
        ('<c r="B2" >', '<c r="B2" s="7" >'),
        ('<c r="B2" s="12" t="s">', '<c r="B2" s="7" t="s">'),
        ("<c r=\"B2\" t='n' s = '3'/>", "<c r=\"B2\" t='n' s = '7'/>"),
        ('<c r="B2" t="str" vm="1">', '<c r="B2" t="str" vm="1" s="7">'),
    ],
)
def test_of_a_marked_cell_only_the_style_changes(tag, becomes):
    value = "" if tag.endswith("/>") else "<v>1</v></c>"
    sheet = '<worksheet><sheetData><row r="2"><c r="A2" s="1"/>{}</row></sheetData></worksheet>'
    assert restyled(sheet.format(tag + value), [(1, 1)], lambda place, style: 7) == sheet.format(becomes + value)


def test_a_style_that_is_no_number_is_damage():
    with pytest.raises(Fault):
        restyled('<worksheet><sheetData><row r="1"><c r="A1" s="x"/></row></sheetData></worksheet>', [(0, 0)], lambda *_: 7)


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
    left, gone = without_comments(text)
    assert ("请核对" in left, gone) == ((True, []) if "请" in own else (False, [(2, 1)]))


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
    assert kinds[-2:] == ["{urn:schemas-microsoft-com:vml}shape"] * 2
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
    assert styles.with_fill(1, "<fill>new</fill>") == 2 == styles.with_fill(1, "<fill>new</fill>")
    assert styles.text().count("<xf ") == 3 and "<fill>new</fill></fills>" in styles.text()


def test_a_row_is_written_as_it_is_described():
    place = Place("表'一 & 二", 20, 6)
    rows = (
        Row(("标题",), ("title",)),
        Row((None, "1 < 2 & “三”", 4, "", "", ""), ("text", "text", "figure", "code", "hidden", "hidden"), place, link=1, previous_fill=5),
    )  # fmt: skip
    text = worksheet(NewSheet("结果", rows, merges=(Box(0, 0, 0, 3),)), StyleSheet(empty_style_part(MAIN)), {place: "<fill/>"}, TRANSITIONAL)
    assert '<c r="A2"' not in text and '<c r="E2"' not in text and '<c r="D2" s="' in text
    assert "1 &lt; 2 &amp; “三”</t>" in text and "<v>4</v>" in text and "&lt;fill/&gt;</t>" in text
    assert '<hyperlink ref="B2" location="\'表\'\'一 &amp; 二\'!$G$21"/>' in text


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


BOOK = (
    f'<workbook xmlns="{MAIN}"><bookViews><workbookView activeTab="{{}}" firstSheet="2"/></bookViews><sheets>'
    + "".join(f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>' for number, name in enumerate("甲乙丙丁戊", 1))
    + "</sheets><definedNames>"
    + "".join(f'<definedName name="打印" localSheetId="{index}">{name}!$A$1</definedName>' for index, name in enumerate("甲乙丙丁戊"))
    + '<definedName name="合计">甲!$A$1+乙!$A$1+丁!$A$1</definedName></definedNames></workbook>'
)


@pytest.mark.parametrize("active", range(5))
@pytest.mark.parametrize("gone", ["甲", "乙丁", "丁甲乙", "甲乙丙丁", "戊丙"])
def test_sheets_taken_out_at_once_leave_what_they_leave_one_by_one(gone, active):
    text = BOOK.format(active)
    left = text
    for name in gone:
        left, _ = without_sheet(left, name)
    assert without_sheets(text, gone) == left


def test_the_filter_of_a_sheet_goes_with_it_also_where_its_name_does_not_say_whose_it_is():
    """As ExcelJS saves it."""
    more = '<definedName name="_xlnm._FilterDatabase">&apos;丁&apos;!$A$5:$O$39</definedName></definedNames>'
    text = BOOK.format(0).replace("</definedNames>", more)
    left, _ = without_sheet(text, "丁")
    assert "_FilterDatabase" not in left and "甲!$A$1+乙!$A$1+#REF!$A$1" in left
    assert "丙" not in without_sheet(text, "丙")[0] and "&apos;丁&apos;!$A$5" in without_sheet(text, "丙")[0]


def test_a_sheet_has_no_more_links_than_excel_opens():
    row = Row(("F1",), ("link",), Place("整体自评表", 0, 5), link=0)
    sheet = NewSheet("校验结果", (row,) * 65531)
    text = worksheet(sheet, StyleSheet(empty_style_part(MAIN)), {}, TRANSITIONAL)
    assert text.count("<row ") == 65531
    assert text.count("<hyperlink ") == 65530
