"""Drawings, charts, controls and pictures: what nobody sees goes, what is seen stays as it looks."""

import struct
import zlib

import pytest

from perfeval_xl.io.publish.charts import cleaned_chart
from perfeval_xl.io.publish.drawings import active_shapes, cleaned_control, cleaned_drawing, cleaned_vml
from perfeval_xl.io.publish.pictures import as_it_looks
from perfeval_xl.io.publish.references import Away
from perfeval_xl.io.publish.sheets import cleaned_sheet

AWAY = Away(["参数", "it's"], ["选项"])
RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def same(text):
    return text


def anywhere(where):
    return same


def of_nobody(text):
    return False


def nowhere(node, text):
    return False


@pytest.mark.parametrize("formula", ["参数!A1", "'参数'!$A$1:$B$2", "SUM('一:参数'!A1)", "'it''s'!A1", "[1]表!A1", "'[别的.xlsx]表'!A1", "INDEX(选项,1)", "A1+选项"])
def test_a_formula_that_leads_away(formula):
    assert AWAY.leads(formula)


@pytest.mark.parametrize("formula", ["表!A1", '"参数!A1"', "表一[列]", "选项表!A1", "新选项", "参数表!A1", "A1:B2", "'参数 2'!A1"])
def test_a_formula_that_stays(formula):
    assert not AWAY.leads(formula)


def anchor(inside):
    return f"<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col></xdr:from>{inside}<xdr:clientData/></xdr:twoCellAnchor>"


def drawing(*anchors):
    return f'<xdr:wsDr xmlns:xdr="x" xmlns:a="a" {RELATIONS}>{"".join(map(anchor, anchors))}</xdr:wsDr>'


def shape(attributes="", properties="", words="字"):
    return f'<xdr:sp {attributes}><xdr:nvSpPr><xdr:cNvPr id="2" name="框" {properties}/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></xdr:txBody></xdr:sp>'


@pytest.mark.parametrize(
    "inside",
    [
        shape(properties='hidden="1"'),
        f"""<mc:AlternateContent><mc:Choice>{shape(properties='hidden="1"')}</mc:Choice><mc:Fallback/></mc:AlternateContent>""",
        '<mc:AlternateContent><mc:Choice><xdr:graphicFrame><sle:slicer name="片"/></xdr:graphicFrame></mc:Choice></mc:AlternateContent>',
        '<xdr:pic><xdr:blipFill><a:blip r:embed="rId9"/></xdr:blipFill></xdr:pic>',
        '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="3" name="按钮"><a:ext><a14:compatExt spid="_x0000_s1025"/></a:ext></xdr:cNvPr></xdr:nvSpPr></xdr:sp>',
    ],
    ids=["switched off", "switched off in a choice", "a slicer", "a picture that is gone", "a button"],
)
def test_an_anchor_that_goes(inside):
    left = cleaned_drawing(drawing(shape(), inside), {"rId9"}, {"_x0000_s1025"}, nowhere, same)
    assert left == drawing(shape())


def test_macros_links_and_paths_of_shapes():
    text = drawing(shape('macro="[0]!go" textlink="参数!$A$1"', 'descr="C:\\\\某某甲\\\\图.png"', "某某甲 13800000000"))
    left = cleaned_drawing(text, set(), set(), nowhere, lambda words: words.replace("某某甲 13800000000", "某** 138****0000"))
    assert 'macro=""' in left and "textlink" not in left and 'descr=""' in left and "某** 138****0000" in left


def chart(series):
    return f'<c:chartSpace xmlns:c="c" xmlns:a="a" {RELATIONS}><c:chart>{series}</c:chart><c:externalData r:id="rId1"/></c:chartSpace>'


def points(*words):
    return "".join(f'<c:pt idx="{number}"><c:v>{word}</c:v></c:pt>' for number, word in enumerate(words))


def test_a_title_and_levels_from_a_hidden_sheet_become_text():
    title = f"<c:title><c:tx><c:strRef><c:f>参数!$A$1</c:f><c:strCache>{points('题')}</c:strCache></c:strRef></c:tx></c:title>"
    levels = f"<c:ser><c:cat><c:multiLvlStrRef><c:f>参数!$A$1:$B$2</c:f><c:multiLvlStrCache><c:ptCount val=\"2\"/><c:lvl>{points('甲', '乙')}</c:lvl><c:lvl>{points('类')}</c:lvl></c:multiLvlStrCache></c:multiLvlStrRef></c:cat></c:ser>"
    left = cleaned_chart(chart(title + levels), {"rId1"}, AWAY, same, of_nobody)
    assert "参数" not in left and "externalData" not in left
    assert "<c:tx><c:rich>" in left and "<a:t>题</a:t>" in left
    assert f'<c:strLit><c:ptCount val="2"/>{points("甲", "乙")}</c:strLit>' in left


