"""The two balance tables: 收入支出决算总表 and 财政拨款收入支出决算总表, income left, expenditure right, or the other way."""

import re
from functools import lru_cache
from typing import NamedTuple

from ...core.cells import Field
from ...domain.forms import Line
from ..grid import tidy
from .frame import AmountReader, Column, Header, Region, header_of

INCOME, EXPENDITURE = "income", "expenditure"

ORDINAL = re.compile(r"(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|\d+[、.])")
_NUMBER_WORDS = ("行次", "序号", "行号")

# Lines that are called differently from year to year, by the name they are known by behind recognition.
_KNOWN = (
    (re.compile(r"(?:本年)?收入(?:合计|小计)$"), "本年收入合计"),
    (re.compile(r"(?:本年)?支出(?:合计|小计)$"), "本年支出合计"),
    (re.compile(r"使用非财政拨款结余|用事业基金弥补收支差额"), "使用非财政拨款结余"),
    (re.compile(r"(?:年初|上年)(?:财政拨款)?(?:结转|结余)"), "年初结转和结余"),
    (re.compile(r"年末(?:财政拨款)?(?:结转|结余)|结转下年|年末滚存"), "年末结转和结余"),
    (re.compile(r"(?:收入|支出|收支)?总计$|(?:收入|支出)?总合计$"), "总计"),
    (re.compile(r"一般公共预算(?:财政)?拨款(?:收入)?$"), "一般公共预算财政拨款收入"),
    (re.compile(r"政府性基金(?:预算)?(?:财政)?拨款(?:收入)?$"), "政府性基金预算财政拨款收入"),
    (re.compile(r"国有资本经营预算(?:财政)?拨款(?:收入)?$"), "国有资本经营预算财政拨款收入"),
)
OPENING = "年初结转和结余"


class Side(NamedTuple):
    """Where one side of the table stands."""

    side: str
    name: int
    number: int | None
    amounts: dict[str, int]


def read_balance(region: Region, table: str, header: Header, amount: AmountReader, body: range) -> dict:
    """The lines, and the header cells by ``side·role``."""
    sides = sides_of(header, table)
    lines = []
    for side in sides:
        lines += _lines(region, side, amount, body)
    columns = {
        f"{side.side}·{role}": region.grid.field(*header.cells[col])
        for side in sides
        for role, col in side.amounts.items()
    }
    return {"lines": tuple(lines), "columns": columns, "missing": tuple(_missing(sides, lines))}


def balance_header(region: Region) -> Header | None:
    return header_of(region, lambda texts, columns: any(ORDINAL.match(text) for text in texts.values()))


def sides_of(header: Header, table: str) -> list[Side]:
    """The two blocks 项目、行次、金额. A third block (支出按经济性质分) repeats the expenditure and is left aside."""
    sides = {}
    current = None
    for col in sorted(header.cells):
        path = header.columns[col]
        leaf = path[-1]
        if leaf.startswith("项目") or leaf in ("收入项目", "支出项目"):
            name = _side_of(path, sides)
            current = None if name in sides else sides.setdefault(name, Side(name, col, None, {}))
        elif current is None:
            continue
        elif leaf in _NUMBER_WORDS:
            sides[current.side] = current = current._replace(number=col)
        else:
            role = _role(path, table, current.side)
            if role:
                current.amounts.setdefault(role, col)
    return list(sides.values())


def _side_of(path: Column, known: dict) -> str:
    for text in path:
        if text.startswith("支出"):
            return EXPENDITURE
        if text.startswith("收入"):
            return INCOME
    return EXPENDITURE if INCOME in known else INCOME


def _role(path: Column, table: str, side: str) -> str | None:
    """amount; on the expenditure side of the fiscal table total, general, fund, state_capital."""
    leaf = path[-1]
    if table == "fiscal_appropriation_total" and side == EXPENDITURE:
        for word, role in (("一般公共", "general"), ("政府性基金", "fund"), ("国有资本", "state_capital")):
            if word in leaf:
                return role
        return "total" if "合计" in leaf or "小计" in leaf or leaf == "金额" else None
    if "预算" in leaf:
        return None
    return "amount" if "金额" in leaf or "决算" in leaf or leaf in ("合计", "本年数") else None


def _lines(region: Region, side: Side, amount: AmountReader, body: range):
    opening = False
    grid = region.grid
    for row in body:
        text = region.rows.get(row, {}).get(side.name, "")
        number = _number_field(grid, row, side.number)
        if not text and number is None and not any(grid.value(row, col) != "" for col in side.amounts.values()):
            continue
        name, opening = _name_of(text, opening)
        places = [
            (role, col, name + _AMOUNT_NAMES[role])
            for role, col in side.amounts.items()
            if text or grid.value(row, col) != ""
        ]
        amounts = amount.row(row, places) if places else {}
        label = Field(grid.name, row, side.name, tidy(grid.value(row, side.name)) if text else "")
        yield Line(side.side, name, label, number, amounts)


# What an amount's label says behind the name of its line.
_AMOUNT_NAMES = {
    "amount": "",
    "total": "·合计",
    "general": "·一般公共预算",
    "fund": "·政府性基金预算",
    "state_capital": "·国有资本经营预算",
}


def _number_field(grid, row: int, col: int | None) -> Field | None:
    if col is None or grid.value(row, col) == "":
        return None
    return grid.field(row, col, "行次", merged=False)


@lru_cache(maxsize=4096)
def _name_of(text: str, opening: bool) -> tuple[str, bool]:
    """The name of a line, and whether the lines below it split up the opening balance (年初结转和结余)."""
    if not text:
        return "", opening
    ordinal = ORDINAL.match(text)
    name = text[ordinal.end() :] if ordinal else text
    for pattern, known in _KNOWN:
        if pattern.match(name):
            name = known
            break
    if name == OPENING:
        return name, True
    if opening and not ordinal and "拨款" in name:
        return f"{OPENING}·{name}", True
    return name, False


def _missing(sides: list[Side], lines: list[Line]):
    for side, title, total in ((INCOME, "收入", "本年收入合计"), (EXPENDITURE, "支出", "本年支出合计")):
        block = next((one for one in sides if one.side == side), None)
        if block is None or not block.amounts:
            yield f"没有认出{title}方的“项目”和“金额”列"
        elif not any(line.name == total for line in lines):
            yield f"没有认出“{total}”行"
