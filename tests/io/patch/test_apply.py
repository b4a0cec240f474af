"""Marks put into files that others wrote: the intended cells change and nothing else, seen by a second reader."""

import io
import posixpath
import warnings
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest

from perfeval_xl.core.edits import FILLS
from perfeval_xl.io.package import normal
from perfeval_xl.io.parts import sheet_parts
from perfeval_xl.io.patch.apply import applied
from perfeval_xl.io.patch.record import digest, kept
from perfeval_xl.io.patch.relations import flavour_of
from perfeval_xl.io.patch.work import Work
from tests.io.patch.marks import CELLS, LEVELS, edits
from tests.support.workbook_parts import with_part

# openpyxl stumbles over these whether they are patched or not.
NOT_FOR_OPENPYXL = frozenset({"minimal_package.xlsx", "pivots.xlsx", "strict_iso_paths.xlsx", "nonstandard-xml-ns-prefix.xlsx"})
# Without a style part the default font is each reader's own; with one it is said.
WITHOUT_STYLES = frozenset({"inlineStr_cdata.xlsx"})
# Beside the sheets' own parts: styles, comments and their boxes, lists of parts, the new sheet, the record.
MAY_CHANGE = ("styles", "comments", "vmldrawing", "[content_types].xml", "workbook.xml", "_rels/")


def worksheets(data):
    return [name for name, part in sheet_parts(Work(data).package).items() if "chartsheet" not in part]


def marked(data):
    work = Work(data)
    applied(work, edits(worksheets(data)))
    return b"".join(work.pieces(kept(work, digest(data), {}, flavour_of(work.text(work.workbook)).kinds)))


def contents(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {normal(name): archive.read(name) for name in archive.namelist()}


def opened(data):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data))


def value(cell):
    """What stands in a cell, formulas of any kind as text."""
    return (cell.value.ref, cell.value.text) if hasattr(cell.value, "ref") and hasattr(cell.value, "text") else str(cell.value)


def check_untouched_parts(name, data, out):
    before, after = contents(data), contents(out)
    sheets = {normal(part) for part in sheet_parts(Work(data).package).values()}
    for part, content in before.items():
        if part not in sheets and not any(word in part for word in MAY_CHANGE):
            assert after[part] == content, f"{name}：不该动的 {part} 变了"


def check_cells(name, data, out):
    """Every cell as it was, the marked ones but for their fill and comment."""
    before, after = opened(data), opened(out)
    assert after.sheetnames[: len(before.sheetnames)] == before.sheetnames
    for sheet in before.worksheets:
        other = after[sheet.title]
        assert sorted(map(str, sheet.merged_cells.ranges)) == sorted(map(str, other.merged_cells.ranges))
        for row in sheet.iter_rows():
            for cell in row:
                place, twin = (cell.row - 1, cell.column - 1), other.cell(cell.row, cell.column)
                assert value(cell) == value(twin), f"{name} {sheet.title}!{cell.coordinate}"
                assert cell.number_format == twin.number_format
                assert repr(cell.font) == repr(twin.font) or name in WITHOUT_STYLES
                if place not in CELLS:
                    assert repr(cell.fill) == repr(twin.fill)
                    assert (cell.comment and cell.comment.text) == (twin.comment and twin.comment.text)
        check_marks(name, sheet, other)


def check_marks(name, sheet, other):
    for place, level in zip(CELLS, LEVELS):
        cell = other.cell(place[0] + 1, place[1] + 1)
        if cell.__class__.__name__ == "MergedCell":
            continue
        assert cell.fill.fgColor.rgb == "FF" + FILLS[level], f"{name} {sheet.title}!{cell.coordinate} 没有标色"
        said = sheet.cell(place[0] + 1, place[1] + 1).comment
        assert cell.comment is not None, f"{name} {sheet.title}!{cell.coordinate} 没有批注"
        assert "【绩效校验 F0" in cell.comment.text
        if said is not None:
            assert cell.comment.text.startswith(said.text.strip()), "用户自己的批注没有留住"


# What parts of ours are, by their names: ECMA-376 Part 1, 12.3, 14.2 and 15.2; Part 4, 8.1.
TYPES = {
    "xl/worksheets/sheet": "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    "xl/styles": "vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
    "xl/comments": "vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
    "xl/drawings/vmldrawing": "vnd.openxmlformats-officedocument.vmlDrawing",
    "xl/drawings/drawing": "vnd.openxmlformats-officedocument.drawing+xml",
    "xl/charts/chart": "vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "customxml/itemprops": "vnd.openxmlformats-officedocument.customXmlProperties+xml",
    "customxml/item": "xml",
}


