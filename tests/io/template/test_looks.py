"""How the template looks, as far as a machine can tell: all text has room, what is typed into looks it, and it guides."""

import importlib.metadata
import io
import json
import re

import openpyxl
import pytest
from openpyxl.cell import MergedCell
from openpyxl.utils import range_boundaries

import perfeval_xl
from perfeval_xl.hosts.buttons import BUTTONS
from perfeval_xl.io.template import Macros, names, template
from perfeval_xl.io.template.about import XLWINGS_NOTICE
from perfeval_xl.io.template.package import GROWING
from perfeval_xl.io.template.styles import BESIDE_FILL, INPUT_FILL, SONG
from tests.support.filled_template import filled
from tests.support.text_size import DIGIT, PIXELS, column_widths, height, room, width

FORMS = (names.WHOLE, *names.PROJECTS)
CODES = tuple(f"Sheet{number}" for number in range(1, len(names.SHEETS) + 1))
MACROS = Macros(b"a project", "ThisWorkbook", CODES, [(button.label, button.macro) for button in BUTTONS])
FILLED = {"zhuzhou-2024": "zhuzhou-2024", "consistent-2024": "hunan-2022"}
A4, INCH = (595.3, 841.9), 72  # points
LONGEST_LIST = 255  # characters of a list that stands in the validation itself: Excel takes no more


def as_filled(root, name):
    facts = json.loads((root / "workbooks" / "facts" / f"{name}.json").read_text(encoding="utf-8"))
    return filled(template(2024, FILLED[name]), facts, FILLED[name])


@pytest.fixture(scope="module")
def formulas():
    return openpyxl.load_workbook(io.BytesIO(template(2025, "mof-standard")))


# -- room for text -----------------------------------------------------------------------------------------------------


def boxes(sheet):
    """Every cell with a text, and the corners (row, col, last_row, last_col) of its box; merged ones count once."""
    merged = {}
    for box in sheet.merged_cells.ranges:
        for row, col in box.cells:
            merged[row, col] = (box.min_row, box.min_col, box.max_row, box.max_col)
    for row in sheet.iter_rows():
        for cell in row:
            corners = merged.get((cell.row, cell.column), (cell.row, cell.column) * 2)
            if isinstance(cell.value, str) and cell.value.strip() and corners[:2] == (cell.row, cell.column):
                yield cell, corners


def cut_off(data):
    """The texts, labels and results of formulas alike, that have no room: ``整体自评表!K12 …``.

    A row that grows is left to the spreadsheet, a text that shrinks to its cell is never cut off.
    """
    for sheet in openpyxl.load_workbook(io.BytesIO(data), data_only=True):
        columns, rows = column_widths(sheet), sheet.row_dimensions
        for cell, (top, left, bottom, right) in boxes(sheet):
            if cell.alignment.shrink_to_fit or not columns[left]:
                continue
            if top == bottom and rows[top].height == GROWING:
                continue
            wide = room(sum(columns[col] for col in range(left, right + 1)), right - left + 1, int(cell.alignment.indent))
            high = sum(rows[row].height for row in range(top, bottom + 1))
            if cell.alignment.wrap_text:
                fits = height(cell.value, wide, cell.font.sz) <= high
            else:
                fits = width(cell.value, cell.font.sz) <= wide and height(cell.value, 1e9, cell.font.sz) <= high
            if not fits:
                yield f"{sheet.title}!{cell.coordinate} {cell.value[:20]}"


@pytest.mark.parametrize("profile", ("mof-standard", "hunan-2024", "zhuzhou-2024", "sichuan-2023"))
def test_no_text_of_the_empty_template_is_cut_off(profile):
    assert not list(cut_off(template(2025, profile)))


def test_nor_with_buttons():
    assert not list(cut_off(template(2025, "mof-standard", MACROS)))


@pytest.mark.parametrize("name", FILLED)
def test_nor_is_one_when_it_is_filled_in(name, root):
    assert not list(cut_off(as_filled(root, name)))


def test_the_measure_finds_a_text_that_is_cut_off():
    book = openpyxl.load_workbook(io.BytesIO(template(2025, "mof-standard")))
    book[names.WHOLE]["B12"] = "一句话，" * 200
    out = io.BytesIO()
    book.save(out)
    assert [place.partition(" ")[0] for place in cut_off(out.getvalue())] == [f"{names.WHOLE}!B12"]


def test_a_number_too_wide_for_its_cell_is_printed_smaller(formulas):
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.number_format in ("#,##0.00_ ", "0.00%", "0.0#") and not cell.font.color:
                    assert cell.alignment.shrink_to_fit, f"{sheet.title}!{cell.coordinate}"


