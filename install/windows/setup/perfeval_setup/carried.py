"""The folder that is carried to the machine: wheels, files, perhaps a portable Python, and the list of all of it."""

import glob
import hashlib
import json
import os
import sys
import sysconfig

from .errors import STORE_PYTHON, SetupError

CONTENTS, SUMS = "contents.json", "SHA256SUMS"
_AGAIN = "请把整个安装文件夹重新拷贝（或重新解压）一遍再运行。"


class Carried:
    """*folder* is where 安装.cmd lies. Raises SetupError where there is no list of what should be here."""

    def __init__(self, folder: str):
        self.folder = folder
        try:
            with open(os.path.join(folder, CONTENTS), encoding="utf-8") as file:
                contents = json.load(file)
        except (OSError, ValueError):
            raise SetupError(f"安装文件夹不完整，缺 {CONTENTS}，{_AGAIN}") from None
        self.version: str = contents["version"]
        self.targets = [tuple(target) for target in contents["targets"]]  # ("3.12", "win_amd64")

    @property
    def wheels(self) -> str:
        return os.path.join(self.folder, "wheels")

    @property
    def pip(self) -> str:
        """pip as a wheel, from which it runs without being installed."""
        (path,) = glob.glob(os.path.join(glob.escape(self.wheels), "pip-*.whl"))
        return path

    @property
    def add_in(self) -> str:
        return os.path.join(self.folder, "files", "perfeval.xlam")

    @property
    def template(self) -> str:
        """The template with macros where there is one, else without."""
        names = [os.path.join(self.folder, "files", f"绩效自评模板.{suffix}") for suffix in ("xlsm", "xlsx")]
        return next(filter(os.path.exists, names))

    def check(self) -> None:
        """Raises SetupError for a file that is missing or not as it was packed: sticks lose bytes, people lose files."""
        try:
            with open(os.path.join(self.folder, SUMS), encoding="utf-8") as file:
                wanted = [line.rstrip("\n").split("  ", 1) for line in file]
        except OSError:
            raise SetupError(f"安装文件夹不完整，缺 {SUMS}，{_AGAIN}") from None
        for digest, name in wanted:
            path = os.path.join(self.folder, *name.split("/"))
            if not os.path.exists(path):
                raise SetupError(f"安装文件夹不完整，缺 {name}，{_AGAIN}")
            with open(path, "rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                    raise SetupError(f"安装文件夹里的 {name} 与打包时不同，可能没有拷完整，{_AGAIN}")

    def require_python(self) -> None:
        """Raises SetupError unless the Python that runs is one that there are wheels for."""
        if not any(this_python() == target for target in self.targets):
            pythons = "、".join(sorted({python for python, _ in self.targets}, key=lambda one: int(one.split(".")[1])))
            version, platform = this_python()
            raise SetupError(
                f"这台机器上的 Python {version}（{platform}）用不上，安装文件夹里备的是 Python {pythons}："
                "请装其中一个，或让发安装包的人放进自带的 Python。"
            )


def this_python() -> tuple[str, str]:
    """The version and the platform that wheels for the running Python are tagged with."""
    free_threaded = "t" if sysconfig.get_config_var("Py_GIL_DISABLED") else ""
    platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    return f"{sys.version_info[0]}.{sys.version_info[1]}{free_threaded}", platform


def require_own_files() -> None:
    """Raises SetupError under a Python from Microsoft's store, whose files no other program sees."""
    if "\\windowsapps\\" in sys.base_prefix.lower():
        raise SetupError(STORE_PYTHON)
