"""A described chart on a sheet of the document: stacked bars, one colour a level.

LibreOffice API: com.sun.star.chart says how it looks, com.sun.star.chart2 what its series are. Sizes of letters are in
points.
"""

import uno
from com.sun.star.awt import Rectangle
from com.sun.star.lang import Locale
from com.sun.star.table import CellRangeAddress

from ...core.edits import Chart

_TITLE, _SMALL = 10.0, 9.0
_GAP = 60  # between bars, in percent of a bar
_VALUE = 1  # com.sun.star.chart.ChartDataCaption
_NO_ZERO = "0;;"


def add_chart(document, sheet, chart: Chart | None) -> None:
    """Put the chart over its cells; None is none."""
    if chart is None:
        return
    number = sheet.getRangeAddress().Sheet
    boxes = (chart.categories, *(one.values for one in chart.series))
    ranges = tuple(CellRangeAddress(number, box.left, box.top, box.right, box.bottom) for box in boxes)
    name = _free_name(document, chart.title)
    sheet.Charts.addNewByName(name, _place(sheet, chart), ranges, False, True)
    made = sheet.Charts.getByName(name).EmbeddedObject
    made.HasMainTitle = True
    made.Title.String = chart.title
    made.HasLegend = True
    made.Legend.Alignment = uno.Enum("com.sun.star.chart.ChartLegendPosition", "BOTTOM")
    diagram = made.getDiagram()
    diagram.Vertical = diagram.Stacked = True
    made.FirstDiagram.IncludeHiddenCells = True  # its figures stand in hidden columns
    _look(made, diagram)
    _series(made, chart)


def _free_name(document, title: str) -> str:
    """No two charts of a document have one name, and an older sheet of findings is still there."""
    sheets = document.Sheets
    taken = {name for number in range(sheets.Count) for name in sheets.getByIndex(number).Charts.ElementNames}
    return next(name for name in (title, *(f"{title} {number}" for number in range(2, len(taken) + 3))) if name not in taken)


def _place(sheet, chart: Chart) -> Rectangle:
    box = chart.place
    area = sheet.getCellRangeByPosition(box.left, box.top, box.right, box.bottom)
    return Rectangle(area.Position.X, area.Position.Y, area.Size.Width, area.Size.Height)


def _look(made, diagram) -> None:
    """As in a file: small letters, the first form on top, figures on the bars instead of an axis of figures."""
    _letters(made.Title, _TITLE)
    _letters(made.Legend, _SMALL)
    _letters(diagram.XAxis, _SMALL)
    diagram.XAxis.ReverseDirection = True
    diagram.YAxis.GapWidth = _GAP
    diagram.HasYAxis = diagram.HasYAxisGrid = False
    nothing = uno.Enum("com.sun.star.drawing.FillStyle", "NONE")
    diagram.Wall.FillStyle = made.Legend.FillStyle = nothing
    made.Legend.LineStyle = uno.Enum("com.sun.star.drawing.LineStyle", "NONE")


def _letters(part, size: float) -> None:
    part.CharHeight = part.CharHeightAsian = size


def _series(made, chart: Chart) -> None:
    """Names and colours. A name is no cell's, so it is given as a quoted text where a range would stand."""
    provider = made.getDataProvider()
    diagram, figures = made.getDiagram(), _figures(made.getNumberFormats())
    drawn = made.FirstDiagram.CoordinateSystems[0].ChartTypes[0].DataSeries
    for number, (one, described) in enumerate(zip(drawn, chart.series)):
        one.Color = int(described.colour, 16)
        values = one.getDataSequences()[0]
        values.setLabel(provider.createDataSequenceByRangeRepresentation(f'"{described.name}"'))
        bars = diagram.getDataRowProperties(number)
        bars.DataCaption = _VALUE
        bars.LinkNumberFormatToSource, bars.NumberFormat = False, figures
        bars.CharColor = int(described.figure_colour, 16)
        _letters(bars, _SMALL)


def _figures(formats) -> int:
    """The key of the format of the figures on the bars: no 0 where there is no bar."""
    known = formats.queryKey(_NO_ZERO, Locale(), False)
    return known if known >= 0 else formats.addNew(_NO_ZERO, Locale())
