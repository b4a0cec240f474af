"""The cells of an .ods: error values, how numbers are shown, which stands beside each as text, and merges.

OpenDocument 1.2 Part 1, 9.1 (tables), 19.676 and 19.679 (spans), 19.385 (office:value-type), with LibreOffice's calcext:value-type.
"""

from collections.abc import Mapping
from math import log10

from ..core.book import BadCell, CellError, Shown
from ..core.patterns import Pattern
from .number_formats import names_unit, words_of
from .other_files import Told
from .package import Package
from .parts import local, parse

_MOST_REPEATED = 100_000  # cells that stand for more than themselves; a form has a handful
_NUMBERS = ("float", "percentage", "currency")
_PRINTED = Pattern(r"([^0-9]*)([0-9][0-9,]*(?:\.([0-9]+))?)([^0-9]*)")
_DATE = Pattern(r"(?:[0-9]{4}(年))?(?:[0-9]{1,2}(月))?(?:[0-9]{1,2}(日))?")
_SCALED = (900, 1e13)  # a thousand and more, less what rounding adds to the printed figure


def worksheets(data: bytes) -> list[Told]:
    """Of each table in its order. Raises Fault."""
    reader = _Reader()
    parse(Package(data).read("content.xml"), reader.start, reader.end, reader.characters)
    return [
        Told(tuple(table.bad), lambda formats=table.formats: formats, tuple(table.merges)) for table in reader.tables
    ]


class _Table:
    """What one table told so far."""

    def __init__(self):
        self.bad: list[BadCell] = []
        self.formats: dict[tuple[int, int], Shown] = {}
        self.merges: list[tuple[int, int, int, int]] = []


class _Reader:
    """Where the parser stands in a content.xml, and the tables so far."""

    def __init__(self):
        self.tables: list[_Table] = []
        self._row = self._col = self._rows = self._cols = self._repeated = 0
        self._kind = ""
        self._text: list[str] | None = None  # of an error cell or a number
        self._value = ""

    def start(self, name, attributes):
        tag = local(name)
        if tag == "table":
            self.tables.append(_Table())
            self._row = self._rows = 0
        elif tag == "table-row":
            self._row += self._rows
            self._rows, self._col, self._cols = _times(attributes, "number-rows-repeated"), 0, 0
        elif tag in ("table-cell", "covered-table-cell"):
            self._col += self._cols
            self._cols = _times(attributes, "number-columns-repeated")
            kinds = {value for name, value in attributes.items() if local(name) == "value-type"}
            self._kind = next((kind for kind in ("error", *_NUMBERS, "date") if kind in kinds), "")
            self._text = [] if self._kind else None
            self._value = next((value for name, value in attributes.items() if local(name) == "value"), "")
            down, right = (_times(attributes, f"number-{way}-spanned") - 1 for way in ("rows", "columns"))
            if down > 0 or right > 0:
                self.tables[-1].merges.append((self._row, self._col, self._row + down, self._col + right))

    def characters(self, text):
        if self._text is not None:
            self._text.append(text)

    def end(self, name):
        if self._text is None or local(name) not in ("table-cell", "covered-table-cell"):
            return
        text, self._text = "".join(self._text).strip(), None
        if self._rows * self._cols > 1:
            self._repeated += self._rows * self._cols
        if self._repeated > _MOST_REPEATED:
            return
        table = self.tables[-1]
        how = None
        if self._kind != "error":
            how = _date(text) if self._kind == "date" else _shown(text, self._kind == "percentage", self._value)
        for row in range(self._row, self._row + self._rows):
            for col in range(self._col, self._col + self._cols):
                if self._kind == "error":
                    table.bad.append((row, col, CellError(text or "#VALUE!")))
                elif how:
                    table.formats[row, col] = how


def _shown(text: str, percent: bool, value: str) -> Shown | None:
    """How the value is printed; None for a text that is no figure, such as 1.5E+10 or ###."""
    match = _PRINTED.fullmatch(text)
    if match is None:
        return None
    before, figure, decimals, behind = match.groups()
    scale = 0 if percent else _scale(value, figure)
    if scale and names_unit(text):
        return None
    behind = behind.replace("%", "", 1) if percent else behind
    return Shown(len(decimals or ""), percent, scale, words_of(before.removesuffix("-")), words_of(behind))


def _date(text: str) -> Shown | None:
    """Which parts of a date are printed; None for a whole one, and for one in numbers."""
    match = _DATE.fullmatch(text)
    parts = "".join(letter for letter, there in zip("ymd", match.groups()) if there) if match else ""
    return None if parts in ("", "ymd", "d") else Shown(None, date=parts)


def _scale(value: str, printed: str) -> int:
    """The power of ten by which the printed figure is smaller than the value: 4 where 元 are printed as 万元."""
    try:
        ratio = abs(float(value)) / float(printed.replace(",", ""))
    except (ValueError, ZeroDivisionError):
        return 0
    return round(log10(ratio)) if _SCALED[0] < ratio < _SCALED[1] else 0


def _times(attributes: Mapping[str, str], name: str) -> int:
    """How many rows or columns an element stands for."""
    said = next((value for full, value in attributes.items() if local(full) == name), "")
    return int(said) if said.isdecimal() else 1
