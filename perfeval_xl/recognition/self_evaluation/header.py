"""The header of the indicator block: where it stands, and what each of its columns holds."""

from ...core.record import Record
from .words import column_role, is_heading_word, names_indicators
from .zone import Line, Zone

_NAMING = frozenset(("name", "level2"))
COUNTED = frozenset(("weight", "score"))
_ROWS = 3  # of the body, that show which columns hold something
_OF_ONE_ABOVE = ("值", "数值")  # below 预期指标值, beside 符号 and 单位
_VALUED = frozenset(("target", "actual", "weight", "score", "standard"))


class Header(Record):
    """The header of the block: the row of 三级指标, the last row of the header, and the column of each role."""

    first: int
    row: int
    last: int
    columns: dict[str, int]


def find_header(zone: Zone, top: int) -> Header | None:
    """The first row that heads indicators: it names them and at least two of their values."""
    for row, line in zone.lines(top):
        for _, text in line:
            if "指标" in text and column_role(text) in _NAMING:
                header = _header(zone, row, line)
                if header is not None:
                    return header
                break
    return None


def _header(zone: Zone, row: int, line: Line) -> Header | None:
    roles = _roles(line)
    named = set(roles.values())
    first = last = row
    above = zone.near(row, -1)
    if above is not None:
        upper = {col: role for col, role in _roles(zone.line(above)).items() if col not in roles}
        if upper and (
            any(zone.grid.span(above, col)[2] >= row for col in upper)
            or COUNTED.isdisjoint(named)
            and not COUNTED.isdisjoint(upper.values())
        ):
            first, roles = above, {**upper, **roles}
    below = zone.near(row, 1)
    parts = [] if below is None else [cell for cell in zone.line(below) if cell not in line]  # a merge that was undone repeats
    if parts and is_header(parts):
        last, lower = below, _roles(zone.line(below))
        grouping = [col for col, role in _roles(line).items() if role in lower.values() and zone.grid.span(row, col)[2] < below]
        roles = {col: role for col, role in roles.items() if col not in grouping}  # 评分 over 标准 and 得分
        roles = roles | _beside_parts(zone, row, below, roles, lower) | lower
    elif any(zone.grid.span(row, col)[2] == below for col, role in roles.items() if role in _NAMING):
        last = below  # 偏差原因分析 is parted into 经费保障, 制度保障 …
    if _NAMING.isdisjoint(roles.values()):  # the lower line renamed the only column of names: no table has such a header
        return None
    columns = _by_role(zone, first, last, roles)
    return Header(first, row, last, columns) if len(_VALUED.intersection(columns)) > 1 else None


def _beside_parts(zone: Zone, row: int, below: int, roles: dict[int, str], lower: dict[int, str]) -> dict[int, str]:
    """预期指标值 over 符号, a heading without a name and 单位: the values stand in the column that the row *below* leaves it."""
    beside, body = {}, [row for row, _ in zone.lines(below + 1)[:_ROWS]]
    for col in roles.keys() & lower.keys():
        within = range(col + 1, zone.grid.span(row, col)[3] + 1)
        free = [at for at in within if at not in lower and any(zone.grid.value(row, at) != "" for row in body)]
        beside |= dict.fromkeys(free[:1], roles[col])
    return beside


def _roles(line: Line) -> dict[int, str]:
    """The columns that a line heads, and the role of each."""
    return {col: role for col, text in line if (role := column_role(text))}


def _by_role(zone: Zone, first: int, last: int, roles: dict[int, str]) -> dict[str, int]:
    """The column of each role: the first of several, but for those that say which one is meant.

    Values stand right of the levels: 绩效目标完成情况（80分） in the corner is the block's name, not 实际完成值.
    """
    left = min([col for col, role in roles.items() if role in ("level1", "level2", "name")])
    of_role: dict[str, list[int]] = {}
    for col in sorted(roles):
        if col >= left:
            of_role.setdefault(roles[col], []).append(col)
    columns = {role: cols[0] for role, cols in of_role.items()}
    if "name" not in columns and "level2" in columns:
        named = [col for row in range(first, last + 1) for col, text in zone.line(row) if names_indicators(text)]
        right = [col for col in named if col > columns["level2"] and col not in roles]
        columns["name"] = right[0] if right else columns.pop("level2")
    unknown = any([col > columns["name"] and col not in roles for col, _ in zone.line(last)])
    if unknown or last > first or any(len(cols) > 1 for cols in of_role.values()):
        from .columns import meant  # most forms have one row of headings, and one column of each

        columns.update(meant(zone, first, last, of_role, columns))
    return columns


def is_header(line: Line) -> bool:
    return all([is_heading_word(text) or text in _OF_ONE_ABOVE for _, text in line])
