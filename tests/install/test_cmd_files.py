"""The .cmd files: what cmd.exe trips over when a folder has Chinese characters, spaces, & or parentheses in its name."""

import re
import sys
from pathlib import Path

import pytest
from build_wheelhouse import PYTHONS

from tests.install.conftest import ROOT
from tests.support.scripts import fresh

SETUP = ROOT / "install" / "windows" / "setup"
FILES = [SETUP / "run.cmd", SETUP.parent / "安装.cmd", SETUP.parent / "卸载.cmd"]
# What may hold a path, wherever it stands.
_PATH = re.compile(r"%(?:(?:HERE|LOCALAPPDATA|ProgramFiles|SystemRoot|PY)%|~dp0|~1|%~D|%~\$PATH:P)", re.I)


def commands(path) -> list[str]:
    """The lines that are no remarks."""
    lines = path.read_bytes().decode("ascii").split("\r\n")
    return [line for line in lines if line and not line.lower().startswith("rem ")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_only_ascii_with_the_line_ends_of_windows(path):
    """cmd.exe reads a file in the console's code page and looks for labels wrongly behind bare line feeds."""
    raw = path.read_bytes()
    assert raw.isascii() and raw.endswith(b"\r\n") and raw.count(b"\n") == raw.count(b"\r\n")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_path_stands_in_quotes(path):
    for line in commands(path):
        for match in _PATH.finditer(line):
            assert line[: match.start()].count('"') % 2, line


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_label_is_there_and_nothing_runs_into_one(path):
    lines = commands(path)
    labels = [line[1:] for line in lines if line.startswith(":")]
    asked = {name for line in lines for name in re.findall(r"\bgoto (\w+)|\bcall :(\w+)", line) for name in name if name}
    assert len(set(labels)) == len(labels) and asked == set(labels)
    called = {name for line in lines for name in re.findall(r"\bcall :(\w+)", line)}
    for before, line in zip(lines, lines[1:]):
        if line[1:] in called:
            assert re.search(r"(^|& )(exit|goto)\b", before), f"{before} runs into {line}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_block_in_parentheses_and_no_delayed_expansion(path):
    """A block ends at the first ) of an expanded path; delayed expansion eats the ! of one."""
    for line in commands(path):
        assert "enabledelayedexpansion" not in line.lower()
        if "(" in line:
            assert re.match(r'for (/d )?%%[A-Z] in \([^()]*\) do [^()]+$|set "PY=|"%~dp0', line), line


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_around_policy(path):
    text = path.read_text("ascii").lower()
    for word in ("powershell", "reg ", "setx", "wscript", "mshta", "runas", "attrib", "unblock", 'set "path', "set path"):
        assert word not in text


def test_what_it_removes_is_what_the_set_up_made(windows, install):
    install()
    (line,) = [line for line in commands(FILES[0]) if line.startswith("rmdir")]
    assert re.findall(r'%LOCALAPPDATA%\\perfeval-xl\\?(\w*)"', line) == ["runtime", "setup", ""]
    assert Path(windows.home).name == "perfeval-xl"
    assert {path.name for path in Path(windows.home).iterdir() if path.is_dir()} == {"runtime", "setup"}


def test_it_asks_for_every_python_that_there_are_wheels_for():
    (line,) = [line for line in commands(FILES[0]) if ":trylauncher -" in line]
    assert re.search(r"\((.+?)\)", line)[1].split() == list(reversed(PYTHONS))


def test_what_is_said_without_python_opens_in_notepad():
    raw = (SETUP / "no-python.txt").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\n") == raw.count(b"\r\n")
    assert "%HERE%no-python.txt" in FILES[0].read_text("ascii") and "没有能用的 Python" in raw.decode("utf-8-sig")


def test_git_leaves_their_line_ends_alone():
    attributes = (ROOT / ".gitattributes").read_text("utf-8").splitlines()
    assert "*.cmd -text" in attributes and "install/windows/setup/no-python.txt -text" in attributes


def test_an_old_python_gets_as_far_as_the_sentence(monkeypatch, capsys):
    module = fresh(SETUP / "setup.py")
    monkeypatch.setattr(sys, "version_info", (3, 8, 10))
    assert module.main() == 3 and "需要 Python 3.11 或更新的版本，现在是 3.8。" in capsys.readouterr().out
