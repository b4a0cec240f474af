"""How wide the columns of the sheet 校验结果 are, and how high its rows must be to show every text whole.

Not every spreadsheet fits rows to their texts when it opens a file.
"""

from codecs import getencoder
from collections.abc import Iterator, Sequence
from math import ceil

from ..core.edits import Row
from ..core.findings_sheet import ACTUAL, BASIS, COLUMNS, EXPECTED, EXPLANATION, MESSAGE, SHEET, SHOWN

WIDTHS = (9.5, 8, 16, 9.5, 46, 15, 15, 10, 26, 30)  # of the columns that are shown, in characters; the heads have buttons
_gbk = getencoder("gbk")
_LINE = 13.5  # points of a line of text of 10 points
_HIGHEST = 409  # points; Excel has no higher row
_CHARACTER = 0.95  # width of a character of 10 points, in those that columns are measured in
# Columns that may take several lines: the width, and how many characters fit on a line whichever they are.
_WORDY = tuple(
    (COLUMNS.index(label), width, (width - 1) / (2 * _CHARACTER))
    for label, width in zip(SHOWN, WIDTHS)
    if label in (SHEET, MESSAGE, EXPECTED, ACTUAL, BASIS, EXPLANATION)
)


def heights(rows: Sequence[Row], header: int) -> Iterator[tuple[int, float]]:
    """Row numbers and heights in points. Above row *header* a text stands across all columns; the first is the title."""
    yield 0, 28
    for number in range(1, header):
        yield number, head_height(rows[number].values[0])
    for number, row in enumerate(rows[header:], header):
        yield number, min(_LINE * (_longest(row.values) if row.values else 1) + 4, _HIGHEST)


def head_height(text: str) -> float:
    """Points for a text that stands across all columns."""
    return min(_LINE * _lines(text, sum(WIDTHS)) + 6, _HIGHEST)


def _longest(values: Sequence[str | int | None]) -> int:
    """How many lines the longest text of a row takes; what cannot be longer than another one is not measured."""
    lines = 1
    for column, width, safe in _WORDY:
        text = values[column]
        if text and (len(text) > lines * safe or "\n" in text):
            lines = max(lines, _lines(text, width))
    return lines


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of *width* characters; a Chinese one is twice as wide, as in GBK."""
    if "\n" in text:
        return sum([_lines(line, width) for line in text.split("\n")])
    return max(1, ceil(len(_gbk(text, "replace")[0]) * _CHARACTER / (width - 1)))
