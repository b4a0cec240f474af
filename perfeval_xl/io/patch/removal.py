"""Whole parts taken out of a package: with what leads to them, and with what only they lead to."""

from collections.abc import Callable, Mapping

from ...core.book import Book, Sheet
from ..parts import sheet_parts
from .markup import first
from .properties import unlisted
from .relations import relations_part
from .shared_strings import emptied
from .work import Work
from .workbook import without_sheet

_SHARED = frozenset(("image", "pivotCacheDefinition", "workbook", "worksheet", "slicer"))  # other sheets may use it too


def disconnected(work: Work, source: str, part: str) -> None:
    """Remove a part, and what leads to it from *source*."""
    ids = {relation for relation, (_, target) in work.relations(source).items() if target.lower() == part.lower()}
    work.remove(part)
    if ids and relations_part(source) in work:
        work.unrelate(source, ids)


def without_records(work: Work, book: Book, which: Callable[[Sheet], bool]) -> bool:
    """Take out of *work* the sheets that are a record of this package, of those kinds that *which* tells; False when there
    are none. *book* is the same file as read. A workbook that is nothing else stays: one without sheets cannot be opened."""
    there = sheet_parts(work.package)
    gone = {sheet.name: there[sheet.name] for sheet in book.sheets if which(sheet)}
    if not gone or len(gone) == len(book.sheets):
        return False
    without_own_sheets(work, gone)
    return True


def without_own_sheets(work: Work, parts: Mapping[str, str]) -> None:
    """Remove sheets of ours, their parts by name: with what they say in the shared strings, with a drawing and its chart,
    and with comments that somebody has put there."""
    texts = [work.text(part) for part in parts.values()]
    for name, part in parts.items():
        _without(work, name, part)
    emptied(work, texts)


def _without(work: Work, name: str, part: str) -> None:
    text, relation = without_sheet(work.text(work.workbook), name)
    work.put(work.workbook, text)
    unlisted(work, name)
    if first(work.text(part), "f"):  # somebody has put formulas there, and their order of calculation names the sheet
        chain = work.related(work.workbook, "calcChain")
        if chain is not None:
            disconnected(work, work.workbook, chain)
    _with_its_parts(work, part)
    work.unrelate(work.workbook, {relation})


def _with_its_parts(work: Work, part: str) -> None:
    """Remove a part and what only it leads to: a drawing, its chart, what Excel lays beside a chart when it saves."""
    work.remove(part)
    for kind, target in work.relations(part).values():
        if target in work and kind not in _SHARED:
            _with_its_parts(work, target)
