"""One worksheet being laid out: labels, inputs, formulas with their cached values, print set-up and protection."""

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from .package import GROWING
from .styles import BESIDE_FILL, DUE_FILL, MISSED_FILL, MISSED_FONT

PAPER_A4 = 9
ROW_HEIGHT = 20.0
_ANY_NUMBER = {"criteria": "between", "minimum": -1e12, "maximum": 1e12}
_MAY = {"format_rows": True, "format_columns": True, "select_locked_cells": True, "select_unlocked_cells": True}


class Page:
    """A worksheet under construction. Rows and columns count from 0."""

    def __init__(self, book, name, styles, tab, row_height=ROW_HEIGHT):
        self.name = name
        self.sheet = book.get_worksheet_by_name(name)
        self.styles = styles
        self._heights = {}
        self._row_height = row_height
        self._last_row = 0
        self.sheet.hide_gridlines(2)
        self.sheet.set_tab_color(tab)

    # -- cells ---------------------------------------------------------------------------------------------------------

    def put(self, row, col, value, style="centre", *, down=1, across=1):
        """A label, a number, or with None an empty cell; merged over *down* rows and *across* columns."""
        box = self._box(row, col, style, down, across)
        if value is None:
            self.sheet.write_blank(row, col, None, box)
        elif isinstance(value, str):
            self.sheet.write_string(row, col, value, box)
        else:
            self.sheet.write_number(row, col, value, box)

    def formula(self, row, col, text, style="centre", value="", *, down=1, across=1):
        """A formula, without its “=”, and the value it has while the template is empty."""
        box = self._box(row, col, style, down, across)
        self.sheet.write_formula(row, col, f"={text}", box, value)

    def heading(self, row, text):
        """A heading over the four columns of 首页, set off from what is above."""
        self.put(row, 0, text, "heading", across=4)
        self.height(row, 30)

    def link(self, row, col, sheet):
        """A link to a sheet. The sign keeps its name from being read as the title of a form."""
        self.sheet.write_url(row, col, f"internal:'{sheet}'!A1", self.styles["link"], f"{sheet} ›")
        self._last_row = max(self._last_row, row)

    def row_of(self, row, col, values, style="centre"):
        """Labels side by side."""
        for offset, value in enumerate(values):
            self.put(row, col + offset, value, style)

    def _box(self, row, col, style, down, across):
        box = self.styles[style]
        if down > 1 or across > 1:
            self.sheet.merge_range(row, col, row + down - 1, col + across - 1, "", box)
        self._last_row = max(self._last_row, row + down - 1)
        return box

    def total(self, row, col, text, beside, style="money"):
        """A sum (合计) as a formula, yet a figure typed into the cell *beside* columns to the right comes first.

        Final accounts are published in 万元 but kept in 元: their totals may differ from the sums by a last digit.
        """
        typed = xl_rowcol_to_cell(row, col + beside)
        self.put(row, col + beside, None, "beside_money")
        self.sheet.data_validation(
            row, col + beside, row, col + beside,
            {"validate": "decimal", **_ANY_NUMBER, "input_title": "手填合计",
             "input_message": "公布的合计与公式算出的差末位小数时填在这里，填了就以此为准。",
             "error_title": "手填合计", "error_message": "手填合计请只填数字，单位已在表头写明。"},
        )  # fmt: skip
        self.formula(row, col, f"IF(ISNUMBER({typed}),{typed},{text})", style)

    # -- the sheet -----------------------------------------------------------------------------------------------------

    def columns(self, *widths):
        """Column widths, in characters."""
        for col, width in enumerate(widths):
            self.sheet.set_column(col, col, width)

    def height(self, row, points):
        self._heights[row] = points

    def grows(self, row):
        """Leave the height to what is typed in the row: a spreadsheet fits rows whose height nobody set."""
        self._heights[row] = GROWING

    def print_set_up(self, last_row, last_col, *, landscape=False, one_page=False, repeat=None):
        """A4, one page wide, centred, with page numbers; *repeat* are the first and last title row."""
        sheet = self.sheet
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(PAPER_A4)
        sheet.fit_to_pages(1, 1 if one_page else 0)
        sheet.center_horizontally()
        sheet.set_margins(left=0.4, right=0.4, top=0.55, bottom=0.55)
        sheet.set_footer('&C&"宋体,常规"&9第 &P 页，共 &N 页')
        sheet.print_area(0, 0, last_row, last_col)
        if repeat:
            sheet.repeat_rows(*repeat)

    def prints_without_fills(self):
        """Black on white: the colours of inputs are a help on the screen, not part of the form that is handed in."""
        self.sheet.print_black_and_white()

    def freeze(self, row, col=0):
        self.sheet.freeze_panes(row, col)

    def choose(self, first, last, col, source, title, hint, *, only=True):
        """A drop-down list; with *only* False other values may be typed as well."""
        options = {"validate": "list", "source": source, "input_title": title, "input_message": hint}
        if only:
            options |= {"error_title": title, "error_message": f"请从下拉列表中选择{title}。"}
        else:
            options["show_error"] = False
        self.sheet.data_validation(first, col, last, col, options)

    def numbers_only(self, first, first_col, last, last_col, what, *, least=None):
        """Only numbers may be typed, not below *least* where it is given."""
        bound = _ANY_NUMBER if least is None else {"criteria": ">=", "value": least}
        says = f"{what}请只填数字，单位已在表头写明。" if least is None else f"{what}请只填数字，不能小于 {least}。"
        self.sheet.data_validation(
            first, first_col, last, last_col,
            {"validate": "decimal", **bound, "error_title": what, "error_message": says},
        )  # fmt: skip

    def colour(self, box, condition, kind="missed"):
        """A conditional colour: “missed” for a target not reached, “due” for what is still to be filled in."""
        options = {
            "missed": {"bg_color": MISSED_FILL, "font_color": MISSED_FONT},
            "due": {"bg_color": DUE_FILL},
            "settled": {"bg_color": BESIDE_FILL},
        }[kind]
        style = self.styles.conditional(f"colour {kind}", **options)
        self.sheet.conditional_format(*box, {"type": "formula", "criteria": f"={condition}", "format": style})

    def finish(self):
        """Set the row heights and protect the sheet, without a password."""
        for row in range(self._last_row + 1):
            self.sheet.set_row(row, self._heights.get(row, self._row_height))
        self.sheet.protect("", _MAY)


def cell(row, col):
    """``C5``."""
    return xl_rowcol_to_cell(row, col)


def fixed(row, col):
    """``$C$5``."""
    return xl_rowcol_to_cell(row, col, row_abs=True, col_abs=True)


def span(row, col, last_row, last_col):
    """``$C$5:$D$9``."""
    return xl_range_abs(row, col, last_row, last_col)
