"""The boxes of comments in a VML drawing: put in at the end, taken out by cell. Buttons and pictures beside them stay.

Office VML is not always well-formed, so the drawing is searched as text. ECMA-376 Part 4, 19 (VML).
"""

import re
from collections.abc import Iterable, Mapping

from ...core.cells import Place
from ...core.patterns import Pattern
from ..errors import damaged

# Excel and LibreOffice write the prefixes v, o and x, openpyxl whichever it likes: ns0:shape.
_SHAPE = Pattern(r"<((?:[\w.-]+:)?)shape\b.*?</\1shape>\s*", re.DOTALL)
_DRAWN = Pattern(r"<(?:[\w.-]+:)?(?:shape|rect|roundrect|oval|line|polyline|curve|arc|image|group)\b")
_NUMBER = Pattern(r"\b_x0000_s([0-9]+)\"")
_CELL = Pattern(r"<((?:[\w.-]+:)?)Row>\s*([0-9]+)\s*</\1Row>\s*<\1Column>\s*([0-9]+)\s*</\1Column>")
_BLOCK = Pattern(r"<(?:[\w.-]+:)?idmap\b[^>]*\bdata=\"([0-9]+)")
_NOTE_TYPE = "_x0000_t202"
_TYPE = (
    f'<v:shapetype id="{_NOTE_TYPE}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_CHARACTERS = 20  # of a line in the box
_PREFIXES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_ROOT = Pattern(r"<xml\b[^>]*")


def new_drawing(block: int, notes: Mapping[Place, str]) -> str:
    """A drawing that holds just the boxes of *notes*. *block* counts a workbook's drawings: shape numbers differ."""
    layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout>'
    return f"{_declaring('<xml>')}{layout}{_TYPE}{_boxes(_first_number(block), notes)}</xml>"


def with_boxes(text: str, notes: Mapping[Place, str]) -> str:
    """The drawing with a hidden comment box for each cell, large enough for its text."""
    end = text.rfind("</xml>")
    if end < 0:
        raise damaged("批注的图形部分")
    numbers = [int(found) for found in _NUMBER.findall(text)]
    block = _BLOCK.search(text)
    number = max(numbers) + 1 if numbers else _first_number(int(block[1]) if block else 1)
    kind = "" if f'id="{_NOTE_TYPE}"' in text else _TYPE
    return _declaring(text[:end]) + kind + _boxes(number, notes) + text[end:]


def _declaring(text: str) -> str:
    """The drawing with a meaning for our prefixes at its root: Excel calls one damaged that uses them without."""
    root = _ROOT.search(text)
    if root is None:
        raise damaged("批注的图形部分")
    missing = [f' xmlns:{prefix}="{name}"' for prefix, name in _PREFIXES.items() if not re.search(rf"\sxmlns:{prefix}\s*=", root[0])]
    return text[: root.end()] + "".join(missing) + text[root.end() :]


def without_boxes(text: str, places: Iterable[Place]) -> str:
    """The drawing without the comment boxes of these cells."""
    gone = set(places)

    def keep(match) -> str:
        cell = _CELL.search(match[0])
        ours = cell and 'ObjectType="Note"' in match[0] and (int(cell[2]), int(cell[3])) in gone
        return "" if ours else match[0]

    return _SHAPE.sub(keep, text)


def has_shapes(text: str) -> bool:
    """Whether anything is drawn at all."""
    return _DRAWN.search(text) is not None


def _first_number(block: int) -> int:
    return 1024 * block + 1


def _boxes(first: int, notes: Mapping[Place, str]) -> str:
    return "".join([_box(number, place, note) for number, (place, note) in enumerate(notes.items(), first)])


def _box(number: int, place: Place, note: str) -> str:
    row, col = place
    top = max(row - 1, 0)
    bottom = top + 2 + sum([1 + len(line) // _CHARACTERS for line in note.split("\n")])
    anchor = f"{col + 1}, 15, {top}, 4, {col + 5}, 0, {bottom}, 4"
    return (
        f'<v:shape id="_x0000_s{number}" type="#{_NOTE_TYPE}" style="position:absolute;visibility:hidden" '
        'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
        f'</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{col}</x:Column></x:ClientData></v:shape>"
    )
