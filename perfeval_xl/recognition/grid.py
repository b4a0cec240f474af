"""Grid: one sheet as recognition sees it: texts squeezed of spaces, merges resolved, fields made on demand."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache, partial

from ..core.book import CellError, Sheet, Shown
from ..core.cells import Field
from ..core.money import HUNDRED, MONEY_UNITS, ONE, decimal, half_width, places_of, plain, read_number, round_half_up

_SPACES = re.compile(r"[\s\u3000\xa0\u200b\ufeff]+")
_CONVERSION_TRACE = re.compile(r"\[bookmark:[^\]]*\]")
_TO_SQUEEZE = re.compile(r"[\s\u3000\xa0\u200b\ufeff０-９．，－＋（）％：\[]")  # a text without any of these is squeezed already
_INVISIBLE = frozenset("\u200b\ufeff")  # str.strip does not count these as white space
_OUTER = " \t\r\n\f\v\u3000\xa0\u200b\ufeff"

_EXACT = 10**15  # from here on a spreadsheet's number has no reliable last digit, and is printed as it is
_MOST_DECIMALS = 12
_HUGE_MERGE = 20000  # cells; a merge over whole columns is decoration
_new_field = partial(tuple.__new__, Field)  # half the cost of calling the class: a workbook has thousands of fields


@lru_cache(maxsize=16384)
def squeeze(text: str) -> str:
    """A label without any white space and with half-width brackets, as labels are compared: “年初\\n预算数” → “年初预算数”."""
    if _TO_SQUEEZE.search(text) is None:
        return text
    return _SPACES.sub("", half_width(_CONVERSION_TRACE.sub("", text)))


def tidy(text: str) -> str:
    """A text as a person reads it: traces of conversion gone, outer white space gone, line breaks kept."""
    if "[" in text:
        text = _CONVERSION_TRACE.sub("", text)
    text = text.strip()
    return text.strip(_OUTER) if text[:1] in _INVISIBLE or text[-1:] in _INVISIBLE else text


class Grid:
    """A sheet's cells by (row, col) from 0. Covered cells of a merge read as its top-left cell."""

    __slots__ = ("sheet", "name", "rows", "height", "_anchors", "_spans", "_formats")

    def __init__(self, sheet: Sheet):
        self.sheet = sheet
        self.name = sheet.name
        self.rows = sheet.rows
        self.height = len(sheet.rows)
        self._anchors: dict[tuple[int, int], tuple[int, int]] | None = None  # of the covered cells
        self._spans: dict[tuple[int, int], tuple[int, int, int, int]] | None = None
        self._formats: Mapping[tuple[int, int], Shown] | None = None

    # -- texts ---------------------------------------------------------------------------------------------------

    def texts(self, top: int = 0, bottom: int | None = None) -> list[tuple[int, int, str]]:
        """(row, col, squeezed text) of every text cell between two rows, both included."""
        top = max(top, 0)
        found = []
        for row, cells in enumerate(self.rows[top : None if bottom is None else bottom + 1], top):
            for col, value in enumerate(cells):
                if value and value.__class__ is str and (text := squeeze(value)):
                    found.append((row, col, text))
        return found

    def value(self, row: int, col: int):
        """The plain value standing at (row, col) itself; "" outside the grid."""
        if 0 <= row < self.height and 0 <= col < len(self.rows[row]):
            return self.rows[row][col]
        return ""

    def label(self, row: int, col: int) -> str:
        """The squeezed text at (row, col); "" for anything but text."""
        value = self.value(row, col)
        return squeeze(value) if value.__class__ is str else ""

    # -- merges --------------------------------------------------------------------------------------------------

    def anchor(self, row: int, col: int) -> tuple[int, int]:
        """The top-left cell of the merge that covers (row, col), or the cell itself."""
        place = row, col
        anchors = self._anchors if self._anchors is not None else self._resolve_merges()
        return anchors.get(place, place)

    def _resolve_merges(self) -> dict[tuple[int, int], tuple[int, int]]:
        self._anchors = {
            (r, c): (top, left)
            for top, left, bottom, right in self.sheet.merges
            if (bottom - top + 1) * (right - left + 1) <= _HUGE_MERGE
            for r in range(top, min(bottom + 1, self.height))
            for c in range(left, right + 1)
            if r != top or c != left
        }
        return self._anchors

    def span(self, row: int, col: int) -> tuple[int, int, int, int]:
        """(top, left, bottom, right) of the merge at (row, col), or the single cell."""
        if self._spans is None:
            self._spans = {tuple(merge[:2]): tuple(merge) for merge in self.sheet.merges}
        return self._spans.get(self.anchor(row, col)) or (row, col, row, col)

    # -- fields --------------------------------------------------------------------------------------------------

    def field(self, row: int, col: int, label: str = "", *, merged: bool = True) -> Field:
        """The cell as a text field with its number, if it is one, as printed."""
        if merged:
            row, col = self.anchor(row, col)
        value = self.value(row, col)
        if value == "":
            return Field(self.name, row, col, "", None, label)
        if value.__class__ is str:
            text, number = _read_text(value)
        elif value.__class__ is CellError:
            return Field(self.name, row, col, value.code, None, label, "", value)
        else:
            number, text = self._shown(row, col, value)
        return Field(self.name, row, col, text, number, label)

    def text_fields(self, lines: Iterable[tuple[int, Iterable[tuple[int, str]]]]) -> tuple[Field, ...]:
        """The text cells of (row, its (col, squeezed text)) as fields of plain text, for rules that read every word."""
        name, rows, made = self.name, self.rows, []
        for row, line in lines:
            cells = rows[row]
            for col, squeezed in line:
                text = cells[col]
                made.append(_new_field((name, row, col, text if text == squeezed else tidy(text), None, "", "", None)))
        return tuple(made)

    def fields(self, row: int, places: Iterable[tuple[int, str]], unit: str = "") -> list[Field]:
        """``field(row, col, label)``, or with a *unit* ``amount(…)``, for every (col, label) of a row.

        What blocks of many columns are read with: one pass without a call for each cell.
        """
        name, cells, width = self.name, self.rows[row], len(self.rows[row])
        covered = self._anchors if self._anchors is not None else self._resolve_merges()
        factor = MONEY_UNITS.get(unit, ONE)
        made = []
        for col, label in places:
            value = cells[col] if col < width else ""
            kind = value.__class__
            if (row, col) in covered or kind is not str and kind is not float and kind is not int:
                made.append(scaled(self.field(row, col, label), unit))
                continue
            if value == "":
                text, number = "", None
            elif kind is str:
                text, number = _read_text(value)
            else:
                if self._formats is None:
                    self._formats = self.sheet.formats or {}
                number, text = _shown_number(value, self._formats.get((row, col)))
            if factor is not ONE and number is not None:
                number *= factor
            made.append(_new_field((name, row, col, text, number, label, unit, None)))
        return made

    def amount(self, row: int, col: int, unit: str, label: str = "") -> Field:
        """The cell as an amount: its number in 万元, *unit* being the unit the table is printed in."""
        return scaled(self.field(row, col, label), unit)

    def percentage(self, row: int, col: int, label: str = "") -> Field:
        """The cell as a rate in percentage points: “99.16%”, 0.9916 formatted as %, or the bare fraction 0.9916.

        A bare number of at most 1 is a fraction, a larger one is points already (design.md, Percent).
        """
        return as_percentage(self.field(row, col, label))

    def _shown(self, row: int, col: int, value) -> tuple[Decimal | None, str]:
        """What a numeric, date or logical cell shows: (number, text)."""
        kind = value.__class__
        if kind is not float and kind is not int:
            if isinstance(value, bool):
                return None, "TRUE" if value else "FALSE"
            if not isinstance(value, (int, float, Decimal)):
                return None, str(value).removesuffix(" 00:00:00")  # a date without a time of day
        if self._formats is None:
            self._formats = self.sheet.formats or {}
        return _shown_number(value, self._formats.get((row, col)))


