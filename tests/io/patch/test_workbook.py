"""The list of sheets and of names in the workbook part, with a sheet put in and with sheets taken out."""

from xml.etree import ElementTree

import pytest

from perfeval_xl.core.cells import Box
from perfeval_xl.core.edits import NewSheet
from perfeval_xl.io.patch.relations import TRANSITIONAL
from perfeval_xl.io.patch.workbook import with_sheet, without_sheet, without_sheets

MAIN = TRANSITIONAL.main


BOOK = (
    f'<workbook xmlns="{MAIN}"><bookViews><workbookView activeTab="{{}}" firstSheet="2"/></bookViews><sheets>'
    + "".join(f'<sheet name="{name}" sheetId="{number}"/>' for number, name in enumerate("甲乙丙丁戊", 1))
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
    names, (view,) = [one.get("name") for one in ElementTree.fromstring(left).iter(f"{{{MAIN}}}sheet")], ElementTree.fromstring(left)[0]
    shown = "甲乙丙丁戊"[active]
    assert names[int(view.get("activeTab"))] == shown or shown in gone


TOTAL = '<definedName name="合计">甲!$A$1</definedName>'


@pytest.mark.parametrize("behind", ["", "<definedNames/>", "<definedNames></definedNames>", f"<definedNames>{TOTAL}</definedNames>", "<calcPr/>"])
def test_the_names_of_a_new_sheet_stand_beside_those_there_are(behind):
    """Its filter, what is printed of it, and the rows that every page repeats."""
    book = f'<workbook xmlns="{MAIN}"><sheets><sheet name="甲" sheetId="7"/></sheets>{behind}</workbook>'
    sheet = NewSheet("校验结果", (), filtered=Box(4, 0, 9, 14), repeated=(3, 4), printed=Box(0, 0, 20, 9))
    root = ElementTree.fromstring(with_sheet(book, sheet, "rId2", "ids"))
    assert [child.tag.partition("}")[2] for child in root][:2] == ["sheets", "definedNames"]
    assert [(one.get("name"), one.get("sheetId")) for one in root[0]] == [("甲", "7"), ("校验结果", "8")]
    names = {one.get("name"): (one.get("localSheetId"), one.text) for one in root[1]}
    assert names.pop("合计", None) == ((None, "甲!$A$1") if TOTAL in behind else None)
    assert names == {
        "_xlnm._FilterDatabase": ("1", "'校验结果'!$A$5:$O$10"),
        "_xlnm.Print_Titles": ("1", "'校验结果'!$4:$5"),
        "_xlnm.Print_Area": ("1", "'校验结果'!$A$1:$J$21"),
    }


@pytest.mark.parametrize("name", ["'甲", "甲'"])
def test_beside_a_sheet_that_libreoffice_drops_none_of_ours_has_a_name(name):
    """It then refuses the whole file for a name of a sheet that it does not count."""
    book = f'<workbook xmlns="{MAIN}"><sheets><sheet name="{name}" sheetId="1"/></sheets></workbook>'
    text = with_sheet(book, NewSheet("校验结果", (), filtered=Box(4, 0, 9, 14)), "rId2", "ids")
    assert 'name="校验结果"' in text and "definedName" not in text


def test_the_filter_of_a_sheet_goes_with_it_also_where_its_name_does_not_say_whose_it_is():
    """As ExcelJS saves it."""
    more = '<definedName name="_xlnm._FilterDatabase">&apos;丁&apos;!$A$5:$O$39</definedName></definedNames>'
    text = BOOK.format(0).replace("</definedNames>", more)
    left, _ = without_sheet(text, "丁")
    assert "_FilterDatabase" not in left and "甲!$A$1+乙!$A$1+#REF!$A$1" in left
    assert "丙" not in without_sheet(text, "丙")[0] and "&apos;丁&apos;!$A$5" in without_sheet(text, "丙")[0]
