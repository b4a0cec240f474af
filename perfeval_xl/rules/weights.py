"""W rules: how the weights (分值) of the headings, the indicators and budget execution add up."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..core.cells import Field
from ..core.findings import ERROR, WARNING, Finding, key_of
from ..core.money import decimal, half_width, plain, total_of
from ..core.patterns import Pattern
from ..core.relations import Relation, SignedSum
from ..core.rules import rule
from ..domain.forms import NO_INDICATORS, SCORED, SELF_EVALUATIONS, Heading, SelfEvaluation
from ..domain.unit_forms import ScoringTable
from .context import Context, per_form
from .scored import SCORING, counted, exact_total, sum_of, weights_of
from .totals import execution, full_score, repeats_total, subtotals, with_unread_funds, without_points

BASIS = f"{SCORING}；自评表表头"
_EXECUTION = "预算执行"
_NO_HEADER = f"{NO_INDICATORS}，指标的填写、分值和得分都没有检；请对照表式补上表头（三级指标、指标值、完成值、分值、得分）再检"
_SEVERAL_PROJECTS = "一张表里列了几个项目的指标，分值合计没有检；请一个项目填一张表再检"
_POINTS = Pattern(r"\d分")
# 如满意度指标不适用，则产出指标60分: a rule for another case.
_IN_ANOTHER_CASE = Pattern(r"[如若][^。;]{2,30}则[^。;]*")
_SAID = Pattern(r"(?:指标|率)*(?:的?分值|权重)?[(:为占]*(\d+(?:\.\d+)?)分")


@rule("W01", "标题分值", ERROR, basis=BASIS, each=SCORED)
def heading_weight(context: Context, form: SelfEvaluation | ScoringTable) -> Iterator:
    """自评表、评分表里，一级（二级）指标标题里括注的分值，应等于它下面各三级指标分值之和，合并格只计一次；小计行的分值也一样。

    表内公式：=SUM(下属三级指标分值)

    为何重要：标题与下属分值对不上，总分就有两种算法。
    怎样改：先看是标题写错，还是哪一行的分值填错，改到两边相等、总分为 100。
    """
    for heading, parts in (*first_level(context, form), *_second_level(form)):
        if heading.weight is None or heading.weight == exact_total(parts) or not any(part.filled for part in parts):
            continue
        yield from context.equal(
            heading_weight,
            stated_weight(heading),
            total_of,
            parts,
            f"“{heading.name}”标题写 {{actual}} 分，下属指标分值合计 {{expected}} 分，请改标题分值或下属分值",
            subject=heading.name,
        )
    yield from subtotals(context, heading_weight, form, "weight")


_TOTAL_OF_FUNDS = (
    "年度资金总额的分值填了总分 {actual}，各指标分值已经合计 {actual} 分，请改填预算执行率的分值并相应调整各行，资金区不计分的划“—”"
)


@rule("W02", "分值合计", ERROR, basis=BASIS, each=SELF_EVALUATIONS, yields_to=("W01",))
def weights_make_total(context: Context, form: SelfEvaluation) -> Iterator:
    """全部三级指标分值加预算执行分值应等于总分（100 分，或表上总分行写的）；一级标题括注之和加预算执行分值也应等于总分。

    预算执行已得分而表上没有写明分值的，余下的分值就是它的；年度资金总额的分值写着总分、而各行已经合计总分的，只报这一格；一张表里列了几个项目的不加总，记未检。

    表内公式：=SUM(三级指标分值)+预算执行分值

    为何重要：分值加起来不是总分，得分再准也没有意义。
    怎样改：先改标题分值的错（它会连带出现在这里），再核对每一行的分值和总分行。
    """
    if NO_INDICATORS in form.missing:
        yield context.unchecked(weights_make_total, form.title, _NO_HEADER)
        return
    if "lists_projects" in form.features and form.total_weight is None:
        yield context.unchecked(weights_make_total, form.title, _SEVERAL_PROJECTS)
        return
    if repeats_total(context, form):
        yield context.finding(weights_make_total, form.total_funds.weight, _TOTAL_OF_FUNDS, expected="预算执行率的分值，不计分的划“—”")
    budget = execution(context, form).weight
    rest = [budget] if budget is not None else []
    weights = weights_of(context, form)
    if budget is None and _leaves_room_for_execution(context, form, weights):
        return
    results = list(_rows_make_total(context, form, [*weights, *rest])) if any(field.filled for field in weights) else []
    told = [*_told_by_headings(context, form, results, rest)]
    # Where the rows themselves do not add up, W01 and the finding above say all there is to say of the headings.
    if not results and any(heading.weight is not None for heading in form.headings):
        told += _headings_make_total(context, form, rest)
    yield from with_unread_funds(context, weights_make_total, form, told)


def _told_by_headings(context: Context, form: SelfEvaluation, results: Sequence, rest: Sequence[Field]) -> Sequence:
    """The *results* of the rows, as consequences where several headings that make the total differ from what is below them.

    Then W01 tells every mistake there is. One such heading is left to folding, which may find the cell.
    """
    levels = first_level(context, form)
    off = [heading for heading, below in levels if heading.weight is not None and heading.weight != sum_of(below)]
    if len(off) < 2 or any(heading.weight is None for heading, _ in levels):
        return results
    if sum((heading.weight for heading, _ in levels), sum_of(rest)) != full_score(context, form):
        return results
    return [
        found._replace(caused_by=key_of("W01", found.form, off[0].name)) if isinstance(found, Finding) else found
        for found in results
    ]


def _leaves_room_for_execution(context: Context, form: SelfEvaluation, weights: Sequence[Field]) -> bool:
    """Whether the execution was scored though the form nowhere says out of how many points: the rest is meant."""
    score = form.total_funds.score if form.total_funds is not None else None
    if score is None or score.number is None or any(field.unreadable for field in weights):
        return False
    return 0 < score.number <= full_score(context, form) - sum_of(weights)


def _rows_make_total(context: Context, form: SelfEvaluation, inputs: Sequence[Field]) -> Iterator:
    total = form.total_weight
    if total is not None and total.filled:
        message = "各三级指标分值加预算执行分值为 {expected}，总分行的分值是 {actual}，两边应相等，请核对各行分值和总分"
        yield from context.equal(weights_make_total, total, total_of, inputs, message, subject="总分·分值")
        return
    message = "各三级指标分值加预算执行分值为 {actual}，应为 {expected}，请核对各行分值"
    yield from _adds_up_to_full(context, form, inputs, inputs[0], message, "总分·分值")


def _headings_make_total(context: Context, form: SelfEvaluation, rest: Sequence[Field]) -> Iterator:
    """First-level headings at what they state (one that states nothing: at the weights below it).

    Of a heading that W01 reports, this is the consequence, and has its subject.
    """
    levels = first_level(context, form)
    stated_sum = sum((sum_of(below) if heading.weight is None else heading.weight for heading, below in levels), sum_of(rest))
    if stated_sum == full_score(context, form):
        return
    if any(without_points(form, heading) for heading in form.headings):
        return
    parts, suspect, subject = [], None, "一级标题分值合计"
    for heading, below in levels:
        if heading.weight is None:
            parts += below
            continue
        stated = stated_weight(heading)
        parts.append(stated)
        if below and heading.weight != sum_of(below):
            suspect, subject = stated, heading.name
    message = "一级标题分值加预算执行分值为 {actual}，应等于总分 {expected}，请核对标题里的分值"
    yield from _adds_up_to_full(context, form, [*parts, *rest], suspect or parts[0], message, subject)


def _adds_up_to_full(
    context: Context, form: SelfEvaluation, inputs: Sequence[Field], at: Field, message: str, subject: str
) -> Iterator:
    """Σ inputs is the full score."""
    total, full = form.total_weight, full_score(context, form)
    if exact_total(inputs) == full:
        return
    unreadable = next((field for field in inputs if field.unreadable), None)
    if unreadable is not None:
        yield context.unchecked(weights_make_total, unreadable)
        return
    stated = sum_of(inputs)
    if stated == full:
        return
    if total is not None and total.number is not None:
        relation = Relation((total, *inputs), SignedSum((1, *[-1] * len(inputs))))
    else:
        relation = Relation(tuple(inputs), SignedSum([-1] * len(inputs), full))
    yield context.finding(
        weights_make_total,
        at,
        message,
        *(field for field in inputs if field.place != at.place),
        subject=subject,
        expected=plain(full),
        actual=plain(stated),
        difference=plain(stated - full),
        relation=relation,
    )


@rule("W03", "标题缺分值", WARNING, basis=BASIS, each=SELF_EVALUATIONS)
def every_heading_has_weight(context: Context, form: SelfEvaluation) -> Iterator:
    """同一张表里，一级指标标题要么都括注分值，要么都不注。

    为何重要：漏注一个，各一级标题的分值加不到总分，看不出是漏写还是漏项。
    怎样改：按下属三级指标分值之和补注。
    """
    if not any(heading.weight is not None for heading in form.headings):
        return
    # 资金管理情况（20分） stands above the indicators, with points of its own.
    levels = [level for level in first_level(context, form) if not level[0].name.startswith("资金管理")]
    if all(heading.weight is None for heading, _ in levels):
        return
    for heading, below in levels:
        if heading.weight is None and below:
            inferred = plain(sum_of(below)) if any(field.filled for field in below) else ""
            yield context.finding(
                every_heading_has_weight,
                heading.field,
                f"“{heading.name}”标题没有注明分值，同表其他一级标题都注了" + (f"，按下属指标应为 {inferred} 分" if inferred else "") + "，请补注",
                subject=heading.name,
                expected=inferred,
                actual="",
            )


@rule("W04", "与填表说明不符", WARNING, basis="自评表的备注、填表说明", each=SELF_EVALUATIONS)
def weights_as_in_note(context: Context, form: SelfEvaluation) -> Iterator:
    """备注或填表说明写明了各级分值的，表头的分值应与它一致。

    为何重要：说明是下发的口径，表头与它不符，或者表没有按要求填，或者说明没有跟着改。
    怎样改：按说明改表头分值；确有调整的，在核实说明里写明依据。
    """
    for note in form.notes:
        text = _IN_ANOTHER_CASE.sub("", "".join(half_width(note.text).split()))
        if not _POINTS.search(text):
            continue
        budget = execution(context, form).weight
        stated = [(heading.name, stated_weight(heading)) for heading in form.headings if heading.weight is not None]
        if budget is not None and budget.number is not None:
            stated.append((_EXECUTION, budget))
        for name, field in stated:
            said = _said_in(text, name)
            if said is not None and said != field.number:
                yield context.finding(
                    weights_as_in_note,
                    field,
                    "“{name}”的分值为 {actual}，备注写的是 {expected} 分，请改成一致",
                    note,
                    subject=name,
                    expected=plain(said),
                    actual=plain(field.number),
                    difference=plain(field.number - said),
                    relation=Relation((field,), lambda weight, said=said: weight - said),
                    name=name,
                )


def _said_in(note: str, name: str) -> Decimal | None:
    """The weight that a note gives to a heading: “产出指标50分”, “预算执行率（10分）”, “满意度指标分值为10分”."""
    called = name.removesuffix("指标")
    _, found, rest = note.partition(called) if called else ("", "", "")
    said = _SAID.match(rest) if found else None
    return decimal(said[1]) if said else None


# -- headings and what stands below them ---------------------------------------------------------------------------


def stated_weight(heading: Heading) -> Field:
    """The heading's cell as the number that its bracket states."""
    return heading.field._replace(text=plain(heading.weight), number=heading.weight, unit="")


Below = tuple[Heading, list[Field]]  # a heading, and the weights of the indicators under it, a merged one once


@per_form
def first_level(context: Context, form: SelfEvaluation) -> tuple[Below, ...]:
    """The first-level headings in their order."""
    return tuple(_below(form.headings, [(i.level1, i.weight) for i in form.indicators]))


def _second_level(form: SelfEvaluation) -> Iterator[Below]:
    """The second-level headings that state a weight: most forms have none."""
    stated = [i.level2 for i in form.indicators if i.level2 is not None and i.level2.weight is not None]
    return _below(stated, [(i.level2, i.weight) for i in form.indicators]) if stated else iter(())


def _below(headings: Sequence[Heading], rows: Sequence[tuple[Heading | None, Field | None]]) -> Iterator[Below]:
    below, previous = {}, None
    for heading, weight in rows:
        if heading is not None:
            if heading is not previous:  # the rows of a heading stand together
                previous, weights = heading, below.setdefault((heading.field.row, heading.field.col), [])
            weights.append(weight)
    for place, heading in {(each.field.row, each.field.col): each for each in headings}.items():
        yield heading, counted(below.get(place, ()))
