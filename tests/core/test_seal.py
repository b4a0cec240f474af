"""封存: a value is the same however a program saves it, and a manifest says what was sealed or nothing at all."""

import datetime
import json
import zlib
from base64 import b64encode

import pytest

from perfeval_xl.core.book import Book, CellError, Sheet
from perfeval_xl.core.cells import Box
from perfeval_xl.core.findings_sheet import SEAL_CODE as CODE
from perfeval_xl.core.findings_sheet import SEAL_MARK, is_seal_sheet
from perfeval_xl.core.seal import BrokenSeal, UnknownSeal, block, canonical, code, code_of, pieces, read, written
from perfeval_xl.recognition import recognise
from tests.core.seals import FORM, book, manifest, seal_of

SAME = [
    (0.1 + 0.2, 0.3),
    (12, 12.0),
    (-0.0, 0),
    ("两行\r\n字", "两行\n字"),
    ("两行_x000D_\n字", "两行\n字"),
    ("  某某局 ", "某某局"),
    ("　", ""),
    (datetime.datetime(2024, 12, 31), datetime.date(2024, 12, 31)),
    (None, ""),
]
DIFFERENT = [
    (12, "12"),
    (118.25, 118.24),
    (True, "TRUE"),
    (True, 1),
    (CellError("#N/A"), "#N/A"),
    (0, ""),
    ("某某局", "某某 局"),
    (1234567890.12345, 1234567890.12346),
    (datetime.date(2024, 12, 31), "2024-12-31"),
]


@pytest.mark.parametrize("one, other", SAME, ids=repr)
def test_what_programs_write_differently_is_the_same_value(one, other):
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize("one, other", DIFFERENT, ids=repr)
def test_another_value_or_kind_is_another_value(one, other):
    assert canonical(one) != canonical(other)


def test_blank_rows_and_columns_do_not_matter_and_everything_else_does():
    spread = [["", *row[:2], "", *row[2:]] for row in FORM]
    spread.insert(3, [])
    assert code_of(block(Sheet("别名", spread))) == code_of(block(Sheet("整体", FORM)))
    moved = [["年度资金总额", 100, ""], ["财政拨款", "", 90]]
    assert code_of(block(Sheet("", moved))) != code_of(block(Sheet("", [["年度资金总额", "", 100], *moved[1:]])))


def test_what_lies_under_a_merged_range_is_not_seen():
    rows = [["标题", "残留"], ["残留", "残留"], ["下面", 1]]
    assert block(Sheet("", rows, [(0, 0, 1, 1)])).rows == ((0, {0: "t标题"}), (2, {0: "t下面", 1: "n1"}))


def test_a_form_has_the_code_of_its_own_cells():
    values = block(Sheet("", FORM))
    assert code_of(values.within(Box(0, 0, 3, 3))) == code_of(block(Sheet("", FORM[:4])))
    noted = block(Sheet("", [*FORM[:2], ["", "", "", "", "写在表旁边的话"], *FORM[2:]]))
    assert code_of(noted.within(Box(0, 0, 4, 3))) == code_of(block(Sheet("", FORM[:4])))


def test_the_sheet_gives_the_manifest_back():
    sheet = seal_of(book(), explanations={"S03/整体自评表/办件量": "受疫情影响，办件量减少"}, forced=True)
    found, stated = read(sheet)
    assert found._replace(shown=()) == manifest(book(), {"S03/整体自评表/办件量": "受疫情影响，办件量减少"}, forced=True)
    assert stated == code(written(found)) and stated in {value for row in sheet.rows for value in row}


def test_a_large_manifest_takes_several_cells_and_fits_each():
    rows = [[f"第{number}行", number * 1.37, f"{number * 7919 % 99991}"] for number in range(20000)]
    sheet = seal_of(book(大表=rows))
    held = [piece for piece in pieces(written(read(sheet)[0]))]
    assert len(held) > 4 and max(map(len, held)) <= 32767 and not any(piece.startswith("=") for piece in held)


def test_the_seal_is_no_form_whatever_it_names():
    sheet = seal_of(book())
    assert is_seal_sheet(sheet) and recognise(Book((sheet,))).forms == ()


def place_of(sheet, wanted):
    return next((r, c) for r, row in enumerate(sheet.rows) for c, value in enumerate(row) if str(value).startswith(wanted))


