"""What LibreOffice asks and tells: message boxes, and the dialogues in which files are chosen.

LibreOffice API: com.sun.star.awt.XToolkit2 (message boxes), com.sun.star.ui.dialogs.FilePicker.
"""

import os
from collections.abc import Sequence

import uno
from com.sun.star.awt.MessageBoxButtons import BUTTONS_OK, BUTTONS_YES_NO, DEFAULT_BUTTON_YES

from ..buttons import TITLE, WORKBOOKS
from .files import url_of

_YES = 2  # com.sun.star.awt.MessageBoxResults.YES
_CHOSEN = 1  # com.sun.star.ui.dialogs.ExecutableDialogResults.OK
_SAVE_WITH_EXTENSION = 10  # com.sun.star.ui.dialogs.TemplateDescription.FILESAVE_AUTOEXTENSION
_OPEN = 0  # FILEOPEN_SIMPLE


class Dialogs:
    """The dialogues of the window in which a document is shown."""

    def __init__(self, document):
        self._document = document
        context = uno.getComponentContext()
        self._create = lambda service: context.ServiceManager.createInstanceWithContext(service, context)

    def tell(self, text: str) -> None:
        self._box("INFOBOX", BUTTONS_OK, text)

    def complain(self, text: str) -> None:
        self._box("ERRORBOX", BUTTONS_OK, text)

    def confirm(self, question: str) -> bool:
        return self._box("QUERYBOX", BUTTONS_YES_NO | DEFAULT_BUTTON_YES, question) == _YES

    def ask_files(self, title: str) -> Sequence[str]:
        picker = self._picker(title, _OPEN)
        picker.setMultiSelectionMode(True)
        picker.appendFilter("工作簿", ";".join(f"*.{extension}" for extension in WORKBOOKS))
        if picker.execute() != _CHOSEN:
            return ()
        return tuple(uno.fileUrlToSystemPath(url) for url in picker.getSelectedFiles())

    def ask_save_name(self, title: str, suggested: str) -> str | None:
        folder, name = os.path.split(suggested)
        extension = os.path.splitext(name)[1]
        picker = self._picker(title, _SAVE_WITH_EXTENSION)
        picker.appendFilter(f"工作簿（*{extension}）", f"*{extension}")
        if folder:
            picker.setDisplayDirectory(url_of(folder))
        picker.setDefaultName(name)
        if picker.execute() != _CHOSEN:
            return None
        chosen = uno.fileUrlToSystemPath(picker.getSelectedFiles()[0])
        return chosen if chosen.lower().endswith(extension) else chosen + extension

    def _box(self, kind: str, buttons: int, text: str) -> int:
        controller = self._document.CurrentController  # a document that is open unseen has none
        window = controller.Frame.ContainerWindow if controller is not None else None
        box = self._create("com.sun.star.awt.Toolkit").createMessageBox(
            window, uno.Enum("com.sun.star.awt.MessageBoxType", kind), buttons, TITLE, text
        )
        return box.execute()

    def _picker(self, title: str, kind: int):
        picker = self._create("com.sun.star.ui.dialogs.FilePicker")
        picker.initialize((kind,))
        picker.setTitle(title)
        return picker
