"""How the worksheet functions are called in files: ``PERF_SCORE(`` in Excel's, by a long name in those of LibreOffice.

LibreOffice 7.4 takes no notice of the name that a function of an add-in has in Excel: it shows ``PERF_SCORE(`` of an
.xlsx as #NAME?, and writes ``CN.PERFEVAL.XL.PERFADDIN.PERFSCORE(``, which Excel does not know. Both are read everywhere;
here formulas, and the parts of a workbook file, are turned from one into the other. What is not turned is copied as it is.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from .package import Package
from .patch.archive import Archive

ADD_IN = "cn.perfeval.xl.PerfAddIn"  # the component's service name; the long names begin with it
LONG_NAME = ADD_IN.upper()  # as it stands in files
_SHORT_NAME = "PERF_"
# What holds a formula: a cell, a condition, a list of choices, a defined name, a column of a table.
_FORMULA = re.compile(
    r"(<(?:\w+:)?(?:f|formula[12]?|definedName|calculatedColumnFormula|totalsRowFormula)(?:\s[^<>]*)?(?<!/)>)([^<]+)"
)
_TEXT = '"[^"]*"|&quot;.*?&quot;'
# Excel writes before the name where the function comes from: [1]! for an add-in, _xll. or _xludf. for a library.
_SHORT = re.compile(rf"({_TEXT})|(?<![\w.])(?:'[^']*'!|\[\d+\]!|(?:_xl\w+\.)+)?(PERF_[A-Z_]+)(?=\()", re.IGNORECASE)
_LONG = re.compile(rf"({_TEXT})|(?<![\w.]){re.escape(LONG_NAME)}\.([A-Z]+)(?=\()", re.IGNORECASE)

_SMALL = re.compile(rf"({_TEXT})|(?<![\w.])(perf_[a-z_]+)(?=\()")


def short(formula: str) -> str:
    """The formula as Excel spells it: ``=CN.PERFEVAL.XL.PERFADDIN.PERFGRADE(A1)`` → ``=PERF_GRADE(A1)``.

    A name that LibreOffice did not know, and wrote small, gets its capital letters back.
    """
    if LONG_NAME in formula.upper():
        formula = _LONG.sub(_shortened, formula)
    return _SMALL.sub(_capitalised, formula) if _SHORT_NAME.lower() in formula else formula


def long(formula: str) -> str:
    """The formula as LibreOffice keeps it: ``=PERF_GRADE(A1)`` → ``=CN.PERFEVAL.XL.PERFADDIN.PERFGRADE(A1)``."""
    return _SHORT.sub(_lengthened, formula) if _SHORT_NAME in formula.upper() else formula


def for_excel(data: bytes) -> bytes | None:
    """A workbook file (.xlsx, .xlsm) with Excel's names; None where it has no others. Raises errors.Fault."""
    return _respelled(data, short, (LONG_NAME, _SHORT_NAME.lower()))


def for_calc(data: bytes) -> bytes | None:
    """A workbook file with the names that LibreOffice 7.4 knows; None where there is nothing to change. Raises Fault."""
    return _respelled(data, long, (_SHORT_NAME, _SHORT_NAME.lower()))


def _respelled(data: bytes, spelled: Callable[[str], str], signs: tuple[str, ...]) -> bytes | None:
    Package(data)  # refuses what is no sound package
    archive, changed = Archive(data), {}
    for name, entry in archive.entries.items():
        if name.startswith("xl/") and name.endswith(".xml"):
            content = entry.content()
            if any(sign.encode() in content for sign in signs):
                part = content.decode("utf-8", "surrogateescape")
                new = _FORMULA.sub(lambda match: match[1] + spelled(match[2]), part).encode("utf-8", "surrogateescape")
                if new != content:
                    changed[name] = new
    return b"".join(archive.rewritten(changed)) if changed else None


def _shortened(match: re.Match) -> str:
    return match[1] or _names()[0].get(match[2].upper(), match[0])


def _capitalised(match: re.Match) -> str:
    name = match[0].upper()
    return name if not match[1] and name in _names()[1] else match[0]


def _lengthened(match: re.Match) -> str:
    return match[1] or _names()[1].get(match[2].upper(), match[0])


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Excel's names by the ends of the long ones, and the long ones by Excel's."""
    from ..functions.table import FUNCTIONS

    ends = {function.program_name.upper(): function.name for function in FUNCTIONS}
    return ends, {name: f"{LONG_NAME}.{end}" for end, name in ends.items()}
