"""The classes of xlwings that the live host uses, with the members it uses. A test holds their shape to the real ones."""

from . import com_side
from .model import Excel, Worksheet, com_error
from .xlwings_range import Note, Range, boundaries


def _setting(name):
    def read(app):
        return app._excel.state[name]

    def write(app, value):
        app._excel.state[name] = value

    return property(read, write)


class App:
    screen_updating = _setting("screen_updating")
    enable_events = _setting("enable_events")
    display_alerts = _setting("display_alerts")
    calculation = _setting("calculation")
    status_bar = _setting("status_bar")

    def __init__(self, excel: Excel):
        self._excel = excel

    @property
    def api(self):
        return com_side.Application(self._excel)

    @property
    def version(self):
        return "16.0"

    @property
    def startup_path(self):
        return self._excel.folder

    def alert(self, prompt, title=None, buttons="ok", mode=None, callback=None):
        self._excel.said.append((mode, prompt))
        return self._excel.answer if buttons == "yes_no" else "ok"


class Book:
    def __init__(self, excel: Excel):
        self._excel = excel

    @property
    def app(self):
        return App(self._excel)

    @property
    def api(self):
        return com_side.Workbook(self._excel)

    @property
    def name(self):
        return self._excel.name

    @property
    def sheets(self):
        return Sheets(self._excel)


class Sheets:
    def __init__(self, excel: Excel):
        self._excel = excel

    def __len__(self):
        return len(self._excel.sheets)

    def __iter__(self):
        return (Sheet(self._excel, sheet) for sheet in list(self._excel.sheets))

    def __getitem__(self, key):
        return Sheet(self._excel, self._excel.sheet(key) if isinstance(key, str) else self._excel.sheets[key])

    @property
    def active(self):
        return self[self._excel.active]

    def add(self, name=None, before=None, after=None):
        self._excel.change()
        if any(sheet.name.lower() == name.lower() for sheet in self._excel.sheets):
            raise ValueError(f"Sheet named '{name}' already present in workbook")
        if after._sheet is self._excel.sheets[-1] and after.visible == 2:  # it would be moved before the new one
            raise com_error(description="类 Worksheet 的 Move 方法无效")
        made = Worksheet(name)
        self._excel.sheets.insert(self._excel.sheets.index(after._sheet) + 1, made)
        self._excel.active = name
        return Sheet(self._excel, made)


class Sheet:
    def __init__(self, excel: Excel, sheet: Worksheet):
        self._excel, self._sheet = excel, sheet

    @property
    def api(self):
        return com_side.Sheet(self._excel, self._sheet)

    @property
    def book(self):
        return Book(self._excel)

    @property
    def name(self):
        return self._sheet.name

    @name.setter
    def name(self, value):
        self._excel.change()
        self._sheet.name = value

    @property
    def visible(self):
        return self._sheet.visible

    @property
    def show_gridlines(self):
        return True

    @show_gridlines.setter
    def show_gridlines(self, value):
        self._excel.change()

    @property
    def notes(self):
        places = [place for place, cell in self._sheet.cells.items() if cell.note or cell.thread]
        return [Note(self._excel, self._sheet, place) for place in places]

    @property
    def used_range(self):
        return Range(self._excel, self._sheet, *self._sheet.used())

    @property
    def cells(self):
        return Range(self._excel, self._sheet, 1, 1, 1048576, 16384)

    def range(self, cell1, cell2=None):
        if isinstance(cell1, str):
            return Range(self._excel, self._sheet, *boundaries(cell1), text=cell1)
        return Range(self._excel, self._sheet, *cell1, *(cell2 or cell1))

    def activate(self):
        if self._sheet not in self._excel.sheets:
            raise com_error()
        self._excel.active = self._sheet.name

    def copy(self, before=None, after=None, name=None):
        self._excel.change()
        made = self._sheet.__class__(name)
        made.__dict__.update(com_side.copied(self._sheet), name=name)
        self._excel.sheets.insert(self._excel.sheets.index(after._sheet) + 1, made)
        return Sheet(self._excel, made)

    def delete(self):
        self._excel.change()
        self._excel.sheets.remove(self._sheet)
        self._excel.active = self._excel.sheets[-1].name
