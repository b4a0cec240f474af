"""Standard streams and output files: never a crash for a console's encoding, a closed pipe, or half a file."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from io import TextIOBase


class UsageError(Exception):
    """A command that was not given as it must be; ``str()`` is the sentence for the user."""


def prepare() -> None:
    """A console that cannot print a character (GBK, ASCII) prints a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def show(text: str, data: bool = False) -> None:
    """Print to standard output. *data* (JSON, XML) is UTF-8 wherever it goes on to a program."""
    if data and hasattr(sys.stdout, "reconfigure") and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:  # the reader (head, less) has seen enough; nothing more goes out at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:  # a full disk behind “> file”
        raise UsageError(f"结果输出不了：{_why(error)}。") from None


def complain(sentence: str) -> None:
    """Print a sentence about the tool or a file to standard error."""
    try:
        print(sentence, file=sys.stderr, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


class Waiting:
    """One line on the terminal that says how far a long command is; gone when it is done.

    A command that is done within a second says nothing, nor does one whose standard error goes to a file or a program.
    """

    def __init__(self, stream: TextIOBase | None = None) -> None:
        self._stream = stream or sys.stderr
        self._from = time.monotonic() + 1
        self._width = 0  # columns of the line that stands there

    def __enter__(self) -> Callable[[str], None]:
        return self._say if self._stream is not None and self._stream.isatty() else lambda sentence: None

    def _say(self, sentence: str) -> None:
        if time.monotonic() >= self._from:
            self._put(sentence)

    def _put(self, line: str) -> None:
        width = sum(1 if character.isascii() else 2 for character in line)
        try:
            self._stream.write(f"\r{line}{' ' * (self._width - width)}\r")
            self._stream.flush()
        except OSError:  # the terminal is closed: the work goes on
            pass
        self._width = width

    def __exit__(self, *_: object) -> None:
        if self._width:
            self._put("")


def coloured() -> bool:
    """Whether colours go to standard output: a terminal only, and not against NO_COLOR (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def expanded(names: Sequence[str]) -> list[str]:
    """The files that are named, a pattern like ``*.xlsx`` replaced by what it fits: the shell of Windows leaves it to us.

    What an open Excel lays beside a workbook (“~$…”) is none. A pattern that fits nothing stays as it is.
    """
    files = []
    for name in names:
        found = []
        if ("*" in name or "?" in name) and not os.path.exists(name):
            from glob import glob  # most commands name their files

            found = sorted(file for file in glob(name) if not os.path.basename(file).startswith("~$"))
        files += found or [name]
    return files


def refuse_overwriting(files: Sequence[str], output: str | None) -> None:
    """Raises UsageError where the result would be written into one of the files that are read."""
    if output and any(os.path.realpath(output) == os.path.realpath(file) for file in files):
        raise UsageError(f"{output} 正是要检查的文件，不能把结果写进去，请在 -o 后换一个文件名。")


def write(path: str, text: str) -> None:
    """Write a text file (UTF-8) whole or not at all. Raises UsageError when it cannot be written."""
    path = os.path.realpath(path)
    if os.path.isdir(path):
        raise UsageError(f"结果写不进 {path}：这是文件夹，请在 -o 后给出文件名。")
    aside = path if os.path.exists(path) and not os.path.isfile(path) else f"{path}.{os.getpid()}.part"
    try:
        with open(aside, "w", encoding="utf-8", newline="\n") as file:
            file.write(text + "\n")
        if aside != path:
            os.replace(aside, path)
    except OSError as error:
        if aside != path and os.path.exists(aside):
            os.remove(aside)
        raise UsageError(f"结果写不进 {path}：{_why(error)}。") from None


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "所在的文件夹不存在，请核对路径或先建文件夹"
    if isinstance(error, PermissionError):
        return "没有写入权限，或文件正被别的程序打开，请换一个位置或关掉那个程序"
    return f"{error.strerror or type(error).__name__}，请检查磁盘或换一个位置"
