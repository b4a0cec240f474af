"""A document while a button works: nothing flickers or recalculates, and what is done is one step of undo; what fails
is taken back. Afterwards everything is as it was, whatever happened."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps

import uno  # noqa: F401  makes com.sun.star importable
from com.sun.star.uno import Exception as UnoException

from ...core.host import HostError, LockedSheet
from .settings import settings_of

_OWN_STEP = "正在"  # how what is shown begins; in the list of undo steps it is done
_MANY_STEPS = 100_000


class Status:
    """The words in the status bar of a document's window; a document without a window has none."""

    def __init__(self, document):
        controller = document.CurrentController
        frame = controller.Frame if controller is not None else None
        self._indicator = frame.createStatusIndicator() if frame is not None else None
        self._started = False

    def say(self, text: str) -> None:
        if self._indicator is None:
            return
        if self._started:
            self._indicator.setText(text)
        else:
            self._indicator.start(text, 0)
            self._started = True

    def end(self) -> None:
        if self._started:
            self._indicator.end()
            self._started = False


@contextmanager
def shown_status(document) -> Iterator[Status]:
    """What is said in the status bar meanwhile is gone afterwards."""
    status = Status(document)
    try:
        yield status
    finally:
        status.end()


def translating(function: Callable) -> Callable:
    """The function with errors of LibreOffice coming out as HostError. Every one has to be caught where it arises: pyuno's
    exceptions let nothing be written into them, so none gets through a ``@contextmanager``."""

    @wraps(function)
    def translated(*arguments, **named):
        try:
            return function(*arguments, **named)
        except UnoException as error:
            raise HostError(_sentence(error)) from None

    return translated


def _sentence(error: UnoException) -> str:
    if error.__class__.__name__ == "DisposedException":
        return "工作簿已经关闭或 LibreOffice 没有反应，请重新打开工作簿后再点。"
    said = (error.Message or error.__class__.__name__).strip().split("\n")[0].rstrip("。.")
    return f"LibreOffice 没有完成这一步：{said}。表可能刚被改名、删除或保护，请核对后再点一次。"


@translating
def finish_typing(document) -> None:
    """Enter what is still being typed into a cell, as a click elsewhere does.

    Nothing tells whether there is anything. It is entered when the cursor moves, and into whichever sheet is shown then: so
    the cursor moves before another one is.
    """
    controller = document.CurrentController
    selected = controller.getSelection() if controller is not None else None
    if selected is None or not hasattr(selected, "queryIntersection"):  # no window, or a drawing is selected
        return
    first = selected.getRangeAddresses() if hasattr(selected, "getRangeAddresses") else (selected.getRangeAddress(),)
    sheet, row, col = controller.getActiveSheet(), first[0].StartRow, first[0].StartColumn
    controller.select(sheet.getCellByPosition(col, row - 1 if row else row + 1))
    controller.select(selected)


@contextmanager
def changing(document, status: Status, what: str) -> Iterator[None]:
    """Around everything that changes a document. Raises HostError where it cannot be changed now."""
    require_changeable(document)
    status.say(what)
    with ExitStack() as restoring:
        active = _active_sheet(document)
        _quiet(document, restoring)
        restoring.enter_context(_room_for_one_step())
        try:
            with _one_step(document, what.removeprefix(_OWN_STEP).rstrip("…")):
                yield
        except BaseException:
            restoring.callback(_show_again, document, active)
            raise


@translating
def require_changeable(document) -> None:
    """Raises HostError for a document that was opened to be read only, or whose structure is protected."""
    if document.isReadonly():
        raise HostError("本工作簿是以只读方式打开的，LibreOffice 不让改动，请点“编辑文档”或另存为别的文件后再点。")
    if document.isProtected():
        raise HostError("工作簿结构有保护，不能增删工作表，请在“工具—保护电子表格结构”里撤销保护后再点。")


def _quiet(document, restoring: ExitStack) -> None:
    """Restored in the opposite order: the screen last."""
    document.lockControllers()
    restoring.callback(document.unlockControllers)
    document.addActionLock()
    restoring.callback(document.removeActionLock)
    if document.isAutomaticCalculationEnabled():
        document.enableAutomaticCalculation(False)
        restoring.callback(document.enableAutomaticCalculation, True)


@contextmanager
def _room_for_one_step() -> Iterator[None]:
    """LibreOffice keeps as many undo steps as its settings say, and when a window shows another sheet it cuts down to that
    also what belongs to a step that is not finished: its first changes could not be undone any more."""
    settings = settings_of("/org.openoffice.Office.Common/Undo", changed=True)
    before = settings.Steps
    _set_steps(settings, max(before, _MANY_STEPS))
    try:
        yield
    finally:
        _set_steps(settings, before)


def _set_steps(settings, steps: int) -> None:
    try:
        settings.setPropertyValue("Steps", steps)
        settings.commitChanges()
    except UnoException:  # an administrator has fixed the number: then most of a large step can be undone
        pass


@contextmanager
def _one_step(document, title: str) -> Iterator[None]:
    """All changes as one step of undo. After an error they are undone, and the document is as it was.

    The step is known by its title, which is another one than that of the step before: an empty one leaves none behind. Some
    undo steps of LibreOffice use the active window without asking whether there is one: where it is not ours nothing is undone.
    """
    undo, modified = document.UndoManager, document.isModified()
    if undo.isUndoPossible() and undo.getCurrentUndoActionTitle() == title:
        title += " "
    undo.enterUndoContext(title)
    try:
        yield
    except BaseException:
        _take_back(document, title, modified)
        raise
    undo.leaveUndoContext()


@translating
def _take_back(document, title: str, modified: bool) -> None:
    undo, controller = document.UndoManager, document.CurrentController
    undo.leaveUndoContext()
    if undo.isUndoPossible() and undo.getCurrentUndoActionTitle() == title:
        if controller is None or not controller.Frame.isActive():
            return
        undo.undo()
    document.setModified(modified)


def _active_sheet(document):
    controller = document.CurrentController
    return controller.getActiveSheet() if controller is not None else None


@translating
def _show_again(document, sheet) -> None:
    """After an error the user stands where they stood."""
    if sheet is not None:
        document.CurrentController.setActiveSheet(sheet)


class Unlocked:
    """A sheet without its protection, which is put on again as it was. Raises LockedSheet where it has a password."""

    def __init__(self, sheet):
        self._sheet = sheet
        self._protected = sheet.isProtected()

    def __enter__(self) -> None:
        if not self._protected:
            return
        try:
            self._sheet.unprotect("")
        except UnoException:  # how newer versions say that there is a password
            pass
        if self._sheet.isProtected():
            raise LockedSheet(self._sheet.Name)

    def __exit__(self, *_) -> None:
        if self._protected:
            self._sheet.protect("")
