"""Relations between cells: equalities that can be evaluated, and evaluated again with one cell changed.

A failing relation carries its formula, so the engine can ask “if this one cell were corrected, would that other
finding disappear too?” and fold cascades under their root cause (see causes.py).
"""

from collections.abc import Callable, Mapping
from decimal import Decimal, DivisionByZero, InvalidOperation
from functools import lru_cache

from .cells import Field
from .money import ONE, ZERO
from .record import Record

INFINITY = Decimal("Infinity")
_LARGE = Decimal(10**9)


class Tolerance(Record):
    """Up to ``exact`` a difference is none; up to ``rounding`` it is a tail difference (尾差); beyond, it is wrong."""

    exact: Decimal = ZERO
    rounding: Decimal = ZERO


EXACT = Tolerance()
# The same figure quoted twice may differ by its last printed digit, 0.01 万元 (rules.md 容差).
SAME_FIGURE = Tolerance(rounding=Decimal("0.01"))
# Percentages are compared as printed; 0.02 points come from balancing to 100.
PERCENTAGE = Tolerance(rounding=Decimal("0.02"))


@lru_cache(maxsize=256)
def sum_tolerance(terms: int) -> Tolerance:
    """n figures of two decimals each: max(0.05, n × 0.005) 万元."""
    return Tolerance(rounding=max(Decimal("0.05"), terms * Decimal("0.005")))


class Relation(Record):
    """``residual(*values)`` is how far the relation is from holding (0: it holds), in the order of ``fields``.

    Blank fields count as 0, as they do in the spreadsheet's SUM.
    """

    fields: tuple[Field, ...]
    residual: Callable[..., Decimal]
    tolerance: Tolerance = EXACT
    bound: bool = False  # an inequality: it can be settled by a repair, but its limit is no value to repair to

    def values(self) -> list[Decimal]:
        return [ZERO if field.number is None else field.number for field in self.fields]

    def difference(self) -> Decimal:
        return self.residual(*self.values())

    def left_with(self, place: tuple[str, int, int], value: Decimal) -> Decimal:
        """How far it would be from holding if the cell at *place* were *value*; infinity where it has no answer."""
        try:
            return abs(self._at(place, value))
        except (DivisionByZero, InvalidOperation):
            return INFINITY

    def holds_with(self, place: tuple[str, int, int], value: Decimal) -> bool:
        """Whether it would hold, tail differences included, if the cell at *place* were *value*."""
        return self.left_with(place, value) <= self.tolerance.rounding

    def holds_changed(self, changes: Mapping[tuple[str, int, int], Decimal]) -> bool:
        """Whether it would hold, tail differences included, with other values at several places."""
        values = [changes.get(field.place, value) for field, value in zip(self.fields, self.values())]
        try:
            return abs(self.residual(*values)) <= self.tolerance.rounding
        except (DivisionByZero, InvalidOperation):
            return False

    def solved_for(self, place: tuple[str, int, int]) -> Decimal | None:
        """The value at *place* that would make it hold, where that cell enters linearly or as a divisor; else None.

        A bound has no such value: any figure within it would do.
        """
        if self.bound:
            return None
        for solve in (self._linear, self._linear_in_large, self._hyperbolic):
            try:
                value = solve(place)
            except (DivisionByZero, InvalidOperation):
                continue
            if self.holds_with(place, value):
                return value
        return None

    def _linear(self, place: tuple[str, int, int], step: Decimal = ONE) -> Decimal:
        at_zero, at_step = self._at(place, ZERO), self._at(place, step)
        return -at_zero * step / (at_step - at_zero)

    def _linear_in_large(self, place: tuple[str, int, int]) -> Decimal:
        """A rate of two decimals hardly moves with 1 万元 of what was spent."""
        return self._linear(place, _LARGE)

    def _hyperbolic(self, place: tuple[str, int, int]) -> Decimal:
        """residual = a + b ÷ x, as an execution rate is in its budget."""
        at_one, at_half = self._at(place, ONE), self._at(place, ONE / 2)
        slope = at_half - at_one
        return -slope / (at_one - slope)

    def _at(self, place: tuple[str, int, int], value: Decimal) -> Decimal:
        return self.residual(*self._replaced(place, value))

    def _replaced(self, place: tuple[str, int, int], value: Decimal) -> list[Decimal]:
        return [
            value if field.place == place else (ZERO if field.number is None else field.number)
            for field in self.fields
        ]
