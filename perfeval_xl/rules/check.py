"""From a Book to a Run: recognise, choose the profile, run the catalogue. Every host goes through here."""

from collections.abc import Sequence

from ..core.book import Book
from ..core.engine import run as run_rules
from ..core.profiles import Profile, infer_profile, load_profile
from ..core.run import FormSummary, Run
from ..domain.forms import SELF_EVALUATIONS
from ..recognition import LOOKED_FOR, recognise
from .catalogue import catalogue, logical_rules
from .context import Context
from .totals import table_totals


def check_book(book: Book, profile: str | None = None, complete_set: bool = False) -> Run:
    """Check one book. *profile* names a profile; without it the forms themselves say which applies.

    A book in which no form is recognised comes back unreadable, with what was looked for. Raises ProfileError for
    an unknown profile.
    """
    forms = recognise(book).forms
    if not forms:
        return Run(reason=nothing_recognised(book))
    return check_forms(forms, [sheet.name for sheet in book.sheets], profile, complete_set)


def check_forms(forms: Sequence, sheets: Sequence[str], profile: str | None = None, complete_set: bool = False) -> Run:
    """Check forms that are already recognised, of one book or of several taken together."""
    chosen = load_profile(profile) if profile else profile_of(forms)
    context = Context(forms, chosen, complete_set)
    outcome = run_rules(catalogue(), context, chosen.severities, sheets)
    return Run(
        profile=chosen.name,
        forms=tuple(forms),
        summaries=tuple([summary(context, form) for form in forms]),
        findings=outcome.findings,
        unchecked=outcome.unchecked,
        not_applicable=outcome.not_applicable,
        logical_rules=logical_rules(),
    )


def nothing_recognised(book: Book) -> str:
    """The sentence for a book without any known form."""
    names = "、".join(f"“{sheet.name}”" for sheet in book.sheets[:5])
    return f"没有认出任何表：看过 {len(book.sheets)} 张工作表（{names}），找的是{LOOKED_FOR}；请确认表的标题和表头文字没有被删改"


def profile_of(forms: Sequence) -> Profile:
    """The profile that the forms point to: self-evaluation forms decide before final-account tables."""
    ordered = sorted(forms, key=lambda form: form.kind not in SELF_EVALUATIONS)
    features = frozenset().union(*(getattr(form, "features", ()) for form in ordered))
    year = next((form.year for form in ordered if form.year), None)
    names = "".join(form.title.text + (form.unit_name.text if form.unit_name else "") for form in ordered)
    return infer_profile(year, features, names)


def summary(context: Context, form) -> FormSummary:
    """What the reader is told of a form that was recognised."""
    totals = table_totals(context, form) if form.kind in SELF_EVALUATIONS else {}
    return FormSummary(
        kind=form.kind,
        sheet=form.sheet,
        box=form.box,
        title=form.title.text,
        unit_name=form.unit_name.text if form.unit_name else "",
        year=form.year,
        key=form.key,
        table=getattr(form, "table", ""),
        missing=form.missing,
        **totals,
    )
