"""Build ``workbooks/perfeval.oxt``, the extension for LibreOffice: the add-in, its buttons, and the package in it.

    python install/build_oxt.py [OUT.oxt]
    python install/build_oxt.py --check      says whether the committed file is stale, and exits 1 if it is

Standard library only. Of the package goes in what the extension's two entries import, and the data beside it. The same
sources always give the same bytes: nothing is compressed, because versions of zlib differ in what they make.
"""

from __future__ import annotations

import ast
import os
import sys
import zipfile
from io import BytesIO

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OUT = os.path.join("workbooks", "perfeval.oxt")
_SOURCES = os.path.join(ROOT, "workbooks", "libreoffice")
_PACKAGE = "perfeval_xl"
_ENTRIES = ("perfeval_xl.hosts.libreoffice.component", "perfeval_xl.hosts.libreoffice.scripts")
_DATA = (".toml",)
# Path in the extension → file of workbooks/libreoffice.
_PARTS = {
    "META-INF/manifest.xml": "manifest.xml",
    "description.xml": "description.xml",
    "XPerfEval.idl": "XPerfEval.idl",
    "CalcAddIns.xcu": "CalcAddIns.xcu",
    "Addons.xcu": "Addons.xcu",
    "CalcWindowState.xcu": "CalcWindowState.xcu",
    "Jobs.xcu": "Jobs.xcu",
    "perf_component.py": "perf_component.py",
    "python/perf_macros.py": "perf_macros.py",
}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_ORDINARY_FILE = 0o100644 << 16


def built() -> bytes:
    """The extension."""
    files = {path: os.path.join(_SOURCES, name) for path, name in _PARTS.items()}
    files |= {f"pythonpath/{path}": os.path.join(ROOT, *path.split("/")) for path in package_files()}
    files["LICENSE"] = os.path.join(ROOT, "LICENSE")
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in [*_PARTS, *sorted(files.keys() - _PARTS.keys())]:
            entry = zipfile.ZipInfo(path, _LONG_AGO)
            entry.create_system, entry.external_attr = 3, _ORDINARY_FILE
            with open(files[path], "rb") as file:
                archive.writestr(entry, file.read().replace(b"\r\n", b"\n"))
    return out.getvalue()


def package_files() -> list[str]:
    """The files of the package that the extension needs, as ``perfeval_xl/core/book.py``."""
    found: dict[str, str] = {}
    waiting = list(_ENTRIES)
    while waiting:
        module = waiting.pop()
        if module in found:
            continue
        path = _path_of(module)
        if path is not None:
            found[module] = path
            waiting += _imports(module, path)
    folders = {os.path.dirname(path) for path in found.values()} | {f"{_PACKAGE}/profiles", f"{_PACKAGE}/profiles/laws"}
    data = [
        f"{folder}/{name}"
        for folder in folders
        for name in os.listdir(os.path.join(ROOT, folder))
        if name.endswith(_DATA)
    ]
    return sorted({*found.values(), *data})


def _path_of(module: str) -> str | None:
    """The file of a module of the package; None for what is none: a name in a module, or somebody else's."""
    path = module.replace(".", "/")
    if module.partition(".")[0] != _PACKAGE:
        return None
    return next((one for one in (f"{path}.py", f"{path}/__init__.py") if os.path.exists(os.path.join(ROOT, one))), None)


def _imports(module: str, path: str):
    """What a module imports, inside functions too, with the packages around each and the names that may be modules."""
    package = module if path.endswith("/__init__.py") else module.rpartition(".")[0]
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        tree = ast.parse(file.read())
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            around = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            origin = ".".join([*around, *filter(None, [node.module])])
            names = [origin, *(f"{origin}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            parts = name.split(".")
            yield from (".".join(parts[:length]) for length in range(1, len(parts) + 1))


def main(arguments: list[str]) -> int:
    made = built()
    if "--check" in arguments:
        path = os.path.join(ROOT, OUT)
        if os.path.exists(path):
            with open(path, "rb") as file:
                if file.read() == made:
                    return 0
        print(f"stale: {OUT}; run python install/build_oxt.py", file=sys.stderr)
        return 1
    path = arguments[0] if arguments else os.path.join(ROOT, OUT)
    with open(path, "wb") as file:
        file.write(made)
    print(os.path.basename(path))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
