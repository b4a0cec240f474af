"""What stands in a worksheet part beside the cells: one element put in at its place in the schema, or taken out.

ECMA-376 Part 1, 18.3.1.99 (worksheet): the order of its children is fixed.
"""

from collections.abc import Iterator

from ..errors import damaged
from .markup import Splice, Tag, first, needed, siblings, spliced
from .work import Work

_AFTER_LEGACY_DRAWING = frozenset(
    "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst AlternateContent".split()
)


def tail(text: str) -> Iterator[tuple[Tag, int]]:
    """The children of the worksheet behind its cells: start tag, and where the element ends."""
    return siblings(text, _end_of_cells(text))


def child(text: str, name: str) -> Tag | None:
    """A child behind the cells, such as ``legacyDrawing``."""
    return next((tag for tag, _ in tail(text) if tag.name == name), None)


def with_legacy_drawing(text: str, relation: str, namespace: str) -> str:
    """The part with a reference to the drawing that holds comments, in place of one that leads nowhere.

    *namespace* is that of relationship ids.
    """
    prefix = needed(text, "worksheet").prefix
    start, end = _place_of_legacy_drawing(text)
    return f'{text[:start]}<{prefix}legacyDrawing xmlns:r="{namespace}" r:id="{relation}"/>{text[end:]}'


def _place_of_legacy_drawing(text: str) -> tuple[int, int]:
    """From where to where it is written: behind what comes before it, over the one that there is."""
    start = end = _end_of_cells(text)
    behind = text[start:]
    if not any([name in behind for name in ("<!", "legacyDrawing", *_AFTER_LEGACY_DRAWING)]):  # as a rule
        at = text.rindex("</")
        return at, at
    for tag, after in siblings(text, start):
        if tag.name in _AFTER_LEGACY_DRAWING:
            break
        start = end = after
        if tag.name == "legacyDrawing":
            return tag.start, after
    return start, end


def note_drawing(work: Work, part: str) -> str | None:
    """The drawing that the sheet's legacyDrawing names; a picture in the header has one too, by another name."""
    drawings = {id_: target for id_, (kind, target) in work.relations(part).items() if kind == "vmlDrawing"}
    reference = child(work.text(part), "legacyDrawing") if drawings else None
    if reference is not None:
        for relation, target in drawings.items():
            if f'"{relation}"' in reference.attributes.replace("'", '"') and target in work:
                return target
    return None


def without_child(text: str, name: str) -> str:
    """The part without a child behind the cells."""
    return spliced(text, [Splice(tag.start, end, "") for tag, end in tail(text) if tag.name == name])


def _end_of_cells(text: str) -> int:
    data = first(text, "sheetData")
    if data is None:
        raise damaged("工作表部分")
    if data.empty:
        return data.end
    at = text.rfind(f"</{data.prefix}sheetData")
    if at < 0:
        raise damaged("工作表部分")
    return text.index(">", at) + 1
