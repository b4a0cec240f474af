"""A check pauses Python's search for unused objects that refer to each other: it leaves none, and puts things back."""

import gc
from pathlib import Path

import pytest

from perfeval_xl import check
from perfeval_xl.core.profiles import ProfileError

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "workbooks" / "examples").glob("*.xlsx"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_check_leaves_nothing_to_collect(path):
    check(path)  # what is loaded and remembered the first time may refer to itself
    gc.collect()
    gc.disable()
    try:
        check(path)
        assert gc.collect() == 0
        assert not gc.isenabled(), "whoever had switched it off finds it off"
    finally:
        gc.enable()


def test_afterwards_python_collects_as_before(tmp_path):
    assert check(tmp_path / "没有这个文件.xlsx").status == "unreadable" and gc.isenabled()
    with pytest.raises(ProfileError):
        check(EXAMPLES[0], "没有这个方案")
    assert gc.isenabled()
