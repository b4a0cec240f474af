"""The statements of a 评分标准: for which values (condition) what follows (points, a deduction, a proportion)."""

import re
from decimal import Decimal

from ...core.money import HUNDRED, ZERO, decimal
from ...core.patterns import Pattern
from ...core.record import Record
from .law import IN_PROPORTION, STARTED, WHOLE
from .phrases import BASE, DEDUCT, FORMULA, MOST, PARTIAL, POINTS, PRODUCT, PROPORTION, TOKEN
from .ranges import Condition, read_condition

UP, DOWN, BOTH = "up", "down", "both"

_ORDINAL = Pattern(r"(?:[①-⑳]|\([0-9]{1,2}\)|[0-9]{1,2}[.,)](?![0-9])|[a-eA-E][.,)])")
_MOST = 40  # statements: a law of more is none
_CARRIES = (POINTS, DEDUCT, PROPORTION, PRODUCT)  # what a condition may stand before


class Deduction(Record):
    """每超过/每低于 *step* 扣 *lost* 分; *way* is the side of the limit on which points are lost."""

    way: str
    origin: Decimal | None
    step: Decimal
    unit: str
    lost: Decimal


class Statement(Record):
    """One phrase that gives or takes points, and for which values. ``figure``: what a 以…为标准 or 最多扣 names."""

    kind: str
    condition: Condition
    points: Decimal = ZERO
    stated: bool = False  # the text says how many points, rather than 得满分
    deduction: Deduction | None = None
    figure: Decimal | None = None
    unit: str = ""
    word: str = ""


def read_statements(words: str, weight: Decimal) -> list[Statement] | None:
    """All statements of a normalised text, or None where anything between them is not understood."""
    found, at = [], 0
    for match in TOKEN.finditer(words):
        condition, kind = read_condition(_bare(words[at : match.start()])), _kind(match)
        if condition is None or len(found) == _MOST or (kind not in _CARRIES and condition != Condition()):
            return None
        found.append(_statement(kind, match, condition, weight))
        at = match.end()
    return found if not _bare(words[at:]) else None


def _kind(match: re.Match) -> str:
    return next(kind for kind in (*_CARRIES, FORMULA, BASE, MOST, PARTIAL, "tail") if match[kind] is not None)


def _bare(text: str) -> str:
    """What stands between two phrases, without punctuation, ordinals and brackets left open."""
    text = text.strip(",;:.")
    if ordinal := _ORDINAL.match(text):
        text = text[ordinal.end() :]
    if "[" in text or "]" in text:
        return text.strip(",;:.")  # an interval needs its round bracket
    if text.startswith(("(", ")")) and text.count("(") != text.count(")"):
        text = text[1:]
    if text.endswith("(") or (text.endswith(")") and text.count("(") != text.count(")")):
        text = text[:-1]
    return text.strip(",;:.")


def _statement(kind: str, match: re.Match, condition: Condition, weight: Decimal) -> Statement:
    if kind == POINTS:
        return _points(match, condition, weight)
    if kind == DEDUCT:
        return Statement(kind, condition, deduction=_deduction(match, weight))
    if kind == PRODUCT:
        stated = match["product_points"] or match["product_full"]
        points = decimal(stated) if stated else weight
        return Statement(kind, condition, points, bool(stated), word=match["rate"])
    if kind == BASE:
        return Statement(kind, condition, figure=decimal(match["base_figure"]), unit=match["base_unit"] or "")
    if kind == MOST:
        return Statement(kind, condition, figure=decimal(match["most_points"] or match["most_limit"]))
    if kind == PARTIAL:
        word = WHOLE if match["whole"] else IN_PROPORTION if match["in_proportion"] else STARTED
        return Statement(kind, condition, word=word)
    return Statement(kind, condition, word=match["formula_text"] or "")


def _points(match: re.Match, condition: Condition, weight: Decimal) -> Statement:
    if match["nothing"]:
        return Statement(POINTS, condition, ZERO)
    if match["full"]:
        stated = match["full_points"]
        return Statement(POINTS, condition, decimal(stated) if stated else weight, bool(stated))
    share = match["share"] or match["share_before"]
    if share:
        return Statement(POINTS, condition, weight * decimal(share) / HUNDRED)
    return Statement(POINTS, condition, decimal(match["figure"]), True)


def _deduction(match: re.Match, weight: Decimal) -> Deduction:
    way = UP if match["up"] else DOWN if match["down"] else BOTH
    origin = match["origin"]
    share = match["lost_share"] or match["lost_share_before"]
    lost = weight * decimal(share) / HUNDRED if share else decimal(match["lost"])
    unit = "%" if match["step_unit"] in ("百分点", "个百分点", "%") else match["step_unit"]
    return Deduction(way, decimal(origin) if origin else None, decimal(match["step"]), unit, lost)
