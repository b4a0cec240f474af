"""A seal (封存信息) taken out of a file: before it is sealed anew, and before it is published."""

from ...core.book import Book
from ...core.findings_sheet import is_seal_sheet
from ..parts import sheet_parts
from .properties import unlisted
from .work import Work
from .workbook import without_sheet


def without_seal(work: Work, book: Book) -> bool:
    """Take the sheets 封存信息 out of *work*; False when there are none. *book* is the same file as read."""
    seals = [sheet.name for sheet in book.sheets if is_seal_sheet(sheet)]
    parts = sheet_parts(work.package)
    for name in seals:
        text, relation = without_sheet(work.text(work.workbook), name)
        work.put(work.workbook, text)
        unlisted(work, name)
        work.remove(parts[name])
        work.unrelate(work.workbook, {relation})
    return bool(seals)
