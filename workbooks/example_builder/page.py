"""One worksheet being laid out: styles, merged boxes, row heights, and which document line went to which cell.

A *fact* is a plain value, or ``[value, line]`` or ``[value, first_line, last_line]`` where the value was copied from a
published document. A *row* of facts is ``{"line": n, "cells": [...]}`` when its cells stand on consecutive lines, or
``{"lines": [...], "cells": [...]}`` when they do not; ``null`` is an empty cell.
"""

from math import ceil

from xlsxwriter.utility import xl_rowcol_to_cell

SONG = "宋体"
LINE_HEIGHT = 15.0
PAPER_A4 = 9

_BOXED = {"border": 1, "text_wrap": True, "valign": "vcenter"}
_STYLES = {
    "title": {"font_name": "黑体", "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"},
    "plain": {"align": "left", "valign": "vcenter", "text_wrap": True},
    "plain_right": {"align": "right", "valign": "vcenter"},
    "centre": {**_BOXED, "align": "center"},
    "header": {**_BOXED, "align": "center", "bold": True},
    "left": {**_BOXED, "align": "left"},
    "block": {**_BOXED, "align": "left", "valign": "top"},
    "money": {**_BOXED, "align": "right", "indent": 1, "num_format": "#,##0.00"},
    "amount": {**_BOXED, "align": "center", "num_format": "0.00"},
    "precise": {**_BOXED, "align": "center", "num_format": "0.000"},
    "rate": {**_BOXED, "align": "center", "num_format": "0.00%"},
    "whole_rate": {**_BOXED, "align": "center", "num_format": "0%"},
}


class Styles:
    """The workbook's named cell formats, made once."""

    def __init__(self, book):
        base = {"font_name": SONG, "font_size": 10.5}
        self._formats = {name: book.add_format({**base, **style}) for name, style in _STYLES.items()}

    def __getitem__(self, name):
        return self._formats[name]


def value_of(fact):
    """The value of a fact, without its lines."""
    return fact[0] if isinstance(fact, list) else fact


def lines_of(fact):
    """The document lines of a fact, as a range; empty when it has none."""
    return range(fact[1], fact[-1] + 1) if isinstance(fact, list) and len(fact) > 1 else range(0)


def facts_of(row):
    """A row's cells as facts, each with its own lines."""
    cells = row["cells"]
    if "lines" in row:
        lines = row["lines"]
    elif "line" in row:
        lines = range(row["line"], row["line"] + len(cells))
    else:
        return cells
    return [[value, *(line if isinstance(line, list) else [line])] for value, line in zip(cells, lines, strict=True)]


def rows_covered(rows, index, column):
    """How many rows the box that starts at *index* covers: a null below it belongs to it."""
    end = index + 1
    while end < len(rows) and value_of(rows[end][column]) is None:
        end += 1
    return end - index


def display_width(text):
    """Width in half-width characters: a Chinese character takes two."""
    return sum(2 if ord(char) > 0x2E7F or char in "“”‘’…—≥≤①②③④⑤≦" else 1 for char in text)


class Page:
    """A worksheet and what has been put on it. Rows and columns count from zero."""

    def __init__(self, book, name, styles):
        self.sheet = book.add_worksheet(name)
        self.styles = styles
        self.cells = {}
        self._widths = []
        self._texts = []
        self._heights = {}

    def columns(self, *widths):
        """Set the column widths, in characters."""
        self._widths = widths
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def print_on_a4(self, *, landscape=False, one_page=False):
        """A4, one page wide and centred; as many pages tall as it takes unless *one_page*."""
        if landscape:
            self.sheet.set_landscape()
        self.sheet.set_paper(PAPER_A4)
        self.sheet.fit_to_pages(1, 1 if one_page else 0)
        self.sheet.center_horizontally()
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)

    def repeat_header(self, first, last):
        """Print these rows on every page."""
        self.sheet.repeat_rows(first, last)

    def put(self, row, column, fact, style="centre", *, down=1, across=1):
        """Write one fact into a cell, or into a merged box of *down* rows and *across* columns."""
        value, box_style = value_of(fact), self.styles[style]
        if down > 1 or across > 1:
            self.sheet.merge_range(row, column, row + down - 1, column + across - 1, "", box_style)
        if value is None:
            self.sheet.write_blank(row, column, None, box_style)
        elif isinstance(value, str):
            # Never write(): a target published as “=1755.87万元” is a text, not a formula.
            self.sheet.write_string(row, column, value, box_style)
            self._texts.append((row, column, down, across, value))
        else:
            self.sheet.write_number(row, column, value, box_style)
        for line in lines_of(fact):
            self.cells[line] = xl_rowcol_to_cell(row, column)

    def height(self, row, points):
        """At least this height for a row."""
        self._heights[row] = max(points, self._heights.get(row, 0))

    def finish(self):
        """Make the rows high enough for the wrapped texts, tall merged boxes last."""
        for row, column, down, across, text in sorted(self._texts, key=lambda item: item[2]):
            # Two characters of a column's width are its padding and the difference between fonts.
            room = max(2, sum(self._widths[column : column + across]) - 2)
            lines = sum(max(1, ceil(display_width(line) / room)) for line in text.split("\n"))
            have = sum(self._heights.get(one, LINE_HEIGHT + 5) for one in range(row, row + down))
            missing = lines * LINE_HEIGHT + 5 - have
            if missing > 0:
                for one in range(row, row + down):
                    self._heights[one] = self._heights.get(one, LINE_HEIGHT + 5) + missing / down
        last = max(row + down for row, _, down, _, _ in self._texts)
        for row in range(last):
            self.sheet.set_row(row, round(min(409.0, self._heights.get(row, LINE_HEIGHT + 5)), 1))
