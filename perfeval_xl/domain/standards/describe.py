"""A scoring law in words: one plain Chinese sentence, and the phrases that explanations are made of."""

from collections.abc import Mapping
from decimal import Decimal

from ...core.money import plain, round_half_up
from ..inputs import INPUTS
from .law import CHECKLIST, IN_PROPORTION, PER_CASE, STARTED, WHOLE, Band, Law

_BEGUN = {
    WHOLE: "，不足 {}的不扣",
    STARTED: "，不足 {0}的按 {0}扣",
    IN_PROPORTION: "，不足 {}的按比例扣",
}


def quantity(number: Decimal, unit: str) -> str:
    """A number with its unit: ``93.33%``, ``1463.42 万元``."""
    return f"{plain(number)}{unit}" if unit in ("", "%") else f"{plain(number)} {unit}"


def step_words(number: Decimal, unit: str) -> str:
    """A distance between two values: percent differ by percentage points."""
    return f"{plain(number)} 个百分点" if unit == "%" else f"{plain(number)} {unit}".rstrip()


def begun_words(law: Law, band: Band) -> str:
    """What becomes of a step only begun, where the law says it."""
    return _BEGUN[law.partial].format(step_words(band.step, law.unit)) if law.partial else ""


def limit_words(limit: Decimal | str, unit: str, others: Mapping[str, Decimal] = {}) -> str:
    """A limit: a number, or another input by its name, with its figure where it is known."""
    if not isinstance(limit, str):
        return quantity(limit, unit)
    name = INPUTS.get(limit, limit)
    return f"{name} {quantity(others[limit], unit)}" if limit in others else name


def range_words(band: Band, unit: str, others: Mapping[str, Decimal] = {}) -> str:
    """Where a band lies: 不超过 100%、高于 30%、在 80%（含）至 90%（不含）之间."""
    low, high = (None if limit is None else limit_words(limit, unit, others) for limit in (band.low, band.high))
    if low is None and high is None:
        return "无论多少"
    if low is None:
        return ("不超过" if band.high_closed else "低于") + _spaced(high)
    if high is None:
        return ("达到" if band.low_closed else "高于") + _spaced(low)
    if low == high:
        return "等于" + _spaced(low)
    included = {True: "（含）", False: "（不含）"}
    return f"在{_spaced(low)}{included[band.low_closed]}至{_spaced(high)}{included[band.high_closed]}之间"


def _spaced(words: str) -> str:
    """A figure stands apart from the Chinese word before it, a name does not."""
    return f" {words}" if words[0].isascii() else words


def judged_by_person(law: Law) -> str:
    """Why no value can be scored by a checklist or by counting cases."""
    if law.kind == PER_CASE:
        return "评分标准按出现的情形逐例扣分，须由人依佐证材料评定"
    return f"评分标准列了 {len(law.items)} 项要求，是否符合须由人依佐证材料评定"


def describe(law: Law) -> str:
    """The law as one Chinese sentence; of a profile's law the points are those of its own ``full``."""
    whole = f"满分 {_points(law, law.full)}"
    tell = {CHECKLIST: _checklist, PER_CASE: _per_case}.get(law.kind, _bands)
    return f"{whole}：{tell(law)}。"


def _points(law: Law, points: Decimal) -> str:
    """Points as points, or as a share of the weight where the whole is 1."""
    if law.shares and law.full == 1:
        return f"{plain(round_half_up(points * 100, 2))}% 的分值"
    return f"{plain(points)} 分"


def _most(law: Law) -> str:
    return "，扣完为止" if law.most is None else f"，最多扣 {_points(law, law.most)}"


def _bands(law: Law) -> str:
    return "；".join(_band(law, band) for band in law.bands)


def _band(law: Law, band: Band) -> str:
    where = range_words(band, law.unit)
    if band.deduct:
        word = "高" if band.low == band.origin else "低"
        return f"{where}，每{word} {step_words(band.step, law.unit)}扣 {_points(law, band.deduct)}{_most(law)}{begun_words(law, band)}"
    if band.ratio is not None:
        return f"{where}，得分＝{_points(law, band.points)}×数值÷{quantity(band.ratio, law.unit)}"
    return f"{where}，{'得 ' + _points(law, band.points) if band.points else '不得分'}"


def _checklist(law: Law) -> str:
    items = "、".join(
        f"第{item.ordinal}项" + ("" if item.points is None else f" {_points(law, item.points)}") for item in law.items
    )
    lost = "" if law.deduct is None else f"，每有一项不符合扣 {_points(law, law.deduct)}{_most(law)}"
    return f"由人逐项评定，{items}{lost}"


def _per_case(law: Law) -> str:
    what = law.subject or "不符合要求的情形"
    return f"由人评定，每出现一例（{what}）扣 {_points(law, law.deduct)}{_most(law)}"
