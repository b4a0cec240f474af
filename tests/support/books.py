"""Books of the examples, and books with one thing changed."""

from functools import lru_cache
from pathlib import Path

from perfeval_xl.core.book import Book, Extras, Sheet
from perfeval_xl.io.reader import read_book
from perfeval_xl.recognition import recognise

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "workbooks" / "examples"
SHARED = ROOT.parent / "shared"


@lru_cache(maxsize=None)
def example(name: str) -> Book:
    """An example workbook, read once."""
    return read_book(str(EXAMPLES / f"{name}.xlsx"))


@lru_cache(maxsize=None)
def example_forms(name: str) -> tuple:
    """Its typed forms."""
    return recognise(example(name)).forms


def with_value(book: Book, sheet_name: str, row: int, col: int, value) -> Book:
    """The same book with one cell changed. A text keeps no number format: it shows what it says."""
    return book._replace(sheets=tuple(_changed(s, row, col, value) if s.name == sheet_name else s for s in book.sheets))


def _changed(sheet: Sheet, row: int, col: int, value) -> Sheet:
    rows = [list(cells) for cells in sheet.rows]
    rows[row][col] = value
    formats = dict(sheet.formats or {})
    if isinstance(value, str):
        formats.pop((row, col), None)
    return Sheet(
        sheet.name, tuple(map(tuple, rows)), sheet.merges, sheet.hidden, Extras(formats, sheet.formulas, sheet.comments)
    )


def with_blank_row(sheet: Sheet, at: int) -> Sheet:
    """The sheet with an empty row put in before row *at*; merges across it grow, as in a spreadsheet."""
    rows = [*sheet.rows[:at], (), *sheet.rows[at:]]
    merges = [(t + (t >= at), left, b + (b >= at), right) for t, left, b, right in sheet.merges]
    formats = {(r + (r >= at), c): shown for (r, c), shown in (sheet.formats or {}).items()}
    return Sheet(sheet.name, tuple(rows), merges, sheet.hidden, Extras(formats, {}, {}))


def with_blank_column(sheet: Sheet, at: int) -> Sheet:
    """The sheet with an empty column put in before column *at*."""
    rows = tuple((*row[:at], "", *row[at:]) if at <= len(row) else row for row in sheet.rows)
    merges = [(t, left + (left >= at), b, right + (right >= at)) for t, left, b, right in sheet.merges]
    formats = {(r, c + (c >= at)): shown for (r, c), shown in (sheet.formats or {}).items()}
    return Sheet(sheet.name, rows, merges, sheet.hidden, Extras(formats, {}, {}))


def without_row(sheet: Sheet, at: int) -> Sheet:
    """The sheet after row *at* was deleted; what a merge showed from there, its next row shows, as in a spreadsheet."""
    rows = [list(row) for row in sheet.rows]
    for top, left, bottom, _ in sheet.merges:
        if top == at < bottom:
            rows[at + 1][left] = rows[at][left]
    merges = [(t - (t > at), left, b - (b >= at), right) for t, left, b, right in sheet.merges if not t == at == b]
    merges = [merge for merge in merges if merge[:2] != merge[2:]]
    formats = {(r - (r > at), c): shown for (r, c), shown in (sheet.formats or {}).items() if r != at}
    return Sheet(sheet.name, tuple(map(tuple, rows[:at] + rows[at + 1 :])), merges, sheet.hidden, Extras(formats, {}, {}))


def with_row_twice(sheet: Sheet, at: int) -> Sheet:
    """The sheet with a copy of row *at* put in below it; merges across it grow."""
    rows, copy, merges = list(sheet.rows), list(sheet.rows[at]), []
    for t, left, b, right in sheet.merges:
        if t == at == b:
            merges.append((t + 1, left, b + 1, right))
        elif t <= at <= b and left < len(copy):
            copy[left] = ""
        merges.append((t + (t > at), left, b + (t != b and b >= at or b > at), right))
    formats = {(r + (r > at), c): shown for (r, c), shown in (sheet.formats or {}).items()}
    formats |= {(r + 1, c): shown for (r, c), shown in (sheet.formats or {}).items() if r == at}
    rows.insert(at + 1, tuple(copy))
    return Sheet(sheet.name, tuple(rows), merges, sheet.hidden, Extras(formats, {}, {}))


def with_sheet(book: Book, name: str, change) -> Book:
    """The same book with one sheet *change* d."""
    return book._replace(sheets=tuple(change(sheet) if sheet.name == name else sheet for sheet in book.sheets))


def renamed(sheet: Sheet, name: str) -> Sheet:
    """The same sheet under another name."""
    return Sheet(name, sheet.rows, sheet.merges, sheet.hidden, sheet.extras)
