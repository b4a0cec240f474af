"""What several rules read of one form, read once: its indicators with both values, and all its text in one."""

from collections.abc import Callable

from ..core.cells import Field
from ..core.money import ONE
from ..core.record import Record, new
from ..domain.forms import SCORING_TABLE, Indicator, SelfEvaluation
from ..domain.personal import DIGITS_IN_A_ROW, is_oddly_written, readable
from ..domain.unit_column import actual_with_unit, with_unit
from ..domain.unit_forms import ScoringItem, ScoringTable
from ..domain.units import is_percent
from ..domain.values import Value, is_nothing, parse_value
from ..domain.wording import bare_name, is_sample_name, sign_in
from ..recognition.texts import Texts
from .context import Context, per_form

_OF_EXECUTION = frozenset("预算执行率 执行率 资金执行率 预算资金执行率 项目预算执行率".split())
UNSHOWN = "{cell} 的“{text}”可能显示为百分数，而 .xls、.xlsb、.ods 文件读不到数字格式，请另存为 .xlsx 再检"


class Row(Record):
    """An indicator with both of its values read; a column the form does not have reads as blank.

    An error cell says nothing of the indicator: its value reads as blank, and ``bad`` is the cell.
    """

    indicator: Indicator | ScoringItem
    goal: Value
    done: Value
    bare_name: str
    nature: str  # 指标性质, or the comparator that the name holds for the target (低保人数(≥**人)); "" without one
    indicator_class: str
    is_cost: bool
    bad: Field | None


@per_form
def filled_rows(context: Context, form: SelfEvaluation) -> list[Row]:
    """The indicators that are really filled in: the template's own rows (“……”, “指标1：”) are N19's, and a row of
    “/” alone (“指标1：/”) or of a weight of 0 says that there is no such indicator."""
    rows = all_rows(context, form)
    return [row for row in rows if not is_sample_name(row.indicator.name.text) and not _is_struck_out(row)]


def _is_struck_out(row: Row) -> bool:
    indicator = row.indicator
    weight, score = indicator.weight, indicator.score
    if not is_nothing(row.bare_name) and (weight is None or weight.number != 0):
        return False
    said = [field for field in (indicator.target, indicator.actual) if field is not None and not is_nothing(field.text)]
    return not said and all(field is None or field.blank or field.number == 0 for field in (weight, score))


@per_form
def all_rows(context: Context, form: SelfEvaluation | ScoringTable) -> list[Row]:
    """Every indicator of the form; those of a rule-scored table have neither target nor actual."""
    if form.kind == SCORING_TABLE:
        nothing = parse_value("")
        return [Row(item, nothing, nothing, bare_name(item.name.text), "", "", False, None) for item in form.indicators]
    rows, level1, level2, kind, is_cost = [], None, None, "", False
    for indicator in form.indicators:
        if indicator.level1 is not level1 or indicator.level2 is not level2:
            level1, level2, kind, is_cost = indicator.level1, indicator.level2, indicator.indicator_class, indicator.is_cost
        rows.append(_row(indicator, kind, is_cost))
    return rows


@per_form
def rows_valued_elsewhere(context: Context, form: SelfEvaluation) -> frozenset[int]:
    """The rows that have the points alone, while their values stand elsewhere: right below in rows without points (补助种植面积
    over 红薯, 梨树 and 桃), or among the funds (预算执行率)."""
    rows = all_rows(context, form)
    pairs = zip(rows, [*rows[1:], None])
    return frozenset([row.indicator.row for row, below in pairs if _has_points_alone(row) and _is_valued(form, row, below)])


def _has_points_alone(row: Row) -> bool:
    return row.goal.kind == row.done.kind == "blank" and all(map(_holds_number, _points(row)))


def _is_valued(form: SelfEvaluation, row: Row, below: Row | None) -> bool:
    indicator = row.indicator
    heading = indicator.level2 or indicator.level1
    if form.total_funds is not None and (row.bare_name or (heading.name if heading else "")) in _OF_EXECUTION:
        return True
    if below is None or below.indicator.level2 is not indicator.level2 or below.indicator.level1 is not indicator.level1:
        return False
    return "blank" not in (below.goal.kind, below.done.kind) and all(field.blank for field in _points(below))


def _points(row: Row) -> tuple[Field | None, Field | None]:
    return row.indicator.weight, row.indicator.score


def _holds_number(field: Field | None) -> bool:
    return field is not None and field.number is not None


def _row(indicator: Indicator, kind: str, is_cost: bool) -> Row:
    target, actual, nature, unit = indicator.target, indicator.actual, indicator.nature, indicator.unit
    goal_is_bad = target is not None and target.bad is not None
    done_is_bad = actual is not None and actual.bad is not None
    name, goal = bare_name(indicator.name.text), parse_value("" if goal_is_bad else with_unit(target, unit))
    row = (
        indicator,
        goal,
        parse_value("" if done_is_bad else actual_with_unit(target, actual, unit)),
        name,
        nature.text if nature is not None else "" if goal.comparator else sign_in(name),
        kind,
        is_cost,
        target if goal_is_bad else actual if done_is_bad else None,
    )
    return new(Row, row)


def has_comparator(row: Row) -> bool:
    """A comparator in the target or in the name, or the direction in a column of its own (指标性质)."""
    nature = row.indicator.nature
    stated = row.nature if nature is None else nature.filled
    return bool(stated) or any(part.comparator for part in (row.goal, *row.goal.parts))


def unshown_percent(row: Row, form: SelfEvaluation) -> Field | None:
    """The bare fraction beside a percentage, where the file does not tell whether 0.996 shows as 99.6%; else None."""
    if "no_number_formats" not in form.features:
        return None
    indicator, goal, done = row[:3]
    for field, value, other in ((indicator.target, goal, done), (indicator.actual, done, goal)):
        if value.kind == "number" and value.unit == "" and abs(value.number) <= ONE and is_percent(other.unit):
            return field
    return None


# What a person does not see of a text, and its field does not hold: traces of conversion, signs of no width.
_UNSEEN = ("[", "\u200b", "\ufeff")


@per_form
def all_text(context: Context, form) -> str:
    """The form's text cells joined by line breaks: most forms are done with after one search in it.

    What a pattern finds in a cell's text it finds here too, if the end of a text is as good to it as white space.
    """
    if form.texts.__class__ is Texts:
        joined = form.texts.joined()
        if not any([sign in joined for sign in _UNSEEN]):
            return joined
    return "\n".join([field.text for field in form.texts])


@per_form
def text_for_numbers(context: Context, form) -> str:
    """The same as the patterns for numbers of persons and telephones read it; "" where nothing of it could be one."""
    joined = all_text(context, form)
    if not DIGITS_IN_A_ROW.search(joined):
        return ""
    return readable(joined) if is_oddly_written(joined) else joined


def fields_with(form, wanted: Callable[[str], bool]) -> list[Field]:
    """The form's text cells whose text is *wanted*."""
    if form.texts.__class__ is Texts:
        return form.texts.where(wanted)
    return [field for field in form.texts if wanted(field.text)]
