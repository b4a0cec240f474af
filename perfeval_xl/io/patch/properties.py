"""The list of sheets and names in the document properties (docProps/app.xml), with a sheet of ours taken out.

Excel and WPS write the list anew whenever they save, so a sheet that was added since is in it. Putting one in is left to
them: no reader takes the list for the workbook's sheets. ECMA-376 Part 1, 22.2.2.14 (HeadingPairs), 22.2.2.29
(TitlesOfParts): pairs of a heading and a count, and the titles of all of them one after the other, worksheets first.
"""

from ...core.cells import quoted
from ...core.record import Record
from ..errors import Fault
from .markup import Splice, Tag, children, end_of, first, needed, number, spliced, unescaped, with_attribute, written
from .work import Work


class _Item(Record):
    """An entry of a vector: where it stands, and what it says."""

    start: int
    end: int
    said: str


class _Vector(Record):
    """A list of the properties: the element of the property, the vector in it, its entries."""

    start: int
    end: int
    opening: Tag
    items: list[_Item]


def unlisted(work: Work, name: str) -> None:
    """Take the worksheet *name* and the names that are its own out of the list; a part that is no XML stays as it is."""
    for kind, part in work.relations("").values():
        if kind == "extended-properties" and part in work:
            try:
                work.put(part, _without(work.text(part), name))
            except Fault:
                continue


def _without(text: str, name: str) -> str:
    pairs, titles = _vector(text, "HeadingPairs"), _vector(text, "TitlesOfParts")
    if pairs is None or titles is None:
        return text
    counts = [int(item.said) if item.said.isdecimal() else 0 for item in pairs.items[1::2]]
    gone = _of_sheet([item.said for item in titles.items], name, counts[0] if counts else 0)
    if not gone:
        return text
    if sum(counts) != len(titles.items) or len(pairs.items) != 2 * len(counts):  # what counts what cannot be told
        return spliced(text, [Splice(found.start, found.end, "") for found in (pairs, titles)])
    return spliced(text, [*_fewer(titles, gone), *_recounted(text, pairs, counts, gone)])


def _of_sheet(titles: list[str], name: str, sheets: int) -> set[int]:
    """Which titles are the sheet's: its own, among the first, and “sheet!name”."""
    own = (f"{name}!", f"{quoted(name)}!")
    gone = {index for index, title in enumerate(titles) if index >= sheets and title.startswith(own)}
    return gone | ({titles.index(name)} if name in titles[:sheets] else set())


def _vector(text: str, name: str) -> _Vector | None:
    element = first(text, name)
    opening = None if element is None else first(text[: end_of(text, element)], "vector", element.end)
    if element is None or opening is None:
        return None
    items = [_Item(tag.start, end, _said(text[tag.start : end])) for tag, end in children(text, opening.start)]
    return _Vector(element.start, end_of(text, element), opening, items)


def _said(element: str) -> str:
    """The text in an element or in the only one within it."""
    return unescaped("".join(piece.rpartition(">")[2] for piece in element.split("<"))).strip()


def _fewer(vector: _Vector, gone: set[int]) -> list[Splice]:
    """The vector without these entries; *size* says how many there are."""
    size = str(number(vector.opening.attributes, "size") - len(gone))
    opening = written(with_attribute(vector.opening, "size", size))
    taken = [Splice(vector.items[index].start, vector.items[index].end, "") for index in gone]
    return [Splice(vector.opening.start, vector.opening.end, opening), *taken]


def _recounted(text: str, pairs: _Vector, counts: list[int], gone: set[int]) -> list[Splice]:
    """The headings with the counts of what is left; one of nothing goes."""
    splices, empty, before = [], set(), 0
    for which, count in enumerate(counts):
        left = count - len(gone.intersection(range(before, before + count)))
        before += count
        if not left:
            empty |= {2 * which, 2 * which + 1}
        elif left != count:
            figure = needed(text[: pairs.items[2 * which + 1].end], "i4", pairs.items[2 * which + 1].start)
            splices.append(Splice(figure.end, text.index("<", figure.end), str(left)))
    return splices + (_fewer(pairs, empty) if empty else [])
