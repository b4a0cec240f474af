"""The amounts of a table, read when somebody asks: as a Field with its cell, or as bare numbers by the column.

A published set has some thousand amounts, and a check of a sound set needs them as numbers only, to see that the sums
hold. The two readings agree: a number is what the Field of the same cell has.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter

from ...core.cells import BLANKS, Field, shown_amount
from ...core.money import MONEY_UNITS, ZERO
from ...core.record import Record, new
from ..grid import Grid, read_text, tidy

_MERGES_OF_ONE_TABLE = 50  # in its header and its notes


class AmountReader:
    """Makes the amount fields of a table printed in *unit*; an empty cell costs no conversion.

    A cell of *headings* holds no amount, also where it stands in the row 合计.
    """

    __slots__ = ("grid", "unit", "headings", "factor")

    def __init__(self, grid: Grid, unit: str, headings: Collection[tuple[int, int]]):
        self.grid = grid
        self.unit = unit
        self.headings = headings
        self.factor = None if unit == "万元" else MONEY_UNITS[unit]  # to 万元

    def __call__(self, row: int, col: int, label: str) -> Field:
        grid = self.grid
        cells = grid.rows[row] if row < grid.height else ()
        if col >= len(cells) or cells[col] == "":
            return new(Field, (grid.name, row, col, "", None, label, self.unit, None))
        _, at_row, at_col, text, number, _, _, bad = grid.field(row, col, read=shown_amount)
        if number is None and (row, col) in self.headings:
            text = ""
        if self.factor is not None and number is not None:
            number *= self.factor
        return new(Field, (grid.name, at_row, at_col, text, number, label, self.unit, bad))


class AmountColumns(Record):
    """The amount columns of a table: where each role stands, and what its label says behind the name of the row."""

    reader: AmountReader
    cols: dict[str, int]
    names: dict[str, str]
    merged_rows: frozenset[int]  # the rows in which a merge reaches these columns

    @classmethod
    def of(cls, reader: AmountReader, cols: dict[str, int], names: dict[str, str], body: range) -> "AmountColumns":
        first, grid = min(cols.values(), default=0), reader.grid
        merges = grid.sheet.merges
        if len(merges) > len(body) + _MERGES_OF_ONE_TABLE:  # most belong to the other tables of the sheet
            return cls(reader, cols, names, frozenset([row for row in body if grid.is_merged(row, first)]))
        merged = [
            row
            for top, _, bottom, right in merges
            if bottom >= body.start and right >= first
            for row in range(max(top, body.start), min(bottom + 1, body.stop))
        ]
        return cls(reader, cols, names, frozenset(merged))


class FieldsByRole(Mapping):
    """Fields by the role of their column. One is made anew each time it is asked for."""

    __slots__ = ()

    def __repr__(self) -> str:
        return repr(dict(self))

    def __reduce__(self):
        """A copy that leaves the process (batch) holds the fields, not the sheet."""
        return dict, (dict(self),)


class Amounts(FieldsByRole):
    """The amounts of one row."""

    __slots__ = ("columns", "row", "_called")

    def __init__(self, columns: AmountColumns, row: int, called: str):
        """*called* is the name of the row, with which the labels begin."""
        self.columns = columns
        self.row = row
        self._called = called

    def __getitem__(self, role: str) -> Field:
        columns = self.columns
        return columns.reader(self.row, columns.cols[role], self._called + columns.names[role])

    def __contains__(self, role: object) -> bool:
        return role in self.columns.cols

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns.cols)

    def __len__(self) -> int:
        return len(self.columns.cols)


def amount_beside(amounts: Mapping[str, Field], row: int, col: int) -> Field | None:
    """What a column without a role holds in *row*, read as the *amounts* of the table are; None of a copy (see above)."""
    return amounts.columns.reader(row, col, "") if amounts.__class__ is Amounts else None


class HeaderCells(FieldsByRole):
    """The header cells of a table's columns."""

    __slots__ = ("_grid", "_cells")

    def __init__(self, grid: Grid, cells: dict[str, tuple[int, int]]):
        """*cells* are (row, col) by role."""
        self._grid, self._cells = grid, cells

    def __getitem__(self, role: str) -> Field:
        row, col = self._cells[role]
        return new(Field, (self._grid.name, row, col, tidy(self._grid.rows[row][col]), None, "", "", None))

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)


_COLUMNS, _ROW = attrgetter("columns"), attrgetter("row")


def numbers_by_role(rows: Sequence[Mapping[str, Field]]) -> dict[str, tuple[Decimal, ...]] | None:
    """The numbers of many rows, role by role, in 万元; an empty cell is 0.

    None where that cannot be said in short, and the fields must be asked: a cell is no number, or is covered by a merge;
    or the rows have not all the same roles.
    """
    if set(map(type, rows)) != {Amounts}:
        return None
    reader, cols = rows[0].columns.reader, rows[0].columns.cols
    groups = {id(columns): columns for columns in map(_COLUMNS, rows)}.values()  # 06 has several side by side
    if len(groups) > 1 and any([tuple(group.cols) != tuple(cols) for group in groups]):
        return None
    if any([group.merged_rows for group in groups]) and any([one.row in one.columns.merged_rows for one in rows]):
        return None
    lines = _of_one_width([*map(reader.grid.rows.__getitem__, map(_ROW, rows))], groups)
    columns = list(zip(*lines))
    numbers = {}
    for role, col in cols.items():
        if len(groups) == 1:
            at, values = [col] * len(rows), columns[col]
        else:
            at = [one.columns.cols[role] for one in rows]
            values = [line[col] for line, col in zip(lines, at)]
        numbers[role] = _column(reader, rows, at, values)
        if numbers[role] is None:
            return None
    return numbers


def _of_one_width(lines: list[Sequence], groups: Iterable[AmountColumns]) -> list[Sequence]:
    """The same lines, all of them as long as the columns need: a sheet's may end at their last filled cell."""
    width = 1 + max([col for group in groups for col in group.cols.values()], default=-1)
    if min(map(len, lines)) >= width:
        return lines
    return [(*line, *("",) * (width - len(line))) for line in lines]


def _column(reader: AmountReader, rows: Sequence[Amounts], at: list[int], values: Sequence) -> tuple[Decimal, ...] | None:
    """The values of one role as numbers; *at* are the columns in which they stand. Most are empty in most tables."""
    numbers = [ZERO] * len(values)
    if values.count("") == len(values):
        return tuple(numbers)
    formats = reader.grid.sheet.formats or {}
    for i, value in enumerate(values):
        kind = value.__class__
        if kind is str:
            if not value:
                continue
            number = _number_in(value)
        elif kind is float or kind is int:
            number, _ = shown_amount(value, formats.get((rows[i].row, at[i])))
        else:
            return None
        if number is None:
            return None
        numbers[i] = number if reader.factor is None else number * reader.factor
    return tuple(numbers)


def _number_in(text: str) -> Decimal | None:
    """The number of a text cell; a dash stands for nothing."""
    text, number = read_text(text)
    return ZERO if number is None and text in BLANKS else number
