"""A funds block without columns: each figure stands beside its label (全年预算数｜300.00｜执行数｜291.00｜执行率｜97%)."""

from ...core.cells import Field, shown_amount, shown_number
from ...core.record import new
from ...domain.forms import FUND_AMOUNTS, FundRow
from ..grid import as_percentage, unadorned, with_own_unit
from .funds import LABELS
from .points import points
from .words import fund_column_role
from .zone import Rows, Zone

_NEEDED = frozenset(("annual_budget", "executed"))
_POINTS = frozenset(("分值", "得分", "权重"))  # word for word: 自评得分 above the block is that of the form
_ROWS = 4  # as many rows with a text as such a block has


def read_funds_beside(zone: Zone, rows: Rows, unit: str) -> tuple[FundRow, ...]:
    """The one row of such a block, its 年度资金总额; () where there is no such block."""
    found: dict[str, Field] = {}
    empty: dict[str, Field] = {}  # of the block where figures of it stand around
    begin = first = None
    for at, (row, line) in enumerate(rows):
        if first is not None and at >= first + _ROWS:
            break
        labels = [(col, text) for col, text in line if not text[:1].isdigit() and text[:1] not in "-("]
        for (col, text), (stop, _) in zip(labels, [*labels[1:], (zone.last_col + 1, "")]):
            role = _role(text, begin is not None)
            if role is None or role in found:
                continue
            figure = _beside(zone, row, col, stop, role, unit)
            if figure.number is None and not (figure.blank and (role in _NEEDED or begin is not None)):
                continue
            if begin is None or first is None and at >= begin[0] + _ROWS:
                begin, empty = (at, zone.grid.field(row, col, "资金名称")), {}
            if figure.number is None:
                empty.setdefault(role, figure)
            else:
                found[role] = figure
                first = at if first is None else first
    figures = empty | found
    if not (_NEEDED & found.keys() and _NEEDED <= figures.keys() and {"rate", "score"} & found.keys()):
        return ()
    return (new(FundRow, ("total", begin[1], *(figures.get(role) for role in LABELS))),)


def _beside(zone: Zone, row: int, col: int, stop: int, role: str, unit: str) -> Field:
    """The figure beside a label; 预算执行进度 may head the one below it."""
    called = f"年度资金总额·{LABELS[role]}"
    read = shown_amount if role in FUND_AMOUNTS else shown_number
    figure = _figure(zone.right_of(row, col, stop, called, read), role, unit)
    if role == "rate" and figure.number is None and row < zone.bottom:
        below = _figure(zone.grid.field(row + 1, col, called), role, unit)
        return figure if below.number is None else below
    return figure


def _role(text: str, begun: bool) -> str | None:
    label = text.removesuffix(":")
    role = fund_column_role(label)
    if role in ("weight", "score") and not (begun and unadorned(label) in _POINTS):
        return None
    return role if role in LABELS else None


def _figure(field: Field, role: str, unit: str) -> Field:
    if role == "rate":
        return as_percentage(field)
    if role in ("weight", "score"):
        return points(field)
    return with_own_unit(field, unit)
