"""The two balance tables: 收入支出决算总表 and 财政拨款收入支出决算总表, income left, expenditure right, or the other way."""

from collections.abc import Sequence
from functools import lru_cache

from ...core.cells import shown_number
from ...core.patterns import Pattern
from ...core.record import Record, new
from ...domain.forms import Line
from ..grid import tidy
from .amounts import AmountColumns, AmountReader, Amounts
from .frame import Column, Header, Region, header_of, of_other_figures

INCOME, EXPENDITURE = "income", "expenditure"

ORDINAL = Pattern(r"(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|\d+[、.])")
_NUMBER_WORDS = ("行次", "序号", "行号")
_ITEM_WORDS = ("收入项目", "支出项目", "按功能分类", "收入", "支出")  # over the names of the lines, besides 项目……

# Lines that are called differently from year to year, by the name they are known by behind recognition: whole names,
_KNOWN = {
    **dict.fromkeys(("收入合计", "收入小计", "本年收入合计", "本年收入小计", "本年收入"), "本年收入合计"),
    **dict.fromkeys(("支出合计", "支出小计", "本年支出合计", "本年支出小计", "本年支出"), "本年支出合计"),
    **dict.fromkeys(("总计", "收入总计", "支出总计", "收支总计", "总合计", "收入总合计", "支出总合计"), "总计"),
    **{
        f"{budget}{fiscal}拨款{income}": known
        for budgets, known in (
            (("一般公共预算", "公共预算"), "一般公共预算财政拨款收入"),
            (("政府性基金", "政府性基金预算"), "政府性基金预算财政拨款收入"),
            (("国有资本经营", "国有资本经营预算"), "国有资本经营预算财政拨款收入"),
        )
        for budget in budgets
        for fiscal in ("", "财政")
        for income in ("", "收入")
    },
}
# and what a name begins with.
_CARRIED = ("结转", "结余", "财政拨款结转", "财政拨款结余")
_BEGINNINGS = (
    (("使用非财政拨款结余", "用事业基金弥补收支差额"), "使用非财政拨款结余"),
    (tuple(year + words for year in ("年初", "上年", "期初") for words in _CARRIED), "年初结转和结余"),
    ((*(year + words for year in ("年末", "期末") for words in _CARRIED), "结转下年", "年末滚存"), "年末结转和结余"),
)
_KNOWN_NAMES = frozenset((*_KNOWN.values(), *[known for _, known in _BEGINNINGS]))
_SECTIONS = ("年初结转和结余", "年末结转和结余")
_TOTALS = ("本年收入合计", "本年支出合计")
_BALANCE_BEHIND = ("结转和结余", "结转结余", "结转", "结余")


class Side(Record):
    """Where one side of the table stands."""

    side: str
    name: int
    number: int | None
    amounts: dict[str, int]
    unread: list[int]  # columns of the fiscal table that hold some money, nobody knows which


def read_balance(region: Region, table: str, header: Header, read: AmountReader, body: range) -> dict:
    """The lines, and the header cells by ``side·role``."""
    sides = sides_of(header, table)
    lines = []
    for side in sides:
        lines += _lines(region, side, read, body)
    cols = {f"{side.side}·{role}": col for side in sides for role, col in side.amounts.items()}
    return {
        "lines": tuple(lines),
        "columns": header.of_roles(region.grid, cols),
        "unread": tuple(header.of_roles(region.grid, {col: col for side in sides for col in side.unread}).values()),
        "missing": tuple(_missing(sides, lines)),
    }


def balance_header(region: Region) -> Header | None:
    return header_of(region, lambda texts, columns: any(map(ORDINAL.match, texts.values())))


def sides_of(header: Header, table: str) -> list[Side]:
    """The two blocks 项目、行次、金额. A third block (支出按经济性质分) repeats the expenditure and is left aside."""
    sides = {}
    current = None
    others = of_other_figures(header.columns)
    for col in sorted(header.cells):
        path = header.columns[col]
        leaf = path[-1]
        if leaf.startswith("项目") or leaf in _ITEM_WORDS:
            name = _side_of(path, sides)
            current = None if name in sides else sides.setdefault(name, Side(name, col, None, {}, []))
        elif current is None:
            continue
        elif leaf in _NUMBER_WORDS:
            sides[current.side] = current = current._replace(number=col)
        elif col not in others:
            role = _role(path, table, current.side)
            if role:
                current.amounts.setdefault(role, col)
            elif role is None and table == "fiscal_appropriation_total" and current.side == EXPENDITURE:
                current.unread.append(col)
    return list(sides.values())


