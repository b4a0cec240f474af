"""``perfeval-xl annotate`` as a user meets it: the copy, the exit code, and one sentence where it cannot be written."""

import errno
import os
import re
import select
import shutil
import tempfile

import openpyxl
import pytest

from perfeval_xl.core.edits import FILLS
from perfeval_xl.io import convert, files
from tests.hosts.test_bad_input import BAD
from tests.support.hosts import EXAMPLES


@pytest.fixture
def example(examples, tmp_path):
    """An example under the name 报送表.xlsx."""

    def copied(name):
        return shutil.copy(examples / f"{name}.xlsx", tmp_path / "报送表.xlsx")

    return copied


def absolute(cell):
    """``G21`` → ``$G$21``"""
    return re.sub("([A-Z]+)([0-9]+)", r"$\1$\2", cell)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_copy_is_written_and_the_original_stays(command, example, tmp_path, name):
    path = example(name)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    before = path.read_bytes(), path.stat()
    outcome = command("annotate", "报送表.xlsx", "-o", "副本.xlsx")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before[0], before[1].st_mtime_ns)
    assert outcome.code == command("check", "报送表.xlsx").code
    assert outcome.err == "" and outcome.out.startswith("结论：") and outcome.out.endswith("已写到 副本.xlsx。\n")
    assert sorted(os.listdir(tmp_path)) == ["副本.xlsx", "报送表.xlsx"]
    book = openpyxl.load_workbook("副本.xlsx")
    assert book.sheetnames == [*openpyxl.load_workbook(path).sheetnames, "校验结果"]


def test_a_marked_cell_says_what_is_wrong_and_the_sheet_leads_to_it(command, wrong_total, whole_form):
    command("annotate", wrong_total, "-o", "副本.xlsx")
    book = openpyxl.load_workbook("副本.xlsx")
    total = book[whole_form.sheet][whole_form.total_score.cell]
    assert total.fill.fgColor.rgb == "FF" + FILLS["error"]
    assert total.comment.text.startswith("【绩效校验 S01】逻辑性：") and "现为 100" in total.comment.text
    sheet = book["校验结果"]
    assert sheet["A2"].value.startswith("未通过：逻辑性 1 条")
    assert [sheet.cell(5, col).value for col in range(1, 11)] == [
        "规则码", "级别", "工作表", "单元格", "说明", "应有值", "现值", "差额", "依据", "核实说明"
    ]  # fmt: skip
    assert [sheet.cell(6, col).value for col in (1, 2, 3, 4)] == ["S01", "逻辑性", whole_form.sheet, whole_form.total_score.cell]
    assert sheet["D6"].hyperlink.location == f"'{whole_form.sheet}'!{absolute(whole_form.total_score.cell)}"
    last = max(cell.row for cell in sheet["A"] if cell.value)
    assert sheet.freeze_panes == "A6" and sheet.auto_filter.ref == f"A5:O{last}" and sheet.print_title_rows == "$5:$5"
    assert re.fullmatch(r"'校验结果'!\$A\$1:\$J\$[0-9]+", sheet.print_area)
    typed = sheet["J6"]
    assert (typed.protection.locked, typed.number_format, sheet["I6"].protection.locked) == (False, "@", True)
    assert [sheet.column_dimensions[col].hidden for col in "JKLM"] == [False, True, True, True]


def test_the_chart_shows_what_stands_in_its_cells(command, example):
    """Viewers show the figures kept in the chart, Excel those of the cells."""
    example("quyuan-2024")
    command("annotate", "报送表.xlsx", "-o", "副本.xlsx")
    sheet = openpyxl.load_workbook("副本.xlsx")["校验结果"]

    def in_cells(reference):
        cells = sheet[reference.f.rpartition("!")[2].replace("$", "")]
        return [row[0].value for row in cells]

    (chart,) = sheet._charts
    for series in chart.series:
        names, figures = series.cat.strRef, series.val.numRef
        assert in_cells(names) == [point.v for point in names.strCache.pt] and len(in_cells(names)) > 1
        assert in_cells(figures) == [int(point.v) for point in figures.numCache.pt]


