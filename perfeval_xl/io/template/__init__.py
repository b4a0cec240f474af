"""The template (绩效自评模板): a workbook to fill in, whose scores compute as one types.

Needs XlsxWriter, which the extra ``perfeval-xl[template]`` installs.
"""

import io
from collections.abc import Sequence

import xlsxwriter

from ...core.profiles import ProfileError, load_profile
from ...core.record import Record
from ...domain.forms import SCORING_TABLE
from ..repacking import CREATED
from .balance import fiscal_appropriation_total, income_expenditure_total
from .cover import cover
from .detail import basic_expenditure_detail, three_public
from .evaluation import project_form, whole_form
from .findings import findings
from .names import PROJECTS, SHEETS
from .package import finished
from .settings import settings
from .styles import BODY, Styles
from .subjects import expenditure, general_public_budget, government_fund, income, state_capital
from .unit import unit

# Of Excel 2019 and later: a lower number would have Excel recompute at opening, and show #NAME? where macros are off.
_CALCULATED_BY = 191029
_WINDOW = (1280, 800)  # pixels
_ACCOUNTS = (
    income_expenditure_total, income, expenditure, fiscal_appropriation_total, general_public_budget,
    basic_expenditure_detail, government_fund, state_capital, three_public,
)  # fmt: skip


class Macros(Record):
    """What makes the template an .xlsm: the VBA project, the code names in it, and the buttons of the first sheet."""

    project: bytes  # vbaProject.bin
    workbook: str  # code name of the workbook, ThisWorkbook
    sheets: tuple[str, ...]  # code names of the sheets, in their order (sheet_names)
    buttons: Sequence[tuple[str, str]]  # (label, macro)


def template(year: int, profile_name: str, macros: Macros | None = None) -> bytes:
    """The template as a file: .xlsm with *macros*, else .xlsx. The same arguments give the same bytes.

    Raises core.profiles.ProfileError.
    """
    profile = load_profile(profile_name)
    if SCORING_TABLE in profile.match.needs:
        raise ProfileError(f"方案 {profile.name} 用的是规则评分表，模板里只有自评表，请换一个方案，或用当地印发的评分表")
    out = io.BytesIO()
    # in_memory also fixes the time stamps of the parts, independent of the time zone.
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, **BODY})
    book.set_properties({"title": f"{year}年度部门预算绩效自评模板", "created": CREATED})
    book.set_calc_mode("auto", _CALCULATED_BY)
    book.calc_on_load = False  # the values are right as they stand
    book.set_size(*_WINDOW)
    _sheets(book, Styles(book), profile, year, macros)
    if macros:
        _add_macros(book, macros)
    book.close()
    return finished(out.getvalue())


def _sheets(book, styles, profile, year, macros):
    for name in SHEETS:
        book.add_worksheet(name)
    whole = whole_form(book, styles, profile, year)
    for number in range(1, len(PROJECTS) + 1):
        project_form(book, styles, profile, year, number)
    for account in _ACCOUNTS:
        account(book, styles)
    unit(book, styles, year)
    findings(book, styles)
    settings(book, styles, profile, year)
    cover(book, styles, profile, year, whole, macros.buttons if macros else ())


def _add_macros(book, macros):
    book.add_vba_project(io.BytesIO(macros.project), is_stream=True)
    book.set_vba_name(macros.workbook)
    for sheet, name in zip(book.worksheets(), macros.sheets, strict=True):
        sheet.set_vba_name(name)
