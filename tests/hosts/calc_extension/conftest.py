"""LibreOffice with the extension installed by install/libreoffice.py, once for all tests of this folder."""

from contextlib import contextmanager

import pytest

from tests.support.calc_office.desk import needs_python
from tests.support.calc_office.installed import User


@pytest.fixture(scope="session")
def user():
    """An ordinary user who has installed the extension."""
    with installed() as made:
        yield made


@contextmanager
def installed():
    """A user of their own: LibreOffice runs once for each."""
    needs_python()
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
