"""What a button needs of the program that has the workbook open: Excel, LibreOffice, or what tests have in their place.

Buttons (perfeval_xl.macros) are written against this alone. Rows and columns count from 0. Each method that changes
something takes all changes of a sheet at once. Whatever a host cannot do it says as a HostError.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from .book import Book
from .cells import Place
from .edits import NewSheet
from .record import Record


class HostError(Exception):
    """Something that the host cannot do; ``str()`` is one Chinese sentence: what, and what to do."""


class LockedSheet(HostError):
    """A sheet protected with a password (有密码保护的工作表)."""

    def __init__(self, sheet: str):
        super().__init__(f"工作表“{sheet}”有密码保护，不能改动，请在“审阅”里撤销工作表保护后再点。")
        self.sheet = sheet


class MissingSheet(HostError):
    """A sheet that a button has to do with and that is not there."""

    def __init__(self, sheet: str):
        super().__init__(f"没有工作表“{sheet}”，可能刚被改名或删除，请再点一次。")


class Health(Record):
    """One line of 环境体检: what was looked at, whether it is as it should be, and one sentence, with the remedy."""

    name: str
    good: bool
    said: str


class Host(Protocol):
    """An open workbook. ``name`` is its file name, ``path`` its full path, empty for one that was never saved."""

    name: str
    path: str
    read_only: bool  # opened read-only: what is changed can only be saved under another name

    def book(self) -> Book:
        """The workbook as it is at this moment, unsaved changes included. Each sheet is read once."""

    def read(self, path: str) -> Book:
        """Another workbook file, as this program or this package reads it. Raises HostError or UnreadableFile."""

    def changing(self, what: str) -> AbstractContextManager[None]:
        """While it lasts, sheets may be changed: nothing flickers, recalculates or asks, and *what* is shown.

        When it ends, by whatever exception, the program is as it was before. Raises HostError where the workbook
        cannot be changed now: a cell is being edited, or its structure (结构) is protected.
        """

    def progress(self, text: str) -> None:
        """Say how far the work is, where it does not interrupt."""

    def fills(self, sheet: str, places: Collection[Place]) -> Mapping[Place, str]:
        """The fills of cells as core.fills spells them; "" for a pattern or gradient, which the host cannot restore."""

    def fill(self, sheet: str, fills: Mapping[Place, str]) -> None:
        """Give cells fills, in either spelling. Raises LockedSheet."""

    def comment(self, sheet: str, comments: Mapping[Place, str]) -> None:
        """Make these the comments of the cells, "" for none; a cell with a thread keeps it. Raises LockedSheet."""

    def write(self, sheet: str, values: Mapping[Place, str | float | None]) -> None:
        """Put values into cells, None to empty one. A text stays a text whatever it begins with. Raises LockedSheet."""

    def insert_rows(self, sheet: str, row: int, count: int) -> None:
        """Put *count* empty rows before *row*, formatted as the row above. Raises LockedSheet."""

    def add_sheet(self, sheet: NewSheet) -> None:
        """Add a described sheet at the end. Its name is free, and the previous fills are written down in it."""

    def copy_sheet(self, name: str, new_name: str) -> None:
        """Put a copy of a sheet, protection included, behind the sheet itself."""

    def rename_sheet(self, name: str, new_name: str) -> None:
        """Give a sheet another name, which is free."""

    def delete_sheet(self, name: str) -> None:
        """Take a sheet out without asking."""

    def show(self, sheet: str, row: int = 0, col: int = 0) -> None:
        """Bring a cell into sight and select it."""

    def save_copy(self, path: str) -> None:
        """Write the workbook as it is now to another file; the open one stays what it is. Raises HostError."""

    def tell(self, text: str) -> None:
        """One message box that informs."""

    def complain(self, text: str) -> None:
        """One message box that says what went wrong."""

    def confirm(self, question: str) -> bool:
        """A message box with 是 and 否; whether it was 是."""

    def ask_files(self, title: str) -> Sequence[str]:
        """Let the user choose workbook files; none where it was cancelled."""

    def ask_save_name(self, title: str, suggested: str) -> str | None:
        """Let the user choose the file to write to, beginning with *suggested*; None where it was cancelled."""

    def health(self) -> Sequence[Health]:
        """What the host knows of itself for 环境体检: its own version, how it reaches this package."""
