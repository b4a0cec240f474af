"""Laws whose points run down a slope: a deduction for every step beyond a limit, or points in proportion."""

from decimal import Decimal

from ...core.money import HUNDRED, ZERO
from ...core.record import Record
from .law import DEDUCTION, PROPORTIONAL
from .line import CLOSED, UNSAID, Stretch
from .phrases import PRODUCT
from .ranges import Condition
from .statements import BOTH, DOWN, UP, Statement


class Parts(Record):
    """What a law is made of: its kind, the points of a whole, and its stretches in the order of the text."""

    kind: str
    full: Decimal
    stretches: list[Stretch]


def deducting(points: list[Statement], deducts: list[Statement], base: Decimal | None, weight: Decimal) -> Parts | None:
    """Full in one stretch, less for every step beyond it, perhaps nothing farther off. *base*: 以100%为标准."""
    full = [statement for statement in points if statement.points > 0]
    nothing = [statement.condition.stretch for statement in points if statement.points == 0]
    if len(full) > 1 or None in nothing or len(nothing) > 2 or any(one.condition.otherwise for one in full):
        return None
    whole = full[0].points if full else weight
    home = full[0].condition.stretch if full else None
    slopes = {}
    for statement in deducts:
        for way in (UP, DOWN) if statement.deduction.way == BOTH else (statement.deduction.way,):
            slope = _slope(way, statement, home, base, nothing)
            if slope is None or way in slopes:
                return None
            slopes[way] = slope._replace(points=whole)
    home = _home(home, slopes)
    return Parts(DEDUCTION, whole, [home._replace(points=whole), *slopes.values(), *nothing]) if home else None


def _slope(
    way: str, statement: Statement, home: Stretch | None, base: Decimal | None, nothing: list[Stretch]
) -> Stretch | None:
    """Where the deduction runs: from its origin to where nothing is left. None where the words do not agree on it."""
    deduction, said = statement.deduction, statement.condition.stretch
    own = _near(said, way)
    edge = None if home is None else home.high if way == UP else home.low
    origins = {at for at in (deduction.origin, own, edge) if at is not None} or {base} - {None}
    if len(origins) != 1 or deduction.step <= 0 or deduction.lost <= 0:
        return None
    (origin,) = origins
    if isinstance(origin, str) or (home is not None and edge is None) or base not in (None, origin):
        return None
    end, end_said = _far(said, way, nothing)
    common = {"deduct": deduction.lost, "step": deduction.step, "origin": origin}
    if way == UP:
        return Stretch(origin, end, UNSAID, end_said, **common)
    return Stretch(end, origin, end_said, UNSAID, **common)


def _near(said: Stretch | None, way: str) -> Decimal | str | None:
    """The limit from which a deduction's own condition counts: 60 of “高于60%的，每高…”."""
    if said is None:
        return None
    return said.low if way == UP else said.high


def _far(said: Stretch | None, way: str, nothing: list[Stretch]) -> tuple[Decimal | None, str]:
    """Where the deduction stops: at the limit it names itself, or where no points are given any more."""
    if said is not None and not said.bare:
        limit, end = (said.high, said.high_end) if way == UP else (said.low, said.low_end)
        if limit is not None:
            return limit, end
    if way == UP:
        return next((stretch.low for stretch in nothing if stretch.high is None), None), UNSAID
    return next((stretch.high for stretch in nothing if stretch.low is None), None), UNSAID


def _home(home: Stretch | None, slopes: dict[str, Stretch]) -> Stretch | None:
    """The stretch of full points, which only the deduction may have named (“每低于100%一个百分点扣…”)."""
    origins = {slope.origin for slope in slopes.values()}
    if home is not None and not home.bare:
        return home
    if len(origins) != 1:
        return None
    (origin,) = origins
    if len(slopes) == 2:
        return Stretch(origin, origin, CLOSED, CLOSED)
    if UP in slopes:
        return Stretch(None, origin, UNSAID, CLOSED)
    return Stretch(origin, None, CLOSED, UNSAID)


def proportional(
    points: list[Statement], shares: list[Statement], base: Decimal | None, unit: str, weight: Decimal
) -> Parts | None:
    """Full from one limit on, in proportion below it, perhaps nothing farther down."""
    full = [statement for statement in points if statement.points > 0]
    nothing = [statement.condition.stretch for statement in points if statement.points == 0]
    if len(shares) != 1 or len(full) > 1 or None in nothing or len(nothing) > 1:
        return None
    share = shares[0]
    whole = full[0].points if full else share.points or weight
    if share.stated and share.points != whole:
        return None
    top = _top(full[0].condition if full else Condition(), base, unit)
    edge = _far(None, DOWN, nothing)[0]
    said = share.condition.stretch
    if top is None or isinstance(top, str) or top <= 0 or (nothing and edge is None):
        return None
    if said is not None and (said.bare or said.high not in (None, top) or said.low not in (None, edge or said.low)):
        return None
    low, low_end = (said.low, said.low_end) if said and said.low is not None else (edge, UNSAID)
    if isinstance(low, str) or (low is not None and not ZERO <= low < top):
        return None
    ratio = HUNDRED if share.kind == PRODUCT else top
    part = Stretch(low, top, low_end, UNSAID, whole, ratio=ratio)
    return Parts(PROPORTIONAL, whole, [_above(full, top)._replace(points=whole), part, *nothing])


def _top(condition: Condition, base: Decimal | None, unit: str) -> Decimal | str | None:
    """From where on all points are given."""
    stretch = condition.stretch
    if stretch is None:
        return None if condition.otherwise else base or (HUNDRED if unit == "%" else None)
    return stretch.low if stretch.high is None or stretch.is_point else None


def _above(full: list[Statement], top: Decimal) -> Stretch:
    """The stretch of full points as the text says it; “100%得满分” and nothing said mean 100 % and more."""
    said = full[0].condition.stretch if full else None
    return Stretch(top, None, CLOSED, UNSAID) if said is None or said.bare else said
