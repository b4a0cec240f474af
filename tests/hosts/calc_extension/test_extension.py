"""The extension in LibreOffice: what the user sees of it, and what the installer says."""

import pytest

from perfeval_xl.functions import FUNCTIONS
from perfeval_xl.hosts.buttons import BUTTONS
from tests.architecture.sources import ROOT
from tests.support.calc_office.installed import User


def test_the_function_wizard_shows_names_and_help_in_chinese(desk):
    told = desk.ask("wizard")
    for function in FUNCTIONS:
        description, names, helps = told[function.name]
        assert description == function.description
        assert names == [one.title for one in function.parameters]
        assert helps == [one.help for one in function.parameters]
    assert len(told) == len(FUNCTIONS)


def test_menu_and_toolbar_have_the_buttons(calc):
    document = calc()
    labels = [button.label for button in BUTTONS]
    assert [label for label in document.menu() if label] == labels
    assert document.toolbar() == labels


def test_the_buttons_of_the_template_are_bound_to_the_scripts(calc):
    document = calc(ROOT / "workbooks" / "绩效自评模板.xlsx")
    for script in document.scripts().values():
        assert "perf_macros.py" in script


def test_a_script_presses_its_button(calc, examples):
    document = calc(examples / "quyuan-2024.xlsx")
    before = document.sheets()
    document.run("validate")
    assert document.sheets() == [*before, "校验结果"]
    document.run("clear_marks")
    assert document.sheets() == before


class TestInstaller:
    @pytest.fixture
    def other(self, user):
        """Another user, who has nothing installed yet; asks for *user* so that it skips where there is no LibreOffice."""
        made = User()
        yield made
        made.gone()

    def test_install_twice_and_remove(self, other):
        for _ in range(2):
            done = other.installer()
            assert (done.returncode, done.stderr) == (0, "")
            assert done.stdout.startswith("扩展装好了")
        assert other.installer("--remove").stdout.startswith("扩展已经卸下")
        assert other.installer("--remove").stdout.startswith("没有装过")

    def test_while_libreoffice_is_running(self, user, desk):
        desk.ask("wizard")
        done = user.installer()
        assert done.returncode == 2 and done.stdout == ""
        assert "LibreOffice 正开着" in done.stderr
