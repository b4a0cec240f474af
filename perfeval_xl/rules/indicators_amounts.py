"""T rules about amounts in targets (指标值里的金额): their unit, the budget they come from, quantity times price."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..core.cells import Field
from ..core.findings import ERROR, ROUNDING, WARNING, Finding
from ..core.money import HUNDRED, MONEY_UNITS, ONE, ZERO, plain, round_half_up
from ..core.relations import SAME_FIGURE
from ..core.rules import rule
from ..domain.forms import SELF_EVALUATIONS, SelfEvaluation
from ..domain.units import convert, is_money, is_percent
from ..domain.values import Value, money_amount, priced_amount, priced_and_stated
from ..domain.wording import names_a_count, names_a_price, names_a_rate, names_an_amount, unit_in
from .context import Context
from .reading import UNSHOWN, Row, filled_rows, unshown_percent
from .scored import SCORING

_FEW = 2  # rows from which on a form has a way of printing them


@rule("T02", "计量单位", WARNING, basis=SCORING, each=SELF_EVALUATIONS, yields_to=("T01",))
def units_are_written(context: Context, form: SelfEvaluation) -> Iterator:
    """金额指标应写单位；指标值与完成值不一边用元、一边用万元，也不一边用百分数、一边用裸数。

    整张表的指标值都带单位、完成值都只写数的，是系统这样打印，按指标值的单位读；写成小数的百分数、差一百倍以上的数仍要问。

    为何重要：“≤344.7”不写万元，“95%”对“0.96”，读的人要猜，换一个人就可能算错一万倍。
    怎样改：两边都写上同一个单位，如“≤344.7万元”“560.05万元”。
    """
    rows = filled_rows(context, form)
    printed_so = _prints_units_in_targets(rows)
    for row in rows:
        if printed_so and _unit_in_target(row) and _is_plain(row):
            continue
        indicator, goal, done = row.indicator, row.goal, row.done
        if goal.unit == done.unit != "" or goal.kind != "number" and done.kind != "number":
            continue
        if (unshown := unshown_percent(row, form)) is not None:
            yield context.unchecked(units_are_written, unshown, UNSHOWN.format(cell=unshown.cell, text=unshown.text))
            continue
        for field, fault, expected in _unit_faults(row, form):
            bad = next((one for one in (indicator.target, indicator.actual) if one is not None and one.bad), None)
            yield context.unchecked(units_are_written, bad) if bad else context.finding(
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


def _prints_units_in_targets(rows: Sequence[Row]) -> bool:
    """Whether the form is printed so: each of its targets in figures with a unit, each of its actuals without one."""
    numeric = [row for row in rows if row.goal.kind == row.done.kind == "number"]
    return len(numeric) >= _FEW and all(map(_unit_in_target, numeric))


def _unit_in_target(row: Row) -> bool:
    """Whether the unit of both figures stands in the target alone."""
    return row.goal.kind == row.done.kind == "number" and row.goal.unit != "" == row.done.unit


def _is_plain(row: Row) -> bool:
    """Whether a bare actual can only be in the target's unit: no fraction of a percentage, no 元 beside 万元."""
    goal, done = abs(row.goal.number), abs(row.done.number)
    if is_percent(row.goal.unit):
        return done > ONE or done == ZERO or goal <= ONE
    return ZERO in (goal, done) or done < goal * HUNDRED and goal < done * HUNDRED


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
    elif units == {""} and not _money_in_name(row) and _means_money(row, form):
        bare = indicator.target if goal.kind == "number" else indicator.actual
        presumed = "" if names_a_price(row.bare_name) else f"（推定{form.unit}）"
        yield bare, "没有计量单位", f"带单位的金额{presumed}"


def _money_in_name(row: Row) -> str:
    """The unit of money that stands in the indicator's name, “元/人·年” of 护林员补助标准(元/人·年); "" without one."""
    unit = unit_in(row.bare_name)
    return unit if unit.lstrip("亿万千百十").startswith("元") else ""


def _means_money(row: Row, form: SelfEvaluation) -> bool:
    """Whether a bare figure must be an amount: a cost neither counted nor a rate, or the budget's own figure."""
    name = row.bare_name
    if _money_in_name(row) not in ("", form.unit) or "时效" in row.indicator_class:  # 按期完成投资
        return False
    if names_an_amount(name):
        return True
    if not row.is_cost:
        return False
    budget = {amount / MONEY_UNITS.get(form.unit, ONE) for _, amount in _funds(form)}
    rated = names_a_rate(name)
    if (row.goal.number in budget or row.done.number in budget) and not (rated and row.goal.number == HUNDRED):
        return True
    return not (rated or names_a_count(name))


@rule("T07", "成本指标倒填", WARNING, basis="年初批复的绩效目标", each=SELF_EVALUATIONS)
def cost_target_is_the_initial_budget(context: Context, form: SelfEvaluation) -> Iterator:
    """成本指标的指标值应是年初预算数，不应等于年底的执行数；年初没有预算、年中追加的项目不比。

    为何重要：目标照着决算倒填，无论花多少都“达标”，成本失去控制。
    怎样改：改回年初批复的预算数；年中批准调整过目标的，在偏差原因栏写明批复情况。
    """
    total = form.total_funds
    if total is None or total.initial_budget is None or total.executed is None:
        return
    initial, executed = total.initial_budget, total.executed
    if not initial.number or executed.number is None:  # what was added during the year had no target at its beginning
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


