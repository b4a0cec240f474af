"""What all tests share: where things are, and Hypothesis without deadlines (machines differ in speed, not in truth)."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.books import ROOT, SHARED

settings.register_profile("perfeval", deadline=None)
settings.load_profile("perfeval")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport():
    """Where all is there to be tested with (.ci/run says so), what is skipped was not tested: it fails."""
    report = (yield).get_result()
    if report.skipped and os.environ.get("PERFEVAL_NOTHING_SKIPPED"):
        report.outcome, report.longrepr = "failed", f"跳过了：{report.longrepr[-1]}"


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def examples(root) -> Path:
    """The example workbooks."""
    return root / "workbooks" / "examples"


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The facts of the published documents; they exist in the workshop and in CI, not for an outsider."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("NOT CHECKED: ../shared/seeds is absent, so nothing was compared with the published documents")
    return SHARED / "seeds"
