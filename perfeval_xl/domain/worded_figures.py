"""Words beside a figure that mean a figure themselves: 未发生 is 0, 全覆盖 is 100 %, 下降 is any fall."""

from ..core.money import HUNDRED, ZERO, decimal
from ..core.patterns import Pattern
from .directions import DOWN, Nature, direction_of
from .units import is_percent
from .values import Value, bare_words, none_occurred

_ALL_COVERED = frozenset(("全覆盖", "全部覆盖", "全面覆盖", "已全覆盖", "实现全覆盖"))
_HOW = "同比|环比|较上年|比上年|与上年相比|逐年|逐步|持续|稳步|稳中有?|明显|显著|有效|有所|不断|进一步|实现"
_TREND = Pattern(rf"(?:{_HOW})*(?P<way>下降|减少|降低|压减|增长|增加|提高|提升|上升)")
_MONTH_ALONE = Pattern(r"(\d{1,2})月份?")


def as_figures(goal: Value, done: Value, nature: Nature) -> tuple[Value, Value]:
    """Target and actual of different kinds, with the words of one read as a figure where the other makes that plain."""
    kinds = goal.kind, done.kind
    if kinds == ("number", "text"):
        if none_occurred(done.text) and (not goal.number or direction_of(nature, goal) == DOWN):
            return goal, _figure(done, ZERO, goal.unit)
        if _covers_all(done, goal):
            return goal, _figure(done, HUNDRED, "%")
    elif kinds == ("text", "number"):
        if none_occurred(goal.text):
            return _figure(goal, ZERO, done.unit), done
        if _covers_all(goal, done):
            return _figure(goal, HUNDRED, "%"), done
        trend = done.label and _TREND.fullmatch(bare_words(goal.text))
        if trend:  # “同比下降” beside “同比下降6%”
            return _figure(goal, ZERO, done.unit)._replace(comparator=">", label=trend["way"]), done
    elif kinds == ("number", "date") and goal.unit == "月":  # “≤12月” beside “12月”: no length, a month of the year
        month = _MONTH_ALONE.fullmatch(bare_words(done.text))
        if month:
            return goal, _figure(done, decimal(month[1]), "月")
    return goal, done


def _covers_all(words: Value, figure: Value) -> bool:
    return is_percent(figure.unit) and bare_words(words.text) in _ALL_COVERED


def _figure(words: Value, number, unit: str) -> Value:
    return Value("number", words.text, number=number, unit=unit)
