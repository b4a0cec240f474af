"""Workbooks as they are met in offices, made from an example: each holds what a careless writer would lose or break."""

import datetime
import io
import re

import openpyxl
from openpyxl.comments import Comment

from tests.support.workbook_parts import changed, package, parts_of, related, with_part

KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MICROSOFT = "http://schemas.microsoft.com/office/"
BOOK, SHEET, RELS, TYPES = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
WHEN = datetime.datetime(2024, 5, 6)
# A name of 31 characters with everything that must be escaped or quoted somewhere.
AWKWARD = "表'1'&<整体>\"自评\"（二〇二二年度某某县）".ljust(31, "x")


def protected(data):
    """工作表和工作簿结构都设了保护。"""
    sheet = changed(data, SHEET, lambda text: text.replace("</sheetData>", '</sheetData><sheetProtection password="CC3D" sheet="1"/>'))
    lock = '<workbookProtection workbookPassword="CC3D" lockStructure="1"/><bookViews>'
    return changed(sheet, BOOK, lambda text: text.replace("<bookViews>", lock))


def external_links(data):
    """引用另一个工作簿。"""
    link = (
        '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook '
        f'xmlns:r="{KINDS[:-1]}" r:id="rId1"><sheetNames><sheetName val="Sheet1"/></sheetNames></externalBook></externalLink>'
    )
    data = with_part(data, "xl/externalLinks/externalLink1.xml", link.encode(), "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml")
    data = related(data, "xl/externalLinks/_rels/externalLink1.xml.rels", KINDS + "externalLinkPath", "file:///Z:/去年.xlsx", ' TargetMode="External"')
    data = changed(data, "xl/externalLinks/_rels/externalLink1.xml.rels", lambda text: text.replace("rId900", "rId1"))
    data = related(data, RELS, KINDS + "externalLink", "externalLinks/externalLink1.xml")
    references = '</sheets><externalReferences><externalReference r:id="rId900"/></externalReferences>'
    return changed(data, BOOK, lambda text: text.replace("</sheets>", references))


def signed_macros(data):
    """带签名的宏：签名只管宏。"""
    data = with_part(data, "xl/vbaProject.bin", bytes(range(256)) * 40, "application/vnd.ms-office.vbaProject")
    data = with_part(data, "xl/vbaProjectSignature.bin", b"signature" * 99, "application/vnd.ms-office.vbaProjectSignature")
    data = related(data, RELS, MICROSOFT + "2006/relationships/vbaProject", "vbaProject.bin")
    data = related(data, "xl/_rels/vbaProject.bin.rels", MICROSOFT + "2006/relationships/vbaProjectSignature", "vbaProjectSignature.bin")
    main = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    return changed(data, TYPES, lambda text: text.replace("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", main))


def zip64(data):
    """压缩包用 zip64 写法。"""
    return package(parts_of(data), zip64=True)


def strict(data):
    """“严格 Open XML 电子表格”。"""
    spaces = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/drawingml/2006/main": b"http://purl.oclc.org/ooxml/drawingml/main",
    }
    parts = parts_of(data)
    for was, becomes in spaces.items():
        parts = {name: content.replace(was, becomes) for name, content in parts.items()}
    return package(parts)


def prefixed(data):
    """每个元素带命名空间前缀（x:），如某些政务系统导出的文件。"""
    parts = parts_of(data)
    for name in (BOOK, SHEET, "xl/styles.xml", "xl/sharedStrings.xml"):
        text = re.sub(r"<(/?)(?=\w)", r"<\1x:", parts[name].decode())
        parts[name] = text.replace(' xmlns="', ' xmlns:x="', 1).encode()
    return package(parts)


def cdata(data):
    """字符串写在格子里，有的用 CDATA。"""
    strings = re.findall(r"<si>.*?</si>", parts_of(data)["xl/sharedStrings.xml"].decode(), re.DOTALL)

    def inline(match):
        text = re.search(r"<t[^>]*>(.*?)</t>", strings[int(match[2])], re.DOTALL)[1]
        held = f"<![CDATA[{text}]]>" if "&" not in text else text
        return f'<c{match[1]} t="inlineStr"><is><t xml:space="preserve">{held}</t></is></c>'

    return changed(data, SHEET, lambda text: re.sub(r'<c([^>]*) t="s"><v>(\d+)</v></c>', inline, text))


def signed(data):
    """整个文件带数字签名。"""
    data = with_part(data, "_xmlsignatures/origin.sigs", b"", "application/vnd.openxmlformats-package.digital-signature-origin")
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    return related(data, "_rels/.rels", kind, "_xmlsignatures/origin.sigs")


def by_dotnet(data):
    """.NET（System.IO.Packaging）写的：第一个 .xml 部分是工作簿，它的类型就成了所有 .xml 的默认类型。"""

    def listed(text):
        main = re.search(r'<Override PartName="/xl/workbook.xml" ContentType="([^"]*)"/>', text)
        return text.replace(main[0], "").replace('ContentType="application/xml"', f'ContentType="{main[1]}"')

    return changed(data, TYPES, listed)


def by_openpyxl(change):
    """A maker that changes the workbook through openpyxl; *change* gets the book."""

    def make(data):
        book = openpyxl.load_workbook(io.BytesIO(data))
        change(book)
        book.properties.modified = WHEN
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    make.__doc__, make.__name__ = change.__doc__, change.__name__
    return make


@by_openpyxl
def own_comments(book):
    """用户自己的批注，有的就在有结论的格子上。"""
    for row in book.active["A1:I20"]:
        for cell in row:
            if cell.__class__.__name__ == "Cell":
                cell.comment = Comment(f"某某甲：请核对 {cell.coordinate}", "某某甲")


@by_openpyxl
def hidden_sheets(book):
    """隐藏和深度隐藏的表。"""
    for state in ("hidden", "veryHidden"):
        sheet = book.copy_worksheet(book.active)
        sheet.title, sheet.sheet_state = f"备份-{state}", state


@by_openpyxl
def awkward_name(book):
    """表名有引号、尖括号和 &，31 个字。"""
    book.active.title = AWKWARD
    book.create_sheet("=1+1")["A1"] = "另一张"


@by_openpyxl
def foreign_sheet(book):
    """已有一张用户自己的“校验结果”。"""
    book.create_sheet("校验结果").append(["用户自己写的", "不能动"])


def threaded_comments(data):
    """新式（会话式）批注：旧式批注里留有一段给旧版本看的话，作者以 tc= 开头。"""
    data = own_comments(data)
    part = next(name for name in parts_of(data) if "comment" in name and name.endswith(".xml"))
    return changed(data, part, lambda text: re.sub("<author>[^<]*</author>", "<author>tc={0F1E2D3C-0000-4000-8000-000000000001}</author>", text))


def empty_comments(data):
    """没有内容的批注。"""
    data = own_comments(data)
    part = next(name for name in parts_of(data) if "comment" in name and name.endswith(".xml"))
    return changed(data, part, lambda text: re.sub(r"<text\b.*?</text>", "<text/>", text, flags=re.DOTALL))


ODD = (
    protected, external_links, signed_macros, zip64, strict, prefixed, cdata, signed, own_comments, hidden_sheets,
    awkward_name, foreign_sheet, threaded_comments, empty_comments, by_dotnet,
)  # fmt: skip
