"""Grid: one sheet as recognition sees it: texts squeezed of spaces, merges resolved, fields made on demand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from ..core.book import CellError, Sheet, Shown
from ..core.cells import Box, Field, shown_amount, shown_date, shown_number
from ..core.money import BEGINNINGS, MONEY_UNITS, ONE, half_width, read_number
from ..core.patterns import Pattern
from ..core.record import new
from .sheet_texts import SheetTexts

BRACKETED = Pattern(r"\([^()]*\)")
_AMOUNT = Pattern(r"(-?\d[\d,]*(?:\.\d+)?)(百万元|万元|千元|百元|亿元|元)")  # of a half-width text without spaces
_CONVERSION_TRACE = Pattern(r"\[bookmark:[^\]]*\]")
_TO_SQUEEZE = Pattern(r"[\s\u200b\ufeff-\uff1a]")  # a text without any of these is squeezed already; U+FF1A is “：”
_INVISIBLE = frozenset("\u200b\ufeff")  # str.strip does not count these as white space
_OUTER = " \t\r\n\f\v\u3000\xa0\u200b\ufeff"

_HUGE_MERGE = 20000  # cells, more than a row has; a merge over whole columns is decoration

Merge = tuple[int, int, int, int]  # (top, left, bottom, right), both corners included
Place = tuple[int, str, str]  # the column of a field, its label, the unit of an amount ("" for anything else)


@lru_cache(maxsize=16384)
def squeeze(text: str) -> str:
    """A label without any white space and with half-width brackets, as labels are compared: “年初\\n预算数” → “年初预算数”."""
    if "[" in text:
        text = _CONVERSION_TRACE.sub("", text)
    if _TO_SQUEEZE.search(text) is None:
        return text
    return "".join(half_width(text).split()).replace("\u200b", "").replace("\ufeff", "")


def unadorned(text: str) -> str:
    """A squeezed heading without brackets and what they hold, colons and stars: “*自评得分(10分):” → “自评得分”."""
    text = BRACKETED.sub("", text) if "(" in text else text
    return text.replace(":", "").replace("*", "").replace("★", "")


def tidy(text: str) -> str:
    """A text as a person reads it: traces of conversion gone, outer white space gone, line breaks kept."""
    if "[" in text:
        text = _CONVERSION_TRACE.sub("", text)
    text = text.strip()
    return text.strip(_OUTER) if text[:1] in _INVISIBLE or text[-1:] in _INVISIBLE else text


class Grid:
    """A sheet's cells by (row, col) from 0. Covered cells of a merge read as its top-left cell."""

    __slots__ = ("sheet", "name", "rows", "height", "usual_unit", "_merges", "_formats")

    def __init__(self, sheet: Sheet, usual_unit: str = "万元"):
        self.sheet = sheet
        self.usual_unit = usual_unit  # of the amounts in a final-account table that states none
        self.name = sheet.name
        self.rows = sheet.rows
        self.height = len(sheet.rows)
        self._merges: dict[int, list[Merge]] | None = None  # by row
        self._formats: Mapping[tuple[int, int], Shown] | None = None

    # -- texts ---------------------------------------------------------------------------------------------------

    def texts(self) -> SheetTexts:
        """Every text cell, squeezed."""
        lines = {}
        for row, cells in enumerate(self.rows):
            line = []
            for col, value in enumerate(cells):
                if value and value.__class__ is str and (text := squeeze(value)):
                    line.append((col, text))
            if line:
                lines[row] = line
        return SheetTexts(lines)

    def value(self, row: int, col: int):
        """The plain value standing at (row, col) itself; "" outside the grid."""
        if row >= 0 <= col:
            try:
                return self.rows[row][col]
            except IndexError:
                pass
        return ""

    def label(self, row: int, col: int) -> str:
        """The squeezed text at (row, col); "" for anything but text."""
        value = self.value(row, col)
        return squeeze(value) if value.__class__ is str else ""

    def is_filled(self, row: int, cols: Iterable[int]) -> bool:
        """Does anything stand at one of the columns of a row?"""
        cells = self.rows[row]
        for col in cols:
            if col < len(cells) and cells[col] != "":
                return True
        return False

    # -- merges --------------------------------------------------------------------------------------------------

    def merge_at(self, row: int, col: int) -> Merge | None:
        """The merge that covers (row, col)."""
        merges = self._by_row() if self._merges is None else self._merges
        for merge in merges.get(row, ()):
            if merge[1] <= col <= merge[3]:
                return merge
        return None

    def is_merged(self, row: int, first: int) -> bool:
        """Does a merge cover a cell of the row at column *first* or right of it?"""
        merges = self._by_row() if self._merges is None else self._merges
        for merge in merges.get(row, ()):
            if merge[3] >= first:
                return True
        return False

    def _by_row(self) -> dict[int, list[Merge]]:
        """The merges by the rows they cover, less those that are decoration: of a row's handful all are gone through."""
        self._merges = found = defaultdict(list)
        for merge in self.sheet.merges:
            top, left, bottom, right = merge
            if bottom == top:
                found[top].append(merge)
            elif (bottom - top + 1) * (right - left + 1) <= _HUGE_MERGE:
                for row in range(top, min(bottom + 1, self.height)):
                    found[row].append(merge)
        return found

    def reach(self, places: Mapping[int, Sequence[int]]) -> int:
        """The last column that the cells at these columns, by row, cover with their merges; -1 for no cells."""
        merges = self._by_row() if self._merges is None else self._merges
        right = max(map(max, places.values()), default=-1)
        for row, cols in places.items():
            for _, left, _, end in merges.get(row, ()):
                if end > right:  # in most forms only the merge of the title
                    right = max([right, *(self.span(row, col)[3] for col in cols if left <= col <= end)])
        return right

    def filled_box(self, top: int, bottom: int) -> Box:
        """What is filled in between two rows, both included, with the merges of the filled cells; at least one is."""
        filled = {}
        for row in range(top, bottom + 1):
            cols = [col for col, value in enumerate(self.rows[row]) if value != ""]
            if cols:
                filled[row] = cols
        return Box(top, min([cols[0] for cols in filled.values()]), bottom, self.reach(filled))

    def anchor(self, row: int, col: int) -> tuple[int, int]:
        """The top-left cell of the merge that covers (row, col), or the cell itself."""
        merge = self.merge_at(row, col)
        return (row, col) if merge is None else (merge[0], merge[1])

    def span(self, row: int, col: int) -> Merge:
        """(top, left, bottom, right) of the merge at (row, col), or the single cell."""
        return self.merge_at(row, col) or (row, col, row, col)

    # -- fields --------------------------------------------------------------------------------------------------

    def field(self, row: int, col: int, label: str = "", *, merged: bool = True, read=shown_number) -> Field:
        """The cell as a text field with its number, if it is one, as printed; of an amount *read* is shown_amount."""
        if merged:
            merges = self._by_row() if self._merges is None else self._merges
            for merge in merges.get(row, ()):
                if merge[1] <= col <= merge[3]:
                    row, col = merge[0], merge[1]
                    break
        try:
            value = self.rows[row][col]
        except IndexError:
            value = ""
        kind = value.__class__
        if kind is str:
            text, number = read_text(value)
        elif kind is float or kind is int:
            number, text = read(value, self._number_formats().get((row, col)))
        elif kind is CellError:
            return Field(self.name, row, col, value.code, None, label, "", value)
        else:
            number, text = self._shown(row, col, value, read)
        return new(Field, (self.name, row, col, text, number, label, "", None))

    def fields(
        self, row: int, places: Sequence[Place | None], of: str = "", merged: bool = True
    ) -> list[Field | None]:
        """The fields of a row at its *places*, None for None. *of* begins every label.

        What blocks of many columns are read with: one pass without a call for each cell, unless the row is *merged*
        at one of them.
        """
        if merged:
            return [place and self.amount(row, place[0], place[2], of + place[1]) for place in places]
        name, cells, formats = self.name, self.rows[row], self._formats
        made: list[Field | None] = []
        for place in places:
            if place is None:
                made.append(None)
                continue
            col, label, unit = place
            try:
                value = cells[col]
            except IndexError:
                value = ""
            kind = value.__class__
            if kind is str:
                text, number = read_text(value)
            elif kind is float or kind is int:
                if formats is None:
                    formats = self._number_formats()
                number, text = (shown_amount if unit else shown_number)(value, formats.get((row, col)))
            else:
                made.append(self.amount(row, col, unit, of + label))
                continue
            if unit and number is not None and unit != "万元":
                number *= MONEY_UNITS.get(unit, ONE)
            made.append(new(Field, (name, row, col, text, number, of + label, unit, None)))
        return made

    def amount(self, row: int, col: int, unit: str, label: str = "") -> Field:
        """The cell as an amount: its number in 万元, *unit* being the unit the table is printed in."""
        return scaled(self.field(row, col, label, read=shown_amount if unit else shown_number), unit)

    def _shown(self, row: int, col: int, value, read) -> tuple[Decimal | None, str]:
        """What a date, a logical value, or a number of a live host shows: (number, text)."""
        if isinstance(value, bool):
            return None, "TRUE" if value else "FALSE"
        shown = self._number_formats().get((row, col))
        if hasattr(value, "year"):  # the module of dates is loaded where there are some
            return None, shown_date(value, shown.date if shown is not None else "")
        return read(value, shown) if isinstance(value, (int, float, Decimal)) else (None, str(value))

    def _number_formats(self) -> Mapping[tuple[int, int], Shown]:
        """The sheet's number formats, read when the first number is met; none where the file does not tell."""
        if self._formats is None:
            self._formats = self.sheet.formats or {}
        return self._formats


