"""LibreOffice, running for all tests of this folder, and documents that are closed after the test."""

import pytest

from tests.support.calc_office.desk import Desk, python


@pytest.fixture(scope="session")
def desk(tmp_path_factory):
    if python() is None:
        pytest.skip("NOT CHECKED: there is no LibreOffice with a Python (python3-uno) of 3.11 or later")
    made = Desk(tmp_path_factory.mktemp("office"))
    yield made
    made.end()


@pytest.fixture
def calc(desk):
    """Open a workbook file in LibreOffice; without one, a new document."""
    opened = []

    def open_(path=None, **how):
        opened.append(desk.open(path, **how) if path is not None else desk.new())
        return opened[-1]

    yield open_
    for document in opened:
        try:
            document.close()
        except RuntimeError:  # a test that ended LibreOffice, or closed it itself
            pass
