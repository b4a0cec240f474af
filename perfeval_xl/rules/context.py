"""What a rule sees: the forms of the submission, the profile, what was worked out of them, and the few ways to speak."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import wraps

from ..core.cells import Box, Field, Missing
from ..core.findings import ROUNDING, Finding, Unchecked, key_of
from ..core.money import ZERO, places_of, plain
from ..core.profiles import Profile
from ..core.record import new
from ..core.relations import EXACT, PERCENTAGE, Relation, Tolerance, as_sum, residual_of
from ..core.rules import Rule
from ..domain.accounts import UNCERTAIN, Accounts
from ..domain.forms import (
    FINAL_ACCOUNT,
    KIND_NAMES,
    NARRATIVE,
    PROJECT,
    SELF_EVALUATIONS,
    TABLE_NAMES,
    WHOLE,
    SelfEvaluation,
)
from ..domain.narrative import Narrative

_UNIT_SLIP = "；两数恰好差一万倍，请先核对金额单位是元还是万元"


# What fold and explanations add to a finding.
_NOT_YET_SAID = tuple(Finding._field_defaults[name] for name in ("caused_by", "hint", "explanation", "reopened", "doubled"))


class Context:
    """The submission of one department and year (core.engine.Submission)."""

    def __init__(self, forms: Sequence, profile: Profile, complete_set: bool = False):
        """*complete_set*: the files were declared to be one department's whole set (``--together``)."""
        self.profile = profile
        self.complete_set = complete_set
        self._of_kinds = {}
        self.worked_out = defaultdict(dict)  # what per_form and per_check keep, by function
        self.given = self.forms = tuple(forms)  # all live as long as worked_out, which knows a form by its id
        self.slips = {}
        if any(form.kind == FINAL_ACCOUNT for form in forms):
            from .final_accounts.row_slips import as_meant  # only beside final accounts

            self.forms, self.slips = as_meant(self, forms)
        self.some_illegible = any([getattr(form, "illegible", None) is not None for form in self.forms])
        self._names, self._names_by_row = _form_names(self.forms), {}
        self._kinds = {form.kind for form in self.forms}
        self._several_wholes = len(self.forms_of((WHOLE,))) > 1
        self._tables = {form.table for form in self.forms if form.kind == FINAL_ACCOUNT}
        self.accounts = Accounts(self.forms_of((FINAL_ACCOUNT,)))

    def forms_of(self, kinds: Sequence[str]) -> list:
        """The forms of these kinds, in the order of the book."""
        if kinds not in self._of_kinds:
            self._of_kinds[kinds] = [form for form in self.forms if form.kind in kinds]
        return self._of_kinds[kinds]

    def forms_for(self, rule: Rule) -> list:
        """The forms that a rule with ``each`` is run on, in the order of the book."""
        if not rule.tables:
            return self.forms_of(rule.each)
        return [form for form in self.forms_of(rule.each) if form.table in rule.tables]

    @property
    def whole(self) -> SelfEvaluation | None:
        """The 整体自评表; the first, if a book holds several."""
        return next(iter(self.forms_of((WHOLE,))), None)

    @property
    def projects(self) -> list[SelfEvaluation]:
        return self.forms_of((PROJECT,))

    @property
    def narrative(self) -> Narrative | None:
        return next(iter(self.forms_of((NARRATIVE,))), None)

    def lacking(self, rule: Rule) -> str | None:
        """The kinds of form a rule needs and the submission has none of, as a reason; of ``each`` any one will do."""
        each, needs = rule.each, rule.needs
        if each and self._kinds.isdisjoint(each):
            return "没有" + "、".join(KIND_NAMES[kind] for kind in each)
        if needs != each and not self._kinds.issuperset(needs):
            absent = [kind for kind in needs if kind not in each and kind not in self._kinds]
            if absent:
                return "没有" + "、".join(KIND_NAMES[kind] for kind in absent)
        absent = rule.absent_tables(self._tables) if rule.tables else ()
        return f"没有{_titles(absent)}" if absent else None

    def partly_lacking(self, rule: Rule) -> str | None:
        """The tables that are not there to be compared with one that is, as a reason."""
        absent = rule.partners_absent(self._tables)
        return f"没有{_titles(absent)}，与之有关的没有核对" if absent else None

    def ambiguous(self, rule: Rule) -> str | None:
        """Why a rule between forms cannot be applied although its material is there: the material is there twice.

        Of a final-account table that is there twice, Accounts says so to the rules that ask for it.
        """
        if not self._several_wholes or WHOLE not in rule.needs or (rule.each and not rule.between_kinds):
            return None
        return f"有几张整体自评表，{UNCERTAIN}"

    def assert_legible(self, rule: Rule, form) -> None:
        """Raises Missing where the form, or another that the rule needs, has an error value among its labels.

        Accounts asks where final-account tables are compared.
        """
        for one in self.forms_of(SELF_EVALUATIONS) if form is None and WHOLE in rule.needs else (form,):
            if getattr(one, "illegible", None) is not None:
                raise Missing(one.illegible.why_unreadable(), one.illegible)

    # -- ways to speak -------------------------------------------------------------------------------------------

    def finding(
        self,
        rule: Callable,
        field: Field,
        message: str,
        *related: Field,
        severity: str = "",
        subject: str = "",
        expected: str = "",
        actual: str | None = None,
        difference: str = "",
        basis: str = "",
        relation: Relation | None = None,
        **arguments: str,
    ) -> Finding:
        """A finding of *rule* at *field*. The message may use {label}, {cell}, {actual}, {expected}, {difference}
        and any further argument."""
        declared: Rule = rule.rule
        form, subject = self.form_name(field), subject or field.label or field.cell
        made = (
            declared.code,
            severity or declared.severities[0],
            field,
            message,
            arguments,
            expected,
            field.text if actual is None else actual,
            difference,
            basis or declared.basis,
            related,
            subject,
            relation,
            form,
            key_of(declared.code, form, subject),
        )
        return new(Finding, made + _NOT_YET_SAID)

    def unchecked(self, rule: Callable, field: Field, reason: str = "") -> Unchecked:
        """The rule could not be applied because of *field*."""
        return Unchecked(rule.rule.code, reason or field.why_unreadable(), field.sheet, field.cell)

    def equal(
        self,
        rule: Callable,
        stated: Field,
        formula: Callable[..., Decimal],
        inputs: Sequence[Field],
        message: str,
        *,
        tolerance: Tolerance = EXACT,
        severity: str = "",
        subject: str = "",
        basis: str = "",
    ) -> list[Finding | Unchecked]:
        """``stated`` must equal ``formula(*inputs)``: nothing, a tail difference, a finding, or unchecked.

        A blank ``stated`` says nothing (B01 and F08 do); blank inputs count as 0, unreadable ones are unchecked.
        A stated percentage (text ending in %) is compared at its printed decimals. The message may use {expected},
        {actual}, {difference}, {label}.
        """
        values = []
        for field in (stated, *inputs):
            number = field.number
            if number is None:
                if field.unreadable:
                    return [self.unchecked(rule, field)]
                if field is stated:
                    return []
                number = ZERO
            values.append(number)
        percent = tolerance is PERCENTAGE
        residual = residual_of(formula, places_of(values[0]) if percent else None)
        off = residual(*values)
        if not off or abs(off) <= tolerance.exact:
            return []
        show = (lambda number: plain(number) + "%") if percent else stated.spelled
        found = self.finding(
            rule,
            stated,
            message + (_UNIT_SLIP if _ten_thousandfold(stated.number, stated.number - off) else ""),
            *(field for field in inputs if field.number is not None),
            severity=ROUNDING if abs(off) <= tolerance.rounding else severity,
            subject=subject,
            basis=basis,
            expected=show(stated.number - off),
            difference=show(off).removesuffix("%"),
            relation=Relation((stated, *inputs), residual if percent else as_sum(formula, residual, len(inputs)), tolerance),
        )
        return [found]

    def form_name(self, field: Field) -> str:
        """The key of the form that *field* belongs to."""
        row, col = field.row, field.col
        names = self._names.get(field.sheet, ())
        if len(names) > 1:
            if field.sheet not in self._names_by_row:
                self._names_by_row[field.sheet] = _by_row(names)
            names = self._names_by_row[field.sheet].get(row, ())
        for (top, left, bottom, right), name in names:
            if top <= row <= bottom and left <= col <= right:
                return name
        return ""


