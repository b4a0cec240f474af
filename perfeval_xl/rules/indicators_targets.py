"""T rules about how a target (指标值) is set: its unit, whether it can be measured, its comparator, its amount."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..core.cells import Field
from ..core.findings import ERROR, INFO, ROUNDING, WARNING
from ..core.money import HUNDRED, MONEY_UNITS, ONE, ZERO, plain
from ..core.patterns import Pattern
from ..core.relations import SAME_FIGURE
from ..core.rules import rule
from ..domain.forms import GOAL_TABLE, SELF_EVALUATIONS, GoalTable, SelfEvaluation
from ..domain.units import is_money, is_percent
from ..domain.values import Value, is_placeholder, money_amount, priced_amount, vague
from ..domain.wording import less_is_better, names_a_count, names_a_rate, names_a_saving, names_an_amount
from .context import Context
from .indicators import BASIS
from .reading import UNSHOWN, Row, filled_rows, has_comparator, unshown_percent

# A figure, or a class of a standard (Ⅲ类、二级) that is as good as one.
_FIGURE = Pattern("[0-9０-９Ⅰ-Ⅻ]|[IVX一二三四五][类级]")
# A target of none (零事故) is as exact as a figure.
_NONE_AT_ALL = Pattern("^(?:无|零|不发生|未发生|不出现|没有|杜绝)")


@rule("T02", "计量单位", WARNING, basis=BASIS, each=SELF_EVALUATIONS, yields_to=("T01",))
def units_are_written(context: Context, form: SelfEvaluation) -> Iterator:
    """金额指标应写单位；指标值与完成值不一边用元、一边用万元，也不一边用百分数、一边用裸数。

    为何重要：“≤344.7”不写万元，“95%”对“0.96”，读的人要猜，换一个人就可能算错一万倍。
    怎样改：两边都写上同一个单位，如“≤344.7万元”“560.05万元”。
    """
    for row in filled_rows(context, form):
        indicator, goal, done = row.indicator, row.goal, row.done
        if goal.unit == done.unit != "" or goal.kind != "number" and done.kind != "number":
            continue
        if (unshown := unshown_percent(row, form)) is not None:
            yield context.unchecked(units_are_written, unshown, UNSHOWN.format(cell=unshown.cell, text=unshown.text))
            continue
        for field, fault, expected in _unit_faults(row, form):
            yield context.finding(
                units_are_written,
                field,
                "“{name}”的指标值“{target}”、完成值“{done}”{fault}，请写成{expected}",
                *(other for other in (indicator.target, indicator.actual) if other is not None and other != field),
                subject=indicator.subject,
                expected=expected,
                name=indicator.subject,
                target=indicator.target_text,
                done=indicator.actual_text,
                fault=fault,
            )


def _unit_faults(row: Row, form: SelfEvaluation) -> Iterator[tuple[Field, str, str]]:
    """At most one (cell, what is wrong, what it should be)."""
    indicator, goal, done = row[:3]
    numbers = [value for value in (goal, done) if value.kind == "number"]
    units = {value.unit for value in numbers if value.unit or value.number}  # none is none in any unit
    if len(units) == 2 and all(map(is_money, units)):
        yield indicator.actual, f"一边用{goal.unit}、一边用{done.unit}", f"同一单位（{goal.unit}）"
    elif len(units) == 2 and "" in units:
        bare = indicator.target if goal.unit == "" else indicator.actual
        unit = max(units)
        if is_percent(unit):
            yield bare, "一边是百分数、一边是裸数", "同样的百分数"
        elif is_money(unit):
            yield bare, "有一边没有计量单位", f"带单位的金额（{unit}）"
    elif units == {""} and _means_money(row, form):
        bare = indicator.target if goal.kind == "number" else indicator.actual
        yield bare, "没有计量单位", f"带单位的金额（推定{form.unit}）"


def _means_money(row: Row, form: SelfEvaluation) -> bool:
    """Whether a bare figure must be an amount: a cost neither counted nor a rate, or the budget's own figure."""
    name = row.bare_name
    if names_an_amount(name):
        return True
    if not row.is_cost:
        return False
    budget = {amount / MONEY_UNITS.get(form.unit, ONE) for _, amount in _funds(form)}
    if row.goal.number in budget or row.done.number in budget:
        return True
    return not (names_a_rate(name) or names_a_count(name))


