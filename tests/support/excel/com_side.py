"""What lies below xlwings: the objects of Excel itself, with the members that the live host uses.

A member that is not here raises AttributeError, read or written, as pywin32 does.
"""

import copy
import shutil

from perfeval_xl.core.cells import parse_address

from .model import Cell, com_error


def typed(cell: Cell, value) -> None:
    """What Excel makes of a value put into a cell: an apostrophe makes a text of it, “=” a formula."""
    cell.formula = ""
    if isinstance(value, str) and value.startswith("'"):
        value = value[1:]
    elif isinstance(value, str) and value.startswith("=") and cell.number_format != "@":
        cell.formula, value = value, None
    elif isinstance(value, float) and cell.number_format == "@":
        value = str(value)
    cell.value = value


def formula_of(cell: Cell | None) -> str:
    """Range.Formula: of a cell without a formula its value as text."""
    return "" if cell is None or (cell.value is None and not cell.formula) else cell.formula or str(cell.value)


def copied(sheet) -> dict:
    return copy.deepcopy(sheet.__dict__)


def inserted(sheet, at: int, count: int) -> None:
    sheet.cells = {(row + count * (row >= at), column): cell for (row, column), cell in sheet.cells.items()}
    sheet.merges = [(t + count * (t >= at), left, b + count * (b >= at), right) for t, left, b, right in sheet.merges]


def reached(cells):
    """The cells that a change of a range reaches: with a filter on, only the ones that show (here: the first)."""
    places = list(cells._places())
    return places[:1] if cells._sheet.filtered else places


class Strict:
    """Takes only the members that its class names."""

    _members: frozenset = frozenset()

    def __setattr__(self, name, value):
        if not name.startswith("_") and name not in self._members:
            raise AttributeError(f"{type(self).__name__}.{name}")
        object.__setattr__(self, name, value)


class Application(Strict):
    def __init__(self, excel):
        self._excel = excel

    Ready = property(lambda self: self._excel.ready)
    OperatingSystem = property(lambda self: "Windows (64-bit) NT 10.00")

    @property
    def WorksheetFunction(self):
        return WorksheetFunction()

    def GetOpenFilename(self, FileFilter, Title, MultiSelect):
        return self._excel.chosen_files

    def GetSaveAsFilename(self, InitialFileName, FileFilter, Title):
        return self._excel.chosen_name


class WorksheetFunction(Strict):
    def CountA(self, cells):
        return float(sum(cell.value is not None for cell in cells.cells()))


class Workbook(Strict):
    def __init__(self, excel):
        self._excel = excel

    ReadOnly = property(lambda self: self._excel.read_only)
    FullName = property(lambda self: self._excel.folder and f"{self._excel.folder}\\{self._excel.name}" or self._excel.name)
    ProtectStructure = property(lambda self: self._excel.structure_protected)

    def Windows(self, Index):
        return Window(self._excel)

    def SaveCopyAs(self, Filename):
        shutil.copyfile(self._excel.copied_from, Filename)


class Window(Strict):
    """The window of the workbook: what it freezes belongs to the active sheet."""

    _members = frozenset(("FreezePanes", "SplitRow", "SplitColumn"))

    def __init__(self, excel):
        self._excel = excel

    def __setattr__(self, name, value):
        super().__setattr__(name, value)
        if name == "FreezePanes":
            self._excel.change()
            self._excel.sheet(self._excel.active).frozen = f"1:{self.SplitRow}" if value else ""


class CallingCell:
    """The Range of the cell that calls a worksheet function; its workbook is the stand-in itself (model.Excel)."""

    def __init__(self, excel, sheet, address):
        row, column = parse_address(address)
        self.Row, self.Column = row + 1, column + 1
        self.Worksheet = type("Worksheet", (), {"Name": sheet, "Parent": excel})()


class Sheet(Strict):
    _members = frozenset(("EnableSelection",))

    def __init__(self, excel, sheet):
        self._excel, self._sheet = excel, sheet

    EnableSelection = 1
    ProtectContents = property(lambda self: self._sheet.password is not None)
    ProtectDrawingObjects = ProtectScenarios = ProtectContents
    FilterMode = property(lambda self: self._sheet.filtered)
    Tab = property(lambda self: Free())
    PageSetup = property(lambda self: PageSetup(self._excel))
    Hyperlinks = property(lambda self: Hyperlinks(self._excel, self._sheet))
    Protection = property(lambda self: Protection())

    def ChartObjects(self):
        self._excel.change()
        self._sheet.charts += 1
        return ChartObjects()

    def Unprotect(self, Password):
        if self._sheet.password not in (None, Password):
            raise com_error(description="您提供的密码不正确。")
        self._sheet.password = None

    def Protect(self, Password, DrawingObjects, Contents, Scenarios, **allowed):
        self._sheet.password = Password
        self._sheet.protections.append({"Contents": Contents, **allowed})


