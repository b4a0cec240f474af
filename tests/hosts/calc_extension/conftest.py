"""LibreOffice with the extension installed by install/libreoffice.py, once for all tests of this folder."""

from contextlib import contextmanager

import pytest

from tests.support.calc_office.desk import python
from tests.support.calc_office.installed import User

ABSENT = "NOT CHECKED: there is no LibreOffice with a Python (python3-uno) of 3.11 or later"


@pytest.fixture(scope="session")
def user():
    """An ordinary user who has installed the extension."""
    with installed() as made:
        yield made


@contextmanager
def installed():
    """A user of their own: LibreOffice runs once for each."""
    if python() is None:
        pytest.skip(ABSENT)
    made = User()
    try:
        done = made.installer()
        assert done.returncode == 0, done.stderr
        yield made
    finally:
        made.gone()


@pytest.fixture(scope="session")
def desk(user):
    running = user.desk()
    yield running
    running.end()


@pytest.fixture
def calc(user, desk):
    """Open a workbook file, a copy of the user's own; without one, a new document."""
    opened = []

    def open_(path=None):
        opened.append(
            desk.new() if path is None else desk.open(path if user.folder in path.parents else user.given(path))
        )
        return opened[-1]

    yield open_
    for document in opened:
        document.close()
