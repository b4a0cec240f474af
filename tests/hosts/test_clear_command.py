"""``perfeval-xl clear``: the file as it was before, or as near to that as what happened since allows."""

import os
import re
import shutil

import openpyxl
import pytest

from perfeval_xl.io import convert
from perfeval_xl.io.patch.record import NAMESPACE
from tests.hosts.test_bad_input import BAD
from tests.support.hosts import EXAMPLES
from tests.support.workbook_parts import changed, package, parts_of

NO_WORKBOOK = {make: why for make, why in BAD.items() if make.__name__ not in ("empty_workbook", "other_table")}


@pytest.fixture
def annotated(command, examples, tmp_path):
    """An example as 报送表.xlsx and its annotated copy 副本.xlsx; returns the copy."""

    def make(name="lukou-2022"):
        shutil.copy(examples / f"{name}.xlsx", tmp_path / "报送表.xlsx")
        command("annotate", "报送表.xlsx", "-o", "副本.xlsx")
        return tmp_path / "副本.xlsx"

    return make


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_original_comes_back_byte_for_byte(command, annotated, tmp_path, name):
    copy = annotated(name)
    before = copy.read_bytes(), copy.stat().st_mtime_ns
    outcome = command("clear", "副本.xlsx", "-o", "还原.xlsx")
    assert (outcome.code, outcome.err, outcome.out) == (0, "", "已去掉全部标记，写到 还原.xlsx。\n")
    assert (tmp_path / "还原.xlsx").read_bytes() == (tmp_path / "报送表.xlsx").read_bytes()
    assert (copy.read_bytes(), copy.stat().st_mtime_ns) == before


def test_a_file_without_marks_is_copied(command, consistent, tmp_path):
    outcome = command("clear", consistent, "-o", "还原.xlsx")
    assert (outcome.code, outcome.out) == (0, "文件里没有本工具的标记，原样复制，写到 还原.xlsx。\n")
    assert (tmp_path / "还原.xlsx").read_bytes() == consistent.read_bytes()


def test_the_second_time_there_is_nothing_to_clear(command, annotated):
    annotated()
    command("clear", "副本.xlsx", "-o", "还原.xlsx")
    assert "没有本工具的标记" in command("clear", "还原.xlsx", "-o", "又一次.xlsx").out


@pytest.mark.parametrize("make, why", NO_WORKBOOK.items(), ids=[make.__name__ for make in NO_WORKBOOK])
def test_a_file_that_cannot_be_read(command, examples, tmp_path, make, why):
    make(tmp_path / "副本.xlsx", examples / "lukou-2022.xlsx")
    outcome = command("clear", "副本.xlsx", "-o", "还原.xlsx")
    assert (outcome.code, outcome.out) == (2, "") and why in outcome.err and outcome.err.count("\n") == 1
    assert not os.path.exists("还原.xlsx")


def test_any_workbook_can_be_cleared_also_one_that_is_no_form(command, annotated, tmp_path):
    """Whoever has deleted the form from the copy still gets rid of the marks."""
    book = openpyxl.load_workbook(annotated())
    for row in book.active.iter_rows():
        for cell in row:
            if cell.__class__.__name__ == "Cell":
                cell.value = None
    book.active["A1"] = "值班表"
    book.save(tmp_path / "副本.xlsx")
    assert command("check", "副本.xlsx").code == 2
    assert command("clear", "副本.xlsx", "-o", "还原.xlsx").code == 0
    sheet = openpyxl.load_workbook("还原.xlsx").active
    assert not any(cell.comment for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    "out, why",
    [("副本.xlsx", "这正是原文件"), ("没有/还原.xlsx", "文件夹不存在"), ("还原.xlsm", "请在 -o 后给出 .xlsx 文件名"), (".", "请在 -o 后给出")],
)
def test_a_place_that_cannot_be_written(command, annotated, out, why):
    before = annotated().read_bytes()
    outcome = command("clear", "副本.xlsx", "-o", out)
    assert outcome.code == 2 and why in outcome.err and outcome.err.count("\n") == 1
    assert open("副本.xlsx", "rb").read() == before


def test_an_xls_needs_libreoffice(command, monkeypatch, tmp_path):
    monkeypatch.setattr(convert.shutil, "which", lambda name: None)
    monkeypatch.setattr(convert, "kind_of", lambda data: "xls")
    (tmp_path / "副本.xls").write_bytes(b"whatever it holds")
    outcome = command("clear", "副本.xls", "-o", "还原.xlsx")
    assert outcome.code == 2 and "另存为 .xlsx 后再试" in outcome.err


# -- what happened since ---------------------------------------------------------------------------------------------