class Protection(Strict):
    AllowFormattingCells = AllowFiltering = True
    AllowFormattingColumns = AllowFormattingRows = AllowInsertingColumns = AllowInsertingRows = False
    AllowInsertingHyperlinks = AllowDeletingColumns = AllowDeletingRows = AllowSorting = AllowUsingPivotTables = False


class Range(Strict):
    _members = frozenset(("WrapText", "VerticalAlignment", "HorizontalAlignment", "NumberFormat", "Locked"))

    def __init__(self, cells):
        self._cells = cells

    def cells(self):
        return [self._cells._sheet.cells[place] for place in self._cells._places() if place in self._cells._sheet.cells]

    Value2 = property(lambda self: self._cells.raw_value)
    Interior = property(lambda self: Interior(self._cells))
    Font = property(lambda self: Free())
    Borders = property(lambda self: Free())
    EntireColumn = property(lambda self: EntireColumn(self._cells))

    @property
    def CommentThreaded(self):
        cell = self._cells._sheet.cells.get(self._cells._box[:2])
        return cell.thread if cell else None

    def AutoFilter(self):
        self._cells._excel.guarded(self._cells._sheet)


class Interior(Strict):
    _members = frozenset(("Pattern", "ThemeColor", "TintAndShade", "ColorIndex"))

    def __init__(self, cells):
        self._cells = cells

    @property
    def Pattern(self):
        return self._cells._common(lambda cell: cell.pattern if cell else -4142)

    def __setattr__(self, name, value):
        if name == "_cells":
            return object.__setattr__(self, name, value)
        if name not in self._members:
            raise AttributeError(name)
        self._cells._excel.guarded(self._cells._sheet)
        for place in reached(self._cells):
            cell = self._cells._sheet.cell(*place)
            cell.pattern, cell.colour = 1, (name, value)


class EntireColumn(Strict):
    def __init__(self, cells):
        object.__setattr__(self, "_cells", cells)

    def __setattr__(self, name, value):
        if name != "Hidden":
            raise AttributeError(name)
        self._cells._excel.guarded(self._cells._sheet)
        self._cells._sheet.hidden_columns.add(self._cells.column)


class Hyperlinks(Strict):
    def __init__(self, excel, sheet):
        self._excel, self._sheet = excel, sheet

    def Add(self, Anchor, Address, SubAddress):
        self._excel.guarded(self._sheet)
        self._sheet.links[Anchor._cells._box[:2]] = SubAddress


class PageSetup:
    _members = frozenset(
        "Orientation PaperSize Zoom FitToPagesWide FitToPagesTall CenterFooter PrintTitleRows PrintArea".split()
    )

    def __init__(self, excel):
        object.__setattr__(self, "_excel", excel)

    def __setattr__(self, name, value):
        if name not in self._members:
            raise AttributeError(name)
        if not self._excel.has_printer:
            raise com_error(description="不能设置类 PageSetup 的属性")


class Free:
    """An object of which only looks are set: Tab, Font, Borders."""

    def __setattr__(self, name, value):
        if name not in ("Color", "Size", "Bold", "Underline", "LineStyle", "RGB"):
            raise AttributeError(name)


class Comment(Strict):
    class Shape:
        Width = Height = 0

    Shape = Shape()


class ChartObjects:
    def Add(self, left, top, width, height):
        return type("ChartObject", (), {"Chart": Chart()})()


class Chart(Strict):
    _members = frozenset(("ChartType", "PlotVisibleOnly", "HasTitle", "HasLegend"))
    ChartTitle = property(lambda self: type("ChartTitle", (), {"Text": ""})())
    Legend = property(lambda self: type("Legend", (), {"Position": 0})())

    def SeriesCollection(self):
        return SeriesCollection()

    def Axes(self, Type):
        return Axis()


class Axis(Strict):
    _members = frozenset(("TickLabelSpacing",))
    TickLabels = property(lambda self: type("TickLabels", (), {"Font": Free()})())


class SeriesCollection:
    def NewSeries(self):
        return Series()


class Series(Strict):
    _members = frozenset(("Name", "Values", "XValues"))

    @property
    def Format(self):
        fill = type("Fill", (), {"ForeColor": Free()})()
        return type("Format", (), {"Fill": fill})()
