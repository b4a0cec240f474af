"""From a Book to a Run: recognise, choose the profile, run the catalogue. Every host goes through here."""

from collections.abc import Sequence

from ..core.book import Book
from ..core.engine import run as run_rules
from ..core.findings_sheet import is_findings_sheet, is_seal_sheet
from ..core.profiles import SETTINGS_SHEET, Profile, ProfileError, infer_profile, is_path, load_profile
from ..core.run import FormSummary, Run
from ..domain.forms import SCORING_TABLE, SELF_EVALUATIONS
from ..recognition import LOOKED_FOR, recognise
from .catalogue import catalogue, logical_rules
from .context import Context
from .totals import table_totals


class NotCheckable(Exception):
    """A book that cannot be checked; ``str()`` is the sentence why."""


def check_book(book: Book, profile: str | None = None, complete_set: bool = False, given: Sequence = ()) -> Run:
    """Check one book. *profile* names a profile; without it the book or the forms themselves say which applies.

    Explanations (核实说明) are read from the book's own sheet 校验结果; *given* are others (core.explanations.Given).
    A book in which no form is recognised comes back unreadable, with what was looked for; so does one whose own
    sheet 参数 names a profile that there is not. Raises ProfileError for an unknown *profile*.
    """
    try:
        forms, chosen = submission(book, profile)
    except NotCheckable as reason:
        return Run(reason=str(reason))
    run = check_forms(forms, [sheet.name for sheet in book.sheets], chosen, complete_set)
    return completed(run, book, given)


def completed(run: Run, book: Book, given: Sequence = ()) -> Run:
    """The Run with what its book says besides the forms: other forms, unreadable cells, explanations
    (core.explanations.Given) and changes since it was sealed."""
    run = with_other_forms(run, book)
    if any([sheet.bad for sheet in book.sheets]):
        from .illegible import with_illegible

        run = with_illegible(run, book)
    return with_seal(with_explanations(run, book, given), book, given)


def with_other_forms(run: Run, book: Book) -> Run:
    """The Run with the forms of *book* that nothing is checked of, such as 绩效目标申报表."""
    read = {summary.sheet for summary in run.summaries}  # by the names of the file, also where several are checked together
    if all(sheet.name in read for sheet in book.sheets):
        return run
    from ..recognition.other_forms import other_forms

    return run._replace(other_forms=tuple(other_forms(book, read)))


def with_explanations(run: Run, book: Book, given: Sequence = ()) -> Run:
    """The Run with what the department wrote in *book* about its findings."""
    if not given and not any(is_findings_sheet(sheet) for sheet in book.sheets):
        return run
    from ..core.explanations import explained, known_by_sight, unmatched
    from ..recognition.findings_sheet import explanations

    said = known_by_sight(run.findings, (*given, *explanations(book)))
    return run._replace(findings=tuple(explained(run.findings, said)), unmatched=tuple(unmatched(run.findings, said)))


def with_seal(run: Run, book: Book, given: Sequence = ()) -> Run:
    """The Run with what the sheet 封存信息 of *book* says of changes since it was sealed (封存)."""
    if not any(is_seal_sheet(sheet) for sheet in book.sheets):
        return run
    from ..core.explanations import known_by_sight
    from ..core.seal_changes import sealed
    from ..recognition.findings_sheet import explanations

    given, own = (known_by_sight(run.findings, said) for said in (given, explanations(book)))
    return run._replace(sealed=sealed(book, given, own))


def submission(book: Book, profile: str | None = None) -> tuple[tuple, Profile]:
    """The forms of a book, and the profile that applies to them; see check_book.

    Raises NotCheckable where there are no forms or the book's own profile is none; ProfileError for *profile*.
    """
    forms = recognise(book).forms
    if not forms:
        raise NotCheckable(nothing_recognised(book))
    if profile:
        return forms, named_profile(profile)
    try:
        return forms, profile_in((book,), forms)
    except ProfileError as error:
        raise NotCheckable(str(error)) from None


def check_forms(
    forms: Sequence, sheets: Sequence[str], profile: Profile | str | None = None, complete_set: bool = False
) -> Run:
    """Check forms that are already recognised, of one book or of several taken together.

    *profile* is a profile or the name of one; without it the forms say which one applies.
    """
    chosen = named_profile(profile) if isinstance(profile, str) else profile or profile_of(forms)
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
    from ..recognition.other_forms import other_forms

    others = [f"“{one.sheet}”{one.cell}《{one.title}》{one.reason}" for one in other_forms(book, ())]
    if others:
        return f"没有认出可以核对的表：{'；'.join(others[:5])}；找的是{LOOKED_FOR}"
    names = "、".join(f"“{sheet.name}”" for sheet in book.sheets[:5])
    return f"没有认出任何表：看过 {len(book.sheets)} 张工作表（{names}），找的是{LOOKED_FOR}；请确认表的标题和表头文字没有被删改"


def named_profile(name: str) -> Profile:
    """The profile that somebody asked for by name or path. One's own is held to the catalogue and to its laws here.

    Raises ProfileError.
    """
    profile = load_profile(name)
    if is_path(name):
        from .own_profile import assert_usable

        assert_usable(profile)
    return profile


def profile_in(books: Sequence[Book], forms: Sequence) -> Profile:
    """The profile that the sheet 参数 of the books names, else the one that their forms point to.

    Raises ProfileError where a sheet names none that there is, or several books name different ones.
    """
    if not any(sheet.name.strip() == SETTINGS_SHEET for book in books for sheet in book.sheets):
        return profile_of(forms)
    from ..recognition.settings import one_profile, one_year

    return one_profile(books) or profile_of(forms, one_year(books))


def profile_of(forms: Sequence, year: int | None = None) -> Profile:
    """The profile that the forms point to: self-evaluation forms decide before final-account tables.

    *year* is the year that somebody stated; without it the forms' own.
    """
    ordered = sorted(forms, key=lambda form: form.kind not in SELF_EVALUATIONS)
    features = frozenset().union(*(getattr(form, "features", ()) for form in ordered))
    year = year or next((form.year for form in ordered if form.year), None)
    names = "".join(form.title.text + (form.unit_name.text if form.unit_name else "") for form in ordered)
    return infer_profile(year, features, names)


def _totals(context: Context, form) -> dict:
    """What a scored form adds up to; {} for any other."""
    if form.kind == SCORING_TABLE:
        from .scoring_table.recompute import scoring_totals

        return scoring_totals(context, form)
    return table_totals(context, form) if form.kind in SELF_EVALUATIONS else {}


def summary(context: Context, form) -> FormSummary:
    """What the reader is told of a form that was recognised."""
    totals = _totals(context, form)
    unit = form.unit_name or getattr(form, "reporting_unit", None) or getattr(form, "supervisor", None)
    return FormSummary(
        kind=form.kind,
        sheet=form.sheet,
        box=form.box,
        title=form.title.text,
        unit_name=unit.text.replace("\n", "") if unit else "",
        year=form.year,
        key=form.key,
        table=getattr(form, "table", ""),
        missing=form.missing,
        **totals,
    )