def test_a_chart_of_published_sheets_stays_as_it_is():
    text = f"<c:chartSpace xmlns:c='c'><c:ser><c:val><c:numRef><c:f>表!$A$1</c:f><c:numCache>{points(1)}</c:numCache></c:numRef></c:val></c:ser></c:chartSpace>"
    assert cleaned_chart(text, set(), AWAY, same, of_nobody) == text


VML = (
    '<xml xmlns:v="v"><v:shape id="_x0000_s1025" type="#_x0000_t201"><x:ClientData ObjectType="Button"><x:FmlaMacro>go</x:FmlaMacro></x:ClientData></v:shape>'
    '<v:shape id="_x0000_s1026"><v:textbox><div>是否</div></v:textbox><x:ClientData ObjectType="Checkbox"><x:FmlaMacro>[0]!go</x:FmlaMacro>'
    "<x:FmlaLink>参数!$A$1</x:FmlaLink></x:ClientData></v:shape>"
    '<v:shape id="_x0000_s1027" o:title="C:\\图"><x:ClientData ObjectType="Note"><x:Row>3</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>'
)


def test_vml_keeps_notes_and_check_boxes():
    assert active_shapes(VML) == {"_x0000_s1025"}
    left = cleaned_vml(VML, [], AWAY, same)
    assert "s1025" not in left and "是否" in left and "Fmla" not in left and "图" not in left and "s1027" in left
    assert "s1027" not in cleaned_vml(VML, [(3, 0)], AWAY, same)


def test_a_form_control_loses_what_leads_away():
    text = '<formControlPr xmlns="x" objectType="Drop" fmlaRange="参数!$A$1:$A$3" fmlaLink="$B$1" macro="go"/>'
    assert cleaned_control(text, AWAY, same) == '<formControlPr xmlns="x" objectType="Drop" fmlaLink="$B$1"/>'


def test_what_a_list_offers_to_choose_is_masked():
    text = '<formControlPr xmlns="x" objectType="List"><itemLst><item val="某某甲"/><item val="其他"/></itemLst></formControlPr>'
    assert cleaned_control(text, AWAY, lambda words: words.replace("某某甲", "某**")) == text.replace("某某甲", "某**")


def test_a_series_named_by_a_text_is_masked_in_its_formula():
    """LibreOffice writes the name of a series that stands in no cell as a formula."""
    text = f"<c:chartSpace xmlns:c='c'><c:ser><c:tx><c:strRef><c:f>&quot;某某甲&quot;</c:f><c:strCache>{points('某某甲')}</c:strCache></c:strRef></c:tx></c:ser></c:chartSpace>"
    assert "某某甲" not in cleaned_chart(text, set(), AWAY, lambda words: words.replace("某某甲", "某**"), of_nobody)


def test_the_name_of_a_control_is_masked():
    control = '<controls><control shapeId="1001" r:id="rId4" name="{0}"><controlPr altText="{0}"/></control></controls>'
    sheet = f"<worksheet {RELATIONS}><sheetData/>{control}</worksheet>"
    left, _ = cleaned_sheet(sheet.format("某某甲"), set(), set(), AWAY, lambda where: lambda words: words.replace("某某甲", "某**"), of_nobody)
    assert left == sheet.format("某**")


def test_controls_of_a_sheet_go_with_their_wrapping():
    control = '<mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="{0}" r:id="rId{0}"><controlPr macro="go"/></control></mc:Choice></mc:AlternateContent>'
    controls = '<mc:AlternateContent><mc:Choice Requires="x14"><controls>{}</controls></mc:Choice></mc:AlternateContent>'
    sheet = f'<worksheet {RELATIONS}><sheetData/>{{}}<pageSetup paperSize="9" r:id="rId7"/></worksheet>'
    both = sheet.format(controls.format(control.format(1025) + control.format(1026)))
    left, _ = cleaned_sheet(both, {"rId7"}, {"_x0000_s1025"}, AWAY, anywhere, of_nobody)
    assert "1025" not in left and "1026" in left and '<pageSetup paperSize="9"/>' in left
    left, _ = cleaned_sheet(both, {"rId7", "rId1025", "rId1026"}, set(), AWAY, anywhere, of_nobody)
    assert left == f'<worksheet {RELATIONS}><sheetData/><pageSetup paperSize="9"/></worksheet>'


