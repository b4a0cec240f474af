"""Relations between cells: equalities that can be evaluated, and evaluated again with one cell changed.

A failing relation carries its formula, so the engine can ask “if this one cell were corrected, would that other
finding disappear too?” and fold cascades under their root cause (see causes.py).
"""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from .cells import Field
from .money import ZERO


class Tolerance(NamedTuple):
    """Up to ``exact`` a difference is none; up to ``rounding`` it is a tail difference (尾差); beyond, it is wrong."""

    exact: Decimal = ZERO
    rounding: Decimal = ZERO


EXACT = Tolerance()
# The same figure quoted twice may differ by its last printed digit, 0.01 万元 (rules.md 容差).
SAME_FIGURE = Tolerance(rounding=Decimal("0.01"))
# Percentages are compared as printed; 0.02 points come from balancing to 100.
PERCENTAGE = Tolerance(rounding=Decimal("0.02"))


def sum_tolerance(terms: int) -> Tolerance:
    """n figures of two decimals each: max(0.05, n × 0.005) 万元."""
    return Tolerance(rounding=max(Decimal("0.05"), terms * Decimal("0.005")))


class Relation(NamedTuple):
    """``residual(*values)`` is how far the relation is from holding (0: it holds), in the order of ``fields``.

    Blank fields count as 0, as they do in the spreadsheet's SUM.
    """

    fields: tuple[Field, ...]
    residual: Callable[..., Decimal]
    tolerance: Tolerance = EXACT

    def values(self) -> list[Decimal]:
        return [ZERO if field.number is None else field.number for field in self.fields]

    def difference(self) -> Decimal:
        return self.residual(*self.values())

    def holds_with(self, place: tuple[str, int, int], value: Decimal) -> bool:
        """Whether it would hold, tail differences included, if the cell at *place* were *value*."""
        return abs(self.residual(*self._replaced(place, value))) <= self.tolerance.rounding

    def solved_for(self, place: tuple[str, int, int]) -> Decimal | None:
        """The value at *place* that would make it hold, where the relation is linear in that cell; else None."""
        at_zero = self.residual(*self._replaced(place, ZERO))
        slope = self.residual(*self._replaced(place, Decimal(1))) - at_zero
        if slope == 0:
            return None
        value = -at_zero / slope
        return value if self.holds_with(place, value) else None

    def _replaced(self, place: tuple[str, int, int], value: Decimal) -> list[Decimal]:
        return [
            value if field.place == place else (ZERO if field.number is None else field.number)
            for field in self.fields
        ]
