"""Charts over hidden rows and columns: what they keep of those cells is published no more than the cells."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from perfeval_xl.core.publication import REMOVED
from perfeval_xl.io.publish.edition import published
from perfeval_xl.io.publish.hidden import Hidden
from perfeval_xl.io.publish.plotted import Plotted
from perfeval_xl.io.publish.tree import tree
from tests.io.publish.opened import opened
from tests.io.publish.test_parts import made
from tests.support.workbook_parts import parts_of

CHART = "xl/charts/chart{}.xml"
ROWS, HIDDEN_ROW = 6, 3  # 表!A1:C6, its row 4 and its column C hidden


def fill(book, plot_hidden=False, name="表"):
    """Three charts: over the hidden row, over the hidden column, and over rows in sight alone."""
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, ("项目", "公开数", "内部数"))
    for row in range(1, ROWS):
        sheet.write_row(row, 0, (f"类{row}", row * 100 + 1, row * 100 + 77))
    sheet.write(40, 0, "联系人：某某甲")
    sheet.set_row(HIDDEN_ROW, None, None, {"hidden": True})
    sheet.set_column(2, 2, None, None, {"hidden": True})
    for number, (column, rows) in enumerate((("B", (2, 6)), ("C", (2, 6)), ("B", (5, 6)))):
        chart = book.add_chart({"type": "column"})
        categories, values = (f"={name}!${letter}${rows[0]}:${letter}${rows[1]}" for letter in ("A", column))
        chart.add_series({"name": f"={name}!${column}$1", "categories": categories, "values": values})
        if plot_hidden:
            chart.show_hidden_data()
        sheet.insert_chart(10 + 20 * number, 4, chart)


def points(text: str) -> dict[str, list[tuple[int, str]]]:
    """By formula the points that stay; every index lies below the count that the cache states."""
    found = {}
    root = ElementTree.fromstring(text)
    for holder in root.iter():
        formula = holder.find("{*}f")
        if formula is not None:
            kept = [(int(point.get("idx")), point.findtext("{*}v")) for point in holder.iterfind(".//{*}pt")]
            (count,) = (int(node.get("val")) for node in holder.iterfind(".//{*}ptCount"))
            assert all(index < count for index, _ in kept)
            found[formula.text] = kept
    return found


ONE = '<c:plotVisOnly val="1"/>'


@pytest.mark.parametrize(
    ("plot_hidden", "stated"),
    [(False, ONE), (False, "<c:plotVisOnly/>"), (False, '<c:plotVisOnly val="0"/>'), (True, None)],
    ids=["in sight alone", "by default", "hidden ones too", "hidden ones too, not stated"],
)
def test_the_points_of_hidden_cells_are_not_published(plot_hidden, stated):
    changes = {CHART.format(number): (ONE, stated) for number in (1, 2, 3)} if stated else {}
    data = made(lambda book: fill(book, plot_hidden), changes)
    edition = opened(published(data))
    over_row, over_column = (points(edition.text(CHART.format(number))) for number in (1, 2))
    in_sight = [(0, 1), (1, 2), (3, 4), (4, 5)]  # indexes and rows
    assert over_row["表!$A$2:$A$6"] == over_column["表!$A$2:$A$6"] == [(index, f"类{row}") for index, row in in_sight]
    assert over_row["表!$B$2:$B$6"] == [(index, f"{row}01") for index, row in in_sight]
    assert over_row["表!$B$1"] == [(0, "公开数")]
    assert over_column["表!$C$2:$C$6"] == over_column["表!$C$1"] == []
    assert not any(secret.encode() in part for part in edition.parts.values() for secret in ("内部数", "177", "301", "377", "类3"))
    before = re.sub(rb"<c:printSettings>.*?</c:printSettings>", b"", parts_of(data)[CHART.format(3)])
    assert edition.parts[CHART.format(3)] == before, "a chart of cells in sight stays as it is, but for how it is printed"
    told = [(one.sheet, one.now) for one in edition.told if (one.action, one.kind) == (REMOVED, "图表里隐藏格的数值")]
    assert told == [("表", "2 个"), ("表", "7 个")]
    assert opened(published(edition.data)).data == edition.data


@pytest.mark.parametrize("sheet", ["表", "某某甲"], ids=["", "of a sheet that gets another name"])
def test_a_chart_of_a_name_is_a_chart_of_what_the_name_stands_for(sheet):
    def named(book):
        fill(book, name=sheet)
        book.define_name("数列", f"={sheet}!$B$2:$B$6")

    edition = opened(published(made(named, {CHART.format(1): (f"<c:f>{sheet}!$B$2:$B$6</c:f>", "<c:f>[0]!数列</c:f>")})))
    assert "301" not in edition.text(CHART.format(1)) and "<c:v>401</c:v>" in edition.text(CHART.format(1))


# -- caches one by one ---------------------------------------------------------------------------------------------

CELLS = '<sheetData><row r="1"/><row r="2" hidden="1"/><row r="3"/><row r="4" hidden="1"/></sheetData>'
SHEET = f'<worksheet><cols><col min="3" max="3" hidden="1"/></cols>{CELLS}</worksheet>'
NAMES = {"起点": "表!$A$1", "动态": "OFFSET(表!$A$1,0,0,COUNTA(表!$A$1:$A$9),1)", "底稿数": "OFFSET(底稿!$A$1,0,0,3,1)"}


def plotted(emptied=((1, 0),), unprinted=()) -> Plotted:
    hidden = Hidden(SHEET, SHEET.index("<sheetData"), SHEET.index("</worksheet"), tree(SHEET))
    hidden.unprinted.update(unprinted)
    return Plotted([("表", hidden, [*emptied, *unprinted])], NAMES)


def cache(formula: str, values: int, count: int | None = None, visible: str = "1") -> str:
    inside = "".join(f'<pt idx="{number}"><v>{number}</v></pt>' for number in range(values))
    reference = f'<numRef><f>{formula}</f><numCache><ptCount val="{values if count is None else count}"/>{inside}</numCache></numRef>'
    return f'<chartSpace><val>{reference}</val><plotVisOnly val="{visible}"/></chartSpace>'


def left(text: str, sheets: Plotted | None = None) -> list[str]:
    return re.findall("<v>(.*?)</v>", (sheets or plotted()).without_hidden(text)[0])


ALL_OF_4 = list("0123")


@pytest.mark.parametrize(
    ("formula", "kept"),
    [
        ("表!$A$1:$A$4", ["0", "2"]),
        ("'表'!$A$4:$A$1", ["0", "2"]),
        ("表!$A$1:$D$1", ["0", "1", "3"]),
        ("(表!$A$3:$A$4,表!$A$1,表!$C$1)", ["0", "2"]),
        ("(表!$A$2,别表!$A$1:$A$3)", ["1", "2", "3"]),
        ("别表!$A$1:$A$4", ALL_OF_4),
        ("[1]表!$A$1:$A$4", ALL_OF_4),
        ("&quot;某某&quot;", ALL_OF_4),
        ("{1,2,3,4}", ALL_OF_4),
        ("表!$A$5:$B$6", ALL_OF_4),
        ("表!$A$1:$B$2", []),
        ("表!$A:$A", []),
        ("表!$A$1:表!$A$4", []),
        ("表:别表!$A$1", []),
        ("$A$1:$A$4", []),
        ("[0]!动态", []),
        ("[0]!没有的名称", []),
        ("OFFSET([0]!起点,0,0,COUNTA(底稿!$A:$A),1)", []),
        ("INDIRECT(&quot;表!A1:A4&quot;)", []),
        ("[0]!底稿数", ALL_OF_4),
    ],
)
def test_by_its_reference(formula, kept):
    """What may be of hidden cells and nobody can tell goes as a whole; what is of other sheets stays."""
    assert left(cache(formula, 4)) == kept


def test_a_cache_of_what_is_in_sight_alone_holds_nothing_hidden():
    """As Excel and LibreOffice write it: one point after the other, fewer than there are cells."""
    text = cache("表!$A$1:$A$5", 3)
    assert plotted().without_hidden(text) == (text, 0)
    assert left(cache("表!$A$1:$A$5", 3, visible="0")) == [], "hidden ones are plotted: this is no cache of theirs"
    assert left(cache("表!$A$1:$A$5", 4)) == left(cache("表!$A$1:$A$5", 4, count=3)) == [], "of other cells than these"
    assert left(text, plotted(unprinted=[(2, 0)])) == [], "a cell that its format does not show is plotted"


def test_the_point_of_a_cell_that_its_format_does_not_show():
    assert left(cache("表!$F$5:$F$7", 3), plotted(unprinted=[(4, 5)])) == ["1", "2"]


def test_hidden_rows_without_anything_in_them_change_no_chart():
    text = cache("OFFSET(表!$A$1,0,0,4,1)", 4)
    assert plotted(emptied=()).without_hidden(text) == (text, 0)


def levels(rows: int) -> str:
    level = "".join(f'<pt idx="{row}"><v>{row}</v></pt>' for row in range(rows))
    inside = f'<multiLvlStrCache><ptCount val="{rows}"/><lvl>{level}</lvl><lvl>{level}</lvl></multiLvlStrCache>'
    return f"<chartSpace><cat><multiLvlStrRef><f>表!$A$1:$B$4</f>{inside}</multiLvlStrRef></cat><plotVisOnly val='1'/></chartSpace>"


def test_categories_of_several_levels():
    assert left(levels(2)) == ["0", "1", "0", "1"], "the rows in sight"
    assert left(levels(4)) == []


def test_newer_charts_and_labels_from_cells():
    level = '<lvl ptCount="4"><pt idx="0">甲</pt><pt idx="1">乙</pt><pt idx="2">丙</pt></lvl>'
    newer = f"<chartSpace><data><strDim><f>表!$A$1:$A$4</f>{level}</strDim></data><tx><txData><f>表!$C$1</f><v>丁</v></txData></tx></chartSpace>"
    assert re.findall("[甲乙丙丁]", plotted().without_hidden(newer)[0]) == ["甲", "丙"]
    labels = cache("表!$A$1:$A$4", 4).replace("numRef", "datalabelsRange").replace("numCache", "dlblRangeCache")
    assert left(labels) == ["0", "2"]
