"""The committed examples, and the same examples built afresh."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORKBOOKS = ROOT / "workbooks"
# The builder is not a part of the package, nor is the reader of the consistent example.
sys.path[:0] = [str(WORKBOOKS), str(Path(__file__).resolve().parent)]


@pytest.fixture(scope="session")
def workbooks():
    return WORKBOOKS


@pytest.fixture(scope="session")
def rebuilt(tmp_path_factory):
    """A directory with examples/ and cells/ as the builder makes them now."""
    from example_builder import build_all

    out = tmp_path_factory.mktemp("rebuilt")
    list(build_all(WORKBOOKS / "facts", out / "examples", out / "cells"))
    return out
