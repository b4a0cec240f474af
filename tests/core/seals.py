"""Sealed books made of plain lists."""

from perfeval_xl.core.book import Book, Sheet
from perfeval_xl.core.cells import parse_address
from perfeval_xl.core.seal import Manifest, block
from perfeval_xl.report.seal_sheet import seal_sheet

FORM = [
    ["部门整体支出绩效自评表", "", "", ""],
    ["", "年初预算数", "全年预算数", "全年执行数"],
    ["年度资金总额", 100, 120.5, 118.25],
    ["其中：财政拨款", 90, 110.5, 108.25],
    ["指标", "指标值", "完成值", "得分"],
    ["办件量", "≥100件", "132件", 10],
    ["注：数据来源于年报", "", "", ""],
]
OTHER = [["项目支出绩效自评表", ""], ["项目名称", "某某项目"], ["全年执行数", 55.5]]


def manifest(book: Book, explanations=None, **more) -> Manifest:
    facts = dict(
        tool="0.1.0", catalogue="2026.1", profile="hunan-2024", time="2025-03-01 09:30", source_sha256="0" * 64,
        status="passed", forced=False, counts={"error": 0, "warning": 1, "explained": 1}, forms=(),
        sheets=tuple(block(sheet) for sheet in book.sheets), explanations=explanations or {},
    )  # fmt: skip
    return Manifest(**{**facts, **more})


def seal_of(book: Book, **more) -> Sheet:
    """The sheet 封存信息 as a reader of the file gets it."""
    described, _ = seal_sheet(manifest(book, **more))
    rows = [["" if value is None else value for value in row.values] for row in described.rows]
    width = max(map(len, rows))
    merges = [(box.top, box.left, box.bottom, box.right) for box in described.merges]
    return Sheet(described.name, [[*row, *[""] * (width - len(row))] for row in rows], merges)


def book(**sheets) -> Book:
    return Book.from_lists(sheets or {"整体": FORM, "项目": OTHER})


def with_seal(now: Book, seal: Sheet) -> Book:
    return now._replace(sheets=(*now.sheets, seal))


def edited(rows, **values) -> list[list]:
    """The rows with cells changed: C3=1."""
    rows = [list(row) for row in rows]
    for cell, value in values.items():
        row, col = parse_address(cell)
        rows[row][col] = value
    return rows
