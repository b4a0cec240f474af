"""What the manual and the release checklist name is what there is."""

import re
from pathlib import Path

import pytest

from perfeval_xl.hosts.buttons import BUTTONS, TITLE
from tests.install.conftest import ROOT

FOLDER = ROOT / "install" / "windows"


@pytest.fixture(scope="module")
def manual():
    return (FOLDER / "说明.md").read_text("utf-8")


@pytest.fixture(scope="module")
def checklist():
    return (FOLDER / "发布检查表.md").read_text("utf-8")


def test_the_checklist_has_twenty_steps_each_with_what_must_be_seen(checklist):
    rows = [line.strip("| ").split(" | ") for line in checklist.splitlines() if re.match(r"\| \d+ \|", line)]
    assert [int(row[0]) for row in rows] == list(range(1, 21)) and all(row[1] and row[2] for row in rows)


def test_every_button_is_pressed_once(checklist):
    assert [one.label for one in BUTTONS if f"“{one.label}”" not in checklist] == []


def test_the_manual_names_what_is_placed(manual, windows, install):
    install("desktop")
    for link in windows.user.rglob("*.lnk"):
        assert link.stem in manual
    for place in (r"XLSTART\perfeval.xlam", r".xlwings\xlwings.conf", r"%LOCALAPPDATA%\perfeval-xl", f"“{TITLE}”选项卡"):
        assert place in manual
    assert Path(windows.home).name == "perfeval-xl" and Path(windows.settings).name == "xlwings.conf"


def test_the_files_to_click_are_there(manual, checklist):
    for text in (manual, checklist):
        named = set(re.findall(r"“?(\w+\.cmd)", text))
        assert named <= {"安装.cmd", "卸载.cmd"} and all((FOLDER / name).exists() for name in named)
    assert "`安装.cmd --quiet`" in manual and (ROOT / "install" / "build_wheelhouse.py").exists()
