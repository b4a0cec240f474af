"""Cells of a sheet part given another style, however the part says, or does not say, where they are."""

from xml.etree import ElementTree

import pytest

from perfeval_xl.core.cells import parse_address
from perfeval_xl.io.errors import Fault
from perfeval_xl.io.patch.cells import restyled


@pytest.mark.parametrize(
    "tag, becomes",
    [
        ('<c r="B2"/>', '<c r="B2" s="7"/>'),
        ('<c r="B2" >', '<c r="B2" s="7" >'),
        ('<c r="B2" s="12" t="s">', '<c r="B2" s="7" t="s">'),
        ("<c r=\"B2\" t='n' s = '3'/>", "<c r=\"B2\" t='n' s = '7'/>"),
        ('<c r="B2" t="str" vm="1">', '<c r="B2" t="str" vm="1" s="7">'),
    ],
)
def test_of_a_marked_cell_only_the_style_changes(tag, becomes):
    value = "" if tag.endswith("/>") else "<v>1</v></c>"
    sheet = '<worksheet><sheetData><row r="2"><c r="A2" s="1"/>{}</row></sheetData></worksheet>'
    assert restyled(sheet.format(tag + value), [(1, 1)], lambda place, style: 7) == sheet.format(becomes + value)


UNNUMBERED = "<row><c><v>1</v></c><c s='3'><v>2</v></c></row><row><c r='C2'><v>3</v></c><c><v>4</v></c></row><row/><row r='7'/><row><c/></row>"


def placed(sheet):
    """(style, value) by place, as a reader counts: what has no number comes after what stands before it."""
    found, row = {}, -1
    for line in ElementTree.fromstring(sheet).iter("row"):
        row, col = int(line.get("r", row + 2)) - 1, -1
        for cell in line:
            col = parse_address(cell.get("r"))[1] if cell.get("r") else col + 1
            found[row, col] = cell.get("s"), cell.findtext("v")
    return found


@pytest.mark.parametrize("place", [(0, 0), (0, 1), (0, 4), (1, 0), (1, 2), (1, 3), (2, 5), (4, 0), (6, 2), (7, 0), (7, 1), (9, 1)])
def test_cells_that_do_not_say_where_they_are_are_found_by_counting(place):
    sheet = f"<worksheet><sheetData>{UNNUMBERED}</sheetData></worksheet>"
    before = placed(sheet)
    assert placed(restyled(sheet, [place], lambda place, style: 70 + style)) == before | {
        place: ("73" if place == (0, 1) else "70", before.get(place, (None, None))[1])
    }


STYLED_COLUMNS = '<cols><col min="2" max="3" width="9" style="4"/><col min="5" max="5" width="9"/></cols>'


@pytest.mark.parametrize("place, style", [((0, 0), 0), ((0, 1), 4), ((3, 2), 4), ((3, 3), 0), ((1, 1), 6), ((2, 2), 4), ((2, 4), 0)])
@pytest.mark.parametrize("rows", ["", '<row r="1"/><row r="2" s="6" customFormat="1"/><row r="3" s="6"><c r="A3"/></row>'])
def test_a_cell_that_is_not_there_takes_the_look_of_its_row_or_column(place, style, rows):
    sheet = f"<worksheet>{STYLED_COLUMNS}<sheetData>{rows}</sheetData></worksheet>"
    expected = style if rows or style != 6 else 4
    assert placed(restyled(sheet, [place], lambda place, style: 70 + style))[place] == (str(70 + expected), None)


def test_a_style_that_is_no_number_is_damage():
    with pytest.raises(Fault):
        restyled('<worksheet><sheetData><row r="1"><c r="A1" s="x"/></row></sheetData></worksheet>', [(0, 0)], lambda *_: 7)
