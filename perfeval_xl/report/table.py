"""Tables in text: columns that line up although a Chinese character is as wide as two Latin ones."""

import unicodedata
from collections.abc import Sequence

GAP = "  "


def width(text: str) -> int:
    """How many columns a terminal gives to a text (Unicode East Asian Width)."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def one_line(text: str) -> str:
    """What stands in a cell as it can stand in a row: line breaks and control characters are spaces."""
    return " ".join("".join(c if c.isprintable() or c == "\u3000" else " " for c in text).split())


def cut(text: str, most: int) -> str:
    """A text no wider than *most* columns; where it was longer it ends in “…”."""
    if width(text) <= most:
        return text
    kept, room = [], most - 1
    for character in text:
        room -= _columns(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept) + "…"


def padded(text: str, columns: int, right: bool = False) -> str:
    """A text filled up with spaces, at its end or (*right*) before it."""
    fill = " " * (columns - width(text))
    return fill + text if right else text + fill


def aligned(rows: Sequence[Sequence[str]], limits: Sequence[int], right: Sequence[int] = ()) -> list[str]:
    """Rows of one length as lines whose columns line up.

    *limits* is the most that each column may take, *right* the columns that are flush right (figures). The last column
    is not filled up.
    """
    cells = [[cut(one_line(cell), most) for cell, most in zip(row, limits)] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells)]
    return [
        GAP.join(padded(cell, widths[i], i in right) for i, cell in enumerate(row)).rstrip()
        for row in cells
    ]
