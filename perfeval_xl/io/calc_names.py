"""How the worksheet functions are called in files: ``PERF_SCORE(`` in Excel's, a long name in those of LibreOffice 7.4.

LibreOffice up to 24.2 takes no notice of the names that an add-in has in Excel: it shows ``PERF_SCORE(`` of an .xlsx as
#NAME?, and writes ``CN.PERFEVAL.XL.PERFADDIN.PERFSCORE(``, which Excel does not know. Both spellings are read
everywhere; here formulas are turned from one into the other.
"""

import re
from functools import lru_cache

ADD_IN = "cn.perfeval.xl.PerfAddIn"  # the component's service name; the long names begin with it
_PREFIX = f"{ADD_IN.upper()}."
# What formulas stand in: a cell, a condition, a list of choices, a defined name, a column of a table.
_FORMULA = re.compile(
    r"(<(?:\w+:)?(?:f|formula[12]?|definedName|calculatedColumnFormula|totalsRowFormula)\b[^<>]*(?<!/)>)([^<]*)"
)
_TEXT = r'"[^"]*"|&quot;.*?&quot;'
# Excel writes before a name from where it comes: [1]! for an add-in, _xll. and _xludf. for a function of a library.
_SHORT = re.compile(
    rf"({_TEXT})|(?:'[^']*'!|\[\d+\]!|(?:_xl\w+\.)+)?(?<![\w.])(PERF_[A-Z_]+)(?=\()",
    re.IGNORECASE,
)
_LONG = re.compile(rf"({_TEXT})|(?<![\w.])(?:{re.escape(_PREFIX)})([A-Z]+)(?=\()", re.IGNORECASE)


def short(formula: str) -> str:
    """The formula as Excel spells it. ``=CN.PERFEVAL.XL.PERFADDIN.PERFGRADE(A1)`` → ``=PERF_GRADE(A1)``."""
    return _LONG.sub(_shortened, formula) if _PREFIX in formula.upper() else formula


def long(formula: str) -> str:
    """The formula as LibreOffice keeps it; a formula that is so already stays the same."""
    return _SHORT.sub(_lengthened, formula) if "PERF_" in formula.upper() else formula


def _shortened(match: re.Match) -> str:
    return match[1] or _names()[0].get(match[2].upper(), match[0])


def _lengthened(match: re.Match) -> str:
    return match[1] or _names()[1].get(match[2].upper(), match[0])


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Excel's names by the ends of the long ones, and the long ones by Excel's."""
    from ..functions.table import FUNCTIONS  # most formulas call none of them

    ends = {function.program_name.upper(): function.name for function in FUNCTIONS}
    return ends, {name: _PREFIX + end for end, name in ends.items()}
