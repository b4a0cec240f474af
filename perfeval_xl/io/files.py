"""Writing a workbook file: whole or not at all (原子写入), and never over a file that somebody has open."""

import os
import stat
from collections.abc import Iterable

from .errors import UnwritableFile


def write_whole(path: str, pieces: Iterable[bytes | memoryview], open_here: bool = False) -> None:
    """Write *pieces* one after the other as the file *path*.

    They go into a temporary file in the same folder, are forced to the disk, and then take the name in one step:
    whenever the process ends, *path* is either the old file or the new one. *open_here*: the program that has it open is
    the one that asks for this. Raises UnwritableFile.
    """
    path = os.path.realpath(path)
    _refuse_what_is_there(path, open_here)
    folder = os.path.dirname(path)
    aside = os.path.join(folder, f".perfeval-{os.urandom(6).hex()}.part")
    try:
        _write(aside, pieces)
        if os.path.exists(path):
            os.chmod(aside, stat.S_IMODE(os.stat(path).st_mode))  # who may read it stays as it was
        os.replace(aside, path)
        _sync_folder(folder)
    except OSError as error:
        raise UnwritableFile(path, *_why(error)) from None
    finally:
        _remove(aside)


def _write(aside: str, pieces: Iterable[bytes | memoryview]) -> None:
    with open(aside, "xb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: str) -> None:
    """The new name is on the disk too; Windows does this by itself and has no handle for it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # a network folder may not offer it; the file itself is safe
        pass
    finally:
        os.close(handle)


def _remove(aside: str) -> None:
    try:
        os.remove(aside)
    except OSError:  # as a rule it is there no more; a leftover does no harm, and the reason has been told
        pass


def _refuse_what_is_there(path: str, open_here: bool) -> None:
    """A folder, a file that is not to be changed, or one that is open: Excel and LibreOffice lay an owner file beside it."""
    folder, name = os.path.split(path)
    if os.path.isdir(path):
        raise UnwritableFile(path, "这是文件夹", "在 -o 后给出文件名")
    if os.path.exists(path) and not os.stat(path).st_mode & 0o222:
        raise UnwritableFile(path, "这个文件设成了只读", "去掉只读，或换一个文件名")
    owners = {"Excel 或 WPS": (f"~${name}", f"~${name[2:]}"), "LibreOffice": (f".~lock.{name}#",)}
    for program, names in owners.items():
        if not open_here and os.path.exists(path) and any(os.path.exists(os.path.join(folder, owner)) for owner in names):
            raise UnwritableFile(path, f"这个文件正在 {program} 里打开", "先保存并关闭它，再试一次")


def _why(error: OSError) -> tuple[str, str]:
    import errno

    if isinstance(error, FileNotFoundError):
        return "所在的文件夹不存在", "核对路径或先建文件夹"
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", -1)):
        return "磁盘已满", "腾出空间或换一个位置"
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return "没有写入权限，或文件正被别的程序打开", "换一个位置或关掉那个程序"
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return "文件名太长或含有不能用的字符", "换一个文件名"
    return f"写入时出错（{error.strerror or error}）", "检查磁盘或换一个位置"
