"""T rules about how a target (指标值) is set: whether it can be measured, and its comparator."""

from collections.abc import Iterator, Sequence

from ..core.cells import Field
from ..core.findings import INFO, WARNING, Finding
from ..core.money import HUNDRED, ONE, plain
from ..core.patterns import Pattern
from ..core.rules import rule
from ..domain.directions import DOWN, TIMES, UP, nature_of
from ..domain.forms import GOAL_TABLE, SELF_EVALUATIONS, GoalTable, SelfEvaluation
from ..domain.units import is_money, unit_of
from ..domain.values import Value, is_placeholder, vague
from ..domain.values.words import SIGNS
from ..domain.wording import less_is_better, names_a_rate, names_what_people_get
from .context import Context
from .reading import Row, filled_rows, has_comparator
from .scored import SCORING

# A figure, or a class of a standard (Ⅲ类、二级) that is as good as one.
_FIGURES = frozenset("0123456789０１２３４５６７８９ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ")
_CLASS = Pattern("[IVX一二三四五][类级]", words=("类", "级"))
# A target of none (零事故) is as exact as a figure.
_NONE_AT_ALL = ("无", "零", "不发生", "未发生", "不出现", "没有", "杜绝")


@rule("T03", "不可衡量", INFO, basis=SCORING, each=(*SELF_EVALUATIONS, GOAL_TABLE))
def targets_are_measurable(context: Context, form: SelfEvaluation | GoalTable) -> Iterator:
    """指标值应可衡量：不写笼统的文字；写“100%”的，名称应是某种“率”或“度”；定性的应分级描述。

    为何重要：“提高服务能力 100%”没有分子分母，达没达到谁也说不清。
    怎样改：换成数得出来的量（办件量、办结率、满意度），或写明优、良、中、差各是什么样。
    """
    vague_ones = _vague_items(form) if form.kind == GOAL_TABLE else _vague_rows(context, form)
    for field, subject, why in vague_ones:
        yield context.finding(
            targets_are_measurable,
            field,
            "“{name}”{why}，无法衡量，请换成数得出来的量或分级描述",
            subject=subject,
            expected="可衡量",
            name=subject,
            why=why,
        )


def _vague_rows(context: Context, form: SelfEvaluation) -> Iterator[tuple[Field, str, str]]:
    for row in filled_rows(context, form):
        indicator, goal, text = row.indicator, row.goal, row.goal.text
        if goal.kind == "text":
            if vague(text) and not _has_figure(text) and not text.startswith(_NONE_AT_ALL):
                yield indicator.target, indicator.subject, f"的指标值“{text}”是笼统的文字"
        elif goal.kind != "number":
            continue
        elif goal.unit == "%" and goal.number == HUNDRED:
            if not names_a_rate(row.bare_name) and "满意" not in row.indicator_class:
                yield indicator.target, indicator.subject, f"的指标值“{text}”是百分比，而名称不是某种“率”或“度”"
        elif goal.unit == "年" and goal.number == ONE and "持续" in row.bare_name + row.indicator_class:
            yield indicator.target, indicator.subject, f"的指标值“{text}”只是评价年度本身"


def _vague_items(form: GoalTable) -> Iterator[tuple[Field, str, str]]:
    """Rows of a goal table that are headed as quantities and hold no figure."""
    for item in form.items:
        text = item.target.text
        counted = "数量" in item.category and item.target.filled and not is_placeholder(text)
        if counted and not _has_figure(item.subject):
            yield item.target, item.subject, "列为数量指标却没有数"


def _has_figure(text: str) -> bool:
    return not _FIGURES.isdisjoint(text) or _CLASS.search(text) is not None


