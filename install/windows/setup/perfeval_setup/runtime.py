"""The Python of its own: made anew beside the old one, which is put back when that fails."""

import glob
import os
import shutil
import sys
import zipfile

from .carried import Carried
from .errors import EXCEL_IS_OPEN, SetupError
from .machine import Machine

EXTRAS = "excel,template"
# pip need not be installed to install: https://github.com/pypa/pip/issues/11146 tells why not “python pip.whl/pip”.
_PIP = "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module('pip', run_name='__main__', alter_sys=True)"
_TRIAL = "import perfeval_xl.hosts.cli, perfeval_xl.io.reader, xlsxwriter, xlwings"


class Runtime:
    """The folder ``runtime`` of *home*: a virtual environment of an installed Python, or a copy of a portable one."""

    def __init__(self, home: str, machine: Machine):
        self.folder = os.path.join(home, "runtime")
        self.former = os.path.join(home, "runtime.old")
        self._machine = machine

    def program(self, name: str) -> str:
        """The path of python or pythonw."""
        beside = os.path.join(self.folder, f"{name}.exe")
        return beside if os.path.exists(beside) else os.path.join(self.folder, "Scripts", f"{name}.exe")

    def in_use(self) -> str:
        """The first DLL that Excel holds, "" for none."""
        return next(filter(self._machine.in_use, glob.glob(os.path.join(glob.escape(self.folder), "xlwings*.dll"))), "")

    def replace(self, carried: Carried) -> None:
        """Make the runtime, in place of an older one. Raises SetupError; then the older one is there as before."""
        self._recover()
        if os.path.isdir(self.folder):
            try:
                os.rename(self.folder, self.former)
            except OSError:
                raise SetupError(EXCEL_IS_OPEN.format(name=self.folder)) from None
        try:
            self._make()
            self._install(carried)
            self._place_dlls(carried)
            self._try()
            with open(self._complete, "w", encoding="ascii") as file:
                file.write(carried.version)
        except BaseException:
            self._recover()
            raise
        self.remove_former()

    @property
    def _complete(self) -> str:
        """The file that says that the runtime was made to its end."""
        return os.path.join(self.folder, "perfeval-xl.txt")

    def _recover(self) -> None:
        """After a run that failed, or was cut off by closing the window, the older runtime is the one that works."""
        if not os.path.exists(self._complete):
            shutil.rmtree(self.folder, ignore_errors=True)
            if os.path.isdir(self.former):
                os.rename(self.former, self.folder)
        self.remove_former()

    def remove_former(self) -> None:
        """Remove what is left of an older runtime."""
        shutil.rmtree(self.former, ignore_errors=True)

    def _make(self) -> None:
        source = os.path.dirname(sys.executable)
        if glob.glob(os.path.join(glob.escape(source), "python3*._pth")):
            copy_portable(source, self.folder)
            return
        code, said = self._machine.run([sys.executable, "-I", "-m", "venv", "--without-pip", self.folder])
        if code:
            raise SetupError(f"建不了 Python 环境，请换一个 Python 或用自带 Python 的安装包：{_last_line(said)}")

    def _install(self, carried: Carried) -> None:
        """From the carried wheels alone, whatever the user's own pip is configured to."""
        command = [
            *(self.program("python"), "-I", "-X", "utf8", "-c", _PIP, carried.pip, "--isolated", "install"),
            *("--no-index", "--find-links", carried.wheels, "--no-warn-script-location", "--disable-pip-version-check"),
            *("--no-input", "--no-cache-dir", "--progress-bar", "off", f"perfeval-xl[{EXTRAS}]=={carried.version}"),
        ]
        code, said = self._machine.run(command)
        if code:
            raise SetupError(f"程序没有装进去，请把下面这句话发给发安装包的人：{_last_line(said)}")

    def _place_dlls(self, carried: Carried) -> None:
        """The macros look for them beside the interpreter; only the wheel of xlwings for 64 bits brings them along."""
        if glob.glob(os.path.join(glob.escape(self.folder), "xlwings*.dll")):
            return
        pattern = os.path.join(glob.escape(carried.wheels), "xlwings-*-win_amd64.whl")
        with zipfile.ZipFile(sorted(glob.glob(pattern))[0]) as wheel:
            for name in wheel.namelist():
                if name.endswith(".dll") and ".data/data/" in name:
                    with open(os.path.join(self.folder, os.path.basename(name)), "wb") as file:
                        file.write(wheel.read(name))

    def _try(self) -> None:
        code, said = self._machine.run([self.program("python"), "-I", "-X", "utf8", "-c", _TRIAL])
        if code:
            raise SetupError(f"装进去的程序起不来，可能被杀毒软件拦住了，请在杀毒软件里放行后重装：{_last_line(said)}")


def copy_portable(source: str, target: str) -> None:
    """A portable (embeddable) Python, made to find installed packages: its list of places (python3*._pth) leaves them
    out until it says ``import site`` (https://docs.python.org/3/using/windows.html#the-embeddable-package)."""
    shutil.copytree(source, target, copy_function=_copy, ignore=shutil.ignore_patterns("__pycache__"))
    for path in glob.glob(os.path.join(glob.escape(target), "python3*._pth")):
        with open(path, encoding="utf-8") as file:
            lines = [line for line in file.read().splitlines() if line.strip().lstrip("#").strip() != "import site"]
        with open(path, "w", encoding="utf-8", newline="\r\n") as file:
            file.write("\n".join([*lines, "import site", ""]))


def _copy(source: str, target: str) -> None:
    """The content alone, without the attributes (read-only from a disc) that would hinder an upgrade."""
    shutil.copyfile(source, target)


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "没有说明原因"
