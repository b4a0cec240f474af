"""S rules on single indicators: the score against what was reached (达标、复算、空值)."""

from collections.abc import Iterator
from decimal import Decimal

from ..core.cells import Field
from ..core.findings import ERROR, Finding
from ..core.money import ZERO, places_of, plain, round_half_up
from ..core.relations import Relation
from ..core.rules import rule
from ..domain.comparison import common_numbers
from ..domain.forms import SELF_EVALUATIONS, SelfEvaluation
from ..domain.score_law import ScoringOptions
from ..domain.scoring import BLANK, MISSED, UNFILLED
from ..domain.values import parse_value
from ..domain.values.words import SIGNS
from ..domain.wording import less_is_better
from .context import Context
from .indicators_exchanged import exchanged_in_row, said_exchanged
from .reading import Row, rows_valued_elsewhere
from .scored import SCORING, ScoreGroup, is_qualitative, judged, scored, scoring_options, values_of


@rule("S05", "未达标却满分", ERROR, basis=SCORING, each=SELF_EVALUATIONS, yields_to=("T01", "S02"))
def missed_but_full(context: Context, form: SelfEvaluation) -> Iterator:
    """完成值没有达到指标值的（按比较符和指标方向），或只写“未完成”“尚未完工”的，不能得满分；按完成比例复算、舍入后仍是满分的不报。

    为何重要：没有完成而得满分，得分就不反映绩效，是审核最先查的一条。
    怎样改：按完成比例改得分，并写明偏差原因；指标值或完成值填错的改填。
    """
    for group in scored(context, form):
        if group.score is None or group.weight is None or group.score < group.weight or not group.weight:
            if group.unreadable is not None:
                yield context.unchecked(missed_but_full, group.unreadable)
            continue
        if group.score > group.weight and len(group.scores) > 1:
            continue  # S02 speaks of it; which of the rows has too much nobody knows
        for row, judgement in zip(group.rows, group.judgements):
            if row.bad is not None:
                yield context.unchecked(missed_but_full, row.bad)
            elif judgement.verdict == MISSED and not _is_within(form, group, judgement.score):
                found = _missed(context, group, row, judgement.score)
                yield found._replace(hint=said_exchanged(row)) if exchanged_in_row(context, form, row) else found


def _is_within(form: SelfEvaluation, group: ScoreGroup, due: Decimal | None) -> bool:
    """Whether full points are no more than is *due*; or only print as full (9.99 without decimals), and are not in the cell."""
    if due is not None and due >= group.weight:
        return True
    held = group.score + sum([form.unprinted.get(score.place, ZERO) for score in group.scores], ZERO)
    return held < group.weight and (due is None or len(group.rows) > 1 or round_half_up(held, places_of(due)) <= due)


def _missed(context: Context, group: ScoreGroup, row: Row, due: Decimal | None) -> Finding:
    indicator, alone, gap = row.indicator, len(group.rows) == 1, _gap(row)
    advice = "按完成比例应得 {due}，请改得分并写明原因" if due is not None and alone else "请核减得分并写明原因"
    return context.finding(
        missed_but_full,
        indicator.score,
        "“{name}”完成值 {actual} {how}指标值 {expected}，却得满分 {score}，" + advice,
        *values_of(row),
        subject=indicator.subject,
        expected=_with_comparator(row),
        actual=row.done.text,
        difference=plain(abs(gap)) if gap is not None else "",
        relation=_is_due(indicator.score, due) if due is not None and alone else None,
        name=indicator.subject,
        how="超过" if gap is not None and gap > 0 else "没有达到",
        score=plain(group.score),
        due="" if due is None else plain(due),
    )


def _is_due(score: Field, due: Decimal) -> Relation:
    """Only the score that is due settles it: any lower one would lift the reproach, but not prove another mistake."""
    return Relation((score,), lambda stated: stated - due)


def _with_comparator(row: Row) -> str:
    """The target with the comparator that stands in a column of its own (指标性质)."""
    return row.nature + row.goal.text if row.goal.comparator == "" and row.nature in SIGNS else row.goal.text


