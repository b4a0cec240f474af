"""What calamine does not tell of .xls, .xlsb and .ods: error values, which are no empty cells, how numbers are shown, and
the merges of .ods."""

import struct
from collections.abc import Callable, Mapping, Sequence

from ..core.book import NO_EXTRAS, BadCell, CellError, Extras, Shown
from ..core.record import Record
from .errors import Fault

Formats = Mapping[tuple[int, int], Shown]
UNSAID = (struct.error, IndexError, ValueError, Fault)  # a file that calamine could read all the same

_CODES = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip


class Told(Record):
    """One worksheet: its error cells, what reads its number formats when a rule asks, and merges that only this tells."""

    bad: Sequence[BadCell]
    formats: Callable[[], Formats]
    merges: Sequence[tuple[int, int, int, int]] = ()

    def of_sheet(self) -> tuple:
        """What the sheet gets besides its values: extras, error cells, merges."""
        return self.extras, self.bad, self.merges

    def extras(self) -> Extras:
        """Number formats; formulas and comments are not told. Nothing is where they cannot be made out."""
        try:
            return Extras(formats=self.formats())
        except UNSAID:
            return NO_EXTRAS


def told(kind: str, data: bytes) -> Sequence[Told]:
    """Of each worksheet in its order; () for a file that does not tell. Raises Fault for an .ods that is no XML."""
    if kind == "ods":
        from .ods import worksheets

        return worksheets(data)
    if kind == "xls":
        from .xls import worksheets
    else:
        from .xlsb import worksheets
    try:
        return worksheets(data)
    except UNSAID:
        return ()


def error_of(code: int) -> CellError:
    """The error value of a code of binary workbooks ([MS-XLS] 2.5.10, [MS-XLSB] 2.5.97.2)."""
    return CellError(_CODES.get(code, "#VALUE!"))