@pytest.mark.parametrize("name", EXAMPLES)
def test_annotated_twice_is_annotated_once(command, example, name):
    example(name)
    command("annotate", "报送表.xlsx", "-o", "一次.xlsx")
    command("annotate", "一次.xlsx", "-o", "两次.xlsx")
    once, twice = (open(path, "rb").read() for path in ("一次.xlsx", "两次.xlsx"))
    assert once == twice


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_check_says_the_same_of_the_copy(command, example, name):
    """Marks, comments and the sheet 校验结果 are no part of what is checked."""
    example(name)
    before = command("check", "报送表.xlsx")
    command("annotate", "报送表.xlsx", "-o", "副本.xlsx")
    after = command("check", "副本.xlsx")
    assert after.code == before.code
    assert after.out.replace("副本.xlsx", "报送表.xlsx") == before.out


# -- what cannot be annotated ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("make, why", BAD.items(), ids=[make.__name__ for make in BAD])
def test_a_file_that_cannot_be_checked_is_not_annotated(command, examples, tmp_path, make, why):
    make(tmp_path / "报送表.xlsx", examples / "lukou-2022.xlsx")
    outcome = command("annotate", "报送表.xlsx", "-o", "副本.xlsx")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("报送表.xlsx 无法检查：") and why in outcome.err and outcome.err.count("\n") == 1
    assert not os.path.exists("副本.xlsx")


@pytest.mark.parametrize("kind", ["xls", "xlsb", "ods"])
def test_without_libreoffice_another_kind_is_a_sentence(command, tmp_path, monkeypatch, kind):
    monkeypatch.setattr(convert.shutil, "which", lambda name: None)
    monkeypatch.setattr(convert, "kind_of", lambda data: kind)
    (tmp_path / f"报送表.{kind}").write_bytes(b"whatever it holds")
    outcome = command("annotate", f"报送表.{kind}", "-o", "副本.xlsx")
    assert outcome.code == 2
    assert outcome.err == f"报送表.{kind} 无法检查：.{kind} 文件里不能写标记，请在 Excel 或 WPS 里打开，另存为 .xlsx 后再试。\n"


def test_libreoffice_that_cannot_be_started(command, tmp_path, monkeypatch):
    monkeypatch.setattr(convert.shutil, "which", lambda name: str(tmp_path))
    monkeypatch.setattr(convert, "kind_of", lambda data: "ods")
    (tmp_path / "报送表.ods").write_bytes(b"whatever it holds")
    outcome = command("annotate", "报送表.ods", "-o", "副本.xlsx")
    assert outcome.code == 2 and "借 LibreOffice 转换时出错" in outcome.err and outcome.err.count("\n") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="没有命名管道：没有检查 LibreOffice 卡住的情形")
def test_libreoffice_that_never_ends_is_ended(command, tmp_path, monkeypatch):
    """A program that starts another one and waits: both hold the pipe open as long as they live."""
    os.mkfifo(tmp_path / "held")
    held = os.open(tmp_path / "held", os.O_RDONLY | os.O_NONBLOCK)
    hanging = tmp_path / "soffice"
    hanging.write_text(f"#!/bin/sh\nexec > '{tmp_path}/held'\necho begun\nsleep 60 &\nwait\n", "utf-8")
    hanging.chmod(0o755)
    monkeypatch.setattr(convert.shutil, "which", lambda name: str(hanging))
    monkeypatch.setattr(convert, "kind_of", lambda data: "ods")
    monkeypatch.setattr(convert, "SECONDS", 1)
    (tmp_path / "报送表.ods").write_bytes(b"whatever it holds")
    outcome = command("annotate", "报送表.ods", "-o", "副本.xlsx")
    assert outcome.code == 2 and "没有在 1 秒内转换好" in outcome.err
    assert os.read(held, 99) == b"begun\n"
    assert select.select([held], [], [], 10)[0] and os.read(held, 99) == b"", "有进程还活着"
    os.close(held)


# -- where it cannot be written --------------------------------------------------------------------------------------


def refused(command, out, why):
    outcome = command("annotate", "报送表.xlsx", "-o", out)
    assert (outcome.code, outcome.out) == (2, "")
    assert why in outcome.err and "没有写成：" in outcome.err and outcome.err.count("\n") == 1