@rule("T03", "不可衡量", INFO, basis=BASIS, each=(*SELF_EVALUATIONS, GOAL_TABLE))
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
            if vague(text) and not _FIGURE.search(text) and not _NONE_AT_ALL.match(text):
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
        if counted and not _FIGURE.search(item.subject):
            yield item.target, item.subject, "列为数量指标却没有数"


@rule("T04", "比较符", WARNING, INFO, basis=BASIS, each=SELF_EVALUATIONS)
def comparators_point_the_right_way(context: Context, form: SelfEvaluation) -> Iterator:
    """比较符的方向应与指标一致：金额类成本用“≤”，数量类产出用“≥”或“＝”；写法用规范的 ≥ ≤ ＞ ＜ ＝。

    为何重要：方向写反，节约了反而算没完成，少做了反而算达标。
    怎样改：成本写“≤预算数”，数量写“≥目标数”；“＞=”改成“≥”；全表没有比较符的，逐行补上。
    """
    rows = filled_rows(context, form)
    for row in rows:
        for message, severity, expected in _comparator_faults(row) if row.goal.comparator or row.goal.odd_spelling else ():
            yield context.finding(
                comparators_point_the_right_way,
                row.indicator.target,
                message,
                severity=severity,
                subject=row.indicator.subject,
                expected=expected,
                name=row.indicator.subject,
            )
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


_QUANTITY_WITH_CEILING = (
    "“{name}”是数量指标，指标值“{actual}”用了越小越好的比较符，请核对方向，一般写“{expected}”"
)
_PROPER_SIGNS = {">=": "≥", "<=": "≤", "=": "＝", ">": "＞", "<": "＜"}


def _comparator_faults(row: Row) -> Iterator[tuple[str, str, str]]:
    """(message, severity, expected) of one target."""
    goal, sign = row.goal, row.goal.comparator
    if sign in (">=", ">") and row.is_cost and is_money(goal.unit) and not names_a_saving(row.bare_name):
        message = "“{name}”是成本，指标值“{actual}”用了越大越好的比较符，请改为“{expected}”"
        yield message, WARNING, f"≤{_figure(goal)}"
    if sign in ("<=", "<") and "数量" in row.indicator_class and goal.kind == "number" and not _wants_less(row):
        yield _QUANTITY_WITH_CEILING, WARNING, f"≥{_figure(goal)}"
    if goal.odd_spelling and goal.sign:
        proper = goal.text.replace(goal.sign, _PROPER_SIGNS[sign], 1)
        yield "“{name}”的指标值“{actual}”比较符写法不规范，请写“{expected}”", INFO, proper


def _figure(goal: Value) -> str:
    return plain(goal.number) + goal.unit if goal.kind == "number" else ""


def _wants_less(row: Row) -> bool:
    return row.nature.startswith(("反", "逆", "负", "≤", "<", "＜", "≦")) or less_is_better(row.bare_name)


@rule("T07", "成本指标倒填", WARNING, basis="年初批复的绩效目标", each=SELF_EVALUATIONS)
def cost_target_is_the_initial_budget(context: Context, form: SelfEvaluation) -> Iterator:
    """成本指标的指标值应是年初预算数，不应等于年底的执行数。

    为何重要：目标照着决算倒填，无论花多少都“达标”，成本失去控制。
    怎样改：改回年初批复的预算数；年中批准调整过目标的，在偏差原因栏写明批复情况。
    """
    total = form.total_funds
    if total is None or total.initial_budget is None or total.executed is None:
        return
    initial, executed = total.initial_budget, total.executed
    if initial.number is None or executed.number is None:
        return
    for row in filled_rows(context, form):
        amount = _cost_amount(row, form) if row.is_cost else None
        if amount is None or amount == initial.number:
            continue
        off = amount - initial.number
        tail = abs(off) <= SAME_FIGURE.rounding
        if tail or abs(amount - executed.number) <= SAME_FIGURE.rounding:
            yield context.finding(
                cost_target_is_the_initial_budget,
                row.indicator.target,
                "成本指标“{name}”的指标值 {actual} 与年初预算数 {expected} 是尾差"
                if tail
                else "成本指标“{name}”的指标值 {actual} 等于全年执行数，而年初预算数是 {expected}，疑为按决算倒填，"
                "请改回年初批复数或写明依据",
                initial,
                *(() if tail else (executed,)),
                severity=ROUNDING if tail else "",
                subject=row.indicator.subject,
                expected=initial.text + initial.unit,
                difference=plain(off),
                name=row.indicator.subject,
            )


