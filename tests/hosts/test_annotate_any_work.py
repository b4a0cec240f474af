"""Whatever is done to a marked copy, in whatever order: cleared, it is what the same work on the plain file gives."""

import io
import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from perfeval_xl import check
from perfeval_xl.annotation import annotate, clear
from perfeval_xl.core.findings_sheet import is_findings_sheet
from perfeval_xl.io.reader import read_bytes
from tests.hosts.test_annotate_over_weeks import OWN, looks

ROWS, COLUMNS = st.integers(1, 26), st.integers(1, 9)
CELL = st.tuples(ROWS, COLUMNS)
NAMES = st.sampled_from(["改名", "它's 'x'", "a!b 表", "😀", "十" * 31, "2024"])
WORK = st.one_of(
    st.tuples(st.just("number"), CELL, st.sampled_from([0, 9, 12.5, 98.6])),
    st.tuples(st.just("text"), CELL, st.sampled_from(["待定", "100%", "≥95%", "  "])),
    st.tuples(st.just("fill"), CELL, st.sampled_from(["FFFF00", "00B0F0"])),
    st.tuples(st.just("comment"), CELL, st.just("后来加的批注")),
    st.tuples(st.just("look"), CELL, st.just("")),
    st.tuples(st.just("sheet"), NAMES, st.just("")),
    st.tuples(st.just("rename"), NAMES, st.just("")),
    st.tuples(st.just("move"), st.integers(0, 3), st.just("")),
    st.tuples(st.just("hide"), st.just(""), st.just("")),
)
SORTED = {"sorted": "A6:O33", "sorted without the hidden columns": "A6:J33"}
RESULTS = st.sampled_from(["nothing", "copied", "renamed", "first", *SORTED, "a column more"])


@pytest.fixture(scope="module")
def plain(examples):
    book = openpyxl.load_workbook(examples / "lukou-2022.xlsx")
    for row in book.active.iter_rows():
        for cell in row:
            if type(cell).__name__ != "MergedCell":
                cell.fill = PatternFill("solid", fgColor=OWN[(cell.row * 3 + cell.column) % len(OWN)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def worked(path, work, results="nothing"):
    """The file at *path* after somebody has worked in its first form."""
    book = openpyxl.load_workbook(path)
    ours = next(filter(_is_ours, book.worksheets), None)
    form = next(sheet for sheet in book.worksheets if sheet is not ours and sheet.max_row > 5)
    if ours is not None:
        _tidied(book, ours, results)
    for kind, where, what in work:
        _done(book, form, ours, kind, where, what)
    book.save(path)


def _is_ours(sheet):
    return sheet["A1"].value == "绩效校验结果"


def _done(book, form, ours, kind, where, what):
    if kind == "comment":
        form.cell(where[0] + 80, where[1]).comment = Comment(what, "某某甲")
    elif kind in ("number", "text", "fill", "look"):
        cell = form.cell(*where)
        if type(cell).__name__ == "MergedCell":
            return
        if kind == "fill":
            cell.fill = PatternFill("solid", fgColor=f"FF{what}")
        elif kind == "look":  # as a row put in below takes it over
            below = form.cell(where[0] + 40, where[1])
            below._style, said = cell._style, cell.comment
            below.comment = Comment(said.text, said.author) if said else None
        else:
            cell.value = what
    elif kind == "sheet" and where not in book.sheetnames:
        book.copy_worksheet(form).title = where
    elif kind == "rename" and where not in book.sheetnames:
        form.title = where
    elif kind == "move":  # among the forms, wherever the sheet 校验结果 stands
        others = [sheet for sheet in book.worksheets if sheet is not form and not _is_ours(sheet)]
        book.move_sheet(form, book.index(others[min(where, len(others) - 1)]) - book.index(form) if others else 0)
    elif kind == "hide":
        book.create_sheet("封面" if "封面" not in book.sheetnames else None)
        form.sheet_state = "hidden"


def _tidied(book, ours, results):
    if results == "copied":
        book.copy_worksheet(ours)
    elif results == "renamed":
        ours.title = "核对"
    elif results == "first":
        book.move_sheet(ours, -len(book.worksheets))
    elif results in SORTED:
        cells = ours[SORTED[results]]
        rows = sorted(([cell.value for cell in row] for row in cells), key=lambda row: str(row[4]))
        for row, values in zip(cells, rows):
            for cell, value in zip(row, values):
                cell.value, cell.hyperlink = value, None
    elif results == "a column more":
        ours.insert_cols(3)


@settings(max_examples=15)
@given(rounds=st.lists(st.tuples(st.lists(WORK, max_size=4), RESULTS), min_size=1, max_size=2))
def test_marks_come_off_as_if_they_had_never_been(plain, rounds):
    with tempfile.TemporaryDirectory() as folder:
        bare, copy, next_copy, out = (Path(folder) / name for name in ("原表.xlsx", "副本.xlsx", "再次.xlsx", "还原.xlsx"))
        bare.write_bytes(plain)
        annotate(str(bare), str(copy))
        for work, results in rounds:
            worked(bare, work)
            worked(copy, work, results)
            again = annotate(str(copy), str(next_copy))
            assert {(f.key, f.text) for f in again.findings} == {(f.key, f.text) for f in check(bare).findings}
            assert sum(map(is_findings_sheet, read_bytes(next_copy.read_bytes(), "").sheets)) == (not again.reason)
            if again.reason:  # no form is left to be checked: nothing is written
                return
            copy.write_bytes(next_copy.read_bytes())
        assert clear(str(copy), str(out))
        assert {name: _seen(cells) for name, cells in looks(out).items()} == {
            name: _seen(cells) for name, cells in looks(bare).items()
        }


def _seen(cells):
    return {at: look for at, look in cells.items() if look[0] or look[2]}
