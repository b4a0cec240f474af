"""A described new sheet as a worksheet part. Texts are inline strings: shared strings stay untouched, nothing is a formula.

ECMA-376 Part 1, 18.3 (worksheets).
"""

from collections.abc import Mapping, Sequence

from ...core.cells import address, column_name, quoted
from ...core.edits import STYLES, NewSheet, Place, Row, Style
from .markup import escaped, is_simple
from .relations import Flavour
from .styles import StyleSheet

_FONT = "宋体"
_BORDER = "".join(f'<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>' for side in ("left", "right", "top", "bottom"))
_LONGEST = 32767  # characters a cell can hold
_MOST_LINKS = 65530  # of a sheet; Excel calls one with more damaged
_KEPT = ' xml:space="preserve"'
_TEXT_FORMAT = 49  # “@”: what is typed there stays a text

Values = Sequence[str | int | float | None]  # of a row, None: no cell


def solid(colour: str) -> str:
    """A ``<fill>`` of one colour (RGB)."""
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor indexed="64"/></patternFill></fill>'
    )


def worksheet(sheet: NewSheet, styles: StyleSheet, fills: Mapping[Place, str], flavour: Flavour, drawing: str = "") -> str:
    """The part. *fills* are the fills (``<fill>`` elements) that places had; *drawing* a relationship id."""
    width = max([len(row.values) for row in sheet.rows], default=1)
    last = address(max(len(sheet.rows) - 1, 0), max(width - 1, 0))
    merges = "".join(f'<mergeCell ref="{box.a1}"/>' for box in sheet.merges)
    links = _links(sheet.rows)
    return "".join(
        (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{flavour.main}" xmlns:r="{flavour.ids}">',
            '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>',
            f'<dimension ref="A1:{last}"/>',
            _views(sheet),
            '<sheetFormatPr defaultRowHeight="14.25"/>',
            _columns(sheet),
            "<sheetData>",
            *_rows(sheet, styles, fills),
            "</sheetData>",
            f'<autoFilter ref="{sheet.filtered.a1}"/>' if sheet.filtered else "",
            f'<mergeCells count="{len(sheet.merges)}">{merges}</mergeCells>' if merges else "",
            *(("<hyperlinks>", *links, "</hyperlinks>") if links else ()),
            '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
            '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
            "<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>",
            f'<drawing r:id="{drawing}"/>' if drawing else "",
            "</worksheet>",
        )
    )


def _links(rows: Sequence[Row]) -> list[str]:
    """Hyperlinks to cells: ``'整体自评表'!$G$21``; C9 alone is column 9 to LibreOffice."""
    linked = [(number, row.link, row.place) for number, row in enumerate(rows, 1) if row.link is not None][:_MOST_LINKS]
    sheets = {name: escaped(quoted(name)) for name in {place.sheet for _, _, place in linked}}
    return [
        f'<hyperlink ref="{column_name(link)}{number}" location="{sheets[name]}!${column_name(col)}${line + 1}"/>'
        for number, link, (name, line, col) in linked
    ]


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
    spelled = {height: f' ht="{height}"' for height in {height for _, height in sheet.heights}}
    sizes = {row: spelled[height] for row, height in sheet.heights}
    merged = {row for box in sheet.merges for row in range(box.top, box.bottom + 1)}
    return sizes | {row: f'{sizes[row]} customHeight="1"' for row in merged if row in sizes}


def _rows(sheet: NewSheet, styles: StyleSheet, fills: Mapping[Place, str]) -> list[str]:
    """The rows in pieces."""
    looks = {row.styles for row in sheet.rows}
    used = {name for look in looks for name in look}
    formats = {name: _format(style, styles) for name, style in STYLES.items() if name in used}
    begun = {look: _begun(look, formats) for look in looks}
    spelled = {fill: escaped(fill[:_LONGEST]) for fill in {*fills.values()}}
    sizes = _sizes(sheet)
    pieces = []
    for number, row in enumerate(sheet.rows, 1):
        values, spaces = _written(row.values)
        if row.previous_fill is not None:
            values = [*values]
            values[row.previous_fill] = spelled.get(fills.get(row.place, ""), "")
        pieces.append(f'<row r="{number}"{sizes.get(number - 1, "")}>')
        pieces += _cells(str(number), values, spaces, begun[row.styles])
        pieces.append("</row>")
    return pieces


def _begun(look: tuple[str, ...], formats: Mapping[str, int]) -> list[tuple[str, str, bool]]:
    """How the cells of a row begin, before and behind the row's number, and whether an empty one is seen."""
    return [(f'<c r="{column_name(col)}', f'" s="{formats[name]}"', name != "hidden") for col, name in enumerate(look)]


def _written(values: Values) -> tuple[Values, str]:
    """The values with the texts as XML has them, and the attribute that keeps white space at their ends."""
    if _are_simple(values):
        return values, ""
    return [escaped(value[:_LONGEST]) if value.__class__ is str else value for value in values], _KEPT


def _are_simple(values: Values) -> bool:
    """Whether all are texts as XML has them, with no white space at an end: one look at them together tells most rows."""
    try:
        together = f"|{'|'.join(values)}|"
    except TypeError:  # a figure
        return False
    return len(together) <= _LONGEST and is_simple(together) and "| " not in together and " |" not in together


def _cells(number: str, values: Values, spaces: str, begun: Sequence[tuple[str, str, bool]]) -> list[str]:
    """*spaces*: the attribute of the texts of this row."""
    text = f' t="inlineStr"><is><t{spaces}>'
    cells = []
    for value, (begin, style, seen) in zip(values, begun):
        if value.__class__ is str:
            if value:
                cells.append(f"{begin}{number}{style}{text}{value}</t></is></c>")
            elif seen:
                cells.append(f"{begin}{number}{style}/>")
        elif value is not None:
            cells.append(f"{begin}{number}{style}><v>{value}</v></c>")
    return cells


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
