"""Small wheels for tests: a package index of one's own."""

import os
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pip


def make_wheel(
    folder: Path, name: str, version: str, tag: str = "py3-none-any", files: Mapping[str, str] | None = None,
    requires: Sequence[str] = (), extras: Sequence[str] = (),
) -> Path:  # fmt: skip
    """A wheel with one module of its name, or with *files*; ``data/`` stands for the wheel's own data folder."""
    stem = f"{name}-{version}"
    path = folder / f"{stem}-{tag}.whl"
    metadata = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    metadata += [f"Provides-Extra: {extra}" for extra in extras] + [f"Requires-Dist: {one}" for one in requires]
    parts = {
        **{file.replace("data/", f"{stem}.data/data/"): text for file, text in (files or {f"{name}.py": ""}).items()},
        f"{stem}.dist-info/METADATA": "\n".join(metadata) + "\n",
        f"{stem}.dist-info/WHEEL": f"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    listed = [f"{file},," for file in [*parts, f"{stem}.dist-info/RECORD"]]
    parts[f"{stem}.dist-info/RECORD"] = "\n".join(listed) + "\n"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as package:
        for file, text in parts.items():
            package.writestr(file, text)
    return path


def pip_wheel(folder: Path) -> Path:
    """The pip that runs here, packed as the wheel that it once was."""
    source = Path(pip.__file__).parent
    path = make_wheel(folder, "pip", pip.__version__, files={})
    with zipfile.ZipFile(path, "a") as package:
        for file in source.rglob("*"):
            if file.is_file() and file.suffix != ".pyc":
                package.write(file, os.path.join("pip", file.relative_to(source)))
    return path
