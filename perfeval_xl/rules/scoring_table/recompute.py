"""Every item of a rule-scored table scored anew (复算): by the words of its own standard, else by the profile's law."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from ...core.cells import Field
from ...core.money import ZERO, places_of, round_half_up
from ...core.record import Record
from ...domain.inputs import INPUTS
from ...domain.score_law import options_of
from ...domain.standards import CHECKLIST, Law, law_from_data, read_standard, score_by
from ...domain.unit_forms import ScoringItem, ScoringTable
from ..context import Context, per_check, per_form
from ..scored import counted
from ..totals import told_totals
from .inputs import known_inputs, sources
from .measures import PERCENT, Measured, measure_of, measured, plain_name, stated_rate

COMPUTED, LACKING, PERSON, UNREAD = "computed", "lacking", "person", "unread"


class Recomputed(Record):
    """What an item's score should be, or why it cannot be computed.

    state    computed; lacking: inputs are not in the workbook; person: a person must judge (佐证); unread: the standard
             states no law that could be read
    weight   the item's 分值; of a cell merged over several rows what its own standard says, else an even share; None
             where it has no number
    stated   its 得分 as filled in; of a merged cell an even share; None likewise
    score    computed: the score by the law; otherwise None
    accepted all scores that a fair reading of the standard gives, ``score`` among them
    reason   one Chinese clause: the formula with its figures and the law applied, or why there is no score
    fields   computed: the cells of the inputs
    is_full  whether it was given all of its weight, or all that have the weight together were given all of it
    """

    item: ScoringItem
    state: str
    weight: Decimal | None
    stated: Decimal | None
    score: Decimal | None = None
    accepted: tuple[Decimal, ...] = ()
    reason: str = ""
    fields: tuple[Field, ...] = ()
    measured: Measured | None = None
    law: Law | None = None
    is_full: bool = False

    @property
    def agrees(self) -> bool:
        """Whether the stated score is one that a fair reading gives, at the decimals it is written with (not if whole)."""
        if self.stated is None:
            return False
        places = places_of(self.stated)
        return any(
            self.stated == score or (places and self.stated == round_half_up(score, places)) for score in self.accepted
        )

    @property
    def due(self) -> Decimal | None:
        """The score that stands: the stated one where it agrees or cannot be computed, else the computed one."""
        return self.stated if self.score is None or self.agrees else self.score


@per_form
def recomputed(context: Context, table: ScoringTable) -> tuple[Recomputed, ...]:
    """Every item of the table in its order."""
    return tuple(_items(context, table))


def scoring_totals(context: Context, table: ScoringTable) -> dict:
    """weight_total, stated_total, computed_total (Decimal or None) and grade, as totals.table_totals gives them.

    The computed total takes the computed score of an item where there is one and the stated one otherwise; it is None
    where an item has neither.
    """
    weights = [field.number for field in counted(item.weight for item in table.indicators) if field.number is not None]
    return told_totals(context, table, sum(weights, ZERO) if weights else None, _computed_total(context, table))


def _computed_total(context: Context, table: ScoringTable) -> Decimal | None:
    """Stated scores, a merged one once, each set right by what the score that stands differs from it."""
    results = recomputed(context, table)
    if not results or any(one.due is None for one in results):
        return None
    stated = [field.number for field in counted(item.score for item in table.indicators) if field.number is not None]
    return sum(stated, ZERO) + sum((one.due - (one.stated or ZERO) for one in results if one.due != one.stated), ZERO)


def score_at(one: Recomputed, weight: Decimal, numbers: Sequence[Decimal], context: Context) -> Decimal | None:
    """The score that the item's standard would give with another *weight* if the cells of its inputs held *numbers*."""
    law = one.law if weight == one.weight else law_of(context, one.item, weight)[0]
    if law is None:
        return None
    others = {name: known.value for name, known in known_inputs(context).items()}
    value = one.measured.at(numbers, others)
    return score_by(law, value, weight, options_of(context.profile), others).score


# -- one item ----------------------------------------------------------------------------------------------------


def _items(context: Context, table: ScoringTable) -> Iterator[Recomputed]:
    names = [plain_name(item.name.text) for item in table.indicators]
    rows = {column: rows_under(table, column) for column in ("weight", "score", "standard")}
    for item in table.indicators:
        times = {column: 1 if field is None else rows[column][field.row, field.col] for column, field in _cells(item)}
        one = _recomputed(context, item, times, names)
        yield one._replace(is_full=_is_full(table, one, times))


def _cells(item: ScoringItem) -> tuple[tuple[str, Field | None], ...]:
    return ("weight", item.weight), ("score", item.score), ("standard", item.standard)


def rows_under(table: ScoringTable, column: str) -> Counter:
    """How many items each cell of a column stands for, by its address: more than one where it is merged."""
    fields = [getattr(item, column) for item in table.indicators]
    return Counter([(field.row, field.col) for field in fields if field is not None])


def _share(field: Field | None, times: int) -> Decimal | None:
    """The number of a cell, shared out evenly where it is merged over several rows."""
    return None if field is None or field.number is None else field.number / times