def _cost_amount(row: Row, form: SelfEvaluation) -> Decimal | None:
    """A cost target in 万元; a bare figure is in the form's unit when it can only be money."""
    if row.goal.kind != "number":
        return None
    if row.goal.unit == "" and _means_money(row, form):
        return row.goal.number * MONEY_UNITS.get(form.unit, ONE)
    return money_amount(row.goal)


@rule("T08", "数量×单价", ERROR, basis=BASIS, each=SELF_EVALUATIONS)
def quantity_times_price(context: Context, form: SelfEvaluation) -> Iterator:
    """写成“260套，230元/套”的，数量×单价应与本表的成本指标或资金数相符。

    为何重要：数量、单价和总额是同一笔账，乘不出总额，必有一个填错。
    怎样改：按合同或结算单核对数量、单价和金额，改正错的那个。
    """
    rows = filled_rows(context, form)
    told = set()  # a target and an actual that say the same are told once
    for products in _products(rows):
        stated = _stated_amounts(rows, form) if products else []
        if not stated or _is_a_part(products, stated, rows) or _nearest(stated, sum(amount for _, _, amount in products))[1] <= SAME_FIGURE.rounding:
            continue
        for row, field, amount in products:
            (other, figure), off = _nearest(stated, amount)
            if off and (row.indicator.row, amount) not in told:
                told.add((row.indicator.row, amount))
                yield context.finding(
                    quantity_times_price,
                    field,
                    "“{name}”的“{actual}”相乘是 {product} 万元，本表的金额是 {expected} 万元，请核对数量、单价和金额",
                    other,
                    severity=ROUNDING if off <= SAME_FIGURE.rounding else "",
                    subject=row.indicator.subject,
                    expected=plain(figure),
                    difference=plain(amount - figure),
                    name=row.indicator.subject,
                    product=plain(amount),
                )


def _products(rows: Sequence[Row]) -> tuple[list[tuple[Row, Field, Decimal]], list[tuple[Row, Field, Decimal]]]:
    """The quantity × price of targets, and of actuals, in 万元."""
    targets = [(row, row.indicator.target, priced_amount(row.goal)) for row in rows if row.goal.kind == "several"]
    actuals = [(row, row.indicator.actual, priced_amount(row.done)) for row in rows if row.done.kind == "several"]
    return tuple([product for product in side if product[2] is not None] for side in (targets, actuals))


def _is_a_part(products: Sequence, stated: Sequence, rows: Sequence[Row]) -> bool:
    """Whether other quantities stand beside and the products are not even half of any amount: they pay for some only."""
    alone = len(products) >= sum(1 for row in rows if "数量" in row.indicator_class)
    return not alone and 2 * sum(each[2] for each in products) < min((each[1] for each in stated if each[1]), default=ZERO)


def _stated_amounts(rows: Sequence[Row], form: SelfEvaluation) -> list[tuple[Field, Decimal]]:
    """The amounts a product may stand for, in 万元: cost indicators first, then the funds."""
    costs = [
        (field, money_amount(value))
        for row in rows
        if row.is_cost
        for field, value in ((row.indicator.target, row.goal), (row.indicator.actual, row.done))
    ]
    return [(field, amount) for field, amount in costs if amount is not None] + _funds(form)


def _nearest(stated: list[tuple[Field, Decimal]], amount: Decimal) -> tuple[tuple[Field, Decimal], Decimal]:
    """The stated amount closest to *amount* and how far it is."""
    closest = min(stated, key=lambda entry: abs(entry[1] - amount))
    return closest, abs(closest[1] - amount)


def _funds(form: SelfEvaluation) -> list[tuple[Field, Decimal]]:
    """The figures of the funds block, in 万元."""
    fields = (field for row in form.funds for field in (row.initial_budget, row.annual_budget, row.executed))
    return [(field, field.number) for field in fields if field is not None and field.number is not None]
