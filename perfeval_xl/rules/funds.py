"""F rules within the funds block (资金区): composition, adjustment, decimals, expenditure within the budget."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..core.cells import Field
from ..core.findings import ERROR, INFO, ROUNDING, WARNING
from ..core.money import HUNDRED, ZERO, in_unit, plain, round_half_up, total_of
from ..core.patterns import Pattern
from ..core.relations import SAME_FIGURE, Relation, sum_tolerance
from ..core.rules import rule
from ..domain.forms import FUND_AMOUNTS, SELF_EVALUATIONS, FundRow, SelfEvaluation
from .context import Context

BASIS = "自评表资金区填报口径"

_USUAL_PARTS = ("current", "carried_over", "other")
_NATURES = ("基本支出", "项目支出", "人员", "公用")
_KINDS = {"基本支出": "basic", "项目支出": "project"}
_CENT = Decimal("0.01")  # of 万元
# A reason for an adjustment (预算调整的说明), as notes and reasons word it; a template's “可适当调整” is none.
_ADJUSTED = ("追加", "追减", "调增", "调减", "压减", "核减", "调剂")
_CHANGED = Pattern(r"(?:预算|资金|经费|指标).{0,20}调整")
_WHY = Pattern(r"因|由于|主要是|主要用于|系")


@rule("F03", "项目资金构成", ERROR, basis=BASIS, each=SELF_EVALUATIONS, beside=("F03",))
def composition(context: Context, form: SelfEvaluation) -> Iterator:
    """年度资金总额应等于当年财政拨款、上年结转资金、其他资金之和，年初预算、全年预算、全年执行三列各自成立。

    几列差得一样，或三列都差在同一边的，是一行漏列、重列，只报一处；一列的分项都没有填的，是未检。

    表内公式：=SUM(当年财政拨款,上年结转资金,其他资金)

    为何重要：总额与构成对不上，执行率用的分子分母就没有来源。
    怎样改：核对指标文件和支付明细，改正总额或漏填、错填的那一行。
    """
    parts = _parts_of_total(form)
    if form.total_funds is None or not parts:
        return
    whole = _whole_of(form, parts)
    if not any(is_filled(getattr(row, column)) for row in parts for column in FUND_AMOUNTS):
        return
    usual = all(row.role in _USUAL_PARTS for row in parts)
    names = "当年财政拨款、上年结转、其他资金" if usual else "、".join(_name(row) for row in parts)
    for column in FUND_AMOUNTS:
        stated = getattr(whole, column)
        inputs = [field for row in parts if (field := getattr(row, column)) is not None]
        if stated is not None and stated.number and inputs and not any(map(is_filled, inputs)):
            yield context.unchecked(composition, inputs[0], _PARTS_EMPTY.format(inputs[0].cell, FUND_AMOUNTS[column], stated.text))
        elif stated is not None and inputs:
            yield from context.equal(
                composition,
                stated,
                total_of,
                inputs,
                f"{{label}}应等于{names}之和 {{expected}}，现为 {{actual}}，相差 {{difference}}，请核对总额和各分项",
                tolerance=sum_tolerance(len(inputs)),
            )


_PARTS_EMPTY = "{} 起各分项的{}都没有填，无法与总额 {} 核对，请补填"


def _parts_of_total(form: SelfEvaluation) -> list[FundRow]:
    """当年财政拨款、上年结转、其他资金; with the rows of other names (事业收入、上级补助) where only so the total comes out.

    Without 当年财政拨款 those of other names are the parts (中央补助、省级资金), where they make the total of a column.
    """
    usual = [row for row in form.funds if row.role in _USUAL_PARTS]
    every = [row for row in form.funds if row.role != "total"]
    sources = any(row.role == "current" for row in usual)
    if _columns_adding_up(form.total_funds, every) > _columns_adding_up(form.total_funds, usual):
        return every if sources or not any(map(_names_a_nature, every)) else []
    return usual if sources else []


def _whole_of(form: SelfEvaluation, parts: Sequence[FundRow]) -> FundRow:
    """What the parts make up: the total; or 项目支出 right above them, where they are the sources of that alone."""
    total, above = form.total_funds, form.funds[max(0, form.funds.index(parts[0]) - 1)]
    if _names_a_nature(above) and _columns_adding_up(above, parts) > _columns_adding_up(total, parts):
        return above
    return total


def _names_a_nature(row: FundRow) -> bool:
    """A part by the nature of what it was spent for (按支出性质分), which F05 adds up."""
    return any(word in row.label.text for word in _NATURES)


def _name(row: FundRow) -> str:
    return row.label.text.strip().removeprefix("其中").strip("：: \u3000").replace("{", "").replace("}", "")


def _columns_adding_up(whole: FundRow | None, rows: Sequence[FundRow]) -> int:
    """In how many columns the rows make the *whole*."""
    count = 0
    for column in FUND_AMOUNTS:
        total = getattr(whole, column, None)
        numbers = [field.number for row in rows if (field := getattr(row, column)) is not None and field.number is not None]
        if total is not None and total.number:
            count += abs(total.number - total_of(*numbers)) <= sum_tolerance(len(numbers)).rounding
    return count


@rule("F09", "“其中”行重复计分", INFO, basis=BASIS, each=SELF_EVALUATIONS)
def part_rows_without_score(context: Context, form: SelfEvaluation) -> Iterator:
    """“其中：当年财政拨款”等行不计分，分值和得分应划“—”或留空。

    为何重要：预算执行只计一次分，逐行相加会多出一个 10 分，总分就错。
    怎样改：只在年度资金总额一行填分值、得分，其余各行划“—”。
    """
    total = form.total_funds
    if total is None or not (is_filled(total.weight) or is_filled(total.score)) or not form.indicators:
        return  # a list of projects has the score of each
    for row in form.funds:
        at = next((field for field in (row.score, row.weight) if is_filled(field) and field.number != 0), None)
        if row.role != "total" and at is not None:
            yield context.finding(
                part_rows_without_score,
                at,
                "“{name}”行填了{column} {actual}，这一行不单独计分，请划“—”或留空",
                expected="—",
                name=row.label.text.strip(),
                column="得分" if at is row.score else "分值",
            )


@rule("F10", "预算调整幅度", WARNING, basis="预算调整须有依据；幅度的界限由方案规定", each=SELF_EVALUATIONS)
def adjustment_explained(context: Context, form: SelfEvaluation) -> Iterator:
    """全年预算数比年初预算数增减超过 20%（方案可改）的，须在备注或偏差原因里说明。

    为何重要：调整幅度大，说明年初预算编得不准，或年中追加没有写清来源。
    怎样改：在备注里写明追加、调减的文号、事由和金额；数填错了的改数。
    """
    row = form.total_funds
    if row is None or not is_filled(row.initial_budget) or not is_filled(row.annual_budget):
        return
    initial, annual = row.initial_budget.required(), row.annual_budget.required()
    limit = context.profile.adjustment_threshold
    if not initial or not _beyond(annual, initial, limit) or _adjustment_is_explained(form):
        return
    share = round_half_up((annual - initial) / abs(initial) * HUNDRED, 2)
    yield context.finding(
        adjustment_explained,
        row.annual_budget,
        "全年预算数 {actual} 比年初预算数 {initial} {word} {share}%，超过 {limit}%，请在备注里说明调整的依据和原因",
        row.initial_budget,
        expected=f"增减不超过 {plain(limit)}%，或有说明",
        difference=plain(in_unit(annual - initial, row.annual_budget.unit)),
        relation=Relation((row.annual_budget, row.initial_budget), lambda now, first: _beyond(now, first, limit), bound=True),
        initial=row.initial_budget.text,
        word="增加" if share > 0 else "减少",
        share=plain(abs(share)),
        limit=plain(limit),
    )


def _beyond(annual: Decimal, initial: Decimal, limit: Decimal) -> Decimal:
    """How much the adjustment exceeds *limit* percent of the initial budget; 0 within it."""
    return max(ZERO, abs(annual - initial) - abs(initial) * limit / HUNDRED)


def _adjustment_is_explained(form: SelfEvaluation) -> bool:
    """Whether a note, a reason, or a text beside or below the figures speaks of the adjustment."""
    last = max([indicator.row for indicator in form.indicators], default=-1)
    of_funds = {row.label.row for row in form.funds}
    reasons = [indicator.reason.text for indicator in form.indicators if indicator.reason is not None]
    beside = [field.text for field in form.texts if field.row > last or field.row in of_funds]
    return any(
        any(word in text for word in _ADJUSTED) or ("调整" in text and _CHANGED.search(text) and _WHY.search(text))
        for text in (*(note.text for note in form.notes), *reasons, *beside)
    )


@rule("F14", "金额小数位", INFO, basis="金额以万元为单位时保留两位小数", each=SELF_EVALUATIONS)
def two_decimals(context: Context, form: SelfEvaluation) -> Iterator:
    """以万元为单位的金额保留两位小数；自己写了元的格子不算。

    为何重要：有的表两位、有的表三位，互相引用时会无故差出尾数。
    怎样改：四舍五入到 0.01 万元，合计与分项一起改。
    """
    if form.unit != "万元":
        return
    rows = [row.amounts for row in form.funds]
    rows += [(item.amount,) for item in (*form.income, *form.expenditure)]
    for row in rows:
        too_fine = [field for field in row if field is not None and field.unit == form.unit and field.number and field.number % _CENT]
        if too_fine:
            yield context.finding(
                two_decimals,
                too_fine[0],
                "{label} {actual} 多于两位小数，请四舍五入为 {expected}",
                expected=plain(round_half_up(too_fine[0].number, 2)),
            )


@rule("F15", "执行数超预算", ERROR, basis="《中华人民共和国预算法》：支出以经批准的预算为依据", each=SELF_EVALUATIONS)
def within_budget(context: Context, form: SelfEvaluation) -> Iterator:
    """全年执行数不应超过全年预算数：全年预算数是调整后的预算，没有预算不得支出；执行率超过 100% 时得分封顶为分值。
    没有总额行的，看资金来源的各行。

    为何重要：执行数大于预算，不是年中追加没有计入全年预算数，就是超预算支出。
    怎样改：把追加、上年结转计入全年预算数，或核对全年执行数。
    """
    total = form.total_funds
    rows = form.funds if total is None else (total,)  # without a total its sources tell
    row = next((row for row in rows if is_filled(row.executed) and is_filled(row.annual_budget) and _over_budget(row) > 0), None)
    if row is None:
        return
    executed, over = row.executed.required(), _over_budget(row)
    unit = row.annual_budget.unit
    yield context.finding(
        within_budget,
        row.annual_budget,
        "全年执行数 {executed} 超过全年预算数 {actual}，多 {difference}；全年预算数应含年中追加和结转，请核对这两个数",
        row.executed,
        severity=ROUNDING if over <= SAME_FIGURE.rounding else "",
        expected=f"≥{plain(in_unit(executed, unit))}",
        difference=plain(in_unit(over, unit)),
        relation=Relation((row.annual_budget, row.executed), _excess, SAME_FIGURE, bound=True),
        executed=row.executed.text,
    )


def _over_budget(row: FundRow) -> Decimal:
    return row.executed.required() - row.annual_budget.required()


def is_filled(field: Field | None) -> bool:
    """Whether the form has the field and something stands in it."""
    return field is not None and field.filled


def spent_on(form: SelfEvaluation, kind: str) -> Field | None:
    """基本支出 or 项目支出 as spent: of the list 按支出性质分, else of its own row among the funds, where that is filled in."""
    item = next((item.amount for item in form.expenditure if item.role == _KINDS[kind]), None)
    if item is not None:
        return item
    row = next((row for row in form.funds if row.label.text.strip().endswith(kind)), None)
    return row.executed if row is not None and is_filled(row.executed) else None


def _excess(budget: Decimal, executed: Decimal) -> Decimal:
    return max(ZERO, executed - budget)
