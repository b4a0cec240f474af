"""The scored part above the indicators that has no targets: 项目决策 and 项目管理 by 评价内容 and 评价标准 (决策2＋管理13＋绩效85)."""

from .indicators import Header, Indicators, read_indicators
from .words import column_role
from .zone import Line, Zone

# What stands for 三级指标 in the header of such a part.
_CONTENTS = frozenset(("评价内容", "考核内容", "评分内容", "评价指标", "评价要点"))
_OPENING = ("项目绩效", "项目年度目标", "年度绩效目标")
_NEEDED = frozenset(("weight", "score", "standard"))


def read_management(zone: Zone, top: int, header: Header) -> Indicators | None:
    """The rows of the part between *top* and the *header* of the indicators; None where there is no such part.

    Where the indicators below have no 分值 of their own, those of this part alone would add up to nothing that is
    stated: its headings hold them.
    """
    for row, line in zone.lines(top, header.first - 1):
        columns = _columns(line)
        if columns is not None:
            if "weight" not in header.columns:
                columns.pop("weight")
            following = zone.lines(row + 1, header.first - 1)
            below = (at for at, line in following if _opens_indicators(line, columns["name"]))
            bottom = next(below, header.first) - 1
            above = Zone(zone.grid, dict(zone.lines()), zone.top, bottom, zone.left, zone.right)
            return read_indicators(above, Header(row, row, row, columns))
    return None


def _opens_indicators(line: Line, name: int) -> bool:
    """Whether the line opens the part of the indicators: “项目绩效（85分）”, “项目年度目标1：……”, left of the contents.

    Among the contents, in the column *name*, 项目绩效目标申报 is one as any other.
    """
    return any(text.startswith(_OPENING) for col, text in line if col < name)


def _columns(line: Line) -> dict[str, int] | None:
    """The column of each role if the line heads such a part: a weight left of the contents is that of the heading."""
    name = next((col for col, text in line if text in _CONTENTS), None)
    if name is None or name == line[0][0]:
        return None
    columns = {"level1": line[0][0], "name": name}
    for col, text in line:
        role = column_role(text)
        if role == "weight" and col < name:
            columns.setdefault("level1_weight", col)
        elif role in _NEEDED and col > name:
            columns.setdefault(role, col)
    return columns if _NEEDED <= columns.keys() else None
