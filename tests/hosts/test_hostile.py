"""Workbooks nobody would hand in on purpose: each gets a verdict or one sentence, never a traceback."""

import datetime
import io
import json
import random
import zipfile

import openpyxl
import pytest
from openpyxl.cell.cell import MergedCell

from perfeval_xl.hosts.cli import main
from perfeval_xl.io.reader import read_book

EXAMPLES = ("consistent-2024.xlsx", "lukou-2022.xlsx")
FAULTS = ("自身出错", "Traceback")


@pytest.fixture
def verdict(capsys):
    """Run ``check --format json`` in this process and hold what it says to the contract; returns the exit code."""

    def check(path) -> int:
        code = main(["check", str(path), "--format", "json"])
        out, err = capsys.readouterr()
        (file,) = json.loads(out)["files"]
        assert code == {"failed": 1, "unreadable": 2}.get(file["status"], 0)
        assert err.count("\n") == (1 if code == 2 else 0)
        assert code != 2 or "无法检查：" in err and file["reason"] in err
        assert not any(fault in out + err for fault in FAULTS)
        return code

    return check


@pytest.fixture
def parts(examples) -> dict[str, bytes]:
    with zipfile.ZipFile(examples / EXAMPLES[0]) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def saved(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


# -- broken files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_download_that_broke_off_anywhere(verdict, examples, tmp_path, example):
    data = (examples / example).read_bytes()
    for part in range(1, 16):
        (tmp_path / "a.xlsx").write_bytes(data[: len(data) * part // 16])
        assert verdict(tmp_path / "a.xlsx") == 2


@pytest.mark.parametrize("example", EXAMPLES)
def test_flipped_bits(verdict, examples, tmp_path, example):
    data, dice = (examples / example).read_bytes(), random.Random(20)
    for _ in range(30):
        flipped = bytearray(data)
        flipped[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        (tmp_path / "a.xlsx").write_bytes(flipped)
        verdict(tmp_path / "a.xlsx")


def test_any_part_missing_or_empty(verdict, parts, tmp_path):
    """Without styles or properties the tables are still there; without strings or a sheet there is nothing to check."""
    for name in parts:
        code = verdict(saved(tmp_path / "a.xlsx", {other: parts[other] for other in parts if other != name}))
        assert code == 2 or not name.endswith(("sheet1.xml", "sharedStrings.xml", "workbook.xml"))
        verdict(saved(tmp_path / "b.xlsx", {**parts, name: b""}))


def test_parts_in_each_others_place(verdict, parts, tmp_path):
    names = [name for name in parts if "sheet" in name or name.endswith(("styles.xml", "sharedStrings.xml"))]
    for one, other in zip(names, names[1:]):
        verdict(saved(tmp_path / "a.xlsx", {**parts, one: parts[other], other: parts[one]}))


def test_damaged_xml(verdict, parts, tmp_path):
    dice = random.Random(22)
    for _ in range(40):
        name = dice.choice(list(parts))
        content = bytearray(parts[name])
        at = dice.randrange(len(content))
        damage = dice.choice((b"", b"<", b">", b'"', b"&", b"<c r=", bytes(content[at : at + 99])))
        content[at : at + dice.choice((0, 1, 40))] = damage
        verdict(saved(tmp_path / "a.xlsx", {**parts, name: bytes(content)}))


# -- odd contents ----------------------------------------------------------------------------------------------------

VALUES = {
    "负数": -12.5,
    "极小的数": 0.000001,
    "文字 NaN": "NaN",
    "文字 Infinity": "Infinity",
    "逻辑值": True,
    "日期": datetime.datetime(2024, 5, 1),
    "时间": datetime.time(8, 30),
    "错误值": "#DIV/0!",
    "没有缓存值的公式": "=1+1",
    "空": None,
    "只有比较符": "≥≥≥",
    "括号不成对": "（1（2（3",
    "逗号成串": "1,,,2,,3",
    "上标数字": "²³",
    "别种数字": "١٢٣",
    "全角数字": "１２３．４５",
    "汉字数字": "一百二十三万",
    "不存在的日期": "2024年13月45日",
    "表情符号": "👩‍👩‍👧‍👦😀",
    "从右到左": "\u202e123\u202c",
    "换行与制表符": "1\t2\n3",
    "很多空白": " " * 3000,
    "正则表达式": ".*(a+)+$",
}


def with_every_number(path, example, value):
    """The example with *value* in place of every number and every short text that holds a digit."""
    book = openpyxl.load_workbook(example)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                old = cell.value
                short = isinstance(old, str) and len(old) < 14 and any(map(str.isdigit, old))
                if not isinstance(cell, MergedCell) and (short or isinstance(old, (int, float))):
                    cell.value = value
    book.save(path)
    return path


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
def test_odd_values_in_every_cell_that_holds_a_number(verdict, examples, tmp_path, value):
    for example in EXAMPLES:
        verdict(with_every_number(tmp_path / "a.xlsx", examples / example, value))


def merged_to_one(sheet):
    unmerged(sheet)
    sheet.merge_cells(sheet.dimensions)


def unmerged(sheet):
    for box in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(box))


def without_some_rows_and_columns(sheet):
    unmerged(sheet)
    sheet.delete_rows(5, 3)
    sheet.delete_cols(2, 1)


def turned(sheet):
    unmerged(sheet)
    columns = list(zip(*sheet.iter_rows(values_only=True)))
    sheet.delete_rows(1, sheet.max_row)
    for column in columns:
        sheet.append(column)


def twice(sheet):
    for row in list(sheet.iter_rows(values_only=True)):
        sheet.append(row)


def far_away(sheet):
    unmerged(sheet)
    sheet.move_range(sheet.dimensions, rows=40, cols=20)


SHAPES = (merged_to_one, unmerged, without_some_rows_and_columns, turned, twice, far_away)


@pytest.mark.parametrize("reshape", SHAPES, ids=[reshape.__name__ for reshape in SHAPES])
def test_tables_torn_apart(verdict, examples, tmp_path, reshape):
    for example in EXAMPLES:
        book = openpyxl.load_workbook(examples / example)
        for sheet in book:
            reshape(sheet)
        book.save(tmp_path / "a.xlsx")
        verdict(tmp_path / "a.xlsx")


NAMES = ("  ", "😀表", "某某局's", '<&">', "\u202eabc", "=1+1", "汇" * 31, "#REF!", "none", "-rm", "%s{0}", "a;b|c", "１")


def test_sheet_names_of_every_kind(verdict, examples, tmp_path):
    """The verdict is that of the same sheets under plain names."""
    book = openpyxl.load_workbook(examples / EXAMPLES[0])
    for sheet, name in zip(book, NAMES, strict=True):
        sheet.title = name
    book.save(tmp_path / "a.xlsx")
    assert [sheet.name for sheet in read_book(str(tmp_path / "a.xlsx")).sheets] == list(NAMES)
    assert verdict(tmp_path / "a.xlsx") == verdict(examples / EXAMPLES[0])


# -- large files -----------------------------------------------------------------------------------------------------


def test_a_long_list_beside_the_forms_is_read_and_checked(verdict, examples, tmp_path):
    """20,000 rows of text: what is no form costs no more than reading it."""
    file = io.BytesIO((examples / EXAMPLES[1]).read_bytes())
    book = openpyxl.load_workbook(file)
    sheet = book.create_sheet("明细")
    for row in range(20000):
        sheet.append((f"第{row}项", "某某工程", row * 1.5))
    book.save(tmp_path / "a.xlsx")
    assert verdict(tmp_path / "a.xlsx") == verdict(examples / EXAMPLES[1])
