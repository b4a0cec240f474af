"""The funds block (资金区): what was planned and what was spent."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from ...core.cells import BLANKS, Field
from ...core.money import read_number
from ...core.patterns import Pattern
from ...core.record import new
from ...domain.forms import FUND_AMOUNTS, FundRow
from ..grid import amount_with_unit, as_percentage, squeeze, with_own_unit
from .points import heading_weight, points
from .words import closing_role, fund_column_role, head_role, lists_tasks, loose_fund_role
from .zone import Line, Rows, Zone

# The columns, in the order of FundRow: three amounts, then figures in points and per cent.
LABELS = {**FUND_AMOUNTS, "weight": "分值", "rate": "执行率", "score": "得分"}
_AMOUNTS, _RATE = 3, 4
_MONEY = FUND_AMOUNTS.keys()
_MONEY_OR_RATE = _MONEY | {"rate"}
_DIVIDED = {"annual_budget", "executed"}
_ORDINAL = Pattern(r"^(?:其中[:,，]?|①|②|③|④|\(?(?:\d|一|二|三|四|五|六)[)、.])*")
_ORDINAL_BEGINS, _ORDINAL_ENDS = ("其中", *"①②③④("), frozenset(")、.")  # most names need not be searched
_TOTAL = ("总额", "合计", "总计")
_SUMS = (*_TOTAL, "小计", "总数", "总量", "金额")
_BEGIN_TOTAL = ("年度预算", "资金总量")
_PARTS = "中央 省级 市级 县级 区级 地方 一般公共 基金 国有资本 人员 公用 基本支出 项目支出".split()
_MANAGEMENT = ("资金管理", "资金监管")  # the block below in a regional form: answers in words, “30日内下达”
_OTHER = ("其他", "自筹", "单位资金", "专户", "社会投入", "非财政", "贷款")
_FIGURE_LIKE = Pattern(r"^[约近共计合≈￥¥]*[-+(]?[\d.]")  # “约50”, “30日内” are for a person to look at


def find_funds_header(zone: Zone, rows: Rows) -> tuple[int, int, dict[str, int]] | None:
    """The rows that head the money columns, the first and the last, and the column of each role; None if there are none.

    A label with its figure beside it (预算执行数：5376000) heads nothing; right of the last one somebody may compute.
    """
    for row, line in rows:
        columns: dict[str, int] = {}
        before = ""
        for col, text in line:
            role = fund_column_role(text) if text != before else None  # a merge that was undone may repeat its text
            before = text
            if role is None:
                continue
            # 年度预算数 in the corner is the block's name where a later column is 调整后预算数
            if role not in columns or role == "annual_budget" and text[:4] != "年度预算":
                columns[role] = col
        if "rate" in columns and not _DIVIDED <= columns.keys():
            columns |= _headed_in_other_words(zone, row, line, columns)
        if len(columns) > 1 and len(_MONEY_OR_RATE.intersection(columns)) > 1:
            if not any(map(is_amount, zone.grid.rows[row][min(columns.values()) : max(columns.values())])):
                first = _upper_row(zone, row, line, columns)
                last, kept = _parted(zone, row, columns)
                if _MONEY_OR_RATE & kept.keys():
                    return first, last, kept
    return None


def _headed_in_other_words(zone: Zone, row: int, line: Line, columns: dict[str, int]) -> dict[str, int]:
    """What 执行率 divides: the columns of amounts left of it, where each has 预算 or 执行 in its heading, or says of what else.

    None where there are two of a kind: 上级下达 and 本级安排 may both be part of the budget, as may 年初预算.
    """
    below = zone.near(row, 1)
    found: dict[str | None, list[int]] = {}
    before = ""
    for col, text in line:
        again, before = text == before, text  # a merge that was undone
        if col < columns["rate"] and col not in columns.values() and below is not None and not again:
            value = zone.grid.value(below, col)
            if value != "" and is_amount(value):
                found.setdefault(loose_fund_role(text), []).append(col)
    if None in found or "annual_budget" in found and "initial_budget" in columns:
        return {}
    return {role: found[role][0] for role in _DIVIDED - columns.keys() if len(found.get(role, ())) == 1}


def _parted(zone: Zone, row: int, columns: dict[str, int]) -> tuple[int, dict[str, int]]:
    """The last row of the header, and the columns: where 预算数 stands over 总额, 财政拨款 and 其他资金 that of 总额; none
    where no heading below it is the total.
    """
    last, kept, heading = row, columns, dict(zone.line(row))
    for role in _MONEY & columns.keys():
        left, right = columns[role], zone.grid.span(row, columns[role])[3]
        while heading.get(left) == heading.get(right + 1, ""):  # a merge that was undone
            right += 1
        below = zone.near(row, 1) if right > left else None
        heads = [] if below is None else [(col, text) for col, text in zone.line(below) if left <= col <= right]
        if len({text for _, text in heads}) > 1 and not any(is_amount(zone.grid.value(below, col)) for col, _ in heads):
            total = next((col for col, text in heads if _contains(text, _SUMS)), None)
            last, kept = below, {**kept, role: total}
    return last, {role: col for role, col in kept.items() if col is not None}


def _upper_row(zone: Zone, row: int, line: Line, columns: dict[str, int]) -> int:
    """The first row of the header, whose *columns* take in what reaches down from the row above: 执行率, 得分."""
    above = zone.near(row, -1)
    if above is None or len(upper := zone.line(above)) < 2:
        return row
    reaching = [cell for cell in upper if cell in line or zone.grid.span(above, cell[0])[2] >= row]
    found = {role: col for col, text in reaching if (role := fund_column_role(text)) is not None}
    for role, col in found.items():
        columns.setdefault(role, col)
    return above if found else row


def is_amount(value: object) -> bool:
    """Whether a cell holds a number, with a unit of money behind it (300万元) or without."""
    if value.__class__ is not str:
        return value is not None
    return read_number(value) is not None or value[-1:] == "元" and amount_with_unit(value) is not None


def read_funds(zone: Zone, header: int, columns: dict[str, int], bottom: int, unit: str) -> tuple[FundRow, ...]:
    """The rows below the header down to *bottom*, in their order."""
    first_money = min([col for role, col in columns.items() if role in _MONEY_OR_RATE])
    places = [
        (columns[role], label, unit if role in _MONEY else "") if role in columns else None for role, label in LABELS.items()
    ]
    first = min(columns.values())
    named = next((col for col, text in zone.line(header) if text in ("任务名称", "项目名称")), None)
    headings = zone.line(header)  # a merge that was undone repeats them
    found: list[tuple[int, int | None, str]] = []
    for row in range(header + 1, bottom + 1):
        line = zone.line(row)
        if line and _ends_funds(line[0][1]):
            break
        col, text = next(((col, text) for col, text in line if col == named), None) or _label(line, headings, first_money)
        if col is not None and zone.grid.span(row, col)[3] >= first_money:
            continue  # the title of the block below: its merge covers the money columns
        if col is None and not zone.grid.is_filled(row, columns.values()):
            continue
        if not text or _named_role(text) != "total":
            if _is_in_words(zone, row, [col for role, col in columns.items() if role in _MONEY_OR_RATE]):
                continue  # 资金管理情况, 年度目标 … or the second row of the header
        found.append((row, col, text))
    rows = []
    for (row, col, text), role in zip(found, _roles([text for _, _, text in found], zone.line(header), first_money)):
        place = zone.grid.field(row, max(first_money - 1, 0) if col is None else col, "资金名称")
        called = "年度资金总额" if role == "total" else without_ordinal(text) if text else "资金"
        figures = zone.grid.fields(row, places, f"{called}·", zone.grid.is_merged(row, first))
        rows.append(new(FundRow, (role, place, *_as_figures(figures, unit))))
    if found and rows[0].role == "total" and _named_role(found[0][2]) != "total":
        rows = _with_total_beside_points(rows)
    return _with_stated_weight(zone, header, columns, tuple(rows))


def _with_total_beside_points(rows: list[FundRow]) -> list[FundRow]:
    """Rows of which none is called the total, with the first for it: where another one alone is scored, that is the total."""
    scored = [row for row in rows if any(field is not None and field.number is not None for field in (row.weight, row.score))]
    if len(scored) != 1 or scored[0] is rows[0]:
        return rows
    roles = {id(rows[0]): "part", id(scored[0]): "total"}
    return [row._replace(role=roles.get(id(row), row.role)) for row in rows]


@lru_cache(maxsize=1024)
def _ends_funds(text: str) -> bool:
    """Whether a row belongs to what follows: a note, a signature, 资金管理情况, 自评得分｜99.4｜绩效等级｜优."""
    if closing_role(text) in ("note", "signature", "grade") or text.startswith(_MANAGEMENT):
        return True
    return head_role(text) == "total_score"


def _is_in_words(zone: Zone, row: int, cols: Iterable[int]) -> bool:
    """Whether words stand where a row of funds has its figures, and no figure at all."""
    values = [value for col in cols if (value := zone.grid.value(row, col)) != ""]
    texts = [squeeze(value) for value in values if value.__class__ is str]
    if not texts or len(texts) < len(values) or any(map(_FIGURE_LIKE.match, texts)):
        return False
    return not BLANKS.issuperset(texts)


def _roles(labels: Sequence[str], heading: Line, first_money: int) -> list[str]:
    """The roles of the rows. Where none is named as the total it is the first one, unless the rows are a list of tasks."""
    roles = [_named_role(label) for label in labels]
    if roles and roles[0] is None and "total" not in roles and not labels[0].startswith("其中"):
        if not lists_tasks(text for col, text in heading if col < first_money):
            roles[0] = "total"
    return [role or "part" for role in roles]


def _label(line: Line, headings: Line, first_money: int) -> tuple[int | None, str]:
    """The row's name: the last text before the figures that is not one of the *headings* above it."""
    for cell in reversed(line):
        if cell[0] < first_money and cell not in headings:
            return cell
    return None, ""


