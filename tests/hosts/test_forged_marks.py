"""An annotated file may be forged by hand: what is checked, cleared and sealed is what its reader sees."""

import io
import zipfile

import openpyxl
import pytest

from perfeval_xl import annotation
from perfeval_xl.core.findings_sheet import CELL, PREVIOUS_FILL, find_header
from perfeval_xl.io.parts import sheet_parts
from perfeval_xl.io.patch.record import kept
from perfeval_xl.io.patch.relations import flavour_of
from perfeval_xl.io.patch.work import Work
from perfeval_xl.io.reader import read_bytes


@pytest.fixture
def annotated(command, wrong_total, tmp_path):
    """A workbook with one wrong total, and its marks."""
    command("annotate", wrong_total, "-o", "annotated.xlsx")
    return tmp_path / "annotated.xlsx"


def seen(data: bytes, form) -> object:
    """What stands in the total's cell."""
    sheet = next(sheet for sheet in read_bytes(data, "x").sheets if sheet.name == form.sheet)
    return sheet.rows[form.total_score.row][form.total_score.col]


def with_another_total(data: bytes, form, total: int) -> bytes:
    """The file with another total to be seen, and a record that calls *data* its original."""
    work = Work(data)
    part = sheet_parts(work.package)[form.sheet]
    text = work.text(part)
    at = text.index(f'<c r="{form.total_score.cell}"')
    end = text.index("</c>", at)
    work.put(part, text[:at] + f'<c r="{form.total_score.cell}"><v>{total}</v>' + text[end:])
    return b"".join(work.pieces(kept(work, annotation.sha256(data), {}, flavour_of(work.text(work.workbook)).kinds)))


def test_a_record_of_another_original_is_not_believed(consistent, whole_form, tmp_path):
    data = (tmp_path / "consistent.xlsx").read_bytes()
    forged = with_another_total(data, whole_form, 77)
    assert seen(data, whole_form) != 77 == seen(forged, whole_form)
    before = annotation.unmarked(forged, "forged.xlsx")
    assert before.changed and seen(before.data, whole_form) == 77


def test_the_true_record_gives_the_file_back(annotated, wrong_total):
    assert annotation.unmarked(annotated.read_bytes(), "x").data == wrong_total.read_bytes()


def saved_by_hand(path, **cells):
    """The findings sheet with its columns filled by somebody, and without comments that tell better."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment:
                    cell.comment = None
    row, columns = find_header(next(s for s in read_bytes(path.read_bytes(), "x").sheets if s.name == "校验结果"))
    for number in range(row + 2, book["校验结果"].max_row + 1):
        for label, text in cells.items():
            if book["校验结果"].cell(number, columns[PREVIOUS_FILL] + 1).value:
                book["校验结果"].cell(number, columns[label] + 1).value = text
    book.save(path)
    return path


@pytest.mark.parametrize("address", ["A9999999", "ZZZZ5", "A1048576"])
def test_an_address_outside_of_the_sheet_makes_no_cell_there(command, annotated, tmp_path, address):
    saved_by_hand(annotated, **{CELL: address})
    assert command("clear", annotated, "-o", "cleared.xlsx").code == 0
    with zipfile.ZipFile(tmp_path / "cleared.xlsx") as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets and not any(address.encode() in text for text in sheets)


def test_a_fill_that_is_none_comes_into_no_style(command, annotated, tmp_path):
    saved_by_hand(annotated, **{PREVIOUS_FILL: "<fill><extLst><forged/></extLst></fill>"})
    assert command("clear", annotated, "-o", "cleared.xlsx").code == 0
    with zipfile.ZipFile(tmp_path / "cleared.xlsx") as archive:
        assert b"forged" not in archive.read("xl/styles.xml")


def changed_part(path, part, change) -> None:
    """One part of a package edited as text; None takes it out."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = change(source.read(name).decode()) if name == part else source.read(name)
            if content is not None:
                target.writestr(name, content)
    path.write_bytes(out.getvalue())


@pytest.mark.parametrize(
    "part, change",
    [
        ("[Content_Types].xml", lambda text: None),
        ("xl/workbook.xml", lambda text: text.replace('sheetId="1"', 'sheetId="一"')),
        ("xl/worksheets/sheet1.xml", lambda text: text.replace('<row r="3"', '<row r="三"')),
    ],
)
@pytest.mark.parametrize("name", ["annotate", "clear", "seal", "publish"])
def test_a_part_that_makes_no_sense_is_told_as_damage(command, consistent, tmp_path, part, change, name):
    changed_part(tmp_path / "consistent.xlsx", part, change)
    forced = ["--force"] if name in ("seal", "publish") else []
    done = command(name, "consistent.xlsx", "-o", "out.xlsx", *forced)
    assert "自身出错" not in done.err and done.err.count("\n") <= 1
    assert done.code != 2 or "损坏" in done.err
