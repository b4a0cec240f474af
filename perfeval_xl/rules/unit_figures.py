"""N04 on the tables about the unit (基本概况与收支、基础数据表): a total is the sum of its parts."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ..core.cells import Field
from ..core.findings import ERROR, WARNING
from ..core.record import Record
from ..core.relations import SignedSum, sum_tolerance
from ..core.rules import rule
from ..domain.unit_forms import UNIT_FIGURES, UnitFigures
from .context import Context


class Identity(Record):
    """stated = Σ parts, one with “-” before it taken off; inputs by their names in domain.inputs.

    A form states it that has every part; those in ``optional`` a layout may do without. ``filled``: an empty part is
    unknown, not 0. ``unless``: a form that has this input says the same by another identity.
    """

    stated: str
    parts: tuple[str, ...]
    optional: tuple[str, ...] = ()
    filled: bool = False
    unless: str = ""
    severity: str = ERROR


def _three_public(column: str) -> tuple[Identity, ...]:
    """The “三公” expenses of one column: 上年决算, 本年预算 or 本年决算; vehicles as one figure or as two."""
    vehicles, total = f"vehicle_{column}", f"three_public_{column}"
    purchase, running = f"vehicle_purchase_{column}", f"vehicle_running_{column}"
    others = f"overseas_{column}", f"reception_{column}"
    return (
        Identity(vehicles, (purchase, running)),
        Identity(total, (vehicles, *others)),
        Identity(total, (purchase, running, *others), unless=vehicles),
    )


_INCOME = ("carried_in", "fiscal_income", "fund_income", "special_account_income", "other_income")


@lru_cache(maxsize=1)
def identities() -> tuple[Identity, ...]:
    """All that such forms state; made when the first form asks for them."""
    return (
        Identity("income", _INCOME, optional=("carried_in", "fund_income", "special_account_income")),
        Identity("expenditure", ("basic", "project")),
        Identity("basic", ("personnel", "public_funds")),
        # What was handed back to the treasury leaves a gap here: that is to be explained, and no error by itself.
        Identity("surplus", ("income", "-expenditure"), filled=True, severity=WARNING),
        Identity("year_surplus", ("surplus", "-carried_in"), filled=True, severity=WARNING),
        *_three_public("last"),
        *_three_public("budget"),
        *_three_public("final"),
        Identity("assets", ("assets_in_use", "assets_rented", "assets_other")),
    )


@rule("N04", "其中、分项合计", ERROR, WARNING, basis="收支情况表、基础数据表的表式", each=UNIT_FIGURES)
def totals_are_sums_of_parts(context: Context, form: UnitFigures) -> Iterator:
    """收支情况表、基础数据表里，收入、支出、基本支出、“三公”经费、固定资产的合计应等于各分项之和，结余应与收支相符。

    表内公式：收入合计＝上年结转＋各项拨款＋其他收入；支出合计＝基本支出＋项目支出；累计结余＝收入合计－支出合计

    为何重要：评分表的控制率、结余都从这里取数，合计不对，得分就跟着错。
    怎样改：核对各分项，改错的那个数；结余不平是因为财政收回资金的，在核实说明里写明收回数。
    """
    for identity in identities():
        parts = _parts(form, identity) if identity.stated in form.figures else {}
        for number, stated in enumerate(form.figures[identity.stated] if parts else ()):
            inputs = [fields[number] for fields in parts.values()]
            if _is_told(form, identity, parts, number):
                yield from _equal(context, identity, stated, tuple(parts), inputs)


def _parts(form: UnitFigures, identity: Identity) -> Mapping[str, Sequence[Field]]:
    """The cells of each part, institution by institution; none where the form does not state the identity."""
    if identity.unless in form.figures:
        return {}
    parts = {name: form.figures.get(name.removeprefix("-"), ()) for name in identity.parts}
    parts = {name: fields for name, fields in parts.items() if fields or name not in identity.optional}
    count = len(form.figures[identity.stated])
    return parts if all(len(fields) == count for fields in parts.values()) else {}


def _is_told(form: UnitFigures, identity: Identity, parts: Mapping[str, Sequence[Field]], number: int) -> bool:
    """Whether the parts say enough: some are filled, and an empty one is nothing rather than a gap that B01 reports."""
    empty = [name for name, fields in parts.items() if fields[number].blank]
    if identity.filled or len(empty) == len(parts):
        return not empty
    totals = {other.stated: other.parts for other in identities()}
    below = [form.figures.get(part, ()) for name in empty for part in totals.get(name, ())]
    return not any(number < len(fields) and fields[number].filled for fields in below)


def _equal(context: Context, identity: Identity, stated: Field, names: Sequence[str], inputs: Sequence[Field]) -> Iterator:
    from ..domain.inputs import INPUTS

    signs = [-1 if name.startswith("-") else 1 for name in names]
    words = "".join(("－" if name.startswith("-") else "＋") + INPUTS[name.removeprefix("-")] for name in names)
    yield from context.equal(
        totals_are_sums_of_parts,
        stated,
        SignedSum(signs),
        inputs,
        f"{INPUTS[identity.stated]}应为 {{expected}}（{words.removeprefix('＋')}），现为 {{actual}}，相差 {{difference}}，请核对各分项",
        tolerance=sum_tolerance(len(inputs)),
        severity=identity.severity,
        subject=INPUTS[identity.stated],
    )
