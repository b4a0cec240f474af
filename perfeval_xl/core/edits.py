"""What is to be written into a workbook, described: nothing here knows of files or of a running spreadsheet.

The file patcher and the live hosts apply the same description. Rows and columns count from 0.
"""

from collections.abc import Iterable

from .cells import Box
from .findings import ERROR, INFO, WARNING
from .record import Record

SHEET_NAME = "校验结果"
# Every comment that is ours begins with this, each finding on a line of its own: 【绩效校验 F01】…
COMMENT_START = "【绩效校验 "
EXPLAINED = "（核实说明："  # behind a message, up to a closing bracket
CUT_OFF = "……（共 "  # where a comment would be too long: how many findings there are, up to a closing bracket
AUTHOR = "绩效校验"

# Fill of a marked cell by level (RGB), light enough for black figures, told apart also when printed in grey. Each is a shade
# off a colour that spreadsheets offer (FFC7CE, FFEB9C, DDEBF7): no cell has it that did not get it from a mark.
FILLS = {ERROR: "FFC7CF", WARNING: "FFEB9D", INFO: "DDEBF8"}


class Place(Record):
    """A cell of the workbook that a link leads to."""

    sheet: str
    row: int
    col: int


class Mark(Record):
    """A mark on an existing cell: its fill by level, and a comment."""

    place: Place
    level: str  # the gravest of the findings at this cell: a key of FILLS
    comment: str


class Row(Record):
    """A row of a new sheet. A text is written as a text, whatever it begins with: it never becomes a formula."""

    values: tuple[str | int | float | None, ...] = ()  # from the first column on; None: no cell
    styles: tuple[str, ...] = ()  # keys of STYLES, one for each value
    place: Place | None = None  # the cell of the workbook that the row is about
    link: int | None = None  # the column whose cell leads there
    # The column where whoever applies the edits writes down the fill that the place had before it was marked.
    previous_fill: int | None = None

    def with_fill(self, fill: str) -> "Row":
        """The row with the fill written down."""
        at = self.previous_fill
        return self._replace(values=(*self.values[:at], fill, *self.values[at + 1 :]), previous_fill=None)


class Style(Record):
    """How the cells of a new sheet look."""

    bold: bool = False
    size: int = 10
    colour: str = "000000"
    fill: str = ""
    wrap: bool = True
    centred: bool = False
    border: bool = True
    underlined: bool = False
    unlocked: bool = False  # may be typed into where the sheet is protected


STYLES = {
    "title": Style(bold=True, size=16, border=False, wrap=False),
    "verdict": Style(bold=True, size=12, border=False),
    "told": Style(size=9, colour="595959", border=False),
    "header": Style(bold=True, fill="D9D9D9", centred=True),
    "text": Style(),
    "code": Style(centred=True),
    "figure": Style(centred=True),
    "link": Style(colour="0563C1", underlined=True, centred=True),
    "input": Style(fill="FFFFE5", unlocked=True),
    "hidden": Style(wrap=False, border=False),  # in a column without width a text must not ask for height
    ERROR: Style(bold=True, fill=FILLS[ERROR], centred=True),
    WARNING: Style(fill=FILLS[WARNING], centred=True),
    INFO: Style(fill=FILLS[INFO], centred=True),
}


class Series(Record):
    """One colour of a chart."""

    name: str
    values: Box
    colour: str

    @property
    def figure_colour(self) -> str:
        """White on a dark bar, black on a light one, by the weight that the eye gives to red, green and blue."""
        red, green, blue = bytes.fromhex(self.colour)
        return "FFFFFF" if 30 * red + 59 * green + 11 * blue < 100 * 128 else "000000"


class Chart(Record):
    """A stacked bar chart of cells of the same sheet."""

    title: str
    categories: Box
    series: tuple[Series, ...]
    place: Box  # the cells it lies over


class NewSheet(Record):
    """A worksheet to be added; one of the same name that is ours is replaced."""

    name: str
    rows: tuple[Row, ...]
    widths: tuple[float, ...] = ()  # of the columns, in characters
    heights: tuple[tuple[int, float], ...] = ()  # (row, points) to begin with: rows grow with what is typed into them
    hidden: tuple[int, ...] = ()  # columns that a reader does not see
    merges: tuple[Box, ...] = ()
    frozen_rows: int = 0  # stay in sight when the reader scrolls
    filtered: Box | None = None  # header and rows with filter buttons
    repeated: tuple[int, int] | None = None  # first and last row printed on every page
    printed: Box | None = None  # what is printed at all
    chart: Chart | None = None


class Edits(Record):
    """Everything that is written in one go."""

    marks: tuple[Mark, ...] = ()
    sheet: NewSheet | None = None


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """*wanted*, or with a number behind it where there is such a sheet; at most 31 characters, as sheets are named."""
    lower = {name.lower() for name in taken}
    name, number = wanted[:31], 1
    while name.lower() in lower:
        number += 1
        name = f"{wanted[: 31 - len(str(number)) - 2]}({number})"
    return name
