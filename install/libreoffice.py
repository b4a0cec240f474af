"""Install the extension into the LibreOffice of the current user, or remove it.

    python3 install/libreoffice.py                install it, or replace an older one
    python3 install/libreoffice.py --remove       remove it
    python3 install/libreoffice.py --profile DIR  for a LibreOffice that is started with -env:UserInstallation=DIR

Standard library only. Exit code 0 when it is done, 2 with one sentence when not.
"""

from __future__ import annotations

import argparse
import glob
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
IDENTIFIER = "cn.perfeval.xl"
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
EXTENSION = os.path.join(ROOT, "workbooks", "perfeval.oxt")
_SECONDS = 180
_BY_HAND = "请在 LibreOffice 里点“工具—扩展管理器—添加”，选 workbooks 文件夹里的 perfeval.oxt"
_BOXED = {  # kinds whose programs do not run from outside → where they lie
    "Snap": ("/snap/libreoffice", "/var/snap/libreoffice"),
    "Flatpak": (
        "/var/lib/flatpak/app/org.libreoffice.LibreOffice",
        "~/.local/share/flatpak/app/org.libreoffice.LibreOffice",
    ),
}


class NotPossible(Exception):
    """The extension could not be installed or removed; ``str()`` is one sentence: why, and what to do."""


class Office:
    """A LibreOffice that is installed: the folder of its programs."""

    def __init__(self, folder: str):
        self.folder = folder

    def program(self, name: str) -> str:
        return os.path.join(self.folder, f"{name}.com" if os.name == "nt" else name)

    def missing_parts(self) -> list[str]:
        """What of Python is not there: "python3-uno", "libreoffice-script-provider-python", by their names in Debian."""
        parts = {"python3-uno": "pythonloader.py", "libreoffice-script-provider-python": "pythonscript.py"}
        return [name for name, file in parts.items() if not os.path.exists(os.path.join(self.folder, file))]

    def python_version(self) -> tuple[int, ...] | None:
        """Of its own Python, or of the system's where it has none; None where that cannot be found out."""
        own = glob.glob(os.path.join(self.folder, "python-core-*"))
        if own:
            return _numbers(os.path.basename(own[0]))
        system = "/usr/bin/python3"
        return _numbers(_answer([system, "--version"])) if os.path.exists(system) else None


def found(environment=os.environ) -> Office:
    """The LibreOffice of this machine: on the path, or where it is usually installed. Raises NotPossible."""
    on_path = shutil.which("soffice", path=environment.get("PATH"))  # unopkg there may be a script that calls another
    folders = [os.path.dirname(os.path.realpath(on_path))] if on_path else []
    for folder in [*folders, *_usual_folders(environment)]:
        if os.path.exists(Office(folder).program("unopkg")):
            return Office(folder)
    for kind, places in _BOXED.items():
        if any(os.path.exists(os.path.expanduser(place)) for place in places):
            raise NotPossible(f"这里的 LibreOffice 是 {kind} 版，不能从外面给它装扩展，{_BY_HAND}。")
    raise NotPossible("没有找到 LibreOffice，请先安装（Debian、Ubuntu：sudo apt install libreoffice-calc），再运行一次。")


