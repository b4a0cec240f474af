"""The live host: the spreadsheet open in LibreOffice, through its API (UNO)."""

import os
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager

from ...core.book import Book
from ...core.cells import Place
from ...core.edits import NewSheet
from ...core.host import Health, MissingSheet
from . import files, new_sheet, reading, state, writing
from .colours import Theme
from .dialogs import Dialogs
from .formats import Formats
from .health import health
from .state import Status, translating


class CalcHost:
    """A spreadsheet document as core.host.Host. LibreOffice's own errors come out as HostError."""

    def __init__(self, document, status: Status, dialogs: Dialogs | None = None):
        """*dialogs* is what asks and tells; without one it is LibreOffice itself."""
        self._document = document
        self._status = status
        self._dialogs = dialogs or Dialogs(document)
        self.path: str = files.path_of(document)
        self.name: str = os.path.basename(self.path) or document.Title
        self.read_only: bool = document.isReadonly()
        self._theme = Theme(self.path)

    # -- reading ---------------------------------------------------------------------------------------------------

    @translating
    def book(self) -> Book:
        return reading.read_book(self._document)

    @translating
    def read(self, path: str) -> Book:
        return files.read(path)

    @translating
    def fills(self, sheet: str, places: Collection[Place]) -> Mapping[Place, str]:
        return writing.read_fills(self._sheet(sheet), places)

    def _sheet(self, name: str):
        sheets = self._document.Sheets
        if not sheets.hasByName(name):
            raise MissingSheet(name)
        return sheets.getByName(name)

    # -- changing --------------------------------------------------------------------------------------------------

    def changing(self, what: str) -> AbstractContextManager[None]:
        return state.changing(self._document, self._status, what)

    def progress(self, text: str) -> None:
        self._status.say(text)

    @translating
    def fill(self, sheet: str, fills: Mapping[Place, str]) -> None:
        writing.write_fills(self._document, self._sheet(sheet), fills, self._theme)

    @translating
    def comment(self, sheet: str, comments: Mapping[Place, str]) -> None:
        writing.write_comments(self._sheet(sheet), comments)

    @translating
    def write(self, sheet: str, values: Mapping[Place, str | float | None]) -> None:
        writing.write_values(self._sheet(sheet), values, Formats(self._document))

    @translating
    def insert_rows(self, sheet: str, row: int, count: int) -> None:
        writing.insert_rows(self._sheet(sheet), row, count)

    @translating
    def add_sheet(self, sheet: NewSheet) -> None:
        new_sheet.add_sheet(self._document, sheet)

    @translating
    def copy_sheet(self, name: str, new_name: str) -> None:
        behind = self._sheet(name).getRangeAddress().Sheet + 1
        self._document.Sheets.copyByName(name, new_name, behind)

    @translating
    def rename_sheet(self, name: str, new_name: str) -> None:
        self._sheet(name).setName(new_name)

    @translating
    def delete_sheet(self, name: str) -> None:
        self._sheet(name)
        self._document.Sheets.removeByName(name)

    # -- the user --------------------------------------------------------------------------------------------------

    @translating
    def show(self, sheet: str, row: int = 0, col: int = 0) -> None:
        there, controller = self._sheet(sheet), self._document.CurrentController
        if controller is not None:
            controller.setActiveSheet(there)
            controller.select(there.getCellByPosition(col, row))

    @translating
    def save_copy(self, path: str) -> None:
        files.save_copy(self._document, path)

    @translating
    def tell(self, text: str) -> None:
        self._dialogs.tell(text)

    @translating
    def complain(self, text: str) -> None:
        self._dialogs.complain(text)

    @translating
    def confirm(self, question: str) -> bool:
        return self._dialogs.confirm(question)

    @translating
    def ask_files(self, title: str) -> Sequence[str]:
        return self._dialogs.ask_files(title)

    @translating
    def ask_save_name(self, title: str, suggested: str) -> str | None:
        return self._dialogs.ask_save_name(title, suggested)

    @translating
    def health(self) -> Sequence[Health]:
        return health()
