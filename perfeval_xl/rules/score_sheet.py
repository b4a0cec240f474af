"""What ``perfeval-xl score`` shows: of every scored form each row's score as filled in and as recomputed, and why.

The recomputed totals are those of totals.table_totals: rows that can be recomputed count as recomputed, rows that a
person must judge as filled in.
"""

from collections.abc import Iterator
from decimal import Decimal

from ..core.book import Book
from ..core.cells import Box, Field
from ..core.money import HUNDRED, ZERO, plain, round_half_up
from ..core.profiles import Profile
from ..core.record import Record
from ..domain.forms import NOTHING_FILLED, SCORED, SCORING_TABLE, SelfEvaluation
from ..domain.score_law import ScoringOptions, execution_rate
from .check import NotCheckable, submission
from .context import Context
from .reading import rows_valued_elsewhere
from .scored import ScoreGroup, scored, scoring_options
from .totals import Execution, execution, execution_points, table_totals

COMPUTED, STATED, MISSING = "computed", "stated", "missing"
EXECUTION, INDICATOR = "execution", "indicator"
EXECUTION_NAME = "预算执行率"
_AS_STATED = "照填报分，"
_ELSEWHERE = "数值填在下面各行或资金区，须由人评定"


class ScoreRow(Record):
    """One scored row; several indicators under one merged 分值 or 得分 are one row.

    kind      indicator, or execution (预算执行)
    computed  the score that counts in the recomputed total
    state     computed; stated: a person must judge, and the filled-in score counts; missing: there is neither
    reason    one Chinese sentence: how the computed score came about
    """

    kind: str
    field: Field | None  # the score's cell
    level1: str
    level2: str
    indicator: str
    target: str
    actual: str
    weight: Decimal | None
    stated: Decimal | None
    computed: Decimal | None
    state: str
    reason: str

    @property
    def difference(self) -> Decimal | None:
        """Stated − computed: above 0, too much was given."""
        return _difference(self.stated, self.computed)


class ScoreSheet(Record):
    """One scored form, recomputed. Totals are None where something that they need is missing."""

    kind: str
    key: str
    sheet: str
    box: Box
    title: str
    unit_name: str
    year: int | None
    rows: tuple[ScoreRow, ...]
    weight_total: Decimal | None
    stated_total: Decimal | None
    computed_total: Decimal | None
    stated_grade: str | None
    computed_grade: str | None
    missing: tuple[str, ...] = ()
    total: Field | None = None  # the cell of the stated total

    @property
    def difference(self) -> Decimal | None:
        """Of the totals, stated − computed."""
        return _difference(self.stated_total, self.computed_total)


class ScoreReport(Record):
    """The recomputed scores of one file. ``reason`` says why there are none."""

    path: str = ""
    sha256: str = ""
    profile: str = ""
    sheets: tuple[ScoreSheet, ...] = ()
    reason: str = ""


def score_book(book: Book, profile: str | None = None) -> ScoreReport:
    """Recompute every scored form of a book. The profile is chosen as for a check.

    A book without one comes back with a ``reason``. Raises ProfileError for an unknown *profile*.
    """
    try:
        forms, chosen = submission(book, profile)
    except NotCheckable as reason:
        return ScoreReport(reason=str(reason))
    context = Context(forms, chosen)
    sheets = tuple(score_form(context, form) for form in context.forms_of(SCORED))
    if not any(sheet.rows for sheet in sheets):
        blank = [form for form in forms if NOTHING_FILLED in form.missing]
        found = "、".join(dict.fromkeys(f"“{form.sheet}”{form.key}" for form in (blank or forms)[:5]))
        remedy = "的指标都还没有填，请填好再复算" if blank else "，要有分值和得分栏的自评表或评分表才能复算得分"
        return ScoreReport(profile=chosen.name, reason=f"没有可以算分的表：认出了{found}{remedy}")
    return ScoreReport(profile=chosen.name, sheets=sheets)


def score_form(context: Context, form) -> ScoreSheet:
    """One scored form of the context, recomputed."""
    if form.kind == SCORING_TABLE:
        from .scoring_table.recompute import scoring_totals

        rows, totals = _items(context, form), scoring_totals(context, form)
    else:
        rows, totals = _rows(context, form), table_totals(context, form)
    stated, computed = totals["stated_total"], totals["computed_total"]
    return ScoreSheet(
        form.kind,
        form.key,
        form.sheet,
        form.box,
        form.title.text,
        form.unit_name.text if form.unit_name else "",
        form.year,
        tuple(rows),
        totals["weight_total"],
        stated,
        computed,
        _grade(context.profile, stated),
        _grade(context.profile, computed),
        form.missing,
        form.total_score,
    )


def _grade(profile: Profile, total: Decimal | None) -> str | None:
    return None if total is None else profile.grade(total)


def _difference(stated: Decimal | None, computed: Decimal | None) -> Decimal | None:
    return None if stated is None or computed is None else stated - computed


# -- self-evaluation forms -------------------------------------------------------------------------------------------


def _rows(context: Context, form: SelfEvaluation) -> Iterator[ScoreRow]:
    options = scoring_options(context.profile, form)
    groups = [group for group in scored(context, form) if not group.is_empty]
    if groups:
        yield from _execution_row(execution(context, form), options)
    elsewhere = rows_valued_elsewhere(context, form)
    for group in groups:
        row = _indicator_row(group)
        yield row._replace(reason=_said(row.state, _ELSEWHERE)) if group.rows[0].indicator.row in elsewhere else row


