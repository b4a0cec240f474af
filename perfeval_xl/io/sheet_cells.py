"""A sheet part read cell by cell with expat: exact for every way of writing it, and for that reason slow.

ECMA-376 Part 1, 18.3.1.4 (c), 18.3.1.40 (f). A row or cell without a reference follows the one before it.
Used where :mod:`sheet_scan` cannot be sure; both give the same answers.
"""

from ..core.book import UNCACHED, CellError
from ..core.cells import parse_address
from ..core.patterns import Pattern
from ..core.record import Record
from .parts import parse

_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_TAGS = {f"{uri} {tag}": tag for uri in _MAIN for tag in ("row", "c", "f", "v")}
_REFERENCE = Pattern(r"[A-Za-z]{1,3}[0-9]{1,7}")


class Cell(Record):
    """One ``<c>``: ``formula`` is None without an ``<f>``, ``value`` is None without a ``<v>``."""

    row: int
    col: int
    style: int
    kind: str  # the t attribute: n, s, str, inlineStr, b, d, e
    formula: str | None
    formula_attributes: dict[str, str]
    value: str | None

    @property
    def uncached(self) -> bool:
        """A formula without a result; an empty ``<v>`` of a text cell is the empty text."""
        return self.formula is not None and not (self.value or (self.value is not None and self.kind == "str"))


def cells(data: bytes) -> list[Cell]:
    """All cells of a sheet part in document order. Raises Fault for malformed or hostile XML."""
    reader = _Reader()
    parse(data, reader.start, reader.end, reader.characters)
    return reader.found


def place_of(reference: str, row: int, col: int) -> tuple[int, int]:
    """Where a cell stands: as its reference says, or behind the cell before it, at *row* and *col*."""
    return parse_address(reference) if _REFERENCE.fullmatch(reference) else (row, col + 1)


class _Reader:
    """Where the parser stands, and the cells found so far."""

    def __init__(self):
        self.found: list[Cell] = []
        self.row, self.col = -1, -1
        self.cell: dict[str, str] | None = None
        self.collecting: list[str] | None = None
        self.formula: list[str] | None = None
        self.value: list[str] | None = None
        self.formula_attributes: dict[str, str] = {}

    def start(self, name, attributes):
        tag = _TAGS.get(name)
        if tag == "row":
            number = attributes.get("r", "")
            self.row, self.col = int(number) - 1 if number.isdecimal() else self.row + 1, -1
        elif tag == "c":
            self.cell = attributes
            self.formula = self.value = None
            self.row, self.col = place_of(attributes.get("r", ""), self.row, self.col)
        elif self.cell is not None and tag == "f":
            self.formula = self.collecting = []
            self.formula_attributes = attributes
        elif self.cell is not None and tag == "v":
            self.value = self.collecting = []

    def characters(self, text):
        if self.collecting is not None:
            self.collecting.append(text)

    def end(self, name):
        tag = _TAGS.get(name)
        if tag in ("f", "v"):
            self.collecting = None
        elif tag == "c" and self.cell is not None:
            style, kind = self.cell.get("s", ""), self.cell.get("t", "n")
            self.found.append(
                Cell(
                    self.row,
                    self.col,
                    int(style) if style.isdecimal() else 0,
                    kind,
                    None if self.formula is None else "".join(self.formula),
                    self.formula_attributes if self.formula is not None else {},
                    None if self.value is None else "".join(self.value).strip(),
                )
            )
            self.cell = None


def marks(found: list[Cell]) -> list[tuple[int, int, CellError]]:
    """The error cells and the formulas without a cached value, with what stands in the grid for them."""
    return [
        (cell.row, cell.col, UNCACHED if cell.uncached else CellError(cell.value))
        for cell in found
        if cell.uncached or (cell.kind == "e" and cell.value)
    ]
