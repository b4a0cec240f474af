"""The install commands decide rightly what to do; that they really install is seen by whoever runs them."""

import os
import sys

import pytest

from tests.support.scripts import fresh


@pytest.fixture
def environment(root):
    """A fresh copy of install/environment.py."""
    return fresh(root / "install" / "environment.py")


@pytest.fixture
def checkout(environment, monkeypatch, tmp_path):
    """A checkout of one's own, and a list of the steps that would have been taken."""
    steps = []
    (tmp_path / "perfeval_xl").mkdir()
    (tmp_path / "perfeval_xl" / "__init__.py").write_text("")
    (tmp_path / "pyproject.toml").write_text("first")
    monkeypatch.setattr(environment, "ROOT", str(tmp_path))

    def make(made):
        steps.append("make")
        os.makedirs(os.path.dirname(made.program("python")), exist_ok=True)
        open(made.program("python"), "w").close()

    monkeypatch.setattr(environment, "_make", make)
    monkeypatch.setattr(environment, "_install", lambda made, extra, editable: steps.append(f"install {extra}".strip()))
    return steps


def test_nothing_is_done_twice(environment, checkout):
    for extra in ("", "", "test", "test", ""):
        environment.prepared(extra)
    assert checkout == ["make", "install", "install test"]


def test_a_changed_project_is_installed_anew(environment, checkout, tmp_path):
    environment.prepared()
    (tmp_path / "pyproject.toml").write_text("second")
    environment.prepared()
    assert checkout == ["make", "install"] * 2


@pytest.mark.parametrize("home", ["", "/nowhere/at/all"])
def test_without_a_home_the_temporary_folder_serves(environment, monkeypatch, tmp_path, home):
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", home)
    monkeypatch.setattr(environment.tempfile, "gettempdir", lambda: str(tmp_path))
    asked = []
    monkeypatch.setattr(environment.os, "makedirs", only_under(str(tmp_path), asked))
    assert environment._cache() == str(tmp_path / "perfeval-xl")
    assert not any(path.startswith(os.path.join(os.sep, ".cache")) for path in asked)


def only_under(folder, asked):
    """``os.makedirs`` for a user who may write in *folder* alone; *asked* notes what was tried."""
    real = os.makedirs

    def makedirs(path, exist_ok=False):
        asked.append(path)
        if not path.startswith(folder):
            raise PermissionError(path)
        real(path, exist_ok=exist_ok)

    return makedirs


def test_an_old_python_is_told_so_kindly(environment, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert environment.main(lambda: pytest.fail("must not go on")) == 2
    assert "需要 Python 3.11 或更新的版本，现在是 3.9" in capsys.readouterr().err


def test_a_failed_installation_is_one_sentence(environment, capsys):
    with pytest.raises(environment.InstallError, match="检查网络"):
        environment._run([sys.executable, "-c", "raise SystemExit(1)"], "检查网络")


@pytest.mark.skipif(sys.platform == "win32", reason="no bash")
def test_ci_runs_the_test_command_of_the_readme(root):
    assert "exec python3 install/test.py" in (root / ".ci" / "run").read_text("utf-8")
    assert os.access(root / ".ci" / "run", os.X_OK)
    assert "python3 install/test.py" in (root / "README.md").read_text("utf-8")


@pytest.fixture
def system(root, monkeypatch):
    """A fresh copy of install/system.py, and the commands it would have run."""
    module = fresh(root / "install" / "system.py")
    module.commands = []

    def run(command, **_):
        module.commands.append(command)
        return module.subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(module.subprocess, "run", run)
    return module


def have(monkeypatch, system, *programs, user=0):
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}" if name in programs else None)
    monkeypatch.setattr(system.os, "geteuid", lambda: user, raising=False)


def test_programs_that_are_there_are_left_alone(system, monkeypatch, tmp_path):
    have(monkeypatch, system, *system.PROGRAMS, "apt-get")
    system.provide(tmp_path)
    assert system.commands == []


def test_missing_programs_come_through_apt(system, monkeypatch, tmp_path):
    have(monkeypatch, system, "apt-get")
    system.provide(tmp_path)
    assert [command[4] for command in system.commands] == ["update", "install"]
    assert "libreoffice-calc" in system.commands[1]


@pytest.mark.parametrize(("programs", "user"), [((), 0), (("apt-get",), 1000)])
def test_what_cannot_be_installed_is_said(system, monkeypatch, capsys, tmp_path, programs, user):
    have(monkeypatch, system, *programs, user=user)
    system.provide(tmp_path)
    assert system.commands == []
    assert capsys.readouterr().err.count("跳过") == 2


def test_the_validator_comes_through_npm_once(system, monkeypatch, tmp_path):
    have(monkeypatch, system, *system.PROGRAMS, "npm")
    (tmp_path / "node").mkdir()  # npm would make it
    system.provide(tmp_path)
    system.provide(tmp_path)
    (command,) = system.commands
    assert command[:4] == ["/usr/bin/npm", "install", "--prefix", str(tmp_path / "node")]
    assert command[-1] == "@ooxml-tools/validate@0.4.6"