def check_every_part_has_a_type(name, data, out):
    """Without one, or with one that Excel does not know, it calls the file damaged."""
    parts = contents(out)
    listed = ElementTree.fromstring(parts.pop("[content_types].xml"))
    typed = {(said.get("PartName") or said.get("Extension")).lower().lstrip("/"): said.get("ContentType") for said in listed}
    types = {part: typed.get(part) or typed.get(part.rpartition(".")[2]) for part in parts if part[-1] != "/"}
    assert all(types.values()), name
    for part in types.keys() - contents(data).keys():
        if not part.endswith(".rels"):
            expected = next(said for beginning, said in TYPES.items() if part.startswith(beginning))
            assert types[part] == f"application/{expected}", f"{name} {part}"


def led_to(parts) -> set[str]:
    """Where the relationships of a package lead."""
    found = set()
    for part, content in parts.items():
        folder, _, name = part.rpartition("_rels/")
        if name.endswith(".rels"):
            targets = (entry.get("Target").lower() for entry in ElementTree.fromstring(content))
            found |= {posixpath.normpath(posixpath.join("/", folder, target))[1:] for target in targets}
    return found


def check_new_parts_are_related(name, data, out):
    """A reader finds a part by its relationships alone, and takes a file for damaged in which one leads nowhere."""
    before, after = contents(data), contents(out)
    new = {part for part in after.keys() - before.keys() if not part.endswith(".rels")}
    assert new == led_to(after) - led_to(before), name


def check(name, data):
    out = marked(data)
    check_every_part_has_a_type(name, data, out)
    check_new_parts_are_related(name, data, out)
    check_untouched_parts(name, data, out)
    if name not in NOT_FOR_OPENPYXL:
        check_cells(name, data, out)
        sheet = opened(out).worksheets[-1]
        assert sheet.title.startswith("校验结果") and sheet["A1"].value == "绩效校验结果"
        assert sheet["G3"].data_type == "s" and sheet["G3"].value == "=1+1", "单元格里的文字成了公式"
        assert sheet["D3"].hyperlink.location.endswith("!$A$1")


def test_what_libraries_and_our_builder_write(packages):
    for name, data in packages.items():
        check(name, data)


def test_what_excel_and_many_others_wrote(sample_packages):
    assert len(sample_packages) > 70
    for name, data in sample_packages.items():
        check(name, data)


def test_marking_twice_the_same_is_the_same_file(packages):
    for data in packages.values():
        assert marked(data) == marked(data)


def test_a_foreign_sheet_of_that_name_is_left_alone(packages):
    book = opened(packages["openpyxl"])
    book.create_sheet("校验结果")["A1"] = "用户自己的表"
    file = io.BytesIO()
    book.save(file)
    names = opened(marked(file.getvalue())).sheetnames
    assert names[-2:] == ["校验结果", "校验结果(2)"]


@pytest.mark.parametrize("bom, encoding", [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le")])
def test_a_part_keeps_its_encoding(packages, bom, encoding):
    work = Work(packages["openpyxl"])
    part = "xl/worksheets/sheet1.xml"
    text = work.text(part)
    declared = f'<?xml version="1.0" encoding="{"UTF-8" if encoding == "utf-8" else "UTF-16"}"?>'
    body = text[text.index("?>") + 2 :] if text.startswith("<?xml") else text
    data = b"".join(work.archive.rewritten({part: bom + (declared + body).encode(encoding)}))
    changed = Work(marked(data)).archive.content(part)
    assert changed.startswith(bom) and "甲" not in changed.decode(encoding, "replace")[:1]
    assert 's="' in changed[len(bom) :].decode(encoding)


def test_the_drawing_of_comments_need_be_no_xml(packages):
    """Office writes HTML into it as it likes."""
    part = "xl/drawings/vmldrawing1.vml"
    drawing = contents(packages["XlsxWriter"])[part].decode()
    assert "</v:textbox>" in drawing
    data = with_part(packages["XlsxWriter"], "xl/drawings/vmlDrawing1.vml", drawing.replace("</v:textbox>", "第一行<br>第二行</v:textbox>"))
    left = contents(marked(data))[part].decode()
    assert "第一行<br>第二行" in left and left.count("<v:shape ") > drawing.count("<v:shape ")
