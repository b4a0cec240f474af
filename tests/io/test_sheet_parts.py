"""Sheet parts written in unusual ways, and the quick search held to the exact parser."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from perfeval_xl.core.book import UNCACHED, CellError, Shown
from perfeval_xl.core.cells import address
from perfeval_xl.io import reader, sheet_cells, sheet_scan
from perfeval_xl.io.package import Package
from perfeval_xl.io.parts import relations, sheet_parts
from perfeval_xl.io.reader import read_bytes
from perfeval_xl.io.shared_formulas import moved
from tests.io.workbook_files import MAIN, RELATION, SHEET_TYPE, relationships, sheet_part, workbook_parts, zipped

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
ROWS = (
    '<row r="1"><c r="A1" s="1"><v>1.5</v></c><c r="B1" s="1"><f>A1*2</f><v>3</v></c>'
    '<c r="C1" t="str"><f>A2&amp;B2</f><v>合格</v></c></row>'
    '<row r="3"><c r="A3" s="1"><f>A9</f></c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
)
GRID = [[1.5, 3, "合格"], ["", "", ""], [UNCACHED, "", CellError("#DIV/0!")]]
FORMULAS = {(0, 1): "=A1*2", (0, 2): "=A2&B2", (2, 0): "=A9", (2, 2): "=1/0"}
FORMATS = {(0, 0): Shown(2), (0, 1): Shown(2), (2, 0): Shown(2)}


FIRST, SECOND = ROWS[: ROWS.index('<row r="3"')], ROWS[ROWS.index('<row r="3"') :]


def with_prefix(rows: str) -> str:
    return rows.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")


def prefixed(rows: str, uri: str = MAIN) -> str:
    return f'<x:worksheet xmlns:x="{uri}"><x:sheetData>{with_prefix(rows)}</x:sheetData></x:worksheet>'


WRITINGS = {
    "Excel 的写法": sheet_part(ROWS),
    "带前缀": prefixed(ROWS),
    "严格版命名空间": sheet_part(ROWS).replace(MAIN, STRICT),
    "严格版带前缀": prefixed(ROWS, STRICT),
    "单引号": sheet_part(ROWS.replace('"', "'")),
    "属性次序不同": sheet_part(ROWS.replace('r="A1" s="1"', 's="1" r="A1"').replace('r="C3" t="e"', 't="e" r="C3"')),
    "缩进": sheet_part(ROWS.replace("<c ", "\n  <c ").replace("<f>", "\n    <f>").replace("</c>", "\n  </c>")),
    "每个标签另起一行": sheet_part(ROWS.replace("><", ">\n  <")),
    "一半带前缀": sheet_part(FIRST + with_prefix(SECOND)).replace(" xmlns=", f' xmlns:x = "{MAIN}" xmlns='),
    "有注释": sheet_part('<!-- <c r="Z9"><f>1</f></c> --><!-- <c r="Z8" t="e"><v>#N/A</v></c> -->' + ROWS),
    "公式在 CDATA 里": sheet_part(ROWS.replace("A1*2", "<![CDATA[A1*2]]>")),
    "没有地址": sheet_part(
        '<row><c s="1"><v>1.5</v></c><c s="1"><f>A1*2</f><v>3</v></c><c t="str"><f>A2&amp;B2</f><v>合格</v></c></row><row/>'
        '<row><c s="1"><f>A9</f></c><c/><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    ),
    "值为空的写法": sheet_part(ROWS.replace("<f>A9</f>", "<f>A9</f><v></v>")),
    "值自闭合的写法": sheet_part(ROWS.replace("<f>A9</f>", "<f>A9</f><v/>")),
}


@pytest.mark.parametrize("calamine", [True, False], ids=["calamine", "标准库"])
@pytest.mark.parametrize("sheet", WRITINGS.values(), ids=WRITINGS.keys())
def test_however_it_is_written_the_sheet_is_the_same(sheet, calamine, monkeypatch):
    if not calamine:
        monkeypatch.setattr(reader, "load_workbook", None)
    read = read_bytes(zipped(workbook_parts(sheet)), "a.xlsx").sheets[0]
    assert (read.rows, read.formulas, read.formats) == (GRID, FORMULAS, FORMATS)


def test_what_is_wrong_far_to_the_right_is_told_where_it_stands():
    cells = "".join(f'<c r="{address(1, col)}"><f>A1</f></c>' for col in (25, 26, 51, 52, 701, 702))
    read = read_bytes(zipped(workbook_parts(sheet_part(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2">{cells}</row>'))), "a.xlsx").sheets[0]
    assert [(row, col) for row, col, _ in read.bad] == [(1, col) for col in (25, 26, 51, 52, 701, 702)]


def test_formats_without_a_code_of_their_own_print_the_decimals_of_the_standard():
    """ECMA-376 Part 1, 18.8.30: whole, two decimals, per cent, parts of a date; fractions and exponents print none that are fixed."""
    xfs = "".join(f'<xf numFmtId="{number}"/>' for number in range(50))
    cells = "".join(f'<row r="{number + 1}"><c r="A{number + 1}" s="{number}"><v>1</v></c></row>' for number in range(50))
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs>{xfs}</cellXfs></styleSheet>'
    read = read_bytes(zipped(workbook_parts(sheet_part(cells), **{"xl/styles.xml": styles})), "a.xlsx").sheets[0]
    whole, two = dict.fromkeys((1, 3, 5, 6, 37, 38, 41, 42), Shown(0)), dict.fromkeys((2, 4, 7, 8, 39, 40, 43, 44), Shown(2))
    dates = dict.fromkeys((17, 27, 36), Shown(None, date="ym")) | dict.fromkeys((16, 28, 29), Shown(None, date="md"))
    expected = {**whole, **two, **dates, 9: Shown(0, True), 10: Shown(2, True)}
    assert {row: how for (row, _), how in read.formats.items()} == expected


TARGETS = {
    "绝对路径": ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
    "大小写不一": ("worksheets/Sheet1.xml", "xl/worksheets/sheet1.xml"),
    "反斜杠": ("worksheets/sheet1.xml", "xl\\worksheets\\sheet1.xml"),
}


@pytest.mark.parametrize(("target", "part"), TARGETS.values(), ids=TARGETS.keys())
def test_part_names_and_targets(target, part):
    parts = workbook_parts("")
    del parts["xl/worksheets/sheet1.xml"]
    parts |= {part: sheet_part(ROWS)}
    parts["xl/_rels/workbook.xml.rels"] = relationships(r1=f"worksheet:{target}", r2="styles:styles.xml")
    read = read_bytes(zipped(parts), "a.xlsx").sheets[0]
    assert (read.rows, read.formulas, read.formats) == (GRID, FORMULAS, FORMATS)


SHEET = '<sheet name="自评表" sheetId="1" r:id="r1"/>'
DIRECTORIES = {
    "等号前有空格": SHEET.replace("=", " ="),
    "一个属性用单引号": SHEET.replace('"自评表"', "'自评表'"),
    "前面的属性用单引号，里面有双引号": SHEET.replace("<sheet ", """<sheet state='="visible"' """),
    "属性前换行": SHEET.replace(" ", "\n"),
    "名称用字符引用": SHEET.replace("自", "&#33258;"),
    "有注释": f"<!-- {SHEET} -->{SHEET}",
    "有处理指令": f"<?old {SHEET}?>{SHEET}",
    "元素里另有命名空间": SHEET.replace("<sheet ", f'<sheet xmlns:r="{RELATION}" '),
    "带前缀": SHEET.replace("<sheet", f'<m:sheet xmlns:m="{MAIN}"'),
    "不自闭合": SHEET.replace("/>", "></sheet>"),
}


@pytest.mark.parametrize("sheet", DIRECTORIES.values(), ids=DIRECTORIES.keys())
def test_however_its_sheets_are_listed_the_workbook_has_the_same(sheet):
    parts = workbook_parts(sheet_part(ROWS))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(SHEET, sheet)
    assert dict(sheet_parts(Package(zipped(parts)))) == {"自评表": "xl/worksheets/sheet1.xml"}


RELATIONS = {
    "等号前有空格": ("=", " ="),
    "一个属性用单引号": ('"styles.xml"', "'styles.xml'"),
    "写明目标在包里": ('Target="styles.xml"', 'Target="styles.xml" TargetMode="Internal"'),
    "属性前换行": (" Target", "\nTarget"),
}


@pytest.mark.parametrize(("usual", "written"), RELATIONS.values(), ids=RELATIONS.keys())
def test_however_they_are_written_the_relationships_are_the_same(usual, written):
    parts = workbook_parts(sheet_part(ROWS))
    part = "xl/_rels/workbook.xml.rels"
    found = []
    for rels in (parts[part], parts[part].replace(usual, written)):
        found.append(relations(Package(zipped({**parts, part: rels})), "xl/workbook.xml"))
    assert found[0] == found[1] != {} and parts[part].count(usual)


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "xlsx"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", "xltx"),
        ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xlsm"),
        ("application/vnd.ms-excel.template.macroEnabled.main+xml", "xltm"),
    ],
)
def test_kind_is_told_by_the_content_and_not_by_the_name(content_type, kind):
    parts = workbook_parts(sheet_part(ROWS))
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(f"{SHEET_TYPE}.sheet.main+xml", content_type)
    assert read_bytes(zipped(parts), "改过名.xls").source == kind


def test_inline_text_and_empty_text_result():
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>满意度 t="e" &lt;f&gt;</t></is></c>'
        '<c r="B1" t="str"><f>""</f><v></v></c><c r="C1" t="b"><f>TRUE()</f><v>1</v></c></row>'
    )
    read = read_bytes(zipped(workbook_parts(sheet_part(rows))), "a.xlsx").sheets[0]
    assert read.rows == [['满意度 t="e" <f>', "", True]]


def test_shared_formulas_read_as_they_stand_in_each_cell():
    rows = (
        '<row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$D$1+SUM(A$1:A1)</f><v>1</v></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"/></c></row>'
    )
    read = read_bytes(zipped(workbook_parts(sheet_part(rows))), "a.xlsx").sheets[0]
    assert read.formulas[1, 1] == "=A2*$D$1+SUM(A$1:A2)"
    assert read.formulas[2, 1] == "=A3*$D$1+SUM(A$1:A3)"
    assert read.value(2, 1) is UNCACHED


def test_threaded_comments_with_their_replies():
    """Excel 365 leaves a stand-in note beside each thread; the thread itself is what people wrote."""
    threads = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="B2" id="1"><text>请核实</text></threadedComment>\n'
        '<threadedComment ref="B2" id="2" parentId="1"><text>已核实</text></threadedComment></ThreadedComments>'
    )
    notes = (
        f'<comments xmlns="{MAIN}"><commentList><comment ref="B2"><text><t>[线程批注]</t></text></comment>'
        '<comment ref="A1"><text><r><t>某某甲：</t></r><r><t>见附件</t></r><rPh><t>ji</t></rPh></text></comment>'
        "</commentList></comments>"
    )
    parts = workbook_parts(sheet_part('<row r="1"><c r="A1"><v>1</v></c></row>')) | {
        "xl/worksheets/_rels/sheet1.xml.rels": relationships(
            r1="comments:../comments1.xml", r2="threadedComment:/xl/threadedComments/threadedComment1.xml"
        ),
        "xl/comments1.xml": notes,
        "xl/threadedComments/threadedComment1.xml": threads,
    }
    assert read_bytes(zipped(parts), "a.xlsx").sheets[0].comments == {
        (0, 0): "某某甲：见附件",
        (1, 1): "请核实\n已核实",
    }


def test_broken_extras_are_unknown_and_do_not_stop_the_check():
    parts = workbook_parts(sheet_part('<row r="1"><c r="A1"><v>1</v></c></row>')) | {
        "xl/worksheets/_rels/sheet1.xml.rels": relationships(r1="comments:../comments1.xml"),
        "xl/comments1.xml": "<comments",
    }
    read = read_bytes(zipped(parts), "a.xlsx").sheets[0]
    assert read.comments is None
    assert read.formulas == {}


@pytest.mark.parametrize(
    "formula",
    [
        "A1+$B1+C$1+$D$1",
        "SUM(A1:B2)*'表 A1'!C3",
        '"A1"&B1&"说""A1"""',
        "SUM(A:B)+SUM($A:B)+SUM(1:2)+SUM($1:2)",
        "LOG10(A1)+ATAN2(B1,B2)",
        "表1[金额]+A1",
    ],
)
def test_moved_formulas_agree_with_openpyxl(formula):
    expected = Translator("=" + formula, origin="E5").translate_formula("G9")
    assert "=" + moved(formula, 4, 2) == expected


