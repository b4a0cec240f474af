"""``perfeval-xl doctor``: the 环境体检 of the buttons on the command line. Exit codes: 0 all is well, 1 something is to be done."""

import os
from argparse import Namespace
from collections.abc import Iterator

from ...core.host import Health
from ...macros.environment import can_write, file_health, health_text, own_health
from ..arguments import ChineseParser
from ..console import UsageError, show


def parser() -> ChineseParser:
    made = ChineseParser(
        "doctor",
        "环境体检：Python、本程序、Excel 加载项和设置有没有问题，一项一行，有问题的写明怎么办。",
        "退出码：0 全部正常；1 有要处理的；2 命令写法不对。",
    )
    made.inputs.add_argument("files", nargs="*", default=(), metavar="FILE", help="打不开、宏不能用或存不了的工作簿，一并看看")
    return made


def run(arguments: Namespace) -> int:
    """Look, tell, and return the exit code."""
    lacking = [file for file in arguments.files if not os.path.isfile(file)]
    if lacking:
        raise UsageError(f"没有文件 {'、'.join(lacking)}，请核对文件名。")
    found = [*own_health(), *_programs(), *_folder(os.getcwd())]
    for file in arguments.files:
        found += file_health(os.path.abspath(file))
    show(health_text(found))
    return int(not all(one.good for one in found))


def _programs() -> Iterator[Health]:
    """Every program that opens workbooks tells of itself."""
    from ..excel.health import machine_health

    yield from machine_health()


def _folder(path: str) -> Iterator[Health]:
    """The folder that results are written to where no other is named."""
    if not can_write(path):
        yield Health("文件夹", False, f"当前文件夹 {path} 没有写入权限，请换到自己的文件夹里运行，或在 -o 后写明别的文件夹。")
