"""The calling cell (调用单元格): Calc tells an add-in the document, not the cell.

A function that must know it asks the cells whose formulas call the function: the one that is being computed answers
with Err:522, circular reference, for its value is not there yet. Calc forgets that answer when it has finished.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from ...core.cells import Box
from ...core.record import Record
from ...functions import Function, Reference
from ...functions.scale import Scale
from ...functions.workbook import reference_of
from .reading import formula_cells

_CIRCULAR = 522  # Err:522
_REFERENCE = r"\(\s*((?:\$?(?:'(?:[^']|'')+'|[^\s$'.()]+)\.)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)\s*\)"


class Place(Record):
    """Where a cell stands, and its formula."""

    sheet: str
    row: int
    col: int
    formula: str


NOWHERE = Place("", -1, -1, "")  # no cell: the function wizard, or one that Calc does not compute by itself


class CallingCell:
    """As functions.Caller; where the cell stands is only found out when somebody asks."""

    def __init__(self, opened, function: Function):
        self._opened, self._function = opened, function
        # For more than the scale of all forms: the result then holds in this cell alone, and until something changes.
        self.was_asked = False

    @property
    def workbook(self):
        """The workbook of the document as it was read last."""
        self.was_asked = True
        return self._opened.workbook

    def scale(self, profile: str) -> Scale:
        """As Caller's. Where all forms count alike, the cell need not be known. Raises ProfileError."""
        return self._opened.scale_everywhere(profile) or self.workbook.scale_at(self.sheet, self.row, self.col, profile)

    @property
    def sheet(self) -> str:
        return self._place.sheet

    @property
    def row(self) -> int:
        return self._place.row

    @property
    def col(self) -> int:
        return self._place.col

    @cached_property
    def _place(self) -> Place:
        return self._opened.cells.calling(self._function, [(form.sheet, form.box) for form in self.workbook.forms])

    def reference(self) -> Reference | None:
        """The range that the function is called with, which Calc hands over as its values. None where it is not plain."""
        place = self._opened.cells.calling(self._function)
        found = re.search(_called(self._function) + _REFERENCE, place.formula)
        if found is None:
            return None
        sheet, _, cells = found[1].rpartition(".")
        return reference_of(f"{sheet.removeprefix('$')}!{cells}" if sheet else cells, place.sheet)


class Cells:
    """The cells of a document that call a function, and which of them is being computed."""

    def __init__(self, document):
        self._document = document
        self._asked: list[Place] = []  # innermost last: asking a cell may compute it
        self._known: dict[object, list[Place]] = {}

    def forget(self) -> None:
        """The formulas may have changed."""
        self._known.clear()

    def calling(self, function: Function, within: Sequence[tuple[str, Box]] | None = None) -> Place:
        """The cell that calls *function* now; NOWHERE if it is none of those *within* the boxes, where these are given."""
        if not self._can_be_asked():
            return NOWHERE
        calls = re.compile(_called(function) + r"\(", re.IGNORECASE)
        if self._asked and calls.search(self._asked[-1].formula):
            return self._asked[-1]
        key = function.name, within is None
        if key in self._known:
            found = self._under_way(self._known[key])
            if found is not None:
                return found
        self._known[key] = [place for place in self._formulas(within) if calls.search(place.formula)]
        return self._under_way(self._known[key]) or NOWHERE

    def _can_be_asked(self) -> bool:
        """With iterations a circular reference is none, and without automatic calculation nobody is computed by asking."""
        return not self._document.IsIterationEnabled and self._document.isAutomaticCalculationEnabled()

    def _under_way(self, places: list[Place]) -> Place | None:
        """The one that is being computed. It goes to the end, for its neighbours are likely to come next."""
        sheets = self._document.Sheets
        for number, place in enumerate(places):
            if not sheets.hasByName(place.sheet):
                continue
            cell = sheets.getByName(place.sheet).getCellByPosition(place.col, place.row)
            self._asked.append(place)
            try:
                error = cell.getError()
            finally:
                self._asked.pop()
            if error == _CIRCULAR and cell.getFormula() == place.formula:
                places[:] = places[number + 1 :] + places[: number + 1]
                return place
        return None

    def _formulas(self, within: Sequence[tuple[str, Box]] | None) -> Iterator[Place]:
        sheets = self._document.Sheets
        if within is None:
            names = sheets.getElementNames()
            areas = [(name, None) for name in names]
        else:
            areas = [(name, box) for name, box in within if sheets.hasByName(name)]
        for name, box in areas:
            sheet = sheets.getByName(name)
            cells = sheet if box is None else sheet.getCellRangeByPosition(box.left, box.top, box.right, box.bottom)
            yield from (Place(name, *found) for found in formula_cells(sheet, cells))


def _called(function: Function) -> str:
    """A pattern of its name as a user writes it and as Calc keeps it."""
    return rf"(?<![\w])(?:{function.name}|{function.program_name.upper()})"
