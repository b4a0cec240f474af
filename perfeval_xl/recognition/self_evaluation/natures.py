"""按收入性质分, 按支出性质分: two lists side by side or one below the other, often with the figure in the label's own text."""

from decimal import Decimal
from functools import lru_cache

from ...core.book import CellError
from ...core.cells import Field, shown_amount
from ...core.money import MONEY_UNITS, read_number
from ...core.patterns import Pattern
from ...core.record import Record, new
from ...domain.forms import NatureItem
from ..grid import scaled, with_own_unit
from .funds import is_amount, without_ordinal
from .words import nature_side
from .zone import Rows, Zone

_FIGURE = Pattern(r"^(.*?)[:]?(-?\d[\d,]*(?:\.\d+)?)?(百万元|万元|千元|百元|亿元|元)?[;；。,、]?$")
# 862.40(其中人员经费700.00), 862.40万元,其中:人员经费700.00: what the figure consists of.
_CONSISTS_OF = Pattern(r"(:-?\d[\d,]*(?:\.\d+)?(?:百万元|万元|千元|百元|亿元|元)?)[,;；。、]?(?:\(|其中|包括).*$", words=("(", "其中", "包括"))
_OF_BASIC = ("人员", "公用", "日常公用", "工资福利", "商品和服务", "对个人和家庭")
_AMOUNT = Pattern(r"\d\.\d")
_FIGURE_BEFORE = Pattern(r":-?\d.*")


def find_natures(zone: Zone, rows: Rows) -> int | None:
    """The first row of the blocks; None if the form has none."""
    for row, line in rows:
        for col, text in line:
            if text[0] == "按" and nature_side(text) and not _is_row_of_funds(zone, row, col):
                return row
    return None


def _is_row_of_funds(zone: Zone, row: int, col: int) -> bool:
    """Whether budgets and what was spent stand beside “按资金来源：财政拨款”: a list has one figure a side."""
    figures = set()
    for value in zone.grid.rows[row][col + 1 :]:
        if value.__class__ is not CellError and is_amount(value):
            figures.add(value)
        elif figures and value != "":
            break
    return len(figures) > 1


def read_natures(zone: Zone, top: int, bottom: int, unit: str) -> dict[str, tuple[NatureItem, ...]]:
    """The items of both blocks by side, “income” and “expenditure”; figures stand in the label's cell or beside it."""
    heads: list[tuple[int, int, str]] = []
    items: dict[str, list[NatureItem]] = {"income": [], "expenditure": []}
    for row, line in zone.lines(top, bottom):
        heads += [(row, col, side) for col, text in line if (side := nature_side(text))]
        for i, (col, text) in enumerate(line):
            entry = None if i and line[i - 1][1] == text else _entry(text)  # a merge that was undone repeats its text
            head = max([h for h in heads if h[1] <= col], key=_rightmost, default=None)
            if head is None or entry is None:
                continue
            other_side = min([h[1] for h in heads if h[1] > col], default=zone.last_col + 1)
            amount = _amount(zone, row, col, other_side, entry, unit)
            role = _nature_role(entry.name, head[2])
            if role == "other" and _is_detail(entry.name, text, items[head[2]]):
                role = "detail"
            items[head[2]].append(new(NatureItem, (role, entry.name, amount)))
    for field in _illegible(zone, top, bottom, items) if zone.grid.sheet.bad else ():
        for side in items.values():
            side.insert(0, new(NatureItem, ("other", "", field)))
    return {side: tuple(found) for side, found in items.items()}


def _illegible(zone: Zone, top: int, bottom: int, items: dict[str, list[NatureItem]]) -> list[Field]:
    """The error cells that may be an entry with its figure, or the head of a side: no sum of either side is certain."""
    amounts = [item.amount for side in items.values() for item in side]
    read = {(field.row, field.col) for field in amounts} if all(items.values()) else ()
    right = max([field.col for field in amounts if field.number is not None], default=zone.last_col)
    return [
        zone.grid.field(row, col)
        for row, col, _ in zone.grid.sheet.bad
        if top <= row <= bottom and zone.left <= col <= right and (row, col) not in read
    ]


def _rightmost(head: tuple[int, int, str]) -> tuple[int, int]:
    return head[1], head[0]


class Entry(Record):
    """A text of the lists taken apart: “其中：基本支出：179.77万元” is 基本支出, 179.77, 万元."""

    name: str
    figure: str  # "" where the text states none
    number: Decimal | None
    unit: str  # "" where the text states none


@lru_cache(maxsize=1024)
def _entry(text: str) -> Entry | None:
    """A squeezed text as an entry; None for a figure alone and for running text."""
    if read_number(text) is not None:
        return None
    match = _FIGURE.match(_CONSISTS_OF.sub(r"\1", without_ordinal(text)))
    if match is None or len(match[1]) > 30 or not match[1]:
        return None
    figure, before = (match[2] or "").rstrip(","), _FIGURE_BEFORE.search(match[1])
    if figure and before:  # 基本支出:862.40人员经费:700.00: which of the two is the entry's?
        return Entry(match[1][: before.start()], before.group()[1:] + figure, None, "")
    return Entry(match[1].rstrip(":￥¥"), figure, read_number(figure), match[3] or "" if figure else "")


def _amount(zone: Zone, row: int, col: int, stop: int, entry: Entry, unit: str) -> Field:
    amount = None if entry.figure else _amount_beside(zone, row, col, stop, entry.name, unit)
    if amount is None:
        own = entry.unit if entry.unit in MONEY_UNITS else unit
        # An amount in the midst of a text is not read; the entry is not empty for that.
        text = entry.figure or (entry.name if _AMOUNT.search(entry.name) else "")
        amount = scaled(new(Field, (zone.grid.name, row, col, text, entry.number, entry.name, "", None)), own)
    return amount


def _amount_beside(zone: Zone, row: int, col: int, stop: int, name: str, unit: str) -> Field | None:
    """The figure in a cell of its own right of the label; None when there is none."""
    for at in range(zone.grid.span(row, col)[3] + 1, stop):
        if zone.grid.value(row, at) != "":
            field = with_own_unit(zone.grid.field(row, at, name, read=shown_amount), unit)
            return field if field.number is not None or field.bad or field.blank else None
    return None


def _is_detail(name: str, text: str, before: list[NatureItem]) -> bool:
    """人员经费 and 公用经费 below 基本支出, 其中:上级补助 below 一般公共预算: a part of an item, not of the side's total."""
    if any(item.role == "basic" for item in before):
        return name.startswith(_OF_BASIC)
    return text.startswith("其中") and "其他" not in name and any(item.role != "total" for item in before)


@lru_cache(maxsize=1024)
def _nature_role(name: str, side: str) -> str:
    if nature_side(name):
        return "total"
    if side == "expenditure":
        return "basic" if "基本支出" in name else "project" if "项目支出" in name else "other"
    if "一般公共" in name or "财政拨款" in name and "基金" not in name:
        return "general_public_budget"
    if "政府性基金" in name or name.startswith("基金"):
        return "government_fund"
    return "special_account" if "专户" in name or "非税" in name else "other"