def _own_weight(item: ScoringItem, times: Mapping[str, int]) -> tuple[Decimal | None, bool]:
    """The item's weight, and whether it is known: of a merged cell only the item's own standard can tell (计5分)."""
    share = _share(item.weight, times["weight"])
    if share is None or times["weight"] == 1:
        return share, True
    own = item.standard is not None and item.standard.filled and times["standard"] == 1
    law = read_law(item.standard.text, share) if own else None
    return (law.full, True) if law is not None and law.stated and not law.shares else (share, False)


def _is_full(table: ScoringTable, one: Recomputed, times: Mapping[str, int]) -> bool:
    if one.weight is None or one.stated is None or one.weight <= 0:
        return False
    if one.stated >= one.weight or times["weight"] == 1:
        return one.stated >= one.weight
    together = counted(item.score for item in table.indicators if item.weight is one.item.weight)
    return sum((field.number or ZERO for field in together), ZERO) >= one.item.weight.number


def _recomputed(context: Context, item: ScoringItem, times: Mapping[str, int], names: Sequence[str]) -> Recomputed:
    weight, known = _own_weight(item, times)
    shares = weight, _share(item.score, times["score"])
    if weight is None:
        return Recomputed(item, UNREAD, *shares, reason="分值没有填或读不成数，无从复算")
    law, doubt = law_of(context, item, weight)
    if law is None:
        return Recomputed(item, UNREAD, *shares, reason=doubt)
    if not law.measurable:
        return Recomputed(item, PERSON, *shares, reason=_for_a_person(law), law=law)
    found = _found(context, item, law, names)
    if found is None:
        return Recomputed(item, LACKING, *shares, reason=f"工作簿里没有“{plain_name(item.name.text)}”的数据", law=law)
    one = _by_law(context, item, shares, law, found)
    joint = "分值" if not known else "得分" if times["score"] > 1 else ""
    if joint and one.state == COMPUTED:
        return Recomputed(item, UNREAD, *shares, reason=f"与别的指标合用一个{joint}，各占多少没有写明，无从逐项复算", law=law)
    return one


def _for_a_person(law: Law) -> str:
    """Why nobody can compute it, and what the person needs."""
    if law.kind == CHECKLIST:
        return f"评分标准的 {len(law.items)} 项要由人对照佐证评定"
    return f"“{law.subject or '每出现一例'}”的有无和多少要由人对照佐证评定"


def _found(context: Context, item: ScoringItem, law: Law, names: Sequence[str]) -> Measured | None:
    """What the item measures, from the data of the submission, else as its own row states it; None if neither knows it."""
    measure = measure_of(item.name.text, names) or measure_of(law.subject, names)
    found = measured(measure, sources(context)) if measure is not None else None
    if found is not None and found.value is not None:
        return found
    return stated_rate(item.result) or found


def _by_law(
    context: Context,
    item: ScoringItem,
    shares: tuple[Decimal, Decimal | None],
    law: Law,
    found: Measured,
) -> Recomputed:
    known = known_inputs(context)
    if found.value is None and not found.lacking:
        return Recomputed(item, UNREAD, *shares, reason=f"{found.in_words}，无从按比率计分", law=law)
    absent = [INPUTS[name] for name in law.needs if name not in known]
    if found.value is None or absent:
        lacking = found.lacking if found.value is None else "缺" + "、".join(absent)
        return Recomputed(item, LACKING, *shares, reason=f"工作簿里的数据不够：{lacking}", law=law)
    if (law.unit == PERCENT) != (found.unit == PERCENT):
        return Recomputed(item, UNREAD, *shares, reason=f"评分标准按“{law.unit}”分档，与“{plain_name(item.name.text)}”的单位不同", law=law)
    numbers = {name: each.value for name, each in known.items()}
    scored = score_by(law, found.value, shares[0], options_of(context.profile), numbers)
    if scored.score is None:
        return Recomputed(item, UNREAD, *shares, reason=scored.explanation.rstrip("。"), law=law)
    limits = tuple(field for name in law.needs for field in known[name].fields)
    return Recomputed(
        item,
        COMPUTED,
        *shares,
        score=scored.score,
        accepted=scored.accepted,
        reason=f"{found.in_words}；{scored.explanation.rstrip('。')}",
        fields=(*found.fields, *limits),
        measured=found,
        law=law,
    )


@lru_cache(maxsize=512)
def read_law(text: str, weight: Decimal) -> Law | None:
    """domain.standards.read_standard, remembered: several rules ask, and a county hands the same table to all."""
    return read_standard(text, weight)


@per_check
def _laws(context: Context) -> Mapping[str, Mapping]:
    return context.profile.laws()


def law_of(context: Context, item: ScoringItem, weight: Decimal) -> tuple[Law | None, str]:
    """The law of the item's own words, else the profile's for that name; or None and why."""
    text = item.standard.text if item.standard is not None else ""
    law = read_law(text, weight) if text else None
    if law is not None:
        if law.fits(weight):
            return law, ""
        return None, "评分标准的满分与分值不符，无从复算"
    name = plain_name(item.name.text)
    data = _laws(context).get(name) if text or item.standard is None else None
    if data is not None:
        return law_from_data(data, name), ""  # whether it can be read own_profile.py has seen to
    return None, "评分标准读不成计分规则，要由人评分" if text else "没有评分标准，要由人评分"
