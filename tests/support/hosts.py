"""Workbooks opened in the host in memory, and what the buttons wrote into them."""

from pathlib import Path

from perfeval_xl.core.findings_sheet import COLUMNS, find_header
from perfeval_xl.io.reader import read_book
from tests.support.memory_host import MemoryHost

EXAMPLES = ("consistent-2024", "lukou-2022", "quyuan-2024", "yueyang-2021", "zhuzhou-2024")


def in_memory(path: Path) -> MemoryHost:
    """A workbook file, open."""
    return MemoryHost(read_book(str(path)), path.name, str(path))


def listed(book) -> list[dict[str, str]]:
    """The rows of the sheet 校验结果 that tell of a finding, by the labels of its columns."""
    sheet = next(sheet for sheet in book.sheets if find_header(sheet) is not None)
    header, columns = find_header(sheet)
    rows = [{label: row[columns[label]] for label in COLUMNS} for row in sheet.rows[header + 1 :]]
    return [row for row in rows if row["结论键"]]


def typed(host: MemoryHost, key: str, label: str, text: str) -> None:
    """Type into a column of the sheet 校验结果, in the row of one finding."""
    sheet = next(sheet for sheet in host.sheets if find_header(sheet.snapshot()) is not None)
    header, columns = find_header(sheet.snapshot())
    row = next(i for i, row in enumerate(sheet.rows) if i > header and row[columns["结论键"]] == key)
    sheet.put(row, columns[label], text)


def looks(host: MemoryHost) -> list[tuple]:
    """Everything of a workbook that a button could leave behind."""
    return [(sheet.name, sheet.rows, sheet.fills, sheet.comments, sheet.merges, sheet.formulas) for sheet in host.sheets]
