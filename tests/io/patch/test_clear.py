"""Marks taken out again: byte for byte where nobody saved the file since, one by one where somebody did."""

import io
from xml.etree import ElementTree

import pytest

from perfeval_xl.io.parts import sheet_parts
from perfeval_xl.io.patch.clear import cleared, original
from perfeval_xl.io.patch.record import found
from perfeval_xl.io.patch.relations import flavour_of
from perfeval_xl.io.patch.work import Work
from perfeval_xl.io.reader import read_bytes
from tests.io.patch.test_apply import NOT_FOR_OPENPYXL, contents, marked, opened, value


def given_back(data):
    """The original by its record; None where it does not fit any more."""
    work = Work(data)
    return original(work, found(work))


def test_the_original_comes_back_byte_for_byte(packages):
    for name, data in packages.items():
        assert given_back(marked(data)) == data, name


def test_so_does_every_sample(sample_packages):
    for name, data in sample_packages.items():
        assert given_back(marked(data)) == data, name


def one_by_one(data):
    """Cleared as if somebody had saved the file since."""
    work = Work(data)
    assert cleared(work, read_bytes(data, "x.xlsx"), found(work))
    return b"".join(work.pieces())


def check_like_before(name, data, out):
    if name in NOT_FOR_OPENPYXL:
        return
    before, after = opened(data), opened(out)
    assert after.sheetnames == before.sheetnames
    assert sorted(before.defined_names) == sorted(after.defined_names)
    for sheet in before.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                twin = after[sheet.title].cell(cell.row, cell.column)
                assert value(cell) == value(twin)
                assert repr(cell.fill) == repr(twin.fill), f"{name} {sheet.title}!{cell.coordinate} 填充没有还原"
                assert (cell.comment and cell.comment.text) == (twin.comment and twin.comment.text)
        assert sum(c.comment is not None for r in after[sheet.title].iter_rows() for c in r) == sum(
            c.comment is not None for r in sheet.iter_rows() for c in r
        )


def test_one_by_one(packages):
    for name, data in packages.items():
        check_like_before(name, data, one_by_one(marked(data)))


def test_one_by_one_in_every_sample(sample_packages):
    for name, data in sample_packages.items():
        check_like_before(name, data, one_by_one(marked(data)))


def test_one_by_one_no_part_of_ours_is_left_and_none_is_listed(packages):
    for name, data in packages.items():
        before, after = contents(data), contents(one_by_one(marked(data)))
        assert after.keys() == before.keys(), name
        lists = [part for part in before if part == "[content_types].xml" or part.endswith(".rels")]
        for part in lists:
            assert entries(after[part]) == entries(before[part]), f"{name} {part}"


def entries(text):
    """The parts that a list of content types, or of relationships, names."""
    named = (element.get("PartName") or element.get("Target") for element in ElementTree.fromstring(text))
    return sorted(name for name in named if name)


def test_after_another_program_has_saved_it(packages):
    """openpyxl rewrites every part, drops the record and renumbers the styles; rows are inserted as well."""
    data = packages["openpyxl"]
    book = opened(marked(data))
    book.worksheets[0]["C9"] = "后来填的"
    file = io.BytesIO()
    book.save(file)
    saved = file.getvalue()
    assert given_back(saved) is None
    out = opened(one_by_one(saved))
    assert out.sheetnames == opened(data).sheetnames
    sheet = out.worksheets[0]
    assert sheet["C9"].value == "后来填的"
    assert sheet["B3"].comment.text.strip() == "原有批注"
    assert sheet["A1"].fill.fgColor.rgb == "0000FF00"
    assert sheet["A2"].fill.fill_type is None


@pytest.mark.parametrize("name", ["XlsxWriter", "openpyxl"])
def test_a_file_without_marks_is_left_as_it_is(packages, name):
    data = packages[name]
    work = Work(data)
    assert not cleared(work, read_bytes(data, "x.xlsx"), found(work))
    assert b"".join(work.pieces()) == data


@pytest.mark.parametrize("part", ["xl/worksheets/sheet3.xml", "xl/worksheets/sheet1.xml"])
def test_what_was_typed_since_survives_clearing(packages, part):
    work = Work(marked(packages["XlsxWriter"]))
    text = work.text(part)
    row = text.rindex("</row>") + len("</row>")
    work.put(part, text[:row] + '<row r="99"><c r="A99"><v>7</v></c></row>' + text[row:])
    typed = b"".join(work.pieces())
    assert given_back(typed) is None
    number = int(part[-5]) - 1
    assert opened(one_by_one(typed)).worksheets[number]["A99"].value == 7


@pytest.mark.parametrize(
    "kind, target, stays",
    [
        ("image", "xl/media/image1.png", True),
        ("worksheet", "xl/worksheets/sheet1.xml", True),
        ("pivotCacheDefinition", "xl/pivotCache/pivotCacheDefinition1.xml", True),
        ("slicer", "xl/slicers/slicer1.xml", True),
        ("pivotTable", "xl/pivotTables/pivotTable1.xml", False),
    ],
)
def test_what_was_put_on_the_findings_sheet_goes_with_it_unless_others_use_it_too(packages, kind, target, stays):
    """A picture that was copied there lies in the file once; a pivot table there reads the cache of another."""
    work = Work(marked(packages["XlsxWriter"]))
    flavour = flavour_of(work.text(work.workbook))
    if target not in work:
        work.add(target, "<part/>", "application/xml")
    work.relate(sheet_parts(work.package)["校验结果"], flavour.kinds + kind, target)
    left = contents(one_by_one(b"".join(work.pieces())))
    assert (target.lower() in left) == stays and not any("sheet4" in part for part in left)
