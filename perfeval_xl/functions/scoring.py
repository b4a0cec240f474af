"""PERF_SCORE and PERF_EXPLAIN: the score of an indicator (得分), and how it came about."""

from decimal import Decimal
from functools import lru_cache, partial

from ..core.book import CellError
from ..core.cells import Field
from ..core.money import plain
from ..core.profiles import ProfileError
from ..core.record import Record
from ..domain.scoring import Judgement, judge
from .arrays import is_range, spread
from .scale import Scale, scale_for
from .totals import Total, total_at
from .values import NOT_AVAILABLE, UNREADABLE, first_error, handed_back, is_blank, number_of, text_of

REQUIRED = 3  # 指标值、完成值、分值
_SEPARATOR = "、"  # between a nature and a class: “＝、成本指标”
_judge = judge.__wrapped__  # the scores are remembered here, by what the cells hold
_OWN_FAULT = "工具自身出错（{}：{}），不是填报错误，请把这句话反馈给工具维护者"


class Refusal(Record):
    """Why there is no judgement: what PERF_SCORE shows, and what PERF_EXPLAIN says."""

    shown: CellError | str
    said: CellError | str


_BLANK_ROW = Refusal("", "")


def perf_score(arguments: tuple, caller):
    """The score, rounded to the profile's decimals; without arguments the recomputed total of the caller's form."""
    if not arguments:
        total = _total(caller)
        return handed_back(total.score) if isinstance(total, Total) else total.shown
    return _each(_score, arguments, caller)


def perf_explain(arguments: tuple, caller):
    """One sentence for what perf_score returns for the same arguments."""
    if not arguments:
        return _total(caller).said
    return _each(_explanation, arguments, caller)


def _each(told, arguments: tuple, caller):
    """*told* of every row; the profile is looked up once where it is one for all."""
    target, actual, weight, nature, profile = arguments
    kinds = target.__class__, actual.__class__, weight.__class__, nature.__class__, profile.__class__
    if tuple not in kinds and list not in kinds:
        return told(_scale(profile, caller), target, actual, weight, nature)
    if not is_range(profile):
        return spread(partial(told, _scale(profile, caller)), arguments[:-1], REQUIRED)
    return spread(lambda *values: told(_scale(values[-1], caller), *values[:-1]), arguments, REQUIRED)


def _scale(profile, caller) -> Scale | Refusal:
    if profile.__class__ is CellError:
        error = first_error((profile,))
        return Refusal(error, error)
    try:
        return scale_for(profile, caller)
    except ProfileError as unknown:
        return Refusal(UNREADABLE, str(unknown))


# Cells repeat: a form is recalculated again and again, and most of its rows do not change. Typed, because 1 == TRUE.
@lru_cache(maxsize=16384, typed=True)
def _score(scale: Scale | Refusal, target, actual, weight, nature):
    try:
        verdict = _judged(scale, target, actual, weight, nature)
    except Exception:  # the tool's own fault is an error value; PERF_EXPLAIN says so
        return UNREADABLE
    if verdict.__class__ is Refusal:
        return verdict.shown
    return NOT_AVAILABLE if verdict.score is None else float(verdict.score)


def _explanation(scale: Scale | Refusal, target, actual, weight, nature):
    try:
        verdict = _judged(scale, target, actual, weight, nature)
        return verdict.said if verdict.__class__ is Refusal else verdict.explanation
    except Exception as crash:
        return _OWN_FAULT.format(type(crash).__name__, crash)


def _judged(scale: Scale | Refusal, target, actual, weight, nature) -> Judgement | Refusal:
    """The judgement of domain.scoring, or why it cannot be asked."""
    points = weight_of(weight)
    if (
        points is None
        or target.__class__ is CellError
        or actual.__class__ is CellError
        or nature.__class__ is CellError
    ):
        return _refusal(target, actual, weight, nature)
    if scale.__class__ is Refusal:
        return scale
    goal = target if target.__class__ is str else text_of(target)
    done = actual if actual.__class__ is str else text_of(actual)
    if nature is None:
        return _judge(goal, done, points, options=scale.options)
    return _judge(goal, done, points, *split_nature(text_of(nature)), scale.options)


def _refusal(target, actual, weight, nature) -> Refusal:
    """What of the arguments themselves is in the way. A blank target or actual is not: the judgement says so."""
    error = first_error((target, actual, weight, nature))
    if error is not None:
        return Refusal(error, error)
    if is_blank(weight):
        rest = is_blank(target) and is_blank(actual)
        return _BLANK_ROW if rest else Refusal(NOT_AVAILABLE, "分值没有填，填好后才能算分")
    number = number_of(weight)
    if number is None:
        return Refusal(UNREADABLE, f"分值“{text_of(weight)}”读不成数，请只填数字")
    return Refusal(UNREADABLE, f"分值 {plain(number)} 小于 0，请改正")


@lru_cache(maxsize=1024, typed=True)
def weight_of(value) -> Decimal | None:
    """A weight (分值) as forms write it: 10, “10”, “10分”; None for anything else, negative ones included."""
    number = number_of(value)
    if number is None and value.__class__ is str:
        from ..recognition.self_evaluation.points import points

        number = points(Field("", 0, 0, value.strip())).number
    return None if number is None or number < 0 else number


@lru_cache(maxsize=1024)
def split_nature(text: str) -> tuple[str, str]:
    """指标性质 alone (“≤”, “反向”, “成本指标”), or with the class of the indicator behind it (“＝、成本指标”)."""
    nature, _, indicator_class = text.partition(_SEPARATOR)
    return nature, indicator_class


# -- the total of a form -----------------------------------------------------------------------------------------------


def _total(caller) -> Total | Refusal:
    try:
        total = None if caller is None else total_at(caller)
    except ProfileError as unknown:
        return Refusal(UNREADABLE, str(unknown))
    if total is None:
        return Refusal(NOT_AVAILABLE, "这一格不在任何自评表里，请把公式写在自评表内，或给出指标值、完成值、分值")
    return Refusal(NOT_AVAILABLE, total.said) if total.score is None else total
