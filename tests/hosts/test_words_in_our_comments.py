"""What somebody answers inside a comment of ours is kept: a spreadsheet puts the cursor right behind its last character."""

import openpyxl
import pytest

from perfeval_xl.annotation import annotate, clear

OWN = "已与财政局核对"
REASON = "年中追加（见批复）的培训，人数多于年初所报"


@pytest.fixture
def copy(examples, tmp_path):
    """渌口区的自评表标记过的副本，I19 有一条核实性结论的批注。"""
    annotate(str(examples / "lukou-2022.xlsx"), str(tmp_path / "副本.xlsx"))
    return tmp_path / "副本.xlsx"


def edited(path, change):
    """The copy as another program has changed and saved it."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def explain(book):
    row = next(row for row in book["校验结果"].iter_rows(min_row=6) if row[0].value == "T06" and row[3].value == "I19")
    row[9].value = REASON


def words(path):
    return openpyxl.load_workbook(path).worksheets[0]["I19"].comment.text


@pytest.mark.parametrize("before, behind", [("", OWN), ("", f" {OWN} "), ("", f"\n{OWN}"), (f"{OWN}\n", "")])
@pytest.mark.parametrize("explained", [False, True])
def test_it_stays_when_marks_are_replaced_or_taken_off(copy, tmp_path, before, behind, explained):
    again, bare = tmp_path / "再次.xlsx", tmp_path / "还原.xlsx"
    if explained:
        edited(copy, explain)
        annotate(str(copy), str(again))
        copy.write_bytes(again.read_bytes())
        assert f"（核实说明：{REASON}）" in words(copy)
    ours = words(copy)
    edited(copy, lambda book: setattr(book.worksheets[0]["I19"].comment, "text", f"{before}{ours}{behind}"))
    annotate(str(copy), str(again))
    assert words(again) == f"{OWN}\n{ours}"
    clear(str(copy), str(bare))
    assert words(bare) == OWN
