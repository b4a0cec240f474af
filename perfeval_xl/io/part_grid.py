"""The values and merged ranges of a workbook from its parts, by the standard library alone: where python-calamine cannot
be had, as in LibreOffice's own Python. Slower than calamine; what it answers is the same, which a test holds it to.

ECMA-376 Part 1: 18.3.1.4 (c), 18.3.1.55 (mergeCell), 18.4.8 (si), 18.18.11 (cell types), 22.9.2.19 (_x000D_).
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..core.cells import parse_box
from ..core.patterns import Pattern
from ..core.record import Record
from .errors import damaged, too_large
from .number_formats import DURATION, date_styles
from .package import Package
from .parts import directory, elements, local, parse, related, workbook_part
from .sheet_cells import place_of
from .sheet_part import MAX_AREA, SheetPart

_ESCAPE = Pattern(r"_x([0-9A-Fa-f]{4})_")
_DAY = 86_400  # seconds
_EPOCH, _EPOCH_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)
_LEAP = 60  # the first day after the one that 1900 did not have, but spreadsheets count


class Grid(Record):
    """One worksheet as it lies in the file."""

    name: str
    rows: list[list]
    merges: list[tuple[int, int, int, int]]  # top, left, bottom, right
    hidden: bool


def grids(package: Package, parts: Mapping[str, SheetPart]) -> Iterator[Grid]:
    """The worksheets in their order; chart sheets are none. *parts* are theirs by name. Raises Fault."""
    workbook = package.read(workbook_part(package))
    shown = {one.get("name", ""): one.get("state", "visible") == "visible" for one in elements(workbook, "sheet")}
    values = _Values(package, workbook)
    for name, part in parts.items():
        reader = _Reader(values)
        parse(part.data, reader.start, reader.end, reader.characters)
        if reader.root == "worksheet":
            yield Grid(name, reader.grid(name), reader.merges, not shown.get(name, True))


class _Values:
    """What turns the text of a cell into its value: shared texts, and the styles that make a number a date."""

    def __init__(self, package: Package, workbook: bytes):
        names = related(package, workbook_part(package), "sharedStrings")
        self.texts: Sequence[str] = _texts(package.read(names[0])) if names else ()
        styles = directory(package).styles
        self.dates = date_styles(package.read(styles)) if styles else {}
        options = elements(workbook, "workbookPr")
        self.from_1904 = bool(options) and options[0].get("date1904", "0") in ("1", "true")

    def value(self, kind: str, style: int, text: str):
        """``""`` for none; an error value is left to the marks of the sheet part. Raises Fault."""
        if kind == "s":
            number = int(text) if text.strip().isdecimal() else -1
            if not 0 <= number < len(self.texts):
                raise damaged("共享字符串部分")
            return self.texts[number]
        if kind in ("str", "inlineStr"):
            return unescaped(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "e" or not text.strip():
            return ""
        if kind == "d":
            return _iso(text)
        try:
            number = float(text)
        except ValueError:
            return text
        how = self.dates.get(style)
        return number if how is None else self._moment(number, how == DURATION)

    def _moment(self, number: float, is_duration: bool):
        """As calamine has it: without a day it is a time, without a time of day it is a date."""
        try:
            passed = datetime.timedelta(milliseconds=round(number * _DAY * 1000))
            if is_duration:
                return passed
            if not self.from_1904 and number < _LEAP:
                passed += datetime.timedelta(days=1 if number >= 1 else 0)
            moment = (_EPOCH_1904 if self.from_1904 else _EPOCH) + passed
        except OverflowError:  # no calendar has such a day
            return number
        if number < 1:
            return moment.time()
        return moment.date() if moment.time() == datetime.time() else moment


def _iso(text: str):
    """``2021-01-01``, ``10:10:10`` or both with a T between them; anything else stays a text."""
    for read in (datetime.date.fromisoformat, datetime.time.fromisoformat, datetime.datetime.fromisoformat):
        try:
            return read(text.strip())
        except ValueError:
            pass
    return text


def unescaped(text: str) -> str:
    """``_x000D_`` stands for a character that XML does not keep."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class _Text:
    """The pieces of one text; a piece without ``xml:space`` has no blanks around it."""

    def __init__(self):
        self.pieces: list[str] = []
        self._collected: list[str] = []
        self._kept = False

    def begin(self, attributes: Mapping[str, str]) -> Callable[[str], None]:
        """A piece begins; what is returned takes its characters."""
        self._kept = any(local(name) == "space" and value == "preserve" for name, value in attributes.items())
        self._collected = []
        return self._collected.append

    def end(self) -> None:
        piece = "".join(self._collected)
        self.pieces.append(piece if self._kept else piece.strip(" \t\r\n"))

    def __str__(self) -> str:
        return unescaped("".join(self.pieces))


