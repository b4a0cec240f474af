"""LibreOffice, running for all tests of this folder, and documents that are closed after the test."""

import shutil
from pathlib import Path

import pytest

from tests.support.calc_office.desk import Desk, needs_python


@pytest.fixture(scope="session")
def desk(tmp_path_factory):
    needs_python()
    made = Desk(tmp_path_factory.mktemp("office"))
    yield made
    made.end()


@pytest.fixture
def calc(desk, tmp_path):
    """Open a copy of a workbook file in LibreOffice; without one, a new document."""
    opened = []

    def open_(path=None, **how):
        if path is None:
            opened.append(desk.new())
        else:
            folder = tmp_path / f"{len(opened)} 份"  # the name stays, and so does the file itself
            folder.mkdir()
            opened.append(desk.open(shutil.copy(path, folder / Path(path).name), **how))
        return opened[-1]

    yield open_
    for document in opened:
        document.close()


@pytest.fixture
def lukou(calc, examples):
    """The smallest example with findings of every level, open."""
    return calc(examples / "lukou-2022.xlsx")