def _usual_folders(environment) -> list[str]:
    if os.name == "nt":
        roots = [environment.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")]
        return [os.path.join(root, "LibreOffice", "program") for root in roots if root]
    patterns = (
        "/usr/lib*/libreoffice/program",
        os.path.join(os.sep, "opt", "libreoffice*", "program"),  # as The Document Foundation packs it
        "/Applications/LibreOffice.app/Contents/MacOS",
    )
    return [folder for pattern in patterns for folder in sorted(glob.glob(pattern), reverse=True)]


def require_ready(office: Office, profile: str) -> None:
    """Raises NotPossible where the extension would not work, or LibreOffice lets nothing be installed now."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        raise NotPossible("LibreOffice 不让 root 用户装扩展，请用平时登录的用户运行，不要加 sudo。")
    missing = office.missing_parts()
    if missing:
        raise NotPossible(
            f"LibreOffice 缺少运行 Python 扩展的部件：{'、'.join(missing)}，"
            f"请先安装（Debian、Ubuntu：sudo apt install {' '.join(missing)}），再运行一次。"
        )
    version = office.python_version()
    if version is not None and version < OLDEST:
        wanted, there = (".".join(map(str, one[:2])) for one in (OLDEST, version))
        raise NotPossible(f"LibreOffice 用的 Python 是 {there}，本扩展要 {wanted} 以上，请换用较新的 LibreOffice 后再运行。")
    if is_running(profile):
        raise NotPossible("LibreOffice 正开着，请关掉它的所有窗口（任务栏里的快速启动也要退出），再运行一次。")


def is_running(profile: str) -> bool:
    """Whether a LibreOffice runs with this profile: its lock may have been left behind, so a process must be there too."""
    if not os.path.exists(os.path.join(profile, ".lock")):
        return False
    if os.name == "nt":
        return "soffice.bin" in _answer(["tasklist", "/FI", "IMAGENAME eq soffice.bin"])
    if os.path.isdir("/proc/self"):
        return any(_first_line(path).startswith("soffice") for path in glob.glob("/proc/[0-9]*/comm"))
    return "soffice" in _answer(["ps", "-A", "-o", "comm="])


def default_profile() -> str:
    """Where LibreOffice keeps what belongs to the user."""
    home = os.path.expanduser("~")
    if os.name == "nt":
        return os.path.join(os.environ.get("APPDATA", home), "LibreOffice", "4")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Application Support", "LibreOffice", "4")
    return os.path.join(os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config"), "libreoffice", "4")


def install(office: Office, profile: str) -> str:
    """Install the extension; returns what to tell the user. Raises NotPossible."""
    if not os.path.exists(EXTENSION):
        raise NotPossible("没有找到 workbooks 文件夹里的 perfeval.oxt，请把本工具完整地下载或解压后再运行。")
    require_ready(office, profile)
    _unopkg(office, profile, "add", "--force", "--suppress-license", EXTENSION)
    if not is_installed(office, profile):
        raise NotPossible(f"LibreOffice 没有报错，但扩展没有装上，{_BY_HAND}。")
    return "扩展装好了：重新打开 LibreOffice，表格窗口里有“绩效自评”菜单和工具栏，单元格里可以用 PERF_ 函数。"


def remove(office: Office, profile: str) -> str:
    """Remove the extension; returns what to tell the user. Raises NotPossible."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        raise NotPossible("LibreOffice 不让 root 用户动扩展，请用平时登录的用户运行，不要加 sudo。")
    if is_running(profile):
        raise NotPossible("LibreOffice 正开着，请关掉它的所有窗口，再运行一次。")
    if not is_installed(office, profile):
        return "没有装过这个扩展，不用卸。"
    _unopkg(office, profile, "remove", IDENTIFIER)
    return "扩展已经卸下，表格里的数据没有动；PERF_ 函数的格子会显示 #NAME?。"


def is_installed(office: Office, profile: str) -> bool:
    return _run(office, profile, "list", IDENTIFIER).returncode == 0


def _unopkg(office: Office, profile: str, *arguments: str) -> None:
    done = _run(office, profile, *arguments)
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split()) or f"退出码 {done.returncode}"
        raise NotPossible(f"LibreOffice 没有做成：{said[:300]}；{_BY_HAND}。")


def _run(office: Office, profile: str, command: str, *arguments: str) -> subprocess.CompletedProcess:
    where = f"-env:UserInstallation={Path(profile).absolute().as_uri()}"
    try:
        return subprocess.run(
            [office.program("unopkg"), command, where, *arguments],
            capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise NotPossible(f"LibreOffice 的 unopkg 过了 {_SECONDS} 秒没有反应，请关掉 LibreOffice 的所有窗口后再运行。") from None
    except OSError as error:
        raise NotPossible(f"启动不了 {office.program('unopkg')}（{error.strerror}），请重新安装 LibreOffice。") from None


def _answer(command: list[str]) -> str:
    """What a program of the system prints; nothing where it is not there."""
    try:
        return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False).stdout
    except OSError:
        return ""


def _first_line(path: str) -> str:
    """Of a small file; nothing where it is gone meanwhile."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.readline()
    except OSError:
        return ""


def _numbers(text: str) -> tuple[int, ...] | None:
    version = re.search(r"(\d+)\.(\d+)", text)
    return tuple(map(int, version.groups())) if version else None


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="把绩效自评扩展装进 LibreOffice，或卸下")
    parser.add_argument("--remove", action="store_true", help="卸下扩展")
    parser.add_argument("--profile", default=default_profile(), metavar="DIR", help="LibreOffice 的用户配置文件夹")
    given = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a console that cannot print a character prints a question mark
    try:
        print((remove if given.remove else install)(found(), given.profile))
    except NotPossible as why:
        print(why, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
