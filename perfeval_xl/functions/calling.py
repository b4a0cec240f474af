"""call: the one entry for all hosts. It never raises: whatever goes wrong is an Excel error value."""

from collections.abc import Sequence

from .table import FUNCTIONS
from .values import NO_NAME, UNREADABLE
from .workbook import Caller

BY_NAME = {function.name: function for function in FUNCTIONS}
# What a call needs of a function, in one look-up: a sheet has thousands of calls.
_ENTRIES = {one.name: (one.compute, one.required, len(one.parameters), one.without_arguments) for one in FUNCTIONS}
_NONE = (None,) * max(len(function.parameters) for function in FUNCTIONS)


def call(name: str, arguments: Sequence, caller: Caller | None = None):
    """The value of ``NAME(arguments…)`` called from a cell.

    *arguments* are those that were given, None for one left out in the middle; values as in functions.values, a range
    as rows. *caller* is the calling cell; None outside any workbook. Returns str, float, CellError, or rows of these.
    """
    if name not in _ENTRIES:
        return NO_NAME
    compute, required, wanted, without_arguments = _ENTRIES[name]
    given = len(arguments)
    if given > wanted or given < required and (given or not without_arguments):
        return UNREADABLE
    try:
        if not given and without_arguments:
            return compute((), caller)
        return compute((*arguments, *_NONE[given:wanted]), caller)
    except Exception:  # the tool's own fault must neither stop the host nor pass for a score
        return UNREADABLE
