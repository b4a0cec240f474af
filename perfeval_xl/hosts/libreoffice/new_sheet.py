"""A described new sheet in the document: all values in one call, looks style by style, links, filter, print set-up.

Properties: com.sun.star.sheet.SheetCellRange, com.sun.star.style.CharacterProperties and PageStyle. Lengths are in
1/100 mm, sizes of letters in points.
"""

from collections.abc import Iterator

import uno
from com.sun.star.awt import Size
from com.sun.star.table import BorderLine2, CellRangeAddress
from com.sun.star.util import CellProtection

from ...core.cells import Box, Place, address, quoted
from ...core.edits import STYLES, NewSheet, Style
from ...core.edits import Place as Cell
from .chart import add_chart
from .formats import text_format
from .writing import cells, put_rows

_FONT = "宋体"
_BORDER, _TAB = 0xBFBFBF, 0xC00000
_LONGEST = 32000  # characters; a cell of a workbook holds 32767
_POINT, _PIXEL = 2540 / 72, 2540 / 96
_A4_LANDSCAPE = Size(29700, 21000)
_MIDDLE = 2  # com.sun.star.table.CellVertJustify2.CENTER
_BOLD, _NORMAL, _SINGLE_LINE = 150.0, 100.0, 1  # com.sun.star.awt.FontWeight and FontUnderline


def add_sheet(document, sheet: NewSheet) -> None:
    """Add it behind the last sheet."""
    sheets = document.Sheets
    sheets.insertNewByName(sheet.name, sheets.Count)
    made = sheets.getByName(sheet.name)
    made.TabColor = _TAB
    _columns(made, sheet)
    put_rows(made, list(_values(sheet)))
    _looks(document, made, sheet)
    for box in sheet.merges:
        _range(made, box).merge(True)
    _links(document, made, sheet)
    _heights(made, sheet)
    if sheet.filtered:
        _filter(document, made, sheet.filtered)
    add_chart(document, made, sheet.chart)
    _page(document, made, sheet)
    if document.CurrentController is not None:
        _window(document.CurrentController, made, sheet.frozen_rows)


def _range(made, box: Box):
    return made.getCellRangeByPosition(box.left, box.top, box.right, box.bottom)


def _address(made, box: Box) -> CellRangeAddress:
    return CellRangeAddress(made.getRangeAddress().Sheet, box.left, box.top, box.right, box.bottom)


# -- what the sheet says -------------------------------------------------------------------------------------------


def _values(sheet: NewSheet) -> Iterator[tuple[str | float, ...]]:
    width = max([len(row.values) for row in sheet.rows], default=0)
    for row in sheet.rows:
        values = map(_value, row.values)
        yield (*values, *[""] * (width - len(row.values)))


def _value(value: str | float | None) -> str | float:
    if value is None:
        return ""
    return value[:_LONGEST] if isinstance(value, str) else float(value)


def _styled_places(sheet: NewSheet) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for number, row in enumerate(sheet.rows):
        for col, (value, style) in enumerate(zip(row.values, row.styles)):
            if value is not None:
                found.setdefault(style, []).append((number, col))
    return found


def _links(document, made, sheet: NewSheet) -> None:
    for number, row in enumerate(sheet.rows):
        if row.link is not None:
            field = document.createInstance("com.sun.star.text.TextField.URL")
            field.URL, field.Representation = location(row.place), str(row.values[row.link])
            cell = made.getCellByPosition(row.link, number)
            cell.setString("")
            cell.insertTextContent(cell.createTextCursor(), field, False)


def location(place: Cell) -> str:
    """A cell as a link of LibreOffice names it: ``#'整体自评表'.G21``."""
    return f"#{quoted(place.sheet)}.{address(place.row, place.col)}"


# -- how it looks --------------------------------------------------------------------------------------------------


def _looks(document, made, sheet: NewSheet) -> None:
    for name, places in _styled_places(sheet).items():
        properties = dict(sorted(_properties(document, STYLES[name]).items()))
        cells(document, made, places).setPropertyValues(tuple(properties), tuple(properties.values()))


