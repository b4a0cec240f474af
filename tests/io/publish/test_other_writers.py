"""What other writers say of a workbook as a whole: its kind, named by the extension alone, and links to a sheet that is gone."""

import re

from perfeval_xl.core.publication import REMOVED
from perfeval_xl.io.container import kind_of
from perfeval_xl.io.publish.edition import published
from tests.io.publish.opened import opened
from tests.io.publish.test_parts import made
from tests.support.odd_workbooks import by_dotnet
from tests.support.workbook_parts import changed


def test_a_workbook_with_macros_is_one_without_also_where_the_list_of_types_names_it_by_its_extension():
    macros = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    data = by_dotnet(made(lambda book: book.add_worksheet("表").write(0, 0, "公开")))
    data = changed(data, "[Content_Types].xml", lambda text: re.sub(r'(Extension="xml" ContentType=)"[^"]*"', rf'\1"{macros}"', text))
    assert kind_of(data) == "xlsm"
    edition = opened(published(data))
    assert macros not in edition.text("[Content_Types].xml")
    assert kind_of(edition.data) == "xlsx"
    assert edition.book["表"]["A1"].value == "公开"


def test_no_link_leads_to_the_findings_that_are_not_published():
    def fill(book):
        sheet = book.add_worksheet("首页")
        sheet.write_url(0, 0, "internal:'校验结果'!A1", string="校验结果 ›")
        sheet.write_url(1, 0, "internal:'整体自评表'!A1", string="整体自评表 ›")
        book.add_worksheet("整体自评表")

    edition = opened(published(made(fill)))
    sheet = edition.book["首页"]
    assert sheet["A1"].value == "校验结果 ›" and sheet["A1"].hyperlink is None
    assert sheet["A2"].hyperlink.location == "'整体自评表'!A1"
    assert "通向未公开内容的链接" in edition.kinds(REMOVED)
