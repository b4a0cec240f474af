"""导入决算表: the nine published final-account tables, from workbooks that the user chooses, into the open workbook.

A table that the open workbook has (the template has all nine) is filled in by its own words: lines by their names, subject
rows by their codes, in its own unit; formulas stay. A table that it does not have is added as a sheet of its own.
"""

import os
from collections.abc import Sequence

from ..core.book import Book, CellError, Sheet
from ..core.cells import Box
from ..core.edits import NewSheet, Row, free_name
from ..core.host import Host, HostError
from ..core.record import Record
from ..domain.accounts import whole_ones
from ..domain.forms import FINAL_ACCOUNT, TABLE_NAMES, FinalAccount
from ..io.errors import UnreadableFile
from ..recognition import recognise
from .transfer import Transfer, transfer

_WIDTH = 14.0  # characters of a column of a new sheet; the first, with the names, is wider
_NAME_WIDTH = 32.0
_NAMED = 5  # rows that a message names


class Source(Record):
    """A table that was found in a chosen file."""

    file: str
    sheet: Sheet
    form: FinalAccount


def import_final_accounts(host: Host) -> list[str]:
    """Ask for workbooks and import their tables; returns the names of the tables that were imported.

    Asks before figures are overwritten. Raises HostError where a file cannot be read, holds no such table, or two files
    hold the same one: then nothing is imported.
    """
    paths = host.ask_files("选择决算公开表所在的工作簿")
    if not paths:
        return []
    host.progress("正在读决算表……")
    sources = _sources(host, paths)
    book = host.book()
    here = {form.table: form for form in _tables(book)}
    transfers = [
        transfer(one.form, one.sheet, here[one.form.table], book) for one in sources if one.form.table in here
    ]
    added = [source for source in sources if source.form.table not in here]
    overwritten = sum(one.overwritten for one in transfers)
    if overwritten and not host.confirm(f"{_origin(sources)}将改写本工作簿决算表里已填的 {overwritten} 格，公式不动。要导入吗？"):
        return []
    with host.changing("正在导入决算表……"):
        for one in transfers:
            host.progress(f"正在导入：{one.sheet}")
            if one.inserted:
                host.insert_rows(one.sheet, one.insert_at, one.inserted)
            host.write(one.sheet, one.values)
        _add(host, book, added)
    host.tell(_said(sources, transfers, added))
    return [TABLE_NAMES[source.form.table] for source in sources]


def _sources(host: Host, paths: Sequence[str]) -> list[Source]:
    """Every table of the chosen files, in the order of the nine."""
    found: dict[str, Source] = {}
    for path in paths:
        name = os.path.basename(path)
        try:
            book = host.read(path)
        except (HostError, UnreadableFile) as refused:
            raise HostError(f"没有导入：{refused}") from None
        forms = [form for form in _tables(book) if not form.missing]
        if not forms:
            raise HostError(f"没有导入：{name} 里没有认出部门决算公开表，请确认选对了文件、表的标题没有被删改。")
        for form in forms:
            if form.table in found:
                other = found[form.table].file
                raise HostError(f"没有导入：{TABLE_NAMES[form.table]}有两张（{other}、{name}），分不清用哪一张，请只选一套决算表。")
            found[form.table] = Source(name, book.sheet(form.sheet), form)
    return [found[table] for table in TABLE_NAMES if table in found]


def _tables(book: Book) -> list[FinalAccount]:
    """The final-account tables of a book; of two “三公” tables that of all appropriations."""
    forms = [form for form in recognise(book).forms if form.kind == FINAL_ACCOUNT]
    meant = whole_ones([form for form in forms if form.table == "three_public"])
    return [form for form in forms if form.table != "three_public" or form in meant]


def _origin(sources: Sequence[Source]) -> str:
    """Whose figures they are, so that nobody imports another department's unawares."""
    unit = next((one.form.unit_name.text for one in sources if one.form.unit_name is not None), "")
    year = next((f"{one.form.year}年度" for one in sources if one.form.year), "")
    return f"选的是{unit}{year}的决算表，" if unit or year else ""


# -- tables that the workbook does not have ------------------------------------------------------------------------


def _add(host: Host, book: Book, added: Sequence[Source]) -> None:
    taken = [sheet.name for sheet in book.sheets]
    for source in added:
        name = free_name(f"公开{list(TABLE_NAMES).index(source.form.table) + 1:02d}表", taken)
        taken.append(name)
        host.progress(f"正在导入：{name}")
        host.add_sheet(_copy(source, name))


def _copy(source: Source, name: str) -> NewSheet:
    """The table's part of its sheet, values and merges."""
    box = source.form.box
    rows = tuple(_row(source.sheet, row, box) for row in range(box.top, box.bottom + 1))
    width = box.right - box.left + 1
    return NewSheet(
        name,
        rows,
        widths=(_NAME_WIDTH, *[_WIDTH] * (width - 1)),
        merges=tuple(
            Box(top - box.top, left - box.left, bottom - box.top, right - box.left)
            for top, left, bottom, right in source.sheet.merges
            if box.holds(top, left) and box.holds(bottom, right)
        ),
        repeated=(0, 0),
    )


def _row(sheet: Sheet, row: int, box: Box) -> Row:
    values, styles = [], []
    for col in range(box.left, box.right + 1):
        value = sheet.value(row, col)
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        values.append(value if number else value.code if isinstance(value, CellError) else str(value))
        styles.append("title" if row == box.top else "figure" if number else "text")
    return Row(tuple(values), tuple(styles))


# -- what is told --------------------------------------------------------------------------------------------------


def _said(sources: Sequence[Source], transfers: Sequence[Transfer], added: Sequence[Source]) -> str:
    parts = [f"已导入 {len(sources)} 张决算表"]
    if added:
        parts.append(f"，其中 {len(added)} 张是新增的工作表")
    parts.append("。")
    lacking = [TABLE_NAMES[table] for table in TABLE_NAMES if table not in {one.form.table for one in sources}]
    if lacking:
        parts.append(f"选的文件里没有：{'、'.join(lacking)}。")
    for one in transfers:
        if one.unplaced:
            more = f"等 {len(one.unplaced)} 行" if len(one.unplaced) > _NAMED else ""
            parts.append(f"“{one.sheet}”里没有这些行，数没有导入：{'、'.join(one.unplaced[:_NAMED])}{more}。")
    parts.append("请点“一键校验”核对。")
    return "".join(parts)
