"""How far a sheet part reaches, found before calamine sees it: it allocates the whole rectangle its cells span.

One cell at the far corner would end the process, not raise an error, so whatever calamine accepts counts here too:
any prefix, blanks around the equals sign, no blank before the attribute, the last of several ``r``, and cells that
have no reference and follow the one before (ECMA-376 Part 1, 18.3.1.4).
"""

from ..core.patterns import Pattern
from .parts import parse

# Below this size too few cells fit in for those without a reference to reach far.
SMALL = 16 << 10  # bytes

# Up to four characters (A999, ZZ99) are always near; so are four digits below column AAA, looked for in a second pass.
_LONG = Pattern(rb" r(?!=\"[^\"]{0,4}+\")")
_FAR = Pattern(rb" r(?!=\"(?:[A-Z]{0,2}[0-9]{1,4}|[A-Z]{3}[0-9])\")")
_UNUSUAL = Pattern(rb" r(?!=\"[A-Z]{0,3}[0-9]{1,7}\")")
# What an ``r`` can stand behind besides a blank; a pattern finds two bytes faster than bytes.find does.
_CLOSE_UP = tuple([(other, Pattern(other + b"r")) for other in (b"\n", b"\t", b"\r", b"'", b'"')])

# Letters and digits of the references, written as usual and in any way.
_USUAL = Pattern(rb" r=\"([A-Z]+)"), Pattern(rb" r=\"[A-Z]*([0-9]+)")
_ANY = Pattern(rb"[\s\"']r\s*=\s*[\"']\s*([A-Za-z]+)"), Pattern(rb"[\s\"']r\s*=\s*[\"']\s*[A-Za-z]*([0-9]+)")
_WITHOUT_REFERENCE = Pattern(rb"<c(?! r=)")
_PREFIXED = Pattern(rb":c")


def rows_between(data: bytes) -> tuple[int, int]:
    """Where the rows of a part begin and end: at the first and the last mention of ``sheetData``."""
    start, end = data.find(b"sheetData"), data.rfind(b"sheetData")
    return (start, end) if 0 <= start < end else (max(start, 0), len(data))


def extent(data: bytes, start: int, end: int) -> tuple[int, int] | None:
    """Rows and columns up to the farthest cell between *start* and *end*; None when all are near, as is usual.

    Near means below row 10000 and column AAA. Raises Fault for malformed XML where only a parser can tell.
    """
    large = end - start > SMALL
    counted = large and (_WITHOUT_REFERENCE.search(data, start, end) or _PREFIXED.search(data, start, end))
    odd = counted or _close_up(data, start, end)
    if not odd and not (_LONG.search(data, start, end) and _FAR.search(data, start, end)):
        return None
    letters, digits = _ANY if odd or _UNUSUAL.search(data, start, end) else _USUAL
    rows = max(map(_row, set(digits.findall(data, start, end))), default=0)
    columns = max(map(_column, set(letters.findall(data, start, end))), default=0)
    if counted:
        more_rows, more_columns = _counted(data)
        rows, columns = max(rows, more_rows), max(columns, more_columns)
    return rows, columns


def _close_up(data: bytes, start: int, end: int) -> bool:
    """May an ``r`` stand where the search for a blank and an ``r`` misses it?"""
    for other, before in _CLOSE_UP:
        if data.find(other, start, end) >= 0 and before.search(data, start, end):
            return True
    return False


def _row(digits: bytes | str) -> int:
    """The number; of one that no sheet has only its first 18 digits, as int refuses to read thousands of them."""
    return int(digits.lstrip(b"0" if isinstance(digits, bytes) else "0")[:18] or 0)


def _column(letters: bytes) -> int:
    """``b"A"`` → 1, ``b"aa"`` → 27; of a name that no sheet has only its first 8 letters."""
    number = 0
    for letter in letters[:8]:
        number = number * 26 + (letter & 0x1F)
    return number


def filled(data: bytes) -> tuple[int, int]:
    """Rows and columns up to the farthest cell that holds something, whatever rows and styled cells lie beyond it.

    LibreOffice writes an empty row 1048576 when rows have been deleted; calamine takes up no room for it. Slow: for
    a part that seems to reach too far. Raises Fault for malformed XML.
    """
    row = col = -1
    at: tuple[int, int] | None = None  # of the open cell, until it is known to hold something
    rows = columns = 0

    def start(name, attributes):
        nonlocal row, col, at, rows, columns
        tag = name.rpartition(":")[2]
        number = attributes.get("r", "").strip()
        if tag == "row":
            row, col = _row(number) - 1 if number.isdecimal() else row + 1, -1
        elif tag == "c":
            letters = number.rstrip("0123456789").encode()
            col = _column(letters) - 1 if letters else col + 1
            at = max(row + 1, _row(number[len(letters) :])), col + 1
        elif at is not None:
            rows, columns = max(rows, at[0]), max(columns, at[1])

    def end(name):
        nonlocal at
        if name.rpartition(":")[2] == "c":
            at = None

    parse(data, start, end, namespaces=False)
    return rows, columns


def _counted(data: bytes) -> tuple[int, int]:
    """The same by counting rows and cells as calamine does, whatever their references and prefixes."""
    row = col = -1
    rows = columns = 0

    def start(name, attributes):
        nonlocal row, col, rows, columns
        tag = name.rpartition(":")[2]
        if tag == "row":
            number = attributes.get("r", "")
            row, col = _row(number) - 1 if number.isdecimal() else row + 1, -1
        elif tag == "c":
            col += 1
            rows, columns = max(rows, row + 1), max(columns, col + 1)

    parse(data, start, namespaces=False)
    return rows, columns
