"""From file names to Runs. A file that cannot be checked is a Run with a reason, never an exception."""

import gc
import os
from collections.abc import Callable, Sequence

from .core.book import Book
from .core.record import Record
from .core.run import Run
from .io.errors import UnreadableFile
from .io.reader import file_bytes, read_bytes
from .rules.check import check_book, named_profile


class Source(Record):
    """One file as read: its book, or the reason why there is none."""

    path: str
    sha256: str = ""
    book: Book | None = None
    reason: str = ""

    def labelled(self, run: Run) -> Run:
        """*run* with this file's path and digest."""
        return run._replace(path=self.path, sha256=self.sha256)


def check(path: str | os.PathLike, profile: str | None = None) -> Run:
    """Check one workbook file.

    *profile* (方案) names one of ``core.profiles.profile_names()`` or the path of one's own ``.toml``; without it the
    sheet 参数 or the forms say which one applies.
    A file that cannot be read, or in which no form is recognised, has the status ``unreadable`` and a ``reason``.
    Raises ProfileError for an unknown profile.
    """
    return check_files([path], profile)[0]


def check_files(
    paths: Sequence[str | os.PathLike], profile: str | None = None, together: bool = False, digests: bool = True
) -> list[Run]:
    """Check several files, one Run each, in their order.

    *together*: the files are one department's whole set of one year (同一单位同一年度的一套材料), so their forms are
    compared with each other too. Without *digests* the Runs have no sha256: who does not show it saves the time.
    Raises ProfileError for an unknown profile.
    """
    if profile:
        named_profile(profile)
    return _without_collecting(_check_files, paths, profile, together, digests)


def _check_files(paths: Sequence[str | os.PathLike], profile: str | None, together: bool, digests: bool) -> list[Run]:
    sources = [read(os.fspath(path), digests) for path in paths]
    if together and len(sources) > 1:
        return check_set(sources, profile)
    return [check_source(source, profile) for source in sources]


def _without_collecting(job: Callable, *arguments):
    """Do a job while Python does not look for unused objects that refer to each other.

    A check makes thousands of records and none that refers back to itself: to look through them all again and again
    takes a twentieth of its time and finds nothing.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return job(*arguments)
    finally:
        if collecting:
            gc.enable()


def check_resubmission(old: str | os.PathLike, new: str | os.PathLike, profile: str | None = None) -> tuple[Run, Run]:
    """The Runs of the last submission and of this one.

    Explanations typed into the old file hold for the new one too, as long as their figures are the same; what the new
    file says itself comes first. Raises ProfileError for an unknown *profile*.
    """
    from .recognition.findings_sheet import explanations

    if profile:
        named_profile(profile)
    before, after = (read(os.fspath(path)) for path in (old, new))
    given = explanations(before.book) if before.book is not None else ()
    return check_source(before, profile), check_source(after, profile, given)


def score_file(path: str | os.PathLike, profile: str | None = None):
    """Recompute the scores of one workbook file; returns a rules.score_sheet.ScoreReport.

    A file that cannot be read, or that holds nothing scored, comes back with a ``reason``. Raises ProfileError for an
    unknown *profile*.
    """
    from .rules.score_sheet import ScoreReport, score_book

    if profile:
        named_profile(profile)
    source = read(os.fspath(path))
    if source.book is None:
        return ScoreReport(source.path, source.sha256, reason=source.reason)
    try:
        return score_book(source.book, profile)._replace(path=source.path, sha256=source.sha256)
    except Exception as crash:  # the tool's own fault is said in a sentence, as in a check
        return ScoreReport(source.path, source.sha256, reason=own_fault(source.path, crash))


def read(path: str, digests: bool = True) -> Source:
    """Read a file once: its digest (SHA-256, hexadecimal), where wanted, and its book come from the same bytes."""
    digest = ""
    try:
        data = file_bytes(path)
        digest = sha256(data) if digests else ""
        return Source(path, digest, read_bytes(data, path))
    except UnreadableFile as unreadable:
        return Source(path, digest, reason=str(unreadable))


def sha256(data: bytes) -> str:
    """The SHA-256 of a file's bytes, hexadecimal."""
    import hashlib  # loads OpenSSL, which takes longer than reading a workbook

    return hashlib.sha256(data).hexdigest()


def check_source(source: Source, profile: str | None, given: Sequence = ()) -> Run:
    """The Run of one file by itself. *given* are explanations from elsewhere than its own sheet 校验结果."""
    if source.book is None:
        return source.labelled(Run(reason=source.reason))
    try:
        return source.labelled(check_book(source.book, profile, given=given))
    except Exception as crash:  # the tool's own fault in one file must not keep the others from being checked
        return source.labelled(Run(reason=own_fault(source.path, crash)))


def check_set(sources: Sequence[Source], profile: str | None) -> list[Run]:
    """The Runs of files that belong together. The readable ones are checked also where another is unreadable."""
    from .together import check_together

    readable = [source for source in sources if source.book is not None]
    try:
        runs = check_together([(s.path, s.book) for s in readable], profile, complete=len(readable) == len(sources))
    except Exception as crash:  # as above
        runs = [Run(reason=own_fault(source.path, crash)) for source in readable]
    checked = iter(runs)
    return [
        source.labelled(next(checked) if source.book is not None else Run(reason=source.reason)) for source in sources
    ]


def own_fault(path: str, crash: Exception) -> str:
    """The sentence for a mistake of this tool."""
    fault = f"{type(crash).__name__}：{crash}"
    return f"{path} 无法检查：工具自身出错（{fault}），不是填报错误，请把文件和这句话反馈给工具维护者。"
