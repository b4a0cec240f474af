"""A sheet part searched as bytes: what calamine does not tell, at a fraction of the cost of parsing.

Excel, WPS, LibreOffice and the usual libraries write a sheet the same plain way: no prefixes, no comments, a
reference on every cell, attributes in the order r, s, t. Each search below says None when it meets anything else,
and the caller then parses the part (:mod:`sheet_cells`).
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from ..core.book import UNCACHED, CellError, Shown
from ..core.patterns import Pattern
from ..core.record import Record
from .parts import unescape


class Formula(Record):
    """One ``<f>``: where, its text without the equals sign, and its attributes (t, ref, si)."""

    row: int
    col: int
    text: str
    attributes: dict[str, str]


_ROOT = b"<worksheet "
_MAIN = (
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_HEAD = 8192  # bytes, in which the root begins and ends

_NO_VALUE = rb"\s*(?:</c>|<v\s*/>|<v>\s*</v>)"
_UNCACHED = Pattern(rb"</f>" + _NO_VALUE)
_UNCACHED_SHARED = Pattern(
    rb"<f(?:\s[^>]*)?/>" + _NO_VALUE, words=(b"<f/", b"<f ", b"<f\t", b"<f\n", b"<f\r", b"<f\f", b"<f\v")
)
_TYPE_E = Pattern(rb"\"e\"")
_ERROR = Pattern(rb"\bt\s*=\s*[\"']e[\"']")

_CELL = Pattern(rb"<c\s(?=[^>]*\br=\"([A-Z]{1,3})([0-9]{1,7})\")([^>]*)>")
_FORMULA = Pattern(rb"<f(?:\s([^>]*?))?(?:/>|>([^<]*)</f>)")
_ATTRIBUTE = Pattern(rb"(\w+)=\"([^\"]*)\"")
_VALUE = Pattern(rb"<v>([^<]*)</v>")
_OTHERS = rb"(?: (?:cm|vm|ph)=\"[^\"]*\")*"
_PLACE = Pattern(rb"([A-Z]{1,3})([0-9]{1,7})")
_IN_ORDER = Pattern(rb"<c r=\"[A-Z]+[0-9]+\"(?: s=\"[0-9]+\")?(?: t=\"[a-zA-Z]+\")?" + _OTHERS + rb"\s?/?>")
_ANY_CELL = Pattern(rb"<c(?:\s[^>]*)?>")

Found = tuple[int, int, bytes, int]  # row, col, attributes, where the cell's content begins


@lru_cache(maxsize=16384)
def column(letters: bytes) -> int:
    """``b"A"`` → 0, ``b"AA"`` → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def is_plain(data: bytes) -> bool:
    """Is the main namespace the default one, so that tags have no prefix?"""
    start = data.find(_ROOT, 0, _HEAD)
    end = data.find(b">", start, _HEAD)
    if not 0 <= start < end:
        return False
    prefixed = [declared.partition(b"=")[2].lstrip()[1:] for declared in data[start:end].split(b"xmlns:")[1:]]
    return not any(namespace.startswith(_MAIN) for namespace in prefixed)


def _may_hide(data: bytes) -> bool:
    """A comment or a CDATA section can hold what looks like a tag and is none."""
    return b"!" in data and b"<!" in data


def _cell_around(data: bytes, at: int) -> Found | None:
    """The cell in whose tag or content the byte *at* stands, None when that is not certain."""
    start = data.rfind(b"<c ", 0, at)
    cell = _CELL.match(data, start) if start >= 0 else None
    if not cell or cell[3].endswith(b"/") or data.find(b"</c>", start, at) >= 0 or data.find(b"<c>", start, at) >= 0:
        return None
    return int(cell[2]) - 1, column(cell[1]), cell[3], cell.end()


def _may_be_error(data: bytes) -> bool:
    """Can a cell be of the type e? Some writers have a # in every character reference, so that alone says little."""
    return b"#" in data and (_TYPE_E.search(data) is not None or b"'" in data and b"'e'" in data)


def marks(data: bytes, formulas: bool = True) -> list[tuple[int, int, CellError]] | None:
    """The error cells and the formulas without a cached value, with what stands in the grid for them.

    *formulas*: may the part have any?
    """
    found = []
    for pattern in (_UNCACHED, _UNCACHED_SHARED) if formulas else ():
        for hit in pattern.finditer(data):
            cell = _cell_around(data, hit.start())
            if cell is None:
                return None
            # An empty <v> of a text cell is a result: the empty text.
            if b"<v" not in hit[0] or b't="str"' not in cell[2]:
                found.append((cell[0], cell[1], UNCACHED))
    for hit in _ERROR.finditer(data) if _may_be_error(data) else ():
        cell = _cell_around(data, hit.start())
        if cell is None:
            return None
        value = hit.start() < cell[3] and _VALUE.search(data, cell[3], data.find(b"</c>", cell[3]))
        if value:
            found.append((cell[0], cell[1], CellError(unescape(value[1]))))
    return None if found and _may_hide(data) else found


def formulas(data: bytes) -> list[Formula] | None:
    """Every formula of a plain part."""
    found = []
    for hit in _FORMULA.finditer(data):
        cell = _cell_around(data, hit.start())
        if cell is None:
            return None
        attributes = {key.decode(): value.decode() for key, value in _ATTRIBUTE.findall(hit[1] or b"")}
        found.append(Formula(cell[0], cell[1], unescape(hit[2] or b""), attributes))
    return None if found and _may_hide(data) else found


def formats(data: bytes, styles: Mapping[int, Shown]) -> dict[tuple[int, int], Shown] | None:
    """How each number is printed, for cells whose style is one of *styles*."""
    if 0 in styles or _may_hide(data) or not (_in_order(data, 0) and _in_order(data, len(data) // 2)):
        return None
    pieces = _styled_number(tuple(styles)).split(data)
    found = {}
    for before, style in zip(pieces[0::2], pieces[1::2]):
        at = _place(before[before.rfind(b'"') + 1 :])
        if at:
            found[at] = styles[int(style)]
    return found


def _in_order(data: bytes, start: int) -> bool:
    """Stand the attributes of the next cell in the usual order? A writer keeps one order throughout."""
    cell = _ANY_CELL.search(data, start)
    return not cell or bool(_IN_ORDER.fullmatch(cell[0]))


@lru_cache(maxsize=64)
def _styled_number(styles: tuple[int, ...]) -> re.Pattern:
    """The end of a number cell's tag, after its reference: split by it, each piece of a part ends with a reference.

    An empty cell may be written with an end tag of its own, as lxml does.
    """
    return re.compile(rb'" s="(' + b"|".join(b"%d" % style for style in styles) + rb')"(?: t="n")?' + _OTHERS + rb">(?!</c>)")


@lru_cache(maxsize=16384)
def _place(reference: bytes) -> tuple[int, int] | None:
    """``b"B3"`` → ``(2, 1)``; None for what is no cell's reference, such as a row's number."""
    cell = _PLACE.fullmatch(reference)
    return (int(cell[2]) - 1, column(cell[1])) if cell else None