def chunk(kind, content):
    return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))


def test_pictures_lose_their_remarks():
    head, pixels, end = chunk(b"IHDR", bytes(13)), chunk(b"IDAT", b"pixels"), chunk(b"IEND", b"")
    png = b"\x89PNG\r\n\x1a\n" + head + chunk(b"tEXt", "Author\0某某甲".encode()) + pixels + end
    assert as_it_looks(png, same) == b"\x89PNG\r\n\x1a\n" + head + pixels + end
    segments = [b"\xff" + bytes([marker]) + struct.pack(">H", 8) + b"secret" for marker in (0xE1, 0xFE)]
    jpeg = b"\xff\xd8" + b"\xff\xe0\0\x04JF" + b"".join(segments) + b"\xff\xda\0\x02pixels\xff\xd9"
    assert as_it_looks(jpeg, same) == b"\xff\xd8" + b"\xff\xe0\0\x04JF" + b"\xff\xda\0\x02pixels\xff\xd9"


def gif(*extensions):
    """One pixel of two colours, with these extensions before it; a block in it holds the byte that begins extensions."""
    screen = struct.pack("<2H3B", 1, 1, 0x80, 0, 0) + bytes(6)
    image = b"," + struct.pack("<4HB", 0, 0, 1, 1, 0x80) + bytes(6) + b"\x02" + b"\x02!\xfe" + b"\x01\x01" + b"\0"
    return b"GIF89a" + screen + b"".join(extensions) + image + b";"


def extension(kind, *blocks):
    return b"!" + bytes([kind]) + b"".join(bytes([len(block)]) + block for block in blocks) + b"\0"


def test_a_gif_loses_its_comments_and_xmp_and_keeps_its_movement():
    control, repeats = extension(0xF9, b"\x04\0\0\0"), extension(0xFF, b"NETSCAPE2.0", b"\x01\0\0")
    comment, xmp = extension(0xFE, "某某甲".encode(), b"13800000000"), extension(0xFF, b"XMP DataXMP", b"<x:xmpmeta>")
    assert as_it_looks(gif(comment, repeats, xmp, control) + b"more", same) == gif(repeats, control)


def webp(flags, *chunks):
    body = b"WEBP" + riff(b"VP8X", bytes([flags]) + bytes(9)) + b"".join(chunks)
    return b"RIFF" + struct.pack("<L", len(body)) + body


def riff(kind, content):
    return kind + struct.pack("<L", len(content)) + content + bytes(len(content) % 2)


def test_a_webp_loses_exif_and_xmp():
    colours, pixels = riff(b"ICCP", b"icc"), riff(b"VP8L", b"pixel")
    full = webp(0x2C, colours, pixels, riff(b"EXIF", b"place"), riff(b"XMP ", b"<x:xmpmeta>1"))
    assert as_it_looks(full + b"more", same) == webp(0x20, colours, pixels)


def emf(description, count=None):
    words = description.encode("utf-16-le")
    header = struct.pack("<2L", 1, 108 + len(words)) + bytes(32) + b" EMF" + bytes(16)
    count = len(description) if count is None else count
    return header + struct.pack("<2L", count, 108 if count else 0) + bytes(40) + words + b"records"


def test_an_emf_says_no_more_what_made_it():
    description = "某程序\0C:\\某某甲\\图\0\0"
    assert as_it_looks(emf(description), same) == emf("\0" * len(description), 0)


BROKEN = [gif(extension(0xFE, b"x"))[:-1], webp(0x2C)[:-3], webp(0x2C, b"EXIF\xff\0\0\0"), emf("x", 99), b"\x01\0\0\0" + bytes(36) + b" EMF"]


@pytest.mark.parametrize("data", [*BROKEN, b"", b"GIF89a", b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\xff\xff"])
def test_a_broken_or_other_picture_stays(data):
    assert as_it_looks(data, same) == data
