"""A workbook in memory as a host of the buttons: what tests press buttons on, and what the other hosts are held to."""

import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from perfeval_xl.core.book import Book, Extras, Sheet
from perfeval_xl.core.cells import Place
from perfeval_xl.core.edits import STYLES, NewSheet
from perfeval_xl.core.fills import NO_FILL, NONE, read_fill, spelled
from perfeval_xl.core.host import Health, HostError, LockedSheet, MissingSheet
from perfeval_xl.io.reader import read_book


class MemorySheet:
    """One worksheet: rows of values, and by place what else a button sees or changes."""

    def __init__(self, sheet: Sheet):
        self.name = sheet.name
        self.rows = [list(row) for row in sheet.rows]
        self.merges = list(sheet.merges)
        self.hidden = sheet.hidden
        self.formats = dict(sheet.formats or {})
        self.formulas = dict(sheet.formulas or {})
        self.comments = {place: text for place, text in (sheet.comments or {}).items() if text}
        self.fills: dict[Place, str] = {}
        self.locked = False  # protected with a password

    def snapshot(self) -> Sheet:
        """The sheet as it is now, apart from what becomes of it later."""
        extras = Extras(dict(self.formats), dict(self.formulas), dict(self.comments))
        return Sheet(self.name, tuple(map(tuple, self.rows)), tuple(self.merges), self.hidden, extras)

    def put(self, row: int, col: int, value) -> None:
        """Put a value into a cell; the grid grows and stays a rectangle."""
        width = max(col + 1, len(self.rows[0]) if self.rows else 0)
        for cells in self.rows:
            cells.extend([""] * (width - len(cells)))
        self.rows.extend([""] * width for _ in range(row + 1 - len(self.rows)))
        self.rows[row][col] = "" if value is None else value
        self.formulas.pop((row, col), None)

    def shift(self, at: int, count: int) -> None:
        """Move everything from row *at* on down by *count* rows."""
        width = len(self.rows[0]) if self.rows else 0
        self.rows[at:at] = [[""] * width for _ in range(count)]
        self.merges = [
            (top + count * (top >= at), left, bottom + count * (bottom >= at), right)
            for top, left, bottom, right in self.merges
        ]
        for name in ("formats", "formulas", "comments", "fills"):
            there: dict[Place, object] = getattr(self, name)
            setattr(self, name, {(row + count * (row >= at), col): value for (row, col), value in there.items()})


