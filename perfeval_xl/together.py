"""Several books as one submission (同一单位同一年度的一套材料): checked together, told apart again file by file.

Two files may both have a “Sheet1”. While they are checked together such sheets are called “Sheet1〔第2份〕”; in the
results a file's own sheets have their own names again, and another file's sheet is called “Sheet1〔name of the file〕”.
"""

import os
from collections import Counter
from collections.abc import Mapping, Sequence

from .core.book import Book, Sheet
from .core.cells import Field
from .core.findings import Finding, Unchecked
from .core.profiles import ProfileError
from .core.record import Record
from .core.run import Run
from .recognition import recognise
from .rules.check import check_forms, named_profile, nothing_recognised, profile_in, with_explanations, with_seal


class Part(Record):
    """One file of the set: its path, and its sheets' names by the names they have in the set."""

    path: str
    own: Mapping[str, str]


def check_together(books: Sequence[tuple[str, Book]], profile: str | None = None, complete: bool = True) -> list[Run]:
    """One Run for each (path, book), in their order, their forms compared across the books.

    *complete*: these are all the files of the set, none of them unreadable; only then is a missing form an error.
    Rules that do not apply, or that could not be checked for the set as a whole, are told for every file.
    """
    parts, renamed = _qualified(books)
    recognised = [recognise(book).forms for book in renamed]
    complete = complete and all(recognised)
    forms = [form for found in recognised for form in found]
    if not forms:
        return [Run(reason=nothing_recognised(book)) for _, book in books]
    named = named_profile(profile) if profile else None
    try:
        chosen = named or profile_in([book for _, book in books], forms)
    except ProfileError as error:
        return [Run(reason=str(error)) for _ in books]
    whole = check_forms(forms, [sheet.name for book in renamed for sheet in book.sheets], chosen, complete)
    return [
        with_seal(with_explanations(_share(whole, part, parts), book), book) if found else Run(reason=nothing_recognised(book))
        for part, found, (_, book) in zip(parts, recognised, books)
    ]


def _qualified(books: Sequence[tuple[str, Book]]) -> tuple[list[Part], list[Book]]:
    """The books with every sheet's name unique in the set."""
    seen = Counter(sheet.name for _, book in books for sheet in book.sheets)
    parts, renamed = [], []
    for number, (path, book) in enumerate(books, 1):
        sheets = [
            _called(sheet, f"{sheet.name}〔第{number}份〕") if seen[sheet.name] > 1 else sheet for sheet in book.sheets
        ]
        parts.append(Part(path, {new.name: old.name for new, old in zip(sheets, book.sheets)}))
        renamed.append(book._replace(sheets=tuple(sheets)))
    return parts, renamed


def _called(sheet: Sheet, name: str) -> Sheet:
    extras = (lambda: sheet.extras) if sheet.tells_formats else sheet.extras
    return Sheet(name, sheet.rows, sheet.merges, sheet.hidden, extras=extras)


def _seen_from(viewer: Part, parts: Sequence[Part]) -> dict[str, str]:
    """How each sheet of the set is called in the results of one file."""
    return {
        name: own if part is viewer else f"{own}〔{os.path.basename(part.path)}〕"
        for part in parts
        for name, own in part.own.items()
    }


def _share(whole: Run, part: Part, parts: Sequence[Part]) -> Run:
    """What of the set's results belongs to one file."""
    told = _seen_from(part, parts)
    return whole._replace(
        forms=tuple(form for form in whole.forms if form.sheet in part.own),
        summaries=tuple(s._replace(sheet=told[s.sheet]) for s in whole.summaries if s.sheet in part.own),
        findings=tuple(_renamed(f, told) for f in whole.findings if f.field.sheet in part.own),
        unchecked=tuple(_moved(u, told) for u in whole.unchecked if not u.sheet or u.sheet in part.own),
    )


def _renamed(finding: Finding, told: Mapping[str, str]) -> Finding:
    return finding._replace(
        field=_at(finding.field, told),
        related=tuple(_at(field, told) for field in finding.related),
        message=_said(finding.message, told),
        arguments={name: _said(value, told) for name, value in finding.arguments.items()},
        hint=_said(finding.hint, told),
        expected=_said(finding.expected, told),
    )


def _moved(unchecked: Unchecked, told: Mapping[str, str]) -> Unchecked:
    return unchecked._replace(sheet=told.get(unchecked.sheet, ""), reason=_said(unchecked.reason, told))


def _at(field: Field, told: Mapping[str, str]) -> Field:
    return field._replace(sheet=told.get(field.sheet, field.sheet))


def _said(text: str, told: Mapping[str, str]) -> str:
    """A sentence with the names that sheets have only while they are checked together put back."""
    if "〔第" not in text:
        return text
    for name, own in told.items():
        if name.endswith("份〕"):
            text = text.replace(name, own)
    return text
