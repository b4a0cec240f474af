"""What is installed from a wheel, away from the checkout, does what the checkout does: the package has all it needs."""

import importlib.metadata
import shutil
import subprocess
import sys
import zipfile

import pytest

BUILD = "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"
# The command of the installed package, with XlsxWriter and calamine from where they are, and nothing else in reach.
PROGRAM = "import sys; sys.path[:0] = sys.argv[1:4]; from perfeval_xl.hosts.cli import main; sys.exit(main(sys.argv[4:]))"


@pytest.fixture(scope="module")
def installed(root, tmp_path_factory):
    """The folder into which a wheel built from a copy of the sources was unpacked."""
    if int(importlib.metadata.version("setuptools").partition(".")[0]) < 71:
        pytest.skip("setuptools is older than the extra “test” asks for: no wheel was built")
    folder = tmp_path_factory.mktemp("wheel")
    source, out, target = folder / "source", folder / "out", folder / "别处 的"
    shutil.copytree(root / "perfeval_xl", source / "perfeval_xl", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, source)
    done = subprocess.run([sys.executable, "-c", BUILD, str(out)], cwd=source, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-2000:]
    with zipfile.ZipFile(out / done.stdout.split()[-1]) as wheel:
        wheel.extractall(target)
    return target


@pytest.fixture(scope="module")
def reached(tmp_path_factory):
    """A folder with XlsxWriter alone, and one with the one thing that every installation has."""
    folders = []
    for name in ("XlsxWriter", "python-calamine"):
        folders.append(tmp_path_factory.mktemp(name))
        for file in importlib.metadata.files(name):
            if ".." not in file.parts and "__pycache__" not in file.parts:
                (folders[-1] / file.parent).mkdir(parents=True, exist_ok=True)
                shutil.copy(file.locate(), folders[-1] / file)
    return folders


def run(installed, reached, folder, *arguments):
    # -S: no site-packages, so neither xlwings nor the checkout; -I: nothing of the environment either.
    isolated = [sys.executable, "-I", "-S", "-X", "utf8", "-c", PROGRAM]
    command = [*isolated, str(installed), *map(str, reached), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")


@pytest.mark.parametrize("kind", ["xlsm", "xlsx"])
def test_an_installed_wheel_writes_the_same_template_to_the_byte(kind, installed, reached, command, tmp_path):
    arguments = ("--year", "2024", "--profile", "zhuzhou-2024")
    done = run(installed, reached, tmp_path, "template", "-o", f"别处的.{kind}", *arguments)
    assert done.returncode == 0, done.stderr
    assert command("template", "-o", f"这里的.{kind}", *arguments).code == 0
    assert (tmp_path / f"别处的.{kind}").read_bytes() == (tmp_path / f"这里的.{kind}").read_bytes()


def test_an_installed_wheel_checks_a_workbook_as_the_checkout_does(installed, reached, command, examples, tmp_path):
    path = examples / "zhuzhou-2024.xlsx"
    done = run(installed, reached, tmp_path, "check", str(path), "--format", "json")
    assert (done.returncode, done.stdout) == command("check", path, "--format", "json")[:2]
