"""Weights and scores (分值、得分): numbers that people write with 分 behind them, and weights stated in headings."""

from decimal import Decimal
from functools import lru_cache

from ...core.cells import Field
from ...core.money import half_width, read_number
from ...core.patterns import Pattern

_POINTS = Pattern(r"^([-+]?\d+(?:\.\d+)?)\s*(?:(?:分|%)?\s*(?:\n|$)|分\s*\(\D)")
# In brackets of any kind, with 分 but without brackets, or in a bracket that nobody closed.
_STATED = Pattern(
    r"\((?:共|计|合计|权重|满分|分值)?:?(\d+(?:\.\d+)?)(?:分|%)?(?:\)|$)|(?<![\d.])(\d+(?:\.\d+)?)分$",
    words=("(", "分"),
)
_BARE = Pattern(r"指标(\d\d)$", words=("指标",))  # 产出指标50
_ROUND_BRACKETS = str.maketrans("[【〔〈《<{「]】〕〉》>}」", "(((((((())))))))")


def points(field: Field) -> Field:
    """A weight or a score: “10分” is 10; a text glued on below the number, or in brackets behind 分, is left out."""
    if field.number is None and field.text:
        match = _POINTS.match(half_width(field.text))
        if match:
            return field._replace(number=read_number(match[1]))
    return field


def heading_weight(text: str) -> Decimal | None:
    """The weight a squeezed heading states: “产出指标(50分)”, “产出指标【50】”, “产出指标50分”."""
    return split_heading(text)[1]


@lru_cache(maxsize=4096)
def split_heading(text: str) -> tuple[str, Decimal | None]:
    """A squeezed heading as its name and the weight it states, None if it states none."""
    match = _STATED.search(text.translate(_ROUND_BRACKETS))
    if match is None:
        bare = _BARE.search(text)
        return (text[: bare.start(1)], read_number(bare[1])) if bare else (text, None)
    return text[: match.start()] + text[match.end() :], read_number(match[1] or match[2])
