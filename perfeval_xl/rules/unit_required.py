"""Cells of unit profiles and rule-scored tables that must be filled in (必填), and what an empty one can be inferred to hold."""

from collections.abc import Iterator
from decimal import Decimal

from ..core.cells import Field
from ..domain.forms import SCORING_TABLE
from ..domain.inputs import INPUTS
from ..domain.unit_forms import ScoringTable, UnitFigures
from ..domain.values import is_placeholder
from .context import Context
from .scored import counted
from .scoring_table.formula import evaluate, names_in, parse
from .scoring_table.recompute import recomputed

Gap = tuple[Field, str, Decimal | None]  # the empty cell, its name, what it should hold (None where nothing tells)

# What an empty total, balance or head count follows from. A block in which nothing is filled in asks for none of them.
_INFERRED = {
    "staff_quota": (),
    "staff": (),
    "income": ("carried_in + fiscal_income + fund_income + special_account_income + other_income",),
    "expenditure": ("basic + project",),
    "basic": ("personnel + public_funds", "expenditure - project"),
    "project": ("expenditure - basic",),
    "year_surplus": ("surplus - carried_in", "income - carried_in - expenditure"),
    "surplus": ("income - expenditure", "carried_in + year_surplus"),
    "three_public_final": ("reception_final + vehicle_running_final + vehicle_purchase_final + overseas_final",),
    "assets": ("assets_in_use + assets_rented + assets_other",),
}
_HEADS = ("staff_quota", "staff")


def gaps(context: Context, form: UnitFigures | ScoringTable) -> Iterator[Gap]:
    """The empty required cells of the form."""
    yield from _scores(context, form) if form.kind == SCORING_TABLE else _figures(form)


def _figures(form: UnitFigures) -> Iterator[Gap]:
    for name, formulas in _INFERRED.items():
        for number, field in enumerate(form.figures.get(name, ())):
            if not field.blank:
                continue
            related = [_values(form, formula, number) for formula in formulas]
            if name in _HEADS or any(values for values in related):
                inferred = next(filter(None, map(_worked_out, formulas, related)), None)
                yield field, INPUTS[name], inferred


def _values(form: UnitFigures, formula: str, number: int) -> dict[str, Decimal]:
    """The filled inputs of a formula, of the same institution."""
    found = {}
    for name in names_in(parse(formula)):
        fields = form.figures.get(name, ())
        if number < len(fields) and fields[number].number is not None:
            found[name] = fields[number].number
    return found


def _worked_out(formula: str, values: dict[str, Decimal]) -> Decimal | None:
    """The formula's value; empty parts of a sum are 0, a difference needs both its sides."""
    names = names_in(parse(formula))
    if not values or ("-" in formula and len(values) < len(names)):
        return None
    return evaluate(parse(formula), {name: values.get(name, Decimal(0)) for name in names})


def _scores(context: Context, table: ScoringTable) -> Iterator[Gap]:
    """Scores that are empty although the item has a weight, then the total."""
    seen = set()
    for one in recomputed(context, table):
        score = one.item.score
        if score is None or not score.blank or score.place in seen or not one.weight or is_placeholder(one.item.name.text):
            continue
        seen.add(score.place)
        yield score, f"“{one.item.subject}”的得分", _missing_score(table, one.weight) if one.score is None else one.score
    total = table.total_score
    if total is not None and total.blank:
        numbers = [field.number for field in counted(item.score for item in table.indicators)]
        yield total, "总分", sum(numbers) if numbers and None not in numbers else None


def _missing_score(table: ScoringTable, weight: Decimal) -> Decimal | None:
    """What is left to the stated total, where one score alone is empty and that is no more than its weight."""
    numbers = [field.number for field in counted(item.score for item in table.indicators)]
    if table.total_score is None or table.total_score.number is None or numbers.count(None) != 1:
        return None
    left = table.total_score.number - sum(number for number in numbers if number is not None)
    return left if 0 < left <= weight else None
