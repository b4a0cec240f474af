"""How an identity is checked. The quick way first: almost every sum of a published set holds."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from ...core.cells import COUNTED_AS_ZERO, Field
from ...core.findings import ROUNDING, Finding, Unchecked
from ...core.money import ZERO, in_unit, plain, total_of
from ...core.relations import SAME_FIGURE, Relation, SignedSum, sum_tolerance
from ...domain.forms import FinalAccount
from ...recognition.final_account.subject_columns import PART
from ..context import Context
from .empty_totals import empty_totals
from .figures import (
    BALANCE_TABLES,
    adds_across,
    counted_as_zero,
    families,
    figures_at,
    first_look,
    is_sum,
    number_at,
    numbers_of,
    rests_of,
)
from .identities import Identity, identities
from .row_slips import Slip

SUM_MESSAGE = "“{label}”填的是 {actual}，应等于%s，即 {expected}，相差 {difference}；请核对哪个数填错或漏填"
_BLANK_MESSAGE = "“{label}”没有填，应等于%s，即 {expected}；请补填，或核对后一个数"
_COMPLETE_IT = "，请对照原件补齐表头和表体后再检"
Result = Iterator[Finding | Unchecked]


def incomplete(context: Context, rule: Callable, form: FinalAccount) -> list[Unchecked]:
    """Why a rule cannot run on a table that was recognised only in part; empty for a whole table."""
    return [context.unchecked(rule, form.title, f"《{form.key}》{reason}{_COMPLETE_IT}") for reason in form.missing]


def without_codes(context: Context, rule: Callable, form: FinalAccount) -> list[Unchecked]:
    """Why a rule that goes by the codes of the subjects cannot run on a table; empty where there are codes, or no figures."""
    if form.rows or not any([field.number for row in form.uncoded for field in row.amounts.values()]):
        return []
    return [context.unchecked(rule, form.title, f"《{form.key}》没有认出各行的科目代码{_COMPLETE_IT}")]


def unread_columns(context: Context, rule: Callable, form: FinalAccount, roles: Iterable[str]) -> Unchecked:
    """A rule that needs columns which most tables of the kind have, and this one has not, as far as was recognised."""
    from ...recognition.final_account.subject_columns import role_name  # there is such a table

    names = "、".join(f"“{role_name(form.table, role)}”" for role in roles)
    return context.unchecked(rule, form.title, f"《{form.key}》没有认出{names}列{_COMPLETE_IT}")


def check_table(context: Context, rule: Callable, form: FinalAccount) -> Iterable[Finding | Unchecked]:
    """All identities of *rule* within *form*: single figures, every row, every column."""
    return incomplete(context, rule, form) or _check_table(context, rule, form)


def _check_table(context: Context, rule: Callable, form: FinalAccount) -> Result:
    known, key = identities(), (rule.rule.code, form.table)
    for identity in first_look(context, form).doubtful.get(rule.rule.code, ()):
        yield from _within(context, rule, form, identity)
    if key in known.down:
        yield from without_codes(context, rule, form) or down(context, rule, form)
    for identity in known.across.get(key, ()):
        yield from _across(context, rule, form, identity)
    if key in known.across and form.table not in BALANCE_TABLES and PART in "".join(form.columns):
        from .parts import parts_across  # few tables split a column

        yield from parts_across(context, rule, form)


def _within(context: Context, rule: Callable, form: FinalAccount, identity: Identity) -> Result:
    stated = figures_at(form, identity.stated.path)
    found = [(term.sign, figures_at(form, term.path)) for term in identity.terms]
    if (
        not stated
        or not any(fields for _, fields in found)
        or (identity.needs_all and not all(fields for _, fields in found))
    ):
        return
    terms = [(sign, field) for sign, fields in found for field in fields]
    single = len(identity.terms) == 1 and "*" not in identity.terms[0].path
    yield from check_sum(
        context, rule, stated[0], terms, identity.meaning, same_figure=single, blank_is_zero=identity.blank_is_zero
    )


def _across(context: Context, rule: Callable, form: FinalAccount, identity: Identity) -> Result:
    name = identity.stated.path[0]
    numbers = numbers_of(context, form, "expenditure" if form.table in BALANCE_TABLES else "")
    if numbers is not None:
        terms = [(term.sign, term.path[0]) for term in identity.terms]
        if terms == [(1, "*")]:
            terms = [(1, role) for role in numbers.columns if role != name and PART not in role]
        if adds_across(numbers, name, terms):
            return
    from .left_empty import left_empty, sums_above  # only where a row does not add up

    rows = [amounts for amounts in _rows_of(form) if name in amounts]
    lacking = [term.path[0] for term in identity.terms if rows and term.path[0] not in rows[0]] if identity.needs_all else ()
    sums = [(amounts[name], _terms_across(amounts, name, identity)) for amounts in rows]
    if lacking:
        if len(lacking) < len(identity.terms) and not all(_hold_without(sums)):
            yield unread_columns(context, rule, form, lacking)
        return
    empty = left_empty(sums, sums_above(form, name))
    for stated, terms in sums:
        if terms:
            zero = identity.blank_is_zero or stated.place in empty
            yield from check_sum(context, rule, stated, terms, identity.meaning, blank_is_zero=zero)


def _hold_without(sums: Sequence[tuple[Field, Sequence[tuple[int, Field]]]]) -> Iterator[bool]:
    """Which sums hold as they are, so that a column that was not recognised can have nothing in it."""
    for stated, terms in sums:
        known = not any(field.unreadable for field in (stated, *[field for _, field in terms]))
        yield known and (stated.number or ZERO) == sum([sign * (field.number or ZERO) for sign, field in terms], ZERO)


def _terms_across(amounts: Mapping[str, Field], name: str, identity: Identity) -> list[tuple[int, Field]]:
    if identity.terms[0].path == ("*",):
        return [(1, field) for role, field in amounts.items() if role != name and PART not in role]
    return [(term.sign, amounts[term.path[0]]) for term in identity.terms if term.path[0] in amounts]


def _rows_of(form: FinalAccount) -> Iterator:
    if form.table in BALANCE_TABLES:
        yield from (line.amounts for line in form.lines if line.side == "expenditure")
        return
    if form.total:
        yield form.total.amounts
    yield from (row.amounts for row in form.rows)


def down(context: Context, rule: Callable, form: FinalAccount) -> Result:
    """合计 = Σ类, 类 = Σ款, 款 = Σ项; where a level is not printed, the next one takes its place."""
    slip = context.slips.get(id(form))
    if slip and not slip.between:
        yield slipped(context, rule, slip)
    numbers, rests = numbers_of(context, form), rests_of(context, form)
    for parent, children in () if rests == {} else families(form):
        for role in parent.amounts:
            if rests is None or (numbers.at[parent.code], role) in rests:
                meaning = f"“{parent.code} {parent.name}”下各科目之和" if parent.code else "各科目之和"
                terms = [(1, child.amounts[role]) for child in children]
                yield from check_sum(context, rule, parent.amounts[role], terms, meaning)


def slipped(context: Context, rule: Callable, slip: Slip) -> Finding:
    """A slip in one row, without which the sums and the other tables are compared."""
    return context.finding(rule, slip.field, slip.message, subject=slip.subject, expected=slip.expected, **slip.arguments)


def check_sum(
    context: Context,
    rule: Callable,
    stated: Field,
    terms: Sequence[tuple[int, Field]],
    meaning: str,
    *,
    same_figure: bool = False,
    blank_is_zero: bool = False,
) -> Result:
    """*stated* equals the signed sum; *same_figure*: it is one figure quoted twice, which may differ by a last digit only."""
    forgotten = empty_totals(context)
    if forgotten and any([field.place in forgotten for field in (stated, *[field for _, field in terms])]):
        return
    if blank_is_zero:
        stated = counted_as_zero(stated)
    signs = [sign for sign, _ in terms]
    formula = SignedSum(signs) if -1 in signs else total_of
    tolerance = SAME_FIGURE if same_figure else sum_tolerance(len(terms))
    message = _BLANK_MESSAGE if stated.text == COUNTED_AS_ZERO else SUM_MESSAGE
    fields = [field for _, field in terms]
    for found in context.equal(rule, stated, formula, fields, message % meaning, tolerance=tolerance):
        if found.__class__ is Finding and found.severity != ROUNDING:
            from .unrecognised import unrecognised  # there is a sum that does not hold

            name = unrecognised(context, (stated, *fields), found.relation.difference())
            yield context.unchecked(rule, *name) if name else found
        else:
            yield found


def check_between(context: Context, rule: Callable, identity: Identity) -> Result:
    """A figure against figures of other tables, where all the tables were submitted."""
    stated_form = getattr(context.accounts, identity.stated.table)
    forms = [getattr(context.accounts, term.table) for term in identity.terms]
    if stated_form is None or any(form is None for form in forms):
        return
    numbers = [number_at(context, form, term.at) for form, term in zip(forms, identity.terms)]
    if is_sum(number_at(context, stated_form, identity.stated.at), numbers, identity):
        return
    stated = figures_at(stated_form, identity.stated.path)
    found = [(term.sign, figures_at(form, term.path)) for term, form in zip(identity.terms, forms)]
    if not stated or not any(fields for _, fields in found):
        return
    terms = [(sign, field) for sign, fields in found for field in fields]
    yield from check_sum(
        context, rule, stated[0], terms, identity.meaning, same_figure=len(identity.terms) == 1, blank_is_zero=True
    )


def at_most(context: Context, rule: Callable, small: Field, large: Sequence[Field], message: str) -> Result:
    """*small* may not exceed the sum of *large* (none: 0). The message may use {label}, {actual}, {bound}, {difference}."""
    for field in (small, *large):
        if field.number is None and field.filled:
            yield context.unchecked(rule, field)
            return

    def excess(value: Decimal, *others: Decimal) -> Decimal:
        return max(ZERO, value - sum(others, ZERO))

    relation = Relation((small, *large), excess, SAME_FIGURE, bound=True)
    over = relation.difference()
    if over == 0:
        return
    bound = plain(in_unit(small.number - over, small.unit))
    yield context.finding(
        rule,
        small,
        message,
        *large,
        severity=ROUNDING if over <= SAME_FIGURE.rounding else "",
        expected="≤" + bound,
        difference=plain(in_unit(over, small.unit)),
        relation=relation,
        bound=bound,
    )
