"""Cells that were marked before, and the fill each had: told by the sheet 校验结果, found by our comments.

The file patcher and the live hosts clear by the same reading.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from .book import Book, Sheet
from .cells import Place, parse_address
from .edits import COMMENT_START, CUT_OFF, EXPLAINED, Mark
from .edits import Place as EditPlace
from .fills import NO_FILL, NONE, read_fill
from .findings_rows import written_rows
from .findings_sheet import CELL, MESSAGE, PREVIOUS_FILL, RULE, SHEET, find_header
from .record import Record

_START = COMMENT_START.rstrip()  # a program may trim the blank
_LAST = 1048575, 16383  # row and column of a sheet, from 0
# What is put in looks like what is above it or to the left, unless the spreadsheet is told otherwise.
_TAKEN_OVER_FROM = ((1, 0), (0, 1)), ((-1, 0), (0, -1))
_BEGINNING = 40  # characters of a message by which it is known again; a comment may be cut off further on


class Before(Record):
    """What a findings sheet says of one marked cell: where it was, what was said there, which fill it had."""

    sheet: str
    place: Place
    rule: str
    message: str
    fill: str

    @property
    def beginning(self) -> str:
        """The first words of the message, as a comment has them."""
        return " ".join(self.message.split())[:_BEGINNING]

    def is_in(self, words: str) -> bool:
        """Whether a comment says this."""
        return f"{self.rule}】" in words and self.beginning in words

    def likeness(self, place: Place, words: str) -> tuple[bool, bool, bool]:
        """How much a comment that says this is like the one of this cell: the more, the later in order."""
        return self.place == place, " ".join(self.message.split()) in words, self.place[1] == place[1]


def told(sheet: Sheet) -> Iterator[Before]:
    """Every marked cell that a findings sheet tells of."""
    for _, values in written_rows(sheet):
        named = {label: str(value) for label, value in values.items()}
        if named.get(PREVIOUS_FILL):
            try:
                place = parse_address(named[CELL])
            except ValueError:  # somebody has typed there
                continue
            if place[0] > _LAST[0] or place[1] > _LAST[1]:
                continue
            yield Before(named[SHEET], place, named.get(RULE, ""), named.get(MESSAGE, ""), named[PREVIOUS_FILL])


def told_in(book: Book) -> list[Before]:
    """The same of all findings sheets of a book; what a copy of one says again is said once."""
    telling = (before for sheet in book.sheets if find_header(sheet) is not None for before in told(sheet))
    return list(dict.fromkeys(telling))


def coloured(marks: Iterable[Mark], fills: Mapping[EditPlace, str]) -> Iterator[Before]:
    """The same of marks about to be made, for those cells whose fill would be lost with the sheet 校验结果."""
    for mark in marks:
        fill = fills.get(mark.place, NONE)
        if read_fill(fill) != NO_FILL:
            rule, _, words = mark.comment.removeprefix(COMMENT_START).partition("】")
            message = words.partition("\n")[0].partition("：")[2][:_BEGINNING]
            yield Before(mark.place.sheet, (mark.place.row, mark.place.col), rule, message, fill)


class Befores:
    """What is told of marked cells, each told of one: found by its place, or by the words of a comment."""

    def __init__(self, told: Iterable[Before]):
        self._order = {before: order for order, before in enumerate(dict.fromkeys(told))}
        self._at: dict[Place, list[Before]] = {}
        self._said: dict[tuple[str, str], list[Before]] = {}
        for before in self._order:
            self._at.setdefault(before.place, []).append(before)
            self._said.setdefault((before.rule, before.beginning), []).append(before)
        self._lengths = sorted({len(beginning) for _, beginning in self._said})

    def __iter__(self) -> Iterator[Before]:
        return iter(self._order)

    def take(self, before: Before) -> None:
        """It has been found, and is told of no other cell."""
        del self._order[before]

    def at(self, place: Place) -> Iterator[Before]:
        """Those told of a place."""
        return (before for before in self._at.get(place, ()) if before in self._order)

    def saying(self, words: str) -> Sequence[Before]:
        """Those whose words a comment says, in their order."""
        if not self._order:
            return ()
        keys = [
            (line[1], words[line.end() : line.end() + length])
            for line in re.finditer(COMMENT_START + "([^】]*)】[^：]*：", words)
            for length in self._lengths
        ]
        found = {before for key in keys for before in self._said.get(key, ()) if before in self._order}
        # Somebody may have written around in the comment; then each is compared.
        return sorted(found, key=self._order.get) if found else [before for before in self if before.is_in(words)]


def by_sheet(telling: Iterable[Before]) -> dict[str, list[Before]]:
    """What is told, by the name that its sheet had."""
    found: dict[str, list[Before]] = {}
    for before in telling:
        found.setdefault(before.sheet, []).append(before)
    return found


def fills_before(
    notes: Mapping[Place, str], here: Iterable[Before], renamed: Befores, telling: Befores, name: str
) -> dict[Place, str]:
    """The fill that each marked cell of a sheet had. Rows may have been inserted since: a mark is where its comment is.

    *notes* are the sheet's comments of ours, *here* what is told of this sheet, *renamed* of sheets that are no longer
    there by that name; what is found among these is taken out. A comment beyond those was copied with its cell or its
    sheet, from what *telling*, everything that is told, tells of; or its row has been deleted from the findings sheet,
    and the record of the file, if it has one, tells of it among those. Else the cell had, most likely, no fill.
    *name* is the sheet's.
    """
    fills, left = {}, Befores(here)
    ways = (
        lambda place, words: (left, (before for before in left.at(place) if before.is_in(words))),
        lambda place, words: (left, left.saying(words)),
        lambda place, words: (renamed, renamed.saying(words)),
        lambda place, words: (left, (before for before in left.at(place) if f"{before.rule}】" in words)),  # said in other words since
    )
    for way in ways:
        for place, words in notes.items():
            if place not in fills:
                source, found = way(place, words)
                before = next(iter(found), None)
                if before is not None:
                    fills[place] = before.fill
                    source.take(before)
    for place, words in notes.items():
        if place not in fills:
            said = telling.saying(words)
            if said:
                fills[place] = max(said, key=lambda before: (before.sheet == name, *before.likeness(place, words))).fill
    for before in left:  # its comment is gone, or there was none because of a threaded one
        fills.setdefault(before.place, before.fill)
    return {**dict.fromkeys(notes, NONE), **fills}


def taken_over(fills: Mapping[Place, str], marked: Callable[[Collection[Place]], Collection[Place]]) -> dict[Place, str]:
    """Cells that look like a mark beside them, as rows and columns do that somebody puts in, and the fill they would have.

    *fills* are those of the marked cells; *marked* says which of some cells show a fill of ours.
    """
    found: dict[Place, str] = {}
    for ways in _TAKEN_OVER_FROM:
        edge = {**fills, **found}
        while edge:
            near: dict[Place, str] = {}
            for down, right in ways:
                for (row, col), fill in edge.items():
                    place = row + down, col + right
                    there = min(place) >= 0 and place[0] <= _LAST[0] and place[1] <= _LAST[1]
                    if there and place not in fills and place not in found:
                        near.setdefault(place, fill)
            edge = {place: near[place] for place in marked(near)} if near else {}
            found |= edge
    return found


def with_own_words(comment: str, note: str) -> str:
    """The comment of a cell that has one already, with ours behind it."""
    return f"{comment}\n{note}" if comment else note


def is_our_line(line: str) -> bool:
    """Whether a line of a comment begins as ours do."""
    return line.lstrip().startswith(_START)


class Messages:
    """What was said in comments, to tell it from what somebody typed right behind it: there a spreadsheet puts the cursor."""

    def __init__(self, telling: Iterable[Before] = ()):
        self._said = {(before.rule, " ".join(before.message.split())) for before in telling if before.message}
        self._lengths = sorted({len(message) for _, message in self._said}, reverse=True)

    def behind(self, line: str) -> str:
        """What somebody else wrote on a line of ours; "" where the message is not known any more."""
        rule, _, words = line.lstrip().removeprefix(_START).partition("】")
        words = words.partition("：")[2]
        length = next((length for length in self._lengths if (rule.strip(), words[:length]) in self._said), None)
        own = "" if length is None else words[length:]
        if own.startswith(EXPLAINED) or CUT_OFF in own:  # which may itself hold brackets
            own = own.rpartition("）")[2]
        return own.strip()


def own_words(comment: str, messages: Messages) -> str:
    """What somebody else wrote in a comment: the lines that are not ours, and what stands behind ours."""
    if COMMENT_START not in comment:
        return comment
    lines = [messages.behind(line) or None if is_our_line(line) else line for line in comment.split("\n")]
    return "\n".join([line for line in lines if line is not None]).rstrip("\r\n")
