"""The arithmetic of scores (计分口径): degree of completion, rounding, the execution score.

Source: 《项目支出绩效评价管理办法》（财预〔2020〕10号）; what it leaves to a jurisdiction is in ScoringOptions.
"""

from decimal import Decimal
from functools import lru_cache

from ..core.money import HUNDRED, ONE, ZERO, round_half_up
from ..core.profiles import Profile
from ..core.record import Record
from .directions import DOWN, UP


class ScoringOptions(Record):
    """What a jurisdiction fixes about scores; a profile fills it."""

    decimals: int = 2  # of a score
    missed_lower_is_better: str = "inverse_ratio"  # weight × target ÷ actual, or "zero"
    qualitative_bands: tuple[tuple[Decimal, Decimal], ...] = (
        (HUNDRED, Decimal(80)),
        (Decimal(80), Decimal(60)),
        (Decimal(60), ZERO),
    )  # of the weight, in %, best first: 达成, 部分达成, 未达成


STANDARD = ScoringOptions()


def options_of(profile: Profile, decimals: int | None = None) -> ScoringOptions:
    """The profile's way of scoring; *decimals* where a form says another number of them."""
    places = profile.score_decimals if decimals is None else decimals
    return ScoringOptions(places, profile.missed_lower_is_better, profile.qualitative_bands)


def completion_terms(target: Decimal, actual: Decimal, way: str) -> tuple[Decimal, Decimal]:
    """The degree of completion (实现比例) of a missed target as numerator and denominator, between 0 and 1.

    Up: actual ÷ target. Down: target ÷ actual. Exact: the smaller of the two. A target of 0 is all or nothing.
    """
    if target == 0:
        return ZERO, ONE
    if target < 0:
        # “≥-5%” is “at most 5 % down”: mirrored, the proportion means the same as for positive figures.
        target, actual = -target, -actual
        way = {UP: DOWN, DOWN: UP}.get(way, way)
    if actual <= 0:
        return (ONE if way == DOWN else ZERO), ONE
    numerator, denominator = (actual, target) if way == UP else (target, actual)
    if numerator <= denominator:
        return numerator, denominator
    # Beyond the target: full where more is wanted, and too much where the figure should be exact.
    return (ONE, ONE) if way in (UP, DOWN) else (denominator, numerator)


def proportional_score(weight: Decimal, numerator: Decimal, denominator: Decimal, options: ScoringOptions) -> Decimal:
    """weight × numerator ÷ denominator, rounded as the spreadsheet does, yet never above the weight nor below 0."""
    return max(ZERO, min(weight, round_half_up(weight * numerator / denominator, options.decimals)))


def full_score(weight: Decimal, options: ScoringOptions) -> Decimal:
    """What a reached target earns: the weight."""
    return _rounded_weight(weight, options.decimals)


@lru_cache(maxsize=512)
def _rounded_weight(weight: Decimal, decimals: int) -> Decimal:
    """Remembered, for a form has few different weights; by the decimals alone, which are cheaper to hash than options."""
    return max(ZERO, min(weight, round_half_up(weight, decimals)))


def execution_rate(executed: Decimal, annual_budget: Decimal) -> Decimal | None:
    """执行率＝全年执行数÷全年预算数, as a fraction and unrounded; None without a budget."""
    return executed / annual_budget if annual_budget else None


def execution_score(
    executed: Decimal, annual_budget: Decimal, weight: Decimal, options: ScoringOptions = STANDARD
) -> Decimal | None:
    """预算执行得分, None without a budget. Excel: ``=ROUND(分值*MIN(1,全年执行数/全年预算数),小数位)``."""
    rate = execution_rate(executed, annual_budget)
    return None if rate is None else proportional_score(weight, max(ZERO, min(ONE, rate)), ONE, options)
