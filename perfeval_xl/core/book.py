"""Book: an immutable snapshot of a workbook, whoever holds it: a file, a live host, a test.

A grid is plain rows of plain values (str, float, int, bool, date, ``""`` for an empty cell): one object per cell
would cost as much as reading the file. What only some rules need (formats, formulas, comments) is read when asked.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from .record import Record


class CellError:
    """An error value in the grid, such as ``#DIV/0!``. It is neither a text nor a number nor empty."""

    __slots__ = ("code",)

    def __init__(self, code: str):
        self.code = code

    def __repr__(self) -> str:
        return f"CellError({self.code!r})"

    def __eq__(self, other) -> bool:
        return isinstance(other, CellError) and other.code == self.code

    def __hash__(self) -> int:
        return hash(("CellError", self.code))


# A formula whose result the file does not hold: what has no value is never taken for empty.
UNCACHED = CellError("没有缓存值")
BadCell = tuple[int, int, CellError]  # row and column, from 0, and what stands there instead of a value


class Shown(Record):
    """How a number format prints: decimals (None: as many as needed), whether as a percentage, divided by 10 to the
    power of *scale* (``0!.0000`` prints 元 as 万元), and the words around the figure (``"≥"0"个"``). Of a date *date* says
    which of its parts: ``ym``, ``md``."""

    decimals: int | None
    percent: bool = False
    scale: int = 0
    before: str = ""
    behind: str = ""
    date: str = ""


class Extras(Record):
    """What only some rules ask for, by (row, col). None means: this file type does not tell."""

    formats: Mapping[tuple[int, int], Shown] | None = None
    formulas: Mapping[tuple[int, int], str] | None = None
    comments: Mapping[tuple[int, int], str] | None = None


NO_EXTRAS = Extras()


class Sheet:
    """One worksheet: its name, grid, merged ranges and visibility; extras come from a loader on first use."""

    __slots__ = ("name", "rows", "merges", "hidden", "_load", "_extras", "_bad")

    def __init__(
        self,
        name: str,
        rows: Sequence[Sequence],
        merges: Iterable[tuple[int, int, int, int]] = (),
        hidden: bool = False,
        extras: Extras | Callable[[], Extras] = NO_EXTRAS,
        bad: Sequence[BadCell] | None = None,
    ):
        """*merges* are (top, left, bottom, right), counted from 0, both corners included. *bad* are the cells of the
        grid that hold a CellError, where whoever made it knows them."""
        self.name = name
        self.rows = rows
        self.merges = tuple(merges)
        self.hidden = hidden
        self._load = extras if callable(extras) else None
        self._extras = None if callable(extras) else extras
        self._bad = bad

    @property
    def extras(self) -> Extras:
        if self._extras is None:
            self._extras = self._load()
        return self._extras

    @property
    def bad(self) -> Sequence[BadCell]:
        """The error cells, and the formulas without a cached value."""
        if self._bad is None:
            self._bad = [
                (row, col, value)
                for row, cells in enumerate(self.rows)
                if CellError in map(type, cells)
                for col, value in enumerate(cells)
                if value.__class__ is CellError
            ]
        return self._bad

    @property
    def tells_formats(self) -> bool:
        """Whether the number formats are known; asking does not read them. What loads extras has them all."""
        return self._load is not None or self._extras.formats is not None

    @property
    def formats(self) -> Mapping[tuple[int, int], Shown] | None:
        return self.extras.formats

    @property
    def formulas(self) -> Mapping[tuple[int, int], str] | None:
        """Formula text by cell, cached or not; a cell without a cached value holds UNCACHED in the grid."""
        return self.extras.formulas

    @property
    def comments(self) -> Mapping[tuple[int, int], str] | None:
        return self.extras.comments

    def value(self, row: int, col: int):
        """The plain value at an address; ``""`` outside the grid."""
        if 0 <= row < len(self.rows) and 0 <= col < len(self.rows[row]):
            return self.rows[row][col]
        return ""


class Book(Record):
    """The sheets in their order. ``source`` is the kind of file (``xlsx`` … ``ods``) or ``lists``."""

    sheets: tuple[Sheet, ...]
    source: str = "lists"

    @classmethod
    def from_lists(
        cls,
        sheets: Mapping[str, Sequence[Sequence]],
        merges: Mapping[str, Iterable[tuple[int, int, int, int]]] | None = None,
        formats: Mapping[str, Mapping[tuple[int, int], Shown]] | None = None,
    ) -> "Book":
        """The same snapshot from plain Python lists: for tests, and for hosts that already hold the values."""
        merges, formats = merges or {}, formats or {}
        return cls(
            tuple(
                Sheet(
                    name,
                    tuple(tuple("" if value is None else value for value in row) for row in rows),
                    merges.get(name, ()),
                    extras=Extras(formats=formats.get(name, {}), formulas={}, comments={}),
                )
                for name, rows in sheets.items()
            )
        )

    def sheet(self, name: str) -> Sheet:
        """Raises KeyError when there is no sheet of that name."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(name)
