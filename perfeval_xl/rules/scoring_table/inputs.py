"""The named inputs of a submission (计分所需数据): their figures, and the cells these come from.

A figure is taken from the first of these that tells it: 基本概况与收支, 基础数据表, the published final accounts, the
整体自评表. The figures of one formula are taken from one of them where one tells them all: what two forms call 公用支出
need not be the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial

from ...core.cells import Field, Missing
from ...core.money import ZERO
from ...core.record import Record
from ...domain.forms import FUND_AMOUNTS
from ...domain.unit_forms import UNIT_FIGURES
from ..context import Context, per_check


class Known(Record):
    """The value of an input (amounts in 万元, rates in percentage points), and the cells whose sum it is."""

    value: Decimal
    fields: tuple[Field, ...]


# The “三公” table's figures by the part of the input's name.
_THREE_PUBLIC = {
    "three_public": "total",
    "overseas": "abroad",
    "vehicle": "vehicles",
    "vehicle_purchase": "vehicle_purchase",
    "vehicle_running": "vehicle_operation",
    "reception": "reception",
}
# Lines of 收入支出决算总表 by side and name.
_BALANCE = {
    "expenditure": ("expenditure", "本年支出合计"),
    "carried_in": ("income", "年初结转和结余"),
    "surplus": ("expenditure", "年末结转和结余"),
}


def known_inputs(context: Context) -> Mapping[str, Known]:
    """Every input that the submission tells, by its name in domain.inputs."""
    return sources(context)[-1]


@per_check
def sources(context: Context) -> tuple[Mapping[str, Known], ...]:
    """What each source tells by itself, the first one first, and last what they tell together."""
    alone = [_known(told) for told in (*map(partial(_figures, context), UNIT_FIGURES), _accounts(context), _funds(context))]
    together = {}
    for known in reversed(alone):
        together.update(known)
    return *alone, together


def _known(told: Iterable[tuple[str, Iterable[Field | None]]]) -> dict[str, Known]:
    """The first figure for each input; none where an error cell is among its cells, or where they are all empty."""
    found = {}
    for name, fields in told:
        filled = tuple(field for field in fields if field is not None and field.number is not None)
        if name not in found and filled and not any(field is not None and field.bad for field in fields):
            found[name] = Known(sum((field.number for field in filled), ZERO), filled)
    return found


def _figures(context: Context, kind: str) -> Iterator[tuple[str, Iterable[Field | None]]]:
    for form in context.forms_of((kind,)):
        yield from form.figures.items()


def _funds(context: Context) -> Iterator[tuple[str, Iterable[Field | None]]]:
    whole = context.whole
    if whole is None:
        return
    if whole.total_funds is not None:
        for name, field in zip(FUND_AMOUNTS, whole.total_funds.amounts):
            yield name, (field,)
    for item in whole.expenditure:
        if item.role in ("basic", "project"):
            yield item.role, (item.amount,)


def _accounts(context: Context) -> Iterator[tuple[str, Iterable[Field | None]]]:
    three_public = _table(context, "three_public")
    for name, item in _THREE_PUBLIC.items() if three_public else ():
        for column in ("budget", "final"):
            yield f"{name}_{column}", (three_public.figures.get(f"{column}_{item}"),)
    balance = _table(context, "income_expenditure_total")
    for name, wanted in _BALANCE.items() if balance else ():
        yield name, [line.amounts.get("amount") for line in balance.lines if (line.side, line.name) == wanted]
    expenditure = _table(context, "expenditure")
    if expenditure and expenditure.total:
        for name in ("basic", "project"):
            yield name, (expenditure.total.amounts.get(name),)
    detail = _table(context, "basic_expenditure_detail")
    if detail:
        yield "personnel", (detail.figures.get("staff"),)
        yield "public_funds", (detail.figures.get("public"),)


def _table(context: Context, name: str):
    """A final-account table; one that is there twice tells nothing, for nobody knows which is meant."""
    try:
        return getattr(context.accounts, name)
    except Missing:
        return None
