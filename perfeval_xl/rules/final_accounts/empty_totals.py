"""Totals that somebody forgot: an empty 合计, 本年收入合计, 总计 … above or below figures. B01 reports them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...core.cells import Field
from ...core.money import ZERO
from ...domain.accounts import is_staff
from ...domain.forms import FINAL_ACCOUNT, FinalAccount
from ..context import Context, per_check
from .figures import figures_at, first_look, numbers_of, roots, tops
from .identities import Identity, identities

Place = tuple[str, int, int]
# An empty total, its signed terms, and whether their sum is certainly what it should hold.
Total = tuple[Field, Sequence[tuple[int, Field]], bool]


@per_check
def empty_totals(context: Context) -> dict[Place, tuple[Field, Decimal | None]]:
    """Every empty total whose parts hold figures, with what the parts add up to (万元; None: that is not certain).

    A total that is empty because there is nothing to add up is no mistake. One that is the sum of another empty total
    counts with what that one should hold. Sums that an empty total enters are not checked (rules of the K family).
    """
    found = {}
    for form in context.forms_of((FINAL_ACCOUNT,)):
        if not form.missing:
            sums = {}
            for total, terms, certain in _totals(context, form, sums):
                if total.filled or total.place in sums:
                    continue
                numbers = [(sign, term.number if term.filled else sums.get(term.place, ZERO)) for sign, term in terms]
                if any([number is None or number for _, number in numbers]):
                    certain = certain and all([number is not None for _, number in numbers])
                    sums[total.place] = sum([sign * number for sign, number in numbers], ZERO) if certain else None
                    found[total.place] = total, sums[total.place]
    return found


def _totals(context: Context, form: FinalAccount, found: dict) -> Iterator[Total]:
    """Totals with their terms, the terms of a total before itself; those that plainly hold are left out."""
    if form.total:
        yield from _columns(context, form)
    for key, staff in (("staff", True), ("public", False)):
        if key in form.figures and form.rows and form.figures[key].blank:
            rows = [row for row in tops(form) if is_staff(row.code) is staff]
            yield form.figures[key], [(1, row.amounts["amount"]) for row in rows if "amount" in row.amounts], True
    untold = first_look(context, form).untold
    for _, identity in identities().of_table.get(form.table, ()) if found or untold else ():
        if found or any(identity is each for each in untold):
            yield from _of_identity(form, identity)


def _columns(context: Context, form: FinalAccount) -> Iterator[Total]:
    numbers = numbers_of(context, form)
    for role in form.total.amounts:
        if numbers is None or (not numbers.value("", role) and any(numbers.columns[role])):
            terms = [(1, row.amounts[role]) for row in roots(form) if role in row.amounts]
            yield form.total.amounts[role], terms, True


def _of_identity(form: FinalAccount, identity: Identity) -> Iterator[Total]:
    found = [(term.sign, figures_at(form, term.path)) for term in identity.terms]
    if identity.needs_all and not all([fields for _, fields in found]):
        return
    terms = [(sign, field) for sign, fields in found for field in fields]
    for field in figures_at(form, identity.stated.path)[:1]:
        yield field, terms, not _may_count_meetings(form, identity.stated.path[0])


def _may_count_meetings(form: FinalAccount, key: str) -> bool:
    """Whether a total of the “三公” table could also be that of 会议费 and 培训费, which stand beside it."""
    kind, _, item = key.partition("_")
    beside = [form.figures.get(f"{kind}_{other}") for other in ("conference", "training")]
    return item == "total" and any([field is not None and field.filled for field in beside])
