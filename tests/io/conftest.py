"""What the tests of reading share."""

from pathlib import Path

import pytest

from tests.support.books import SHARED


@pytest.fixture
def shared_samples() -> Path:
    """../shared/samples, which stands beside the repository in development and in CI only."""
    folder = SHARED / "samples"
    if not folder.is_dir():
        pytest.skip("没有 ../shared/samples：真实样本文件的读取没有检查")
    return folder