CONTENTS = st.sampled_from(
    [
        "<v>1</v>",
        "<f>A1+1</f><v>2</v>",
        "<f>A1&gt;1</f>",
        "<f>A1</f><v/>",
        "<f>A1</f><v></v>",
        '<f t="shared" si="0"/>',
        '<f t="shared" ref="A1:A3" si="0">B1</f><v>1</v>',
        '<f t="array" ref="A1:A2">B1:B2</f>',
    ]
)
ATTRIBUTES = st.sampled_from(["", ' s="1"', ' s="2" t="n"', ' s="1" t="str"', ' s="1" cm="1"', ' s="12"'])
CELLS = st.one_of(
    st.builds(lambda attributes, content: (attributes, content), ATTRIBUTES, CONTENTS),
    st.just((' t="e"', "<v>#REF!</v>")),
    st.just((' s="1" t="e"', "<f>1/0</f><v>#DIV/0!</v>")),
    st.just((' s="1"', None)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=5), max_size=5))
def test_quick_search_and_exact_parser_agree(grid):
    """The search for bytes is only a shortcut: on whatever it accepts, it says what the parser says."""
    rows = "".join(
        f'<row r="{row + 1}">'
        + "".join(
            f'<c r="{address(row, col)}"{attributes}' + ("/>" if content is None else f">{content}</c>")
            for col, (attributes, content) in enumerate(cells)
        )
        + "</row>"
        for row, cells in enumerate(grid)
    )
    data = sheet_part(rows).encode()
    exact = sheet_cells.cells(data)
    styles = {1: Shown(2), 2: Shown(0, True)}
    assert set(sheet_scan.marks(data)) == set(sheet_cells.marks(exact))
    assert [(found.row, found.col, found.text) for found in sheet_scan.formulas(data)] == [
        (cell.row, cell.col, cell.formula) for cell in exact if cell.formula is not None
    ]
    assert sheet_scan.formats(data, styles) == {
        (cell.row, cell.col): styles[cell.style]
        for cell in exact
        if cell.style in styles and cell.kind == "n" and (cell.value or cell.formula is not None)
    }
