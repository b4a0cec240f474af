"""The settings of xlwings (xlwings.conf) as its VBA reads them: which Python the macros use.

VBA reads the file in the ANSI code page of the machine, one quoted name and value a line, and looks only for names, in
capitals or not (GetConfigFromFile in xlwings.bas). The file that counts is the user's own unless one lies beside the
workbook or the add-in.
"""

import csv
import locale
import ntpath
import os
from collections.abc import Mapping

from . import XLWINGS

FILE = "xlwings.conf"
DLLS = tuple(f"xlwings{bits}-{XLWINGS}.dll" for bits in (64, 32))  # the one that Excel's own bits ask for


def settings_file() -> str:
    """The user's file, which need not be there; "" where there is no Windows."""
    home = os.environ.get("USERPROFILE")
    return os.path.join(home, ".xlwings", FILE) if home else ""


def read_settings(path: str) -> Mapping[str, str]:
    """Name in capitals → value, the first of a name. Raises OSError; what the code page has not is shown as U+FFFD."""
    found: dict[str, str] = {}
    with open(path, encoding=locale.getencoding(), errors="replace", newline="") as file:
        for row in csv.reader(file):
            if len(row) > 1:
                found.setdefault(row[0].upper(), row[1])
    return found


def interpreter(settings: Mapping[str, str]) -> str:
    """The Python that the macros start, "" where none is named."""
    return os.path.expandvars(settings.get("INTERPRETER_WIN") or settings.get("INTERPRETER") or "")


def lacking_dlls(program: str) -> list[str]:
    """Which DLLs the macros would not find: VBA looks in the folder of the interpreter and in the one above."""
    folder = os.path.dirname(program) or ntpath.dirname(program)
    return [
        name for name in DLLS if not any(os.path.exists(os.path.join(place, name)) for place in (folder, os.path.dirname(folder)))
    ]
