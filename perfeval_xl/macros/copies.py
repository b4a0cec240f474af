"""生成公开版 and 封存提交: made of a saved copy of the open workbook, which itself stays as it is."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ..core.host import Host, HostError
from ..io.container import OPEN_XML


def publish(host: Host) -> str | None:
    """生成公开版: write the public edition of the open workbook to a file that the user names; returns its path.

    While an error (逻辑性) is open the user is asked whether to publish all the same. None where it was cancelled.
    Raises HostError, UnreadableFile, UnwritableFile, ProfileError.
    """
    from ..publication import NotPublished
    from ..publication import publish as publish_file

    out = _target(host, "生成公开版", "公开版", ".xlsx")
    if not out:
        return None

    def write(path: str, force: bool):
        try:
            return publish_file(path, out, force=force, say=host.progress)
        except NotPublished as refused:
            raise _Refused(str(refused), refused.code == 1) from None

    edition = _written(host, write, "要照样生成公开版吗？")
    if edition is None:
        return None
    masked = f"遮蔽、去掉了 {len(edition.told)} 处" if edition.told else "没有要遮蔽的内容"
    unexplained = edition.run.unexplained
    warnings = f"还有 {unexplained} 条核实性结论没有说明。" if unexplained else ""
    host.tell(f"公开版已写到 {out}，{masked}。{warnings}公开前请打开看一遍。")
    return out


def seal(host: Host) -> str | None:
    """封存提交: write a sealed copy of the open workbook to a file that the user names; returns its path.

    While an error (逻辑性) is open the user is asked whether to seal all the same. None where it was cancelled.
    Raises HostError, UnreadableFile, UnwritableFile, ProfileError.
    """
    from ..sealing import NotSealed
    from ..sealing import seal as seal_file

    out = _target(host, "封存提交", "封存", _extension(host))
    if not out:
        return None

    def write(path: str, force: bool):
        try:
            return seal_file(path, out, force=force)
        except NotSealed as refused:
            raise _Refused(str(refused), refused.for_errors) from None

    sealed = _written(host, write, "要照此封存吗？封存信息里会写明。")
    if sealed is None:
        return None
    host.tell(f"已封存到 {out}，封存校验码 {sealed[1]}，请抄在盖章的纸质材料上。")
    return out


class _Refused(Exception):
    """``str()`` says why; *for_errors*: for open errors, which the user may override."""

    def __init__(self, why: str, for_errors: bool):
        super().__init__(why)
        self.for_errors = for_errors


def _written(host: Host, write: Callable[[str, bool], object], question: str):
    """What *write* returns for a saved copy; None where the user does not want it with errors open."""
    host.progress("正在保存副本……")
    with _saved_copy(host) as path:
        try:
            return write(path, False)
        except _Refused as refused:
            if not refused.for_errors:
                raise HostError(_as_seen(host, refused, path)) from None
            reason = _as_seen(host, refused, path)
        return write(path, True) if host.confirm(f"{reason}{question}") else None


@contextmanager
def _saved_copy(host: Host) -> Iterator[str]:
    """A copy under the same name in a folder of its own, gone afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = os.path.join(folder, os.path.splitext(host.name)[0] + _extension(host))
        host.save_copy(path)
        yield path


def _as_seen(host: Host, refused: Exception, path: str) -> str:
    """The sentence with the workbook's own name, and without what only the command line has."""
    said = str(refused).replace(path, host.name).replace("用 perfeval-xl check 逐条查看并改正", "点“一键校验”逐条改正")
    for option in ("；确实要照样公开的加 --force", "；确需照此封存的，加 --force", "；确实要公开的加 --force"):
        said = said.replace(option, "")
    return said


def _target(host: Host, title: str, word: str, extension: str) -> str | None:
    """The file that the user chooses, ``…/自评表（公开版）.xlsx`` being proposed. Raises HostError for the open workbook."""
    suggested = f"{os.path.splitext(host.name)[0]}（{word}）{extension}"
    folder = "" if "://" in host.path else os.path.dirname(host.path)  # nothing is written to a web folder
    out = host.ask_save_name(title, os.path.join(folder, suggested))
    if out and host.path and os.path.realpath(out) == os.path.realpath(host.path):
        raise HostError("选的正是打开着的工作簿，它不改动，请换一个文件名。")
    return out


def _extension(host: Host) -> str:
    """What was never saved, or is of another kind (.ods, .xls), goes on as an .xlsx."""
    extension = os.path.splitext(host.name)[1].lower()
    return extension if extension[1:] in OPEN_XML else ".xlsx"
