"""Cells of a worksheet part given another style; a cell, or a row, that has no element yet gets one.

ECMA-376 Part 1, 18.3.1.4 (c), 18.3.1.73 (row), 18.3.1.80 (sheetData).
"""

import re
from bisect import bisect
from collections.abc import Callable, Collection, Iterable, Iterator

from ...core.cells import Place, address, column_number
from ...core.patterns import Pattern
from ..errors import damaged
from .markup import ATTRIBUTES, Splice, Tag, attribute, first, number, spliced, tags, whole, with_attribute, written

# row and c alone: a sheet has ten times as many other tags.
_NOT_A_TAG = r"<!--.*?-->|<!\[CDATA\[.*?\]\]>"
_ROW = Pattern(rf"(?s:{_NOT_A_TAG})|<([\w.-]+:)?row(?=[\s/>]){ATTRIBUTES}(/?)>")
_CELL = Pattern(rf"<([\w.-]+:)?c(?=[\s/>]){ATTRIBUTES}(/?)>")
_IN_ROW = Pattern(rf"(?s:{_NOT_A_TAG})|<([\w.-]+:)?c(?=[\s/>]){ATTRIBUTES}(/?)>|(</(?:[\w.-]+:)?row\s*>)")

_NUMBER = Pattern(r"(?:^|\s)r\s*=\s*[\"']([0-9]+)")
_AT_CELL = Pattern(r"(?:^|\s)r\s*=\s*[\"']\$?([A-Za-z]{1,3})\$?([0-9]{1,7})[\"']")
_AT = Pattern(r"(?:^|\s)r\s*=\s*[\"']\$?([A-Za-z]{1,3})\$?[0-9]")

_STYLED = Pattern(r'<(?:[\w.-]+:)?c r="[A-Z]+[0-9]+" s="([0-9]+)"')  # as nearly everybody writes it
_STYLE = Pattern(r"\ss\s*=\s*[\"']([^\"']*)[\"']")

Restyle = Callable[[Place, int], int]  # (place, style index it has) → style index it gets
Style = tuple[int, int, int]  # from where to where the style index of a cell is written, or would be, and the index


def restyled(text: str, places: Iterable[Place], restyle: Restyle) -> str:
    """The worksheet part with these cells restyled. Raises Fault for a part without sheetData."""
    wanted: dict[int, list[int]] = {}
    for row, col in sorted(set(places)):
        wanted.setdefault(row, []).append(col)
    if not wanted:
        return text
    data = first(text, "sheetData")
    if data is None:
        raise damaged("工作表部分")
    in_place = _in_place(text, data, wanted, restyle)
    if in_place is not None:
        return in_place
    columns = _column_styles(text[: data.start])
    if data.empty:
        rows = "".join(_new_row(data.prefix, row, cols, restyle, columns) for row, cols in wanted.items())
        name = f"{data.prefix}sheetData"
        return spliced(text, [Splice(data.start, data.end, f"<{name}{data.attributes}>{rows}</{name}>")])
    return spliced(text, _row_by_row(text, data, wanted, restyle, columns))


def _row_by_row(text: str, data: Tag, wanted: dict[int, list[int]], restyle: Restyle, columns: list) -> Iterator[Splice]:
    """Splices for rows and cells that may have no element, or do not say where they are."""
    at, close, left = -1, data.end, list(wanted)
    for match in _ROW.finditer(text, data.end):
        if match[2] is None:
            continue
        stated, close = _NUMBER.search(match[2]), match.end()
        at = int(stated[1]) - 1 if stated else at + 1
        if at < left[0]:
            continue
        row = _tag("row", match)
        before = [missing for missing in left if missing < at]
        del left[: len(before)]
        for missing in before:
            yield Splice(row.start, row.start, _new_row(data.prefix, missing, wanted[missing], restyle, columns))
        if at in left[:1]:
            yield from _in_row(text, row, at, wanted[left.pop(0)], restyle, columns)
        if not left:
            return
    end = _end_of_data(text, close)
    for row in left:
        yield Splice(end, end, _new_row(data.prefix, row, wanted[row], restyle, columns))


def _in_place(text: str, data: Tag, wanted: dict[int, list[int]], restyle: Restyle) -> str | None:
    """The part where each cell has an element that begins with its address, as nearly always; else None.

    Then *restyle* is asked once more for the cells that were found, and must answer the same.
    """
    if "<!" in text:
        return None
    begin, at, done, pieces = f'<{data.prefix}c r="', data.end, 0, []
    for row, cols in wanted.items():
        for col in cols:
            at = text.find(f'{begin}{address(row, col)}"', at)
            style = _style(text, at) if at >= 0 else None
            if style is None:
                return None
            start, end, index = style
            index = restyle((row, col), index)
            pieces += text[done:start], str(index) if end > start else f' s="{index}"'
            done = end
    return "".join((*pieces, text[done:]))


