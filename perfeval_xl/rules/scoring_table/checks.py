"""R rules: a rule-scored table (规则评分表) against its own standards, its totals and the goals it scores.

What they compute with is loaded only where such a table is there: most workbooks hold none.
"""

from collections.abc import Iterator
from decimal import Decimal

from ...core.cells import Field
from ...core.explanations import fault
from ...core.findings import ERROR, INFO, WARNING, Finding
from ...core.money import HUNDRED, plain, round_half_up, total_of
from ...core.relations import INFINITY, PERCENTAGE, Relation
from ...core.rules import rule
from ...domain.forms import BASE_DATA, GOAL_TABLE, SCORING_TABLE, UNIT_PROFILE
from ...domain.unit_forms import ScoringItem, ScoringTable, UnitFigures
from ...domain.values import parse_value
from ..context import Context
from ..scored import counted
from ..totals import subtotals

BASIS = "《预算绩效评价共性指标体系框架》（财预〔2013〕53号）；评分表的评分标准"
_SCORED = "评分表的分值、得分"


@rule("R01", "评分标准复算", ERROR, basis=BASIS, each=(SCORING_TABLE, BASE_DATA))
def score_by_the_standard(context: Context, form: ScoringTable | UnitFigures) -> Iterator:
    """评分表的每项得分，按该项评分标准和材料里的数据复算应当相符；基础数据表的在职人员控制率也应等于在职人员数除以编制数。

    本行完成情况写明了百分数而别处没有数据的，按它复算。
    控制率、变动率、结余等按《预算绩效评价共性指标体系框架》的公式取数，依次从基本概况与收支、基础数据表、决算公开表、整体自评表里找，一张表能给全的不与别的表混用；
    评分标准读不成规则的按方案的口径，仍没有的和要看佐证的记“未检”。

    为何重要：得分是标准和数据算出来的，两边对不上，总分和等级就站不住。
    怎样改：先核对提示里列出的数据；数据无误的，按评分标准改得分和总分。
    """
    if form.kind == BASE_DATA:
        yield from _stated_rate(context, form)
        return
    from .recompute import COMPUTED, recomputed

    for one in recomputed(context, form):
        at = one.item.score or one.item.name
        if one.state != COMPUTED or one.stated is None:
            reason = one.reason if one.state != COMPUTED else at.why_unreadable()
            yield context.unchecked(score_by_the_standard, at, f"{quoted(one.item.subject)}没有复算：{reason}")
        elif not one.agrees:
            yield _wrong_score(context, one)


def _wrong_score(context: Context, one) -> Finding:
    from .recompute import score_at

    def residual(stated: Decimal, weight: Decimal, *numbers: Decimal) -> Decimal:
        score = score_at(one, weight, numbers, context)
        return INFINITY if score is None else stated - score

    stated, weight = one.item.score, one.item.weight
    is_own = stated.number == one.stated and weight.number == one.weight  # not a share of a merged cell
    return context.finding(
        score_by_the_standard,
        one.item.score,
        "{name}按评分标准复算应得 {expected} 分，现为 {actual} 分：{reason}；请核对数据，改正得分和总分",
        *one.fields,
        subject=one.item.subject,
        expected=plain(one.score),
        actual=plain(one.stated),
        difference=plain(one.stated - one.score),
        relation=Relation((stated, weight, *one.measured.fields), residual) if is_own else None,
        name=quoted(one.item.subject),
        reason=one.reason,
    )


def _stated_rate(context: Context, form: UnitFigures) -> Iterator:
    """在职人员控制率 as the base data table states it. Excel: ``=ROUND(在职人员数/编制数*100,2)``."""
    cells = [form.figures.get(name, ()) for name in ("staff_rate", "staff", "staff_quota")]
    if any(len(fields) != 1 for fields in cells):
        return
    (stated,), (staff,), (quota,) = cells
    if not quota.number or staff.blank:
        return
    yield from context.equal(
        score_by_the_standard,
        stated,
        lambda staff, quota: staff / quota * HUNDRED,
        (staff, quota),
        "{label}应为 {expected}（在职人员数÷编制数），现为 {actual}，请核对人数和编制数后改正",
        tolerance=PERCENTAGE,
        subject="在职人员控制率",
    )


