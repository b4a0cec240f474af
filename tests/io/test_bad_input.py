"""Files that cannot be checked: each gets one plain Chinese sentence, never a traceback."""

import os
import struct
import subprocess
import sys

import pytest

from perfeval_xl.io import package as package_module
from perfeval_xl.io.errors import UnreadableFile
from perfeval_xl.io.hazards import binary_extent
from perfeval_xl.io.reader import read_book, read_bytes
from tests.io.workbook_files import MAIN, PACKAGE, compound_file, sheet_part, workbook_parts, zipped

ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
BILLION_LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
BIFF8_BOF = struct.pack("<HHHHHHLL", 0x0809, 16, 0x0600, 0x0005, 0, 0, 0, 0)
FILE_PASS = struct.pack("<HHH52x", 0x002F, 54, 1)
ODS_MANIFEST = "META-INF/manifest.xml"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(manifest: str = "<m/>", table: str = "") -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="表一">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": ODS_TYPE, ODS_MANIFEST: manifest, "content.xml": content})


def good() -> bytes:
    return with_rows(ONE_CELL)


def without(parts: dict, *names: str) -> dict:
    return {name: content for name, content in parts.items() if name not in names}


def with_rows(rows: str) -> bytes:
    return zipped(workbook_parts(sheet_part(rows)))


def with_parts(**parts: str) -> bytes:
    return zipped(workbook_parts(sheet_part(ONE_CELL), **parts))


