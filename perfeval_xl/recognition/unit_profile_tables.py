"""The blocks of a unit's income, expenditure, 三公 and assets: one row an institution (机构名称), one column a figure."""

from collections.abc import Iterator, Mapping

from ..core.cells import Field
from ..core.patterns import Pattern
from ..core.record import Record
from ..domain.inputs import INPUTS
from .grid import Grid
from .self_evaluation.zone import Line, Lines
from .unit_values import amount, is_figure

NAMES = frozenset(("机构名称", "单位名称", "部门名称", "预算单位", "预算单位名称", "机构", "单位"))
_TOTALS = frozenset(("合计", "总计", "小计", "总额", "合计数"))

# Which block a heading belongs to; the total of a block opens it.
_BLOCKS = (
    ("three_public", Pattern("三公")),
    ("assets", Pattern("固定资产")),
    ("expenditure", Pattern("支出合计|支出总计|总支出|支出和结余|支出情况|支出及结余")),
    ("income", Pattern("收入合计|收入总计|总收入|收入情况")),
)
_ROLES = {
    "income": (
        ("income", "收入合计|收入总计|总收入"),
        ("carried_in", "上年(?:末)?结[转余]|年初结[转余]|结转"),
        ("fund_income", "基金"),
        ("special_account_income", "专户|非税"),
        ("fiscal_income", "(?<!非)财政拨款|一般公共预算|公共财政|公共预算"),
        ("other_income", "^其他|其他收入|其他资金"),
    ),
    "expenditure": (
        ("expenditure", "支出合计|支出总计|总支出"),
        ("year_surplus", "(?:当年|本年|年度)结余|当年结转"),
        ("surplus", "累计结|年末结|结余合计|结转结余"),
        ("personnel", "人员(?:支出|经费)|工资福利"),
        ("public_funds", "公用(?:支出|经费)"),
        ("project", "项目支出"),
        ("basic", "基本支出"),
    ),
    "three_public": (
        ("three_public_final", "三公"),
        ("reception_final", "接待"),
        ("overseas_final", "出国|出境"),
        ("vehicle_final", "购置\\S*(?:运|维)|(?:运|维)\\S*购置"),
        ("vehicle_purchase_final", "购置"),
        ("vehicle_running_final", "运行|运维|维护|维修"),
        ("vehicle_final", "公务用车|公车"),
    ),
    "assets": (
        ("assets_in_use", "在用|自用"),
        ("assets_rented", "出租|出借"),
        ("assets_other", "^其他|其他固定资产"),
        ("assets", "固定资产|资产合计"),
    ),
}
_PATTERNS = {block: [(role, Pattern(words)) for role, words in roles] for block, roles in _ROLES.items()}
# The total of each block.
_OPENING = {"income": "income", "expenditure": "expenditure", "three_public": "three_public_final", "assets": "assets"}
_TOTAL_WORDS = ("合计", "总计", "总额", "总收入", "总支出", "总值")

_HEADING = Pattern(r"情况|元\)|^[一二三四五六七八九十]+、|^\([一二三四五六七八九十]+\)|^注|^备注|^说明|^附件")
_GAP = 3  # empty rows inside a block
_HEADING_ABOVE = 3  # rows from a block's header up to its heading


class InstitutionTable(Record):
    """A block: its header rows, which input each column holds, and the rows of institutions."""

    top: int
    header: int  # the last row of the header
    bottom: int
    name: int  # the column of 机构名称
    columns: Mapping[int, str]  # column → input
    rows: tuple[int, ...]


def find_tables(grid: Grid, lines: Lines) -> Iterator[InstitutionTable]:
    """Every block of the sheet, top to bottom."""
    after = -1
    for row, line in lines.items():
        if row <= after or len(line) < 2:
            continue
        name = next((col for col, text in line if text in NAMES), None)
        if name is None:
            continue
        last = _last_header_row(grid, lines, row, name)
        columns = _columns(grid, lines, row, last, name)
        if len(columns) > 1 and any(role in _OPENING.values() for role in columns.values()):
            rows = tuple(_rows(grid, lines, last + 1, name, columns))
            after = max(rows, default=last)
            yield InstitutionTable(row, last, after, name, columns, rows)


def _last_header_row(grid: Grid, lines: Lines, row: int, name: int) -> int:
    """Headers go on below while nothing stands under 机构名称 and no figure beside it."""
    last = grid.span(row, name)[2]
    following = last + 1
    while following < grid.height and following <= last + _GAP:
        line = lines.get(following, ())
        if any(col <= name for col, _ in line) or _has_figure(grid, following, range(name, len(grid.rows[following]))):
            break
        if line:
            last = following
        following += 1
    return last


