"""score_by: what a scoring law gives for a value, and what other readings of the same words would give."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ...core.money import HUNDRED, ONE, ZERO, plain, round_half_up
from ...core.record import Record
from ..inputs import INPUTS
from ..score_law import STANDARD, ScoringOptions
from .describe import begun_words, judged_by_person, quantity, range_words, step_words
from .law import IN_PROPORTION, PARTIALS, STARTED, WHOLE, Band, Law, Scored

_DIGITS = 10  # decimals of a value that count: a spreadsheet shows no more of a rate


class _Case(Record):
    """One value on its way to a score."""

    law: Law
    value: Decimal
    weight: Decimal
    options: ScoringOptions
    others: Mapping[str, Decimal]

    @property
    def scale(self) -> Decimal:
        return self.weight / self.law.full if self.law.shares else ONE

    def rounded(self, points: Decimal, places: int) -> Decimal:
        return max(ZERO, min(self.weight, round_half_up(points, places)))


class _Unknown(Exception):
    """A limit is another input that nobody gave."""


def score_by(
    law: Law,
    value: Decimal,
    weight: Decimal,
    options: ScoringOptions = STANDARD,
    others: Mapping[str, Decimal] = {},
) -> Scored:
    """The score of *value* by *law*, between 0 and *weight*.

    *value* is a rate in percentage points, an amount in 万元, or a number in ``law.unit``; *others* are the inputs
    that ``law.needs`` names. The score is rounded to the options' decimals, or to those of the law's own points.
    """
    if not law.measurable:
        return Scored(None, (), judged_by_person(law))
    case = _Case(law, round_half_up(value, _DIGITS), weight, options, others)
    try:
        band = next(_bands_of(case, case.value), None)
        if band is None:
            return Scored(None, (), f"评分标准没有写明 {_shown(case)} 怎么计分，须由人评定")
        points = _points(law, band, case.value, law.partial or WHOLE) * case.scale
        score = case.rounded(points, max(options.decimals, law.places))
        return Scored(score, _accepted(case, score), _explanation(case, band, score))
    except _Unknown as unknown:
        return Scored(None, (), f"评分标准要与{INPUTS.get(unknown.args[0], unknown.args[0])}比较，而表内没有这个数")


def _bands_of(case: _Case, value: Decimal) -> Iterator[Band]:
    """The bands that hold the value, in the order of the text."""
    return (band for band in case.law.bands if _holds(case, band, value))


def _sure_bands(case: _Case, value: Decimal) -> list[Band]:
    """The bands that hold the value whatever the limits nobody gave may be."""
    found = []
    for band in case.law.bands:
        try:
            if _holds(case, band, value):
                found.append(band)
        except _Unknown:
            continue
    return found


def _holds(case: _Case, band: Band, value: Decimal) -> bool:
    sides = ((band.low, band.low_closed, 1), (band.high, band.high_closed, -1))
    # A known end that shuts the value out settles it, whatever the other end may be.
    for limit, closed, sign in sides[::-1] if isinstance(band.low, str) and not isinstance(band.high, str) else sides:
        if limit is None:
            continue
        distance = (value - _number(case, limit)) * sign
        if distance < 0 or (distance == 0 and not closed):
            return False
    return True


def _number(case: _Case, limit: Decimal | str) -> Decimal:
    if not isinstance(limit, str):
        return limit
    if limit not in case.others:
        raise _Unknown(limit)
    return case.others[limit]


def _steps(band: Band, value: Decimal, partial: str) -> Decimal:
    """How many steps the value is away from the origin of the deduction."""
    away = abs(value - band.origin)
    if partial == IN_PROPORTION:
        return away / band.step
    begun = 1 if partial == STARTED and away % band.step else 0
    return away // band.step + begun


def _points(law: Law, band: Band, value: Decimal, partial: str) -> Decimal:
    """The points in the law's own points, before rounding and before the weight caps them."""
    if band.deduct:
        lost = _steps(band, value, partial) * band.deduct
        return max(ZERO, band.points - (lost if law.most is None else min(lost, law.most)))
    if band.ratio is not None:
        return _share(band.points, value, band.ratio)
    return band.points