@rule("T04", "比较符", WARNING, INFO, basis=SCORING, each=SELF_EVALUATIONS)
def comparators_point_the_right_way(context: Context, form: SelfEvaluation) -> Iterator:
    """比较符的方向应与指标一致：金额类成本用“≤”，数量类产出用“≥”或“＝”；写法用规范的 ≥ ≤ ＞ ＜ ＝，同一种不规范的写法三处以上的，每表一条。

    为何重要：方向写反，节约了反而算没完成，少做了反而算达标。
    怎样改：成本写“≤预算数”，数量写“≥目标数”；“＞=”改成“≥”；全表没有比较符的，逐行补上。
    """
    rows = filled_rows(context, form)
    printed_so = _printed_with_odd_signs(rows)
    for together in printed_so.values():
        yield _printed_so(context, together)
    for row in rows:
        faults = _comparator_faults(row, row.goal.sign in printed_so) if row.goal.comparator or row.goal.odd_spelling else ()
        for message, severity, expected in faults:
            yield context.finding(
                comparators_point_the_right_way,
                row.indicator.target,
                message,
                severity=severity,
                subject=row.indicator.subject,
                expected=expected,
                name=row.indicator.subject,
            )
        if _is_cost_that_should_grow(row):
            yield _wrong_nature(context, row)
    numeric = [row for row in rows if row.goal.kind in ("number", "several")]
    if len(numeric) > 1 and not any(has_comparator(row) for row in numeric):
        yield context.finding(
            comparators_point_the_right_way,
            numeric[0].indicator.target,
            "全表 {count} 个数值指标都没有比较符，看不出是越大越好还是越小越好，请逐行写上 ≥、≤ 或 ＝",
            severity=INFO,
            subject="比较符",
            expected="≥、≤ 或 ＝",
            count=str(len(numeric)),
        )


_OFTEN = 3  # rows from which on a spelling is the way in which a system prints the form


def _printed_with_odd_signs(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows of each odd spelling that the form uses again and again: one way of printing, not so many mistakes."""
    spelled = {}
    for row in rows:
        if row.goal.odd_spelling and row.goal.sign:
            spelled.setdefault(row.goal.sign, []).append(row)
    return {sign: together for sign, together in spelled.items() if len(together) >= _OFTEN}


def _printed_so(context: Context, rows: Sequence[Row]) -> Finding:
    goal = rows[0].goal
    return context.finding(
        comparators_point_the_right_way,
        rows[0].indicator.target,
        "本表有 {count} 个指标值的比较符写成“{sign}”，写法不规范，请一律写“{expected}”",
        *(row.indicator.target for row in rows[1:]),
        severity=INFO,
        subject=f"比较符{goal.sign}",
        expected=_PROPER_SIGNS[goal.comparator],
        sign=goal.sign,
        count=str(len(rows)),
    )


def _is_cost_that_should_grow(row: Row) -> bool:
    """A cost in money beside 正向 or “≥” in a column of its own (指标性质)."""
    if row.indicator.nature is None or row.goal.comparator or not (row.is_cost and is_money(row.goal.unit)):
        return False
    return nature_of(row.nature, "").way == UP and not names_what_people_get(row.bare_name)


def _wrong_nature(context: Context, row: Row) -> Finding:
    proper = "≤" if row.nature in SIGNS else "反向"
    return context.finding(
        comparators_point_the_right_way,
        row.indicator.nature,
        "“{name}”是成本，指标性质“{actual}”是越大越好，请改为“{expected}”",
        row.indicator.target,
        subject=row.indicator.subject,
        expected=proper,
        name=row.indicator.subject,
    )


_QUANTITY_WITH_CEILING = (
    "“{name}”是数量指标，指标值“{actual}”用了越小越好的比较符，请核对方向，一般写“{expected}”"
)
_PROPER_SIGNS = {">=": "≥", "<=": "≤", "=": "＝", ">": "＞", "<": "＜"}


def _comparator_faults(row: Row, printed_so: bool) -> Iterator[tuple[str, str, str]]:
    """(message, severity, expected) of one target."""
    goal, sign = row.goal, row.goal.comparator
    if sign in (">=", ">") and row.is_cost and is_money(goal.unit) and not names_what_people_get(row.bare_name):
        message = "“{name}”是成本，指标值“{actual}”用了越大越好的比较符，请改为“{expected}”"
        yield message, WARNING, f"≤{_figure(goal)}"
    if sign in ("<=", "<") and "数量" in row.indicator_class and goal.kind == "number" and not _wants_less(row):
        yield _QUANTITY_WITH_CEILING, WARNING, f"≥{_figure(goal)}"
    if goal.odd_spelling and goal.sign and not printed_so:
        proper = goal.text.replace(goal.sign, _PROPER_SIGNS[sign], 1)
        yield "“{name}”的指标值“{actual}”比较符写法不规范，请写“{expected}”", INFO, proper


def _figure(goal: Value) -> str:
    return plain(goal.number) + goal.unit if goal.kind == "number" else ""


def _wants_less(row: Row) -> bool:
    stated = row.nature.startswith(("反", "逆", "负")) or nature_of(row.nature, "").way == DOWN
    within_time = row.goal.sign.endswith("内") and unit_of(row.goal.unit).dimension in TIMES
    return stated or less_is_better(row.bare_name + row.goal.label) or within_time
