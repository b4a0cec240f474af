"""A funds block without columns: each figure stands beside its label (全年预算数｜300.00｜执行数｜291.00｜执行率｜97%)."""

from ...core.cells import Field
from ...core.record import new
from ...domain.forms import FundRow
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
    first = label = None
    for at, (row, line) in enumerate(rows):
        if first is not None and at >= first + _ROWS:
            break
        labels = [(col, text) for col, text in line if not text[:1].isdigit() and text[:1] not in "-("]
        for (col, text), (stop, _) in zip(labels, [*labels[1:], (zone.last_col + 1, "")]):
            role = _role(text, first is not None)
            if role is None or role in found:
                continue
            called = f"年度资金总额·{LABELS[role]}"
            figure = _figure(zone.right_of(row, col, stop, called), role, unit)
            if role == "rate" and figure.number is None and row < zone.bottom:  # 预算执行进度 heads the figure below it
                figure = _figure(zone.grid.field(row + 1, col, called), role, unit)
            if figure.number is not None:
                found[role] = figure
                first = at if first is None else first
                label = zone.grid.field(row, col, "资金名称") if label is None else label
    if not _NEEDED <= found.keys() or not {"rate", "score"} & found.keys():
        return ()
    return (new(FundRow, ("total", label, *(found.get(role) for role in LABELS))),)


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
