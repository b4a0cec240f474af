"""T rules that hold an actual (完成值) against its target (指标值): types, exact figures, overshooting, the report."""

from collections.abc import Iterator
from decimal import Decimal

from ..core.cells import Field
from ..core.findings import ERROR, WARNING, key_of
from ..core.money import HUNDRED, ONE, plain, round_half_up
from ..core.patterns import Pattern
from ..core.rules import rule
from ..domain.comparison import common_numbers
from ..domain.directions import TIMES, direction
from ..domain.forms import GOAL_TABLE, NARRATIVE, SELF_EVALUATIONS, GoalItem, GoalTable, Indicator, SelfEvaluation
from ..domain.scoring import INCOMPARABLE, judge
from ..domain.units import is_percent, unit_of
from ..domain.values import Value, inexact, is_nothing, none_occurred, parse_value, reached
from ..domain.wording import bare_name, names_a_rate, unit_in
from .context import Context
from .indicators_exchanged import exchanged_in_row, of_one_slip, said_exchanged
from .reading import Row, filled_rows
from .scored import SCORING


@rule("T01", "类型与单位", ERROR, basis=SCORING, each=SELF_EVALUATIONS)
def same_type_and_unit(context: Context, form: SelfEvaluation) -> Iterator:
    """指标值与完成值应同为数值且单位可换算，或同为文字；类型不同就无法判断是否达标。

    计数的单位说的是一回事的不报：20名与20人，12个与12所，3辆与3台，4批次与4次。

    相邻两行的值填反，或整段错了一行，对调、移回后就对得上的，只报第一行。

    为何重要：“=1天”填“完成”、文字目标填“100%”，得分没有依据，也无法复核。
    怎样改：按指标值的写法和单位填完成值；指标值本身是空话的，改成可衡量的数值。没有得分栏的表报 T13。
    """
    if not _is_scored(form):
        return
    told = []
    for row in filled_rows(context, form):
        indicator, goal, done = row.indicator, row.goal, row.done
        if row.bad is not None:
            yield context.unchecked(same_type_and_unit, row.bad)
        elif goal.kind == done.kind and goal.unit == done.unit and goal.kind != "several":
            continue
        elif judge(goal.text, done.text, ONE, row.nature, row.indicator_class).verdict == INCOMPARABLE:
            at, other = _vaguer_first(indicator, goal)
            found = context.finding(
                same_type_and_unit,
                at,
                "“{name}”的指标值“{target}”与完成值“{done}”类型或单位不同，无法判断是否达标，请改成同一种写法和单位",
                other,
                subject=indicator.subject,
                expected="同类型同单位",
                name=indicator.subject,
                target=goal.text,
                done=done.text,
            )
            told.append((row, found))
    yield from of_one_slip(told)


def _is_scored(form: SelfEvaluation) -> bool:
    return any(indicator.score is not None for indicator in form.indicators)


def _vaguer_first(indicator: Indicator, goal: Value) -> tuple[Field, Field]:
    """The side to change comes first: a target in words cannot be met by a figure; else the actual has to follow."""
    sides = indicator.target, indicator.actual
    return sides if goal.kind == "text" else sides[::-1]


@rule("T05", "完成值须为确数", WARNING, basis=SCORING, each=SELF_EVALUATIONS)
def actual_is_exact(context: Context, form: SelfEvaluation) -> Iterator:
    """完成值应是确切的数，不写“以上”“预估”“约”，也不照抄指标值的“≥90%”。

    为何重要：完成值是年底的事实；写成范围，既不能算完成比例，也不能和佐证材料核对。
    怎样改：填统计出来的实际数，如“98.6%”“263套”。
    """
    for row in filled_rows(context, form):
        word = inexact(row.done) if row.done.kind in ("number", "several") else ""
        if word:
            found = context.finding(
                actual_is_exact,
                row.indicator.actual,
                "“{name}”的完成值“{actual}”带“{word}”，不是确数，请填实际统计数",
                subject=row.indicator.subject,
                expected="确数",
                name=row.indicator.subject,
                word=word,
            )
            if exchanged_in_row(context, form, row):  # then S05 says so first, where it judges the row
                found = found._replace(hint=said_exchanged(row), caused_by=key_of("S05", found.form, found.subject))
            yield found


@rule("T06", "大幅超目标", WARNING, basis=SCORING, each=SELF_EVALUATIONS, yields_to=("T01",))
def overshoot_is_explained(context: Context, form: SelfEvaluation) -> Iterator:
    """正向的非百分比指标，完成值达到指标值的 130%（方案可改）及以上的，应在偏差原因栏说明。

    为何重要：完成大幅超过目标，多半是年初目标定得偏低，目标失去约束作用。
    怎样改：在“偏差原因分析及改进措施”栏写明超出的原因和下年目标怎样调整。
    """
    threshold = context.profile.deviation_threshold
    for row in filled_rows(context, form):
        share = _overshoot(row)
        if share is None or share < threshold:
            continue
        indicator, reason = row.indicator, row.indicator.reason
        if reason is not None and not is_nothing(reason.text):
            continue
        yield context.finding(
            overshoot_is_explained,
            indicator.target if reason is None else reason,
            "“{name}”完成 {done}，是指标值 {target} 的 {actual}，达到或超过 {limit}，请在偏差原因栏说明目标设定的依据",
            *((indicator.actual,) if reason is None else (indicator.target, indicator.actual)),
            subject=indicator.subject,
            expected=f"小于 {plain(threshold)}%，或写明原因",
            actual=f"{round_half_up(share, 1)}%",
            name=indicator.subject,
            done=indicator.actual_text,
            target=indicator.target_text,
            limit=f"{plain(threshold)}%",
        )