@lru_cache(maxsize=16384)
def read_text(text: str) -> tuple[str, Decimal | None]:
    """A text cell as (tidy text, number)."""
    text = tidy(text)
    first = text[:1]  # most texts are words: what neither a digit nor a sign begins is not looked at any further
    return text, read_number(text) if first.isdigit() or first in BEGINNINGS else None


def scaled(field: Field, unit: str) -> Field:
    """A field printed in *unit* with its number brought to 万元."""
    if unit == field.unit == "":
        return field
    sheet, row, col, text, number, label, _, bad = field
    if number is not None and unit in MONEY_UNITS:
        number *= MONEY_UNITS[unit]
    return new(Field, (sheet, row, col, text, number, label, unit, bad))


def amount_with_unit(text: str) -> tuple[str, str] | None:
    """“344.7万元” taken apart, its number and its unit; None for any other text."""
    match = _AMOUNT.fullmatch(half_width(text).replace(" ", ""))
    return match and match.groups()


def with_own_unit(field: Field, unit: str) -> Field:
    """An amount printed in *unit*, unless the cell states its own, as “344.7万元” and “10万” do; its number brought to 万元."""
    if field.number is None and field.text[-1:] in ("元", "万"):
        amount = amount_with_unit(field.text.removesuffix("元") + "元")  # 10万 is 10万元
        if amount:
            return scaled(field._replace(number=read_number(amount[0])), amount[1])
    return scaled(field, unit)


def with_text(field: Field, text: str, label: str | None = None) -> Field:
    """The same cell with a part of its text, which counts as no number."""
    return new(Field, (field.sheet, field.row, field.col, text, None, field.label if label is None else label, "", field.bad))


def as_percentage(field: Field) -> Field:
    """A field as a rate in percentage points: “99.16%”, 0.9916 formatted as %, or the bare fraction 0.9916.

    A bare number of at most 1 is a fraction, a larger one is points already (design.md, Percent).
    """
    number = percentage_points(field)
    if number is field.number:
        return field
    sheet, row, col, text, _, label, unit, bad = field
    return new(Field, (sheet, row, col, text, number, label, unit, bad))


def percentage_points(field: Field) -> Decimal | None:
    """The number of a rate in percentage points; None if its text is no number. 0.9855 has two decimals as 98.55 %."""
    number = field.number
    if field.text[-1:] in ("%", "％"):
        return read_text(field.text[:-1])[1] if number is None else number
    if number is not None and abs(number) <= 1:
        return number.scaleb(2)
    return number
