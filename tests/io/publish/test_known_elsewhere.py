"""Who is named in one cell is known everywhere: in formulas, addresses, charts and figures that say nothing by themselves."""

import pytest

from perfeval_xl.core.publication import HINT, REMOVED
from perfeval_xl.io.publish.edition import published
from tests.io.publish.opened import opened
from tests.io.publish.test_parts import made

NAME, MOBILE = "王某某", 13800000000


@pytest.fixture(scope="module")
def edition():
    def fill(book):
        sheet, bold = book.add_worksheet("表"), book.add_format({"bold": True})
        sheet.write(0, 0, f"填表人：{NAME}　手机：{MOBILE}")
        sheet.write_row(1, 0, ("姓名", "手机", "得分"))
        for row, one in enumerate(((NAME, MOBILE, 90), ("李某某", MOBILE + 1, 80), ("赵某某", MOBILE + 2, 70)), 2):
            sheet.write_row(row, 0, one)
        sheet.write_row(8, 4, ("合计", MOBILE + 3))
        sheet.write(9, 3, MOBILE)
        sheet.conditional_format("A3:A5", {"type": "text", "criteria": "containing", "value": NAME, "format": bold})
        sheet.conditional_format("A3:B5", {"type": "formula", "criteria": f'=$A3="{NAME}"', "format": bold})
        sheet.conditional_format("C3:C5", {"type": "data_bar", "data_bar_2010": True, "min_type": "formula", "min_value": f'=LEN("{NAME}")'})
        sheet.conditional_format("C3:C5", {"type": "formula", "criteria": "=$C3>85", "format": bold})
        sheet.data_validation("D5", {"validate": "custom", "value": f'=A3="{NAME}"'})
        sheet.write_url(10, 0, f"https://example.com/{NAME}", string="主页")
        sheet.write_url(11, 0, "https://example.com/%E7%8E%8B%E6%9F%90%E6%9F%90", string="主页")
        sheet.write_url(12, 0, "https://example.com/", string="网站")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"categories": "=表!$A$3:$A$5", "values": "=表!$B$3:$B$5"})
        chart.add_series({"categories": "=表!$A$3:$A$5", "values": "=表!$C$3:$C$5"})
        sheet.insert_chart("H2", chart)

    return opened(published(made(fill)))


@pytest.mark.parametrize("secret", [NAME, "%E7%8E%8B", *map(str, range(MOBILE, MOBILE + 3))])
def test_it_is_in_no_part(edition, secret):
    assert not [name for name, content in edition.parts.items() if secret.encode() in content]


def test_what_tells_nobody_stays(edition):
    sheet, chart = edition.text("xl/worksheets/sheet1.xml"), edition.text("xl/charts/chart1.xml")
    assert "$C3&gt;85" in sheet and "<c:v>90</c:v>" in chart
    assert [cell.hyperlink.target for (cell,) in edition.book["表"]["A11:A13"] if cell.hyperlink] == ["https://example.com/"]


def test_a_figure_without_a_label_is_masked_where_it_is_somebodys_number(edition):
    sheet = edition.book["表"]
    assert sheet["D10"].value == "138****0000"
    assert sheet["F9"].value == MOBILE + 3, "nobody's: left to a person to look at"
    assert [one.cell for one in edition.told if one.action == HINT] == ["F9"]


def test_it_is_told(edition):
    assert [one.cell for one in edition.told if one.kind == "含个人信息的链接"] == ["A11", "A12"]
    assert {"含个人信息的链接", "条件里有个人信息的下拉列表、有效性或条件格式", "图表里的手机号"} <= edition.kinds(REMOVED)
