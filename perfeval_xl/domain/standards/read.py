"""read_standard: the scoring law that the words of a 评分标准 state, or None where any of them is not understood."""

from decimal import Decimal
from functools import lru_cache

from .build import build
from .checklists import read_checklist, read_per_case
from .law import Law
from .statements import read_statements
from .words import LONGEST, normal


@lru_cache(maxsize=1024)
def read_standard(text: str, weight: Decimal) -> Law | None:
    """The law of a 评分标准 text; *weight* is the item's 分值, which “得满分” and “分值的5%” speak of.

    Never raises. A text that is not wholly understood as one law gives None, so that nothing is scored by half of it.
    """
    if len(text) > LONGEST or not weight.is_finite() or weight <= 0:
        return None
    words = normal(text)
    if "分" not in words and "扣" not in words:
        return None
    statements = read_statements(words, weight)
    law = build(statements, weight) if statements else None
    return law or read_checklist(words, weight) or read_per_case(words, weight)