@rule("T08", "数量×单价", ERROR, basis=SCORING, each=SELF_EVALUATIONS)
def quantity_times_price(context: Context, form: SelfEvaluation) -> Iterator:
    """写成“260套，230元/套”的，数量×单价应与本表的成本指标或资金数相符；同一格里写了“共5.98万元”的，与它相符。

    为何重要：数量、单价和总额是同一笔账，乘不出总额，必有一个填错。
    怎样改：按合同或结算单核对数量、单价和金额，改正错的那个。
    """
    rows = filled_rows(context, form)
    if not any([row.goal.kind == "several" or row.done.kind == "several" for row in rows]):
        return
    yield from _against_their_own_totals(context, rows)
    told = set()  # a target and an actual that say the same are told once
    for products in _products(rows):
        stated = _Amounts(_stated_amounts(rows, form) if products else [])
        if not stated.fields or stated.nearest(sum(amount for _, _, amount in products))[2] <= SAME_FIGURE.rounding:
            continue
        in_part = _pay_for_some_only(products, rows)
        for row, field, amount in products:
            other, figure, off = stated.nearest(amount)
            if in_part and amount < stated.largest and off * _FAR > amount:
                continue
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


def _against_their_own_totals(context: Context, rows: Sequence[Row]) -> Iterator:
    """“260套，230元/套，共6.98万元”: the total stands in the same cell. A target and an actual alike are told once."""
    for row in rows:
        told = None
        for field, value in ((row.indicator.target, row.goal), (row.indicator.actual, row.done)):
            product, total = priced_and_stated(value) or (None, None)
            if total is None or (product, total.number, total.unit) == told:
                continue
            told = product, total.number, total.unit
            due = convert(product, "万元", total.unit)
            if due != total.number:
                yield _other_total(context, row, field, due, total)


def _other_total(context: Context, row: Row, field: Field, due: Decimal, total: Value) -> Finding:
    printed = max(0, -total.number.as_tuple().exponent)
    return context.finding(
        quantity_times_price,
        field,
        "“{name}”的“{actual}”里，数量×单价是 {expected}{unit}，写的合计是 {stated}{unit}，请核对数量、单价和金额",
        severity=ROUNDING if round_half_up(due, printed) == total.number else "",
        subject=row.indicator.subject,
        expected=plain(due),
        difference=plain(total.number - due),
        name=row.indicator.subject,
        stated=plain(total.number),
        unit=total.unit,
    )


def _products(rows: Sequence[Row]) -> tuple[list[tuple[Row, Field, Decimal]], list[tuple[Row, Field, Decimal]]]:
    """The quantity × price of targets, and of actuals, in 万元."""
    targets = [(row, row.indicator.target, priced_amount(row.goal)) for row in rows if row.goal.kind == "several"]
    actuals = [(row, row.indicator.actual, priced_amount(row.done)) for row in rows if row.done.kind == "several"]
    return tuple([product for product in side if product[2] is not None] for side in (targets, actuals))


def _pay_for_some_only(products: Sequence, rows: Sequence[Row]) -> bool:
    """Whether other quantities stand beside without a price: then a product may be any part of the funds, and only one
    that nearly comes to an amount is meant for it."""
    priced = {row.indicator.row for row, *_ in products}
    return any(row.indicator.row not in priced for row in rows if "数量" in row.indicator_class)


_FAR = 4  # more than a quarter away


def _stated_amounts(rows: Sequence[Row], form: SelfEvaluation) -> list[tuple[Field, Decimal]]:
    """The amounts a product may stand for, in 万元: cost indicators first, then the funds."""
    costs = [
        (field, money_amount(value))
        for row in rows
        if row.is_cost
        for field, value in ((row.indicator.target, row.goal), (row.indicator.actual, row.done))
    ]
    return [(field, amount) for field, amount in [*costs, *_funds(form)] if amount]  # none was paid with 0


class _Amounts:
    """Stated amounts, of which the nearest is asked for again and again."""

    def __init__(self, stated: Sequence[tuple[Field, Decimal]]):
        self.fields: dict[Decimal, Field] = {}  # the first that states an amount
        for field, amount in stated:
            self.fields.setdefault(amount, field)
        self._order = {amount: order for order, amount in enumerate(self.fields)}
        self._sorted = sorted(self.fields)

    @property
    def largest(self) -> Decimal:
        return self._sorted[-1]

    def nearest(self, amount: Decimal) -> tuple[Field, Decimal, Decimal]:
        """The field of the stated amount closest to *amount*, that amount, and how far it is; of two the first stated."""
        at = bisect_left(self._sorted, amount)
        beside = self._sorted[max(at - 1, 0) : at + 1]
        closest = min(beside, key=lambda each: (abs(each - amount), self._order[each]))
        return self.fields[closest], closest, abs(closest - amount)


def _funds(form: SelfEvaluation) -> list[tuple[Field, Decimal]]:
    """The figures of the funds block, in 万元."""
    fields = (field for row in form.funds for field in row.amounts)
    return [(field, field.number) for field in fields if field is not None and field.number is not None]
