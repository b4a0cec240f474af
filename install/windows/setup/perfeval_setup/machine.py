"""The user's Windows: where things belong, and what only Windows itself can say."""

import ntpath
import os
import subprocess
from collections.abc import Mapping, Sequence

from .errors import SetupError

_SHELL_FOLDERS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
_FOLDERS = {"desktop": ("Desktop", "Desktop"), "documents": ("Personal", "Documents")}


class Machine:
    """*environment* is that of the user. Raises SetupError where it lacks what every Windows has."""

    def __init__(self, environment: Mapping[str, str] = os.environ):
        lacking = [name for name in ("LOCALAPPDATA", "APPDATA", "USERPROFILE") if not environment.get(name)]
        if lacking:
            raise SetupError(f"找不到用户文件夹（{'、'.join(lacking)}），请用自己的帐号登录 Windows 后再运行。")
        self.profile = environment["USERPROFILE"]
        roaming = environment["APPDATA"]
        self.home = os.path.join(environment["LOCALAPPDATA"], "perfeval-xl")
        self.startup = os.path.join(roaming, "Microsoft", "Excel", "XLSTART")  # Excel opens whatever lies here
        self.send_to = os.path.join(roaming, "Microsoft", "Windows", "SendTo")
        self.menu = os.path.join(roaming, "Microsoft", "Windows", "Start Menu", "Programs", "绩效自评")
        self.settings = os.path.join(self.profile, ".xlwings", "xlwings.conf")

    def folder(self, name: str) -> str:
        """desktop (桌面) or documents (文档), which may have been moved to another drive or into OneDrive."""
        key, usual = _FOLDERS[name]
        try:
            import winreg

            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _SHELL_FOLDERS) as folders:
                return os.path.expandvars(winreg.QueryValueEx(folders, key)[0])
        except (ImportError, OSError):
            return os.path.join(self.profile, usual)

    def ansi(self, path: str) -> bytes:
        """A path as programs without Unicode take it, such as the VBA and the DLL of xlwings. Raises SetupError.

        ASCII wherever it can be: a path of other characters by its short name (8.3), which nearly every system drive
        has; else as the code page of the machine writes it.
        """
        for form in (path, self.short(path)):
            if form.isascii():
                return form.encode("ascii")
        try:
            return path.encode(self.code_page())
        except UnicodeEncodeError:
            raise SetupError(
                f"用户文件夹的名字（{self.profile}）里有 Windows 当前语言写不出的字，Excel 的宏找不到装在里面的程序："
                "请在“区域—管理—更改系统区域设置”里选中文，或换一个帐号再装。"
            ) from None

    @staticmethod
    def code_page() -> str:
        """The encoding of programs without Unicode (系统区域设置)."""
        return "mbcs"

    @staticmethod
    def short(path: str) -> str:
        """The short name (8.3) of a path that exists, the path itself where it has none."""
        try:
            from ctypes import create_unicode_buffer, windll
        except ImportError:
            return path
        buffer = create_unicode_buffer(1024)
        return buffer.value if windll.kernel32.GetShortPathNameW(path, buffer, len(buffer)) else path

    @staticmethod
    def run(command: Sequence[str], show: bool = False) -> tuple[int, str]:
        """Run a program to its end: its exit code and what it said, which goes to the console instead with *show*."""
        if show:
            return subprocess.run(command, check=False).returncode, ""
        done = subprocess.run(
            command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="replace",
        )  # fmt: skip
        return done.returncode, done.stdout

    @staticmethod
    def in_use(path: str) -> bool:
        """Whether a program holds a file so that it cannot be replaced: Excel does so with add-ins and DLLs."""
        try:
            with open(path, "r+b"):
                return False
        except FileNotFoundError:
            return False
        except OSError:
            return True

    @staticmethod
    def is_redirected(folder: str) -> bool:
        """Whether Windows shows this Python another folder than everybody else: it does to Pythons from its store."""
        return "\\packages\\" in ntpath.normcase(os.path.realpath(folder))
