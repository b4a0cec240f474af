"""The rows of a base-data table, as figures by the name of domain.inputs."""

from bisect import bisect, bisect_left
from collections.abc import Mapping

from ..core.cells import Field
from ..core.money import MONEY_UNITS
from ..core.patterns import Pattern
from ..core.record import Record
from ..domain.inputs import INPUTS, RATES
from .base_data_words import (
    ABOVE,
    COUNTS,
    LIST_NAMES,
    UNIT_COLUMNS,
    Period,
    is_numbered,
    period_of,
    row_inputs,
    single_input,
    year_of,
)
from .self_evaluation.words import closing_role
from .self_evaluation.zone import Line, Zone
from .unit_values import amount, count, is_figure, rate

_LAST, _BUDGET, _FINAL = range(3)
_OWN_UNIT = Pattern(r"\((百万元|万元|千元|百元|亿元|元)\)")
_ADJUSTMENT = ("initial_budget", "annual_budget")


class Rows(Record):
    """What was read: the figures, the last row with something in it, and the year of the columns."""

    figures: Mapping[str, tuple[Field, ...]]
    last: int
    year: int | None


def read_rows(zone: Zone, top: int, unit: str, year: int | None) -> Rows:
    """Every row from *top* to the notes or signatures; *unit* is that of amounts whose row states none.

    *year* is the table's, if its title names it; else the latest that a label names.
    """
    named = [other for _, line in zone.lines(top) for _, text in line if (other := year_of(text))]
    reader = _Reader(zone, unit, year or max(named, default=None))
    for row in range(top, zone.bottom + 1):
        line = zone.line(row)
        if line and closing_role(line[0][1]) in ("note", "signature"):
            break
        reader.take(row, line)
    return reader.result()


