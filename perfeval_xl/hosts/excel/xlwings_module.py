"""The VBA module of the installed xlwings, as it is in Excel on Windows: what it has for other programs and the Mac left out.

xlwings' source asks ``#If App = "Microsoft Excel"`` and ``#If Mac`` where these differ, once even for the first line of a
function. Excel's compiler takes that; LibreOffice's, which reads the module too when the macros of a workbook may run,
calls it a syntax error. Nothing else of the module is touched, its licence included.
"""

import os
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution

from . import XLWINGS

_CONSTANT = "#Const App = "
_CONDITION = re.compile(r'\s*#(?:Else)?If (?:App = "(.+)"|(Mac)) Then\b.*\s*')
_PROGRAM = "Microsoft Excel"


class NotInstalled(Exception):
    """There is no xlwings of the version that is wanted; the message says what to do."""


def xlwings_source() -> str:
    """The module's source. Raises NotInstalled for another version, or none."""
    try:
        installed = distribution("xlwings")
    except PackageNotFoundError:
        raise NotInstalled(f"xlwings is not installed: pip install xlwings=={XLWINGS}") from None
    if installed.version != XLWINGS:
        raise NotInstalled(f"xlwings {installed.version} is installed: pip install xlwings=={XLWINGS}")
    path = os.path.join(str(installed.locate_file("xlwings")), "xlwings.bas")
    with open(path, encoding="ascii", newline="") as file:
        return for_excel_on_windows(file.read())


def for_excel_on_windows(source: str) -> str:
    """*source* without the lines that are for another program or for the Mac, and without the questions which it is."""
    return "".join(_wanted(source.splitlines(keepends=True)))


def _wanted(lines: Iterable[str]) -> Iterator[str]:
    nested: list[bool | None] = []  # of each open #If: whether its lines are wanted; None where it asks something else
    met: list[bool] = []  # of each open #If: whether one of its branches was wanted
    for line in lines:
        word = line.split(None, 1)[0] if line.strip() else ""
        asked = _CONDITION.fullmatch(line)
        if word == "#If":
            nested.append(asked[1] == _PROGRAM if asked else None)
            met.append(nested[-1] is True)
        if nested and nested[-1] is not None and word in ("#ElseIf", "#Else"):
            nested[-1] = not met[-1] and (asked is None or asked[1] == _PROGRAM)
            met[-1] = met[-1] or nested[-1]
        settled = bool(nested) and nested[-1] is not None and word in ("#If", "#ElseIf", "#Else", "#End")
        if not (settled or False in nested or line.startswith(_CONSTANT)):
            yield line
        if nested and word == "#End":
            nested.pop()
            met.pop()
