"""Taking our marks out of a file again: by its record byte for byte, or one by one where others have saved it since."""

from collections.abc import Iterator, Mapping

from ...core.book import Book
from ...core.cells import parse_address
from ...core.edits import FILLS
from ...core.findings_sheet import CELL, MESSAGE, PREVIOUS_FILL, RULE, SHEET, find_header
from ...core.record import Record
from ..errors import Fault
from ..package import Package
from ..parts import parse, parser, related, sheet_parts
from .cells import restyled, styles_of
from .comments import comments_of, is_empty, is_marked, said, without_comments
from .markup import first, tags
from .record import UndoRecord, digest
from .relations import relations_part
from .shapes import has_shapes, without_boxes
from .styles import StyleSheet
from .work import Work
from .workbook import without_sheet
from .worksheet import note_drawing, without_child

_NO_FILL = '<fill><patternFill patternType="none"/></fill>'
_SHARED = frozenset(("image", "pivotCacheDefinition", "workbook", "worksheet", "slicer"))  # other sheets may use it too
_OF_A_FILL = frozenset("fill patternFill fgColor bgColor gradientFill stop color".split())  # ECMA-376 Part 1, 18.8.20
_LAST = 1048575, 16383  # row and column of a sheet, from 0
_BEGINNING = 40  # characters of a message by which it is known again; a comment may be cut off further on
Place = tuple[int, int]  # row, column, from 0


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

    *book* is the same file as read; its findings sheets tell which fills the marked cells had.
    """
    parts = sheet_parts(work.package)
    sheets = {sheet.name: sheet for sheet in book.sheets}
    ours = [name for name in parts if name in sheets and find_header(sheets[name]) is not None]
    told = [before for name in ours for before in _told(sheets[name])]
    renamed = [before for before in told if before.sheet not in parts]
    changed = bool(ours or record)
    for name, part in parts.items():
        if name not in ours:
            changed |= _unmarked(work, part, [before for before in told if before.sheet == name], renamed)
    for name in ours:
        _without(work, name, parts[name])
    if record is not None:
        _forgotten(work, record)
    return changed


class Before(Record):
    """What a findings sheet says of one marked cell: where it was, what was said there, which fill it had."""

    sheet: str
    place: Place
    rule: str
    message: str
    fill: str

    def is_in(self, words: str) -> bool:
        """Whether a comment says this."""
        return f"{self.rule}】" in words and " ".join(self.message.split())[:_BEGINNING] in words


def _told(sheet) -> Iterator[Before]:
    row, columns = find_header(sheet)
    for values in sheet.rows[row + 1 :]:
        named = {label: str(values[col]) for label, col in columns.items()}
        if named.get(PREVIOUS_FILL):
            try:
                place = parse_address(named[CELL])
            except ValueError:  # somebody has typed there
                continue
            if place[0] > _LAST[0] or place[1] > _LAST[1]:
                continue
            yield Before(named[SHEET], place, named.get(RULE, ""), named.get(MESSAGE, ""), named[PREVIOUS_FILL])


# -- marks on cells ------------------------------------------------------------------------------------------------


def _unmarked(work: Work, part: str, told: list[Before], renamed: list[Before]) -> bool:
    """One sheet without our fills and comments; whether there were any."""
    comments = next(iter(related(work.package, part, "comments")), None)
    notes = {}
    if comments is not None:
        text = work.text(comments)
        for comment in comments_of(text):
            words = said(text[comment.tag.start : comment.end])
            if is_marked(words):
                notes[comment.place] = words
    fills = _fills(notes, told, renamed)
    touched = _refilled(work, part, fills) if fills else False
    return (_uncommented(work, part, comments) if notes else False) or touched


def _fills(notes: Mapping[Place, str], told: list[Before], renamed: list[Before]) -> dict[Place, str]:
    """The fill that each marked cell had. Rows may have been inserted since: a mark is where its comment is now.

    *told* is of this sheet, *renamed* of sheets that are no longer there by that name. Where nothing is told of a
    comment, its row has been deleted from the findings sheet: the cell had, most likely, no fill.
    """
    fills, left = {}, list(told)
    ways = (
        lambda before, place, words: before.place == place and before.is_in(words),
        lambda before, place, words: before.is_in(words),
        lambda before, place, words: before.place == place and f"{before.rule}】" in words,  # said in other words since
    )
    for way, source in ((ways[0], left), (ways[1], left), (ways[1], renamed), (ways[2], left)):
        for place, words in notes.items():
            if place in fills:
                continue
            before = next((before for before in source if way(before, place, words)), None)
            if before is not None:
                fills[place] = before.fill
                source.remove(before)
    for before in left:  # its comment is gone, or there was none because of a threaded one
        fills.setdefault(before.place, before.fill)
    return {**dict.fromkeys(notes, _NO_FILL), **fills}


def _refilled(work: Work, part: str, fills: Mapping[Place, str]) -> bool:
    """Give cells that show one of our fills the fill they had. Cells that the user has coloured since stay."""
    styles_part = next(iter(related(work.package, work.workbook, "styles")), None)
    if styles_part is None:
        return False
    styles = StyleSheet(work.text(styles_part))

    def is_ours(style: int) -> bool:
        shown = styles.fill_of(style).upper()
        return any(f'RGB="FF{colour}"' in shown for colour in FILLS.values())

    text = work.text(part)
    marked = [place for place, style in styles_of(text, fills).items() if is_ours(style)]
    if not marked:
        return False

    def restyle(place: Place, style: int) -> int:
        return styles.with_fill(style, fills[place] if _is_fill(fills[place]) else _NO_FILL)

    work.put(part, restyled(text, marked, restyle))
    work.put(styles_part, styles.text())
    return True


def _is_fill(text: str) -> bool:
    """Whether it still is what was written down: the column is hidden, but anybody can type there."""
    if not text.startswith("<fill>"):
        return False
    try:
        parse(parser(), text.encode())
    except Fault:
        return False
    return _OF_A_FILL.issuperset(tag.name for tag in tags(text))


def _uncommented(work: Work, part: str, comments: str) -> bool:
    text, gone = without_comments(work.text(comments))
    if text == work.text(comments):
        return False
    work.put(comments, text)
    drawing = note_drawing(work, part)
    if drawing is not None:
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
    if first(work.text(part), "f"):  # somebody has put formulas there, and their order of calculation names the sheet
        for chain in related(work.package, work.workbook, "calcChain"):
            _disconnected(work, work.workbook, chain)
    _with_its_parts(work, part)
    work.unrelate(work.workbook, {relation})


def _with_its_parts(work: Work, part: str) -> None:
    """Remove a part and what only it leads to: a drawing, its chart, what Excel lays beside a chart when it saves."""
    work.remove(part)
    for kind, target in work.relations(part).values():
        if target in work and kind not in _SHARED:
            _with_its_parts(work, target)


def _forgotten(work: Work, record: UndoRecord) -> None:
    for _, properties in work.relations(record.part).values():
        work.remove(properties)
    _disconnected(work, work.workbook, record.part)
