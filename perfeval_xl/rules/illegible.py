"""Error values and formulas without a value in forms, of which no rule spoke: in a name, a goal, a heading, a note."""

from collections.abc import Sequence

from ..core.book import BadCell, Book, CellError
from ..core.cells import Box, address, why_bad
from ..core.findings import Unchecked
from ..core.run import Run

_NAMED = 3  # cells; of more the first are named and all are counted
_AROUND = 2  # rows above and below a form, where its number stands (附件1) and its signatures
_REQUIRED = "B01"  # what stands there can neither count as filled in nor as empty


def with_illegible(run: Run, book: Book) -> Run:
    """The Run of *book* with one entry more for each kind of error in a form."""
    told = {(one.sheet, one.cell) for one in run.unchecked}
    told.update((one.field.sheet, one.field.cell) for one in run.findings)
    found = {}
    for form in run.summaries:
        for row, col, value in _bad_in(book, form.sheet):
            cell = address(row, col)
            if _around(form.box).holds(row, col) and (form.sheet, cell) not in told:
                told.add((form.sheet, cell))
                found.setdefault((form.sheet, form.box, value), []).append(cell)
    said = [Unchecked(_REQUIRED, _why(cells, value), sheet, cells[0]) for (sheet, _, value), cells in found.items()]
    return run._replace(unchecked=(*run.unchecked, *said)) if said else run


def _around(box: Box) -> Box:
    return box._replace(top=box.top - _AROUND, bottom=box.bottom + _AROUND)


def _bad_in(book: Book, name: str) -> Sequence[BadCell]:
    return next((sorted(sheet.bad, key=lambda bad: bad[:2]) for sheet in book.sheets if sheet.name == name), ())


def _why(cells: Sequence[str], value: CellError) -> str:
    """“B9 是错误值 #REF!，请先改正公式”, “B9、C9、D9 等 12 格是错误值 …”."""
    name = "、".join(cells[:_NAMED]) + (f" 等 {len(cells)} 格" if len(cells) > _NAMED else "")
    return why_bad(name, value).replace("格 ", "格", 1)
