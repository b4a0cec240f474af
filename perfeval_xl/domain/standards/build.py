"""From statements to a law: which stretch of the line earns what."""

from decimal import Decimal

from ...core.money import ZERO
from ..wording import less_is_better
from .law import BANDS, DEDUCTION, Law
from .line import OPEN, UNSAID, Stretch, settle
from .phrases import BASE, DEDUCT, FORMULA, MOST, PARTIAL, POINTS, PRODUCT, PROPORTION
from .ranges import RATE_ENDS, Condition
from .slopes import Parts, deducting, proportional
from .statements import Statement


def build(statements: list[Statement], weight: Decimal) -> Law | None:
    """The law that the statements make together, or None where they do not make one."""
    points = _conditioned([statement for statement in statements if statement.kind == POINTS])
    deducts = [statement for statement in statements if statement.kind == DEDUCT]
    shares = [statement for statement in statements if statement.kind in (PROPORTION, PRODUCT)]
    subject = _common_subject([statement.condition.subject for statement in statements])
    unit = _unit(statements, subject)
    if subject is None or unit is None or len(points) + len(deducts) + len(shares) == 0:
        return None
    if deducts and shares or any(less_is_better(share.word) for share in shares):
        return None
    base = next((statement.figure for statement in statements if statement.kind == BASE), None)
    if deducts:
        parts = deducting(points, deducts, base, weight)
    elif shares:
        parts = proportional(points, shares, base, unit, weight)
    else:
        parts = _banded(points) if len(points) > 1 else None
    return _law(statements, parts, unit, subject, weight) if parts else None


def _conditioned(points: list[Statement]) -> list[Statement]:
    """Without “满分5分” at the beginning where a condition gives these points too."""
    first = points[0] if points else None
    unconditional = first and first.condition.stretch is None and not first.condition.otherwise
    if unconditional and first.points == max(one.points for one in points):
        if any(one.points == first.points for one in points[1:]):
            return points[1:]
    return points


def _law(statements: list[Statement], parts: Parts, unit: str, subject: str, weight: Decimal) -> Law | None:
    kind, full, stretches = parts
    if full <= 0 or any(not ZERO <= stretch.points <= full for stretch in stretches):
        return None
    line = settle(stretches, unit)
    if kind != BANDS and (line.crossed or any(_upside_down(stretch) for stretch in stretches)):
        return None  # of overlapping bands the first may be meant, of a slope that overlaps nobody can tell
    most = [statement.figure for statement in statements if statement.kind == MOST]
    partial = [statement.word for statement in statements if statement.kind == PARTIAL]
    if (most or partial) and kind != DEDUCTION or len(most) > 1 or len(partial) > 1 or most and most[0] <= 0:
        return None
    return Law(
        kind,
        full,
        stated=any(statement.stated and statement.points == full for statement in statements),
        unit=unit,
        bands=line.bands,
        most=most[0] if most else None,
        partial=partial[0] if partial else "",
        literal=not any(statement.kind == PROPORTION for statement in statements),
        doubtful=line.doubtful,
        faults=line.faults,
        subject=subject,
        formula=next((statement.word for statement in statements if statement.kind == FORMULA), ""),
    )


def _upside_down(stretch: Stretch) -> bool:
    return stretch.low is not None and stretch.high is not None and stretch.low > stretch.high


def _common_subject(subjects: list[str]) -> str | None:
    """What all conditions measure; None where two of them measure different things."""
    named = [subject for subject in subjects if subject]
    longest = max(named, key=len, default="")
    return longest if all(subject in longest or longest in subject for subject in named) else None


def _unit(statements: list[Statement], subject: str | None) -> str | None:
    """The one unit of all limits; None where they differ. A 率 without a sign is in percentage points."""
    said = [unit for statement in statements for unit in statement.condition.units]
    said += [statement.unit for statement in statements if statement.kind == BASE]
    said += [statement.deduction.unit for statement in statements if statement.deduction]
    said += ["%"] * any(statement.kind == PRODUCT for statement in statements)
    units = {"%" if unit == "个百分点" else unit for unit in said} - {"any"}
    if not units:
        return "%"
    if len(units) > 1:
        return None
    unit = units.pop()
    if unit == "" and (subject or "").endswith(RATE_ENDS):
        return "%" if all(_beyond_one(statement.condition) for statement in statements) else None
    return unit


def _beyond_one(condition: Condition) -> bool:
    """Whether no limit may be a fraction: “满意度达到90以上” is meant in percent, “达到0.9” cannot be told."""
    stretch = condition.stretch
    limits = (stretch.low, stretch.high) if stretch else ()
    return all(not isinstance(limit, Decimal) or limit == 0 or limit > 1 for limit in limits)


def _banded(points: list[Statement]) -> Parts | None:
    """Points for each stretch, and what is said of all others (其他不得分)."""
    ranged = [statement for statement in points if statement.condition.stretch]
    rest = [statement for statement in points if statement.condition.otherwise]
    if len(ranged) + len(rest) != len(points) or len(rest) > 1 or not ranged:
        return None
    stretches = [statement.condition.stretch._replace(points=statement.points) for statement in ranged]
    if rest:
        other = _rest(stretches, rest[0].points)
        if other is None:
            return None
        stretches += other
    return Parts(BANDS, max(stretch.points for stretch in stretches), stretches)


def _rest(stretches: list[Stretch], points: Decimal) -> list[Stretch] | None:
    """Beyond all stretches; only where they leave one side, or both sides of one, to be meant."""
    lows, highs = [s.low for s in stretches], [s.high for s in stretches]
    if any(isinstance(limit, str) for limit in (*lows, *highs)):
        return None
    bare = [stretch for stretch in stretches if stretch.bare]
    if bare:
        # “100%得满分，其他不得分”: less than all, or more than none, earns nothing.
        if len(stretches) > 1:
            return None
        at = stretches[0].low
        return [Stretch(None, at, UNSAID, OPEN, points) if at else Stretch(at, None, OPEN, UNSAID, points)]
    found = []
    if None not in lows:
        found.append(Stretch(None, min(lows), UNSAID, UNSAID, points))
    if None not in highs:
        found.append(Stretch(max(highs), None, UNSAID, UNSAID, points))
    return found or None
