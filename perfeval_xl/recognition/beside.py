"""Notes and sums that somebody keeps right of a form, on the same sheet: no part of it, wherever they stand."""

from bisect import bisect_right
from collections.abc import Sequence

from ..core.book import Sheet
from ..core.cells import Field
from ..core.money import read_number
from ..domain.forms import BASE_DATA, UNIT_PROFILE
from .families import Anchor
from .grid import Grid

_FEW = 2  # figures: what stands next to the form and is more may be a column of it, which the title was not merged over
_FIGURE_BESIDE_LABEL = (UNIT_PROFILE, BASE_DATA)  # forms whose figures stand right of their labels, the last one too


def without_notes(grid: Grid, anchors: Sequence[Anchor]) -> Sheet | None:
    """The sheet without what stands beside its forms; None where nothing does, or no title tells how wide they are.

    A title that is merged over columns tells: nobody merges it over more than the form, and what it leaves out is seen
    from the columns that go on.
    """
    titles = [grid.span(anchor.row, anchor.col) for anchor in anchors]
    if not titles or any(left == right for _, left, _, right in titles):
        return None
    edge = max(right for *_, right in titles)
    if max(map(len, grid.rows)) <= edge + 1:
        return None
    edge = _last_merged(grid.sheet, edge)
    last = _last_filled(grid.sheet, edge)
    beside = [row[col] for row in grid.rows for col in range(edge + 1, min(last + 1, len(row))) if row[col] != ""]
    few = len(beside) <= _FEW and not any(value.__class__ is str and read_number(value) is None for value in beside)
    if few and not any(anchor.kind in _FIGURE_BESIDE_LABEL for anchor in anchors):
        last = edge
    return _cut(grid.sheet, last) if any(value != "" for row in grid.rows for value in row[last + 1 :]) else None


def _last_merged(sheet: Sheet, edge: int) -> int:
    """The last column of a title that ends with column *edge*, and of the merges that cross it."""
    for _, left, _, right in sorted(sheet.merges, key=lambda merge: merge[1]):
        if left <= edge < right:
            edge = right
    return edge


def _last_filled(sheet: Sheet, edge: int) -> int:
    """The last of the columns that go on from column *edge* without one that is empty."""
    filled = {col for row in sheet.rows for col, value in enumerate(row) if col > edge and value != ""}
    reach: dict[int, int] = {}
    for _, left, _, right in sheet.merges:
        reach[left] = max(right, reach.get(left, 0))
    while edge + 1 in filled:
        edge = max(edge + 1, reach.get(edge + 1, 0))
    return edge


def _cut(sheet: Sheet, last: int) -> Sheet:
    """The sheet up to column *last*."""
    return Sheet(
        sheet.name,
        [row[: last + 1] for row in sheet.rows],
        [merge for merge in sheet.merges if merge[1] <= last],
        sheet.hidden,
        lambda: sheet.extras,
        [cell for cell in sheet.bad if cell[1] <= last],
    )


def with_notes(forms: Sequence, sheet: Sheet, narrower: Sheet) -> list:
    """The forms of the narrower sheet, each with the texts beside it and below: they are published with it."""
    last = max(map(len, narrower.rows))
    tops = [form.box.top for form in forms]
    notes: dict[int, list[Field]] = {}
    for row, cells in enumerate(sheet.rows):
        for col, value in enumerate(cells[last:], last):
            if value.__class__ is str and value:
                notes.setdefault(max(bisect_right(tops, row) - 1, 0), []).append(Field(sheet.name, row, col, value))
    return [form._replace(texts=(*form.texts, *notes[at])) if at in notes else form for at, form in enumerate(forms)]
