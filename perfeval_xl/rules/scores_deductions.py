"""S rules on deductions (扣分): each is explained, has a ground, and is the same for the same result."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from ..core.findings import WARNING, Finding, key_of
from ..core.money import HUNDRED, ONE, ZERO, plain, round_half_up
from ..core.relations import Relation
from ..core.rules import rule
from ..domain.forms import SCORED, SELF_EVALUATIONS, SelfEvaluation
from ..domain.scoring import REACHED
from ..domain.unit_forms import ScoringTable
from ..domain.units import is_percent
from ..domain.values import Value, bare_words, is_nothing
from .context import Context
from .scored import SCORING, ScoreGroup, deducted, is_qualitative, scored, scoring_options, values_of

# Beside a deduction these give no reason for it.
_NO_REASON = frozenset("无偏差 没有偏差 不存在偏差 未产生偏差 未发生偏差 无偏差情况 无差异".split())


@rule("S03", "扣分须说明", WARNING, basis=SCORING, each=SCORED)
def deduction_explained(context: Context, form: SelfEvaluation | ScoringTable) -> Iterator:
    """得分低于分值的，“偏差原因分析及改进措施”不能空着；方案另定了说明线的（如完成不足 90% 才说明），高于它的不报。

    为何重要：扣了分而没有原因，看不出问题在哪里，也没有下一步的改进。
    怎样改：写明偏差的具体原因和改进措施；不该扣的改得分。
    """
    for group in deducted(context, form):
        if _lacks_reason(context, group):
            found = context.finding(
                deduction_explained,
                group.scores[0],
                "“{name}”分值 {weight}、得分 {actual}，扣了 {difference} 分而没有写偏差原因，请补写原因和改进措施",
                group.rows[0].indicator.reason,
                subject=group.subject,
                expected="写明偏差原因，或改得分",
                actual=plain(group.score),
                difference=plain(group.weight - group.score),
                relation=_no_deduction(group),
                name=group.name,
                weight=plain(group.weight),
            )
            # Where the formula of the note gives full points, S06 says so: then there is nothing to explain.
            yield found._replace(caused_by=key_of("S06", found.form, found.subject)) if group.due == group.weight else found


@rule("S04", "达标却扣分", WARNING, basis=SCORING, each=SELF_EVALUATIONS, yields_to=("T01", "S02", "S03", "S06"))
def reached_but_deducted(context: Context, form: SelfEvaluation) -> Iterator:
    """指标已经达成的，应得满分；定性指标达成的，得分不低于分值的 80% 就不报；一分钱没有花的成本指标得 0 分也不报。

    为何重要：达标还扣分，扣分没有依据，总分偏低也说不清。
    怎样改：改为满分；确有别的扣分理由的，写进偏差原因，并核对指标值、完成值。
    """
    for group in deducted(context, form):
        if _is_reached_but_deducted(context, group):
            row = group.rows[0]
            yield context.finding(
                reached_but_deducted,
                group.scores[0],
                "“{name}”指标值 {target}、完成值 {done}，已经达成，得分应为 {expected}，现为 {actual}，请改得分或核对完成值",
                *values_of(row),
                subject=group.subject,
                expected=plain(group.weight),
                actual=plain(group.score),
                difference=plain(group.score - group.weight),
                relation=_no_deduction(group),
                name=group.name,
                target=row.goal.text,
                done=row.done.text,
            )


@rule("S07", "同目标同完成", WARNING, basis="同一张表里评分尺度应一致", each=SELF_EVALUATIONS, yields_to=("T01", "S02", "S03", "S04", "S05", "S06"))
def same_result_same_rate(context: Context, form: SelfEvaluation) -> Iterator:
    """同一张表里，指标值和完成值都相同的行，得分率应当相同；只因按表里得分的小数位各自舍入而不同的不算，“100%、100%”一类和文字指标不比。

    为何重要：同样的目标、同样的完成，一行扣分一行不扣，评分尺度就不一致。
    怎样改：统一得分率，或在偏差原因里写明两行为什么不同。
    """
    decimals = scoring_options(context.profile, form).decimals
    for groups in _alike(context, form):
        printed = min(decimals, _printed_decimals(form))
        # A row that S03 or S04 speaks of already is no yardstick for the others.
        spoken_of = [_is_spoken_of(context, group) for group in groups]
        best_of_all = max(groups, key=_rate)
        best_of_others = max([group for group, told in zip(groups, spoken_of) if not told], key=_rate, default=None)
        for group, told in zip(groups, spoken_of):
            best = best_of_all if told else best_of_others
            full = best.score == best.weight  # nothing was rounded there
            if group.score < _fair_share(best, group.weight, decimals if full else printed):
                yield _differing(context, group, best)


def _printed_decimals(form: SelfEvaluation) -> int:
    """The decimals that the form's own scores go to: whole points of 10 and of 5 cannot be the same share of both."""
    scores = [each.score.number for each in form.indicators if each.score is not None and each.score.number is not None]
    return max([-score.normalize().as_tuple().exponent for score in scores], default=0)


