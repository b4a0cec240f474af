"""The virtual environment of a checkout (虚拟环境): where it lies, what is in it, and when it must be made anew.

Standard library only: it runs before anything is installed. Used by ``run.py`` and ``test.py`` beside it.
"""

from __future__ import annotations  # an older Python must get as far as the sentence that it is too old

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# What an installed package consists of; also what a read-only checkout is installed from a copy of.
PROJECT = ("pyproject.toml", "README.md", "LICENSE", "perfeval_xl")


class InstallError(Exception):
    """The environment could not be made; ``str()`` says why and what to do."""


class Environment:
    """A virtual environment with perfeval-xl in it."""

    def __init__(self, home: str):
        self.home = home

    def program(self, name: str) -> str:
        """The path of an installed program (``python``, ``perfeval-xl``)."""
        windows = os.name == "nt"
        return os.path.join(self.home, "Scripts" if windows else "bin", f"{name}.exe" if windows else name)

    @property
    def stamp(self) -> str:
        """The file that says what was installed last."""
        return os.path.join(self.home, "perfeval-xl.stamp")

    def installed(self) -> str:
        try:
            with open(self.stamp, encoding="utf-8") as file:
                return file.read()
        except OSError:
            return ""


def prepared(extra: str = "") -> Environment:
    """The environment with the package and, if named, one optional group (``test``). Nothing is done twice.

    Raises InstallError. Progress goes to standard error, so that output stays the tool's own.
    """
    writable = os.access(ROOT, os.W_OK)
    environment = Environment(os.path.join(ROOT, ".venv") if writable else os.path.join(_cache(), _digest(ROOT)))
    wanted = _state(writable)
    done = environment.installed().splitlines()
    if done[:1] == [wanted] and (not extra or extra in done[1:]) and os.path.exists(environment.program("python")):
        return environment
    if not os.path.exists(environment.program("python")) or done[:1] != [wanted]:
        _tell(f"建立虚拟环境 / making a virtual environment: {environment.home}")
        _make(environment)
        done = [wanted]
    _tell("安装 / installing: perfeval-xl" + (f"[{extra}]" if extra else ""))
    _install(environment, extra, writable)
    with open(environment.stamp, "w", encoding="utf-8") as file:
        file.write("\n".join(dict.fromkeys([*done, *filter(None, [extra])])))
    return environment


def main(task) -> int:
    """Run *task* and return its exit code; a failure is one sentence, in Chinese and English."""
    speak_utf8()
    if sys.version_info < OLDEST:
        oldest, current = (".".join(map(str, version[:2])) for version in (OLDEST, sys.version_info))
        _tell(f"需要 Python {oldest} 或更新的版本，现在是 {current}：请从 python.org 安装后重试。")
        _tell(f"Python {oldest} or newer is needed, this is {current}: please install it from python.org.")
        return 2
    try:
        return task()
    except InstallError as error:
        _tell(str(error))
        return 2
    except KeyboardInterrupt:
        _tell("已中断 / interrupted")
        return 130


def speak_utf8() -> None:
    """A console that cannot print a character prints a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _state(editable: bool) -> str:
    """What decides whether an installation is still right: the project's description, Python, the checkout's place.

    An editable installation follows the sources by itself; a copied one must be made anew when they change.
    """
    parts = [ROOT, sys.version, str(editable)]
    files = [os.path.join(ROOT, "pyproject.toml"), os.path.join(ROOT, "perfeval_xl", "__init__.py")]
    if not editable:
        for folder, _, names in sorted(os.walk(os.path.join(ROOT, "perfeval_xl"))):
            files += [os.path.join(folder, name) for name in sorted(names) if not name.endswith(".pyc")]
    for name in files:
        with open(name, "rb") as file:
            parts.append(hashlib.sha256(file.read()).hexdigest())
    return _digest("\n".join(parts))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _cache() -> str:
    """A writable folder of the user's; the system's temporary one when there is no home."""
    named = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_CACHE_HOME")
    home = os.path.expanduser("~")  # the file system's root where HOME is empty
    at_home = None if os.path.dirname(home) in ("", home) else os.path.join(home, ".cache")
    for base in (named, at_home, tempfile.gettempdir()):
        if base:
            folder = os.path.join(base, "perfeval-xl")
            try:
                os.makedirs(folder, exist_ok=True)
            except OSError:
                continue
            if os.access(folder, os.W_OK):
                return folder
    raise InstallError("找不到可以写入的文件夹 / no writable folder: 请设置 XDG_CACHE_HOME 或 TMPDIR。")


def _make(environment: Environment) -> None:
    ours = ["--clear"] if environment.installed() else []  # an environment that somebody else made is not emptied
    _run(
        [sys.executable, "-m", "venv", *ours, environment.home],
        "建不了虚拟环境；Debian、Ubuntu 请先安装 python3-venv / cannot make a virtual environment; "
        "on Debian or Ubuntu install python3-venv first",
    )


def _install(environment: Environment, extra: str, editable: bool) -> None:
    wanted = f"[{extra}]" if extra else ""
    pip = [environment.program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    excuse = (
        "安装失败；请看上面 pip 的说明，检查网络，或用 pip config set global.index-url 设置可用的镜像 / "
        "installation failed; see what pip says above, check the network or configure a mirror"
    )
    if editable:
        _run([*pip, "--editable", ROOT + wanted], excuse)
        return
    with tempfile.TemporaryDirectory() as folder:  # building writes into the sources
        for name in PROJECT:
            source = os.path.join(ROOT, name)
            copy = shutil.copytree if os.path.isdir(source) else shutil.copyfile
            copy(source, os.path.join(folder, name))
        _run([*pip, folder + wanted], excuse)


def _run(command: list[str], excuse: str) -> None:
    standard_error = 2
    if subprocess.run(command, check=False, stdout=standard_error).returncode:
        raise InstallError(f"{excuse}。")
