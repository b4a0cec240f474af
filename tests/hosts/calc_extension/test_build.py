"""The extension's file: made anew it is the same, and holds what LibreOffice's own Python needs and nothing of tests."""

import io
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

import pytest

import perfeval_xl
from perfeval_xl.hosts.buttons import BUTTONS
from perfeval_xl.hosts.libreoffice import EXTENSION, PACKAGE
from tests.architecture.sources import ROOT
from tests.support.scripts import fresh

OXT = ROOT / "workbooks" / PACKAGE
ITEMS = "{http://openoffice.org/2001/registry}name"


@pytest.fixture(scope="module")
def build():
    return fresh(ROOT / "install" / "build_oxt.py")


@pytest.fixture(scope="module")
def package():
    with zipfile.ZipFile(OXT) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_committed_file_is_fresh(build):
    """Made anew with: python install/build_oxt.py"""
    assert OXT.read_bytes() == build.built(), f"{PACKAGE} is stale: python install/build_oxt.py"


def test_a_stale_one_is_noticed(build, monkeypatch, capsys):
    monkeypatch.setattr(build, "built", lambda: b"")
    assert build.main(["--check"]) == 1
    assert "python install/build_oxt.py" in capsys.readouterr().err


def test_every_part_that_the_manifest_names_is_there(package):
    manifest = ElementTree.fromstring(package["META-INF/manifest.xml"])
    paths = [entry.get("{http://openoffice.org/2001/manifest}full-path") for entry in manifest]
    assert all(any(name == path or name.startswith(f"{path}/") for name in package) for path in paths)
    for name, data in package.items():
        if name.endswith((".xml", ".xcu")):
            ElementTree.fromstring(data)


def test_identifier_and_version(package):
    description = ElementTree.fromstring(package["description.xml"])
    values = {node.tag.rpartition("}")[2]: node.get("value") for node in description}
    assert (values["identifier"], values["version"]) == (EXTENSION, perfeval_xl.__version__)


def test_menu_and_toolbar_call_every_script(package):
    addons, scripts = package["Addons.xcu"].decode(), package["python/perf_macros.py"].decode()
    for button in BUTTONS:
        assert addons.count(f"perf_macros.py${button.function}?") == 2
        assert addons.count(button.label) >= 4
        assert scripts.count(f"def {button.function}(*event):\n") == 1
    compile(scripts, "perf_macros.py", "exec")


def test_nothing_else_is_in_it(package):
    others = [name for name in package if name.startswith("pythonpath/") and not name.endswith((".py", ".toml"))]
    assert others == []
    assert not any("/tests/" in name or "__pycache__" in name for name in package)
    assert not any("registration" in name or "/extension.py" in name for name in package)


def test_what_is_in_it_works_by_itself(tmp_path, package):
    """Without our dependencies, and with no other copy of the package in sight."""
    with zipfile.ZipFile(io.BytesIO(OXT.read_bytes())) as archive:
        archive.extractall(tmp_path)
    code = (
        "import sys; sys.path.insert(0, 'pythonpath')\n"
        "import perfeval_xl\n"
        "from perfeval_xl import macros\n"
        "from perfeval_xl.functions import FUNCTIONS, Caller, Workbook, call\n"
        "from perfeval_xl.io.reader import read_book\n"
        f"book = read_book({str(ROOT / 'workbooks' / 'examples' / 'zhuzhou-2024.xlsx')!r})\n"
        "print(len(call('PERF_CHECK', (), Caller(Workbook(book), '整体自评表', 0, 0))) > 3, perfeval_xl.__file__)\n"
        "print(call('PERF_RULE', ('F01',)), len(macros.BUTTONS))\n"
        "print(sorted({'openpyxl', 'xlwings', 'python_calamine', 'pandas', 'numpy'} & set(sys.modules)))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stderr
    first, second, third = ran.stdout.splitlines()
    assert first.startswith("True pythonpath") or str(tmp_path) in first
    assert second.startswith("执行率") and second.endswith(str(len(BUTTONS)))
    assert third == "[]"
