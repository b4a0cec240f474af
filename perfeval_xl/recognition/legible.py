"""Error values among the labels of a form: with a heading that cannot be read, rows and columns change their meaning."""

from collections.abc import Iterator, Mapping

from ..core.cells import Field
from ..domain.forms import BASE_DATA, SCORED, UNIT_PROFILE, SelfEvaluation
from ..domain.unit_forms import ScoringTable, UnitFigures
from .grid import Grid

READ_BY_LABELS = (*SCORED, UNIT_PROFILE, BASE_DATA)
_COLUMNS = ("funds", "indicators", "total_weight", "total_score")  # what stands in columns with headings
_BLOCKS = (*_COLUMNS, "income", "expenditure")
_GOALS = ("expected_goals", "achieved_goals")


def illegible_label(grid: Grid, form: SelfEvaluation | ScoringTable | UnitFigures) -> Field | None:
    """The first error cell among the figures, from their headings to the total, that is no figure, name or reason itself.

    What stands above and below (names, notes, signatures) changes nothing for the figures, nor do the goals. In a form of
    figures alone a heading that is lost makes figures of other headings: there every error cell counts.
    """
    if form.kind not in SCORED:
        return next((grid.field(row, col) for row, col, _ in grid.sheet.bad if form.box.holds(row, col)), None)
    figures = set(_places([getattr(form, part, None) for part in _BLOCKS]))
    own = set(_places(form._replace(texts=()))) - set(_labels(form))
    top = min(figures)[0] - 1 if figures and getattr(form, "funds", True) else form.title.row + 1
    bottom = max(figures)[0] if figures else form.box.bottom
    left, right = form.box.left - 1, right_of(form)
    goals = {row for part in _GOALS for at, _ in _places(getattr(form, part, None)) for row in (at - 1, at)}
    for row, col, _ in grid.sheet.bad:
        if top <= row <= bottom and left <= col <= right and row not in goals and (row, col) not in own:
            return grid.field(row, col)
    return None


def _labels(form: SelfEvaluation | ScoringTable) -> Iterator[tuple[int, int]]:
    """Fields that say what a row is: the label of a row of funds, and a “总分” that was taken for an indicator."""
    for row in getattr(form, "funds", ()):
        yield row.label.row, row.label.col
    items = getattr(form, "indicators", ())
    usual = max([item.name.col for item in items], default=-1)
    yield from [(item.name.row, item.name.col) for item in items if item.name.col < usual]


def right_of(form) -> int:
    """The last column in which a form may have something: beside its figures may be one of headings that were not read.

    Further right somebody computes. What stands there may have been taken for a figure of the lists, or a signature.
    """
    cols = [field.col for field in _fields([getattr(form, part, None) for part in _COLUMNS]) if not field.bad]
    return min(form.box.right, 1 + max(cols, default=form.box.right))


def _places(value) -> Iterator[tuple[int, int]]:
    """Row and column of every field in a value of a form."""
    return ((field.row, field.col) for field in _fields(value))


def _fields(value) -> Iterator[Field]:
    if isinstance(value, Field):
        yield value
        return
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, (tuple, list)) else ()
    for one in parts:
        yield from _fields(one)