def _style(text: str, at: int) -> Style | None:
    """The style of the cell whose start tag stands there, None where none stands there."""
    usual = _STYLED.match(text, at)
    if usual:
        return *usual.span(1), int(usual[1])
    cell = _CELL.match(text, at)
    if cell is None:
        return None
    stated = _STYLE.search(text, *cell.span(2))
    if stated:
        return *stated.span(1), whole(stated[1])
    end = cell.start(2) + len(cell[2].rstrip())
    return end, end, 0


def _tag(name: str, match) -> Tag:
    return Tag(name, match[1] or "", match[2], False, bool(match[3]), match.start(), match.end())


def _end_of_data(text: str, start: int) -> int:
    """Where the end tag of sheetData stands."""
    for tag in tags(text, start):
        if tag.close and tag.name == "sheetData":
            return tag.start
    raise damaged("工作表部分")


def _column_styles(head: str) -> list[tuple[int, int, int]]:
    """(first, last, style) of the columns that have a style of their own; columns from 0."""
    return [
        (number(tag.attributes, "min") - 1, number(tag.attributes, "max") - 1, style)
        for tag in tags(head)
        if tag.name == "col" and (style := number(tag.attributes, "style"))
    ]


def _inherited(row_attributes: str, col: int, columns: list[tuple[int, int, int]]) -> int:
    """The style that an absent cell shows: its row's, else its column's."""
    if attribute(row_attributes, "customFormat") in ("1", "true"):
        return number(row_attributes, "s")
    return next((style for first, last, style in columns if first <= col <= last), 0)


def _new_cell(prefix: str, row: int, col: int, restyle: Restyle, style: int) -> str:
    return f'<{prefix}c r="{address(row, col)}" s="{restyle((row, col), style)}"/>'


def _new_row(prefix: str, row: int, cols: list[int], restyle: Restyle, columns: list) -> str:
    cells = "".join(_new_cell(prefix, row, col, restyle, _inherited("", col, columns)) for col in cols)
    return f'<{prefix}row r="{row + 1}">{cells}</{prefix}row>'


def _in_row(text: str, row: Tag, line: int, cols: list[int], restyle: Restyle, columns: list) -> list[Splice]:
    """Splices for the wanted cells of one row."""
    if row.empty:
        cells = "".join(_new_cell(row.prefix, line, c, restyle, _inherited(row.attributes, c, columns)) for c in cols)
        opened = f"<{row.prefix}row{row.attributes.rstrip()}>"
        return [Splice(row.start, row.end, f"{opened}{cells}</{row.prefix}row>")]
    there, end = _cells_of(text, row)
    present = {col for col, _ in there}
    missing = [col for col in cols if col not in present]
    splices = []
    for col, match in there:
        if col in cols:
            cell = _tag("c", match)
            style = number(cell.attributes, "s")
            cell = with_attribute(cell, "s", str(restyle((line, col), style)))
            splices.append(Splice(cell.start, cell.end, written(cell)))
    for col in missing:  # what counts from the cell before it stands right behind that: nothing comes between
        after = bisect([c for c, _ in there], col)
        at = there[after][1].start() if after < len(there) else end
        missed = _new_cell(row.prefix, line, col, restyle, _inherited(row.attributes, col, columns))
        splices.append(Splice(at, at, missed))
    return splices


def _cells_of(text: str, row: Tag) -> tuple[list[tuple[int, re.Match]], int]:
    """The start tags of the cells of a row by column, and where the row's end tag stands."""
    found, col = [], -1
    for match in _IN_ROW.finditer(text, row.end):
        if match[4]:
            return found, match.start()
        if match[2] is not None:
            stated = _AT.search(match[2])
            col = column_number(stated[1]) if stated else col + 1
            found.append((col, match))
    raise damaged("工作表部分")


def styles_of(text: str, places: Iterable[Place]) -> dict[Place, int]:
    """The style index of each of these cells, as the sheet shows it."""
    found: dict[Place, int] = {}

    def keep(place: Place, style: int) -> int:
        found[place] = style
        return style

    restyled(text, places, keep)
    return found


def styled(text: str, styles: Collection[int]) -> set[Place]:
    """The cells that have one of these styles and say where they are."""
    found = set()
    for match in re.finditer(rf"\ss\s*=\s*[\"'](?:{'|'.join(map(str, sorted(styles)))})[\"']", text):
        cell = _CELL.match(text, text.rfind("<", 0, match.start()))
        stated = _AT_CELL.search(cell[2]) if cell and match.end() <= cell.end() else None
        if stated:
            found.add((int(stated[2]) - 1, column_number(stated[1])))
    return found
