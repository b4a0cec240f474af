"""The sheet 参数: which profile (方案) and which year (年度) the workbook itself names, each in the cell right of its label."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from unicodedata import normalize

from ..core.book import UNCACHED, Book, CellError, Sheet
from ..core.cells import BLANKS, address
from ..core.money import decimal
from ..core.profiles import (
    SETTINGS_SHEET,
    Profile,
    ProfileError,
    is_path,
    packaged_profile,
    profile_names,
    unknown,
)
from ..core.record import Record

_PROFILE_LABELS = frozenset(("方案", "评价方案", "计分方案", "采用方案", "适用方案"))
_YEAR_LABELS = frozenset(("年度", "评价年度", "年份", "预算年度"))
_AUTOMATIC = frozenset(("自动", "自动识别", "按表识别"))  # as good as nothing


class Told(Record):
    """A value of the sheet and where it stands (“参数”表 B2)."""

    value: object
    where: str


def one_profile(books: Sequence[Book]) -> Profile | None:
    """The profile that books checked together name. Raises ProfileError where they name different ones."""
    profiles = {profile.name: profile for profile in map(book_profile, books) if profile is not None}
    if len(profiles) > 1:
        raise ProfileError(f"几个文件的“参数”表写的方案不同（{'、'.join(profiles)}），请改成一致，或用 --profile 指定")
    return next(iter(profiles.values()), None)


def one_year(books: Sequence[Book]) -> int | None:
    """The first year that books checked together name."""
    return next((year for year in map(book_year, books) if year is not None), None)


def settings_sheet(book: Book) -> Sheet | None:
    """The first sheet of that name; most workbooks have none."""
    return next((sheet for sheet in book.sheets if sheet.name.strip() == SETTINGS_SHEET), None)


def book_profile(book: Book) -> Profile | None:
    """The profile that the workbook names, None where it names none.

    A profile may be named as ``perfeval-xl profiles`` lists it, or by its title. Raises ProfileError for any other
    name: a misspelt one must not pass silently for another profile.
    """
    told = _told(book, _PROFILE_LABELS)
    if told is None:
        return None
    if isinstance(told.value, CellError):
        why = "的公式没有缓存值，请打开并保存一次" if told.value is UNCACHED else f"是错误值 {told.value.code}，请先改正"
        raise ProfileError(f"{told.where}（方案）{why}")
    name = _tidy(str(told.value))
    if name in _AUTOMATIC:
        return None
    if is_path(name):
        # Whoever sends the workbook must not choose which files are opened here.
        raise ProfileError(f"{told.where} 写的方案“{name}”是文件名；这一格只能写方案名，自己的方案文件请用 --profile 给出")
    if name.lower() in profile_names():
        return packaged_profile(name.lower())
    titled = next((known for known in profile_names() if _tidy(packaged_profile(known).title) == name), None)
    if titled is None:
        raise ProfileError(f"{told.where} 写的方案不对：{unknown(name)}；请改正这一格，或用 --profile 指定")
    return packaged_profile(titled)


def book_year(book: Book) -> int | None:
    """The year that the workbook names (2024, “2024年度”); None where it names none that can be read."""
    told = _told(book, _YEAR_LABELS)
    if told is None or isinstance(told.value, (CellError, bool)):
        return None
    if isinstance(told.value, (int, float, Decimal)):
        text = str(decimal(told.value).to_integral_value())
    else:
        text = _tidy(str(told.value)).removesuffix("度").removesuffix("年")
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else None


def _told(book: Book, labels: frozenset[str]) -> Told | None:
    """The first filled cell right of one of the labels."""
    sheet = settings_sheet(book)
    return None if sheet is None else next(_values(sheet, labels), None)


def _values(sheet: Sheet, labels: frozenset[str]) -> Iterator[Told]:
    for row, cells in enumerate(sheet.rows):
        for col, cell in enumerate(cells):
            if _label(cell) in labels:
                filled = next((i for i in range(col + 1, len(cells)) if not _is_blank(cells[i])), None)
                if filled is not None and _label(cells[filled]) not in _PROFILE_LABELS | _YEAR_LABELS:
                    yield Told(cells[filled], f"“{sheet.name}”表 {address(row, filled)}")


def _tidy(text: str) -> str:
    """Full-width letters and digits as their ASCII twins, runs of spaces as one."""
    return " ".join(normalize("NFKC", text).split())


def _label(cell) -> str:
    return "".join(cell.split()).rstrip("：:") if isinstance(cell, str) else ""


def _is_blank(cell) -> bool:
    return isinstance(cell, str) and cell.strip() in BLANKS
