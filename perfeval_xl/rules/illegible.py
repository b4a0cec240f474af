"""Error values and formulas without a value in forms, of which no rule spoke: in a name, a goal, a heading, a note."""

from bisect import bisect_left
from collections.abc import Sequence

from ..core.book import BadCell, Book, CellError
from ..core.cells import Box, address, why_bad
from ..core.findings import Unchecked
from ..core.run import Run
from ..domain.forms import SCORED
from ..recognition.legible import right_of

_NAMED = 3  # cells; of more the first are named and all are counted
_AROUND = 2  # rows above and below a form, where its number stands (附件1) and its signatures
_REQUIRED = "B01"  # what stands there can neither count as filled in nor as empty


def with_illegible(run: Run, book: Book) -> Run:
    """The Run of *book* with one entry more for each kind of error in a form."""
    told = {(one.sheet, one.cell) for one in run.unchecked}
    told.update((one.field.sheet, one.field.cell) for one in run.findings)
    bad = {sheet.name: sorted(sheet.bad, key=_place) for sheet in book.sheets if sheet.bad}
    found = {}
    for form, summary in zip(run.forms, run.summaries):  # the summary has the sheet's name in the file
        name, box = summary.sheet, _around(form)
        for row, col, value in _between(bad.get(name, ()), box.top, box.bottom):
            cell = address(row, col)
            if box.holds(row, col) and (name, cell) not in told:
                told.add((name, cell))
                found.setdefault((name, box, value), []).append(cell)
    said = [Unchecked(_REQUIRED, _why(cells, value), sheet, cells[0]) for (sheet, _, value), cells in found.items()]
    return run._replace(unchecked=(*run.unchecked, *said)) if said else run


def _around(form) -> Box:
    """The form with what stands above and below, and without the columns beside it in which somebody computes: those of
    the template are #NAME? without the add-in."""
    box = form.box
    right = right_of(form) if form.kind in SCORED else box.right
    return box._replace(top=box.top - _AROUND, bottom=box.bottom + _AROUND, right=right)


def _place(bad: BadCell) -> tuple[int, int]:
    return bad[:2]


def _between(bad: Sequence[BadCell], top: int, bottom: int) -> Sequence[BadCell]:
    """Those in the rows of a form; *bad* are in the order of rows."""
    return bad[bisect_left(bad, (top,), key=_place) : bisect_left(bad, (bottom + 1,), key=_place)]


def _why(cells: Sequence[str], value: CellError) -> str:
    """“B9 是错误值 #REF!，请先改正公式”, “B9、C9、D9 等 12 格是错误值 …”."""
    name = "、".join(cells[:_NAMED]) + (f" 等 {len(cells)} 格" if len(cells) > _NAMED else "")
    return why_bad(name, value).replace("格 ", "格", 1)
