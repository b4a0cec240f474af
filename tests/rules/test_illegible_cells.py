"""Error values (#REF!) and formulas without a value: each is told, and nothing else is called wrong because of it."""

import pytest

from perfeval_xl.core.book import UNCACHED, Book, CellError, Sheet
from perfeval_xl.core.cells import address
from perfeval_xl.core.findings import ERROR, WARNING
from perfeval_xl.io.reader import read_book
from perfeval_xl.report.text import render
from perfeval_xl.rules.check import check_book
from perfeval_xl.together import check_together
from tests.support.books import EXAMPLES

CONSISTENT = read_book(str(EXAMPLES / "consistent-2024.xlsx"))
ZHUZHOU = read_book(str(EXAMPLES / "zhuzhou-2024.xlsx"))
REF, NO_NAME = CellError("#REF!"), CellError("#NAME?")


def with_errors(book: Book, sheet: str, *errors: tuple[str, CellError]) -> Book:
    """The book with error values in some cells of a sheet."""
    old = book.sheet(sheet)
    rows = [list(row) for row in old.rows]
    for row, line in enumerate(rows):
        for col in range(len(line)):
            line[col] = dict(errors).get(address(row, col), line[col])
    new = Sheet(old.name, rows, old.merges, old.hidden, old.extras)
    return book._replace(sheets=tuple(new if one is old else one for one in book.sheets))


def wider(book: Book, sheet: str, width: int, header: int) -> Book:
    """The book with a column of one's own beside a form, headed “核对” in the row *header*."""
    old = book.sheet(sheet)
    rows = [[*row, *[""] * (width - len(row))] for row in old.rows]
    rows[header][-1] = "核对"
    new = Sheet(old.name, rows, old.merges, old.hidden, old.extras)
    return book._replace(sheets=tuple(new if one is old else one for one in book.sheets))


def faults(book: Book) -> set[str]:
    return {f"{f.rule} {f.field.sheet}!{f.field.cell}" for f in check_book(book).findings if f.severity in (ERROR, WARNING)}


def unchecked(book: Book) -> list[str]:
    return [f"{one.rule} {one.sheet}!{one.cell} {one.reason}" for one in check_book(book).unchecked]


