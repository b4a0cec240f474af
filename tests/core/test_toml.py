"""The package's TOML files are the truth; their Python twin only saves the time to parse them."""

import tomllib

import pytest

from perfeval_xl.core import toml
from perfeval_xl.core.toml import parse_toml
from tests.architecture.sources import PACKAGE, ROOT, name_of

OURS = sorted(PACKAGE.rglob("*.toml"))


@pytest.fixture
def parsed(monkeypatch):
    """The texts that had to be parsed."""
    texts, loads = [], tomllib.loads
    monkeypatch.setattr(tomllib, "loads", lambda text: texts.append(text) or loads(text))
    return texts


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_the_twin_is_fresh(path, parsed):
    """Made anew with: python tools/parse_toml.py"""
    told = parse_toml(path.read_text("utf-8"))
    assert parsed == []
    assert told == tomllib.loads(path.read_text("utf-8"))


def test_the_twin_holds_nothing_else():
    assert len(toml.FILES) == len(OURS)
    assert (ROOT / "tools" / "parse_toml.py").is_file(), "the twin's first line names it"


def test_the_line_ends_of_windows_are_no_change(parsed):
    assert parse_toml(OURS[0].read_text("utf-8").replace("\n", "\r\n")) == parse_toml(OURS[0].read_text("utf-8"))
    assert parsed == []


def test_a_file_that_was_edited_counts_as_it_stands(parsed):
    edited = OURS[0].read_text("utf-8").replace("title = ", "subtitle = ")
    assert "title" not in parse_toml(edited) and "subtitle" in parse_toml(edited)
    assert parsed == [edited, edited]


def test_what_is_no_toml_is_a_value_error():
    with pytest.raises(ValueError, match="line 1"):
        parse_toml("title = 某市\n")
