"""Described changes of an open sheet: fills, notes, values. A filter hides cells from changes of a whole range, so on a
filtered sheet each cell is changed by itself."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from ...core.cells import Place, address
from ...core.fills import NO_FILL, NONE, Fill, read_fill, spelled
from .com import XL_NONE, XL_SOLID, hexadecimal, rgb
from .state import unlocked

_LONGEST_ADDRESS = 240  # characters; Excel takes 255
_AUTOMATIC = 64
_TEXT = "@"
_NOTE_WIDTH, _LINE = 260, 14  # points
_LETTERS_A_LINE = 20


def read_fills(sheet, places: Collection[Place]) -> dict[Place, str]:
    """The fills of cells; "" for a pattern or gradient."""
    return {place: _fill_of(_cell(sheet, place)) for place in places}


def _fill_of(cell) -> str:
    pattern = cell.api.Interior.Pattern
    if pattern == XL_NONE:
        return NONE
    colour = cell.color if pattern == XL_SOLID else None
    return spelled(hexadecimal(colour)) if colour is not None else ""


def write_fills(sheet, fills: Mapping[Place, str]) -> None:
    """Give cells fills, those of one fill together. One that no host can write (a pattern) becomes none."""
    if not fills:
        return
    by_fill: dict[Fill, list[Place]] = {}
    for place, text in fills.items():
        by_fill.setdefault(read_fill(text) or NO_FILL, []).append(place)
    with unlocked(sheet):
        for fill, places in by_fill.items():
            for cells in _ranges(sheet, places):
                _fill(cells, fill)


def _fill(cells, fill: Fill) -> None:
    """Theme colours count from 1 in Excel's object model, the palette without the eight that it repeats."""
    if fill.rgb:
        cells.color = rgb(fill.rgb)
    elif fill.theme is not None:
        interior = cells.api.Interior
        interior.ThemeColor = fill.theme + 1
        interior.TintAndShade = float(fill.tint)
    elif fill.index is not None and fill.index < _AUTOMATIC:
        cells.api.Interior.ColorIndex = fill.index - 7 if fill.index > 7 else fill.index + 1
    else:
        cells.color = None


def write_notes(sheet, notes: Mapping[Place, str]) -> None:
    """Make these the notes (批注) of the cells, "" for none. A cell with a thread can have none, and keeps the thread."""
    if not notes:
        return
    with unlocked(sheet):
        for place, text in notes.items():
            _note(_cell(sheet, place), text)


def _note(cell, text: str) -> None:
    if _has_thread(cell):  # asked first: a thread has a note too, which tells older versions of it
        return
    note = cell.note
    if not text:
        if note is not None:
            note.delete()
        return
    if note is not None:
        note.text = text
    else:
        note = cell.add_note(text)
    shape = note.api.Shape
    shape.Width = _NOTE_WIDTH
    shape.Height = _LINE * (1 + sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n")))


def _has_thread(cell) -> bool:
    """Excel before 2019 knows no threads."""
    return getattr(cell.api, "CommentThreaded", None) is not None


def write_values(sheet, values: Mapping[Place, str | float | None]) -> None:
    """Put values into cells one by one. A merged area is emptied as a whole: Excel empties no part of it."""
    if not values:
        return
    with unlocked(sheet):
        for place, value in values.items():
            cell = _cell(sheet, place)
            if value is None:
                cell.merge_area.clear_contents()
            elif isinstance(value, str):
                cell.raw_value = value if cell.number_format == _TEXT else as_text(value)
            else:
                if cell.number_format == _TEXT:  # there a number would become a text
                    cell.number_format = "General"
                cell.raw_value = float(value)


def as_text(value: str) -> str:
    """A text that stays one: behind an apostrophe Excel sees neither formula nor number nor date."""
    return f"'{value}" if value else ""


def insert_rows(sheet, row: int, count: int) -> None:
    """Empty rows before *row*, formatted as the row above."""
    with unlocked(sheet):
        sheet.range(f"{row + 1}:{row + count}").insert("down", "format_from_left_or_above")


def _cell(sheet, place: Place):
    return sheet.range((place[0] + 1, place[1] + 1))


def _ranges(sheet, places: Collection[Place]) -> Iterator:
    """As few ranges as their addresses allow."""
    if sheet.api.FilterMode:
        return map(lambda place: _cell(sheet, place), places)
    return map(sheet.range, joined(address(*place) for place in places))


def joined(addresses: Iterable[str]) -> Iterator[str]:
    """Addresses joined by commas, none longer than Excel takes."""
    line = ""
    for one in addresses:
        if line and len(line) + len(one) >= _LONGEST_ADDRESS:
            yield line
            line = ""
        line = f"{line},{one}" if line else one
    if line:
        yield line
