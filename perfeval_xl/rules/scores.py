"""S rules on the totals of a form: the total score, the range of each score, the grade, the ceiling."""

from collections.abc import Iterable, Iterator
from decimal import Decimal, DivisionByZero

from ..core.findings import ERROR, ROUNDING, WARNING, Finding, key_of
from ..core.money import HUNDRED, ONE, ZERO, places_of, plain, round_half_up, total_of
from ..core.patterns import Pattern
from ..core.profiles import Profile
from ..core.relations import Relation
from ..core.rules import rule
from ..domain.forms import NARRATIVE, SCORED, SCORING_TABLE, SELF_EVALUATIONS, UNIT_PROFILE, WHOLE, SelfEvaluation
from ..domain.unit_forms import ScoringTable, UnitFigures
from .context import Context
from .scored import SCORING, ScoreGroup, counted, scored, scoring_options
from .totals import execution, overpaid, subtotals, with_unread_funds

_TOTAL = "总分"
_TICKED = Pattern(r"[■☑√✓✔●◼]\s*(\w)")


@rule("S01", "总分", ERROR, basis=SCORING, each=SELF_EVALUATIONS, beside=("W01", "W02"))
def total_score(context: Context, form: SelfEvaluation) -> Iterator:
    """总分应等于各三级指标得分之和加预算执行得分；“其中”行的得分不加，合并格只加一次；小计行的得分等于它上面各行得分之和。表头也写了得分的，应与总分行相等。

    表内公式：=SUM(三级指标得分)+预算执行得分

    分值合计也正好差这么多的，是漏列或多列了一行，在分值处报一次。

    为何重要：总分决定等级，也是报告和公开的那个数。
    怎样改：先改各行得分的错，再重算总分。
    """
    scores = counted([indicator.score for indicator in form.indicators])
    if form.total_score is None or not scores:
        return
    budget = execution(context, form)
    if budget.score is None and budget.weight is not None and budget.weight.filled:
        yield context.unchecked(total_score, budget.weight, "预算执行有分值，没有认出得分栏，请补齐表头后再检")
    else:
        inputs = [*scores, *([budget.score] if budget.score is not None else [])]
        message = "总分应为各项得分之和加预算执行得分 {expected}，现为 {actual}，相差 {difference}，请核对各行得分后重算"
        told = context.equal(total_score, form.total_score, total_of, inputs, message, subject=_TOTAL)
        yield from _by_what_cells_hold(form, with_unread_funds(context, total_score, form, told))
    yield from _by_what_cells_hold(form, subtotals(context, total_score, form, "score"))
    head, below = form.head_score, form.total_score
    if head is not None and head.place != below.place and below.number is not None:
        message = "表头的得分 {actual} 与总分行的 {expected} 不同，请改成一致"
        told = context.equal(total_score, head, total_of, [below], message, subject="表头得分")
        yield from _by_what_cells_hold(form, told)


def _by_what_cells_hold(form: SelfEvaluation, results: Iterable) -> Iterator:
    """A sum that is right by what its cells hold differs by the decimals that their formats leave out: 尾差."""
    held = form.unprinted
    for result in results:
        if held and isinstance(result, Finding):
            stated = result.field
            total = sum([field.number + held.get(field.place, ZERO) for field in result.related], ZERO)
            if total == stated.number + held.get(stated.place, ZERO) or round_half_up(total, places_of(stated.number)) == stated.number:
                result = result._replace(severity=ROUNDING)
        yield result


@rule("S02", "得分区间", ERROR, basis=SCORING, each=SCORED, yields_to=("F02",))
def score_within_weight(context: Context, form: SelfEvaluation | ScoringTable) -> Iterator:
    """每一行的得分不小于 0、不大于分值；几行合用一个分值的，得分合在一起比。

    为何重要：得分超过分值或为负，总分就不是按分值打的。
    怎样改：改得分；分值填错的改分值。
    """
    for group in scored(context, form):
        if group.score is not None and group.weight is not None:
            if not ZERO <= group.score <= group.weight:
                yield _outside(context, group)
        elif group.unreadable is not None:
            yield context.unchecked(score_within_weight, group.unreadable)
    if form.kind == SCORING_TABLE:  # budget execution is one of its rows
        return
    budget = execution(context, form)
    fields = [field for field in (budget.weight, budget.score) if field is not None and field.number is not None]
    if len(fields) == 2 and not ZERO <= fields[1].number <= fields[0].number:
        alone = ScoreGroup((), (fields[0],), (fields[1],), fields[0].number, fields[1].number)
        yield _outside(context, alone, fields[1].label)


def _is_above_its_weight(group: ScoreGroup) -> bool:
    """S02 speaks of it, and of what it adds to the total."""
    return group.score is not None and group.weight is not None and group.score > group.weight


