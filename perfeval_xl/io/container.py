"""What kind of file the bytes are, judged by their content and not by the file's name."""

import re

from ..core.patterns import Pattern
from .errors import RESAVE, Fault, damaged, protected
from .package import Package

ZIP = b"PK\x03\x04"
OPEN_XML = ("xlsx", "xlsm", "xltx", "xltm")
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# An .xls stream begins BOF [WriteProtect] [FilePass] ([MS-XLS]); FilePass is there when a password is needed.
_FILE_PASS = Pattern(
    rb"\x09\x08(?:\x10\x00\x00\x06\x05\x00.{12}|\x08\x00\x00\x05\x05\x00.{4})(?:\x86\x00\x00\x00)?\x2f\x00",
    re.DOTALL,
)

_MAIN_TYPES = (
    (b"sheet.macroenabled.main+xml", "xlsm"),
    (b"template.macroenabled.main+xml", "xltm"),
    (b"template.main+xml", "xltx"),
)
_TEXTUAL = (
    (b"<!doctype html", "网页（HTML）"),
    (b"<html", "网页（HTML）"),
    (b"<table", "网页（HTML）"),
    (b"<meta", "网页（HTML）"),
    (b"mso-application", "“XML 表格”"),
    (b"urn:schemas-microsoft-com:office:spreadsheet", "“XML 表格”"),
)
_IMPORT = "改选工作簿文件，或把文档里的表复制到工作簿再检"
_OTHER = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF 文档"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
)


def kind_of(data: bytes) -> str:
    """``xlsx``, ``xlsm``, ``xltx``, ``xltm``, ``xlsb``, ``ods`` or ``xls``. Raises Fault for what is no workbook."""
    return opened(data)[0]


def opened(data: bytes) -> tuple[str, Package | None]:
    """The same, and the package that all but an ``xls`` are."""
    if not data:
        raise Fault("文件是空的（0 字节）", "重新保存或重新索取这个文件")
    if data.startswith((ZIP, _EMPTY_ZIP)):
        package = Package(data)
        return _zip_kind(package), package
    if data.startswith(_OLE):
        return _ole_kind(data), None
    raise _foreign(data)


def _zip_kind(package: Package) -> str:
    """Raises Fault for a zip that is no workbook."""
    parts = package.parts
    if "xl/workbook.bin" in parts:
        return "xlsb"
    if "[content_types].xml" in parts and "word/document.xml" not in parts and "ppt/presentation.xml" not in parts:
        types = package.read("[content_types].xml").lower()
        if b"spreadsheetml" in types or "xl/workbook.xml" in parts:
            return next((kind for mark, kind in _MAIN_TYPES if mark in types), "xlsx")
    if "xl/workbook.xml" in parts:
        return "xlsx"
    if "content.xml" in parts:
        mimetype = package.head("mimetype", 200) or package.head("content.xml", 20000)
        if b"opendocument.spreadsheet" in mimetype or b"office:spreadsheet" in mimetype:
            if b"encryption-data" in package.head("meta-inf/manifest.xml", 1 << 20):
                raise protected()
            return "ods"
        raise Fault("这是 OpenDocument 文档，不是工作簿", "改选 .xlsx、.xls 或 .ods 工作簿")
    if "word/document.xml" in parts:
        raise Fault("这是 Word 文档，不是工作簿", _IMPORT)
    if "ppt/presentation.xml" in parts:
        raise Fault("这是 PowerPoint 演示文稿，不是工作簿", "改选工作簿文件")
    raise Fault("这是压缩包，里面没有工作簿", "先解压，再选其中的工作簿文件")


def _ole_kind(data: bytes) -> str:
    """``xls``. Raises Fault for a protected workbook of any format, and for another program's file."""
    from .hazards import sound_compound_file  # most workbooks are .xlsx

    if not sound_compound_file(data):
        raise damaged()
    if _stream("EncryptedPackage") in data or _FILE_PASS.search(data):
        raise protected()
    if _stream("Workbook") in data or _stream("Book") in data:
        return "xls"
    if _stream("WordDocument") in data:
        raise Fault("这是 Word 97–2003 文档，不是工作簿", _IMPORT)
    if _stream("PowerPoint Document") in data:
        raise Fault("这是 PowerPoint 97–2003 演示文稿，不是工作簿", "改选工作簿文件")
    raise Fault("文件里没有工作簿，或文件损坏、不完整", RESAVE)


def _stream(name: str) -> bytes:
    """A stream's name as it stands in the directory of an OLE container ([MS-CFB] 2.6.1)."""
    return name.encode("utf-16-le") + b"\0\0"


def _foreign(data: bytes) -> Fault:
    """What a file that is neither a zip nor an OLE container is."""
    for mark, what in _OTHER:
        if data.startswith(mark):
            return Fault(f"内容其实是{what}，不是工作簿", "改选 .xlsx、.xls 或 .ods 工作簿")
    head = _text(data[:4096]).lower()
    for mark, what in _TEXTUAL:
        if mark in head:
            return Fault(f"内容其实是{what}，只是扩展名像工作簿", RESAVE)
    if head:
        return Fault("内容其实是纯文本（如 CSV），不是工作簿", RESAVE)
    return Fault("不是能识别的工作簿，或文件已损坏", RESAVE)


def _text(head: bytes) -> bytes:
    """The beginning of a text file as UTF-8, ``b""`` for anything that is not text."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", "ignore").encode()
    return b"" if b"\0" in head else head.strip()