def _share(points: Decimal, part: Decimal, whole: Decimal) -> Decimal:
    """points × part ÷ whole, between nothing and the points."""
    return max(ZERO, min(points, points * part / whole))


def _readings(law: Law, band: Band, value: Decimal) -> Iterator[Decimal]:
    """The points by every reasonable reading of the words of one band."""
    if band.deduct:
        for partial in (law.partial,) if law.partial else PARTIALS:
            yield _points(law, band, value, partial)
        return
    yield _points(law, band, value, "")
    if band.ratio is not None and not law.literal:
        yield _share(band.points, value, HUNDRED)
        if isinstance(band.low, Decimal) and band.low < band.ratio:
            # “60%—90%按比例”: some count from the lower end.
            yield _share(band.points, value - band.low, band.ratio - band.low)


def _accepted(case: _Case, score: Decimal) -> tuple[Decimal, ...]:
    """The score and what other readings give: of a step begun, a doubtful limit, a printed rate, a differing weight."""
    law, weight = case.law, case.weight
    values = {case.value}
    if law.unit == "%":
        values.add(round_half_up(case.value, 2))  # a rate is printed, and read again, with two decimals
    scales = {case.scale} if law.fits(weight) else {case.scale, weight / law.full}
    places = max(case.options.decimals, law.places)
    found = {score: None}
    for value in sorted(values):
        bands = [*_sure_bands(case, value), *(band for band in law.bands if _touches(law, band, value))]
        for points in (points for band in bands for points in _readings(law, band, value)):
            for scale in sorted(scales):
                found[case.rounded(points * scale, places)] = None
                found[case.rounded(points * scale, max(places, 2))] = None
    return tuple(found)


def _touches(law: Law, band: Band, value: Decimal) -> bool:
    """Whether the value is a doubtful limit of the band."""
    return value in law.doubtful and value in (band.low, band.high)


def _shown(case: _Case) -> str:
    """The value with two decimals, or with six where two would put it elsewhere."""
    two = round_half_up(case.value, 2)
    same = _sure_bands(case, two) == _sure_bands(case, case.value)
    return quantity(two if same else round_half_up(case.value, 6), case.law.unit)


def _then(shown: str) -> str:
    """A figure stands apart from the Chinese word behind it, a unit does not."""
    return f"{shown} " if shown[-1].isascii() else shown


def _explanation(case: _Case, band: Band, score: Decimal) -> str:
    law = case.law
    shown = _shown(case)
    if band.deduct:
        said = _deduction(case, band, shown)
    elif band.ratio is not None:
        whole = plain(round_half_up(band.points * case.scale, 2))
        said = f"{shown}，得分＝{whole}×{shown}÷{quantity(band.ratio, law.unit)}"
    else:
        said = f"{_then(shown)}{range_words(band, law.unit, case.others)}"
    full = "满分 " if score == case.weight else ""
    result = f"得{full or ' '}{plain(score)} 分" if score else "不得分"
    doubt = "" if law.fits(case.weight) else f"（标准写的满分是 {plain(law.full)} 分，分值是 {plain(case.weight)} 分）"
    return f"{said}，按评分标准{result}{doubt}"


def _deduction(case: _Case, band: Band, shown: str) -> str:
    law = case.law
    away = case.value - band.origin
    partial = law.partial or WHOLE
    word = "高" if away > 0 else "低"
    lost = _steps(band, case.value, partial) * band.deduct
    lost = lost if law.most is None else min(lost, law.most)
    by = step_words(_distance(abs(away), band.step), law.unit)
    each = plain(round_half_up(band.deduct * case.scale, 4))
    begun = begun_words(law._replace(partial=partial), band) if away % band.step else ""
    return (
        f"{_then(shown)}比 {quantity(band.origin, law.unit)} {word} {by}，每 {step_words(band.step, law.unit)}扣 {each} 分"
        f"{begun}，共扣 {plain(round_half_up(lost * case.scale, 4))} 分"
    )


def _distance(away: Decimal, step: Decimal) -> Decimal:
    """With two decimals, as rates are printed, or with six where two would count other steps."""
    two = round_half_up(away, 2)
    same = two // step == away // step and (two % step == 0) == (away % step == 0)
    return two if same else round_half_up(away, 6)