@lru_cache(maxsize=16384)
def _read_text(text: str) -> tuple[str, Decimal | None]:
    """A text cell as (tidy text, number)."""
    text = tidy(text)
    return text, read_number(text)


@lru_cache(maxsize=16384, typed=True)
def _shown_number(value: int | float | Decimal, shown: Shown | None) -> tuple[Decimal | None, str]:
    """A numeric cell as (number, text), both with the decimals that its format prints."""
    number = decimal(value)
    if not number.is_finite():
        return None, str(value)
    if abs(number) >= _EXACT:
        return number, plain(number)
    if shown is not None and shown.percent:
        number *= HUNDRED
        places = places_of(number.normalize()) if shown.decimals is None else shown.decimals
        number = round_half_up(number, min(places, _MOST_DECIMALS))
        return number, f"{number:f}%"
    if shown is None or shown.decimals is None:
        if number == number.to_integral_value():
            number = number.quantize(1)
        return number, plain(number)
    number = round_half_up(number, min(shown.decimals, _MOST_DECIMALS))
    return number, f"{number:f}"


def scaled(field: Field, unit: str) -> Field:
    """A field printed in *unit* with its number brought to 万元."""
    sheet, row, col, text, number, label, _, bad = field
    if number is not None and unit in MONEY_UNITS:
        number *= MONEY_UNITS[unit]
    return Field(sheet, row, col, text, number, label, unit, bad)


def as_percentage(field: Field) -> Field:
    """A field with its number in percentage points."""
    number = percentage_points(field)
    sheet, row, col, text, _, label, unit, bad = field
    return Field(sheet, row, col, text, number, label, unit, bad)


def percentage_points(field: Field) -> Decimal | None:
    """The number of a rate in percentage points; None if its text is no number."""
    number = field.number
    if field.text[-1:] in ("%", "％"):
        return _read_text(field.text[:-1])[1] if number is None else number
    if number is not None and abs(number) <= 1:
        return number * HUNDRED
    return number
