"""Files that are no workbooks: one sentence each on standard error, exit code 2, the other file still checked."""

import struct

import openpyxl
import pytest

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def missing(path, example):
    pass


def directory(path, example):
    path.mkdir()


def text(path, example):
    path.write_text("部门名称,全年执行数\n某某局,100\n", "utf-8")


def truncated(path, example):
    data = example.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def encrypted(path, example):
    """What Excel makes of a workbook with a password: a compound file with an EncryptedPackage ([MS-OFFCRYPTO])."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = struct.pack("<8s16x5H6x9I", MAGIC, 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    chains = struct.pack("<128I", fat, end, *range(3, 10), end, *[free] * 118)
    root = entry("Root Entry", kind=5, child=1, start=end, size=0)
    package = entry("EncryptedPackage", kind=2, child=free, start=2, size=4096)
    path.write_bytes(header + chains + root + package + bytes(256) + bytes(range(256)) * 16)


def entry(name, kind, child, start, size) -> bytes:
    """An entry of a compound file's directory ([MS-CFB] 2.6.1)."""
    raw = name.encode("utf-16-le")
    free = 0xFFFFFFFF
    return struct.pack("<64sHBBIII36xIQ", raw, len(raw) + 2, kind, 1, free, free, child, start, size)


def no_bytes(path, example):
    path.write_bytes(b"")


def empty_workbook(path, example):
    openpyxl.Workbook().save(path)


def other_table(path, example):
    book = openpyxl.Workbook()
    book.active.append(["值班表", "星期一", "某某甲"])
    book.save(path)


BAD = {
    missing: "找不到",
    directory: "文件夹",
    text: "文本",
    truncated: "不完整",
    encrypted: "打开密码",
    no_bytes: "0 字节",
    empty_workbook: "空的",
    other_table: "没有认出任何表",
}


@pytest.mark.parametrize("make, why", BAD.items(), ids=[make.__name__ for make in BAD])
def test_a_file_that_cannot_be_checked(cli, consistent, examples, tmp_path, make, why):
    make(tmp_path / "报送表.xlsx", examples / "lukou-2022.xlsx")
    outcome = cli("check", "报送表.xlsx", consistent)
    assert outcome.code == 2
    assert outcome.err.startswith("报送表.xlsx 无法检查：") and why in outcome.err and outcome.err.count("\n") == 1
    assert "Traceback" not in outcome.err + outcome.out
    assert "整体自评表" in outcome.out, "the other file is still checked"


def test_what_was_looked_for_is_said_where_nothing_was_recognised(cli, tmp_path):
    other_table(tmp_path / "值班表.xlsx", None)
    err = cli("check", "值班表.xlsx").err
    assert "“Sheet”" in err and "项目支出绩效自评表" in err and "决算公开表" in err


def test_a_formula_without_a_cached_value_is_unchecked_with_the_remedy(cli, changed, whole_form):
    """Written by a program and never opened in Excel: not refused, and what has no value is not taken for empty."""
    outcome = cli("check", changed(whole_form.total_funds.executed, "=1+1"))
    assert outcome.code in (0, 1) and outcome.err == ""
    assert "未检" in outcome.out and "没有缓存值，请在 Excel 或 WPS 里打开并保存一次再检" in outcome.out
    assert f"“{whole_form.sheet}”{whole_form.total_funds.executed.cell}" in outcome.out


def test_a_broken_formula_is_no_error_of_the_form(cli, changed, whole_form):
    out = cli("check", changed(whole_form.total_funds.executed, "#DIV/0!")).out
    assert "是错误值 #DIV/0!，请先改正公式" in out


def test_a_figure_that_a_person_must_give_is_asked_for(cli, changed, whole_form):
    out = cli("check", changed(whole_form.total_funds.executed, "#N/A")).out
    assert "是错误值 #N/A，请改正公式，或由人填上数" in out