# -- room on the page --------------------------------------------------------------------------------------------------


def room_left(sheet):
    """The points that are left on the page below the print area, as Excel scales it to the page's width."""
    left, top, right, bottom = range_boundaries(sheet.print_area.rpartition("!")[2])
    page, margins = A4[:: -1 if sheet.page_setup.orientation == "landscape" else 1], sheet.page_margins
    widths = column_widths(sheet)
    wide = sum(int(widths[col] * DIGIT) for col in range(left, right + 1)) / PIXELS
    high = sum(sheet.row_dimensions[row].height for row in range(top, bottom + 1))
    scale = min(100, int(100 * (page[0] - INCH * (margins.left + margins.right)) / wide)) / 100  # whole per cent
    return page[1] - INCH * (margins.top + margins.bottom) - scale * high


@pytest.mark.parametrize("name", (None, *FILLED))
def test_a_form_filled_in_as_usual_takes_one_page(name, root):
    data = as_filled(root, name) if name else template(2025, "mof-standard")
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        if sheet.page_setup.fitToHeight == 0:  # others are scaled to their page also in height
            assert room_left(sheet) >= 0, sheet.title


# -- the look of the cells ---------------------------------------------------------------------------------------------


def test_all_is_written_in_song(formulas):
    written = {cell.font.name for sheet in formulas for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert written == {SONG}
    # A font left to the theme is another one in a Chinese Excel, and columns are as wide as its digits.
    assert formulas._fonts[0].name == SONG and formulas._fonts[0].scheme in (None, "none")


def test_what_may_be_typed_into_looks_it_and_nothing_else_does(formulas):
    fills = {colour.lstrip("#") for colour in (INPUT_FILL, BESIDE_FILL)}
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if sheet.title == names.COVER:
                    assert cell.protection.locked, cell.coordinate
                elif not isinstance(cell, MergedCell):
                    assert (cell.fill.fgColor.rgb[2:] in fills) != cell.protection.locked, f"{sheet.title}!{cell.coordinate}"


def test_forms_and_tables_print_black_on_white(formulas):
    printed = {sheet.title for sheet in formulas if sheet.page_setup.blackAndWhite}
    assert printed == {*FORMS, *names.ACCOUNTS}


@pytest.mark.parametrize("name", FORMS)
def test_every_indicator_has_its_lists(name, formulas):
    sheet = formulas[name]
    header = next(cell.row for cell in sheet["D"] if cell.value == "三级指标")
    last = next(cell.row for cell in sheet["A"] if cell.value == "总分") - 1
    lists = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert set(lists) == {f"E{header + 1}:E{last}", f"G{header + 1}:G{last}"}


def test_no_list_is_longer_than_excel_takes(formulas):
    for sheet in formulas:
        for rule in sheet.data_validations.dataValidation:
            if rule.type == "list" and rule.formula1.startswith('"'):
                assert len(rule.formula1) <= LONGEST_LIST + 2, f"{sheet.title}!{rule.sqref}"
            assert len(rule.promptTitle or "") <= 32 and len(rule.prompt or "") <= 255


def test_a_missed_target_and_what_is_due_are_coloured(formulas):
    for name in FORMS:
        coloured = {str(ranges.sqref)[0] for ranges in formulas[name].conditional_formatting}
        assert {"H", "J", "K", "M"} <= coloured, name


# -- the first sheet ---------------------------------------------------------------------------------------------------


def texts(data):
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)[names.COVER]
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def test_the_first_sheet_has_five_steps_and_says_what_to_do_without_macros():
    said = texts(template(2025, "mof-standard"))
    assert [at for at in ("五步完成", "这一份没有宏，按钮能做的这样做", "颜色", "工作簿状态", "各表", "关于") if at not in said] == []
    assert any("发送到—绩效自评校验" in text for text in said)
    assert not any("Zoomer" in text for text in said)


def test_it_names_version_and_licence():
    about = texts(template(2025, "mof-standard"))[-1]
    assert about.startswith(f"perfeval-xl {perfeval_xl.__version__}，以 MIT 许可证发布。")


def test_with_macros_the_licence_of_xlwings_stands_there_word_by_word():
    *_, about, licence = texts(template(2025, "mof-standard", MACROS))
    assert "xlwings（© Zoomer Analytics GmbH，BSD-3-Clause 许可证）" in about
    installed = importlib.metadata.distribution("xlwings").read_text("licenses/LICENSE.txt")
    assert " ".join(XLWINGS_NOTICE) == " ".join(re.sub(r"(?s)^.*?(?=Copyright)", "", installed).split())
    assert licence == "\n".join(XLWINGS_NOTICE)
