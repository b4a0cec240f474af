"""The public edition of a workbook file (公开版): checked, then published without personal data and without what is hidden."""

from .annotation import Unmarked, unmarked
from .api import Source, check_source, sha256
from .copying import refuse_itself, sound_numbers, without
from .core.findings import ERROR
from .core.findings_sheet import is_ours
from .core.publication import Say, Told, silently
from .core.record import Record
from .core.run import Run
from .io.convert import as_xlsx
from .io.errors import Fault, UnreadableFile, UnwritableFile
from .io.files import write_whole
from .io.publish.edition import Published, published
from .io.reader import file_bytes, read_bytes


class NotPublished(Exception):
    """A workbook that may not be published as it is. ``str()`` is one Chinese sentence; ``code`` the exit code."""

    def __init__(self, name: str, why: str, remedy: str, code: int):
        super().__init__(f"{name} 没有生成公开版：{why}，请{remedy}。")
        self.code = code


class Edition(Record):
    """A public edition that was written: the check of its original, and what was masked, removed or left to look at."""

    run: Run
    told: tuple[Told, ...]


def publish(path: str, out: str, profile: str | None = None, force: bool = False, say: Say = silently) -> Edition:
    """Check the workbook *path* and write its public edition to *out* (an .xlsx file).

    Raises NotPublished while an error (逻辑性) is open or no form was recognised, unless *force* is given, and for
    formulas without a cached value; UnreadableFile, UnwritableFile, ProfileError. The original is never written to.
    *say* is told how far the work is.
    """
    _refuse_target(path, out)
    say("正在检查……")
    data, name = as_xlsx(file_bytes(path), path)
    before = unmarked(data, name)
    run = _checked(before, path, name, profile)
    if not force:
        _refuse_open_errors(run, name)
    edition = _published(without(is_ours, before.data, name, before.book)[0], name, say)
    say("正在写文件……")
    write_whole(out, edition.pieces)
    return Edition(run, edition.told)


def _refuse_target(path: str, out: str) -> None:
    refuse_itself(path, out)
    if not out.lower().endswith(".xlsx"):
        raise UnwritableFile(out, "公开版不带宏，只能是 .xlsx 文件", "在 -o 后给出以 .xlsx 结尾的文件名")


def _checked(before: Unmarked, path: str, name: str, profile: str | None) -> Run:
    source = Source(path, sha256(before.data), before.book or read_bytes(before.data, name))
    return check_source(source, profile, before.given)


def _refuse_open_errors(run: Run, name: str) -> None:
    if run.reason:
        raise NotPublished(name, "没有认出可以检查的表，不知道有没有差错", "核对文件；确实要公开的加 --force", 2)
    errors = run.summary[ERROR]
    if errors:
        raise NotPublished(name, f"还有 {errors} 条逻辑性结论没有改", "用 perfeval-xl check 逐条查看并改正；确实要照样公开的加 --force", 1)


def _published(data: bytes, name: str, say: Say) -> Published:
    try:
        with sound_numbers():
            return published(data, say)
    except Fault as fault:
        raise NotPublished(name, fault.why, fault.remedy, 2) from None


__all__ = ["Edition", "NotPublished", "UnreadableFile", "UnwritableFile", "publish"]