def _fair_share(best: ScoreGroup, weight: Decimal, decimals: int) -> Decimal:
    """What *weight* earns at the rate of *best*, whose score may itself have been rounded up by half a step."""
    least = best.score - ONE.scaleb(-decimals) / 2
    return round_half_up(least / best.weight * weight, decimals)


def _differing(context: Context, group: ScoreGroup, best: ScoreGroup) -> Finding:
    row = group.rows[0]
    return context.finding(
        same_result_same_rate,
        group.scores[0],
        "“{name}”与“{other}”指标值 {target}、完成值 {done} 都相同，得分却是 {actual} 和 {expected}，请统一得分率或写明原因",
        best.scores[0],
        subject=group.subject,
        expected=_out_of(best),
        actual=_out_of(group),
        name=group.subject,
        other=best.subject,
        target=row.goal.text,
        done=row.done.text,
    )


def _no_deduction(group: ScoreGroup) -> Relation:
    """Nothing was deducted after all where the weight is what was mistyped: then this goes with the weight's own error."""
    count = len(group.scores)
    return Relation(
        (*group.scores, *group.weights),
        lambda *values: max(ZERO, sum(values[count:], ZERO) - sum(values[:count], ZERO)),
        bound=True,
    )


def _lacks_reason(context: Context, group: ScoreGroup) -> bool:
    """Whether a deduction that must be explained is not."""
    if group.rows[0].indicator.reason is None or _has_reason(group):
        return False
    share = context.profile.explanation_below
    if share == HUNDRED:
        return True
    least = group.weight * share / HUNDRED
    return group.score < least or (group.due is not None and group.due < least)


def _has_reason(group: ScoreGroup) -> bool:
    reasons = [row.indicator.reason for row in group.rows if row.indicator.reason is not None]
    return any(reason.bad is not None or not _says_nothing(reason.text) for reason in reasons)


def _says_nothing(reason: str) -> bool:
    """An empty cell, the form's own “……” left standing, or that there is no deviation, which a deduction contradicts."""
    words = bare_words(reason).strip("….·")
    return is_nothing(reason) or words == "" or words in _NO_REASON


def _is_reached_but_deducted(context: Context, group: ScoreGroup) -> bool:
    if any([row.bad is not None for row in group.rows]) or any([each.verdict != REACHED for each in group.judgements]):
        return False
    if group.score == ZERO and all(row.is_cost and row.done.number == ZERO for row in group.rows):
        return False  # nothing was begun, so nothing was spent: that keeps within the budget, and earns nothing
    band = context.profile.qualitative_bands[0][1]
    return not (any(is_qualitative(row) for row in group.rows) and group.score * HUNDRED >= group.weight * band)


def _is_spoken_of(context: Context, group: ScoreGroup) -> bool:
    """Whether S03 or S04 reports the row."""
    if group.score >= group.weight:
        return False
    return _lacks_reason(context, group) or _is_reached_but_deducted(context, group)


def _alike(context: Context, form: SelfEvaluation) -> list[list[ScoreGroup]]:
    """Rows of one form with the same target and actual, where their scores differ; only figures are compared."""
    if not deducted(context, form):
        return []
    alike = defaultdict(list)
    for group in scored(context, form):
        if group.score is None or not group.weight or len(group.rows) > 1:
            continue
        if not ZERO <= group.score <= group.weight:
            continue  # S02 speaks of it, and it is no yardstick
        target, actual = group.rows[0].goal, group.rows[0].done
        if target.kind == actual.kind == "number" and not (_is_all(target) and _is_all(actual)):
            alike[target.comparator, target.number, target.unit, actual.number, actual.unit, actual.fuzzy].append(group)
    return [groups for groups in alike.values() if len(groups) > 1]


def _is_all(value: Value) -> bool:
    """“100%”: the target that everything can have."""
    return value.number == HUNDRED and is_percent(value.unit)


def _rate(group: ScoreGroup) -> Decimal:
    return group.score / group.weight


def _out_of(group: ScoreGroup) -> str:
    return f"{plain(group.score)}/{plain(group.weight)}"