def _texts(data: bytes) -> list[str]:
    """The shared texts; phonetic readings are left out."""
    found: list[str] = []
    text, collect, phonetic = _Text(), None, False

    def start(name, attributes):
        nonlocal text, collect, phonetic
        tag = local(name)
        if tag == "si":
            text = _Text()
        elif tag == "rPh":
            phonetic = True
        elif tag == "t" and not phonetic:
            collect = text.begin(attributes)

    def end(name):
        nonlocal collect, phonetic
        tag = local(name)
        if tag == "t" and collect is not None:
            text.end()
            collect = None
        elif tag == "rPh":
            phonetic = False
        elif tag == "si":
            found.append(str(text))

    parse(data, start, end, lambda characters: collect(characters) if collect is not None else None)
    return found


class _Reader:
    """Where the parser stands in a sheet part, and what was found so far."""

    def __init__(self, values: _Values):
        self.root = ""
        self.merges: list[tuple[int, int, int, int]] = []
        self._values = values
        self._cells: list[tuple[int, int, object]] = []
        self._row, self._col = -1, -1
        self._attributes: Mapping[str, str] | None = None
        self._text = _Text()
        self._value: list[str] | None = None
        self._collect: Callable[[str], None] | None = None

    def grid(self, name: str) -> list[list]:
        height = 1 + max([row for row, _, _ in self._cells], default=-1)
        width = 1 + max([col for _, col, _ in self._cells], default=-1)
        if height * width > MAX_AREA:
            raise too_large(f"工作表“{name}”用到第 {height} 行、第 {width} 列，超出能读的范围")
        rows = [[""] * width for _ in range(height)]
        for row, col, value in self._cells:
            rows[row][col] = value
        return rows

    def start(self, name, attributes):
        tag = local(name)
        if tag == "c":
            self._attributes, self._value, self._text = attributes, None, _Text()
            self._row, self._col = place_of(attributes.get("r", ""), self._row, self._col)
        elif tag == "row":
            number = attributes.get("r", "")
            self._row, self._col = int(number) - 1 if number.isdecimal() else self._row + 1, -1
        elif tag == "v" and self._attributes is not None:
            self._value = []
            self._collect = self._value.append
        elif tag == "t" and self._attributes is not None:
            self._collect = self._text.begin(attributes)
        elif tag == "mergeCell":
            self.merges.append(tuple(parse_box(attributes.get("ref", ""))))
        elif not self.root:
            self.root = tag

    def characters(self, text):
        if self._collect is not None:
            self._collect(text)

    def end(self, name):
        tag = local(name)
        if tag in ("v", "t"):
            if tag == "t" and self._collect is not None:
                self._text.end()
            self._collect = None
        elif tag == "c" and self._attributes is not None:
            kind, style = self._attributes.get("t", "n"), self._attributes.get("s", "")
            text = str(self._text) if self._value is None or kind == "inlineStr" else "".join(self._value)
            value = self._values.value(kind, int(style) if style.isdecimal() else 0, text)
            if value != "" or kind in ("s", "str"):
                self._cells.append((self._row, self._col, value))
            self._attributes = None
