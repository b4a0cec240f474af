"""The records of a scoring law (评分标准)."""

from decimal import Decimal

from ...core.money import ONE, ZERO, places_of
from ...core.record import Record

BANDS, DEDUCTION, PROPORTIONAL, CHECKLIST, PER_CASE = "bands", "deduction", "proportional", "checklist", "per_case"
KINDS = (BANDS, DEDUCTION, PROPORTIONAL, CHECKLIST, PER_CASE)

# What becomes of a step only begun (不足一个百分点): not counted, counted as one, counted in proportion.
WHOLE, STARTED, IN_PROPORTION = "whole", "started", "proportional"
PARTIALS = (WHOLE, STARTED, IN_PROPORTION)


class Band(Record):
    """One stretch of the line of values (档) and what a value in it earns. None is an end that lies open for ever.

    A limit is a number in the law's unit, or the name of another input (domain.inputs).
    points    what every value in it earns; with ``deduct``, what is left of a whole before the deduction;
              with ``ratio``, what a value equal to ``ratio`` earns
    deduct    points lost for each ``step`` that the value is away from ``origin``; 0: none
    ratio     the points are earned in proportion, points × value ÷ ratio; None: they are not
    """

    low: Decimal | str | None
    high: Decimal | str | None
    low_closed: bool
    high_closed: bool
    points: Decimal
    deduct: Decimal = ZERO
    step: Decimal = ONE
    origin: Decimal | None = None
    ratio: Decimal | None = None


class Item(Record):
    """One item of a checklist (①②③). ``points`` is None where the item carries none of its own."""

    ordinal: int
    text: str
    points: Decimal | None = None


class Law(Record):
    """A scoring law (评分标准).

    kind       bands, deduction, proportional, checklist or per_case
    full       the points of a whole, in the law's own points
    shares     the points are shares of ``full`` and scale to any weight; False: points as the text prints them
    stated     the text itself says how many points a whole is (“计5分”), rather than “得满分” or nothing
    unit       of limits: "%" (percentage points), "万元", "" for a bare number …
    bands      in the order of the text; where two hold a value, the first has it
    items      of a checklist
    deduct     points lost for each case, or for each item not met; None where the law deducts by item points
    most       the deduction never exceeds it
    partial    what becomes of a step only begun; "" where the text does not say
    literal    a proportion is given as a formula; False: only “按比例”, which leaves open of what
    doubtful   limits of which the text does not say to which of two bands they belong
    faults     holes and overlaps of the bands, each a Chinese sentence
    subject    what is measured, or what is a case, in the text's words
    formula    the formula of the rate, where the text gives it
    """

    kind: str
    full: Decimal
    shares: bool = False
    stated: bool = True
    unit: str = "%"
    bands: tuple[Band, ...] = ()
    items: tuple[Item, ...] = ()
    deduct: Decimal | None = None
    most: Decimal | None = None
    partial: str = ""
    literal: bool = True
    doubtful: tuple[Decimal | str, ...] = ()
    faults: tuple[str, ...] = ()
    subject: str = ""
    formula: str = ""

    @property
    def measurable(self) -> bool:
        """Whether a value can be scored by it; otherwise a person must judge."""
        return self.kind not in (CHECKLIST, PER_CASE)

    @property
    def needs(self) -> tuple[str, ...]:
        """The other inputs (domain.inputs) that its limits name, each once."""
        limits = (limit for band in self.bands for limit in (band.low, band.high))
        return tuple(dict.fromkeys(limit for limit in limits if isinstance(limit, str)))

    @property
    def item_total(self) -> Decimal | None:
        """What the items of a checklist add up to; None where they carry no points of their own."""
        points = [item.points for item in self.items]
        return sum(points, ZERO) if points and None not in points else None

    @property
    def places(self) -> int:
        """The most decimals its points are written with: scores by it are never rounded to fewer."""
        if self.shares:
            return 0
        points = [self.full, *(number for band in self.bands for number in (band.points, band.deduct))]
        return max(map(places_of, points))

    def fits(self, weight: Decimal) -> bool:
        """Whether a whole is worth the weight (分值) of the item; “计5分” in a row of 8 is not."""
        return self.shares or self.full == weight


class Scored(Record):
    """What a law gives for a value.

    score        by the law's own words, 0 ≤ score ≤ weight; None where there is none
    accepted     the score, and those that other reasonable readings of the same words give
    explanation  one Chinese sentence: how it came about, or why there is none
    """

    score: Decimal | None
    accepted: tuple[Decimal, ...]
    explanation: str
