"""The live host: the workbook open in Excel, through xlwings (its BSD part; nothing of xlwings PRO)."""

import os
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager

from ...core.book import Book
from ...core.cells import Place
from ...core.edits import NewSheet
from ...core.host import Health, MissingSheet
from ...io.reader import read_book
from ..buttons import TITLE, WORKBOOKS
from . import new_sheet, reading, state, writing
from .com import is_com_error, translated
from .health import health

_WORKBOOKS = ";".join(f"*.{extension}" for extension in WORKBOOKS)


class ExcelHost:
    """An xlwings.Book as core.host.Host. Each method is one visit to Excel; Excel's own errors come out as HostError."""

    def __init__(self, book):
        self._book = book
        self._app = book.app
        self.name: str = book.name
        full = book.api.FullName  # xlwings' own looks for the folder of a file in OneDrive, and fails where it finds none
        self.path: str = full if full != self.name else ""  # one that was never saved has no folder
        self.read_only = bool(book.api.ReadOnly)

    # -- reading ---------------------------------------------------------------------------------------------------

    def book(self) -> Book:
        with translated():
            return reading.read_book(self._book)

    def read(self, path: str) -> Book:
        return read_book(path)

    def fills(self, sheet: str, places: Collection[Place]) -> Mapping[Place, str]:
        return writing.read_fills(self._sheet(sheet), places)

    def _sheet(self, name: str):
        try:
            return self._book.sheets[name]
        except Exception as error:
            if not is_com_error(error):
                raise
            raise MissingSheet(name) from error

    # -- changing --------------------------------------------------------------------------------------------------

    def changing(self, what: str) -> AbstractContextManager[None]:
        return state.changing(self._book, what)

    def progress(self, text: str) -> None:
        self._app.status_bar = text

    def fill(self, sheet: str, fills: Mapping[Place, str]) -> None:
        writing.write_fills(self._sheet(sheet), fills)

    def comment(self, sheet: str, comments: Mapping[Place, str]) -> None:
        writing.write_notes(self._sheet(sheet), comments)

    def write(self, sheet: str, values: Mapping[Place, str | float | None]) -> None:
        writing.write_values(self._sheet(sheet), values)

    def insert_rows(self, sheet: str, row: int, count: int) -> None:
        writing.insert_rows(self._sheet(sheet), row, count)

    def add_sheet(self, sheet: NewSheet) -> None:
        new_sheet.add_sheet(self._book, sheet)

    def copy_sheet(self, name: str, new_name: str) -> None:
        original = self._sheet(name)
        original.copy(after=original, name=new_name)

    def rename_sheet(self, name: str, new_name: str) -> None:
        self._sheet(name).name = new_name

    def delete_sheet(self, name: str) -> None:
        self._sheet(name).delete()

    # -- the user --------------------------------------------------------------------------------------------------

    def show(self, sheet: str, row: int = 0, col: int = 0) -> None:
        with translated():
            there = self._sheet(sheet)
            there.activate()
            there.range((row + 1, col + 1)).select()

    def save_copy(self, path: str) -> None:
        with translated():
            self._book.api.SaveCopyAs(path)

    def tell(self, text: str) -> None:
        self._app.alert(text, TITLE, "ok", "info")

    def complain(self, text: str) -> None:
        self._app.alert(text, TITLE, "ok", "critical")

    def confirm(self, question: str) -> bool:
        return self._app.alert(question, TITLE, "yes_no", "info") == "yes"

    def ask_files(self, title: str) -> Sequence[str]:
        with translated():
            chosen = self._app.api.GetOpenFilename(
                FileFilter=f"工作簿 ({_WORKBOOKS}),{_WORKBOOKS}", Title=title, MultiSelect=True
            )
        return () if chosen is False else tuple(chosen)

    def ask_save_name(self, title: str, suggested: str) -> str | None:
        extension = os.path.splitext(suggested)[1]
        with translated():
            chosen = self._app.api.GetSaveAsFilename(
                InitialFileName=suggested, FileFilter=f"工作簿 (*{extension}),*{extension}", Title=title
            )
        if chosen is False:
            return None
        # The dialogue only gives a name, and alerts are off behind a button: nothing else is sure to ask.
        if os.path.exists(chosen) and not self.confirm(f"已有文件 {chosen}，要换掉吗？"):
            return None
        return chosen

    def health(self) -> Sequence[Health]:
        return health(self._app)