def _has_figure(grid: Grid, row: int, columns) -> bool:
    return any(is_figure(grid, row, col) for col in columns)


def _columns(grid: Grid, lines: Lines, top: int, last: int, name: int) -> dict[int, str]:
    """The input of every column, by the words above it; “合计” and “其他” mean what their block says."""
    block = _block_above(lines, top)
    columns: dict[int, str] = {}
    rows = [row for row in range(top, last + 1) if lines.get(row)]
    right = max([len(grid.rows[row]) for row in rows])
    for col in range(grid.span(top, name)[3] + 1, right):
        path = _path(grid, rows, col)
        if not path:
            continue
        block = _opened(block, path)
        role = _role(block, path)
        if role is not None and role not in columns.values():
            columns[col] = role
    return columns


def _block_above(lines: Lines, top: int) -> str | None:
    """The block that the heading above names: 年度收入情况、年度支出和结余情况、三公经费、固定资产."""
    for row in range(top - 1, max(top - _HEADING_ABOVE, 0) - 1, -1):
        line: Line = lines.get(row, [])
        if len(line) > 2:
            return None
        for _, text in line:
            found = next((block for block, opens in _BLOCKS if opens.search(text)), None)
            if found is not None:
                return found
    return None


def _path(grid: Grid, rows: list[int], col: int) -> list[str]:
    """The headings above a column, the nearest first; none for a column that belongs to a wider one at its left."""
    path: list[str] = []
    for row in reversed(rows):
        at = grid.anchor(row, col)
        if not path and at[1] != col:
            if grid.label(*at):
                return []
            continue
        text = grid.label(*at).removeprefix("其中").removeprefix(":")
        if text and text not in path:
            path.append(text)
    return path


def _opened(block: str | None, path: list[str]) -> str | None:
    """The block that a column stands in: a group's heading or a total opens one, which goes on to the right."""
    if block is None or any(word in path[0] for word in _TOTAL_WORDS):
        tried = path
    else:
        tried = path[1:]
    return next((found for words in tried for found, opens in _BLOCKS if opens.search(words)), block)


def _role(block: str | None, path: list[str]) -> str | None:
    """The input of a column; a bare 合计 is that of the heading above it, or of the block."""
    if block is None:
        return None
    words = next((text for text in path if text not in _TOTALS), None)
    if words is None:
        return _OPENING[block]
    if any(text.startswith("项目支出") for text in path[path.index(words) + 1 :]):
        return "project_personnel" if words.startswith("人员") else None  # what projects were spent on
    return next((role for role, pattern in _PATTERNS[block] if pattern.search(words)), None)


def _rows(grid: Grid, lines: Lines, first: int, name: int, columns: Mapping[int, str]) -> Iterator[int]:
    """The rows of institutions; they end at a row of words, at a heading, or at a wider gap."""
    gap = 0
    for row in range(first, grid.height):
        line = lines.get(row, ())
        figures = _has_figure(grid, row, columns)
        if not figures and any(col in columns for col, _ in line):
            return
        text = next((text for col, text in line if col == name), "")
        if figures or text and not _HEADING.search(text) and text not in NAMES and len(line) == 1:
            yield row
            gap = 0
        elif line:
            return
        else:
            gap += 1
            if gap > _GAP:
                return


def figures_of(grid: Grid, table: InstitutionTable, unit: str) -> dict[str, tuple[Field, ...]]:
    """Of each input the cells whose sum it is: that of a 合计 row, else those of all institutions."""
    named = [(row, grid.label(row, table.name)) for row in table.rows]
    totals = [row for row, text in named if text in _TOTALS]
    single = [(row, text) for row, text in named if text not in _TOTALS]
    right = {col: grid.span(table.header, col)[3] for col in table.columns}
    figures = {}
    for col, role in table.columns.items():
        total = [_cell(grid, row, col, right[col], unit, INPUTS[role]) for row in totals[-1:]]
        if not single or any(field.filled for field in total):
            figures[role] = tuple(total)
        else:
            labels = [INPUTS[role] if len(single) == 1 or not text else f"{text}·{INPUTS[role]}" for _, text in single]
            figures[role] = tuple(
                _cell(grid, row, col, right[col], unit, label) for (row, _), label in zip(single, labels)
            )
    return figures


def _cell(grid: Grid, row: int, col: int, right: int, unit: str, label: str) -> Field:
    """A figure of a column that may be several grid columns wide."""
    at = next((at for at in range(col, right + 1) if grid.value(row, at) != ""), col)
    return amount(grid.field(row, at, label), unit)
