"""A stand-in for the Windows that the set-up installs to, and for the folder that is carried there."""

import hashlib
import json
import os
import shutil
from pathlib import Path

from perfeval_setup.carried import this_python
from perfeval_setup.installing import uninstall
from perfeval_setup.machine import Machine

ROOT = Path(__file__).resolve().parents[2]
VERSION = "0.1.0"
DLLS = ("xlwings64-0.37.8.dll", "xlwings32-0.37.8.dll")


class Windows(Machine):
    """Programs are not started but noted by what they are for; what they would leave behind is there afterwards."""

    def __init__(self, user: Path):
        roaming = user / "AppData" / "Roaming"
        for folder in (user / "Desktop", roaming / "Microsoft" / "Windows" / "SendTo", user / "AppData" / "Local"):
            folder.mkdir(parents=True)
        super().__init__(
            {"USERPROFILE": str(user), "APPDATA": str(roaming), "LOCALAPPDATA": str(user / "AppData" / "Local")}
        )
        self.user = user
        self.started: list[str] = []
        self.failing = ""  # what a program that fails is for
        self.held: set[str] = set()  # names of files that Excel holds
        self.short_names: dict[str, str] = {}
        self.encoding = "gbk"
        self.dlls = DLLS  # that come with the installed wheel of xlwings

    def run(self, command, show=False):
        what = purpose(command)
        self.started.append(what)
        if what == self.failing:
            return 1, f"Traceback …\n{what} 出错的原因\n"
        runtime = Path(self.home) / "runtime"
        if what == "venv":
            (runtime / "Scripts").mkdir(parents=True)
            for name in ("python.exe", "pythonw.exe"):
                (runtime / "Scripts" / name).touch()
        elif what == "pip":
            (runtime / "installed.txt").write_text(command[-1])
            for name in self.dlls:
                (runtime / name).touch()
        elif what == "shortcut":
            link, *rest = command[3:]
            Path(link).write_text("\n".join(rest), encoding="utf-8")
        return 0, ""

    def in_use(self, path):
        return os.path.basename(path) in self.held

    def short(self, path):
        return self.short_names.get(path, path)

    def code_page(self):
        return self.encoding

    def files(self) -> set[str]:
        """Every file and folder of the user."""
        return {str(path.relative_to(self.user)) for path in self.user.rglob("*")}


def purpose(command) -> str:
    """What a program that the set-up starts is for."""
    signs = {"venv": "--without-pip", "pip": "--no-index", "doctor": "doctor"}
    found = [what for what, sign in signs.items() if sign in command]
    if not found and command[2].endswith("shortcut.py"):
        return "shortcut"
    return found[0] if found else "trial"


def carried_folder(folder: Path) -> Path:
    """What build_wheelhouse.py makes, with empty wheels."""
    shutil.copytree(ROOT / "install" / "windows" / "setup", folder / "setup", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("wheels/pip-26.3-py3-none-any.whl", "files/perfeval.xlam", "files/绩效自评模板.xlsx"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(f"the bytes of {name}".encode())
    contents = {"version": VERSION, "targets": [this_python()]}
    (folder / "contents.json").write_text(json.dumps(contents))
    sums(folder)
    return folder


def sums(folder: Path) -> None:
    """Write the list of what is in the folder now."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "SHA256SUMS"]
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in paths]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def removed(windows: Windows) -> list[str]:
    """What run.cmd does afterwards included; the files that were kept."""
    kept = uninstall(windows, lambda said: None)
    for name in ("runtime", "setup"):
        for path in sorted((Path(windows.home) / name).rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        (Path(windows.home) / name).rmdir()
    Path(windows.home).rmdir()
    return list(kept)