def _overshoot(row: Row) -> Decimal | None:
    """Actual ÷ target in %, of an indicator of which more is better; None where that says nothing."""
    goal, done = row.goal, row.done
    if goal.kind != "number" or done.kind != "number" or (goal.unit == done.unit and done.number <= goal.number):
        return None
    if any(map(is_percent, (goal.unit, done.unit, unit_in(row.bare_name)))) or row.is_cost or unit_of(goal.unit).dimension in TIMES:
        return None
    if not (goal.unit or done.unit) and names_a_rate(row.bare_name):  # 满意度 ≥70: a percentage without its sign
        return None
    if direction(row.nature, row.indicator_class, goal.text) != "up":
        return None
    numbers = common_numbers(goal, done)
    return numbers[1] / numbers[0] * HUNDRED if numbers and numbers[0] > 0 else None


@rule("T12", "完成值↔正文", ERROR, basis=SCORING, each=SELF_EVALUATIONS, needs=(NARRATIVE,))
def actual_equals_report(context: Context, form: SelfEvaluation) -> Iterator:
    """同名指标在自评报告正文里的数，应与表内完成值相等。

    为何重要：同一件事在表里是 100%、在正文里是 99%，两份公开材料互相否定。
    怎样改：以统计台账为准，把表和正文改成同一个数。
    """
    facts = {bare_name(name): fields for name, fields in context.narrative.facts.items()}
    for row in filled_rows(context, form):
        if row.done.kind != "number":
            continue
        said = next((field for field in facts.get(row.bare_name, ()) if _contradicts(row.done, field)), None)
        if said is not None:
            yield context.finding(
                actual_equals_report,
                row.indicator.actual,
                "“{name}”的完成值是 {actual}，正文写的是 {expected}，请核对后改成同一个数",
                said,
                subject=row.indicator.subject,
                expected=said.text,
                name=row.indicator.subject,
            )


def _contradicts(done: Value, said: Field) -> bool:
    """Whether a figure of the report is certainly another one: an inexact or differently measured one is not."""
    other = parse_value(said.text)
    if other.kind != "number" or inexact(other) or inexact(done):
        return False
    numbers = common_numbers(done, other)
    return numbers is not None and numbers[0] != numbers[1]


# A figure that states a quantity: not a year, not the number of a hotline, not part of a name (5G, 12345). Of a list of
# figures (1,2,3…) some are read from each on: to read all of them from each takes their square.
_QUANTITY = Pattern(
    r"(?<![0-9A-Za-z])(?!(?:19|20)[0-9]{2}年)(?!1[0-9]{4}(?![0-9]))[0-9]+(?:[.,/][0-9]+){0,8}"
    r"(?=\s*[%％‰万亿千百余多个项条次人件家户套场份台辆公平吨亩元年月天日小倍成处座所名批期种起例支以])"
)


_NOT_DONE = ("未", "尚未", "暂未", "没有", "无")


@rule("T13", "完成情况须有数", WARNING, basis=SCORING, each=(*SELF_EVALUATIONS, GOAL_TABLE), yields_to=("T01",))
def completion_has_figures(context: Context, form: SelfEvaluation | GoalTable) -> Iterator:
    """没有得分栏的目标表里，目标写了数的，完成情况也应写实际数，不能只写“已完成”；写“未完成”“无”而注明了原因的不报。

    为何重要：目标“发布 40 万条”，完成情况只写“已完成”，无从知道完成了多少。
    怎样改：把实际数写进完成情况，如“发布 48.6 万条”；一格里有几条目标的，逐条写。
    """
    if form.kind == GOAL_TABLE:
        sides = _items_by_completion(form)
    elif _is_scored(form):
        return
    else:
        rows = [i for i in form.indicators if i.target and i.actual and not _is_explained_away(i)]
        targets = [i.target._replace(text=i.target_text) for i in rows]
        sides = [(i.actual, [GoalItem(i.indicator_class, i.subject, t, i.actual)]) for i, t in zip(rows, targets)]
    for actual, items in sides:
        if actual.blank or actual.bad is not None or _has_figure(actual.text):
            continue
        measured = [item for item in items if _is_measured(item.target.text) and not _is_answered(item.target.text, actual.text)]
        if measured:
            yield context.finding(
                completion_has_figures,
                actual,
                "目标“{target}”有数，完成情况只写“{actual}”，请写出实际完成的数",
                measured[0].target,
                subject=measured[0].subject,
                expected="实际完成数",
                target=measured[0].subject,
            )


def _is_measured(target: str) -> bool:
    return _QUANTITY.search(target) is not None or parse_value(target).kind == "number"


def _is_answered(target: str, actual: str) -> bool:
    """Whether words are answer enough: none of what should be none occurred, a deadline was met (12月底前: 按时完成)."""
    goal = parse_value(target)
    return (goal.kind == "date" and reached(actual)) or (goal.number == 0 and none_occurred(actual))


def _is_explained_away(indicator: Indicator) -> bool:
    """Whether the actual says that nothing came of it, and the reason stands beside: there is no figure to give."""
    reason = indicator.reason
    return reason is not None and not is_nothing(reason.text) and indicator.actual.text.startswith(_NOT_DONE)


def _items_by_completion(form: GoalTable) -> list[tuple[Field, list[GoalItem]]]:
    """The items of a goal table under each completion cell; several may share one."""
    shared = {}
    for item in form.items:
        shared.setdefault(item.actual.place, (item.actual, []))[1].append(item)
    return list(shared.values())


def _has_figure(text: str) -> bool:
    return any(map(str.isdigit, text)) or parse_value(text).kind in ("number", "several")
