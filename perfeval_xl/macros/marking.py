"""Marks in an open workbook, put on and taken off. At every step what was typed and what is needed to undo stands in a sheet.

New marks: the old ones come off, the new sheet 校验结果 is written beside the old one, the cells are marked, and only then
is the old sheet taken out. Whoever is interrupted in between presses 清除标记 or 一键校验 again.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from ..core.book import Book
from ..core.cells import Place
from ..core.edits import COMMENT_START, FILLS, SHEET_NAME, Edits, Mark, NewSheet, free_name
from ..core.fills import NONE, spelled
from ..core.findings_sheet import is_findings_sheet
from ..core.host import Host, LockedSheet
from ..core.marked import Befores, Messages, by_sheet, fills_before, own_words, taken_over, told_in, with_own_words

_OURS = frozenset(map(spelled, FILLS.values()))


def findings_sheets(book: Book) -> list[str]:
    """The names of the sheets 校验结果 that are ours."""
    return [sheet.name for sheet in book.sheets if is_findings_sheet(sheet)]


def unmark(host: Host, book: Book) -> tuple[int, list[str]]:
    """Take our fills and comments off the cells; the sheets 校验结果 stay. *book* is what the host holds.

    Returns how many cells had marks, and the sheets that are locked with a password: they keep theirs.
    """
    telling = told_in(book)
    names, of_sheet, messages = {sheet.name for sheet in book.sheets}, by_sheet(telling), Messages(telling)
    renamed, telling = Befores(before for before in telling if before.sheet not in names), Befores(telling)
    marked, locked = 0, []
    for sheet in book.sheets:
        if is_findings_sheet(sheet):
            continue
        notes = {place: words for place, words in (sheet.comments or {}).items() if COMMENT_START in words}
        fills = fills_before(notes, of_sheet.get(sheet.name, ()), renamed, telling, sheet.name)
        if not fills:
            continue
        show = partial(_marked, host, sheet.name)
        ours = {place: fills[place] for place in show(fills)}
        ours |= taken_over(ours, show)
        try:
            host.fill(sheet.name, ours)
            host.comment(sheet.name, {place: own_words(words, messages) for place, words in notes.items()})
            marked += len(ours.keys() | notes.keys())
        except LockedSheet:
            locked.append(sheet.name)
    return marked, locked


def _marked(host: Host, sheet: str, places: Collection[Place]) -> list[Place]:
    """Those of some cells that show a fill of ours."""
    return [place for place, fill in host.fills(sheet, places).items() if fill in _OURS]


def mark(host: Host, book: Book, edits: Edits) -> tuple[str, list[str]]:
    """Apply described edits to the workbook without marks, *book* being what it held before they came off.

    Returns the name of the sheet 校验结果, and the sheets that are locked with a password: they are not marked.
    """
    old = findings_sheets(book)
    comments = {sheet.name: sheet.comments or {} for sheet in book.sheets}
    by_sheet: dict[str, list[Mark]] = {}
    for one in edits.marks:
        by_sheet.setdefault(one.place.sheet, []).append(one)
    told = told_in(book)
    fills, messages = {(one.sheet, one.place): one.fill for one in told}, Messages(told)
    before = {name: _before(host, name, marks, fills) for name, marks in by_sheet.items()}
    locked = []
    name = free_name(edits.sheet.name, [sheet.name for sheet in book.sheets])
    host.add_sheet(with_fills(edits.sheet, before)._replace(name=name))
    for number, (sheet, marks) in enumerate(by_sheet.items(), 1):
        host.progress(f"正在标色：{sheet}（{number}/{len(by_sheet)}）")
        try:
            own = {place: own_words(words, messages) for place, words in comments[sheet].items()}
            _mark(host, sheet, marks, before[sheet], own)
        except LockedSheet:
            locked.append(sheet)
    for sheet in old:
        host.delete_sheet(sheet)
    wanted = free_name(SHEET_NAME, [sheet.name for sheet in book.sheets if sheet.name not in old])
    if wanted != name:
        host.rename_sheet(name, wanted)
    return wanted, locked


def _before(host: Host, sheet: str, marks: Sequence[Mark], telling: Mapping[tuple[str, Place], str]) -> dict[Place, str]:
    """The fills that cells have; of one that still has an old mark, because its sheet is locked, what was told then."""
    shown = host.fills(sheet, [_at(one) for one in marks])
    return {at: telling.get((sheet, at), fill) if fill in _OURS else fill for at, fill in shown.items()}


def _mark(host: Host, sheet: str, marks: Sequence[Mark], before: Mapping[Place, str], own: Mapping[Place, str]):
    """A cell with a pattern keeps it, and has a comment only: the pattern could not be given back.

    *own* is what somebody else wrote in the sheet's comments.
    """
    host.fill(sheet, {_at(one): spelled(FILLS[one.level]) for one in marks if before.get(_at(one))})
    host.comment(sheet, {_at(one): with_own_words(own.get(_at(one), ""), one.comment) for one in marks if one.comment})


def with_fills(sheet: NewSheet, before: Mapping[str, Mapping[Place, str]]) -> NewSheet:
    """The sheet with the fills that the cells had."""
    rows = [
        row if row.previous_fill is None else row.with_fill(before.get(row.place.sheet, {}).get(row.place[1:], NONE))
        for row in sheet.rows
    ]
    return sheet._replace(rows=tuple(rows))


def _at(one: Mark) -> Place:
    return one.place.row, one.place.col
