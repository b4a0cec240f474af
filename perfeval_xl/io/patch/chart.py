"""A described chart as a drawing part and a chart part.

ECMA-376 Part 1, 20.5 (spreadsheet drawings), 21.2 (charts).
"""

from collections.abc import Iterator

from ...core.cells import Box, quoted
from ...core.edits import Chart, NewSheet, Series
from .markup import escaped
from .relations import Flavour

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TEXT = '<a:latin typeface="宋体"/><a:ea typeface="宋体"/>'


def drawing_part(chart: Chart, relation: str, flavour: Flavour) -> str:
    """The drawing: one frame over the chart's cells."""
    box = chart.place
    return (
        f'{_HEAD}<xdr:wsDr xmlns:xdr="{flavour.sheet_drawing}" xmlns:a="{flavour.drawing}"><xdr:twoCellAnchor>'
        f"<xdr:from>{_corner(box.left, box.top)}</xdr:from><xdr:to>{_corner(box.right + 1, box.bottom + 1)}</xdr:to>"
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="绩效校验图"/><xdr:cNvGraphicFramePr/>'
        '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{flavour.chart}"><c:chart xmlns:c="{flavour.chart}" xmlns:r="{flavour.ids}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )


def _corner(col: int, row: int) -> str:
    return f"<xdr:col>{col}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff>"


def chart_part(sheet: NewSheet, flavour: Flavour) -> str:
    """The chart: stacked horizontal bars, with the figures it shows kept in it for viewers that compute nothing."""
    chart = sheet.chart
    series = "".join(_series(number, one, sheet) for number, one in enumerate(chart.series))
    return (
        f'{_HEAD}<c:chartSpace xmlns:c="{flavour.chart}" xmlns:a="{flavour.drawing}" xmlns:r="{flavour.ids}">'
        '<c:roundedCorners val="0"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1000" b="1"/></a:pPr>'
        f'<a:r><a:rPr lang="zh-CN" sz="1000" b="1">{_TEXT}</a:rPr><a:t>{escaped(chart.title)}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/><c:overlap val="100"/><c:axId val="501"/><c:axId val="502"/></c:barChart>'
        '<c:catAx><c:axId val="501"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{_small()}<c:crossAx val="502"/><c:crosses val="autoZero"/><c:tickLblSkip val="1"/></c:catAx>'
        '<c:valAx><c:axId val="502"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="1"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="501"/><c:crosses val="max"/></c:valAx>'
        f'</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_small()}</c:legend>'
        '<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    )


def _small(colour: str = "404040") -> str:
    return (
        '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900">'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>{_TEXT}</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _series(number: int, series: Series, sheet: NewSheet) -> str:
    names = _points(sheet, sheet.chart.categories)
    values = _points(sheet, series.values)
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:v>{escaped(series.name)}</c:v></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{series.colour}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dLbls><c:numFmt formatCode="0;;" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>{_small(series.figure_colour)}<c:showLegendKey val="0"/>'
        '<c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>{_reference(sheet, sheet.chart.categories)}</c:f><c:strCache>{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{_reference(sheet, series.values)}</c:f><c:numCache><c:formatCode>0</c:formatCode>{values}"
        "</c:numCache></c:numRef></c:val></c:ser>"
    )


def _points(sheet: NewSheet, box: Box) -> str:
    values = list(_values(sheet, box))
    points = "".join(f'<c:pt idx="{i}"><c:v>{escaped(str(value))}</c:v></c:pt>' for i, value in enumerate(values))
    return f'<c:ptCount val="{len(values)}"/>{points}'


def _values(sheet: NewSheet, box: Box) -> Iterator:
    for row in range(box.top, box.bottom + 1):
        yield sheet.rows[row].values[box.left]


def _reference(sheet: NewSheet, box: Box) -> str:
    return escaped(f"{quoted(sheet.name)}!{box.absolute}")
