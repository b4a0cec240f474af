"""The documents say what the program does."""

import importlib
import re

import pytest

from perfeval_xl import check
from perfeval_xl.core.findings import SEVERITY_NAMES
from perfeval_xl.domain.forms import KIND_NAMES, TABLE_NAMES
from perfeval_xl.hosts.cli import COMMANDS
from perfeval_xl.report.rules import as_markdown
from perfeval_xl.report.text import render
from perfeval_xl.rules.catalogue import catalogue
from tests.architecture.sources import ROOT

READMES = ("README.md", "README.zh-CN.md")


def blocks(name: str) -> list[str]:
    return re.findall(r"```\w*\n(.*?)```", (ROOT / name).read_text("utf-8"), re.S)


def test_both_readmes_show_the_same_commands_and_output():
    assert blocks("README.md") == blocks("README.zh-CN.md")


@pytest.mark.parametrize("name", READMES)
def test_the_readme_gives_the_two_commands(name):
    text = (ROOT / name).read_text("utf-8")
    assert "python3 install/run.py" in text and "python3 install/test.py" in text


def test_the_output_shown_is_real():
    """The block that begins with the command; “…” stands for lines left out."""
    (sample,) = [block for block in blocks("README.md") if block.startswith("$ perfeval-xl check workbooks/examples/")]
    command, *shown = sample.splitlines()
    path = command.split()[-1]
    real = render([check(ROOT / path)._replace(path=path)]).splitlines()
    assert [line for line in shown if line.strip() != "…" and line not in real] == []


def test_the_catalogue_page_is_fresh():
    """Made anew with: perfeval-xl rules --format md > docs/rules.md"""
    assert (ROOT / "docs" / "rules.md").read_text("utf-8").strip() == as_markdown(catalogue()).strip()


@pytest.mark.parametrize("name", READMES)
def test_links_lead_somewhere(name):
    targets = re.findall(r"\]\(([^)#:]+)\)", (ROOT / name).read_text("utf-8"))
    assert targets and all((ROOT / target).exists() for target in targets)


@pytest.mark.parametrize("names", [KIND_NAMES, TABLE_NAMES, SEVERITY_NAMES], ids=["kinds", "tables", "severities"])
def test_the_glossary_has_the_programs_own_names(names):
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    rows = [line for line in glossary.splitlines() if line.startswith("|")]
    assert [name for name in names if not any(f"`{name}`" in row for row in rows)] == []
    assert [term for name, term in names.items() if not any(f"`{name}`" in r and term in r for r in rows)] == []


@pytest.mark.parametrize("name", READMES)
def test_the_readme_says_where_the_installed_command_is(name):
    """``install/run.py`` puts nothing on the PATH."""
    text = (ROOT / name).read_text("utf-8")
    assert "`.venv/bin/perfeval-xl`" in text and r"`.venv\Scripts\perfeval-xl.exe`" in text


@pytest.mark.parametrize("name", READMES)
def test_every_command_and_option_in_the_readme_is_one(name):
    """In the blocks and in the text."""
    text = (ROOT / name).read_text("utf-8")
    said = re.findall(r"^(?:\$ )?(perfeval-xl .+)$", "".join(blocks(name)), re.M)
    said += re.findall(r"`(perfeval-xl [^`]+)`", text.replace("\n", " "))
    assert len(said) > 20
    for line in said:
        command = line.split()[1]
        assert command in COMMANDS, line
        known = importlib.import_module(f"perfeval_xl.hosts.commands.{command}").parser().format_help()
        assert set(re.findall(r"--[a-z-]+", line)) <= set(re.findall(r"--[a-z-]+", known)), line
