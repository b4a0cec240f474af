"""The scored part above the indicators that has no targets.

项目决策 and 项目管理 by 评价内容 and 评价标准 (决策2＋管理13＋绩效85), or 资金管理情况 by 情况说明 (河南：执行10＋管理20＋绩效70).
"""

from .header import Header
from .indicators import Indicators, read_indicators
from .words import column_role
from .zone import Line, Zone

# What stands for 三级指标 in the header of such a part.
_CONTENTS = frozenset(("评价内容", "考核内容", "评分内容", "评价指标", "评价要点"))
_OPENING = ("项目绩效", "项目年度目标", "年度绩效目标")
_NEEDED = frozenset(("weight", "score", "standard"))
_OF_FUNDS = "资金管理"
_COUNTED = frozenset(("weight", "score"))
_ANSWERED = _COUNTED | {"reason"}


def read_management(zone: Zone, top: int, header: Header) -> Indicators | None:
    """The rows of the part between *top* and the *header* of the indicators; None where there is no such part.

    Where the indicators below have no 分值 of their own, those of this part alone would add up to nothing that is
    stated: its headings hold them.
    """
    for row, line in zone.lines(top, header.first - 1):
        of_funds = line[0] if line[0][1].startswith(_OF_FUNDS) else None
        columns = _columns_of_funds(zone, row, line) if of_funds else _columns(line)
        if columns is not None:
            if "weight" not in header.columns:
                columns.pop("weight")
            following = zone.lines(row + 1, header.first - 1)
            below = (at for at, line in following if _ends(line, columns["name"], of_funds and of_funds[1]))
            bottom = next(below, header.first) - 1
            above = Zone(zone.grid, dict(zone.lines()), zone.top, bottom, zone.left, zone.right)
            return read_indicators(above, Header(row, row, row, columns), of_funds and (row, *of_funds))
    return None


def _ends(line: Line, name: int, of_funds: str | None) -> bool:
    """Whether the line opens what follows: “项目绩效（85分）”, “项目年度目标1：……”, left of the contents.

    Among the contents, in the column *name*, 项目绩效目标申报 is one as any other. Below 资金管理情况, which is one
    heading (*of_funds*), any other one ends it.
    """
    left = [text for col, text in line if col < name]
    return any(text != of_funds if of_funds else text.startswith(_OPENING) for text in left)


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


def _columns_of_funds(zone: Zone, row: int, line: Line) -> dict[str, int] | None:
    """The same for 资金管理情况 where its questions have points: they stand beside the heading, in the rows below."""
    columns = {"level1": line[0][0]}
    for col, text in line[1:]:
        if (role := column_role(text)) in _ANSWERED:
            columns.setdefault(role, col)
    name = next((col for _, below in zone.lines(row + 1) for col, text in below if text != line[0][1]), None)
    if name is None or not _COUNTED <= columns.keys():
        return None
    return columns | {"name": name}