class MemoryHost:
    """A host without a program. What a user would answer is given beforehand; what a user would see is kept.

    said: every message (“info” or “error”, text); shown: the cell brought into sight; states: what ``changing`` showed.
    """

    def __init__(self, book: Book, name: str = "工作簿.xlsx", path: str = ""):
        """*path*: the file that the book was read from, for buttons that work on a saved copy."""
        self.name, self.path, self.read_only = name, path, False
        self.source = book.source
        self.sheets = [MemorySheet(sheet) for sheet in book.sheets]
        self.structure_locked = self.editing = False
        self.answer = True
        self.files: Sequence[str] = ()
        self.save_name: str | None = None
        self.said: list[tuple[str, str]] = []
        self.questions: list[str] = []
        self.states: list[str] = []
        self.shown: tuple[str, int, int] | None = None
        self._changing = False

    # -- reading ---------------------------------------------------------------------------------------------------

    def book(self) -> Book:
        return Book(tuple([sheet.snapshot() for sheet in self.sheets]), self.source)

    def read(self, path: str) -> Book:
        return read_book(path)

    def fills(self, sheet: str, places: Collection[Place]) -> Mapping[Place, str]:
        fills = self.sheet(sheet).fills
        return {place: fills.get(place, NONE) for place in places}

    def sheet(self, name: str) -> MemorySheet:
        """Raises MissingSheet."""
        found = next((sheet for sheet in self.sheets if sheet.name == name), None)
        if found is None:
            raise MissingSheet(name)
        return found

    # -- changing --------------------------------------------------------------------------------------------------

    @contextmanager
    def changing(self, what: str) -> Iterator[None]:
        if self.editing:
            raise HostError("有单元格正在编辑，请按回车或 Esc 结束编辑后再点。")
        if self.structure_locked:
            raise HostError("工作簿结构有保护，不能增删工作表，请在“审阅”里撤销工作簿保护后再点。")
        self._changing = True
        self.states.append(what)
        try:
            yield
        finally:
            self._changing = False
            self.states.append("")

    def progress(self, text: str) -> None:
        self.states.append(text)

    def fill(self, sheet: str, fills: Mapping[Place, str]) -> None:
        there = self._unlocked(sheet).fills
        for place, text in fills.items():
            fill = read_fill(text)
            if fill is None or fill == NO_FILL:
                there.pop(place, None)
            else:
                there[place] = spelled(fill.rgb) if fill.rgb else text

    def comment(self, sheet: str, comments: Mapping[Place, str]) -> None:
        there = self._unlocked(sheet).comments
        for place, text in comments.items():
            if text:
                there[place] = text
            else:
                there.pop(place, None)

    def write(self, sheet: str, values: Mapping[Place, str | float | None]) -> None:
        there = self._unlocked(sheet)
        for (row, col), value in values.items():
            there.put(row, col, value)

    def insert_rows(self, sheet: str, row: int, count: int) -> None:
        self._unlocked(sheet).shift(row, count)

    def add_sheet(self, sheet: NewSheet) -> None:
        self._require_changing()
        self._require_free(sheet.name)
        width = max([len(row.values) for row in sheet.rows], default=0)
        rows = [
            ["" if value is None else value for value in row.values] + [""] * (width - len(row.values)) for row in sheet.rows
        ]
        merges = [(box.top, box.left, box.bottom, box.right) for box in sheet.merges]
        made = MemorySheet(Sheet(sheet.name, rows, merges))
        made.fills = {
            (number, col): spelled(STYLES[style].fill)
            for number, row in enumerate(sheet.rows)
            for col, (value, style) in enumerate(zip(row.values, row.styles))
            if value is not None and STYLES[style].fill
        }
        self.sheets.append(made)

    def copy_sheet(self, name: str, new_name: str) -> None:
        self._require_changing()
        self._require_free(new_name)
        original = self.sheet(name)
        copy = MemorySheet(original.snapshot())
        copy.name, copy.fills, copy.locked = new_name, dict(original.fills), original.locked
        self.sheets.insert(self.sheets.index(original) + 1, copy)

    def rename_sheet(self, name: str, new_name: str) -> None:
        self._require_changing()
        self._require_free(new_name)
        self.sheet(name).name = new_name

    def delete_sheet(self, name: str) -> None:
        self._require_changing()
        self.sheets.remove(self.sheet(name))

    def _unlocked(self, name: str) -> MemorySheet:
        self._require_changing()
        sheet = self.sheet(name)
        if sheet.locked:
            raise LockedSheet(name)
        return sheet

    def _require_changing(self) -> None:
        if not self._changing:
            raise RuntimeError("a sheet is changed outside of changing()")

    def _require_free(self, name: str) -> None:
        if any(sheet.name.lower() == name.lower() for sheet in self.sheets):
            raise RuntimeError(f"two sheets of one name: {name}")

    # -- the user --------------------------------------------------------------------------------------------------

    def show(self, sheet: str, row: int = 0, col: int = 0) -> None:
        self.shown = self.sheet(sheet).name, row, col

    def save_copy(self, path: str) -> None:
        if not self.path:
            raise HostError("工作簿还没有保存过，请先保存。")
        shutil.copyfile(self.path, path)

    def tell(self, text: str) -> None:
        self.said.append(("info", text))

    def complain(self, text: str) -> None:
        self.said.append(("error", text))

    def confirm(self, question: str) -> bool:
        self.questions.append(question)
        return self.answer

    def ask_files(self, title: str) -> Sequence[str]:
        return self.files

    def ask_save_name(self, title: str, suggested: str) -> str | None:
        return self.save_name

    def health(self) -> Sequence[Health]:
        return [Health("工作簿程序", True, "内存中的工作簿")]
