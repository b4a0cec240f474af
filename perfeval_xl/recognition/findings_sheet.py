"""Our own sheet 校验结果 in a workbook: told from the forms, and read for the explanations typed there."""

from collections.abc import Iterator

from ..core.book import Book, Sheet
from ..core.explanations import Given
from ..core.findings_sheet import EXPLANATION, FINGERPRINT, KEY, header_columns

_HEADER_WITHIN = 12  # rows from the top


def find_header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The header row of a findings sheet and its columns by label; None for any other sheet."""
    for number, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        if KEY in row:
            columns = header_columns(row)
            if columns:
                return number, columns
    return None


def without_findings_sheets(book: Book) -> Book:
    """The book as it was before findings were written into it."""
    kept = tuple(sheet for sheet in book.sheets if find_header(sheet) is None)
    return book if len(kept) == len(book.sheets) else book._replace(sheets=kept)


def explanations(book: Book) -> list[Given]:
    """What was typed under 核实说明, in every findings sheet of the book."""
    return [given for sheet in book.sheets for given in _typed(sheet)]


def _typed(sheet: Sheet) -> Iterator[Given]:
    header = find_header(sheet)
    if header is None:
        return
    row, columns = header
    for values in sheet.rows[row + 1 :]:
        key, text, figures = (_text(values[columns[label]]) for label in (KEY, EXPLANATION, FINGERPRINT))
        if key and text:
            yield Given(key, text, figures)


def _text(value) -> str:
    """What a cell says; a number typed as an explanation is one too, if a poor one."""
    return value.strip() if value.__class__ is str else "" if value is None else str(value)
