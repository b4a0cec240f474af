"""install/libreoffice.py says in one sentence what is in the way; that it installs is seen in tests/hosts/calc_extension."""

import os
import subprocess

import pytest

from tests.support.scripts import fresh


@pytest.fixture
def installer(root):
    return fresh(root / "install" / "libreoffice.py")


@pytest.fixture
def office(installer, tmp_path, monkeypatch):
    """A LibreOffice in which nothing is missing, and an ordinary user."""
    folder = tmp_path / "program"
    folder.mkdir()
    for name in ("unopkg", "soffice", "pythonloader.py", "pythonscript.py"):
        (folder / name).write_text("")
    (folder / "python-core-3.11.9").mkdir()
    monkeypatch.setattr(installer.os, "geteuid", lambda: 1000, raising=False)
    return installer.Office(str(folder))


@pytest.fixture
def profile(tmp_path):
    folder = tmp_path / "profile"
    folder.mkdir()
    return str(folder)


def refusal(installer, office, profile) -> str:
    with pytest.raises(installer.NotPossible) as why:
        installer.require_ready(office, profile)
    said = str(why.value)
    assert said.endswith("。") and "\n" not in said
    return said


def test_nothing_is_in_the_way(installer, office, profile):
    installer.require_ready(office, profile)


@pytest.mark.parametrize(
    ("file", "package"), [("pythonloader.py", "python3-uno"), ("pythonscript.py", "libreoffice-script-provider-python")]
)
def test_a_part_for_python_is_missing(installer, office, profile, file, package):
    os.remove(os.path.join(office.folder, file))
    assert f"sudo apt install {package}" in refusal(installer, office, profile)


def test_its_python_is_too_old(installer, office, profile):
    os.rename(os.path.join(office.folder, "python-core-3.11.9"), os.path.join(office.folder, "python-core-3.8.20"))
    said = refusal(installer, office, profile)
    assert "是 3.8" in said and "3.11 以上" in said


def test_root_is_refused(installer, office, profile, monkeypatch):
    monkeypatch.setattr(installer.os, "geteuid", lambda: 0, raising=False)
    assert "不要加 sudo" in refusal(installer, office, profile)
    with pytest.raises(installer.NotPossible, match="root"):
        installer.remove(office, profile)


def test_libreoffice_is_running(installer, office, profile, monkeypatch):
    with open(os.path.join(profile, ".lock"), "w"):
        pass
    monkeypatch.setattr(installer.os.path, "isdir", lambda path: False)
    answers = iter(["bash\nsoffice.bin\n", "bash\n"])
    monkeypatch.setattr(installer, "_answer", lambda command: next(answers))
    if os.name != "nt":
        assert "正开着" in refusal(installer, office, profile)
        installer.require_ready(office, profile)  # a lock that was left behind


def test_none_is_installed(installer, monkeypatch):
    monkeypatch.setattr(installer, "_usual_folders", lambda environment: [])
    monkeypatch.setattr(installer, "_BOXED", {})
    with pytest.raises(installer.NotPossible, match="没有找到 LibreOffice"):
        installer.found({"PATH": ""})


@pytest.mark.parametrize("kind", ["Snap", "Flatpak"])
def test_kinds_into_which_nothing_can_be_put(installer, monkeypatch, tmp_path, kind):
    monkeypatch.setattr(installer, "_usual_folders", lambda environment: [])
    monkeypatch.setattr(installer, "_BOXED", {kind: (str(tmp_path),)})
    with pytest.raises(installer.NotPossible, match=f"{kind} 版.*扩展管理器"):
        installer.found({"PATH": ""})


def test_where_windows_has_it(installer, monkeypatch):
    monkeypatch.setattr(installer.os, "name", "nt")
    folders = installer._usual_folders({"ProgramFiles": "C:/Program Files", "ProgramFiles(x86)": "C:/Program Files (x86)"})
    assert [folder.replace("\\", "/") for folder in folders] == [
        "C:/Program Files/LibreOffice/program", "C:/Program Files (x86)/LibreOffice/program"
    ]  # fmt: skip
    assert installer.Office("C:/x").program("unopkg").endswith("unopkg.com")


def test_what_unopkg_says_is_handed_on(installer, office, profile, monkeypatch):
    told = subprocess.CompletedProcess([], 1, "", "ERROR: 磁盘\n 已满\n")
    monkeypatch.setattr(installer, "_run", lambda *arguments: told)
    with pytest.raises(installer.NotPossible, match="ERROR: 磁盘 已满；请在 LibreOffice 里点"):
        installer.install(office, profile)


def test_unopkg_that_hangs_is_ended(installer, office, profile, monkeypatch):
    def hang(*arguments, **named):
        raise subprocess.TimeoutExpired("unopkg", 1)

    monkeypatch.setattr(installer.subprocess, "run", hang)
    with pytest.raises(installer.NotPossible, match="没有反应"):
        installer.is_installed(office, profile)


def test_the_command_says_it_in_one_line(installer, monkeypatch, capsys):
    monkeypatch.setattr(installer, "_usual_folders", lambda environment: [])
    monkeypatch.setattr(installer, "_BOXED", {})
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(installer.found, "__defaults__", ({"PATH": ""},))
    assert installer.main([]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1
