"""What the tests of publishing share: a workbook full of leaks, and its public edition."""

import pytest

from perfeval_xl.io.publish.edition import published
from tests.io.publish.leaky import leaky
from tests.io.publish.opened import Opened, opened


@pytest.fixture(scope="session")
def leaking() -> bytes:
    return leaky()


@pytest.fixture(scope="session")
def edition(leaking) -> Opened:
    """The public edition of the leaking workbook."""
    return opened(published(leaking))