@rule("R02", "满分无数据支撑", WARNING, basis=BASIS, each=(SCORING_TABLE,))
def full_marks_have_evidence(context: Context, form: ScoringTable) -> Iterator:
    """给了满分的项目，计分要用的数据或佐证应在材料里，或写在本行的完成情况（自评说明、佐证）一栏。

    为何重要：没有数据，满分就无法复核；检查、抽评时最先被问到的就是这些项。
    怎样改：把要用的数填进基础数据表或收支情况表；要看佐证的，在核实说明里写明制度、文件或凭证的名称。
    """
    from .recompute import LACKING, PERSON, recomputed, rows_under

    rows, told = rows_under(form, "score"), set()
    for one in recomputed(context, form):
        score = one.item.score
        if one.state in (LACKING, PERSON) and one.is_full and score.place not in told and not _has_evidence(one.item):
            told.add(score.place)  # one score for several items is one finding
            items = rows[score.row, score.col]
            bad = _unreadable_input(context, one.item) if one.state == LACKING else None
            yield context.unchecked(full_marks_have_evidence, bad) if bad else context.finding(
                full_marks_have_evidence,
                score,
                "{name}得了满分 {actual} 分，{reason}；请补充数据或写明佐证",
                subject=one.item.subject,
                expected="有数据或佐证",
                actual=plain(score.number),
                name=quoted(one.item.subject) + (f"等 {items} 项" if items > 1 else ""),
                reason=one.reason,
            )


def _unreadable_input(context: Context, item: ScoringItem) -> Field | None:
    """An error value where the item is named, or among the data: what is lacking may stand there."""
    cells = (item.name, *(form.illegible for form in context.forms_of((UNIT_PROFILE, BASE_DATA))))
    return next((field for field in cells if field is not None and field.bad), None)


def _has_evidence(item: ScoringItem) -> bool:
    """Whether the item's own row says what the score rests on: a figure, or words that would do as an explanation."""
    if item.result is None or not item.result.filled:
        return False
    return parse_value(item.result.text).kind in ("number", "several", "date") or fault(item.result.text) is None


@rule("R03", "标准分项", ERROR, basis=BASIS, each=(SCORING_TABLE,))
def standard_adds_up_to_weight(context: Context, form: ScoringTable) -> Iterator:
    """评分标准里写的满分应等于分值：①②③ 各项的分数加起来，或最高一档的分数，与该项分值相同。

    为何重要：标准与分值对不上，全做到也得不到满分，或者超过满分。
    怎样改：核对下发的评分表，改评分标准里的分数或改分值。
    """
    from .standards import full_points

    for item, points, weight in full_points(form):
        yield context.finding(
            standard_adds_up_to_weight,
            item.standard,
            "{name}的评分标准写的满分是 {actual} 分，分值是 {expected} 分，两处应相等，请改评分标准或分值",
            item.weight,
            subject=item.subject,
            expected=plain(weight),
            actual=plain(points),
            difference=plain(points - weight),
            relation=Relation((item.weight,), lambda number, points=points, times=weight / item.weight.number: points - number * times),
            name=quoted(item.subject),
        )


@rule("R04", "依据过期", WARNING, basis="评分标准应按评价年度的考评文件制定", each=(SCORING_TABLE,))
def standard_quotes_the_year(context: Context, form: ScoringTable) -> Iterator:
    """评分标准引用的年度考评、考核文件应是评价年度的；长期有效的办法、规定、制度不受此限。

    为何重要：每年的考核内容不同，按旧文件打分，评的不是当年的工作。
    怎样改：换成评价年度的文件名称和文号，评分内容随之更新。
    """
    from .standards import stale_documents

    year = form.year or next((other.year for other in context.forms if other.year), None)
    for item, documents in stale_documents(form, year):
        yield context.finding(
            standard_quotes_the_year,
            item.standard,
            "{cell} 的评分标准引用的是 {actual}，评价年度是 {expected} 年，请换成当年的文件",
            subject=item.subject,
            expected=str(year),
            actual="、".join(documents),
        )


