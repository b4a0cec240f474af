"""The row of the total where its label is no word for one: 自评考核分｜100｜98.6."""

from collections.abc import Sequence

from ...domain.forms import Indicator
from ...domain.values import is_nothing
from .zone import Line

_WHOLE = 100
_FEWEST = 3  # indicators above a total that is not 100
_HEADINGS = "指标 产出 效益 效果 满意 成本 决策 过程 投入 管理".split()


def is_unnamed_total(rows: Sequence[Indicator], line: Line, last_label: int, figures: int, weighted: bool) -> bool:
    """Whether the last of *rows*, whose texts are *line*, is the total of those above.

    It has one label, in a column up to *last_label*, no target and no actual before its *figures*, and as many points as
    all the others, or 100; where no column has the points (not *weighted*), a score. A heading of indicators that nobody
    filled in is none.
    """
    *above, last = rows
    labels = [(col, text) for col, text in line if col < figures and not is_nothing(text)]
    if len({text for _, text in labels}) != 1 or labels[0][0] > last_label:
        return False
    if any(word in labels[0][1] for word in _HEADINGS):
        return False
    if not weighted:
        return len(above) >= _FEWEST and last.score is not None and last.score.number is not None
    if last.weight is None or last.weight.number is None:
        return False
    weights = {row.weight.place: row.weight.number or 0 for row in above if row.weight is not None}
    return last.weight.number == _WHOLE or len(above) >= _FEWEST and last.weight.number == sum(weights.values())