def test_the_original_is_never_the_target(command, example, tmp_path):
    path = example("lukou-2022")
    before = path.read_bytes()
    refused(command, "报送表.xlsx", "这正是原文件")
    refused(command, tmp_path / "." / "报送表.xlsx", "这正是原文件")
    os.link(path, tmp_path / "另一个名字.xlsx")
    refused(command, "另一个名字.xlsx", "这正是原文件")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "out, why",
    [
        ("没有/这个/副本.xlsx", "所在的文件夹不存在"),
        ("副本.xls", "内容是 .xlsx 工作簿，用别的扩展名会打不开，请在 -o 后给出 .xlsx 文件名"),
        ("副本", "请在 -o 后给出 .xlsx 文件名"),
        ("文" * 200 + ".xlsx", "文件名太长"),
    ],
)
def test_a_place_that_cannot_be_written(command, example, out, why):
    example("lukou-2022")
    refused(command, out, why)


def test_a_folder_of_that_name(command, example, tmp_path):
    example("lukou-2022")
    (tmp_path / "副本.xlsx").mkdir()
    refused(command, "副本.xlsx", "这是文件夹")


NOBODY = 65534  # the user and group of a process that owns nothing


@pytest.fixture
def ordinary_user(command, monkeypatch):
    """Runs the command in a folder that anybody can reach, as a user who is not the administrator."""
    folder = tempfile.mkdtemp()
    os.chmod(folder, 0o755)
    monkeypatch.chdir(folder)

    def run(*arguments):
        command("annotate", *arguments)  # what is loaded when it is needed may lie where only the administrator reads
        os.remove(arguments[-1])
        group, user = os.getegid(), os.geteuid()
        os.setegid(NOBODY), os.seteuid(NOBODY)
        try:
            return command("annotate", *arguments)
        finally:
            os.seteuid(user), os.setegid(group)

    yield run
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name == "nt", reason="Windows 的文件夹权限不是这样设的：没有检查只读文件夹")
def test_a_folder_that_must_not_be_written_to(command, ordinary_user, examples):
    shutil.copy(examples / "lukou-2022.xlsx", "报送表.xlsx")
    os.mkdir("只读", 0o755)
    os.mkdir("可写")
    os.chmod("可写", 0o777)
    if os.geteuid() != 0:  # nobody else may take another user's place; the folder is closed to its owner instead
        os.chmod("只读", 0o500)
        refused(command, "只读/副本.xlsx", "没有写入权限")
        return
    outcome = ordinary_user("报送表.xlsx", "-o", "只读/副本.xlsx")
    assert outcome.code == 2 and "没有写入权限" in outcome.err and "没有写成：" in outcome.err
    assert os.listdir("只读") == []
    assert ordinary_user("报送表.xlsx", "-o", "可写/副本.xlsx").code == 0, "同一用户在别处写得成"


@pytest.mark.parametrize("code, why", [(errno.EACCES, "没有写入权限"), (errno.ENOSPC, "磁盘已满"), (errno.EROFS, "没有写入权限")])
def test_a_system_that_refuses_to_write(command, example, monkeypatch, tmp_path, code, why):
    path = example("lukou-2022")
    before = path.read_bytes()
    (tmp_path / "副本.xlsx").write_bytes(b"what was there")

    def refuse(handle):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(files.os, "fsync", refuse)
    refused(command, "副本.xlsx", why)
    assert (tmp_path / "副本.xlsx").read_bytes() == b"what was there" and path.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["副本.xlsx", "报送表.xlsx"]


@pytest.mark.parametrize("owner, program", [("~$副本.xlsx", "Excel 或 WPS"), (".~lock.副本.xlsx#", "LibreOffice")])
def test_a_copy_that_is_open_elsewhere(command, example, tmp_path, owner, program):
    example("lukou-2022")
    (tmp_path / "副本.xlsx").write_bytes(b"open")
    (tmp_path / owner).write_bytes(b"")
    refused(command, "副本.xlsx", f"这个文件正在 {program} 里打开")
    assert (tmp_path / "副本.xlsx").read_bytes() == b"open"


def test_an_original_that_is_open_elsewhere_is_read_all_the_same(command, example, tmp_path):
    example("lukou-2022")
    (tmp_path / "~$报送表.xlsx").write_bytes(b"")
    assert command("annotate", "报送表.xlsx", "-o", "副本.xlsx").code == 0


@pytest.mark.parametrize("arguments", [["报送表.xlsx"], ["-o", "副本.xlsx"], ["报送表.xlsx", "-o", "副本.xlsx", "--profile", "没有这个"]])
def test_a_command_line_that_lacks_something(command, example, tmp_path, arguments):
    example("lukou-2022")
    outcome = command("annotate", *arguments)
    assert outcome.code == 2 and outcome.err.count("\n") == 1
    assert os.listdir(tmp_path) == ["报送表.xlsx"]