@rule("R05", "评分表合计", ERROR, basis=_SCORED, each=(SCORING_TABLE,), beside=("W01",))
def totals_of_the_table(context: Context, form: ScoringTable) -> Iterator:
    """评分表总分行的分值、得分应等于各项之和，合并格只计一次，小计行的得分也一样；报告写的自评综合得分应等于评分表的总分。

    表内公式：=SUM(各项分值)、=SUM(各项得分)

    为何重要：总分决定等级，也是报告和公开的那个数。
    怎样改：先改各项得分的错，再重算总分，并改报告里的综合得分。
    """
    for total, column, name in ((form.total_weight, "weight", "分值"), (form.total_score, "score", "得分")):
        parts = counted(getattr(item, column) for item in form.indicators)
        if total is not None and any(part.filled for part in parts):
            message = f"总分行的{name}应为各项之和 {{expected}}，现为 {{actual}}，相差 {{difference}}，请核对各项{name}后重算"
            yield from context.equal(totals_of_the_table, total, total_of, parts, message, subject=f"总分·{name}")
    yield from subtotals(context, totals_of_the_table, form, "score")
    scores = counted(item.score for item in form.indicators)
    total = [form.total_score] if form.total_score is not None and form.total_score.filled else scores
    for profile in context.forms_of((UNIT_PROFILE,)) if len(context.forms_of((SCORING_TABLE,))) == 1 else ():
        if profile.self_score is not None and any(field.filled for field in total):
            message = "自评综合得分 {actual} 与评分表的总分 {expected} 不同，请核对后改成一致"
            yield from context.equal(totals_of_the_table, profile.self_score, total_of, total, message, subject="综合得分")


@rule("R06", "空白指标得满分", ERROR, basis=_SCORED, each=(SCORING_TABLE,), needs=(GOAL_TABLE,))
def blank_goals_earn_nothing(context: Context, form: ScoringTable) -> Iterator:
    """定量目标表里整类空白或仍是占位文字的，评分表的同名指标不应得满分；合用一个分值的，按行平分来看。

    为何重要：没有设目标，也没有完成情况，满分就没有依据。
    怎样改：补填这一类的目标和完成情况；确实没有这一类目标的，改得分，或写明分值怎样分给了别的指标。
    """
    from .blank_goals import blank_categories
    from .recompute import recomputed

    blank = blank_categories(context)
    for one in recomputed(context, form) if blank else ():
        goal = blank.get(_bare(one.item.name.text))
        if goal is not None and one.is_full:
            yield context.finding(
                blank_goals_earn_nothing,
                one.item.score,
                "{name}在定量目标表里是空白（“{sheet}”{goal}），评分表却得了满分 {actual} 分，请补填目标或改得分",
                goal.target,
                goal.actual,
                subject=one.item.subject,
                expected=f"<{plain(round_half_up(min(one.weight, one.stated), 2))}",
                actual=plain(round_half_up(one.stated, 2)),
                name=quoted(one.item.subject),
                sheet=goal.target.sheet,
                goal=goal.target.cell,
            )


@rule("R07", "未细化", INFO, basis="评分表备注：个性化指标由部门按实际细化", each=(SCORING_TABLE,))
def standard_is_made_ones_own(context: Context, form: ScoringTable) -> Iterator:
    """评分标准写着“由部门按实际细化成个性化指标”的，应换成本部门自己的指标和标准。

    为何重要：模板原文不是标准，照它打的分没有依据，也看不出本部门做了什么。
    怎样改：按本部门的职能和年度目标写出具体指标、目标值和计分办法，备注要求同步修改的一并改。
    """
    from .standards import asks_to_adapt, template_words

    notes = [note for note in form.notes if asks_to_adapt(note.text)]
    for item, words in template_words(form):
        yield context.finding(
            standard_is_made_ones_own,
            item.standard,
            "{cell} 的评分标准还是模板的话（“{words}”），请细化成本部门的指标和标准",
            *notes,
            subject=item.subject,
            expected="本部门的指标和标准",
            actual=words,
            words=words,
        )


def quoted(name: str) -> str:
    """A name in quotation marks; one that has its own stands without: “三公经费”变动率."""
    return name if "“" in name else f"“{name}”"


def _bare(name: str) -> str:
    from .measures import plain_name

    return plain_name(name).removesuffix("指标")
