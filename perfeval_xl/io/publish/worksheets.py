"""A worksheet on its way to the public edition: read first, for the names in it, and written when all names are known."""


from ...core.cells import address
from ...core.publication import REMOVED, Told
from ...core.record import Record
from ...domain.masks import Near
from ...recognition.persons import surroundings
from .cells import Cell, Rewriting, cells_of, span_of_cells, text_of
from .hidden import Hidden
from .look import Look, names_in
from .strings import Strings
from .tree import tree


class Worksheet(Record):
    """A sheet that is published, as it was read."""

    name: str
    text: str
    start: int  # where its cells begin and end
    end: int
    hidden: Hidden
    cells: list[Cell]
    texts: dict[tuple[int, int], str]  # what is seen in them
    near: dict[tuple[int, int], Near]

    @property
    def frame(self) -> str:
        """The part without its cells."""
        return _frame(self.text, self.start, self.end)

    @property
    def names(self) -> set[str]:
        return set(names_in(self.texts, self.near))

    @property
    def uncached(self) -> list[str]:
        """Cells in sight whose formula has no result."""
        return [address(*cell.place) for cell in self.cells if cell.uncached and not self.hidden.holds(cell.place)]

    def rewritten(self, strings: Strings, look: Look, told: list[Told]) -> tuple[str, dict[str, str]]:
        """The cells' part of the text for the public, and what the masked texts became."""
        became: dict[str, str] = {}
        show = look.cells(self.name, self.near)

        def shown(place, text, is_number):
            new = show(place, text, is_number)
            if new != text:
                became[text] = new
            return new

        new = Rewriting(self.hidden, strings, shown).rewritten(self.text, self.cells)
        emptied = [cell.place for cell in self.cells if self.hidden.holds(cell.place) and cell.inside]
        told += [Told(REMOVED, "看不见的内容（隐藏的行列、合并格下面、不显示的格式）", self.name, where) for where in self.hidden.told(emptied)]
        formulas = sum(cell.has_formula for cell in self.cells)
        if formulas:
            told.append(Told(REMOVED, "公式（数值留下）", self.name, now=f"{formulas} 个"))
        return new[self.start : len(new) - (len(self.text) - self.end)], became


def read(name: str, text: str, strings: Strings, unseen: frozenset[str] = frozenset()) -> Worksheet:
    """Read a worksheet part; *unseen* are the styles that show nothing. Raises Fault when it is no well-formed one."""
    start, end = span_of_cells(text)
    hidden = Hidden(text, start, end, tree(_frame(text, start, end)))
    cells = list(cells_of(text, start, end))
    if unseen:
        hidden.unprinted |= {cell.place for cell in cells if cell.style in unseen}
    seen = {}
    for cell in cells:
        said = "" if hidden.holds(cell.place) else text_of(cell, strings)
        if said:
            seen[cell.place] = said
    return Worksheet(name, text, start, end, hidden, cells, seen, surroundings(seen))


def _frame(text: str, start: int, end: int) -> str:
    """With ``<sheetData/>`` in place of the cells."""
    opening = text[start : text.index(">", start)].rstrip("/").split()[0] if start < end else ""
    return f"{text[:start]}{opening + '/>' if opening else ''}{text[end:]}"


def joined(frame: str, cells: str) -> str:
    """A part with its cells put in again."""
    start, end = span_of_cells(frame)
    return frame[:start] + cells + frame[end:]