def _properties(document, style: Style) -> dict[str, object]:
    """The properties of a look. Chinese letters have a set of their own."""
    found: dict[str, object] = {"CharColor": int(style.colour, 16), "IsTextWrapped": style.wrap, "VertJustify": _MIDDLE}
    for script in ("", "Asian"):
        found[f"CharFontName{script}"] = _FONT
        found[f"CharHeight{script}"] = float(style.size)
        found[f"CharWeight{script}"] = _BOLD if style.bold else _NORMAL
    if style.underlined:
        found["CharUnderline"] = _SINGLE_LINE
    if style.centred:
        found["HoriJustify"] = uno.Enum("com.sun.star.table.CellHoriJustify", "CENTER")
    if style.fill:
        found["CellBackColor"] = int(style.fill, 16)
    if style.border:
        line = BorderLine2()
        line.Color, line.OuterLineWidth, line.LineWidth = _BORDER, 9, 9
        found |= dict.fromkeys(("TopBorder", "BottomBorder", "LeftBorder", "RightBorder"), line)
    if style.unlocked:  # what is typed there stays a text
        found["NumberFormat"], found["CellProtection"] = text_format(document), CellProtection(False, False, False, False)
    return found


def _columns(made, sheet: NewSheet) -> None:
    """Before there are values, for rows are made as high as these ask for in a column of that width."""
    columns = made.Columns
    for col, width in enumerate(sheet.widths):
        columns.getByIndex(col).Width = round((width * 7 + 5) * _PIXEL)  # as Excel counts: 7 pixels a digit, 5 beside
    for col in sheet.hidden:
        columns.getByIndex(col).IsVisible = False


def _heights(made, sheet: NewSheet) -> None:
    """Rows fit what is in them and what is typed into them later, but not what is in a merged cell."""
    merged = {row for box in sheet.merges for row in range(box.top, box.bottom + 1)}
    for row, height in sheet.heights:
        if row in merged:
            made.Rows.getByIndex(row).Height = round(height * _POINT)
    rest = [row for row, _ in sheet.heights if row not in merged]
    if rest:
        _range(made, Box(min(rest), 0, max(rest), 0)).Rows.OptimalHeight = True


def _filter(document, made, box: Box) -> None:
    """Filter buttons; a range without a name is what a workbook file has for them too. The property is not listed."""
    ranges, number = document.getPropertyValue("UnnamedDatabaseRanges"), made.getRangeAddress().Sheet
    ranges.setByTable(_address(made, box))
    ranges.getByTable(number).AutoFilter = True


# -- how it prints and stands in the window ------------------------------------------------------------------------


def _page(document, made, sheet: NewSheet) -> None:
    styles = document.StyleFamilies.getByName("PageStyles")
    if not styles.hasByName(sheet.name):
        styles.insertByName(sheet.name, document.createInstance("com.sun.star.style.PageStyle"))
    page = styles.getByName(sheet.name)
    page.IsLandscape, page.Size = True, _A4_LANDSCAPE
    page.ScaleToPagesX, page.ScaleToPagesY = 1, 0
    page.HeaderIsOn = False
    _footer(document, page)
    made.PageStyle = sheet.name
    if sheet.repeated:
        first, last = sheet.repeated
        made.setTitleRows(_address(made, Box(first, 0, last, 0)))
        made.setPrintTitleRows(True)
    if sheet.printed:
        made.setPrintAreas((_address(made, sheet.printed),))


def _footer(document, page) -> None:
    """第 1 页，共 2 页"""
    page.FooterIsOn = True
    footer = page.RightPageFooterContent
    for part in (footer.LeftText, footer.RightText, footer.CenterText):
        part.setString("")
    text = footer.CenterText
    for words, field in (("第 ", "PageNumber"), (" 页，共 ", "PageCount"), (" 页", "")):
        text.insertString(text.getEnd(), words, False)
        if field:
            text.insertTextContent(text.getEnd(), document.createInstance(f"com.sun.star.text.TextField.{field}"), False)
    page.RightPageFooterContent = footer


def _window(controller, made, frozen_rows: int) -> None:
    """What belongs to the window, which shows a sheet to have it set; then it shows again what it showed."""
    shown = controller.getActiveSheet()
    controller.setActiveSheet(made)
    if frozen_rows:
        controller.freezeAtPosition(0, frozen_rows)
    controller.ShowGrid = False
    controller.setActiveSheet(shown)
