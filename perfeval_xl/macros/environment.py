"""环境体检: whether everything is in place, each point in plain words with what to do about it."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib import metadata
from importlib.util import find_spec

from .. import __version__
from ..core.host import Health, Host
from ..core.profiles import profile_names
from ..rules.catalogue import CATALOGUE_VERSION

_OLDEST = (3, 11)
_PACKAGE = "perfeval-xl"


def check_environment(host: Host) -> list[Health]:
    """Look at Python, this package, the host and the workbook's file, and tell the result; what is wrong comes first."""
    found = [*own_health(), *host.health(), *file_health(host.path)]
    if all(one.good for one in found):
        host.tell(health_text(found))
    else:
        host.complain(health_text(found))
    return found


def health_text(found: Iterable[Health]) -> str:
    """What was found, one line for each point below one that sums it up; what is wrong comes first."""
    lines = sorted(found, key=lambda one: one.good)
    wrong = sum(not one.good for one in lines)
    head = f"环境体检：有 {wrong} 项要处理。" if wrong else "环境体检：全部正常。"
    return "\n".join([head, *(f"{'正常' if one.good else '要处理'}　{one.name}：{one.said}" for one in lines)])


def own_health() -> Iterator[Health]:
    """Python and this package."""
    version = ".".join(map(str, sys.version_info[:3]))
    bits = 64 if sys.maxsize > 2**32 else 32
    if sys.version_info < _OLDEST:
        yield Health("Python", False, f"版本 {version} 太旧，请重新运行安装程序，它会用 3.11 以上的版本。")
    elif f"{os.sep}WindowsApps{os.sep}" in sys.base_prefix:
        said = f"{sys.base_prefix} 是微软应用商店版，它写的文件 Excel 看不到，请重新运行安装程序，用 python.org 的或安装包自带的。"
        yield Health("Python", False, said)
    else:
        yield Health("Python", True, f"{version}（{bits} 位），{sys.executable}")
    copies = installed()
    if len(copies) > 1:
        yield Health("安装", False, f"装了 {len(copies)} 份（{'；'.join(copies)}），请先用卸载程序卸干净，再装一次。")
    where = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    yield Health("perfeval-xl", True, f"{__version__}，规则目录 {CATALOGUE_VERSION}，方案 {len(profile_names())} 个，{where}")
    if find_spec("python_calamine") is None and find_spec("uno") is None:  # LibreOffice's own Python does without
        yield Health("读表组件", False, "没有装 python-calamine，请重新运行安装程序。")


def installed() -> list[str]:
    """Every installation that this Python would find, as ``版本 文件夹``; a link to a working copy is none of its own."""
    found = {}
    for one in metadata.distributions(name=_PACKAGE):
        if one.locate_file("perfeval_xl").exists():
            folder = os.path.realpath(str(one.locate_file("")))
            found.setdefault(os.path.normcase(folder), f"{one.version} {folder}")
    return list(found.values())


def file_health(path: str) -> Sequence[Health]:
    """The workbook's file and folder."""
    if not path:
        return [Health("工作簿", True, "还没有保存过。")]
    if "://" in path:
        return [Health("工作簿", False, "在网盘或网页上打开，可能写不回去，请先另存到本机文件夹。")]
    found = []
    if is_blocked(path):
        found.append(
            Health("文件锁定", False, "文件是从网上或邮件里下载的，宏被系统拦住，请在文件上点右键—属性—勾选“解除锁定”。")
        )
    folder = os.path.dirname(path)
    if not can_write(folder):
        found.append(Health("文件夹", False, f"{folder} 没有写入权限，请把工作簿另存到自己的文件夹。"))
    return found or [Health("工作簿", True, path)]


def can_write(folder: str) -> bool:
    """Whether a file can be made in a folder. It is tried: what Windows says of a folder's attributes does not decide."""
    from tempfile import TemporaryFile

    try:
        TemporaryFile(dir=folder).close()
    except OSError:
        return False
    return True


def is_blocked(path: str) -> bool:
    """Whether Windows marks the file as coming from the internet (mark of the web): zone 3 or 4 in its second stream."""
    if sys.platform != "win32":
        return False
    try:
        with open(f"{path}:Zone.Identifier", encoding="utf-8", errors="replace") as stream:
            return any(line.strip() in ("ZoneId=3", "ZoneId=4") for line in stream)
    except OSError:
        return False
