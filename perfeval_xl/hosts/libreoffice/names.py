"""The names of our functions in a document and in its file (函数名): io.calc_names, done where LibreOffice needs it.

LibreOffice 7.4 opens a workbook of Excel's with every PERF_SCORE( as #NAME?, or takes it for the macro of that name in the
workbook, which only runs in Excel; and it writes names that Excel does not know. Set anew under these, a formula computes.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from ...core.cells import Place
from ...core.host import LockedSheet
from ...io.calc_names import for_calc, for_excel, long
from ...io.container import OPEN_XML
from ...io.errors import Fault, UnwritableFile
from ...io.files import write_whole
from .reading import formula_cells
from .state import Unlocked


def name_functions(document) -> int:
    """Have the functions of ours understood that *document* has under Excel's names; returns in how many cells they stand.

    A document without any is not touched; none becomes modified, and there is nothing to be undone. Where LibreOffice
    lets nothing be changed (a document that is read-only, a sheet with a password) they stay as they are.
    """
    if document.isReadonly():
        return 0
    found = [(sheet, places) for sheet in document.Sheets if (places := dict(_unknown(sheet)))]
    if found:
        with _unnoticed(document):
            for sheet, places in found:
                _set_anew(sheet, places)
    return sum(len(places) for _, places in found)


@contextmanager
def _unnoticed(document) -> Iterator[None]:
    modified, automatic = document.isModified(), document.isAutomaticCalculationEnabled()
    undo = document.UndoManager
    could_undo = undo.isUndoPossible()
    undo.lock()
    document.lockControllers()
    document.enableAutomaticCalculation(False)  # or all is computed anew after every cell
    try:
        yield
    finally:
        document.enableAutomaticCalculation(automatic)
        document.unlockControllers()
        undo.unlock()
        if not could_undo:
            undo.clear()  # array formulas are written down in spite of the lock
        document.setModified(modified)


def _unknown(sheet) -> Iterator[tuple[Place, str]]:
    """The cells with a function of ours under Excel's name, and their formulas as LibreOffice knows them."""
    for row, col, text in formula_cells(sheet, sheet):
        known = long(text)
        if known != text:
            yield (row, col), known


def _set_anew(sheet, places: Mapping[Place, str]) -> None:
    try:
        with Unlocked(sheet):
            for top, left, texts in _runs(places):
                cells = sheet.getCellRangeByPosition(left, top, left, top + len(texts) - 1)
                if texts[0].startswith("{"):
                    _set_array_anew(sheet, cells, texts[0])
                else:
                    cells.setFormulaArray([(text,) for text in texts])
    except LockedSheet:
        return


def _runs(places: Mapping[Place, str]) -> Iterator[tuple[int, int, list[str]]]:
    """Cells below each other: the row and column of the first, and all formulas. A cell of an array is one by itself."""
    waiting = sorted(places, key=lambda place: (place[1], place[0]))
    while waiting:
        (top, left), texts = waiting[0], []
        while len(texts) < len(waiting) and waiting[len(texts)] == (top + len(texts), left):
            text = places[waiting[len(texts)]]
            if text.startswith("{") and texts:
                break
            texts.append(text)
            if text.startswith("{"):
                break
        del waiting[: len(texts)]
        yield top, left, texts


def _set_array_anew(sheet, cell, text: str) -> None:
    cursor = sheet.createCursorByRange(cell)
    cursor.collapseToCurrentArray()
    address = cursor.getRangeAddress()
    if (address.StartRow, address.StartColumn) == _first(cell):  # the others of the array follow it
        cursor.setArrayFormula(text.strip("{}"))


def _first(cells) -> Place:
    address = cells.getRangeAddress()
    return address.StartRow, address.StartColumn


# -- files -------------------------------------------------------------------------------------------------------------


def restore_names(path: str) -> bool:
    """Give a workbook file that LibreOffice has written the names that Excel knows; whether there was anything to do.

    The time of the file stays, by which LibreOffice would take it for changed by others. A file that cannot be read or
    written stays as it is: LibreOffice reads it all the same.
    """
    if not _is_package(path):
        return False
    try:
        with open(path, "rb") as file:
            restored = for_excel(file.read())
        if restored is None:
            return False
        state = os.stat(path)
        write_whole(path, [restored], open_here=True)
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    except (OSError, Fault, UnwritableFile):
        return False
    return True


def _is_package(path: str) -> bool:
    return os.path.splitext(path)[1][1:].lower() in OPEN_XML


@contextmanager
def known_names(path: str) -> Iterator[str]:
    """A path under which LibreOffice finds *path* with names that it knows: a copy for the while, or the file itself."""
    try:
        with open(path, "rb") as file:
            respelled = for_calc(file.read()) if _is_package(path) else None
    except (OSError, Fault):
        respelled = None
    if respelled is None:
        yield path
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = os.path.join(folder, os.path.basename(path))
        write_whole(copy, [respelled])
        yield copy
