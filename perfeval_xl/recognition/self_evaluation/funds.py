"""The funds block (资金区): what was planned and what was spent."""

from collections.abc import Iterable
from functools import lru_cache

from ...core.cells import Field
from ...core.money import read_number
from ...core.patterns import Pattern
from ...core.record import new
from ...domain.forms import FundRow
from ..grid import as_percentage, scaled
from .points import heading_weight, points
from .words import closing_role, fund_column_role
from .zone import Line, Rows, Zone

# The columns, in the order of FundRow: three amounts, then figures in points and per cent.
_LABELS = (
    ("initial_budget", "年初预算数"),
    ("annual_budget", "全年预算数"),
    ("executed", "全年执行数"),
    ("weight", "分值"),
    ("rate", "执行率"),
    ("score", "得分"),
)
_AMOUNTS, _RATE = 3, 4
_MONEY = frozenset([role for role, _ in _LABELS[:_AMOUNTS]])
_MONEY_OR_RATE = _MONEY | {"rate"}
ORDINAL = Pattern(r"^(?:其中[:,，]?|①|②|③|④|\(?(?:\d|一|二|三|四|五|六)[)、.])*")
_TOTAL = ("总额", "合计", "总计")
_BEGIN_TOTAL = ("年度预算", "资金总量")
_PARTS = "中央 省级 市级 县级 区级 地方 一般公共 基金 国有资本 人员 公用 基本支出 项目支出".split()
_OTHER = ("其他", "自筹", "单位资金", "专户", "社会投入", "非财政", "贷款")
FIGURE_WITH_UNIT = Pattern(r"^(-?\d[\d,]*(?:\.\d+)?)(百万元|万元|千元|亿元|元)$")


def find_funds_header(rows: Rows) -> tuple[int, dict[str, int]] | None:
    """The row that heads the money columns, and the column of each role; None if there is no such row."""
    for row, line in rows:
        columns: dict[str, int] = {}
        for col, text in line:
            role = fund_column_role(text)
            if role is None:
                continue
            # 年度预算数 in the corner is the block's name where a later column is 调整后预算数
            if role not in columns or role == "annual_budget" and text[:4] != "年度预算":
                columns[role] = col
        if len(columns) > 1 and len(_MONEY_OR_RATE.intersection(columns)) > 1:
            return row, columns
    return None


def read_funds(zone: Zone, header: int, columns: dict[str, int], bottom: int, unit: str) -> tuple[FundRow, ...]:
    """The rows below the header down to *bottom*, in their order."""
    first_money = min([col for role, col in columns.items() if role in _MONEY_OR_RATE])
    places = [
        (columns[role], label, unit if role in _MONEY else "") if role in columns else None for role, label in _LABELS
    ]
    first = min(columns.values())
    rows: list[FundRow] = []
    for row in range(header + 1, bottom + 1):
        line = zone.line(row)
        if line and closing_role(line[0][1]) in ("note", "signature"):
            break
        col, text = _label(line, first_money)
        if col is not None and zone.grid.span(row, col)[3] >= first_money:
            continue  # the title of the block below: its merge covers the money columns
        if col is None and not zone.grid.is_filled(row, columns.values()):
            continue
        role, name = _role_and_name(text, not rows)
        place = zone.grid.field(row, max(first_money - 1, 0) if col is None else col, "资金名称")
        figures = zone.grid.fields(row, places, name, zone.grid.is_merged(row, first))
        rows.append(new(FundRow, (role, place, *_as_figures(figures, unit))))
    return _with_stated_weight(zone, header, columns, tuple(rows))


def _label(line: Line, first_money: int) -> tuple[int | None, str]:
    """The row's name: the last text before the figures."""
    for col, text in reversed(line):
        if col < first_money:
            return col, text
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
def _role_and_name(label: str, first: bool) -> tuple[str, str]:
    """What a row of the block is by its name (first: it is the block's first row), and what its figures' labels begin with."""
    name = ORDINAL.sub("", label)
    role = _role(label, name, first)
    return role, f"{'年度资金总额' if role == 'total' else name if label else '资金'}·"


def _role(label: str, name: str, first: bool) -> str:
    among = name != label and label.startswith("其中")
    if not among and (_contains(name, _TOTAL) or name.startswith(_BEGIN_TOTAL) or name == "年度资金"):
        return "total"
    if "结转" in name or "结余" in name:
        return "carried_over"
    if _contains(name, _OTHER):
        return "other"
    if _contains(name, _PARTS) or name[:1] in ("省", "市", "县", "区"):
        return "part"
    if _contains(name, ("财政", "当年", "本年")):
        return "current"
    return "total" if first and not among else "part"


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
        stated = heading_weight(text) if col <= columns.get("rate", -1) or "执行" in text else None
        if stated is not None:
            weight = zone.grid.field(header, col, "年度资金总额·分值")._replace(number=stated)
            return tuple(row._replace(weight=weight) if row is total else row for row in rows)
    return rows


def with_own_unit(field: Field, unit: str) -> Field:
    """An amount in the form's unit, unless the cell states its own: “344.7万元”."""
    if field.number is None and field.text:
        match = FIGURE_WITH_UNIT.match(field.text.replace(" ", ""))
        if match:
            return scaled(field._replace(number=read_number(match[1])), match[2])
    return scaled(field, unit)
