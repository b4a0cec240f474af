"""Several columns of one role in the header of the indicators, and columns whose headings say nothing: what is meant."""

from ...domain.directions import NATURE_WAYS
from ...domain.values import bare_words
from .words import names_indicators
from .zone import Zone

_ROWS = 3  # of the body, that show what a column holds


def meant(zone: Zone, first: int, last: int, of_role: dict[str, list[int]], columns: dict[str, int]) -> dict[str, int]:
    """Of several columns of a role the one that is meant, by the texts of the header, rows *first* to *last*.

    折算得分 before a 得分 that is still to be converted, 分值 before a 权重 that may be a share. A weight left of the
    names is that of a level. “adjusted” is a second column of targets, 调整指标值: it holds where something stands in it.
    “last_reason” is the last of the columns of reasons, where they are several. A column right of the names that holds
    nothing but ≥, ≤ or 反向 is that of 指标性质 whatever it is called. A further heading of names before the actuals,
    三级指标｜考核指标｜完成情况, heads the targets.
    """
    header = [cell for row in range(first, last + 1) for cell in zone.line(row)]
    found = {}
    weights, name = of_role.get("weight", []), columns.get("name", -1)
    own = [col for col in weights if col > name]
    if own:
        found["weight"] = next((col for col, text in header if col in own and text.startswith("分值")), own[0])
        for level in ("level1", "level2"):
            beside = columns.get(level, -2) + 1
            if beside in weights and beside < name:
                found[f"{level}_weight"] = beside
    for col, text in header:
        if text.startswith("折算得分"):
            found["score"] = col
        elif "调整" in text and col in of_role.get("target", [])[1:]:
            found["adjusted"] = col
        elif "target" not in of_role and name < col < columns.get("actual", -1) and names_indicators(text):
            found["target"] = col
    if "reason" in of_role and (end := _last_reason(zone, first, last, of_role["reason"])) > columns["reason"]:
        found["last_reason"] = end
    if "nature" not in columns:
        taken = {col for cols in of_role.values() for col in cols}
        below = [line for _, line in zone.lines(last + 1)[:_ROWS]]
        for col in [col for col, _ in header if col > name and col not in taken]:
            said = [text for line in below for at, text in line if at == col]
            if said and all(bare_words(text) in NATURE_WAYS for text in said):
                found["nature"] = col
    return found


def _last_reason(zone: Zone, first: int, last: int, cols: list[int]) -> int:
    """The last column of the reasons that stand side by side: 未完成原因｜改进措施, or the parts of one merged heading."""
    end = max([zone.grid.span(row, cols[0])[3] for row in range(first, last + 1)])
    while end + 1 in cols:
        end += 1
    return end
