"""A seal (封存信息) taken out of a file: before it is sealed anew, and before it is published."""

from ...core.book import Book
from ...core.findings_sheet import is_seal_sheet
from ..parts import sheet_parts
from .removal import without_own_sheets
from .work import Work


def without_seal(work: Work, book: Book) -> bool:
    """Take the sheets 封存信息 out of *work*; False when there are none. *book* is the same file as read."""
    seals = [sheet.name for sheet in book.sheets if is_seal_sheet(sheet)]
    parts = sheet_parts(work.package)
    without_own_sheets(work, {name: parts[name] for name in seals})
    return bool(seals)