def check_clean(path, original):
    """Values, formulas, fills, comments, sheets and names are those of the original."""
    before, after = openpyxl.load_workbook(original), openpyxl.load_workbook(path)
    assert after.sheetnames == before.sheetnames and sorted(after.defined_names) == sorted(before.defined_names)
    for sheet in before.worksheets:
        twin = after[sheet.title]
        assert sheet.print_title_rows == twin.print_title_rows and sheet.auto_filter.ref == twin.auto_filter.ref
        for row in sheet.iter_rows():
            for cell in row:
                other = twin[cell.coordinate]
                assert (cell.value, repr(cell.fill), repr(cell.font)) == (other.value, repr(other.fill), repr(other.font))
                assert (cell.comment and cell.comment.text) == (other.comment and other.comment.text)
    leftover = [part for part in parts_of(path.read_bytes()) if "chart" in part or "comments" in part or "customXml" in part]
    assert leftover == [part for part in parts_of(original.read_bytes()) if part in leftover]


@pytest.mark.parametrize("name", EXAMPLES)
def test_saved_by_another_program_since(command, annotated, tmp_path, name):
    openpyxl.load_workbook(annotated(name)).save(tmp_path / "副本.xlsx")
    assert command("clear", "副本.xlsx", "-o", "还原.xlsx").code == 0
    check_clean(tmp_path / "还原.xlsx", tmp_path / "报送表.xlsx")


@pytest.mark.parametrize("name", EXAMPLES)
def test_saved_by_excel_since_which_keeps_the_record(command, annotated, tmp_path, name):
    """Every part is written anew, so nothing fits the record any more: it goes with the rest."""
    copy = annotated(name)
    rewritten = {part: content + (b"\n" if part.endswith(".xml") else b"") for part, content in parts_of(copy.read_bytes()).items()}
    copy.write_bytes(package(rewritten))
    assert command("clear", "副本.xlsx", "-o", "还原.xlsx").code == 0
    check_clean(tmp_path / "还原.xlsx", tmp_path / "报送表.xlsx")
    assert NAMESPACE.encode() not in b"".join(parts_of((tmp_path / "还原.xlsx").read_bytes()).values())


HARM = {
    "cut off": lambda text: text[: len(text) // 2],
    "a part missing": lambda text: re.sub("<part .*?</part>", "", text, count=1),
    "characters missing": lambda text: re.sub("<body>....", "<body>", text),
    "characters that are none": lambda text: text.replace("</body>", "中文</body>"),
    "another part's entry": lambda text: re.sub("<entry>[^<]*", "<entry>UEsBAg==", text),
    "names without parts": lambda text: text.replace("<listed ", "<lying "),
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_a_damaged_record_is_of_no_use_and_of_no_harm(command, annotated, tmp_path, harm):
    copy = annotated()
    copy.write_bytes(changed(copy.read_bytes(), "customXml/item1.xml", harm))
    assert command("clear", "副本.xlsx", "-o", "还原.xlsx").code == 0
    check_clean(tmp_path / "还原.xlsx", tmp_path / "报送表.xlsx")


def test_formulas_and_pictures_put_into_the_findings_sheet_leave_no_trace(command, annotated, tmp_path):
    """Excel lists formulas by sheet in calcChain.xml; one that leads nowhere makes it offer a repair."""
    copy = annotated()
    parts = parts_of(copy.read_bytes())
    number = max(int(found) for found in re.findall(r"worksheets/sheet(\d+)\.xml", " ".join(parts)))
    sheet = f"xl/worksheets/sheet{number}.xml"
    chain = '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="P3" i="2"/></calcChain>'
    parts[sheet] = parts[sheet].replace(b"</sheetData>", b'<row r="99"><c r="P99"><f>COUNTA(A6:A90)</f></c></row></sheetData>')
    parts["xl/calcChain.xml"] = chain.encode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    entry = f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", entry.encode())
    relation = '<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", relation.encode())
    copy.write_bytes(package(parts))
    assert command("clear", "副本.xlsx", "-o", "还原.xlsx").code == 0
    check_clean(tmp_path / "还原.xlsx", tmp_path / "报送表.xlsx")
    left = parts_of((tmp_path / "还原.xlsx").read_bytes())
    assert "xl/calcChain.xml" not in left and b"calcChain" not in left["[Content_Types].xml"] + left["xl/_rels/workbook.xml.rels"]


def test_the_findings_sheet_moved_to_the_front_and_left_open(command, annotated, tmp_path):
    book = openpyxl.load_workbook(annotated("quyuan-2024"))
    book.move_sheet("校验结果", -6)
    book.active = 0
    book.save(tmp_path / "副本.xlsx")
    assert command("clear", "副本.xlsx", "-o", "还原.xlsx").code == 0
    check_clean(tmp_path / "还原.xlsx", tmp_path / "报送表.xlsx")
    assert openpyxl.load_workbook("还原.xlsx").active.title == "整体自评表"
