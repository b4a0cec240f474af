"""The template as it is handed out: recognised, right as it stands, protected, ready to print."""

import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from perfeval_xl.core.findings_sheet import is_findings_sheet
from perfeval_xl.core.profiles import ProfileError, packaged_profile, profile_names
from perfeval_xl.domain.forms import FINAL_ACCOUNT, PROJECT, TABLE_NAMES, WHOLE
from perfeval_xl.domain.values import parse_value
from perfeval_xl.io.reader import read_book
from perfeval_xl.io.template import Macros, names, template
from perfeval_xl.io.template.settings import UNITS
from perfeval_xl.recognition import recognise
from perfeval_xl.recognition.settings import book_profile, book_year

YEAR, PROFILE = 2024, "zhuzhou-2024"


@pytest.fixture(scope="module")
def data():
    return template(YEAR, PROFILE)


@pytest.fixture(scope="module")
def path(data, tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "模板.xlsx"
    path.write_bytes(data)
    return path


@pytest.fixture(scope="module")
def book(path):
    return read_book(str(path))


@pytest.fixture(scope="module")
def formulas(data):
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def values(data):
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def formula_cells(formulas):
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield cell


def test_its_sheets_are_those_of_the_set(formulas):
    assert tuple(formulas.sheetnames) == names.SHEETS


def test_its_forms_and_nothing_else_are_recognised(book):
    forms = recognise(book).forms
    kinds = [(form.sheet, form.kind if form.kind != FINAL_ACCOUNT else form.table) for form in forms]
    tables = list(TABLE_NAMES)
    assert kinds == [
        (names.WHOLE, WHOLE),
        *((project, PROJECT) for project in names.PROJECTS),
        *zip(names.ACCOUNTS, tables),
    ]
    assert all(form.year == YEAR for form in forms[:4]) and all(form.unit == "万元" for form in forms)
    assert is_findings_sheet(next(sheet for sheet in book.sheets if sheet.name == names.FINDINGS))


@pytest.mark.parametrize("name", [name for name in profile_names() if name != "yueyang-2021"])
def test_every_profile_of_self_evaluation_forms_has_its_template(name, tmp_path):
    path = tmp_path / "模板.xlsx"
    path.write_bytes(template(2023, name))
    book, profile = read_book(str(path)), packaged_profile(name)
    assert (book_profile(book).name, book_year(book)) == (name, 2023)
    whole = recognise(book).forms[0]
    assert whole.total_funds.weight.number == profile.execution_weight
    sheet = openpyxl.load_workbook(path)[names.WHOLE]
    headings = [cell.value for cell in sheet["B"] if isinstance(cell.value, str) and "分）" in cell.value]
    # Where each form sets its own weights, the headings state none: 50、30、10 with an execution of 20 would make 110.
    assert [heading.partition("\n")[0] for heading in headings] == [level for level, _ in profile.structure]


def test_a_profile_of_scoring_tables_has_none():
    """Its headings already weigh 100: with the execution above them a form would make 110."""
    with pytest.raises(ProfileError, match="方案 yueyang-2021 用的是规则评分表，模板里只有自评表"):
        template(2023, "yueyang-2021")


def test_an_unknown_profile_is_refused():
    with pytest.raises(ProfileError, match="可用的有"):
        template(2024, "moon-2024")


def test_no_formula_of_the_empty_template_shows_an_error(formulas, values):
    for cell in formula_cells(formulas):
        value = values[cell.parent.title][cell.coordinate].value
        assert not (isinstance(value, str) and value.startswith("#")), f"{cell.parent.title}!{cell.coordinate}"


def test_no_empty_value_is_left_without_a_type(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                for attributes in re.findall(rb"<c ([^>]*)><f>[^<]*</f><v></v>", package.read(name)):
                    assert b't="str"' in attributes


def test_excel_takes_the_values_as_they_are(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        workbook = package.read("xl/workbook.xml").decode()
    assert "fullCalcOnLoad" not in workbook
    assert int(re.search(r'calcId="(\d+)"', workbook)[1]) >= 191029  # a lower one has Excel 2019 and later recompute


def test_its_window_fits_a_screen(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        view = re.search(r"<workbookView [^>]*>", package.read("xl/workbook.xml").decode())[0]
    width, height = (int(re.search(rf'window{side}="([0-9]+)"', view)[1]) / 1440 for side in ("Width", "Height"))
    assert 8 < width < 20 and 5 < height < 12  # inches


def test_another_profile_has_the_scores_of_the_functions_computed_anew(formulas):
    """A function's result is stale unless every cell that it depends on is named in its formula, the note included."""
    called = [cell for cell in formula_cells(formulas) if "PERF_" in cell.value]
    assert len(called) > 4 * 10
    for cell in called:
        note = re.search(r"LEFT\((\$A\$[0-9]+),0\)", cell.value)[1]
        assert names.PROFILE in cell.value and cell.parent[note].value.startswith('="备注：1.'), cell.coordinate


def test_no_text_is_read_as_a_date_by_the_settings_of_the_computer(formulas):
    """Where Windows writes dates as 2024.12.1, Excel reads such a text as the number of the day."""
    converted = [cell.value for cell in formula_cells(formulas) if "VALUE(" in cell.value]
    assert converted and all(re.search(r'&"E0"\)', formula) for formula in converted)


def test_formulas_are_locked_and_inputs_are_not(formulas):
    for sheet in formulas:
        assert sheet.protection.sheet and not sheet.protection.password, sheet.title
    for cell in formula_cells(formulas):
        assert cell.protection.locked, f"{cell.parent.title}!{cell.coordinate}"
    whole = formulas[names.WHOLE]
    for address in ("D5", "E5", "D14", "E14", "F14", "G14", "H14", "I14", "K14", "M14", "M5", "N5"):
        assert not whole[address].protection.locked, address
        assert whole[address].fill.fgColor.rgb not in ("00000000", None), address


def test_a_target_typed_with_an_equals_sign_stays_a_text(formulas):
    whole = formulas[names.WHOLE]
    assert whole["F14"].number_format == whole["H14"].number_format == "@"


def test_manual_scores_stand_beside_the_print_area(formulas):
    for name in (names.WHOLE, *names.PROJECTS):
        sheet = formulas[name]
        last = range_boundaries(sheet.print_area.rpartition("!")[2])[2]
        assert sheet.cell(1, last).column_letter == "K" and sheet["M13"].value in ("人工评分", None)
        assert all(sheet.column_dimensions[letter].hidden for letter in ("P",))


@pytest.mark.parametrize("name", names.SHEETS)
def test_every_sheet_prints_on_a4_one_page_wide(name, formulas):
    sheet = formulas[name]
    assert sheet.page_setup.paperSize == 9 and sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_area
    if name in (*names.PROJECTS, names.WHOLE, *names.ACCOUNTS):
        assert sheet.print_title_rows and sheet.freeze_panes


def test_there_are_lists_to_choose_from(formulas):
    lists = {
        (sheet.title, rule.formula1) for sheet in formulas for rule in sheet.data_validations.dataValidation if rule.type == "list"
    }
    sources = {source for sheet, source in lists if sheet == names.WHOLE}
    assert '"≥,≤,＝,＞,＜,定性"' in sources and any(names.SETTINGS in source for source in sources)
    assert (names.UNIT, '"是,否"') in lists and any(sheet == names.SETTINGS for sheet, _ in lists)


def test_the_cells_drawn_on_are_the_totals_they_are_taken_for(formulas):
    for reference, label, offset in (
        (names.GENERAL_BUDGET, "一、一般公共预算财政拨款收入", -2),
        (names.GOVERNMENT_FUND, "二、政府性基金预算财政拨款收入", -2),
        (names.INCOME_THIS_YEAR, "本年收入合计", -2),
        (names.INCOME_TOTAL, "总计", -2),
        (names.EXPENDITURE_TOTAL, "总计", -2),
        (names.SPENT, "合计", -2),
        (names.SPENT_PROJECTS, "合计", -4),
    ):
        sheet, _, address = reference.rpartition("!")
        assert formulas[sheet][address].offset(0, offset).value == label, reference


def test_the_first_sheet_tells_year_and_profile_and_that_nothing_is_computed_yet(values):
    sheet = values[names.COVER]
    shown = {row[0].value: row[2].value for row in sheet.iter_rows() if row[0].value}
    assert shown["得分由谁计算"] == "还没有算出得分"
    assert shown["年度和方案"] == f"{YEAR}年度，{packaged_profile(PROFILE).title}。"


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_of_the_list_is_read_as_a_unit(unit):
    value = parse_value(f"≥65{unit}")
    assert (value.kind, value.number) == ("number", 65) and value.unit


def test_the_same_template_twice_is_the_same_file(data):
    assert template(YEAR, PROFILE) == data


def test_with_macros_it_is_an_xlsm_with_buttons():
    codes = tuple(f"Sheet{number}" for number in range(1, len(names.SHEETS) + 1))
    macros = Macros(b"a project", "ThisWorkbook", codes, (("一键校验", "PerfValidate"), ("清除标记", "PerfClearMarks")))
    with zipfile.ZipFile(io.BytesIO(template(YEAR, PROFILE, macros))) as package:
        assert package.read("xl/vbaProject.bin") == b"a project"
        assert b"macroEnabled" in package.read("[Content_Types].xml")
        assert b'codeName="ThisWorkbook"' in package.read("xl/workbook.xml")
        for number, code in enumerate(codes, start=1):
            assert f'codeName="{code}"'.encode() in package.read(f"xl/worksheets/sheet{number}.xml")
        drawing = package.read("xl/drawings/vmlDrawing1.vml").decode()
    assert "PerfValidate" in drawing and "清除标记" in drawing


def test_without_macros_there_is_no_button(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [name for name in package.namelist() if "vml" in name or "vba" in name]
