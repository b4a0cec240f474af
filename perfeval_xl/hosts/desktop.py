"""A command started with a click (发送到、开始菜单), where there is no console: what it says is opened as a text.

    pythonw -m perfeval_xl.hosts.desktop FOLDER COMMAND [ARGUMENT ...]

The text goes into FOLDER, which holds the last one only: it tells of somebody's workbook.
"""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress

from .cli import main as command_line

# Command → the name of its text.
TITLES = {"check": "校验结果", "doctor": "环境体检"}


def main(arguments: Sequence[str]) -> int:
    """Run the command, open what it said, and return its exit code."""
    folder, command, *rest = arguments
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = command_line([command, *rest])
    _open(_written(folder, TITLES[command], said.getvalue()))
    return code


def _written(folder: str, title: str, text: str) -> str:
    """Where the text is now. With a byte order mark: Notepad before Windows 10 would take UTF-8 for the ANSI code page."""
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        with suppress(PermissionError):  # some editors keep open what they show
            os.remove(os.path.join(folder, name))
    kept = len(os.listdir(folder))
    path = os.path.join(folder, f"{title}（{kept + 1}）.txt" if kept else f"{title}.txt")
    with open(path, "w", encoding="utf-8-sig", newline="\r\n") as file:
        file.write(text)
    return path


def _open(path: str) -> None:
    """In the program that Windows has for texts."""
    os.startfile(path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
