"""年度总体目标: what was to be reached, and what is said to have been reached."""

from ...core.cells import Field
from .words import goal_role, lists_tasks
from .zone import Line, Rows, Zone

_ACROSS = 4  # columns
_LABELS = {"expected": "预期目标", "achieved": "实际完成情况"}


def find_goals(zone: Zone, rows: Rows) -> int | None:
    """The row with both labels, or with the first of the two; None if there is no such block in the *rows*.

    完成情况 is also a column in a list of tasks, which has no 预期目标.
    """
    for row, line in rows:
        for _, text in line:
            if goal_role(text) == "achieved":
                above = None if _expects(line) else zone.near(row, -1)
                if above is not None and _expects(zone.line(above)):
                    return above
                if not lists_tasks(other for _, other in line) and not _is_banner(zone, row, line):
                    return row
                break
    return None


def _is_banner(zone: Zone, row: int, line: Line) -> bool:
    """Whether the line is a title over the indicators, “绩效目标完成情况”: across the table, and headings right below."""
    below = zone.near(row, 1)
    return _reaches_across(zone, row, line) and below is not None and len({text for _, text in zone.line(below)}) > 1


def _reaches_across(zone: Zone, row: int, line: Line) -> bool:
    """Whether one text fills the row, as a merge or, where that was undone, again and again."""
    reach = line[-1][0] if len(line) > 1 else zone.grid.span(row, line[0][0])[3]
    return len({text for _, text in line}) == 1 and reach - line[0][0] >= _ACROSS


def _expects(line: Line) -> bool:
    return any(goal_role(text) == "expected" for _, text in line)


def read_goals(zone: Zone, row: int, bottom: int) -> dict[str, Field]:
    """The texts by side. Labels beside one another have their texts below, labels below one another beside them."""
    places = _places(zone.line(row))
    if len(places) == 2:
        return {side: _below(zone, row, col, bottom, side) for side, col in places.items()}
    found = {}
    for at, line in zone.lines(row, min(row + 4, bottom)):
        for side, col in _places(line).items():
            if side not in found and _reaches_across(zone, at, line):
                found[side] = _below(zone, at, col, bottom, side)
            elif side not in found:
                found[side] = zone.right_of(at, col, zone.last_col + 1, _LABELS[side])
    return found


def _places(line: Line) -> dict[str, int]:
    """The column of each label: the last 实际完成情况, and the last 预期目标 left of it."""
    places, before = {}, {}
    for col, text in line:
        role = goal_role(text)
        if role == "expected":
            before = {role: col}
        elif role == "achieved":
            places = {**before, role: col}
    return places or before


def _below(zone: Zone, row: int, col: int, bottom: int, side: str) -> Field:
    first = zone.grid.span(row, col)[2] + 1
    for at in range(first, bottom + 1):
        if zone.grid.value(at, col) != "":
            return zone.grid.field(at, col, _LABELS[side])
    return zone.grid.field(min(first, zone.bottom), col, _LABELS[side])
