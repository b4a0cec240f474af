"""A worksheet on its way to the public edition: read first, for the names in it, and written when all names are known.

Its cells are read twice rather than kept: what is kept is what they say, by rows.
"""

from collections.abc import Callable, Collection, Mapping

from ...core.cells import Place, address
from ...core.publication import REMOVED, Say, Told
from ...core.record import Record
from ...domain.masks import mobiles_told, persons_named
from ...recognition.persons import Surroundings, surroundings
from .cells import Cell, Rewriting, cells_of, span_of_cells, text_of
from .hidden import Hidden
from .look import Look, integer
from .strings import Strings
from .tree import tree

_LARGE = 2_000_000  # characters that take half a second
_SHORT = 6  # characters of a number that can be no telephone; one stands for all of them


class Worksheet(Record):
    """A sheet that is published, as it was read."""

    name: str
    text: str
    start: int  # where its cells begin and end
    end: int
    hidden: Hidden
    near: Surroundings
    names: set[str]  # of persons, as its labels tell them
    mobiles: set[str]  # their numbers
    emptied: list[Place]  # hidden cells that hold something
    uncached: list[str]  # cells in sight whose formula has no result
    formulas: int
    rich: frozenset[bool]  # of the cells with a picture or a data type: whether each is seen

    @property
    def frame(self) -> str:
        """The part without its cells."""
        return _frame(self.text, self.start, self.end)

    def rewritten(self, strings: Strings, look: Look, told: list[Told], rich: bool, say: Say) -> tuple[str, dict[str, str]]:
        """The cells' part of the text for the public, and what the masked texts became."""
        became: dict[str, str] = {}
        show = look.cells(self.name, self.near)

        def shown(cell: Cell, text: str) -> str:
            new = show(cell.place, text, cell.kind in ("n", "d"))
            if new != text:
                became[text] = new
            return new

        passed = _telling(say, f"正在遮蔽“{self.name}”", self.start, self.end)
        new = Rewriting(self.hidden, strings, shown, passed, rich).rewritten(self.text, self.start, self.end)
        told += [
            Told(REMOVED, "看不见的内容（隐藏的行列、合并格下面、不显示的格式）", self.name, where)
            for where in self.hidden.told(self.emptied)
        ]
        if self.formulas:
            told.append(Told(REMOVED, "公式（数值留下）", self.name, now=f"{self.formulas} 个"))
        return new, became


def read(name: str, text: str, strings: Strings, unseen: Mapping[str, Collection[str]], say: Say) -> Worksheet:
    """Read a worksheet part; *unseen*: by style the kinds of cells of which it shows nothing. Raises Fault when it is no well-formed one."""
    start, end = span_of_cells(text)
    hidden = Hidden(text, start, end, tree(_frame(text, start, end)))
    rows: dict[int, dict[int, str]] = {}  # what is seen in the cells
    emptied, uncached, formulas, figures, rich = [], [], 0, set(), set()
    for cell in cells_of(text, start, end, _telling(say, f"正在读“{name}”", start, end)):
        if cell.kind in unseen.get(cell.style, ()):
            hidden.unprinted.add(cell.place)
        formulas += cell.formula
        if cell.rich:
            rich.add(not hidden.holds(cell.place))
        if hidden.holds(cell.place):
            if cell.value is not None or cell.formula:
                emptied.append(cell.place)
            continue
        if cell.uncached:
            uncached.append(address(*cell.place))
        said = text_of(cell, strings)
        if said:
            row, col = cell.place
            rows.setdefault(row, {})[col] = said if cell.kind != "n" or len(said) > _SHORT else "0"
            if cell.kind == "n" and len(said) > _SHORT:
                figures.add(said)
    near = surroundings(rows)
    names, mobiles = _persons(near, rows, figures)
    return Worksheet(name, text, start, end, hidden, near, names, mobiles, emptied, uncached, formulas, frozenset(rich))


def _persons(near: Surroundings, rows: dict[int, dict[int, str]], figures: set[str]) -> tuple[set[str], set[str]]:
    """The persons that cells name, and their mobile numbers; *figures* are those of the texts that are numbers."""
    names: set[str] = set()
    mobiles: set[str] = set()
    for about, texts in near.distinct(rows):
        for said in texts:
            names.update(persons_named(said, about))
            if said not in figures:
                mobiles.update(mobiles_told(said, about))
            elif about.label or about.person:  # any other figure may be an amount
                mobiles.update(mobiles_told(integer(said), about))
    return names, mobiles


def _telling(say: Say, what: str, start: int, end: int) -> Callable[[int], None]:
    """Says how much of a large sheet's cells is done, whenever that is one hundredth more."""
    if end - start < _LARGE:
        return lambda at: None
    said = -1

    def passed(at: int) -> None:
        nonlocal said
        share = 100 * (at - start) // (end - start)
        if share > said:
            said = share
            say(f"{what} {share}%……")

    return passed


def _frame(text: str, start: int, end: int) -> str:
    """With ``<sheetData/>`` in place of the cells."""
    opening = text[start : text.index(">", start)].rstrip("/").split()[0] if start < end else ""
    return f"{text[:start]}{opening + '/>' if opening else ''}{text[end:]}"


def joined(frame: str, cells: str) -> str:
    """A part with its cells put in again."""
    start, end = span_of_cells(frame)
    return frame[:start] + cells + frame[end:]
