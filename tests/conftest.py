"""What all tests share: where things are, and Hypothesis without deadlines (machines differ in speed, not in truth)."""

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile("perfeval", deadline=None)
settings.load_profile("perfeval")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def examples(root) -> Path:
    """The example workbooks."""
    return root / "workbooks" / "examples"