def _as_figures(figures: list[Field | None], unit: str) -> list[Field | None]:
    """The fields of a row as the figures they are: amounts that state a unit of their own, rates, points."""
    for i, field in enumerate(figures):
        if field is None:
            continue
        if i == _RATE:
            figures[i] = as_percentage(field)
        elif field.number is None and field.text:
            figures[i] = with_own_unit(field, unit) if i < _AMOUNTS else points(field)
    return figures


@lru_cache(maxsize=1024)
def _named_role(label: str) -> str | None:
    """What a row of the block is by its name; None where that does not tell."""
    name = without_ordinal(label)
    among = name != label and label.startswith("其中")
    if not among and (_contains(name, _TOTAL) or name.startswith(_BEGIN_TOTAL) or name == "年度资金"):
        return "total"
    if "结转" in name or "结余" in name:
        return "carried_over"
    if _contains(name, _OTHER):
        return "other"
    if _contains(name, _PARTS) or name[:1] in ("省", "市", "县", "区"):
        return "part"
    return "current" if _contains(name, ("财政", "当年", "本年")) else None


def without_ordinal(name: str) -> str:
    """A name without “其中：”, “①”, “（一）” and the like before it."""
    name = name.removeprefix("其中:")
    return _ORDINAL.sub("", name) if name.startswith(_ORDINAL_BEGINS) or name[1:2] in _ORDINAL_ENDS else name


def _contains(name: str, words: Iterable[str]) -> bool:
    return any(word in name for word in words)


def _with_stated_weight(
    zone: Zone, header: int, columns: dict[str, int], rows: tuple[FundRow, ...]
) -> tuple[FundRow, ...]:
    """Where no cell holds the weight of the execution, the block's name may state it: “预算执行情况（10分）”."""
    total = next((row for row in rows if row.role == "total"), None)
    if total is None or any(row.weight is not None and row.weight.filled for row in rows):
        return rows
    for col, text in zone.line(header):
        of_execution = col <= columns.get("rate", -1) or col == columns.get("score") or "执行" in text
        stated = heading_weight(text) if of_execution else None
        if stated is not None:
            weight = zone.grid.field(header, col, "年度资金总额·分值")._replace(number=stated)
            return tuple(row._replace(weight=weight) if row is total else row for row in rows)
    return rows