def _execution_row(parts: Execution, options: ScoringOptions) -> Iterator[ScoreRow]:
    """Budget execution; no row where it carries neither weight nor score."""
    weight, stated = _number(parts.weight), _number(parts.score)
    if weight is None and stated is None:
        return
    budget, executed = _sum(parts.budget), _sum(parts.executed)
    computed = execution_points(parts, options)
    state = MISSING if computed is None else STATED if weight is None or not parts.has_rate else COMPUTED
    yield ScoreRow(
        EXECUTION,
        parts.score,
        "",
        "",
        EXECUTION_NAME,
        "" if budget is None else f"预算 {plain(budget)}万元",
        "" if executed is None else f"执行 {plain(executed)}万元",
        weight,
        stated,
        computed,
        state,
        _of_the_rate(weight, executed, budget, computed) if state == COMPUTED else _said(state, _without_rate(parts)),
    )


def _of_the_rate(weight: Decimal, executed: Decimal, budget: Decimal, computed: Decimal) -> str:
    rate = plain(round_half_up(execution_rate(executed, budget) * HUNDRED, 2))
    if executed >= budget:
        return f"执行率 {rate}%，得满分 {plain(weight)}"
    return f"执行率 {rate}%，得分＝分值 {plain(weight)}×{plain(executed)}÷{plain(budget)}＝{plain(computed)}"


def _without_rate(parts: Execution) -> str:
    """Why the rate cannot be computed."""
    if parts.weight is None or parts.weight.number is None:
        return "预算执行没有分值"
    fields = (*parts.budget, *parts.executed)
    unreadable = next((field for field in fields if field.number is None), None)
    if unreadable is not None:
        return unreadable.why_unreadable()
    why = "全年预算数为 0" if parts.budget and parts.executed else "没有全年预算数或全年执行数"
    return f"{why}，执行率无从计算"


def _indicator_row(group: ScoreGroup) -> ScoreRow:
    computed = group.score if group.due is None else group.due
    state = COMPUTED if group.due is not None else MISSING if computed is None else STATED
    indicators = [row.indicator for row in group.rows]
    first = indicators[0]
    return ScoreRow(
        INDICATOR,
        first.score,
        first.level1.name if first.level1 else "",
        first.level2.name if first.level2 else "",
        "；".join(indicator.subject for indicator in indicators),
        "；".join(indicator.target_text for indicator in indicators),
        "；".join(indicator.actual_text for indicator in indicators),
        group.weight,
        group.score,
        computed,
        state,
        _said(state, _why(group)),
    )


def _said(state: str, reason: str) -> str:
    """The reason, with what becomes of a row that cannot be recomputed."""
    return {COMPUTED: reason, STATED: _AS_STATED + reason, MISSING: f"{reason}；得分也没有填，总分无从复算"}[state]


def _why(group: ScoreGroup) -> str:
    """How the score of a row comes about, or why it does not."""
    if group.weight is None:
        blank = next((field for field in group.weights if field.number is None), group.weights[0])
        return blank.why_unreadable()
    unreadable = next((row.bad for row in group.rows if row.bad is not None), None)
    if unreadable is not None:
        return unreadable.why_unreadable()
    if len(group.rows) == 1:
        return group.judgements[0].explanation.rstrip("。")
    if group.due is not None:
        return f"{len(group.rows)} 个指标合用一个分值，各个都已达成，得满分 {plain(group.weight)}"
    return f"{len(group.rows)} 个指标合用一个分值或得分，没有都达成，各扣多少须由人评定"


def _number(field: Field | None) -> Decimal | None:
    return None if field is None else field.number


def _sum(fields: tuple[Field, ...]) -> Decimal | None:
    """The sum of the numbers; None without any."""
    numbers = [field.number for field in fields if field.number is not None]
    return sum(numbers, ZERO) if numbers else None


# -- rule-scored tables ----------------------------------------------------------------------------------------------


def _items(context: Context, table) -> Iterator[ScoreRow]:
    """Each item by its own standard; ``target`` is the standard's text, ``actual`` the value that is measured."""
    from .scoring_table.recompute import recomputed

    for one in recomputed(context, table):
        item, measured = one.item, one.measured
        told = measured is not None and measured.value is not None
        state = MISSING if one.due is None else STATED if one.score is None else COMPUTED
        yield ScoreRow(
            INDICATOR,
            item.score,
            item.level1.name if item.level1 else "",
            item.level2.name if item.level2 else "",
            item.subject,
            item.standard.text if item.standard is not None else "",
            plain(round_half_up(measured.value, 2)) + measured.unit if told else "",
            one.weight,
            one.stated,
            one.due,
            state,
            _said(state, one.reason.rstrip("。")) + _by_another_reading(one),
        )


def _by_another_reading(one) -> str:
    """Words of a standard may leave two scores open (不足一个百分点怎么扣): the one filled in stands."""
    if one.score is None or not one.agrees or one.stated == one.score:
        return ""
    return f"；评分标准没有写明的地方按另一种读法得 {plain(one.stated)} 分，照填报分计"
