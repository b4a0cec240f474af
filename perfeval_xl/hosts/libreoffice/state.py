"""A document while a button works: nothing flickers or recalculates, and what is done is one step of undo; what fails
is taken back. Afterwards everything is as it was, whatever happened."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import wraps

import uno  # noqa: F401  makes com.sun.star importable
from com.sun.star.uno import Exception as UnoException

from ...core.host import HostError, LockedSheet

_OWN_STEP = "正在"  # how what is shown begins; in the list of undo steps it is done


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


@contextmanager
def changing(document, status: Status, what: str, afterwards: Sequence[Callable[[], None]]) -> Iterator[None]:
    """Around everything that changes a document. Raises HostError where it cannot be changed now.

    *afterwards* is what is left to be done when all has gone well, and is no step to be undone: what the window shows.
    A window that shows another sheet cuts off an open step of undo at the hundredth change.
    """
    require_changeable(document)
    status.say(what)
    with ExitStack() as restoring:
        active = _active_sheet(document)
        _quiet(document, restoring)
        try:
            with _one_step(document, what.removeprefix(_OWN_STEP).rstrip("…")):
                yield
            for do in afterwards:
                do()
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
def _one_step(document, title: str) -> Iterator[None]:
    """All changes as one step of undo. After an error they are undone, and the document is as it was.

    Whether there is anything to undo the document tells by being modified: an empty step leaves none behind. Some undo
    steps of LibreOffice use the active window without asking whether there is one: where it is not ours nothing is undone.
    """
    modified = document.isModified()
    document.setModified(False)
    document.UndoManager.enterUndoContext(title)
    try:
        yield
    except BaseException:
        _take_back(document, modified)
        raise
    document.UndoManager.leaveUndoContext()
    if modified:
        document.setModified(True)


@translating
def _take_back(document, modified: bool) -> None:
    document.UndoManager.leaveUndoContext()
    controller = document.CurrentController
    if document.isModified() and controller is not None and controller.Frame.isActive():
        document.UndoManager.undo()
        document.setModified(modified)


def _active_sheet(document):
    controller = document.CurrentController
    return controller.getActiveSheet() if controller is not None else None


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