class _Reader:
    """Walks down the rows with the headings that are in force: columns of years, or labels above their figures."""

    def __init__(self, zone: Zone, unit: str, year: int | None):
        self.zone, self.grid, self.unit, self.year = zone, zone.grid, unit, year
        self.periods: dict[int, int] = {}  # column → _LAST, _BUDGET, _FINAL
        self.order: list[int] = []  # its columns from left to right
        self.above: dict[int, tuple[str, str]] = {}  # column → the input whose figure stands below, and its heading
        self.unit_columns: frozenset[int] = frozenset()
        self.figures: dict[str, list[Field]] = {}
        self.parts: dict[str, list[Field]] = {}  # of 项目支出, by input: its numbered rows
        self.within: tuple[str, str, str] | None = None  # the row that numbered rows are parts of
        self.seen: list[int] = []

    def take(self, row: int, line: Line) -> None:
        """Reads one row."""
        if self._head_periods(row, line) or self._head_above(row, line):
            self.seen.append(row)
        elif self.above and self._take_below(row, line):
            self.seen.append(row)
        elif line:
            self._take_beside(row, line)

    def _head_periods(self, row: int, line: Line) -> bool:
        """Whether the row heads columns of years, or of a list (数据名称｜数值)."""
        found = {col: period for col, text in line if (period := period_of(text))}
        named = any(text in LIST_NAMES for _, text in line)
        if len(found) < 2 and not (found and named):
            return False
        if any(is_figure(self.grid, row, self._beside(row, col)) for col in found):
            return False  # 年初预算数｜1000｜全年预算数｜1200
        years = [period.year for period in found.values() if period.year]
        self.periods, self.above, self.within = _columns(found, max(years, default=None)), {}, None
        self.order = sorted(self.periods)
        self.unit_columns = frozenset(col for col, text in line if text in UNIT_COLUMNS)
        return True

    def _head_above(self, row: int, line: Line) -> bool:
        """Whether the row is labels whose figures stand below them: 编制数｜实际在职人数｜控制率."""
        found = {col: (name, text) for col, text in line if (name := single_input(text)) in ABOVE}
        if len(found) < 2 or any(is_figure(self.grid, row, self._beside(row, col)) for col in found):
            return False
        self.above = found
        return True

    def _beside(self, row: int, col: int) -> int:
        return self.grid.span(row, col)[3] + 1

    def _take_below(self, row: int, line: Line) -> bool:
        """Reads the figures below labels; a row of several buildings adds to each."""
        if any(single_input(text) or row_inputs(text) for _, text in line):
            self.above = {}
            return False
        if not any(is_figure(self.grid, row, col) for col in self.above):
            return False
        for col, (name, text) in self.above.items():
            self._add(name, self._figure(row, col, name, text))
        return True

    def _take_beside(self, row: int, line: Line) -> None:
        """Reads the figures right of the labels of a row."""
        skipped = self.periods.keys() | self.unit_columns
        labels = [(col, text) for col, text in line if col not in skipped and not is_figure(self.grid, row, col)]
        for i, (col, text) in enumerate(labels):
            stop = labels[i + 1][0] if i + 1 < len(labels) else self.zone.last_col + 1
            columns = {
                at: self.periods[at] for at in self.order[bisect(self.order, col) : bisect_left(self.order, stop)]
            }
            inputs, single = row_inputs(text), single_input(text, self.year)
            if inputs and columns:
                self._take_inputs(row, inputs, columns, text)
            elif inputs is None and is_numbered(text) and self.within and columns:
                self._take_part(row, columns)
            elif single == "personnel" and self.within and text.startswith("其中"):
                self._take_single(row, col, stop, "project_personnel", columns, text)
            elif single or inputs and inputs[_FINAL]:
                self._take_single(row, col, stop, single or inputs[_FINAL], columns, text)
            else:
                continue
            self.seen.append(row)

    def _take_inputs(self, row: int, inputs: tuple[str, str, str], columns: Mapping[int, int], text: str) -> None:
        found = {inputs[p]: self._figure(row, at, inputs[p], text) for at, p in columns.items() if inputs[p]}
        if inputs[1:] == _ADJUSTMENT:
            found = _adjustment(found)
        for name, field in found.items():
            self._add(name, field)
        if inputs[_FINAL] == "project":
            self.within = inputs
        elif not text.startswith("其中"):
            self.within = None

    def _take_part(self, row: int, columns: Mapping[int, int]) -> None:
        """A numbered row below 项目支出 is kept for the case that the row itself is left empty."""
        for at, period in columns.items():
            name = self.within[period]
            self.parts.setdefault(name, []).append(self._figure(row, at, name, ""))

    def _take_single(self, row: int, col: int, stop: int, name: str, columns: Mapping[int, int], text: str) -> None:
        """The figure of the year itself: its column is the last one, unless only another is filled in."""
        wanted = sorted(columns, key=lambda at: (columns[at] != _FINAL, columns[at] != _BUDGET, at))
        wanted = [at for at in wanted if columns[at] != _LAST]
        filled = [at for at in wanted if self.grid.value(row, at) != ""]
        if wanted:
            self._add(name, self._figure(row, (filled or wanted)[0], name, text))
            return
        beside = next((at for at in range(self._beside(row, col), stop) if self.grid.value(row, at) != ""), None)
        if beside is not None and is_figure(self.grid, row, beside):
            self._add(name, self._figure(row, beside, name, text))

    def _figure(self, row: int, col: int, name: str, text: str) -> Field:
        field = self.grid.field(row, col, INPUTS[name])
        if name in COUNTS:
            return count(field)
        return rate(field) if name in RATES else amount(field, self._unit(row, text))

    def _unit(self, row: int, text: str) -> str:
        """The unit that the row states in a column of its own or in its label, else the table's."""
        for col in self.unit_columns:
            if self.grid.label(row, col) in MONEY_UNITS:
                return self.grid.label(row, col)
        own = _OWN_UNIT.search(text)
        return own[1] if own else self.unit

    def _add(self, name: str, field: Field) -> None:
        """Of what is stated twice the first counts, but buildings add up and a blank gives way."""
        fields = self.figures.setdefault(name, [])
        if not fields or name in ABOVE and self.above and field.filled:
            fields.append(field)
        elif fields[0].blank and field.filled:
            fields[:] = [field]

    def result(self) -> Rows:
        for name, parts in self.parts.items():
            own = self.figures.get(name, [])
            if all(field.blank for field in own) and any(field.filled for field in parts):
                self.figures[name] = parts
        figures = {name: tuple(fields) for name, fields in self.figures.items()}
        return Rows(figures, max(self.seen, default=self.zone.top), self.year)


def _columns(found: Mapping[int, Period], latest: int | None) -> dict[int, int]:
    """Which of the three each column is; of two final accounts without years the first is last year's."""
    columns: dict[int, int] = {}
    for col in sorted(found):
        period = found[col]
        earlier = period.is_last or period.year is not None and latest is not None and period.year < latest
        if earlier and not period.is_budget:
            columns[col] = _LAST
        elif not earlier:
            columns[col] = _BUDGET if period.is_budget else _FINAL
    finals = [col for col, period in columns.items() if period == _FINAL]
    if len(finals) > 1 and _LAST not in columns.values() and all(found[col].is_final for col in finals):
        columns[finals[0]] = _LAST
    return columns


def _adjustment(found: Mapping[str, Field]) -> dict[str, Field]:
    """部门预算调整: where there is one figure, it is the adjustment itself.

    What units mean by two figures differs (before and after the adjustment, budgeted and spent, of basic expenditure
    alone): no input stands for them.
    """
    filled = {field.place: field for field in found.values() if field.filled}
    if len(filled) != 1:
        return {}
    (only,) = filled.values()
    return {"budget_adjustment": only._replace(label=INPUTS["budget_adjustment"])}