def tampered(wanted, value):
    """The seal with the cell that begins with *wanted*, or the one *value* is a function of, changed."""
    sheet = seal_of(book())
    row, col = place_of(sheet, wanted)
    rows = [list(cells) for cells in sheet.rows]
    rows[row][col] = value(rows[row][col])
    return Sheet(sheet.name, rows, sheet.merges)


TAMPERED = {
    "the time that it tells": ("2025-03-01", lambda _: "2025-02-28 09:30"),
    "a digit of its code": (read(seal_of(book()))[1], lambda said: said[:-1] + ("0" if said[-1] != "0" else "1")),
    "a letter of the manifest": ("eN", lambda said: said[:50] + ("A" if said[50] != "A" else "B") + said[51:]),
    "a blank put into the manifest": ("eN", lambda said: said[:50] + " " + said[50:]),
    "the manifest cut short": ("eN", lambda said: said[:-40]),
    "the manifest gone": ("eN", lambda said: ""),
    "no manifest at all": ("eN", lambda said: "看不懂"),
}


@pytest.mark.parametrize("wanted, value", TAMPERED.values(), ids=TAMPERED)
def test_a_seal_that_was_itself_changed_says_nothing(wanted, value):
    with pytest.raises(BrokenSeal, match="封存信息"):
        read(tampered(wanted, value))


@pytest.mark.parametrize(
    "row",
    [
        ["封存校验码", "0000-0000-0000-0000-0000"],
        ["封存校验码", "0000-0000-0000-0000-0000", "", read(seal_of(book()))[1]],
        ["", "", "", "", "", "", "本件作废"],
    ],
    ids=["another code above", "another code before its own", "a text behind the manifest"],
)
def test_what_a_reader_would_see_beside_it_counts_too(row):
    sheet = seal_of(book())
    rows = [[*row, *[""] * (7 - len(row))], *[[*cells, *[""] * (7 - len(cells))] for cells in sheet.rows if CODE not in row or len(row) < 3 or cells[0] != CODE]]
    with pytest.raises(BrokenSeal):
        read(Sheet(sheet.name, rows))


def test_a_seal_may_be_moved_by_rows_and_columns_put_in():
    sheet = seal_of(book())
    shifted = Sheet(sheet.name, [*[[]] * 8, *[["", *row] for row in sheet.rows]])
    assert is_seal_sheet(shifted) and read(shifted)[1] == read(sheet)[1]


def test_a_seal_of_a_later_format_is_not_called_changed():
    with pytest.raises(UnknownSeal, match="请升级"):
        read(tampered("1", lambda _: "2"))


def forged(**changes):
    """A seal whose manifest fits its code but is none: anyone can work a code out."""
    facts = json.loads(written(manifest(book(), shown=(((0, "t封存信息"),),)))) | changes
    mark, version, *rest = pieces(json.dumps(facts))
    rows = [["封存信息", "", mark], [CODE, code(json.dumps(facts)), version], *(["", "", piece] for piece in rest)]
    return Sheet("封存信息", rows)


FORGED = {
    "a negative column": [["表", [[1, [[-3, "t字"]]]]]],
    "a row that is no number": [["表", [["一", [[0, "t字"]]]]]],
    "a row without end": [["表", [[1e400, [[0, "t字"]]]]]],
    "a value of no kind": [["表", [[1, [[0, "q字"]]]]]],
    "an empty value": [["表", [[1, [[0, ""]]]]]],
    "a number for a value": [["表", [[1, [[0, 12]]]]]],
    "no sheets": None,
    "sheets that are none": [1, 2],
}


def test_a_manifest_that_fits_its_code_and_makes_sense_is_read():
    """What the forged ones differ from."""
    assert read(forged())[0].sheets == manifest(book()).sheets


@pytest.mark.parametrize("sheets", FORGED.values(), ids=FORGED)
def test_a_manifest_that_fits_its_code_and_makes_no_sense_is_refused(sheets):
    with pytest.raises(BrokenSeal):
        read(forged(sheets=sheets))


def test_a_manifest_that_unpacks_without_end_is_refused():
    packed = b64encode(zlib.compress(b"0" * (65 << 20), 9)).decode()
    with pytest.raises(BrokenSeal):
        read(Sheet("封存信息", [["封存信息", SEAL_MARK], [CODE, "1"], ["", packed]]))
