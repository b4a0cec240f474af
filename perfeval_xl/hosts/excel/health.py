"""What 环境体检 says of Excel itself: its version, how it reaches Python, and where the add-in lies."""

import os
import sys
from collections.abc import Iterator, Sequence
from importlib import metadata

from ...core.host import Health
from . import XLWINGS

ADD_IN = "perfeval.xlam"


def health(app) -> Sequence[Health]:
    """Of a running Excel, an xlwings.App."""
    excel = Health("Excel", True, f"版本 {app.version}，{app.api.OperatingSystem}")
    return [excel, *connection_health(), *_add_in(app.startup_path)]


def connection_health() -> Iterator[Health]:
    """xlwings: the pinned version, and the DLL of the same version that the macros load from beside Python."""
    try:
        version = metadata.version("xlwings")
    except metadata.PackageNotFoundError:
        yield Health("xlwings", False, f"没有装，请重新运行安装程序，它会装 {XLWINGS}。")
        return
    if version != XLWINGS:
        yield Health("xlwings", False, f"装的是 {version}，宏要用 {XLWINGS}，请重新运行安装程序。")
        return
    yield Health("xlwings", True, version)
    if sys.platform == "win32":
        names = [f"xlwings{bits}-{XLWINGS}.dll" for bits in (64, 32)]
        folders = (sys.prefix, sys.base_prefix, os.path.dirname(sys.executable))
        lacking = [name for name in names if not any(os.path.exists(os.path.join(folder, name)) for folder in folders)]
        if lacking:
            yield Health("xlwings DLL", False, f"缺 {'、'.join(lacking)}，可能被杀毒软件删了，请重新运行安装程序。")


def _add_in(startup: str) -> list[Health]:
    if not startup:
        return []
    path = os.path.join(startup, ADD_IN)
    if os.path.exists(path):
        return [Health("加载项", True, path)]
    return [Health("加载项", False, f"启动文件夹里没有 {ADD_IN}，只能用模板里的按钮；要在所有工作簿里用，请重新运行安装程序。")]
