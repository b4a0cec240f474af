"""Whoever searches the published file for what was hidden or personal finds nothing; what was public is all there."""

import io
import zipfile

import pytest

from perfeval_xl.core.publication import HINT, MASKED, REMOVED
from perfeval_xl.io.publish.edition import published
from tests.io.publish.leaky import SECRETS
from tests.io.publish.opened import opened


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_in_no_part_and_in_no_byte(leaking, edition, secret):
    raw = secret.encode()
    with zipfile.ZipFile(io.BytesIO(leaking)) as original:
        planted = leaking + b"".join(original.read(name) for name in original.namelist())
    assert raw in planted, f"{secret} 没有埋进去，这条检查就没有意义"
    assert [name for name, content in edition.parts.items() if raw in content or secret in name] == []
    assert raw not in edition.data


def test_it_is_no_secret_in_utf_16_either(edition):
    assert [name for name, content in edition.parts.items() if "机密".encode("utf-16-le") in content] == []


def test_the_masked_texts_say_what_they_said(edition):
    sheet = edition.book["公开表"]
    shown = {
        "A6": "填表人：某**　填报日期：2025-3-20　联系电话：8****00　单位负责人签字：某 *",
        "B7": "欧阳**", "D7": "138****0000", "A8": "由某**联系，手机138****0000",
        "A11": "某**", "B11": "100000********0009", "C11": "***************0000", "D11": "0999-8****00", "D12": "138****0000",
    }  # fmt: skip
    assert {cell: sheet[cell].value for cell in shown} == shown


def test_what_is_public_stays(edition):
    book = edition.book
    assert book.sheetnames == ["公开表", "第二张"]
    sheet = book["公开表"]
    stays = {"A1": "部门整体支出绩效自评表", "A14": "监督电话：0999-1234567", "A15": "表述里的高峰期和某某局不变", "A22": "1,380,000,0000 元不是号码"}
    assert {cell: sheet[cell].value for cell in stays} == stays
    assert book.properties.creator in (None, "openpyxl") and book.properties.title == "自评表 138****0000"
    assert "某某局" in edition.text("docProps/app.xml")
    assert list(book.defined_names) == ["合计"] and book["第二张"].print_area
    assert sheet["A26"].hyperlink.target == "https://example.com/a"


def test_formulas_are_values_and_formats_stay(edition):
    after = edition.book["公开表"]
    assert [after[cell].value for cell in ("B2", "B3", "B4", "B5")] == [22, 0.22, 22, "完成"]
    assert after["B3"].number_format == "0.00%"
    assert not any(b"<f>" in content or b"<f " in content for name, content in edition.parts.items() if "worksheets/" in name)


def test_each_run_of_a_rich_text_keeps_its_format(edition):
    strings = edition.text("xl/sharedStrings.xml")
    item = next(piece for piece in strings.split("<si>") if "联系，手机" in piece)
    assert item.count("<r>") == 5 and item.count("FFFF0000") == 2


def test_comments_stay_without_their_authors(edition):
    assert edition.book["公开表"]["B2"].comment.text == "***:\n问 138****0000，联系人：某**"
    assert "批注人1" in edition.text("xl/comments1.xml")
    assert "@某** 打 138****0000" in edition.text("xl/threadedComments/threadedComment1.xml")
    assert 'displayName="批注人1"' in edition.text("xl/persons/person.xml")


def test_a_chart_of_a_hidden_sheet_keeps_its_picture(edition):
    chart = edition.text("xl/charts/chart1.xml")
    assert "参数" not in chart and "<c:numLit>" in chart and "图上的系列" in chart
    assert "<c:v>11</c:v>" in chart and "<c:v>12</c:v>" in chart


def test_it_is_a_workbook_without_macros(edition):
    types = edition.text("[Content_Types].xml")
    assert "macro" not in types and "spreadsheetml.sheet.main+xml" in types
    assert not any(name.endswith(".bin") for name in edition.parts)


def test_everything_that_was_done_is_told(edition):
    assert edition.kinds(MASKED) == {"姓名", "手机号", "身份证号", "银行卡号", "座机", "姓名、座机", "姓名、手机号"}
    assert edition.kinds(REMOVED) >= {
        "宏", "隐藏的工作表", "外部链接", "数据连接", "自定义属性", "自定义 XML 数据", "打印机设置", "嵌入的对象", "缩略图",
        "共享修订记录", "公式（数值留下）", "文档属性", "名称", "隐藏格的批注", "列有姓名的下拉列表", "通向未公开内容的链接",
    }  # fmt: skip
    assert edition.kinds(HINT) == {"单位的座机"}
    assert any((one.sheet, one.cell, one.now) == ("公开表", "B7", "欧阳**") for one in edition.told)


def test_the_list_repeats_nothing_in_full(edition):
    assert [one for one in edition.told for secret in SECRETS if secret in one.now] == []


def test_publishing_the_public_edition_changes_nothing(edition):
    assert opened(published(edition.data)).data == edition.data