@pytest.mark.parametrize("sheet", [sheet.name for sheet in CONSISTENT.sheets])
def test_an_error_anywhere_in_a_form_is_told_and_makes_nothing_else_wrong(sheet):
    filled = [
        (row, col) for row, line in enumerate(CONSISTENT.sheet(sheet).rows) for col, value in enumerate(line) if value != ""
    ]
    titles = {form.title.place for form in check_book(CONSISTENT).forms}
    for number, (row, col) in enumerate(filled[:: max(1, len(filled) // 24)]):
        if (sheet, row, col) in titles:  # without its title a table is not there: “没有《…》”
            continue
        cell = address(row, col)
        run = check_book(with_errors(CONSISTENT, sheet, (cell, (REF, UNCACHED)[number % 2])))
        told = {one.cell for one in run.unchecked if one.sheet == sheet} | {f.field.cell for f in run.findings}
        assert cell in told, cell
        assert not [f"{cell}: {f.rule} {f.field.cell}" for f in run.findings if f.severity in (ERROR, WARNING)]


def test_many_errors_of_a_form_are_one_entry():
    broken = [(f"D{row}", REF) for row in range(14, 20)]
    assert unchecked(with_errors(CONSISTENT, "整体自评表", *broken, ("A31", NO_NAME))) == [
        "B01 整体自评表!D14 D14、D15、D16 等 6 格是错误值 #REF!，请先改正公式",
        "B01 整体自评表!A31 A31 是错误值 #NAME?，请先改正公式",
    ]


def test_the_signatures_below_a_form_are_looked_at_too():
    assert "B01 整体自评表!A32 A32 是错误值 #REF!，请先改正公式" in unchecked(
        with_errors(CONSISTENT, "整体自评表", ("A32", REF))
    )


def test_without_a_heading_nothing_that_goes_by_headings_is_checked():
    """“效益指标（30分）” is lost: the rows below it would count under 产出指标."""
    run = check_book(with_errors(CONSISTENT, "整体自评表", ("B23", REF)))
    rules = {one.rule for one in run.unchecked if one.cell == "B23"}
    assert {"W01", "W02", "S01", "S05", "F01", "T01"} <= rules
    assert not {"P01", "P02", "G02"} & rules  # each text by itself
    line = next(line for line in render([run]).splitlines() if "B23" in line)
    assert line.startswith("  “整体自评表”B23  B23 是错误值 #REF!，请先改正公式（B01–") and line.endswith(" 条规则）")


@pytest.mark.parametrize(("cell", "rules"), [("B7", {"F04", "F07"}), ("F8", {"F05", "F06", "F07"}), ("F6", {"F04", "F06", "F07"})])
def test_an_entry_that_holds_its_own_label_makes_the_sums_of_its_block_uncertain(cell, rules):
    book = with_errors(CONSISTENT, "整体自评表", (cell, REF))
    assert faults(book) == set()
    assert rules <= {line.split()[0] for line in unchecked(book) if f"!{cell} " in line}


def test_no_total_is_proposed_of_parts_that_cannot_be_read():
    """A “按收入性质分：” left empty beside 一般公共预算 #REF!."""
    book = with_errors(ZHUZHOU, "整体自评表", ("B7", REF))
    said = [f for f in check_book(book).findings if f.rule == "F08" and f.field.cell == "B6"]
    assert [f.expected for f in said] == [""]


@pytest.mark.parametrize(("cell", "what"), [("A12", "the code of a subject"), ("A4", "a heading")])
def test_a_table_with_an_error_among_its_labels_is_not_added_up(cell, what):
    book = with_errors(CONSISTENT, "公开03表", (cell, REF))
    assert faults(book) == set()
    assert {"K07", "K08", "K11", "K12"} <= {line.split()[0] for line in unchecked(book) if f"公开03表!{cell} " in line}


def test_the_name_of_the_unit_with_an_error_keeps_no_sum_from_being_checked():
    """“部门：”&参数!B2 after somebody deleted the sheet 参数."""
    line = CONSISTENT.sheet("公开03表").rows[2]
    assert "部门" in line[0] and any("万元" in str(text) for text in line[1:])
    said = unchecked(with_errors(CONSISTENT, "公开03表", ("A3", REF)))
    assert said == ["B01 公开03表!A3 A3 是错误值 #REF!，请先改正公式"]


def test_an_error_in_a_column_of_ones_own_beside_a_form_is_none_of_the_form():
    """As in the hidden columns of the template, whose functions are #NAME? without the add-in."""
    book = with_errors(wider(CONSISTENT, "整体自评表", 13, header=12), "整体自评表", ("M14", REF))
    assert unchecked(book) == []


@pytest.mark.parametrize("row", [row for row in range(1, 31) if row != 4])  # beside the headings of funds any figure is one
def test_formulas_of_ones_own_far_beside_a_form_are_none_of_it(row):
    """Somebody tries functions in column AZ, and one of them is an error."""
    book = with_errors(wider(CONSISTENT, "整体自评表", 52, header=0), "整体自评表", (f"AZ{row}", REF))
    assert unchecked(book) == [] and faults(book) == set()


def test_an_amount_with_an_error_is_one_figure():
    """The sums that need it are unchecked, the others hold."""
    said = unchecked(with_errors(CONSISTENT, "公开03表", ("D12", REF)))
    assert {line.split()[0] for line in said} == {"K07", "K08", "K12"}


def test_the_figure_that_a_detail_table_is_due_by_cannot_be_read():
    """公开06 is only its title; whether it had to be filled in says 公开05, whose 基本支出 is #REF!."""
    book = with_errors(ZHUZHOU, "公开05表", ("D9", REF))
    assert not {"K13 公开06表!A1", "K14 公开06表!A1"} & faults(book)
    assert any(line.startswith("K13 公开05表!D9") for line in unchecked(book))


def test_a_target_with_an_error_does_not_lack_a_unit():
    quyuan = read_book(str(EXAMPLES / "quyuan-2024.xlsx"))
    book = with_errors(quyuan, "整体自评表", ("E17", REF))
    assert "T02 整体自评表!F17" not in faults(book)
    assert any(line.startswith("T02 整体自评表!E17") for line in unchecked(book))


def test_data_with_an_error_are_not_lacking():
    yueyang = read_book(str(EXAMPLES / "yueyang-2021.xlsx"))
    assert faults(with_errors(yueyang, "基本概况", ("B8", REF))) <= faults(yueyang)


@pytest.mark.parametrize("cell", ["A7", "B11", "A29"])
def test_a_rule_scored_table_with_an_error_among_its_headings(cell):
    yueyang = read_book(str(EXAMPLES / "yueyang-2021.xlsx"))
    book = with_errors(yueyang, "评分表", (cell, REF))
    assert faults(book) <= faults(yueyang)
    assert any(line.startswith(f"W01 评分表!{cell}") for line in unchecked(book))


def test_of_several_files_each_tells_its_own():
    forms = CONSISTENT._replace(sheets=CONSISTENT.sheets[:4])
    accounts = CONSISTENT._replace(sheets=CONSISTENT.sheets[4:])
    first, second = check_together([("自评.xlsx", with_errors(forms, "整体自评表", ("A31", REF))), ("决算.xlsx", accounts)])
    assert [f"{one.sheet}!{one.cell}" for one in first.unchecked] == ["整体自评表!A31"]
    assert not second.unchecked


def test_a_workbook_saved_without_values_is_told_in_a_few_lines():
    """Saved by a program that does not compute: every score and every total is a formula without a value."""
    scores = [(f"H{row}", UNCACHED) for row in range(14, 31)]
    run = check_book(with_errors(CONSISTENT, "整体自评表", *scores, ("E5", UNCACHED)))
    lines = [line for line in render([run]).splitlines() if "没有缓存值" in line]
    assert len(run.unchecked) > 40
    assert len(lines) == 1
    assert " 等 18 格  的公式没有缓存值，请在 Excel 或 WPS 里打开并保存一次再检（" in lines[0]
    assert all(code in lines[0] for code in ("F01", "S01", "S11"))
