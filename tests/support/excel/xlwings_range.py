"""Range, Note and Font of xlwings, with the members that the live host uses."""

from openpyxl.utils.cell import get_column_letter, range_boundaries

from . import com_side
from .model import com_error


def boundaries(text):
    """Top, left, bottom and right of the first area of an address; of ``3:4`` whole rows."""
    left, top, right, bottom = range_boundaries(text.split(",")[0])
    return top, left or 1, bottom, right or 16384


class Note:
    """A note. A thread has one too, with words for older versions: who changes or deletes that loses the thread."""

    def __init__(self, excel, sheet, place):
        self._excel, self._sheet, self._place = excel, sheet, place

    @property
    def api(self):
        return com_side.Comment()

    @property
    def text(self):
        cell = self._sheet.cells[self._place]
        return cell.note if cell.thread is None else f"[Threaded comment]\n\n{cell.thread}"

    @text.setter
    def text(self, value):
        self._excel.guarded(self._sheet)
        self._changed(value)

    @property
    def location(self):
        return Range(self._excel, self._sheet, *self._place, *self._place)

    def delete(self):
        self._excel.guarded(self._sheet)
        self._changed(None)

    def _changed(self, text):
        self._sheet.cells[self._place].note, self._sheet.cells[self._place].thread = text, None


class Font:
    def __init__(self, excel):
        self._excel = excel

    @property
    def name(self):
        return "等线"

    @name.setter
    def name(self, value):
        self._excel.change()


class Range:
    def __init__(self, excel, sheet, top, left, bottom, right, text=""):
        self._excel, self._sheet, self._text = excel, sheet, text
        self._box = top, left, bottom, right

    def _places(self):
        for part in self._text.split(",") if self._text else ("",):
            top, left, bottom, right = boundaries(part) if part else self._box
            yield from ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))

    def _grid(self, value):
        """One value for a single cell, rows of them for more."""
        top, left, bottom, right = self._box
        rows = tuple(tuple(value(row, column) for column in range(left, right + 1)) for row in range(top, bottom + 1))
        return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else rows

    def _common(self, read):
        """What all cells share; None where they differ, as COM says Null."""
        found = {read(self._sheet.cells.get(place)) for place in self._places()}
        return found.pop() if len(found) == 1 else None

    @property
    def api(self):
        return com_side.Range(self)

    row = property(lambda self: self._box[0])
    column = property(lambda self: self._box[1])
    shape = property(lambda self: (self._box[2] - self._box[0] + 1, self._box[3] - self._box[1] + 1))
    left = property(lambda self: 10.0)
    top = property(lambda self: 10.0)
    width = property(lambda self: 100.0)
    height = property(lambda self: 100.0)

    @property
    def address(self):
        top, left, bottom, right = self._box
        first, last = f"${get_column_letter(left)}${top}", f"${get_column_letter(right)}${bottom}"
        return first if first == last else f"{first}:{last}"

    @property
    def last_cell(self):
        return Range(self._excel, self._sheet, *self._box[2:], *self._box[2:])

    @property
    def raw_value(self):
        cells = self._sheet.cells
        return self._grid(lambda row, column: cells[row, column].value if (row, column) in cells else None)

    @raw_value.setter
    def raw_value(self, data):
        self._excel.guarded(self._sheet)
        rows = data if isinstance(data, tuple) else ((data,),)
        for row, values in enumerate(rows, self._box[0]):
            for column, value in enumerate(values, self._box[1]):
                com_side.typed(self._sheet.cell(row, column), value)

    @property
    def formula(self):
        return self._grid(lambda row, column: com_side.formula_of(self._sheet.cells.get((row, column))))

    @property
    def number_format(self):
        return self._common(lambda cell: cell.number_format if cell else "General")

    @number_format.setter
    def number_format(self, value):
        self._excel.guarded(self._sheet)
        for place in self._places():
            self._sheet.cell(*place).number_format = value

    @property
    def merge_cells(self):
        found = {self._sheet.area(*place) != (*place, *place) for place in self._places()}
        return found.pop() if len(found) == 1 else None

    @property
    def merge_area(self):
        return Range(self._excel, self._sheet, *self._sheet.area(*self._box[:2]))

    def merge(self, across=False):
        self._excel.guarded(self._sheet)
        self._sheet.merges.append(self._box)

    @property
    def color(self):
        return self._common(lambda cell: cell.colour if cell else None)

    @color.setter
    def color(self, color_or_rgb):
        self._excel.guarded(self._sheet)
        for place in com_side.reached(self):
            cell = self._sheet.cell(*place)
            cell.colour, cell.pattern = color_or_rgb, -4142 if color_or_rgb is None else 1

    @property
    def note(self):
        cell = self._sheet.cells.get(self._box[:2])
        return None if cell is None or (cell.note is None and cell.thread is None) else Note(self._excel, self._sheet, self._box[:2])

    def add_note(self, text):
        self._excel.guarded(self._sheet)
        cell = self._sheet.cell(*self._box[:2])
        if cell.note is not None or cell.thread is not None:
            raise com_error()
        cell.note = text
        return Note(self._excel, self._sheet, self._box[:2])

    @property
    def font(self):
        return Font(self._excel)

    column_width = property(lambda self: 8.0, lambda self, value: self._excel.change())
    row_height = property(lambda self: 14.25, lambda self, value: self._excel.change())

    def clear_contents(self):
        self._excel.guarded(self._sheet)
        if any(self._sheet.area(*place) != (*place, *place) for place in self._places()) and self.merge_cells is None:
            raise com_error(description="我们不能对合并单元格执行此操作。")
        for place in self._places():
            if place in self._sheet.cells:
                com_side.typed(self._sheet.cells[place], None)

    def insert(self, shift, copy_origin="format_from_left_or_above"):
        self._excel.guarded(self._sheet)
        com_side.inserted(self._sheet, self._box[0], self.shape[0])

    def select(self):
        if self._excel.active != self._sheet.name:
            raise com_error(description="类 Range 的 Select 方法无效")
