"""Every sample that others wrote: a Book or one sentence, and cell by cell what openpyxl reads.

openpyxl is the second, independent reader. Where the two may rightly differ is said in `same_value`, once and narrowly.
"""

import datetime
import warnings

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from perfeval_xl.core.book import UNCACHED, Book, CellError
from perfeval_xl.io.errors import UnreadableFile
from perfeval_xl.io.reader import read_book

# openpyxl stumbles over these: no styles part, a pivot cache it does not know, the strict variant.
NOT_FOR_OPENPYXL = frozenset({"minimal_package.xlsx", "pivots.xlsx", "strict_iso_paths.xlsx"})
UNREADABLE = {
    "pass_protected.ods": "密码",
    "pass_protected.xlsb": "密码",
    "pass_protected.xlsx": "密码",
    "too_small.xls": "不是工作簿",
}
# Only pictures, buttons, comments, settings: nothing in any cell.
EMPTY = frozenset(
    """
    background05.xlsx button05.xlsx button07.xlsm button09.xlsx button15.xlsx comment05.xlsx data_validation02.xlsx
    data_validation07.xlsx defined_name04.xlsx empty_sheet.xlsx excel2003_style05.xlsx header_image01.xlsx image01.xlsx
    image26.xlsx issue281.xlsm properties02.xlsx textbox01.xlsx vba.xlsm
    """.split()
)


def samples(folder):
    return [path for path in sorted(folder.rglob("*")) if path.suffix not in ("", ".md")]


def book_or_sentence(path) -> Book | str:
    try:
        return read_book(str(path))
    except UnreadableFile as error:
        return str(error)


def opened(path, **options):
    """The file in openpyxl, None where openpyxl cannot read it."""
    if path.name in NOT_FOR_OPENPYXL:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path, **options)


def same_value(ours, theirs) -> bool:
    if ours is UNCACHED:
        return theirs is None  # openpyxl does not tell a formula without a result from an empty cell
    if isinstance(ours, CellError):
        return theirs == ours.code  # openpyxl gives an error as its text
    if isinstance(ours, str):
        plain = unescape("" if theirs is None else str(theirs))  # openpyxl keeps escapes such as _x000D_
        return ours in (plain, plain.strip())  # without xml:space="preserve" calamine drops white space at the ends
    if isinstance(ours, datetime.timedelta) or isinstance(theirs, datetime.timedelta | datetime.time):
        return True  # durations and bare times of day: the two readers choose different types
    if isinstance(ours, datetime.date) and not isinstance(ours, datetime.datetime):
        ours = datetime.datetime.combine(ours, datetime.time())
    if isinstance(theirs, datetime.date) and not isinstance(theirs, datetime.datetime):
        theirs = datetime.datetime.combine(theirs, datetime.time())
    if isinstance(ours, datetime.datetime) and isinstance(theirs, datetime.datetime):
        return abs(ours - theirs) < datetime.timedelta(milliseconds=1)
    return ours == theirs and isinstance(ours, bool) == isinstance(theirs, bool)


def test_every_sample_gives_a_book_or_one_sentence(shared_samples):
    outcomes = {path.name: book_or_sentence(path) for path in samples(shared_samples)}
    refused = {name: text for name, text in outcomes.items() if isinstance(text, str)}
    assert len(outcomes) >= 90
    assert set(refused) == EMPTY | set(UNREADABLE)
    assert all("工作簿是空的" in refused[name] for name in EMPTY)
    assert all(words in refused[name] for name, words in UNREADABLE.items())


def test_samples_that_hold_nothing_are_empty_for_openpyxl_too(shared_samples):
    for path in samples(shared_samples):
        if path.name in EMPTY:
            workbook = opened(path, data_only=True)
            assert all(
                cell.value in (None, "") for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row
            ), path.name


def compared(shared_samples):
    """(name, our sheet, openpyxl's values, openpyxl's formulas) of every sheet that both can read."""
    for path in samples(shared_samples):
        book = book_or_sentence(path)
        values = None if isinstance(book, str) or book.source not in ("xlsx", "xlsm") else opened(path, data_only=True)
        if values is None:
            continue
        formulas = opened(path)
        for sheet in book.sheets:
            yield path.name, sheet, values[sheet.name], formulas[sheet.name]


def test_values_agree_with_openpyxl(shared_samples):
    cells = 0
    for name, sheet, theirs, _ in compared(shared_samples):
        for row in range(max(len(sheet.rows), theirs.max_row)):
            for col in range(max(len(sheet.rows[0]) if sheet.rows else 0, theirs.max_column)):
                ours, other = sheet.value(row, col), theirs.cell(row + 1, col + 1).value
                assert same_value(ours, other), (name, sheet.name, row, col, ours, other)
                cells += ours != ""
    assert cells > 1200


def test_merges_agree_with_openpyxl(shared_samples):
    merges = 0
    for name, sheet, theirs, _ in compared(shared_samples):
        expected = {
            (box.min_row - 1, box.min_col - 1, box.max_row - 1, box.max_col - 1) for box in theirs.merged_cells.ranges
        }
        assert set(sheet.merges) == expected, (name, sheet.name)
        merges += len(expected)
    assert merges > 60


def test_visibility_and_comments_agree_with_openpyxl(shared_samples):
    comments = 0
    for name, sheet, theirs, _ in compared(shared_samples):
        assert sheet.hidden == (theirs.sheet_state != "visible"), (name, sheet.name)
        expected = {
            (cell.row - 1, cell.column - 1): cell.comment.text
            for row in theirs.iter_rows()
            for cell in row
            if cell.comment
        }
        assert sheet.comments == expected, (name, sheet.name)
        comments += len(expected)
    assert comments > 0


def test_formulas_agree_with_openpyxl(shared_samples):
    count = 0
    for name, sheet, _, theirs in compared(shared_samples):
        expected = {}
        for row in theirs.iter_rows():
            for cell in row:
                value = cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value
                if isinstance(value, DataTableFormula) or cell.data_type == "f":
                    expected[cell.row - 1, cell.column - 1] = str(value)
        assert {place: text.removeprefix("=") for place, text in sheet.formulas.items()} == {
            place: text.removeprefix("=") for place, text in expected.items()
        }, (name, sheet.name)
        count += len(expected)
    assert count > 80


@pytest.mark.parametrize("kind", ["xls", "xlsb", "ods"])
def test_other_families_say_that_formulas_and_comments_are_unknown(shared_samples, kind):
    book = read_book(str(shared_samples / "varied" / f"issues.{kind}"))
    assert book.source == kind
    assert all((sheet.formulas, sheet.comments) == (None, None) for sheet in book.sheets)
    xlsx = read_book(str(shared_samples / "varied" / "issues.xlsx"))
    assert book.sheet("issue2").rows == xlsx.sheet("issue2").rows


def test_merged_ranges_of_an_xls(shared_samples):
    folder = shared_samples / "varied"
    xls, xlsx = read_book(str(folder / "merged_range.xls")), read_book(str(folder / "merged_range.xlsx"))
    assert [set(sheet.merges) for sheet in xls.sheets] == [set(sheet.merges) for sheet in xlsx.sheets]
