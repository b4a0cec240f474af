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
