"""Which way is better (指标方向): from the indicator's nature, its class, and the comparator in its target."""

from functools import lru_cache

from ..core.record import Record
from .units import unit_of
from .values import Value, bare_words, parse_value
from .values.words import SIGNS, WORDS_BEFORE

UP, DOWN, EXACT = "up", "down", "exact"

TIMES = frozenset(("秒", "月", "工作日"))  # dimensions of lengths of time
_BY_COMPARATOR = {">=": UP, ">": UP, "<=": DOWN, "<": DOWN, "=": EXACT}
_COMPARATORS = SIGNS | WORDS_BEFORE
NATURE_WAYS = (  # what the nature column may say, comparators included
    {word: _BY_COMPARATOR[sign] for word, sign in _COMPARATORS.items()}
    | dict.fromkeys("正向 正向指标 正指标 越大越好".split(), UP)
    | dict.fromkeys("反向 反向指标 逆向 逆向指标 负向 负向指标 越小越好".split(), DOWN)
    | dict.fromkeys("适度 适度指标".split(), EXACT)
)


class Nature(Record):
    """What the nature column (指标性质) and the heading (指标类别) say before the target is read."""

    way: str | None
    strict: bool
    cost: bool
    qualitative: bool
    timely: bool


@lru_cache(maxsize=512)
def nature_of(nature: str, indicator_class: str) -> Nature:
    """The nature column may hold 正向, 反向, 定性, a comparator as a sign or in words (大于等于), or an indicator class such as 成本指标."""
    word = bare_words(nature)
    cost = any("成本" in text and "效益" not in text for text in (word, indicator_class))
    timely = "时效" in word or "时效" in indicator_class
    return Nature(NATURE_WAYS.get(word), _COMPARATORS.get(word) in (">", "<"), cost, word.startswith("定性"), timely)


def direction(nature: str, indicator_class: str, target: str) -> str:
    """Which way is better: "up", "down" or "exact".

    The nature decides where it is given, else the target's comparator, else more is better. The cost class
    (成本指标) makes “=” and a bare number a ceiling; it leaves a target written with ≥ alone. Under 时效指标 a bare
    length of time (工期 6个月) is a time limit: less is better.
    """
    return direction_of(nature_of(nature, indicator_class), parse_value(target))


def direction_of(nature: Nature, target: Value) -> str:
    """The same for a nature and a target already read."""
    way = nature.way or _BY_COMPARATOR.get(target.comparator)
    if nature.cost and way in (None, EXACT):
        return DOWN
    if way is None:
        if nature.timely and unit_of(target.unit).dimension.partition("/")[0] in TIMES:
            return DOWN
        # Without a word about it, more is better; but a bare 0 (投诉 0 起) and a range are meant as they stand.
        return EXACT if target.number == 0 or target.upper is not None else UP
    return way


def may_be_exceeded(nature: Nature, target: Value) -> bool:
    """Whether more than a range (满意度 90%–95%) may be as good, for nothing says otherwise; a longer time is not."""
    if nature.way is not None or nature.cost or target.upper is None:
        return False
    return not target.comparator and unit_of(target.unit).dimension not in TIMES


def is_strict(nature: Nature, target: Value, way: str) -> bool:
    """Whether equality is not enough (“>90%”). A strict sign that points the other way than *way* does not count."""
    return nature.strict or (target.comparator in (">", "<") and _BY_COMPARATOR[target.comparator] == way)
