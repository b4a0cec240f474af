"""What the stand-in for Excel holds: sheets of cells, as openpyxl reads them from a file."""

import datetime

import openpyxl
from openpyxl.utils.cell import range_boundaries

UTC = datetime.UTC
ERRORS = {
    "#NULL!": -2146826288, "#DIV/0!": -2146826281, "#VALUE!": -2146826273, "#REF!": -2146826265,
    "#NAME?": -2146826259, "#NUM!": -2146826252, "#N/A": -2146826246,
}  # fmt: skip


class com_error(Exception):
    """pywintypes.com_error, as far as it is looked at."""

    def __init__(self, hresult=-2147352567, description="应用程序定义或对象定义错误", scode=-2146827284):
        super().__init__(hresult, "发生意外。", (0, "Microsoft Excel", description, "", 0, scode), None)
        self.hresult, self.excepinfo = hresult, (0, "Microsoft Excel", description, "", 0, scode)


class Cell:
    """One cell as Excel keeps it."""

    def __init__(self, value=None, formula="", number_format="General", colour=None, pattern=-4142):
        self.value, self.formula, self.number_format = value, formula, number_format
        self.colour, self.pattern = colour, pattern  # (red, green, blue)
        self.note = None
        self.thread = None
        self.locked = True


class Worksheet:
    """One sheet: cells by (row, column) from 1, merged areas as (top, left, bottom, right)."""

    def __init__(self, name):
        self.name = name
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self.visible = -1
        self.password = None  # None: not protected
        self.filtered = False
        self.links: dict[tuple[int, int], str] = {}
        self.hidden_columns: set[int] = set()
        self.charts = 0
        self.frozen = ""
        self.protections: list[dict] = []  # as it was protected, each time

    def cell(self, row, column) -> Cell:
        return self.cells.setdefault((row, column), Cell())

    def used(self) -> tuple[int, int, int, int]:
        """A sheet without cells says A1, as Excel does."""
        if not self.cells:
            return 1, 1, 1, 1
        rows, columns = zip(*self.cells)
        return min(rows), min(columns), max(rows), max(columns)

    def area(self, row, column) -> tuple[int, int, int, int]:
        """The merged area of a cell, or the cell."""
        for top, left, bottom, right in self.merges:
            if top <= row <= bottom and left <= column <= right:
                return top, left, bottom, right
        return row, column, row, column


class Excel:
    """The application and its one workbook. *fail_at*: which change of a sheet fails, counted from 1."""

    def __init__(self, name="工作簿.xlsx", folder="C:\\自评 材料"):
        self.name, self.folder = name, folder
        self.sheets: list[Worksheet] = []
        self.active = ""
        self.state = {
            "screen_updating": True, "enable_events": True, "display_alerts": True, "calculation": "automatic",
            "status_bar": False,
        }  # fmt: skip
        self.ready, self.read_only, self.structure_protected = True, False, False
        self.has_printer = True
        self.said: list[tuple[str, str]] = []
        self.answer = "yes"
        self.chosen_files: object = False
        self.chosen_name: object = False
        self.copied_from = ""
        self.changes, self.fail_at = 0, 0
        self.quiet_changes = True  # whether every change came while nothing flickered or recalculated

    def change(self):
        """Called before every change of a sheet."""
        self.changes += 1
        quiet = {"screen_updating": False, "enable_events": False, "display_alerts": False, "calculation": "manual"}
        self.quiet_changes &= all(self.state[name] == value for name, value in quiet.items())
        if self.changes == self.fail_at:
            raise com_error()

    def guarded(self, sheet: Worksheet):
        """Before a change of cells: Excel refuses it on a protected sheet."""
        self.change()
        if sheet.password is not None:
            raise com_error(description="您试图更改的单元格或图表位于受保护的工作表中。")

    def sheet(self, name) -> Worksheet:
        found = next((sheet for sheet in self.sheets if sheet.name.lower() == name.lower()), None)
        if found is None:
            raise com_error(description="下标越界", scode=-2147352565)
        return found


def opened(path) -> Excel:
    """A workbook file, open in Excel: values as COM hands them over."""
    excel = Excel(path.name, str(path.parent))
    excel.copied_from = str(path)
    values, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    for name in values.sheetnames:
        sheet = Worksheet(name)
        sheet.password = "" if formulas[name].protection.sheet and not formulas[name].protection.password else None
        sheet.visible = {"visible": -1, "hidden": 0, "veryHidden": 2}[values[name].sheet_state]
        for row in formulas[name].iter_rows():
            for cell in row:
                if cell.value is not None or cell.has_style:
                    sheet.cells[cell.row, cell.column] = _cell(cell, values[name].cell(cell.row, cell.column).value)
        sheet.merges = [_area(merged.coord) for merged in formulas[name].merged_cells.ranges]
        excel.sheets.append(sheet)
    excel.active = excel.sheets[0].name
    return excel


def _area(coordinates):
    left, top, right, bottom = range_boundaries(coordinates)
    return top, left, bottom, right


def _cell(cell, value) -> Cell:
    formula = cell.value if cell.data_type == "f" else ""
    made = Cell(_as_com(value), str(formula), cell.number_format)
    if cell.comment is not None:
        made.note = cell.comment.text
    fill = cell.fill
    if fill.fill_type == "solid" and fill.fgColor.type == "rgb":
        text = fill.fgColor.rgb[2:]
        made.colour, made.pattern = tuple(int(text[i : i + 2], 16) for i in (0, 2, 4)), 1
    elif fill.fill_type:
        made.pattern = 1 if fill.fill_type == "solid" else 9
        made.colour = (221, 221, 221)
    return made


def _as_com(value):
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, str) and value in ERRORS:
        return ERRORS[value]
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=UTC)
    if isinstance(value, datetime.date):
        return datetime.datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, datetime.time):
        return datetime.datetime.combine(datetime.date(1899, 12, 30), value, UTC)
    return value