# what the file is, its bytes, words that the sentence must hold
CASES = [
    ("零字节", b"", "0 字节"),
    ("CSV 改名", "指标,得分\n产出,10\n".encode(), "纯文本"),
    ("GBK 的 CSV 改名", "指标,得分\n产出,10\n".encode("gbk"), "纯文本"),
    ("网页改名", b"<html><body><table><tr><td>1</td></tr></table></body></html>", "网页"),
    ("UTF-16 的网页改名", "<html><body>表</body></html>".encode("utf-16"), "网页"),
    ("XML 表格 2003", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "XML 表格"),
    ("PDF 改名", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    ("图片改名", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "图片"),
    ("说不清的二进制", bytes(range(256)) * 8, "不是能识别的工作簿"),
    ("docx 改名", zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<d/>"}), "Word"),
    ("pptx 改名", zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<d/>"}), "PowerPoint"),
    ("doc 改名", compound_file("WordDocument", b"\xec\xa5"), "Word 97"),
    ("ppt 改名", compound_file("PowerPoint Document", b"\0"), "PowerPoint 97"),
    ("别的 OLE 文件", compound_file("Contents", b"\0"), "没有工作簿"),
    ("普通压缩包", zipped({"自评表.txt": "1"}), "压缩包"),
    ("空压缩包", zipped({}), "压缩包"),
    ("odt 改名", zipped({"mimetype": ODS_TYPE.replace("spreadsheet", "text"), "content.xml": "<d/>"}), "OpenDocument"),
    ("没下载完", good()[:-60], "不完整"),
    ("只有开头", good()[:200], "不完整"),
    ("中间坏了", good().replace(b"PK\x03\x04", b"PK\x00\x00").replace(b"PK\0\0", b"PK\x03\x04", 1), "损坏"),
    ("没有目录部分", zipped(without(workbook_parts(sheet_part(ONE_CELL)), "xl/workbook.xml")), "损坏"),
    ("XML 没写完", zipped(workbook_parts(sheet_part(ONE_CELL)[:-30])), "损坏"),
    ("目录部分的 XML 坏了", with_parts(**{"xl/workbook.xml": "<workbook"}), "损坏"),
    ("目录部分用国标码", with_parts(**{"xl/workbook.xml": '<?xml version="1.0" encoding="GB18030"?><w/>'}), "编码"),
    ("加密的 xlsx", compound_file("EncryptedPackage", bytes(64)), "密码"),
    ("加密的 xls", compound_file("Workbook", BIFF8_BOF + FILE_PASS), "密码"),
    ("加密且建议只读的 xls", compound_file("Workbook", BIFF8_BOF + b"\x86\0\0\0" + FILE_PASS), "密码"),
    ("加密的 ods", ods("<m:manifest><m:encryption-data/></m:manifest>"), "密码"),
    ("xls 里没有工作表", compound_file("Workbook", BIFF8_BOF), "没有工作表"),
    ("没有工作表", with_parts(**{"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}), "没有工作表"),
    ("工作表都是空的", with_rows(""), "工作簿是空的"),
    ("只有空白格式", with_rows('<row r="1"><c r="A1" s="1"/></row>'), "工作簿是空的"),
    ("工作表里有 DTD", zipped(workbook_parts(BILLION_LAUGHS + sheet_part(ONE_CELL))), "DTD"),
    ("目录部分里有 DTD", with_parts(**{"xl/workbook.xml": BILLION_LAUGHS + "<w/>"}), "DTD"),
    ("字符串表里有 DTD", with_parts(**{"xl/sharedStrings.xml": BILLION_LAUGHS}), "DTD"),
    ("撑到天边的一格", with_rows(ONE_CELL + ONE_CELL.replace("1", "1048576").replace("A", "XFD")), "1048576 行"),
    ("地址与行号矛盾", with_rows(ONE_CELL + '<row r="2"><c r="ZZZZZZZ2"><v>1</v></c></row>'), "列"),
    ("共享字符串缺失", with_rows('<row r="1"><c r="A1" t="s"><v>9</v></c></row>'), "损坏"),
]  # fmt: skip


def assert_one_sentence(text: str, name: str, words: str) -> None:
    assert text.startswith(f"{name} 无法检查：")
    assert words in text
    assert "，请" in text and text.endswith("。") and text.count("。") == 1 and "\n" not in text
    assert not any(foreign in text for foreign in ("Error", "Traceback", "panic", "None"))


@pytest.mark.parametrize(("data", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_one_sentence_says_what_is_wrong_and_what_to_do(tmp_path, data, words):
    path = tmp_path / "某某局.xlsx"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        read_book(str(path))
    assert_one_sentence(str(caught.value), "某某局.xlsx", words)


def test_missing_file(tmp_path):
    with pytest.raises(UnreadableFile) as caught:
        read_book(str(tmp_path / "没有.xlsx"))
    assert_one_sentence(str(caught.value), "没有.xlsx", "找不到")


def test_directory(tmp_path):
    with pytest.raises(UnreadableFile) as caught:
        read_book(str(tmp_path))
    assert_one_sentence(str(caught.value), tmp_path.name, "文件夹")


def test_file_without_permission(tmp_path, monkeypatch):
    path = tmp_path / "锁住.xlsx"
    path.write_bytes(good())

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(UnreadableFile) as caught:
        read_book(str(path))
    monkeypatch.undo()
    assert_one_sentence(str(caught.value), "锁住.xlsx", "权限")


def test_disk_error(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("builtins.open", fail)
    with pytest.raises(UnreadableFile, match="读取时出错"):
        read_book(str(tmp_path / "网盘.xlsx"))
    monkeypatch.undo()


def test_ctrl_c_is_not_swallowed(monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("perfeval_xl.io.reader.load_workbook", interrupt)
    with pytest.raises(KeyboardInterrupt):
        read_bytes(good(), "a.xlsx")


def test_out_of_memory_is_not_swallowed(monkeypatch):
    def exhaust(*_):
        raise MemoryError

    monkeypatch.setattr("perfeval_xl.io.reader.load_workbook", exhaust)
    with pytest.raises(MemoryError):
        read_bytes(good(), "a.xlsx")


def test_panic_inside_calamine():
    """A sheet record of an .xlsb that ends too early: calamine panics, which is no Exception in Python."""
    bundle = b"\x9c\x01\x0c" + struct.pack("<LLL", 0, 1, 99)
    rels = f'<Relationships xmlns="{PACKAGE}/relationships"/>'
    parts = {"[Content_Types].xml": "<Types/>", "xl/workbook.bin": bundle, "xl/_rels/workbook.bin.rels": rels}
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(zipped(parts), "a.xlsb")
    assert_one_sentence(str(caught.value), "a.xlsb", "读到一半")


def test_a_name_that_no_file_can_have():
    with pytest.raises(UnreadableFile, match="找不到"):
        read_book("自评表\0.xlsx")


class TestFilesThatWouldFillTheMemory:
    """calamine answers these by allocating until the process is killed; they are refused before it sees them."""

    @pytest.mark.parametrize(
        ("at", "value"),
        [(30, b"\x21\0"), (44, b"\xff\xff\xff\x7f"), (512 + 12, struct.pack("<L", 2))],
        ids=["扇区大小不可能", "分配表比文件长", "扇区首尾相接成圈"],
    )
    def test_xls_container(self, at, value):
        data = compound_file("Workbook", BIFF8_BOF)
        with pytest.raises(UnreadableFile, match="没有工作表"):
            read_bytes(data, "a.xls")
        with pytest.raises(UnreadableFile, match="损坏"):
            read_bytes(data[:at] + value + data[at + len(value) :], "a.xls")

    def test_ods_sheet(self):
        empty = '<table:table-cell table:number-columns-repeated="{}"/>'
        value = '<table:table-cell office:value-type="float" office:value="1"/>'
        table = (
            f'<table:table-row table:number-rows-repeated="1048575">{empty.format(16384)}</table:table-row>'
            f"<table:table-row>{empty.format(16383)}{value}</table:table-row>"
        )
        with pytest.raises(UnreadableFile, match="第 1048576 行、第 16384 列"):
            read_bytes(ods(table=table), "a.ods")

    def test_xlsb_sheet(self):
        row, cell = struct.pack("<BBL13x", 0, 17, 70000), struct.pack("<BBLLd", 5, 16, 16000, 0, 1.0)
        assert binary_extent(row + cell) == (70001, 16001)
        parts = {"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"", "xl/worksheets/sheet1.bin": row + cell}
        with pytest.raises(UnreadableFile, match="第 70001 行、第 16001 列"):
            read_bytes(zipped(parts), "a.xlsb")


class TestZipBombs:
    """What a part declares and what it inflates to are both held to a limit before anything is parsed."""

    def test_declares_more_than_the_limit(self):
        with pytest.raises(UnreadableFile, match="超过 512 MB"):
            read_bytes(resized(good(), "xl/worksheets/sheet1.xml", 600 << 20), "a.xlsx")

    def test_many_parts_together(self):
        data = good()
        for name in ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"):
            data = resized(data, name, 200 << 20)
        with pytest.raises(UnreadableFile, match="超过 512 MB"):
            read_bytes(data, "a.xlsx")

    def test_packed_far_too_tightly(self):
        with pytest.raises(UnreadableFile, match="炸弹"):
            read_bytes(resized(good(), "xl/worksheets/sheet1.xml", 100 << 20), "a.xlsx")

    def test_sheet_inflates_to_more_than_it_declares(self):
        sheet = sheet_part(ONE_CELL) + " " * (40 << 20)
        with pytest.raises(UnreadableFile, match="损坏"):
            read_bytes(resized(zipped(workbook_parts(sheet)), "xl/worksheets/sheet1.xml", 500), "a.xlsx")

    @pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/metadata.xml"])
    def test_other_part_inflates_to_more_than_it_declares(self, part, monkeypatch):
        monkeypatch.setattr(package_module, "UNCHECKED", 1 << 10)
        data = zipped(workbook_parts(sheet_part(ONE_CELL), **{part: " " * (8 << 20)}))
        with pytest.raises(UnreadableFile, match="损坏"):
            read_bytes(resized(data, part, 500), "a.xlsx")

    def test_ods_content_inflates_to_more_than_it_declares(self, monkeypatch):
        monkeypatch.setattr(package_module, "UNCHECKED", 1 << 10)
        with pytest.raises(UnreadableFile, match="损坏"):
            read_bytes(resized(ods(table=" " * (8 << 20)), "content.xml", 500), "a.ods")


def resized(data: bytes, name: str, size: int) -> bytes:
    """The same zip file with another declared size of one part in its directory."""
    entry = data.rfind(b"PK\x01\x02", 0, data.rfind(name.encode()))
    return data[: entry + 24] + struct.pack("<L", size) + data[entry + 28 :]


def test_zip64_directory_is_read():
    """Some writers that stream put all sizes into the zip64 fields."""
    data = good()
    name = b"xl/worksheets/sheet1.xml"
    entry = data.rfind(b"PK\x01\x02", 0, data.rfind(name))
    packed, size = struct.unpack_from("<LL", data, entry + 20)
    extra = struct.pack("<HHQQ", 1, 16, size, packed)
    head = data[:entry] + data[entry : entry + 20] + b"\xff" * 8 + data[entry + 28 : entry + 30]
    head += struct.pack("<H", len(extra)) + data[entry + 32 : entry + 46] + name + extra
    wide = head + data[entry + 46 + len(name) :]
    end = wide.rfind(b"PK\x05\x06")
    length = struct.unpack_from("<L", wide, end + 12)[0] + len(extra)
    wide = wide[: end + 12] + struct.pack("<L", length) + wide[end + 16 :]
    assert read_bytes(wide, "a.xlsx").sheets[0].rows == [[1.0]]


def test_reading_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(good())
    before = os.stat(path)
    book = read_book(str(path))
    path.rename(tmp_path / "b.xlsx")  # on Windows this fails while a handle is open
    assert book.sheets[0].formats == {}
    assert (tmp_path / "b.xlsx").read_bytes() == good()
    assert os.stat(tmp_path / "b.xlsx").st_mtime_ns == before.st_mtime_ns


def test_reading_loads_nothing_heavy():
    """The cold path of ``check``: each of these costs more than reading the workbook."""
    heavy = ["openpyxl", "pandas", "xlwings", "dataclasses", "inspect", "zipfile", "pathlib", "xml.etree"]
    code = "import sys, perfeval_xl.io.reader; print([name for name in sys.argv[1:] if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