def _gap(row: Row) -> Decimal | None:
    """How far the actual is above the target, in the target's unit; None where these are not two numbers."""
    numbers = common_numbers(row.goal, row.done) if row.goal.kind == row.done.kind == "number" else None
    return numbers[1] - numbers[0] if numbers else None


@rule("S06", "按完成比例复算", ERROR, basis="自评表备注规定的计分公式", each=SELF_EVALUATIONS, yields_to=("T01", "S02", "S05"))
def proportional_score(context: Context, form: SelfEvaluation) -> Iterator:
    """备注规定“得分＝目标实现比例×分值”的，定量指标逐行按公式复算，应与填的得分相等。

    表内公式：=ROUND(分值*MIN(1,实现比例),1)

    为何重要：表上写明了公式，得分就没有酌情的余地。
    怎样改：按公式改得分，再重算总分。
    """
    if "proportional_note" not in form.features:
        return
    options = scoring_options(context.profile, form)
    for group in scored(context, form):
        if group.unreadable is not None:
            yield context.unchecked(proportional_score, group.unreadable)
        if group.score is None or group.weight is None or group.score == group.due:
            continue
        if any(is_qualitative(row) or row.goal.kind == "date" for row in group.rows):  # a date has no share
            continue
        unreadable = next((row.bad for row in group.rows if row.bad is not None), None)
        if unreadable is not None:
            yield context.unchecked(proportional_score, unreadable)
            continue
        if group.due is not None:
            row = group.rows[0]
            yield context.finding(
                proportional_score,
                group.scores[0],
                "“{name}”按备注的公式（实现比例×分值）应得 {expected}，现为 {actual}，请改正并重算总分",
                *values_of(row),
                *group.weights,
                subject=group.subject,
                expected=plain(group.due),
                actual=plain(group.score),
                difference=plain(group.score - group.due),
                relation=_due_relation(row, options) if len(group.rows) == 1 else None,
                name=group.subject,
            )


def _due_relation(row: Row, options: ScoringOptions) -> Relation:
    """score = what the weight earns: either cell may be the wrong one."""

    def residual(score: Decimal, weight: Decimal) -> Decimal:
        due = judged(row, weight, options).score
        return score - (score if due is None else due)

    return Relation((row.indicator.score, row.indicator.weight), residual)


@rule("S11", "空值得分", ERROR, basis=SCORING, each=SELF_EVALUATIONS, yields_to=("S02",))
def score_without_values(context: Context, form: SelfEvaluation) -> Iterator:
    """指标值或完成值空着，或仍是模板的占位文字，得分应为 0 或留空。

    为何重要：没有目标或没有结果而有得分，得分没有任何依据。
    怎样改：补填指标值、完成值；没有这项工作的删去该行并调整分值。
    """
    options = scoring_options(context.profile, form)
    for group in scored(context, form):
        if group.score is None or group.score <= 0:
            if group.unreadable is not None:
                yield context.unchecked(score_without_values, group.unreadable)
            continue
        for row in group.rows:
            if row.goal.kind not in UNFILLED and row.done.kind not in UNFILLED:
                continue
            empty = next((field for field in values_of(row) if field.bad is None and is_empty_value(field)), None)
            if empty is None or _means_none(row) or row.indicator.row in rows_valued_elsewhere(context, form):
                continue
            if judged(row, group.weight or group.score, options).verdict == BLANK:
                yield context.finding(
                    score_without_values,
                    row.indicator.score,
                    "“{name}”的{what}没有填写，却得了 {actual} 分，请补填，或把得分改为 0",
                    empty,
                    subject=row.indicator.subject,
                    expected="0",
                    actual=plain(group.score),
                    difference=plain(group.score),
                    name=row.indicator.subject,
                    what="指标值" if empty is row.indicator.target else "完成值",
                )


def _means_none(row: Row) -> bool:
    """“无” where there should be little of it (安全事故：无), or beside a 0, is an answer, not a gap."""
    texts = {field.text.strip() for field in values_of(row) if is_empty_value(field)}
    return texts == {"无"} and (less_is_better(row.bare_name) or 0 in (row.goal.number, row.done.number))


def is_empty_value(field: Field) -> bool:
    """Nothing filled in, or the template's own sample text left standing."""
    return parse_value(field.text).kind in UNFILLED

