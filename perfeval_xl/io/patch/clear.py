"""Taking our marks out of a file again: by its record byte for byte, or one by one where others have saved it since."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...core.book import Book
from ...core.cells import parse_address
from ...core.edits import FILLS
from ...core.findings_sheet import CELL, MESSAGE, PREVIOUS_FILL, RULE, SHEET, find_header
from ..parts import related, sheet_parts
from .cells import restyled
from .comments import comments_of, is_empty, said, without_comments
from .record import Record, found
from .relations import relations_part
from .shapes import has_shapes, without_boxes
from .styles import StyleSheet
from .work import Work
from .workbook import without_sheet
from .worksheet import without_child

_NO_FILL = '<fill><patternFill patternType="none"/></fill>'
Place = tuple[int, int]  # row, column, from 0


def original(work: Work) -> Iterator | None:
    """The pieces of the file as it was before it was annotated; None when that can no longer be told byte for byte."""
    record = found(work)
    if record is None or not record.fits(work.archive):
        return None
    entries = {part: entry for part, (_, entry) in record.replaced.items()}
    return work.archive.rewritten(entries, record.added, record.orders)


def cleared(work: Work, book: Book) -> bool:
    """Take out of *work* what is ours: fills, comments, the findings sheet, the record. False when nothing was.

    *book* is the same file as read; its findings sheets tell which fills the marked cells had.
    """
    record, parts = found(work), sheet_parts(work.package)
    sheets = {sheet.name: sheet for sheet in book.sheets}
    ours = [name for name in parts if name in sheets and find_header(sheets[name]) is not None]
    told = [before for name in ours for before in _told(sheets[name])]
    changed = bool(ours or record)
    for name, part in parts.items():
        if name not in ours:
            changed |= _unmarked(work, part, [before for before in told if before.sheet == name])
    for name in ours:
        _without(work, name, parts[name])
    if record is not None:
        _forgotten(work, record)
    return changed


class Before(NamedTuple):
    """What a findings sheet says of one marked cell: where it was, what was said there, which fill it had."""

    sheet: str
    place: Place
    said: str
    fill: str


def _told(sheet) -> Iterator[Before]:
    row, columns = find_header(sheet)
    for values in sheet.rows[row + 1 :]:
        named = {label: str(values[col]) for label, col in columns.items()}
        if named.get(PREVIOUS_FILL) and named[CELL]:
            yield Before(named[SHEET], parse_address(named[CELL]), f"{named[RULE]}】|{named[MESSAGE]}", named[PREVIOUS_FILL])


# -- marks on cells ------------------------------------------------------------------------------------------------


def _unmarked(work: Work, part: str, told: Sequence[Before]) -> bool:
    """One sheet without our fills and comments; whether there were any."""
    comments = next(iter(related(work.package, part, "comments")), None)
    fills = {before.place: before.fill for before in told}
    if comments is not None:
        fills |= _fills_by_comment(work.text(comments), told)
    touched = _refilled(work, part, fills) if fills else False
    return (_uncommented(work, part, comments) if comments is not None else False) or touched


def _fills_by_comment(text: str, told: Sequence[Before]) -> dict[Place, str]:
    """Rows may have been inserted since: a mark is where its comment is now."""
    fills = {}
    for comment in comments_of(text):
        words = said(text[comment.tag.start : comment.end])
        for before in told:
            rule, _, message = before.said.partition("|")
            if rule in words and message[:40] in words:
                fills[comment.place] = before.fill
                break
    return fills


def _refilled(work: Work, part: str, fills: Mapping[Place, str]) -> bool:
    """Give cells that show one of our fills the fill they had. Cells that the user has coloured since stay."""
    styles_part = next(iter(related(work.package, work.workbook, "styles")), None)
    if styles_part is None:
        return False
    styles = StyleSheet(work.text(styles_part))

    def restyle(place: Place, style: int) -> int:
        shown = styles.fill_of(style)
        if not any(f"{colour}" in shown for colour in FILLS.values()):
            return style
        before = fills[place]
        return styles.with_fill(style, before if before.startswith("<") else _NO_FILL)

    text = work.text(part)
    restored = restyled(text, fills, restyle)
    work.put(part, restored)
    work.put(styles_part, styles.text())
    return restored != text


def _uncommented(work: Work, part: str, comments: str) -> bool:
    text, gone = without_comments(work.text(comments))
    if text == work.text(comments):
        return False
    work.put(comments, text)
    for drawing in related(work.package, part, "vmlDrawing"):
        left = without_boxes(work.text(drawing), gone)
        work.put(drawing, left)
        if not has_shapes(left):
            _disconnected(work, part, drawing)
            work.put(part, without_child(work.text(part), "legacyDrawing"))
    if is_empty(text):
        _disconnected(work, part, comments)
    return True


def _disconnected(work: Work, source: str, part: str) -> None:
    """Remove a part, and what leads to it from *source*."""
    ids = {relation for relation, (_, target) in work.relations(source).items() if target.lower() == part.lower()}
    work.remove(part)
    if ids and relations_part(source) in work:
        work.unrelate(source, ids)


# -- our own parts -------------------------------------------------------------------------------------------------


def _without(work: Work, name: str, part: str) -> None:
    """Remove a findings sheet with its drawing and its chart."""
    text, relation = without_sheet(work.text(work.workbook), name)
    work.put(work.workbook, text)
    for _, drawing in work.relations(part).values():
        for _, chart in work.relations(drawing).values():
            for _, style in work.relations(chart).values():  # what Excel lays beside a chart when it saves
                work.remove(style)
            work.remove(chart)
        work.remove(drawing)
    work.remove(part)
    work.unrelate(work.workbook, {relation})


def _forgotten(work: Work, record: Record) -> None:
    for _, properties in work.relations(record.part).values():
        work.remove(properties)
    _disconnected(work, work.workbook, record.part)
