"""Layers point one way, the inner ones stand on the standard library, and a check loads nothing heavy."""

import subprocess
import sys

import pytest
from importlinter.cli import lint_imports

from tests.architecture.sources import ROOT, imported, modules, name_of

STANDARD_LIBRARY_ONLY = ("core", "domain", "recognition", "rules", "functions")
HEAVY = ("pandas", "openpyxl", "xlwings", "numpy", "dataclasses", "inspect", "pathlib", "zipfile", "argparse", "json")


def test_layers_point_one_way(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(str(ROOT))
    broken = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert not broken, capsys.readouterr().out


@pytest.mark.parametrize("path", modules(*STANDARD_LIBRARY_ONLY), ids=name_of)
def test_inner_layers_import_the_standard_library_only(path):
    assert imported(path) <= sys.stdlib_module_names


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_only_io_knows_calamine(path):
    if path.parent.name != "io":
        assert "python_calamine" not in imported(path)


def test_checking_a_workbook_loads_nothing_heavy(examples):
    """The Python call, all rules run; the command line adds argparse, and JSON json."""
    example = sorted(examples.glob("*.xlsx"))[0]
    program = (
        f"import sys, perfeval_xl\n"
        f"perfeval_xl.check({str(example)!r})\n"
        f"print(*(name for name in {HEAVY} if name in sys.modules))"
    )
    command = [sys.executable, "-S", "-c", with_site_packages(program)]
    out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (out.stdout.split(), out.stderr) == ([], "")


def with_site_packages(program: str) -> str:
    """For ``python -S``: what .pth files of an environment import would count as ours otherwise."""
    return f"import sys; sys.path[:0] = {[path for path in sys.path if path]!r}\n{program}"


def test_importing_the_package_loads_none_of_its_layers():
    program = "import sys, perfeval_xl; print(*(name for name in sys.modules if name.startswith('perfeval_xl.')))"
    out = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert out.stdout.split() == []
