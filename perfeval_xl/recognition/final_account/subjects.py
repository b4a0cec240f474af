"""The tables with one row an account subject (科目): 02, 03, 05, 07, 08 of the usual numbering; their columns: subject_columns."""

from collections.abc import Sequence
from functools import lru_cache

from ...core.patterns import Pattern
from ...core.record import new
from ...domain.forms import SubjectRow
from ..grid import squeeze, tidy
from .amounts import AmountColumns, AmountReader, Amounts
from .figure_rows import has_figure
from .frame import Header, Region
from .subject_columns import REQUIRED, TOTAL_NAMES, Columns, columns_of, role_name

_CODE_WITH_NAME = Pattern(r"[\[【(]?(\d{3,7})(\D.*)?$")
_OPENING, _AROUND_NAME = frozenset("[【("), " \u3000]】)-—"


def read_subjects(region: Region, table: str, header: Header, read: AmountReader, body: range) -> dict:
    columns = _with_code(columns_of(header, table), [region.grid.rows[row] for row in region.within(body)])
    names = {role: "·" + role_name(table, role) for role in columns.amounts}
    amounts = AmountColumns.of(read, columns.amounts, names, body)
    name_col = columns.name if columns.name is not None else columns.code[0] if columns.code else 0
    code_col = columns.code[0] if columns.code else name_col
    grid = region.grid
    total, rows, uncoded, parts = None, [], [], []
    for row in region.within(body):
        cells = grid.rows[row]
        code, parts = code_below(cells, columns, parts)
        if not code and _is_total_row(region, row, columns):
            if total is None:
                total = new(SubjectRow, ("", "合计", Amounts(amounts, row, "合计"), grid.name, row, code_col, name_col))
            continue
        label = cells[name_col] if name_col < len(cells) else ""
        label = tidy(label) if label.__class__ is str else ""
        if not code:
            if label and columns.code:
                uncoded.append(new(SubjectRow, ("", label, Amounts(amounts, row, label), grid.name, row, code_col, name_col)))
            continue
        split_name = _CODE_WITH_NAME.match(label) if name_col in columns.code else None
        name = (split_name[2] or "").strip(_AROUND_NAME) if split_name else label
        called = Amounts(amounts, row, f"{code} {name}")
        rows.append(new(SubjectRow, (code, name, called, grid.name, row, code_col, name_col)))
    return {
        "total": total,
        "rows": tuple(rows),
        "uncoded": tuple(uncoded),
        "columns": header.of_roles(grid, columns.amounts),
        "unread": tuple(header.of_roles(grid, columns.unread).values()),
        "missing": tuple(_missing(table, columns, total is not None or _is_empty(table, region, body))),
    }


def _with_code(columns: Columns, rows: Sequence[Sequence]) -> Columns:
    """The columns, and where the heading of the codes says nothing (科目编号, 序号), the one that holds them."""
    if columns.split or columns.code != (columns.name,):
        return columns
    for col in (columns.name, *[col for col in columns.unread if col < columns.name]):
        if any([col < len(cells) and len(code_part(cells[col])) > 2 for cells in rows]):
            unread = {other: other for other in columns.unread if other != col}
            code = (col, *[below for below in range(col + 1, columns.name) if below not in unread])  # 类、款、项
            return columns._replace(code=code, split=len(code) > 1, unread=unread)
    return columns


def code_below(cells: Sequence, columns: Columns, above: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The digits of the subject's code in a row, "" if there is none, and what the next row stands below."""
    if not columns.split:
        return code_part(cells[columns.code[0]]) if columns.code and columns.code[0] < len(cells) else "", above
    parts = _code_parts(cells, columns, above)
    code = _joined_code(parts)
    return code, parts if code else above


def _code_parts(cells: Sequence, columns: Columns, above: Sequence[str]) -> list[str]:
    """What a row holds in the columns 类、款、项; of a staircase (类 only where it begins) with what stands *above*."""
    width = len(cells)
    parts = [code_part(cells[col]) if col < width else "" for col in columns.code]
    first = next((at for at, part in enumerate(parts) if part), 0)
    if first and len(parts[first]) <= 2 and above and all(above[:first]):
        parts[:first] = above[:first]
    return parts


def _joined_code(parts: Sequence[str]) -> str:
    code = ""
    for part in parts:
        if part and code and len(part) < 2:
            part = "0" + part
        # The columns 类、款、项 hold either their own digits or the whole code down to their level.
        code = part if code and len(part) > 2 and part.startswith(code) else code + part
    return code


@lru_cache(maxsize=8192, typed=True)
def code_part(value) -> str:
    """``2010301.0`` ``"2010301"`` ``"2010301行政运行"`` → ``"2010301"``; anything else is no code."""
    if value.__class__ is str:
        if not value:
            return ""
        text = squeeze(value)
        if text.isdecimal() and text.isascii():
            return text
        found = _CODE_WITH_NAME.match(text) if text[:1].isdecimal() or text[:1] in _OPENING else None
        return found[1] if found else ""
    if value.__class__ in (float, int) and value % 1 == 0 and value > 0:
        return str(int(value))
    return ""


def _is_total_row(region: Region, row: int, columns: Columns) -> bool:
    texts = region.rows.get(row, {})
    first_amount = min(columns.amounts.values(), default=0)
    return any(
        text in TOTAL_NAMES
        for col, text in texts.items()
        if col < first_amount or col in columns.code or col == columns.name
    )


def _is_empty(table: str, region: Region, body: range) -> bool:
    """Whether a table that many departments have no use for was left without any row, not even 合计."""
    return table in ("government_fund", "state_capital") and not any(has_figure(region.grid.rows[row]) for row in body)


def _missing(table: str, columns: Columns, totalled: bool):
    if not columns.code:
        yield "没有认出“科目代码”列"
    for role in REQUIRED[table]:
        if role not in columns.amounts:
            yield f"没有认出“{role_name(table, role)}”列"
    if not totalled:
        yield "没有认出“合计”行"
