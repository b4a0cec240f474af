"""What the check says of a template that is not filled in, or not all of it: each thing once, and nothing that is not so."""

import io

import openpyxl
import pytest

from perfeval_xl import check
from perfeval_xl.io.template import names, template
from tests.support.calc import recomputed
from tests.support.office import program

with_libreoffice = pytest.mark.skipif(program() is None, reason="LibreOffice is not installed: what was typed was not computed")
PROFILE = "hunan-2022"


def told(path):
    """The findings of a file: (level, rule, sheet)."""
    return [(one.severity, one.rule, one.field.sheet) for one in check(str(path)).findings]


@pytest.fixture
def after(tmp_path):
    """The findings of the template after a user's changes."""

    def of(change):
        book = openpyxl.load_workbook(io.BytesIO(template(2024, PROFILE)))
        change(book)
        book.save(tmp_path / "填过的.xlsx")
        return told(recomputed(tmp_path / "填过的.xlsx", tmp_path))

    return of


SPARE = [("info", "B01", name) for name in names.PROJECTS]
NO_ACCOUNTS = ("info", "B01", names.ACCOUNTS[0])


def test_an_empty_template_is_told_once_for_each_form_and_once_for_the_accounts(tmp_path):
    (tmp_path / "空.xlsx").write_bytes(template(2024, PROFILE))
    assert told(tmp_path / "空.xlsx") == [("warning", "B01", names.WHOLE), *SPARE, NO_ACCOUNTS]


@with_libreoffice
def test_saved_by_a_program_that_does_not_compute_it_is_told_no_more(tmp_path):
    """Its formulas have no values then, which is said; what they would show is nobody's to fill in."""
    openpyxl.load_workbook(io.BytesIO(template(2024, PROFILE))).save(tmp_path / "没有值.xlsx")
    assert told(tmp_path / "没有值.xlsx") == [("warning", "B01", names.WHOLE), *SPARE]
    reasons = {one.reason.partition(" ")[2] for one in check(str(tmp_path / "没有值.xlsx")).unchecked}
    assert any("没有缓存值" in reason for reason in reasons)


def test_spare_project_sheets_are_no_mistake_while_another_form_is_filled_in(after):
    def change(book):
        book[names.PROJECTS[0]]["E7"] = book[names.PROJECTS[0]]["G7"] = 84

    found = after(change)
    assert [one for one in found if one[2] in names.PROJECTS[1:]] == SPARE[1:]
    assert ("warning", "B01", names.PROJECTS[0]) in found


@with_libreoffice
def test_project_money_without_a_project_form_that_is_filled_in_is_asked_about(after):
    def change(book):
        whole = book[names.WHOLE]
        whole["D5"] = whole["E5"] = whole["N5"] = 380.28
        whole["N8"] = 380.28  # 项目支出, typed beside the print area

    assert ("warning", "B03", names.WHOLE) in after(change)


@with_libreoffice
def test_accounts_that_are_begun_are_asked_for_their_notes(after):
    def change(book):
        book[names.ACCOUNTS[0]]["C7"] = 1200

    found = after(change)
    assert NO_ACCOUNTS not in found
    assert [one for one in found if one[1] == "K14"] == [("error", "K14", names.ACCOUNTS[at]) for at in (5, 6, 7, 8)]
