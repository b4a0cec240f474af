"""Marks in a copy of the workbook (annotate), and taking them out again (clear). The original is never written to."""

import os
from collections.abc import Iterable

from . import __version__
from .api import Source, check_source, sha256
from .copying import local_time, opened, refuse_extension, refuse_itself
from .core.book import Book
from .core.explanations import Given
from .core.findings_sheet import is_findings_sheet
from .core.marked import coloured
from .core.record import Record
from .core.run import Run
from .io.convert import as_xlsx
from .io.errors import UnreadableFile, UnwritableFile
from .io.files import write_whole
from .io.patch.apply import applied
from .io.patch.clear import cleared, original
from .io.patch.record import UndoRecord, found, kept
from .io.patch.relations import flavour_of
from .io.reader import file_bytes, read_bytes
from .recognition.findings_sheet import explanations
from .report.marks import Told, described, telling
from .rules.catalogue import CATALOGUE_VERSION


class Unmarked(Record):
    """A file without our marks: its bytes, the book they hold, and what the marked one told."""

    data: bytes
    given: list[Given]
    record: UndoRecord | None
    changed: bool  # whether there were marks
    name: str  # what the user knows the file by
    book: Book | None = None  # where it has been read already


def annotate(path: str, out: str, profile: str | None = None, now: str | None = None) -> Run:
    """Check the workbook *path* and write a copy with marks and the sheet 校验结果 to *out*.

    Marks of an earlier time are replaced, explanations typed under 核实说明 are kept. *now* is the time to be told
    (local time by default); a file that would say the same as before keeps its time. Returns the Run that is told;
    one that could not be checked is written nowhere. A copy with explanations that *path* does not have is not
    overwritten. Raises UnreadableFile, UnwritableFile, ProfileError.
    """
    refuse_itself(path, out)
    data, name = as_xlsx(file_bytes(path), path)
    refuse_extension(out, data)
    before = unmarked(data, name)
    book = before.book or read_bytes(before.data, name)
    run = check_source(Source(path, sha256(before.data), book), profile, before.given)
    if run.reason:
        return run
    refuse_losing_explanations(out, before.given)
    write_whole(out, marked(before, run, now))
    return run


def marked(before: Unmarked, run: Run, now: str | None = None) -> Iterable[bytes | memoryview]:
    """The pieces of the annotated file. Raises UnreadableFile."""
    edits = described(run)
    texts = [value for row in edits.sheet.rows for value in row.values if value.__class__ is str]  # numbers count them
    said = {"said": sha256("\t".join((__version__, CATALOGUE_VERSION, run.profile, *texts)).encode("utf-8", "replace"))}
    time = _time_again(before.record, run, said) or now or local_time()
    with opened(before.data, before.name) as work:
        fills = applied(work, telling(edits, Told(__version__, CATALOGUE_VERSION, run.profile, time, run.sha256)))
        before = [*coloured(edits.marks, fills)]
        record = kept(work, run.sha256, {**said, "time": time}, flavour_of(work.text(work.workbook)).kinds, before)
        return work.pieces(record)


def clear(path: str, out: str) -> bool:
    """Write a copy of *path* without our marks to *out*; False when there were none (the copy is the file itself).

    Raises UnreadableFile, UnwritableFile.
    """
    refuse_itself(path, out)
    data = file_bytes(path)
    package, name = as_xlsx(data, path)
    before = unmarked(package, name)
    result = before.data if before.changed else data
    refuse_extension(out, result)
    write_whole(out, [result])
    return before.changed


def unmarked(data: bytes, name: str) -> Unmarked:
    """The file as it was before it was annotated, with what was typed under 核实说明. Raises UnreadableFile."""
    book: Book = read_bytes(data, name)
    given = explanations(book)
    with opened(data, name) as work:
        record = found(work)
        back = original(work, record)
        restored = None if back is None else _saying_the_same(back, book)
        if restored is not None:
            return Unmarked(back, given, record, True, name, restored)
        if not cleared(work, book, record):
            return Unmarked(data, given, record, False, name, book)
        return Unmarked(b"".join(work.pieces()), given, record, True, name)


def _saying_the_same(back: bytes, book: Book) -> Book | None:
    """The book of a file that was given back; None where it does not show the values that *book*, the marked one, shows.

    Anybody can write a record of another original: what is checked, sealed or published is what the reader sees.
    """
    try:
        before = read_bytes(back, "")
    except UnreadableFile:
        return None
    return before if _values(before) == _values(book) else None


def _values(book: Book) -> list[tuple[str, dict]]:
    """What the sheets say, ours left out. Marks on empty cells make a sheet larger, and no difference."""
    return [
        (sheet.name, {(i, j): value for i, row in enumerate(sheet.rows) for j, value in enumerate(row) if value != ""})
        for sheet in book.sheets
        if not is_findings_sheet(sheet)
    ]


def _time_again(record: UndoRecord | None, run: Run, said: dict[str, str]) -> str | None:
    """When the same was found in the same file before: saying it once more makes no other file."""
    if record is None or record.original != run.sha256 or record.told.get("said") != said["said"]:
        return None
    return record.told.get("time")


def refuse_losing_explanations(out: str, given: list[Given]) -> None:
    """Raises UnwritableFile where *out* is a copy in which somebody has written explanations that are not among *given*."""
    if not os.path.isfile(out):
        return
    try:
        there = explanations(read_bytes(file_bytes(out), out))
    except UnreadableFile:
        return  # whatever it was, it is no copy of ours
    kept_ones = {(one.key, one.text) for one in given}
    lost = sum(bool(one.text) and (one.key, one.text) not in kept_ones for one in there)
    if lost:
        why = f"里面已有 {lost} 条核实说明，原文件里没有，重写就丢了"
        raise UnwritableFile(out, why, "在这份副本上改正，再对它 annotate；要另起一份的，在 -o 后换一个文件名")


__all__ = ["UnreadableFile", "UnwritableFile", "annotate", "clear", "marked", "unmarked"]
