"""Relations between cells: equalities that can be evaluated, and evaluated again with other figures in some cells.

A failing relation carries its formula, so the engine can ask “if this one cell were corrected, would that other
finding disappear too?” and fold cascades under their root cause (see causes.py).
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, DivisionByZero, InvalidOperation
from functools import lru_cache

from .cells import Field
from .money import ONE, ZERO, round_half_up, total_of
from .record import Record

Place = tuple[str, int, int]
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


class SignedSum(Record):
    """The residual of a sum: what its figures, each added (1) or taken away (-1), and a constant come to."""

    signs: Sequence[int]
    constant: Decimal = ZERO

    def __call__(self, *values: Decimal) -> Decimal:
        return sum([sign * value for sign, value in zip(self.signs, values)], self.constant)


def residual_of(formula: Callable[..., Decimal], places: int | None) -> Callable[..., Decimal]:
    """How far the first value is from the formula of the others, which is rounded to *places* if given."""
    if places is None:
        return lambda figure, *values: figure - formula(*values)
    return lambda figure, *values: figure - round_half_up(formula(*values), places)


def as_sum(formula: Callable[..., Decimal], residual: Callable[..., Decimal], terms: int) -> Callable[..., Decimal]:
    """The *residual* of a figure from the *formula* of so many *terms*, as a sum where it is one."""
    if formula is total_of:
        return SignedSum((1, *[-1] * terms))
    return SignedSum((1, *[-sign for sign in formula.signs])) if formula.__class__ is SignedSum else residual


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


class Trial:
    """A failing relation, asked what it would be with other figures in some of its cells.

    Folding asks that of every cell. A sum is not added up again for it: else a total above thousands of rows would be
    added up thousands of times.
    """

    __slots__ = ("fields", "cells", "places", "tolerance", "bound", "difference", "_residual", "_values", "_standing", "_signs", "_sheets")

    def __init__(self, relation: Relation):
        self.fields, self._residual, self.tolerance, self.bound = relation
        self._values = [ZERO if field.number is None else field.number for field in self.fields]
        self.difference = self._residual(*self._values)
        self._signs = self._residual.signs if self._residual.__class__ is SignedSum else None
        self.cells = [field[:3] for field in self.fields]  # the place of each field
        self.places = dict.fromkeys(self.cells)  # each once
        self._standing = self._sheets = None

    def printed(self, place: Place) -> Decimal | None:
        """The figure that stands at *place*."""
        return self.fields[self.cells.index(place) if self._signs is None else self._terms_at(place)[0]].number

    def left_with(self, place: Place, value: Decimal) -> Decimal:
        """How far it would be from holding if the cell at *place* were *value*; infinity where it has no answer."""
        try:
            return abs(self._at(place, value))
        except (DivisionByZero, InvalidOperation):
            return INFINITY

    def holds_changed(self, changes: Mapping[Place, Decimal]) -> bool:
        """Whether it would hold, tail differences included, with other values at several places."""
        try:
            return abs(self._changed(changes)) <= self.tolerance.rounding
        except (DivisionByZero, InvalidOperation):
            return False

    def holds_scaled(self, sheet: str, factor: Decimal) -> bool:
        """Whether it would hold if every figure of *sheet* were *factor* times what it is.

        Within a hundredth of the figures too: as 元, 9 万元 would be no different from a blank.
        """
        try:
            off, largest = self._scaled(sheet, factor)
        except (DivisionByZero, InvalidOperation):
            return False
        return abs(off) <= min(self.tolerance.rounding, largest / 100)

    def solved_for(self, place: Place) -> Decimal | None:
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
            if self.left_with(place, value) <= self.tolerance.rounding:
                return value
        return None

    def _linear(self, place: Place, step: Decimal = ONE) -> Decimal:
        at_zero, at_step = self._at(place, ZERO), self._at(place, step)
        return -at_zero * step / (at_step - at_zero)

    def _linear_in_large(self, place: Place) -> Decimal:
        """A rate of two decimals hardly moves with 1 万元 of what was spent."""
        return self._linear(place, _LARGE)

    def _hyperbolic(self, place: Place) -> Decimal:
        """residual = a + b ÷ x, as an execution rate is in its budget."""
        at_one, at_half = self._at(place, ONE), self._at(place, ONE / 2)
        slope = at_half - at_one
        return -slope / (at_one - slope)

    def _at(self, place: Place, value: Decimal) -> Decimal:
        """How far it would be from holding with *value* at *place*."""
        return self._changed({place: value})

    def _changed(self, changes: Mapping[Place, Decimal]) -> Decimal:
        """The same with other values at several places; those where it has no figure make no difference."""
        if self._signs is None:
            return self._residual(*map(changes.get, self.cells, self._values))
        signs, values = self._signs, self._values
        changed = [signs[i] * (value - values[i]) for place, value in changes.items() for i in self._terms_at(place)]
        return sum(changed, self.difference)

    def _terms_at(self, place: Place) -> Sequence[int]:
        """Which figures of a sum stand at *place*: one, or none, where a cell does not stand in it more than once."""
        if self._standing is None:
            self._standing = dict(zip(self.cells, zip(range(len(self.cells)))))
            if len(self.places) < len(self.cells):
                self._standing = {each: [] for each in self.places}
                for i, cell in enumerate(self.cells):
                    self._standing[cell].append(i)
        return self._standing.get(place, ())

    def _scaled(self, sheet: str, factor: Decimal) -> tuple[Decimal, Decimal]:
        """How far it would be from holding with the figures of *sheet* times *factor*, and the largest of all figures then."""
        if self._signs is None:
            values = [value * factor if field.sheet == sheet else value for field, value in zip(self.fields, self._values)]
            return self._residual(*values), max(map(abs, values))
        if self._sheets is None:
            self._sheets = self._by_sheet()
        shares, largest = self._sheets
        share, most = shares[sheet]
        beside = next((number for number, name in largest if name != sheet), ZERO)
        return self.difference + share * (factor - 1), max(most * factor, beside)

    def _by_sheet(self) -> tuple[dict[str, tuple[Decimal, Decimal]], list[tuple[Decimal, str]]]:
        """What the figures of each sheet add to a sum and the largest of them; the two sheets with the largest figures."""
        shares: dict[str, tuple[Decimal, Decimal]] = {}
        for field, sign, value in zip(self.fields, self._signs, self._values):
            share, most = shares.get(field.sheet, (ZERO, ZERO))
            shares[field.sheet] = share + sign * value, max(most, abs(value))
        return shares, sorted([(most, sheet) for sheet, (_, most) in shares.items()], reverse=True)[:2]
