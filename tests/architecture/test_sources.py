"""What every source file keeps to."""

import ast
import re
import subprocess

import pytest

from tests.architecture.sources import PACKAGE, ROOT, modules, name_of, tree

LONGEST = 300  # lines
# Absolute paths of somebody's machine; the file system's own (/dev/null, /usr/bin/env) are none.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|tmp|work|Users|opt)/[\w.]|\b[A-Z]:\\\\?Users\b")
PYTHON = sorted(
    path for folder in ("perfeval_xl", "tests", "install", "tools", "workbooks") for path in (ROOT / folder).rglob("*.py")
)


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_a_file_is_short_enough_to_read(path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_every_module_and_public_class_says_what_it_is_for(path):
    public = [node for node in tree(path).body if isinstance(node, ast.ClassDef) and node.name[0] != "_"]
    silent = [getattr(node, "name", "the module") for node in (tree(path), *public) if not ast.get_docstring(node)]
    assert silent == []


@pytest.mark.parametrize("path", modules("core", "domain", "recognition", "rules"), ids=name_of)
def test_amounts_and_scores_never_pass_through_float(path):
    calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    called = {function.id for function in calls if isinstance(function, ast.Name)}
    assert "float" not in called or path.name in ("run.py", "money.py"), "only the JSON view and the one door may"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_nothing_is_left_to_do_later(path):
    assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", path.read_text("utf-8"))


def test_no_file_names_a_path_of_somebodys_machine():
    found = []
    for path in text_files():
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if MACHINE_PATH.search(line) and path.name != "test_sources.py":
                found.append(f"{name_of(path)}:{number}: {line.strip()}")
    assert found == []


def test_package_data_is_installed():
    """Everything in the package that is not Python stands in pyproject's package-data."""
    patterns = ("profiles/**/*.toml", "rules/**/*.toml", "report/*.json", "hosts/excel/vbaProject.bin")
    declared = {path for pattern in patterns for path in PACKAGE.glob(pattern)}
    present = {path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert present == declared
    assert all(f'"{pattern}"' in (ROOT / "pyproject.toml").read_text("utf-8") for pattern in patterns)


def text_files():
    """Files under version control, or about to be, that are text."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True)
    if names.returncode:
        pytest.skip("NOT CHECKED: this is no git checkout, so there is no list of its files")
    suffixes = (".py", ".toml", ".md", ".json", ".txt", ".cfg", "")
    paths = (ROOT / name for name in names.stdout.splitlines())
    return [path for path in paths if path.suffix in suffixes and path.is_file()]
