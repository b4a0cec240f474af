"""An open workbook reads as its file does: values, merges, formats, formulas, notes, visibility."""

import datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.core.book import CellError, Shown
from perfeval_xl.hosts.excel.reading import plain, read_book, read_sheet
from perfeval_xl.io.reader import read_book as read_file
from tests.support.excel.model import Excel, Worksheet, opened
from tests.support.excel.xlwings_side import Book, Sheet
from tests.support.hosts import EXAMPLES


def trimmed(rows) -> list[list]:
    """Without empty rows and columns at the end, which a file may have and an open workbook does not."""
    width = max((col + 1 for row in rows for col, value in enumerate(row) if value != ""), default=0)
    kept = [list(row[:width]) for row in rows]
    while kept and not any(value != "" for value in kept[-1]):
        kept.pop()
    return kept


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_reads_alike_from_the_file_and_from_excel(name, examples):
    path = examples / f"{name}.xlsx"
    live, file = read_book(Book(opened(path))), read_file(str(path))
    assert [sheet.name for sheet in live.sheets] == [sheet.name for sheet in file.sheets]
    for ours, theirs in zip(live.sheets, file.sheets):
        rows = trimmed(theirs.rows)
        assert [list(row) for row in ours.rows] == rows
        assert sorted(ours.merges) == sorted(theirs.merges)
        assert ours.hidden == theirs.hidden
        inside = {place: how for place, how in theirs.formats.items() if place[0] < len(rows) and place[1] < len(rows[0])}
        assert all(ours.formats.get(place) == how for place, how in inside.items())
        assert dict(ours.formulas) == dict(theirs.formulas)
        assert dict(ours.comments) == dict(theirs.comments)


@pytest.fixture
def odd(tmp_path):
    """A workbook of odd values that does not begin at A1."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "杂项"
    for row, value in enumerate(
        (datetime.datetime(2024, 12, 31), datetime.datetime(2024, 1, 2, 13, 5), datetime.time(13, 5), True, 3, "=1天", "#N/A"), 3
    ):
        sheet.cell(row, 2, value)
    sheet["B8"].value, sheet["B8"].data_type = "=65个", "s"
    sheet["D3"], sheet["D3"].number_format = 0.985, "0.0%"
    sheet["D4"], sheet["D4"].number_format = 12.5, "#,##0.00"
    sheet["D5"] = "=SUM(D3:D4)"
    sheet.merge_cells("F3:G4")
    sheet["F3"] = "合并"
    book.create_sheet("空表")
    book.create_sheet("隐藏").sheet_state = "hidden"
    book.save(tmp_path / "杂项 表.xlsx")
    return opened(tmp_path / "杂项 表.xlsx")


def test_dates_times_errors_and_texts_that_look_like_formulas(odd):
    sheet = read_book(Book(odd)).sheet("杂项")
    assert [row[1] for row in sheet.rows[2:]] == [
        datetime.date(2024, 12, 31), datetime.datetime(2024, 1, 2, 13, 5), datetime.time(13, 5), True, 3.0, "=65个",
        CellError("#N/A"),
    ]  # fmt: skip
    assert sheet.rows[0] == ("",) * 6 and sheet.merges == ((2, 5, 3, 6),)
    assert dict(sheet.formulas) == {(4, 3): "SUM(D3:D4)"}
    assert dict(sheet.formats) == {(2, 3): Shown(1, True), (3, 3): Shown(2)}


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (-2146826246, CellError("#N/A")),
        (-2146826288 + 2051, CellError("#UNKNOWN!")),  # an error value that Excel 2016 did not have
        (5, 5.0),
    ],
)
def test_an_integer_is_an_error_value_also_of_a_later_excel(number, value):
    assert plain(number) == value


def test_empty_and_hidden_sheets(odd):
    book = read_book(Book(odd))
    assert [sheet.hidden for sheet in book.sheets] == [False, False, True]
    assert book.sheet("空表").rows == () and book.sheet("空表").merges == ()


def test_columns_that_are_formatted_to_the_end_are_not_read_to_the_end(odd, monkeypatch):
    sheet = odd.sheets[0]
    sheet.cell(1048576, 2)
    asked = []
    read = Sheet.range

    def watched(self, cell1, cell2=None):
        asked.append((cell1, cell2))
        return read(self, cell1, cell2)

    monkeypatch.setattr(Sheet, "range", watched)
    monkeypatch.setattr("tests.support.excel.com_side.Range.cells", lambda cells: filled_of(cells, sheet))
    assert len(read_sheet(Sheet(odd, sheet)).rows) == 9
    assert len(asked) < 200


def filled_of(cells, sheet):
    top, left, bottom, right = cells._cells._box
    return [cell for (row, column), cell in sheet.cells.items() if top <= row <= bottom and left <= column <= right]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (None, ""),
        (Decimal("1.5"), 1.5),
        (-2146826281, CellError("#DIV/0!")),
        (-2146826243, CellError("#SPILL!")),
        (7, 7.0),
        (False, False),
        ("", ""),
    ],
)
def test_values(value, read):
    assert plain(value) == read and type(plain(value)) is type(read)


def test_currencies_are_read_exactly(odd):
    class Money(Sheet):
        """Range.Value tells of a currency four decimals at most, Range.Value2 all."""

        @property
        def used_range(self):
            whole = super().used_range
            exact = whole.raw_value
            rounded = tuple(tuple(Decimal("0.9850") if value == 0.985123 else value for value in row) for row in exact)
            return type("Used", (type(whole),), {"raw_value": rounded, "api": type("Api", (), {"Value2": exact})})(
                whole._excel, whole._sheet, *whole._box
            )

    odd.sheets[0].cells[3, 4].value = 0.985123
    assert read_sheet(Money(odd, odd.sheets[0])).rows[2][3] == 0.985123


def test_a_sheet_in_which_nothing_changed_is_the_one_that_was_read_before(odd):
    sheet = Sheet(odd, odd.sheets[0])
    before = read_sheet(sheet)
    assert read_sheet(sheet, before) is before
    odd.sheets[0].cells[4, 4].value = 13.0
    assert read_sheet(sheet, before).rows[3][3] == 13.0


def test_formats_of_columns_in_which_nothing_changed_are_kept(odd):
    sheet = Sheet(odd, odd.sheets[0])
    before = read_sheet(sheet)
    assert before.formats[2, 3] == Shown(1, True)
    odd.sheets[0].cells[3, 4].number_format = "0.00"
    odd.sheets[0].cells[7, 2].value = 4.0
    assert read_sheet(sheet, before).formats[2, 3] == Shown(1, True)
    odd.sheets[0].cells[3, 4].value = 0.9
    assert read_sheet(sheet, before).formats[2, 3] == Shown(2)


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 8), st.integers(0, 4), st.integers(0, 4)), max_size=12))
def test_merged_areas_are_found_wherever_they_lie(wanted):
    sheet = Worksheet("表")
    taken = set()
    for top, left, more_rows, more_columns in wanted:
        places = {(r, c) for r in range(top, top + more_rows + 1) for c in range(left, left + more_columns + 1)}
        if len(places) > 1 and not places & taken:
            taken |= places
            sheet.merges.append((top, left, top + more_rows, left + more_columns))
    for row in range(1, 18):
        for column in range(1, 14):
            sheet.cell(row, column).value = "值" if (row * column) % 3 else None  # some files hold values under a merge
    excel = Excel()
    excel.sheets.append(sheet)
    found = read_sheet(Sheet(excel, sheet)).merges
    assert sorted(found) == sorted(tuple(edge - 1 for edge in area) for area in sheet.merges)
