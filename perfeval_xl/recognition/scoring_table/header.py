"""The header of a rule-scored table: which of its columns is which, in whatever order they stand."""

from collections.abc import Mapping

from ...core.record import Record
from ..grid import Grid
from ..self_evaluation.words import column_role as self_evaluation_role
from ..self_evaluation.zone import Line, Lines
from .words import column_role, name_rank, score_rank, standard_rank

_NAME_HALF = "名称"
_NEAR = 2  # rows between two header rows, at most one of them empty


class Header(Record):
    """The rows of the header, the column of each role, and its words by column (a printed page repeats them).

    ``columns`` may hold level1, level2, name, standard, weight, score, reason, result, and level1_weight, level2_weight for
    weights that stand beside the levels.
    """

    first: int
    last: int
    columns: Mapping[str, int]
    words: Mapping[int, str]


def header_at(grid: Grid, lines: Lines, row: int, limit: int) -> Header | None:
    """The header that the 评分标准 of a row belongs to, not above row *limit*; None if it heads no rule-scored table."""
    if not _is_heading(lines[row]):
        return None  # a standard like 按考核办法扣分 stands in the body
    first = last = row
    words = dict(lines[row])
    above, below = _near(lines, row, -1), _near(lines, row, 1)
    if above is not None and above >= limit and _is_upper(grid, lines[above], above, row, words):
        first, words = above, {**dict(lines[above]), **words}
    if below is not None and _is_heading(lines[below]):
        last = below
        words.update(lines[below])
        lowest = _near(lines, below, 1)
        if lowest is not None and _halves_levels(lines[lowest], words):
            last = lowest
            words.update(cell for cell in lines[lowest] if cell[1] != _NAME_HALF)
    if _is_self_evaluation(words):
        return None
    columns = _columns(words)
    if "standard" not in columns or "name" not in columns or columns.keys().isdisjoint(("weight", "score")):
        return None
    return Header(first, last, columns, words)


def _near(lines: Lines, row: int, step: int) -> int | None:
    return next((other for other in range(row + step, row + (_NEAR + 1) * step, step) if lines.get(other)), None)


def _is_heading(line: Line) -> bool:
    """Whether a row heads columns, though 序号, 指标解释 and the like are columns that nobody asks for."""
    known = sum(column_role(text) is not None for _, text in line)
    return known > 1 or known * 2 >= len(line)


def _halves_levels(line: Line, words: Mapping[int, str]) -> bool:
    """Whether a third row parts 一级指标, 二级指标 and 三级指标 into 名称 and 权重; a merge that was undone repeats its text."""
    own = {text for col, text in line if words.get(col) != text}
    return _NAME_HALF in own and all(column_role(text) for text in own if text != _NAME_HALF)


def _is_upper(grid: Grid, line: Line, above: int, row: int, words: Mapping[int, str]) -> bool:
    """Whether a row above is the upper half of the header: its cells reach down, or it groups the columns below."""
    return _is_heading(line) and any(grid.span(above, col)[2] >= row or col in words for col, _ in line)


def _is_self_evaluation(words: Mapping[int, str]) -> bool:
    """A form with both 年度指标值 and 实际完成值 is scored by these, whatever further columns it has."""
    roles = {self_evaluation_role(text) for text in words.values()}
    return "target" in roles and "actual" in roles


def _columns(words: Mapping[int, str]) -> dict[str, int]:
    places: dict[str, list[int]] = {}
    for col in sorted(words):
        role = column_role(words[col])
        if role:
            places.setdefault(role, []).append(col)
    columns = {role: places[role][0] for role in ("level1", "level2", "reason", "result") if role in places}
    for role, rank in (("name", name_rank), ("standard", standard_rank)):
        if role in places:
            columns[role] = min(places[role], key=lambda col: (rank(words[col]), col))
    for role in ("level2", "level1"):
        if "name" not in columns and role in columns:
            columns["name"] = columns.pop(role)
    if "name" in columns:
        _count(columns, places.get("weight", []), places.get("score", []), words)
    return columns


def _count(columns: dict[str, int], weights: list[int], scores: list[int], words: Mapping[int, str]) -> None:
    """Which of the columns 分值 and 得分 are the items', and which stand beside the levels (一级指标｜分值｜二级指标…)."""
    name, standard = columns["name"], columns.get("standard", columns["name"])
    levels = sorted(columns[role] for role in ("level1", "level2") if role in columns)
    if not weights and len(scores) > 1 and min(scores) < max(name, standard) < max(scores):
        weights = [col for col in scores if col != max(scores)]  # every column was headed 得分
        scores = scores[-1:]
    for role in ("level1", "level2"):
        if role in columns:
            stop = min([col for col in (*levels, name) if col > columns[role]], default=0)
            beside = [col for col in weights if columns[role] < col < stop]
            if beside and len(weights) > 1:
                columns[f"{role}_weight"] = beside[0]
    own = [col for col in weights if col not in (columns.get("level1_weight"), columns.get("level2_weight"))]
    if own:
        columns["weight"] = next((col for col in own if col > name), own[-1])
    if scores:
        columns["score"] = min(scores, key=lambda col: (score_rank(words[col]), -col))