def _ten_thousandfold(one: Decimal, other: Decimal) -> bool:
    """Whether one amount is the other in 元 instead of 万元, roundings aside."""
    small, large = sorted((abs(one), abs(other)))
    return small > 0 and abs(large / small - 10000) < 1


def _form_names(forms: Sequence) -> dict[str, list[tuple[Box, str]]]:
    """(box, name) of the forms of each sheet, with a number behind the name where several forms are called the same."""
    seen, names = {}, {}
    for form in forms:
        key = form.key
        seen[key] = count = seen.get(key, 0) + 1
        name = key if count == 1 else f"{key}#{count}"
        names.setdefault(form.sheet, []).append((form.box, name))
    return names


def _by_row(names: Sequence[tuple[Box, str]]) -> dict[int, list[tuple[Box, str]]]:
    """The names of forms by the rows they take up: a sheet may hold hundreds of forms, and each have its findings."""
    found = defaultdict(list)
    for box, name in names:
        for row in range(box.top, box.bottom + 1):
            found[row].append((box, name))
    return found


# -- what several rules ask for: worked out for the first that asks, and kept for the others of the check -------------


def per_form(compute: Callable) -> Callable:
    """``compute(context, form)``, once for each form of a check; two forms that hold the same are two."""

    @wraps(compute)
    def kept(context, form):
        known = context.worked_out[compute]
        try:
            return known[id(form)]
        except KeyError:
            known[id(form)] = found = compute(context, form)
            return found

    return kept


def per_check(compute: Callable) -> Callable:
    """``compute(context)``, once a check."""

    @wraps(compute)
    def kept(context):
        known = context.worked_out[compute]
        try:
            return known[None]
        except KeyError:
            known[None] = found = compute(context)
            return found

    return kept


def _titles(tables: Sequence[str]) -> str:
    return "".join([f"《{TABLE_NAMES[table]}》" for table in tables])
