"""PERF_RATE, PERF_EXEC_SCORE and PERF_GRADE: budget execution (预算执行) and the grade (等级)."""

from ..core.profiles import ProfileError
from ..domain.score_law import execution_rate, execution_score
from .arrays import spread
from .scale import scale_for
from .scoring import weight_of
from .values import NO_DIVISION, NOT_AVAILABLE, UNREADABLE, first_error, handed_back, is_blank, number_of


def perf_rate(arguments: tuple, caller):
    """执行率＝执行数÷预算数, unrounded: Excel ``=执行数/预算数``."""
    return spread(_rate, arguments, required=2)


def perf_exec_score(arguments: tuple, caller):
    """预算执行得分. Excel: ``=ROUND(分值*MIN(1,执行数/预算数),小数位)``."""
    return spread(lambda *values: _guarded(_execution_score, values, caller, required=2), arguments, required=2)


def perf_grade(arguments: tuple, caller):
    """The grade of a total score by the profile's cuts."""
    return spread(lambda *values: _guarded(_grade, values, caller, required=1), arguments, required=1)


def _rate(executed, budget):
    amounts = _numbers((executed, budget))
    if amounts.__class__ is not list:
        return amounts
    rate = execution_rate(*amounts)
    return NO_DIVISION if rate is None else handed_back(rate)


def _execution_score(scale, amounts: list, weight):
    points = scale.profile.execution_weight if is_blank(weight) else weight_of(weight)
    if points is None:
        return UNREADABLE
    score = execution_score(*amounts, points, scale.options)
    return NO_DIVISION if score is None else handed_back(score)


def _grade(scale, totals: list):
    (total,) = totals
    return UNREADABLE if total < 0 else scale.profile.grade(total)


def _guarded(compute, values: tuple, caller, required: int):
    """``compute(scale, numbers, *the other arguments)`` once the required ones are numbers and the profile is known."""
    error = first_error(values)
    if error is not None:
        return error
    *others, profile = values[required:]
    numbers = _numbers(values[:required])
    if numbers.__class__ is not list:
        return numbers
    try:
        return compute(scale_for(profile, caller), numbers, *others)
    except ProfileError:
        return UNREADABLE


def _numbers(values: tuple):
    """All of them as numbers, or the result that stands for them: an error, "" for a blank row, #N/A where one is blank."""
    error = first_error(values)
    if error is not None:
        return error
    blank = [is_blank(value) for value in values]
    if any(blank):
        return "" if all(blank) else NOT_AVAILABLE
    numbers = [number_of(value) for value in values]
    return UNREADABLE if None in numbers else numbers
