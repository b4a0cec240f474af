"""The package's TOML files are the truth; their Python twin only saves the time to parse them."""

import tomllib

import pytest

from perfeval_xl.core.toml import load_toml
from perfeval_xl.core.toml_parsed import FILES
from tests.architecture.sources import PACKAGE, ROOT, name_of

OURS = sorted(PACKAGE.rglob("*.toml"))


@pytest.fixture
def no_parser(monkeypatch):
    def refuse(text):
        raise AssertionError("parsed when it was asked for")

    monkeypatch.setattr(tomllib, "loads", refuse)
    load_toml.cache_clear()
    yield
    load_toml.cache_clear()


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_the_twin_is_fresh(path, no_parser):
    """Made anew with: python tools/parse_toml.py"""
    with path.open("rb") as file:
        assert load_toml(str(path)) == tomllib.load(file)


def test_the_twin_holds_nothing_else():
    assert len(FILES) == len(OURS)
    assert (ROOT / "tools" / "parse_toml.py").is_file(), "the module's first line names it"


def test_line_endings_of_windows_are_no_change(tmp_path, no_parser):
    copy = tmp_path / "copy.toml"
    copy.write_text(OURS[0].read_text("utf-8"), "utf-8", newline="\r\n")
    assert load_toml(str(copy)) == load_toml(str(OURS[0]))


def test_a_file_that_was_edited_counts_as_it_stands(tmp_path):
    edited = tmp_path / "edited.toml"
    edited.write_text(OURS[0].read_text("utf-8").replace("title = ", "subtitle = "), "utf-8")
    told = load_toml(str(edited))
    assert "title" not in told and told["subtitle"] == load_toml(str(OURS[0]))["title"]
