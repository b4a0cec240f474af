"""Excel lists every sheet in the document properties when it saves: cleared, ours is not among them any more."""

import io
import re
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from perfeval_xl.annotation import annotate, clear
from perfeval_xl.io.patch.properties import unlisted
from perfeval_xl.io.patch.work import Work
from tests.io.patch.packages import by_openpyxl
from tests.support.workbook_parts import with_part

APP = "docProps/app.xml"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/"
OURS = ["校验结果", "校验结果!Print_Area", "校验结果!Print_Titles"]


def listed(pairs, titles, before="", after="") -> str:
    """The properties as Excel writes them: headings with their counts, and all titles."""
    variants = "".join(
        f"<vt:variant><vt:lpstr>{heading}</vt:lpstr></vt:variant><vt:variant><vt:i4>{count}</vt:i4></vt:variant>"
        for heading, count in pairs
    )
    names = "".join(f"<vt:lpstr>{title}</vt:lpstr>" for title in titles)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        f'<Properties xmlns="{KINDS}extended-properties" xmlns:vt="{KINDS}docPropsVTypes">'
        f"<Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity>{before}"
        f'<HeadingPairs><vt:vector size="{2 * len(pairs)}" baseType="variant">{variants}</vt:vector></HeadingPairs>'
        f'<TitlesOfParts><vt:vector size="{len(titles)}" baseType="lpstr">{names}</vt:vector></TitlesOfParts>'
        f"{after}<AppVersion>16.0300</AppVersion></Properties>"
    )


def after_clearing(text: str, name: str = "校验结果") -> str:
    work = Work(with_part(by_openpyxl(), APP, text))
    unlisted(work, name)
    ElementTree.fromstring(work.text(APP).encode())
    return work.text(APP)


def saved_by_excel(path, out) -> None:
    """As Excel saves it: every part anew, the texts of names with the sheets, and the list of both."""
    book = openpyxl.load_workbook(path)
    book.defined_names["待办"] = DefinedName("待办", attr_text="校验结果!$A$3")
    book.defined_names["执行数"] = DefinedName("执行数", attr_text="整体自评表!$E$7")
    file = io.BytesIO()
    book.save(file)
    sheets = book.sheetnames
    names = ["待办", "整体自评表!Print_Area", *OURS[1:], "执行数"]
    text = listed([("工作表", len(sheets)), ("命名范围", len(names))], [*sheets, *names])
    out.write_bytes(with_part(file.getvalue(), APP, text))


def test_a_file_that_excel_has_saved_lists_our_sheet_no_more(examples, tmp_path):
    annotate(str(examples / "lukou-2022.xlsx"), str(tmp_path / "marked.xlsx"))
    saved_by_excel(tmp_path / "marked.xlsx", tmp_path / "saved.xlsx")
    assert clear(str(tmp_path / "saved.xlsx"), str(tmp_path / "clear.xlsx"))
    with zipfile.ZipFile(tmp_path / "clear.xlsx") as package:
        text = package.read(APP).decode()
        names = re.findall("<definedName [^>]*>([^<]*)<", package.read("xl/workbook.xml").decode())
    assert text == listed([("工作表", 1), ("命名范围", 3)], ["整体自评表", "待办", "整体自评表!Print_Area", "执行数"])
    assert "整体自评表!$E$7" in names and "#REF!$A$3" in names, "指向已删工作表的名称照 Excel 的写法失效"
    assert not [name for name in names if "校验结果" in name]


def test_annotating_leaves_the_list_alone_and_the_file_comes_back(examples, tmp_path):
    path = examples / "lukou-2022.xlsx"
    annotate(str(path), str(tmp_path / "marked.xlsx"))
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(tmp_path / "marked.xlsx") as after:
        assert after.read(APP) == before.read(APP)
    clear(str(tmp_path / "marked.xlsx"), str(tmp_path / "clear.xlsx"))
    assert (tmp_path / "clear.xlsx").read_bytes() == path.read_bytes()


def test_a_heading_of_nothing_goes_too():
    text = listed([("工作表", 2), ("命名范围", 2)], ["整体自评表", *OURS])
    assert after_clearing(text) == listed([("工作表", 1)], ["整体自评表"])


@pytest.mark.parametrize(
    ("pairs", "titles"),
    [
        ([("工作表", 1), ("命名范围", 1)], ["整体自评表", "校验结果"]),  # a name of the user's that is called so
        ([("工作表", 1), ("图表", 1)], ["整体自评表", "旧校验结果!"]),
        ([], []),
    ],
)
def test_what_only_looks_like_it_stays(pairs, titles):
    assert after_clearing(listed(pairs, titles)) == listed(pairs, titles)


def test_a_quoted_name_is_known():
    text = listed([("工作表", 2), ("命名范围", 1)], ["甲 &amp; 乙", "校验结果 (2)", "&apos;校验结果 (2)&apos;!Print_Area"])
    assert after_clearing(text, "校验结果 (2)") == listed([("工作表", 1)], ["甲 &amp; 乙"])


def test_a_list_that_does_not_count_right_goes_as_a_whole():
    text = listed([("工作表", 7)], ["整体自评表", "校验结果"], "<Company>某某局</Company>")
    left = after_clearing(text)
    assert "<Company>某某局</Company>" in left and "校验结果" not in left and "HeadingPairs" not in left


def test_properties_that_are_no_xml_are_no_hindrance():
    work = Work(with_part(by_openpyxl(), APP, "<Properties><HeadingPairs>"))
    unlisted(work, "校验结果")
    assert not work.changes()
