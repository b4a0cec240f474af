"""A sheet part searched as bytes: what calamine does not tell, at a fraction of the cost of parsing.

Excel, WPS, LibreOffice and the usual libraries write a sheet the same plain way: no prefixes, no comments, a
reference on every cell, attributes in the order r, s, t. Each search below says None when it meets anything else,
and the caller then parses the part (:mod:`sheet_cells`).
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ..core.book import UNCACHED, CellError, Shown
from .text import unescape


class Formula(NamedTuple):
    """One ``<f>``: where, its text without the equals sign, and its attributes (t, ref, si)."""

    row: int
    col: int
    text: str
    attributes: dict[str, str]


_ROOT = re.compile(rb"<worksheet\b[^>]*>")
_PREFIXED = re.compile(
    rb"xmlns:[\w.-]+\s*=\s*[\"']http://"
    rb"(?:schemas\.openxmlformats\.org/spreadsheetml/2006|purl\.oclc\.org/ooxml/spreadsheetml)/main"
)

_NO_VALUE = rb"\s*(?:</c>|<v\s*/>|<v>\s*</v>)"
_UNCACHED = re.compile(rb"</f>" + _NO_VALUE)
_UNCACHED_SHARED = re.compile(rb"<f(?:\s[^>]*)?/>" + _NO_VALUE)
_ERROR = b' t="e"'
_ERROR_MARK = re.compile(_ERROR)

_CELL = re.compile(rb"<c\s(?=[^>]*\br=\"([A-Z]{1,3})([0-9]{1,7})\")([^>]*)>")
_FORMULA = re.compile(rb"<f(?:\s([^>]*?))?(?:/>|>([^<]*)</f>)")
_ATTRIBUTE = re.compile(rb"(\w+)=\"([^\"]*)\"")
_VALUE = re.compile(rb"<v>([^<]*)</v>")
_FAR = re.compile(rb" r=[\"'][^\"']{5}")
_REFERENCE = re.compile(rb" r=[\"']([A-Za-z]*)([0-9]+)")
_OTHERS = rb"(?: (?:cm|vm|ph)=\"[^\"]*\")*"
_NUMBER = rb"(?: t=\"n\")?" + _OTHERS + rb">"
_IN_ORDER = re.compile(rb"<c r=\"[A-Z]+[0-9]+\"(?: s=\"[0-9]+\")?(?: t=\"[a-zA-Z]+\")?" + _OTHERS + rb"\s?/?>")
_ANY_CELL = re.compile(rb"<c(?:\s[^>]*)?>")

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
    root = _ROOT.search(data, 0, 8192)
    return bool(root) and not _PREFIXED.search(root[0])


def _may_hide(data: bytes) -> bool:
    """A comment or a CDATA section can hold what looks like a tag and is none."""
    return b"<!" in data


def worth_a_look(data: bytes) -> bool:
    """A part without a formula and without an error cell needs nothing more: true of most sheets."""
    return b"</f>" in data or _ERROR in data or not _ROOT.search(data, 0, 8192)


def extent(data: bytes) -> tuple[int, int] | None:
    """Rows and columns up to the farthest reference; None when all are short (``A999``, ``ZZ99``), as is usual."""
    if not _FAR.search(data):
        return None
    references = set(_REFERENCE.findall(data))
    letters = {name.upper() for name, _ in references}
    return max((int(row) for _, row in references), default=0), max((column(name) + 1 for name in letters), default=0)


def _cell_around(data: bytes, at: int) -> Found | None:
    """The cell in whose tag or content the byte *at* stands, None when that is not certain."""
    start = data.rfind(b"<c ", 0, at)
    cell = _CELL.match(data, start) if start >= 0 else None
    if not cell or cell[3].endswith(b"/") or data.find(b"</c>", start, at) >= 0 or data.find(b"<c>", start, at) >= 0:
        return None
    return int(cell[2]) - 1, column(cell[1]), cell[3], cell.end()


def marks(data: bytes) -> list[tuple[int, int, CellError]] | None:
    """The error cells and the formulas without a cached value, with what stands in the grid for them."""
    found = []
    for pattern in (_UNCACHED, _UNCACHED_SHARED):
        for hit in pattern.finditer(data):
            cell = _cell_around(data, hit.start())
            if cell is None:
                return None
            # An empty <v> of a text cell is a result: the empty text.
            if b"<v" not in hit[0] or b't="str"' not in cell[2]:
                found.append((cell[0], cell[1], UNCACHED))
    for hit in _ERROR_MARK.finditer(data):
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
    if 0 in styles or _may_hide(data) or not all(_IN_ORDER.fullmatch(tag) for tag in _sample(data)):
        return None
    ids = b"|".join(b"%d" % style for style in styles)
    numbers = re.compile(rb'<c r="([A-Z]+)([0-9]+)" s="(' + ids + rb')"' + _NUMBER)
    by_id = {b"%d" % style: how for style, how in styles.items()}
    return {(int(row) - 1, column(letters)): by_id[style] for letters, row, style in numbers.findall(data)}


def _sample(data: bytes) -> list[bytes]:
    """Ten cells from two places each: a writer keeps one order of attributes throughout."""
    places = (0, len(data) // 2)
    return [cell[0] for place in places for cell in islice(_ANY_CELL.finditer(data, place), 10)]
