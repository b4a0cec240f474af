"""A described new sheet in the open workbook: all values in one write, then looks, links, print set-up and chart."""

from collections.abc import Iterator

from ...core.cells import Box, address, quoted
from ...core.edits import STYLES, NewSheet, Place, Style
from .com import (
    XL_BAR_STACKED,
    XL_CATEGORY,
    XL_CENTER,
    XL_CONTINUOUS,
    XL_LANDSCAPE,
    XL_LEGEND_BOTTOM,
    XL_PAPER_A4,
    XL_SHEET_VERY_HIDDEN,
    XL_UNDERLINE,
    as_number,
    is_com_error,
    rgb,
)
from .reading import range_of
from .writing import as_text, joined

_FONT = "宋体"
_BORDER = as_number("BFBFBF")
_TAB = as_number("C00000")
_CHART_NAMES = 9  # points
_LONGEST = 32000  # characters; a cell holds 32767


def add_sheet(book, sheet: NewSheet) -> None:
    """Add it behind the last sheet of an xlwings.Book."""
    made = book.sheets.add(sheet.name, after=_last(book))
    made.api.Tab.Color = _TAB
    _values(made, sheet)
    _looks(made, sheet)
    for box in sheet.merges:
        range_of(made, box).merge()
    _links(made, sheet)
    _sizes(made, sheet)
    if sheet.filtered:
        range_of(made, sheet.filtered).api.AutoFilter()
    if sheet.frozen_rows:
        _freeze(made, sheet.frozen_rows)
    made.show_gridlines = False
    _chart(made, sheet)
    _page(made, sheet)


def _last(book):
    """The last sheet that is not very hidden: to add one behind it xlwings moves it, and Excel moves no such sheet."""
    return next(one for one in reversed(list(book.sheets)) if one.visible != XL_SHEET_VERY_HIDDEN)


def _freeze(made, rows: int) -> None:
    """Keep the first rows in sight. Panes are of the window, which shows the active sheet; xlwings has none on Windows."""
    made.activate()
    window = made.book.api.Windows(1)
    window.FreezePanes = False
    window.SplitColumn, window.SplitRow = 0, rows
    window.FreezePanes = True


def _values(made, sheet: NewSheet) -> None:
    width = max([len(row.values) for row in sheet.rows], default=0)
    if width:
        rows = tuple((*map(_value, row.values), *[None] * (width - len(row.values))) for row in sheet.rows)
        range_of(made, Box(0, 0, len(rows) - 1, width - 1)).raw_value = rows


def _value(value: str | float | None):
    if value is None or value == "":
        return None
    return as_text(value[:_LONGEST]) if isinstance(value, str) else float(value)


def _looks(made, sheet: NewSheet) -> None:
    """Style by style, all cells of one style in as few ranges as their addresses allow."""
    made.cells.font.name = _FONT
    for name, style in STYLES.items():
        for cells in joined(_runs(sheet, name)):
            _styled(made.range(cells), style)


def _runs(sheet: NewSheet, name: str) -> Iterator[str]:
    """The addresses of a style's cells, those one below the other as one."""
    looks = [[style if value is not None else "" for value, style in zip(row.values, row.styles)] for row in sheet.rows]
    for col in range(max(map(len, looks), default=0)):
        start = None
        for row in range(len(looks) + 1):
            if row < len(looks) and col < len(looks[row]) and looks[row][col] == name:
                start = row if start is None else start
            elif start is not None:
                yield Box(start, col, row - 1, col).a1
                start = None


def _styled(cells, style: Style) -> None:
    com = cells.api
    com.Font.Size, com.Font.Bold, com.Font.Color = style.size, style.bold, as_number(style.colour)
    com.WrapText, com.VerticalAlignment = style.wrap, XL_CENTER
    if style.underlined:
        com.Font.Underline = XL_UNDERLINE
    if style.centred:
        com.HorizontalAlignment = XL_CENTER
    if style.fill:
        cells.color = rgb(style.fill)
    if style.border:
        com.Borders.LineStyle, com.Borders.Color = XL_CONTINUOUS, _BORDER
    if style.unlocked:
        com.NumberFormat, com.Locked = "@", False  # what is typed there stays a text


def _links(made, sheet: NewSheet) -> None:
    for number, row in enumerate(sheet.rows, 1):
        if row.link is not None:
            anchor = made.range((number, row.link + 1)).api
            made.api.Hyperlinks.Add(Anchor=anchor, Address="", SubAddress=location(row.place))


def location(place: Place) -> str:
    """A cell as a link names it: ``'整体自评表'!G21``."""
    return f"{quoted(place.sheet)}!{address(place.row, place.col)}"


def _sizes(made, sheet: NewSheet) -> None:
    for col, width in enumerate(sheet.widths):
        made.range((1, col + 1)).column_width = width
    for row, height in sheet.heights:
        made.range((row + 1, 1)).row_height = height
    for col in sheet.hidden:
        made.range((1, col + 1)).api.EntireColumn.Hidden = True


def _chart(made, sheet: NewSheet) -> None:
    if sheet.chart is None:
        return
    place = range_of(made, sheet.chart.place)
    chart = made.api.ChartObjects().Add(place.left, place.top, place.width, place.height).Chart
    chart.ChartType = XL_BAR_STACKED
    chart.PlotVisibleOnly = False  # its figures stand in hidden columns
    for one in sheet.chart.series:
        series = chart.SeriesCollection().NewSeries()
        series.Name = one.name
        series.Values = range_of(made, one.values).api
        series.XValues = range_of(made, sheet.chart.categories).api
        series.Format.Fill.ForeColor.RGB = as_number(one.colour)
    chart.HasTitle = True
    chart.ChartTitle.Text = sheet.chart.title
    chart.HasLegend = True
    chart.Legend.Position = XL_LEGEND_BOTTOM
    names = chart.Axes(XL_CATEGORY)
    names.TickLabelSpacing = 1  # every one, not as many as Excel thinks fit
    names.TickLabels.Font.Size = _CHART_NAMES


def _page(made, sheet: NewSheet) -> None:
    """How it prints. A computer without a printer has no page set-up: the sheet is good without."""
    page = made.api.PageSetup
    try:
        page.Orientation, page.PaperSize = XL_LANDSCAPE, XL_PAPER_A4
        page.Zoom, page.FitToPagesWide, page.FitToPagesTall = False, 1, False
        page.CenterFooter = "第 &P 页，共 &N 页"
        if sheet.repeated:
            page.PrintTitleRows = f"${sheet.repeated[0] + 1}:${sheet.repeated[1] + 1}"
        if sheet.printed:
            page.PrintArea = sheet.printed.a1
    except Exception as error:
        if not is_com_error(error):
            raise
