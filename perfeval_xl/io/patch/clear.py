"""Taking our marks out of a file again: by its record byte for byte, or one by one where others have saved it since."""

from collections.abc import Mapping

from ...core.book import Book
from ...core.cells import Place
from ...core.edits import FILLS
from ...core.fills import NONE, read_fill, rgb_of
from ...core.findings_sheet import find_header
from ...core.marked import Befores, Messages, by_sheet, fills_before, taken_over, told_in
from ..errors import Fault
from ..package import Package
from ..parts import parse, sheet_parts
from .cells import restyled, styled, styles_of
from .comments import comments_of, is_empty, is_marked, said, without_comments
from .markup import tags
from .new_sheet import solid
from .record import UndoRecord, digest, record_parts
from .removal import disconnected, without_own_sheets
from .shapes import has_shapes, without_boxes
from .styles import StyleSheet
from .work import Work
from .worksheet import note_drawing, without_child

_NO_FILL = '<fill><patternFill patternType="none"/></fill>'
_OF_A_FILL = frozenset("fill patternFill fgColor bgColor gradientFill stop color".split())  # ECMA-376 Part 1, 18.8.20


def original(work: Work, record: UndoRecord | None) -> bytes | None:
    """The file as it was before it was annotated; None when that can no longer be told byte for byte."""
    if record is None or not record.fits(work.archive):
        return None
    entries = {part: entry for part, (_, entry) in record.replaced.items()}
    data = b"".join(work.archive.rewritten(entries, record.added, record.orders))
    if digest(data) != record.original:  # something else has changed as well: what was typed into another sheet, say
        try:
            sheet_parts(Package(data))
        except Fault:
            return None
    return data


def cleared(work: Work, book: Book, record: UndoRecord | None) -> bool:
    """Take out of *work* what is ours: fills, comments, the findings sheet, the record. False when nothing was.

    *book* is the same file as read; its findings sheets tell which fills the marked cells had, and *record* where they
    do not any more.
    """
    parts = sheet_parts(work.package)
    sheets = {sheet.name: sheet for sheet in book.sheets}
    ours = [name for name in parts if name in sheets and find_header(sheets[name]) is not None]
    telling = told_in(book)
    renamed = Befores(before for before in telling if before.sheet not in parts)
    remembered, of_sheet = Befores([*telling, *(record.before if record else ())]), by_sheet(telling)
    messages, changed = Messages(telling), bool(ours or record)
    styles = _Styles(work)
    for name, part in parts.items():
        if name not in ours:
            notes = _notes(work, part)
            fills = fills_before(notes, of_sheet.get(name, ()), renamed, remembered, name)
            changed |= styles.given_back(part, fills)
            changed |= _uncommented(work, part, messages) if notes else False
    styles.put()
    without_own_sheets(work, {name: parts[name] for name in ours})
    if record is not None:
        _forgotten(work)
    return changed


# -- marks on cells ------------------------------------------------------------------------------------------------


def _notes(work: Work, part: str) -> dict[Place, str]:
    """The comments of a sheet in which there are words of ours."""
    comments = work.related(part, "comments")
    notes = {}
    if comments is not None:
        text = work.text(comments)
        for comment in comments_of(text):
            words = said(text[comment.tag.start : comment.end])
            if is_marked(words):
                notes[comment.place] = words
    return notes


class _Styles:
    """The workbook's styles, and which of them show a fill of ours."""

    def __init__(self, work: Work):
        self._work = work
        self._part = work.related(work.workbook, "styles")
        self._sheet = None if self._part is None else StyleSheet(work.text(self._part))
        formats = self._sheet.items("cellXfs") if self._sheet else ()
        self._ours = frozenset(index for index, _ in enumerate(formats) if self._is_ours(index))

    def _is_ours(self, index: int) -> bool:
        shown = read_fill(self._sheet.fill_of(index))  # LibreOffice writes the nearest colour it knows beside it
        return shown is not None and shown.rgb in FILLS.values()

    def given_back(self, part: str, fills: Mapping[Place, str]) -> bool:
        """Give the cells of a sheet that show one of our fills the fill they had. What the user has coloured since stays."""
        text = self._work.text(part)
        marked = styled(text, self._ours) if self._ours else set()
        marked |= {place for place, style in styles_of(text, fills).items() if style in self._ours}
        if not marked:
            return False
        known = {place: fill for place, fill in fills.items() if place in marked}
        known |= taken_over(known, lambda near: marked.intersection(near))
        text = restyled(text, marked, lambda place, style: self._sheet.with_fill(style, _fill(known.get(place, NONE))))
        self._work.put(part, text)
        return True

    def put(self) -> None:
        """Put what was added into the styles part."""
        if self._sheet is not None:
            self._work.put(self._part, self._sheet.text())


def _fill(text: str) -> str:
    """The ``<fill>`` that was written down; none for what is no fill: the column is hidden, but anybody can type there."""
    rgb = rgb_of(text)
    if rgb is not None:
        return solid(rgb)
    if text.startswith("<fill>"):
        try:
            parse(text.encode())
        except Fault:
            return _NO_FILL
        if _OF_A_FILL.issuperset(tag.name for tag in tags(text)):
            return text
    return _NO_FILL


def _uncommented(work: Work, part: str, messages: Messages) -> bool:
    comments = work.related(part, "comments")
    text, gone = without_comments(work.text(comments), messages)
    if text == work.text(comments):
        return False
    work.put(comments, text)
    drawing = note_drawing(work, part)
    if drawing is not None:
        left = without_boxes(work.text(drawing), gone)
        work.put(drawing, left)
        if not has_shapes(left):
            disconnected(work, part, drawing)
            work.put(part, without_child(work.text(part), "legacyDrawing"))
    if is_empty(text):
        disconnected(work, part, comments)
    return True


# -- our own parts -------------------------------------------------------------------------------------------------


def _forgotten(work: Work) -> None:
    for source, part in [*record_parts(work)]:
        for _, properties in work.relations(part).values():
            work.remove(properties)
        disconnected(work, source, part)
