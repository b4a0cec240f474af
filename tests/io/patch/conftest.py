"""What the tests of patching share: packages to be patched, and edits that suit any of them."""

import pytest

from tests.io.patch.packages import written_by_libraries
from tests.support.books import SHARED


@pytest.fixture(scope="session")
def packages():
    """Workbook packages by name: the examples, outputs of libraries, and every sample where ../shared stands beside us."""
    return dict(written_by_libraries())


@pytest.fixture(scope="session")
def sample_packages():
    """Every package of ../shared/samples by name."""
    from tests.io.patch.packages import samples

    if not (SHARED / "samples").is_dir():
        pytest.skip("没有 ../shared/samples：没有在真实 Excel 等写的样本上试修补")
    return dict(samples())
