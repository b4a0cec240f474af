"""The command as a user runs it, and workbooks made for one situation."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from perfeval_xl.hosts.cli import main
from perfeval_xl.io.reader import read_book
from perfeval_xl.recognition import recognise
from tests.support.calc_office.desk import needs_python
from tests.support.screen import Screen


class Outcome(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def cli(root, tmp_path):
    """Run ``perfeval-xl`` with arguments in a folder of its own."""

    def run(*arguments, **environment) -> Outcome:
        settings = {**os.environ, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8", **environment}
        command = [sys.executable, "-m", "perfeval_xl", *map(str, arguments)]
        done = subprocess.run(command, cwd=tmp_path, env=settings, capture_output=True, encoding="utf-8")
        return Outcome(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    """The same in this process, which is quicker; files are named as seen from the test's own folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments) -> Outcome:
        capsys.readouterr()
        code = main([*map(str, arguments)])
        return Outcome(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="module")
def pictures(tmp_path_factory) -> Path:
    """Where pictures of the screen are kept: PERFEVAL_ARTEFACTS, if that is set."""
    folder = Path(os.environ.get("PERFEVAL_ARTEFACTS") or tmp_path_factory.mktemp("pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def screen(tmp_path_factory):
    """A screen that nobody sees, for LibreOffice with a window."""
    needs_python()
    made = Screen(tmp_path_factory.mktemp("screen"))
    yield made
    made.end()


@pytest.fixture(scope="session")
def whole_form(examples):
    """The 整体自评表 of the consistent example, typed: it tells where a value stands."""
    forms = recognise(read_book(str(examples / "consistent-2024.xlsx"))).forms
    return next(form for form in forms if form.kind == "whole_self_evaluation")


@pytest.fixture
def consistent(examples, tmp_path):
    """A workbook in which everything agrees."""
    return shutil.copy(examples / "consistent-2024.xlsx", tmp_path / "consistent.xlsx")


@pytest.fixture
def changed(examples, tmp_path):
    """The consistent workbook with one field of a form changed to *value*."""

    def make(field, value, name="changed.xlsx"):
        book = openpyxl.load_workbook(examples / "consistent-2024.xlsx")
        book[field.sheet][field.cell] = value
        book.save(tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def wrong_total(changed, whole_form):
    """The consistent workbook with a total score (总分) that is not the sum."""
    return changed(whole_form.total_score, 100, "wrong-total.xlsx")
