"""Workbooks drawn as text: a line a row, cells between bars.

``<`` continues the cell on its left, ``^`` the one above: together they are the merges. ``12.5`` is a number,
``~98.50%`` the number 0.985 shown as a percentage of two decimals, anything else a text, in which ``\\n`` is a line break.
"""

import re

from perfeval_xl.core.book import Book, Shown

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_COVERED = ("<", "^")


def drawn_book(sheets: dict[str, str]) -> Book:
    """The book of the sheets drawn, in their order."""
    drawn = {name: _cells(text) for name, text in sheets.items()}
    rows = {name: [[_value(cell) for cell in line] for line in lines] for name, lines in drawn.items()}
    merges = {name: list(_merges(lines)) for name, lines in drawn.items()}
    formats = {name: dict(_formats(lines)) for name, lines in drawn.items()}
    return Book.from_lists(rows, merges, formats)


def _cells(text: str) -> list[list[str]]:
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    width = max(map(len, lines))
    return [line + [""] * (width - len(line)) for line in lines]


def _value(cell: str):
    if cell in _COVERED:
        return ""
    if cell.startswith("~"):
        return float(cell[1:-1]) / 100
    return float(cell) if _NUMBER.fullmatch(cell) else cell.replace("\\n", "\n")


def _merges(lines: list[list[str]]):
    for row, line in enumerate(lines):
        for col, cell in enumerate(line):
            if cell in _COVERED:
                continue
            right, bottom = col, row
            while right + 1 < len(line) and line[right + 1] == "<":
                right += 1
            while bottom + 1 < len(lines) and lines[bottom + 1][col] == "^":
                bottom += 1
            if (bottom, right) != (row, col):
                yield row, col, bottom, right


def _formats(lines: list[list[str]]):
    for row, line in enumerate(lines):
        for col, cell in enumerate(line):
            if cell.startswith("~"):
                yield (row, col), Shown(len(cell[1:-1].partition(".")[2]), percent=True)