def _side_of(path: Column, known: dict) -> str:
    for text in path:
        if text.startswith("支出"):
            return EXPENDITURE
        if text.startswith("收入"):
            return INCOME
    return EXPENDITURE if INCOME in known else INCOME


def _role(path: Column, table: str, side: str) -> str | None:
    """amount; on the expenditure side of the fiscal table total, general, fund, state_capital.

    "" of a part of an amount, None if nobody knows.
    """
    leaf = path[-1]
    if table == "fiscal_appropriation_total" and side == EXPENDITURE:
        for word, role in (("公共", "general"), ("政府性基金", "fund"), ("国有资本", "state_capital")):
            if word in leaf:
                return role
        if "合计" in leaf or "小计" in leaf or leaf == "金额":
            return "total"
        return "" if leaf.startswith("其中") else None
    if "预算" in leaf:
        return None
    return "amount" if "金额" in leaf or "决算" in leaf or leaf in ("合计", "本年数") else None


def _lines(region: Region, side: Side, read: AmountReader, body: range) -> list[Line]:
    grid, name_col, number_col, cols = region.grid, side.name, side.number, side.amounts
    sheet, formats = grid.name, grid.sheet.formats or {}
    columns = AmountColumns.of(read, cols, _AMOUNT_NAMES, body)
    lines = []
    section, totalled = "", False
    for row in region.within(body):
        cells = grid.rows[row]
        texts = region.rows.get(row)
        text = texts.get(name_col, "") if texts else ""
        value = cells[number_col] if number_col is not None and number_col < len(cells) else ""
        if value == "":
            number, printed = None, ""
        elif value.__class__ is float or value.__class__ is int:
            number, printed = shown_number(value, formats.get((row, number_col)))
        else:
            printed, number = grid.field(row, number_col, merged=False)[3:5]
        name, section = _name_of(text, section, totalled)
        totalled = totalled or name in _TOTALS
        if text:
            label = text if text == cells[name_col] else tidy(cells[name_col])
            amounts = Amounts(columns, row, name)
        else:  # a row without a name has no amounts but those that are filled in
            label, amounts = "", {role: read(row, col, _AMOUNT_NAMES[role]) for role, col in _filled(cells, cols)}
            if not printed and not amounts:
                continue
        lines.append(
            new(Line, (side.side, name, label, amounts, sheet, row, name_col, printed, number, number_col))
        )
    return lines


def _filled(cells: Sequence, cols: dict[str, int]) -> list[tuple[str, int]]:
    return [(role, col) for role, col in cols.items() if col < len(cells) and cells[col] != ""]


# What an amount's label says behind the name of its line.
_AMOUNT_NAMES = {
    "amount": "",
    "total": "·合计",
    "general": "·一般公共预算",
    "fund": "·政府性基金预算",
    "state_capital": "·国有资本经营预算",
}


@lru_cache(maxsize=4096)
def _name_of(text: str, section: str, totalled: bool) -> tuple[str, str]:
    """The name of a line, and which balance (年初结转和结余, 年末结转和结余; "": none) the lines below it may split up.

    Behind the side's total (*totalled*) an ordinal belongs to a part of the balance, whatever that is called; before
    it, to a line of the year.
    """
    if not text:
        return "", section
    ordinal = ORDINAL.match(text)
    name = (text[ordinal.end() :] if ordinal else text).rstrip(":")
    name = _KNOWN.get(name) or next((known for words, known in _BEGINNINGS if name.startswith(words)), name)
    if name in _SECTIONS:
        return name, name
    of_budget = "拨款" in name
    if section and ((of_budget or ordinal) if totalled else (of_budget and not ordinal)):
        part = name.removesuffix(next(filter(name.endswith, _BALANCE_BEHIND), ""))
        return f"{section}·{_KNOWN.get(part, part)}", section
    return name, name if totalled and not ordinal and name not in _KNOWN_NAMES else ""


def _missing(sides: list[Side], lines: list[Line]):
    for side, title, total in ((INCOME, "收入", "本年收入合计"), (EXPENDITURE, "支出", "本年支出合计")):
        block = next((one for one in sides if one.side == side), None)
        if block is None or not block.amounts:
            yield f"没有认出{title}方的“项目”和“金额”列"
        elif not any(line.name == total for line in lines):
            yield f"没有认出“{total}”行"
