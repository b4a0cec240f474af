"""The Python of one's own, made for real: a virtual environment, pip run from its wheel, a portable Python copied."""

import subprocess
import sys
from pathlib import Path

import pytest
from perfeval_setup.carried import Carried
from perfeval_setup.errors import SetupError
from perfeval_setup.installing import Installation
from perfeval_setup.runtime import Runtime, copy_portable

from tests.install.wheel_files import make_wheel, pip_wheel
from tests.install.windows_machine import VERSION, Windows, purpose, sums


class WithPython(Windows):
    """Here programs are started, but for the shortcut; an environment gets the names that it has on Windows."""

    def run(self, command, show=False):
        if purpose(command) == "shortcut":
            return super().run(command, show)
        self.started.append(purpose(command))
        done = subprocess.run(command, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)
        if purpose(command) == "venv":
            scripts = Path(self.home, "runtime", "Scripts")
            scripts.mkdir()
            for name in ("python.exe", "pythonw.exe"):
                (scripts / name).symlink_to("../bin/python")
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def machine(tmp_path):
    return WithPython(tmp_path / "C" / "用户 张三")


@pytest.fixture
def wheels(carried):
    """Wheels that are installed as the real ones are, the DLLs of xlwings into the folder of the environment."""
    folder = carried / "wheels"
    for path in folder.iterdir():
        path.unlink()
    pip_wheel(folder)
    modules = ["__init__", "hosts/__init__", "hosts/cli", "io/__init__", "io/reader"]
    files = {**{f"perfeval_xl/{name}.py": "" for name in modules}, "perfeval_xl/__main__.py": "raise SystemExit(7)"}
    requires = ['xlwings==0.37.8; extra == "excel"', 'XlsxWriter>=3; extra == "template"']
    make_wheel(folder, "perfeval_xl", VERSION, files=files, requires=requires, extras=("excel", "template"))
    make_wheel(folder, "xlsxwriter", "3.3.1")
    dlls = {f"data/xlwings{bits}-0.37.8.dll": "a DLL" for bits in (64, 32)}
    make_wheel(folder, "xlwings", "0.37.8", files={"xlwings/__init__.py": "", **dlls})
    sums(carried)
    return folder


def test_everything_comes_from_the_carried_wheels(machine, carried, wheels, monkeypatch):
    """Whatever index, options and modules the user has set up for a Python of their own."""
    monkeypatch.setenv("PIP_INDEX_URL", "https://nowhere.invalid/simple")
    monkeypatch.setenv("PIP_TARGET", str(carried))
    monkeypatch.setenv("PYTHONPATH", str(carried))
    assert Installation(machine, Carried(str(carried)), print).install("none") == 7, "doctor's own answer"
    runtime = Path(machine.home, "runtime")
    assert (runtime / "xlwings64-0.37.8.dll").read_text() == "a DLL"
    (package,) = runtime.glob("lib/python3*/site-packages/perfeval_xl")
    assert package.is_dir() and not list(runtime.glob("lib/python3*/site-packages/pip"))


def test_the_dlls_are_found_where_the_installed_wheel_has_none(windows, carried):
    """The wheel of xlwings for every platform, which a Python of 32 bits gets, leaves them out."""
    windows.dlls = ()
    dlls = {f"data/xlwings{bits}-0.37.8.dll": "a DLL" for bits in (64, 32)}
    make_wheel(carried / "wheels", "xlwings", "0.37.8")
    make_wheel(carried / "wheels", "xlwings", "0.37.8", tag="cp311-cp311-win_amd64", files=dlls)
    Runtime(windows.home, windows).replace(Carried(str(carried)))
    found = {path.name: path.read_text() for path in Path(windows.home, "runtime").glob("*.dll")}
    assert found == {"xlwings64-0.37.8.dll": "a DLL", "xlwings32-0.37.8.dll": "a DLL"}


def test_a_missing_wheel_is_named(machine, carried, wheels):
    (wheels / "xlsxwriter-3.3.1-py3-none-any.whl").unlink()
    with pytest.raises(SetupError, match="程序没有装进去.*XlsxWriter"):
        Runtime(machine.home, machine).replace(Carried(str(carried)))


@pytest.fixture
def portable(tmp_path):
    """The files of an embeddable Python that matter here."""
    folder = tmp_path / "U盘" / "python"
    (folder / "__pycache__").mkdir(parents=True)
    for name in ("python.exe", "pythonw.exe", "python312.dll", "python312.zip"):
        (folder / name).touch()
        (folder / name).chmod(0o444)  # as on a disc
    text = "python312.zip\n.\n\n# Uncomment to run site.main() automatically\n#import site\n"
    (folder / "python312._pth").write_text(text)
    return folder


def test_a_portable_python_is_made_to_find_packages(portable, tmp_path):
    copy_portable(str(portable), str(tmp_path / "runtime"))
    made = tmp_path / "runtime"
    lines = (made / "python312._pth").read_text().splitlines()
    assert lines[:2] == ["python312.zip", "."] and lines[-1] == "import site" and "#import site" not in lines
    assert not (made / "__pycache__").exists() and (made / "python.exe").stat().st_mode & 0o200
    assert "#import site" in (portable / "python312._pth").read_text()
    copy_portable(str(made), str(tmp_path / "again"))
    assert (tmp_path / "again" / "python312._pth").read_text() == (made / "python312._pth").read_text()


def test_the_set_up_run_by_a_portable_python_copies_it(windows, carried, portable, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(portable / "python.exe"))
    Installation(windows, Carried(str(carried)), print).install("none")
    assert windows.started[0] == "pip" and Path(windows.home, "runtime", "python312.dll").exists()
    assert str(Path(windows.home, "runtime", "pythonw.exe")).encode("gbk") in Path(windows.settings).read_bytes()
