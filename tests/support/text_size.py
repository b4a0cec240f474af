"""How much room a text takes in a cell, estimated on the safe side: no spreadsheet is needed to see that it is cut off.

A Chinese character is as wide as the font is high, any other taken as 0.56 of that (宋体 has 0.5, fonts that stand in for
it up to 0.56); a line is 1.45 times as high as the font (宋体 1.3, Noto Serif CJK 1.44).
"""

import re
import unicodedata
from collections import defaultdict

PIXELS = 96 / 72  # a point
DEFAULT = 9  # the width of a column that has none of its own
DIGIT, PADDING, INDENT = 8, 5, 12  # pixels: a column's unit of width, what is between text and border, one step of indent
_WIDE = frozenset("WFA")  # A: “”、× and others that are wide in a Chinese font
_NARROW, _LINE = 0.56, 1.45


def column_widths(sheet) -> dict[int, float]:
    """The widths of the columns of a sheet of openpyxl, as the file states them, by number from 1; 0 for a hidden one.

    openpyxl keeps a group of equal columns under the first of them.
    """
    widths = defaultdict(lambda: DEFAULT)
    for one in sheet.column_dimensions.values():
        if one.min:
            widths |= dict.fromkeys(range(one.min, one.max + 1), 0 if one.hidden else one.width)
    return widths


def em(char: str) -> float:
    """The width of a character, in heights of its font."""
    return 1.0 if unicodedata.east_asian_width(char) in _WIDE else _NARROW


def width(text: str, size: float) -> float:
    """The pixels that a line of *size* points takes."""
    return sum(map(em, text)) * size * PIXELS


def lines(text: str, room: float, size: float) -> int:
    """How many lines a text takes when it is wrapped at *room* pixels; a word or number stays in one piece if it can.

    One character less is taken to fit: no line begins with a comma, the character before it goes with it.
    """
    return sum(_wrapped(paragraph, room, size) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, room: float, size: float) -> int:
    if width(paragraph, size) <= room:
        return 1
    count, used, room = 1, 0.0, room - size * PIXELS
    for piece in re.findall(r"[!-~]+|.", paragraph):
        needed = width(piece, size)
        if used and used + needed > room:
            count, used = count + 1, 0.0
        used += needed
        while used > room:
            count, used = count + 1, used - room
    return count


def room(columns: float, merged: int = 1, indent: int = 0) -> float:
    """The pixels for a text in columns that together are *columns* wide, as a file states widths."""
    return columns * DIGIT - PADDING - INDENT * indent - merged


def height(text: str, room: float, size: float) -> float:
    """The points that the text is high when it is wrapped at *room* pixels."""
    return lines(text, room, size) * size * _LINE