def _outside(context: Context, group: ScoreGroup, subject: str = ""):
    count = len(group.scores)

    def residual(*values: Decimal) -> Decimal:
        score, weight = sum(values[:count], ZERO), sum(values[count:], ZERO)
        return max(ZERO, score - weight) + max(ZERO, -score)

    high = group.score > group.weight
    return context.finding(
        score_within_weight,
        group.scores[0],
        "“{name}”得分 {actual} " + ("超过分值 {limit}" if high else "小于 0") + "，应在 0 到 {limit} 之间，请改正",
        *group.weights,
        subject=subject or group.subject,
        expected=f"0–{plain(group.weight)}",
        actual=plain(group.score),
        difference=plain(group.score - group.weight if high else group.score),
        relation=Relation((*group.scores, *group.weights), residual, bound=True),
        name=subject or group.name,
        limit=plain(group.weight),
    )


@rule("S08", "正文得分＝表内总分", ERROR, basis="同一套材料里同一个数应相等", needs=(WHOLE, NARRATIVE))
def same_score_in_report(context: Context) -> Iterator:
    """报告正文写的自评得分应与自评表的总分相等。

    为何重要：得分是报告的结论，两处不同，结论就不可信。
    怎样改：以复核过的自评表为准，改正文。
    """
    stated = context.whole.total_score
    for fact in context.narrative.facts.get("自评得分", ()) if stated is not None else ():
        yield from context.equal(
            same_score_in_report,
            stated,
            total_of,
            (fact,),
            "自评表总分 {actual} 与正文写的自评得分 {expected} 不同，请核对后改成一致",
            subject=_TOTAL,
        )


@rule("S09", "等级与得分", ERROR, basis=SCORING, each=(*SELF_EVALUATIONS, UNIT_PROFILE), yields_to=("S01",))
def grade_of_score(context: Context, form: SelfEvaluation | UnitFigures) -> Iterator:
    """评价等级应与总分相符：90 分以上为优，80 到 90 分为良，60 到 80 分为中，60 分以下为差；方案另有规定的按方案。

    为何重要：等级由总分定，等级与分数不符，结论自相矛盾。
    怎样改：总分无误的改等级。
    """
    scored = form.self_score if form.kind == UNIT_PROFILE else form.total_score
    if form.grade is None or form.grade.blank or scored is None or scored.blank:
        return
    total = scored.required()
    stated = _grade_in(form.grade.text, context.profile)
    if stated is None:
        yield context.unchecked(grade_of_score, form.grade, f"{form.grade.cell} 的等级“{form.grade.text}”看不出是哪一档，请只填等级")
        return
    due = context.profile.grade(total)
    if stated != due:
        yield context.finding(
            grade_of_score,
            form.grade,
            "总分 {total} 的等级应为“{expected}”，现为“{actual}”，请改等级",
            scored,
            subject=_TOTAL,
            expected=due,
            total=plain(total),
        )


def _grade_in(text: str, profile: Profile) -> str | None:
    """The grade that a text names: “优秀” is 优; of “■优 □良” the ticked one; None when it is not clear."""
    names = [name for name, _ in profile.grades]
    ticked = [mark for mark in _TICKED.findall(text) if mark in names]
    found = ticked or [name for name in names if name in text]
    return found[0] if len(found) == 1 else None


@rule("S10", "得分受执行率上限", WARNING, basis=SCORING, each=SELF_EVALUATIONS, yields_to=("S01",))
def ceiling_of_total(context: Context, form: SelfEvaluation) -> Iterator:
    """预算没有全部执行时，总分不应高于 100－执行分值×(1－执行率)，上限先舍入到总分的小数位，执行率最高按 100%。

    为何重要：执行率已经丢掉的分，别的指标补不回来；总分高于上限，一定有一项多给了分。
    怎样改：核对预算执行得分和各行得分。
    """
    budget, total = execution(context, form), form.total_score
    if total is None or total.number is None or not budget.has_rate or budget.weight is None or budget.weight.number is None:
        return
    count, places, full = len(budget.executed), places_of(total.number), context.profile.total_score

    def ceiling(weight: Decimal, *amounts: Decimal) -> Decimal:
        planned = sum(amounts[count:], ZERO)
        if not planned:
            raise DivisionByZero
        rate = max(ZERO, min(ONE, sum(amounts[:count], ZERO) / planned))
        return round_half_up(full - weight * (ONE - rate), places)

    def excess(score: Decimal, *inputs: Decimal) -> Decimal:
        return max(ZERO, score - ceiling(*inputs))

    over = excess(total.number, *(field.number for field in budget.inputs))
    if over and not any(_is_above_its_weight(group) for group in scored(context, form)):
        limit = plain(total.number - over)
        executed, planned = (sum(field.number for field in fields) for fields in (budget.executed, budget.budget))
        found = context.finding(
            ceiling_of_total,
            total,
            "预算执行率为 {rate}%，总分最高 {limit}，现为 {actual}，请核对预算执行得分和各行得分",
            *budget.inputs,
            subject=_TOTAL,
            expected=f"≤{limit}",
            difference=plain(over),
            relation=Relation((total, *budget.inputs), excess, bound=True),
            limit=limit,
            rate=plain(round_half_up(executed / planned * HUNDRED, 2)),
        )
        # What execution was given too much explains the total alone: F02 tells it.
        explained = over <= overpaid(budget, scoring_options(context.profile, form))
        yield found._replace(caused_by=key_of("F02", found.form, budget.score.label)) if explained else found
