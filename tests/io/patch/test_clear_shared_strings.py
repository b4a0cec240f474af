"""A marked workbook that another program has saved keeps our texts among the shared strings: cleared, nobody reads them there."""

import io
import re
import zipfile
from html import unescape

import openpyxl
import pytest
from openpyxl.comments import Comment

from perfeval_xl import check
from perfeval_xl.annotation import annotate, clear
from perfeval_xl.io.patch.shared_strings import emptied
from perfeval_xl.io.patch.work import Work
from perfeval_xl.sealing import seal

EXPLANATION = "招标推迟到十二月，合同款按进度次年支付，附验收单"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
INLINE = re.compile(r't="inlineStr"><is>(.*?)</is></c>', re.DOTALL)


@pytest.fixture
def saved_elsewhere(examples, tmp_path):
    """Marked, an explanation typed, and saved by a program that writes all texts as shared strings, as Excel does."""
    annotate(str(examples / "lukou-2022.xlsx"), str(tmp_path / "marked.xlsx"))
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    sheet = book["校验结果"]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "核实说明" for cell in row))
    column = next(cell.column for cell in header if cell.value == "核实说明")
    sheet.cell(header[0].row + 1, column, EXPLANATION)
    book.create_sheet("附注")["A1"] = sheet.cell(header[0].row + 1, 1).value  # a rule's code that the user copied
    saved = io.BytesIO()
    book.save(saved)
    (tmp_path / "saved.xlsx").write_bytes(with_shared_strings(saved))
    return tmp_path / "saved.xlsx"


def with_shared_strings(package) -> bytes:
    """The same package with every text of its sheets in one list."""
    texts: dict[str, int] = {}

    def numbered(cell: re.Match) -> str:
        return f't="s"><v>{texts.setdefault(cell[1], len(texts))}</v></c>'

    result = io.BytesIO()
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        assert "xl/sharedStrings.xml" not in old.namelist()
        for name in old.namelist():
            text = old.read(name).decode()
            if name.startswith("xl/worksheets/sheet"):
                text = INLINE.sub(numbered, text)
            elif name == "[Content_Types].xml":
                text = text.replace("</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{STRINGS}"/></Types>')
            elif name == "xl/_rels/workbook.xml.rels":
                relation = f'<Relationship Id="rId99" Type="{KINDS}/sharedStrings" Target="sharedStrings.xml"/>'
                text = text.replace("</Relationships>", relation + "</Relationships>")
            new.writestr(name, text)
        new.writestr("xl/sharedStrings.xml", sst(f"<si>{text}</si>" for text in texts))
    return result.getvalue()


def sst(entries) -> str:
    return f'<sst xmlns="{MAIN}">{"".join(entries)}</sst>'


def strings(path) -> str:
    with zipfile.ZipFile(path) as package:
        return unescape(package.read("xl/sharedStrings.xml").decode())


def test_nothing_of_ours_can_be_read_any_more(saved_elsewhere, tmp_path):
    assert EXPLANATION in strings(saved_elsewhere) and "绩效校验结果" in strings(saved_elsewhere)
    assert clear(str(saved_elsewhere), str(tmp_path / "clear.xlsx"))
    left = strings(tmp_path / "clear.xlsx")
    assert EXPLANATION not in left and "绩效校验结果" not in left and "核实说明" not in left


def test_of_an_earlier_seal_neither(examples, tmp_path):
    """封存、另存（加了批注和公式）、再封存：上一次的清单和那张表上的批注都不留在文件里，新的封存照样成立。"""
    first, again = tmp_path / "first.xlsx", tmp_path / "again.xlsx"
    seal(str(examples / "consistent-2024.xlsx"), str(first), force=True)
    book = openpyxl.load_workbook(first)
    sheet = book["封存信息"]
    manifest = sheet["E3"].value
    sheet["A1"].comment = Comment("收到", "某某某")
    sheet["H40"] = "=1+1"
    saved = io.BytesIO()
    book.save(saved)
    first.write_bytes(with_shared_strings(saved))
    assert manifest in strings(first)
    seal(str(first), str(again), force=True)
    with zipfile.ZipFile(again) as package:
        assert not [name for name in package.namelist() if "comment" in name.lower()]
    assert manifest not in strings(again) and check(again).sealed.intact


def test_the_other_sheets_say_what_they_said(saved_elsewhere, tmp_path):
    clear(str(saved_elsewhere), str(tmp_path / "clear.xlsx"))
    before, after = openpyxl.load_workbook(saved_elsewhere), openpyxl.load_workbook(tmp_path / "clear.xlsx")
    assert after.sheetnames == ["整体自评表", "附注"]
    for name in after.sheetnames:
        assert list(after[name].values) == list(before[name].values)


TEXTS = ("甲", "乙", "丙")
OURS = '<c t="s" r="A1" ><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c>'


@pytest.mark.parametrize(
    ("other", "left"),
    [
        ('<c r="A1"><v>0</v></c>', ""),  # the figure 0, not the first text
        ("<c t='s'><v>1</v></c>", "乙"),
        ('<c r="A1" t = "s"><f>B1</f>\n<v> 1 </v></c><c t="s"><f/><v>0</v></c>', "甲乙"),
        ('<!-- <c/> --><c r="A1"/>', "甲乙丙"),
    ],
)
def test_what_another_cell_names_stays(examples, other, left):
    work = Work(package_with(other))
    emptied(work, [f"<row>{OURS}</row>"])
    text = work.text("xl/sharedStrings.xml")
    assert text.count("<si>") == len(TEXTS), "别的文字仍在原来的位置"
    assert "".join(each for each in TEXTS if each in text) == left


def package_with(cells: str) -> bytes:
    """A workbook of one sheet of these cells; its shared strings are TEXTS."""
    written, result = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = "甲"
    book.save(written)
    with zipfile.ZipFile(io.BytesIO(with_shared_strings(written))) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name.startswith("xl/worksheets/sheet"):
                text = f'<worksheet xmlns="{MAIN}"><sheetData><row>{cells}</row></sheetData></worksheet>'
            elif name == "xl/sharedStrings.xml":
                text = sst(f"<si><t>{each}</t></si>" for each in TEXTS)
            new.writestr(name, text)
    return result.getvalue()
