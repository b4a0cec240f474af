"""Several books as one submission (同一单位同一年度的一套材料): checked together, told apart again file by file.

Two files may both have a “Sheet1”. While they are checked together such sheets are called “Sheet1〔第2份〕”; in the
results a file's own sheets have their own names again, and another file's sheet is called “Sheet1〔name of the file〕”.
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from .core.book import Book, Sheet
from .core.cells import Field
from .core.findings import Finding, Unchecked
from .core.patterns import Pattern
from .core.profiles import ProfileError
from .core.record import Record
from .core.run import Run
from .recognition import recognise
from .rules.check import check_forms, completed, named_profile, nothing_recognised, profile_in

_NUMBERED = Pattern("〔第([0-9]+)份〕")  # what is put behind the name of a sheet


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
        completed(share, book) if found else Run(reason=nothing_recognised(book))
        for share, found, (_, book) in zip(_shares(whole, parts), recognised, books)
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
    return Sheet(name, sheet.rows, sheet.merges, sheet.hidden, extras, sheet.bad)


class _Seen:
    """How the sheets of the set are called in the results of one of its files."""

    def __init__(self, viewer: int, parts: Sequence[Part], part_of: Mapping[str, int]):
        """*part_of* is the number of the file that a sheet, by its name in the set, comes from."""
        self._viewer, self._parts, self._part_of = viewer, parts, part_of

    def name(self, sheet: str) -> str:
        """The file's own name of its sheet; of another's the name with the file's."""
        number = self._part_of.get(sheet)
        return sheet if number is None else self._parts[number].own[sheet] + self._behind(number)

    def said(self, text: str) -> str:
        """A sentence with the names that sheets have only while they are checked together put back."""
        return _NUMBERED.sub(self._put_back, text) if "〔第" in text else text

    def _put_back(self, found: re.Match) -> str:
        number, before = int(found[1]) - 1, found.string[: found.end()]
        own = self._parts[number].own if 0 <= number < len(self._parts) else ()
        is_name = any(name.endswith(found[0]) and before.endswith(name) for name in own)
        return self._behind(number) if is_name else found[0]

    def _behind(self, number: int) -> str:
        return "" if number == self._viewer else f"〔{os.path.basename(self._parts[number].path)}〕"


def _shares(whole: Run, parts: Sequence[Part]) -> list[Run]:
    """What of the set's results belongs to each file."""
    part_of = {name: number for number, part in enumerate(parts) for name in part.own}

    def shared(items: Sequence, sheet_of: Callable[..., str]) -> list[list]:
        found = [[] for _ in parts]
        for item in items:
            if (number := part_of.get(sheet_of(item))) is not None:
                found[number].append(item)
        return found

    forms, summaries = (shared(each, lambda one: one.sheet) for each in (whole.forms, whole.summaries))
    findings = shared(whole.findings, lambda finding: finding.field.sheet)
    unchecked: list[list[Unchecked]] = [[] for _ in parts]
    for one in whole.unchecked:  # in their order: those of no sheet are told for every file
        number = part_of.get(one.sheet)
        for told in unchecked if not one.sheet else () if number is None else (unchecked[number],):
            told.append(one)
    runs = []
    for number in range(len(parts)):
        seen = _Seen(number, parts, part_of)
        runs.append(
            whole._replace(
                forms=tuple(forms[number]),
                summaries=tuple([each._replace(sheet=seen.name(each.sheet)) for each in summaries[number]]),
                findings=tuple([_renamed(finding, seen) for finding in findings[number]]),
                unchecked=tuple([_moved(one, seen) for one in unchecked[number]]),
            )
        )
    return runs


def _renamed(finding: Finding, seen: _Seen) -> Finding:
    return finding._replace(
        field=_at(finding.field, seen),
        related=tuple([_at(field, seen) for field in finding.related]),
        message=seen.said(finding.message),
        arguments={name: seen.said(value) for name, value in finding.arguments.items()},
        hint=seen.said(finding.hint),
        expected=seen.said(finding.expected),
    )


def _moved(unchecked: Unchecked, seen: _Seen) -> Unchecked:
    return unchecked._replace(sheet=seen.name(unchecked.sheet), reason=seen.said(unchecked.reason))


def _at(field: Field, seen: _Seen) -> Field:
    return field._replace(sheet=seen.name(field.sheet))
