"""A described new sheet as a worksheet part. Texts are inline strings: shared strings stay untouched, nothing is a formula.

ECMA-376 Part 1, 18.3 (worksheets).
"""

from collections.abc import Mapping

from ...core.cells import address, column_name
from ...core.edits import STYLES, Cell, NewSheet, Place, PreviousFill, Style
from .markup import escaped
from .relations import Flavour
from .styles import StyleSheet

_FONT = "宋体"
_BORDER = "".join(f'<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>' for side in ("left", "right", "top", "bottom"))
_LONGEST = 32767  # characters a cell can hold
_TEXT_FORMAT = 49  # “@”: what is typed there stays a text


def solid(colour: str) -> str:
    """A ``<fill>`` of one colour (RGB)."""
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor indexed="64"/></patternFill></fill>'
    )


def worksheet(sheet: NewSheet, styles: StyleSheet, fills: Mapping[Place, str], flavour: Flavour, drawing: str = "") -> str:
    """The part. *fills* are the previous fills (``<fill>`` elements) of marked cells; *drawing* a relationship id."""
    formats = {name: _format(style, styles) for name, style in STYLES.items()}
    sizes = _sizes(sheet)
    rows = "".join(_row(number, row, formats, fills, sizes.get(number, "")) for number, row in enumerate(sheet.rows))
    width = max((len(row) for row in sheet.rows), default=1)
    last = address(max(len(sheet.rows) - 1, 0), max(width - 1, 0))
    merges = "".join(f'<mergeCell ref="{box.a1}"/>' for box in sheet.merges)
    links = "".join(
        f'<hyperlink ref="{address(number, col)}" location="{escaped(location(cell.link))}" display="{escaped(str(cell.value))}"/>'
        for number, row in enumerate(sheet.rows)
        for col, cell in enumerate(row)
        if cell is not None and cell.link
    )
    return "".join(
        (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{flavour.main}" xmlns:r="{flavour.ids}">',
            '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>',
            f'<dimension ref="A1:{last}"/>',
            _views(sheet),
            '<sheetFormatPr defaultRowHeight="14.25"/>',
            _columns(sheet),
            f"<sheetData>{rows}</sheetData>",
            f'<autoFilter ref="{sheet.filtered.a1}"/>' if sheet.filtered else "",
            f'<mergeCells count="{len(sheet.merges)}">{merges}</mergeCells>' if merges else "",
            f"<hyperlinks>{links}</hyperlinks>" if links else "",
            '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
            '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
            "<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>",
            f'<drawing r:id="{drawing}"/>' if drawing else "",
            "</worksheet>",
        )
    )


def location(place: Place) -> str:
    """A cell of the workbook as a link names it: ``'整体自评表'!$G$21``; C9 alone is column 9 to LibreOffice."""
    quoted = place.sheet.replace("'", "''")
    return f"'{quoted}'!${column_name(place.col)}${place.row + 1}"


def _views(sheet: NewSheet) -> str:
    if not sheet.frozen_rows:
        return '<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>'
    first = address(sheet.frozen_rows, 0)
    return (
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{sheet.frozen_rows}" topLeftCell="{first}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{first}" sqref="{first}"/></sheetView></sheetViews>'
    )


def _columns(sheet: NewSheet) -> str:
    columns = "".join(
        f'<col min="{col + 1}" max="{col + 1}" width="{width}" customWidth="1"{hidden}/>'
        for col, width in enumerate(sheet.widths)
        for hidden in (' hidden="1"' if col in sheet.hidden else "",)
    )
    return f"<cols>{columns}</cols>" if columns else ""


def _sizes(sheet: NewSheet) -> dict[int, str]:
    """The attributes that say how high a row is.

    One that is not said to be sized by hand grows with its text; over merged cells no spreadsheet can tell how far.
    """
    merged = {row for box in sheet.merges for row in range(box.top, box.bottom + 1)}
    return {row: f' ht="{height}"' + (' customHeight="1"' if row in merged else "") for row, height in sheet.heights}


def _row(number: int, row: tuple[Cell | None, ...], formats: Mapping[str, int], fills: Mapping[Place, str], size: str) -> str:
    cells = "".join(
        [_cell(f"{column_name(col)}{number + 1}", cell, formats, fills) for col, cell in enumerate(row) if cell is not None]
    )
    return f'<row r="{number + 1}"{size}>{cells}</row>'


def _cell(at: str, cell: Cell, formats: Mapping[str, int], fills: Mapping[Place, str]) -> str:
    value, name, _ = cell
    if value.__class__ is PreviousFill:
        value = fills.get(value.place, "")
    if not value and value != 0:
        return "" if name == "hidden" else f'<c r="{at}" s="{formats[name]}"/>'
    if value.__class__ is not str:
        return f'<c r="{at}" s="{formats[name]}"><v>{value}</v></c>'
    text = escaped(value[:_LONGEST])
    return f'<c r="{at}" s="{formats[name]}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _format(style: Style, styles: StyleSheet) -> int:
    bold, underlined = "<b/>" if style.bold else "", "<u/>" if style.underlined else ""
    font = styles.add(
        "fonts",
        f'<font>{bold}{underlined}<sz val="{style.size}"/><color rgb="FF{style.colour}"/><name val="{_FONT}"/><charset val="134"/></font>',
    )
    fill = styles.add("fills", solid(style.fill)) if style.fill else 0
    border = styles.add("borders", f"<border>{_BORDER}<diagonal/></border>") if style.border else 0
    across = ' horizontal="center"' if style.centred else ""
    wrap = ' wrapText="1"' if style.wrap else ""
    protection = '<protection locked="0"/>' if style.unlocked else ""
    applied = ' applyProtection="1"' if style.unlocked else ""
    named = ' xfId="0"' if styles.has_named_styles else ""
    return styles.add(
        "cellXfs",
        f'<xf numFmtId="{_TEXT_FORMAT if style.unlocked else 0}" fontId="{font}" fillId="{fill}" borderId="{border}"{named}'
        f' applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"{applied}>'
        f'<alignment{across} vertical="center"{wrap}/>{protection}</xf>',
    )
