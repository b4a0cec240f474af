"""What every copy of a workbook asks of the file that it is made of: opened as a package, and never written over."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .core.book import Book, Sheet
from .io.container import ZIP, kind_of
from .io.errors import Fault, UnreadableFile, UnwritableFile, damaged
from .io.package import Package
from .io.patch.removal import without_records
from .io.patch.work import Work
from .io.reader import file_bytes, read_bytes


@contextmanager
def named(name: str) -> Iterator[None]:
    """A fault found inside a file is told with the file's name."""
    try:
        with sound_numbers():
            yield
    except Fault as fault:
        raise UnreadableFile(name, fault.why, fault.remedy) from None


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Work]:
    """A package to be changed. What stumbles over something that is no XML is told as the file's fault."""
    with named(name):
        work = Work(data)
        try:
            yield work
        except (LookupError, TypeError, AttributeError, RuntimeError, StopIteration):
            if work.is_well_formed():
                raise
            raise damaged() from None


@contextmanager
def sound_numbers() -> Iterator[None]:
    """A number or an address in a part that is none (``ref="abc"``) is damage like any other. Raises Fault."""
    try:
        yield
    except ValueError:
        raise damaged() from None


def signed(path: str) -> bool:
    """Whether the file as a whole bears a digital signature (数字签名), which holds for no changed copy.

    The signature of its macros is another one, and stays good: they are not touched. Raises UnreadableFile.
    """
    data = file_bytes(path)
    with named(os.path.basename(path)):
        return data.startswith(ZIP) and any(part.startswith("_xmlsignatures/") for part in Package(data).parts)


def without(which: Callable[[Sheet], bool], data: bytes, name: str, book: Book | None = None) -> tuple[bytes, Book]:
    """The file without those records of this package that *which* tells, and the book it holds: is_seal_sheet an earlier
    seal, is_ours all of them. *book* is what *data* holds, where it was read already. Raises UnreadableFile.
    """
    book = book or read_bytes(data, name)
    with opened(data, name) as work:
        if not without_records(work, book, which):
            return data, book
        data = b"".join(work.pieces())
    return data, read_bytes(data, name)


def refuse_itself(path: str, out: str) -> None:
    """Raises UnwritableFile where the copy would be written over the original."""
    same = os.path.realpath(path) == os.path.realpath(out)
    if same or os.path.exists(path) and os.path.exists(out) and os.path.samefile(path, out):
        raise UnwritableFile(out, "这正是原文件，原文件不改动", "在 -o 后换一个文件名")


def refuse_extension(out: str, data: bytes) -> None:
    """Excel opens no workbook whose content is not what the extension says."""
    with named(os.path.basename(out)):
        kind = kind_of(data)
    if not out.lower().endswith(f".{kind}"):
        raise UnwritableFile(out, f"内容是 .{kind} 工作簿，用别的扩展名会打不开", f"在 -o 后给出 .{kind} 文件名")


def local_time() -> str:
    """Now, as it is written down for a reader."""
    import time

    return time.strftime("%Y-%m-%d %H:%M")
