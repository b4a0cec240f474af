"""The workbook around a calling cell. A host supplies a Book; what functions need of it is worked out once."""

from functools import cached_property

from ..core.book import Book
from ..core.cells import Box, parse_box
from ..core.patterns import Pattern
from ..core.profiles import Profile, packaged_profile
from ..core.record import Record
from ..core.run import Run
from .scale import Scale

_ROWS_OF_A_SHEET, _COLUMNS_OF_A_SHEET = 1_048_576, 16_384  # A1:XFD1048576
_WHOLE_COLUMNS = Pattern(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_WHOLE_ROWS = Pattern(r"\$?([0-9]{1,7}):\$?([0-9]{1,7})")


class Workbook:
    """A Book with its forms, its profile and its check. Good until a cell changes: the host then makes a new one."""

    def __init__(self, book: Book):
        self.book = book
        self._scales: dict[tuple, Scale] = {}  # by calling cell and profile
        self._scales_of_forms: dict[tuple[int, str], Scale] = {}

    @cached_property
    def forms(self) -> tuple:
        """The typed forms, in the order of the book."""
        from ..recognition import recognise

        return recognise(self.book).forms

    @cached_property
    def profile(self) -> Profile:
        """The profile (方案) that applies where none is given. Raises ProfileError where sheet 参数 names an unknown one."""
        from ..rules.check import profile_in

        return profile_in((self.book,), self.forms)

    @cached_property
    def run(self) -> Run:
        """The check of the whole book. Raises ProfileError as above."""
        from ..rules.check import check_forms, completed

        run = check_forms(self.forms, [sheet.name for sheet in self.book.sheets], self.profile)
        return completed(run, self.book)

    @cached_property
    def context(self):
        """The forms as rules see them (rules.context.Context)."""
        from ..rules.context import Context

        return Context(self.forms, self.profile)

    def sheet_called(self, name: str) -> str | None:
        """The name of the sheet as it is written, for spreadsheets tell no capital letters apart; None for no such sheet."""
        wanted = name.casefold()
        return next((sheet.name for sheet in self.book.sheets if sheet.name.casefold() == wanted), None)

    def form_at(self, sheet: str, row: int, col: int) -> int:
        """The place in ``forms`` of the form that holds a cell, -1 for a cell in no form."""
        for index, box in self._boxes.get(sheet, ()):
            if box.holds(row, col):
                return index
        return -1

    def scale_everywhere(self, profile: str) -> Scale | None:
        """The scale where it is one for all cells, in every form and outside of them; None where it is not.

        Raises ProfileError.
        """
        outside = self._scale_of_form(-1, profile)
        inside = [self._scale_of_form(index, profile) for index in range(len(self.forms))]
        return outside if all(scale.options == outside.options for scale in inside) else None

    @cached_property
    def _boxes(self) -> dict[str, list[tuple[int, Box]]]:
        boxes = {}
        for index, form in enumerate(self.forms):
            boxes.setdefault(form.sheet, []).append((index, form.box))
        return boxes

    def scale_at(self, sheet: str, row: int, col: int, profile: str) -> Scale:
        """How scores count in a cell: by the profile named, or else the book's; a note under the form comes first.

        Raises ProfileError.
        """
        place = sheet, row, col, profile
        scale = self._scales.get(place)
        if scale is None:
            scale = self._scales[place] = self._scale_of_form(self.form_at(sheet, row, col), profile)
        return scale

    def _scale_of_form(self, index: int, profile: str) -> Scale:
        """One scale for all cells of a form, so that what it scored once is remembered in every one of them."""
        key = index, profile
        if key not in self._scales_of_forms:
            from ..domain.forms import SELF_EVALUATIONS
            from ..domain.score_law import options_of
            from ..rules.scored import scoring_options

            chosen = packaged_profile(profile) if profile else self.profile
            scored = index >= 0 and self.forms[index].kind in SELF_EVALUATIONS
            options = scoring_options(chosen, self.forms[index]) if scored else options_of(chosen)
            self._scales_of_forms[key] = Scale(chosen, options)
        return self._scales_of_forms[key]


class Caller(Record):
    """The cell that calls a function: its workbook, the name of its sheet, its row and column from 0."""

    workbook: Workbook
    sheet: str
    row: int
    col: int

    def scale(self, profile: str) -> Scale:
        """How scores count in this cell: by the profile named, or else the workbook's. Raises ProfileError."""
        return self.workbook.scale_at(self.sheet, self.row, self.col, profile)


class Reference(Record):
    """Where a range stands, as a host hands it over for an argument that is a reference."""

    sheet: str
    box: Box


def reference_of(value, sheet: str) -> Reference | None:
    """A Reference, or its text: ``整体自评表!A1:I40``, ``'表 1'!C5``, ``C5`` or ``A:I`` on the calling *sheet*.

    None for anything else, and for cells that no sheet has.
    """
    if isinstance(value, Reference):
        return value
    if value.__class__ is not str:
        return None
    name, _, cells = value.strip().rpartition("!")
    if len(name) > 1 and name[0] == name[-1] == "'":
        name = name[1:-1].replace("''", "'")
    try:
        box = _box(cells)
    except ValueError:
        return None
    return Reference(name or sheet, box) if box.bottom < _ROWS_OF_A_SHEET and box.right < _COLUMNS_OF_A_SHEET else None


def _box(cells: str) -> Box:
    """The cells of ``A1:C3``, of whole columns (``A:I``) or of whole rows (``1:40``). Raises ValueError for none of these."""
    if columns := _WHOLE_COLUMNS.fullmatch(cells):
        cells = f"{columns[1]}1:{columns[2]}{_ROWS_OF_A_SHEET}"
    elif rows := _WHOLE_ROWS.fullmatch(cells):
        cells = f"A{rows[1]}:XFD{rows[2]}"
    return parse_box(cells)
