"""What runs in LibreOffice's own Python: it starts LibreOffice, and does with documents what the tests' side asks for.

Requests come as pickles on standard input and are answered on standard output. Whoever started this process ends it with
its whole process group, to which LibreOffice belongs.
"""

import os
import pickle
import struct
import subprocess
import sys
import time
import traceback

import uno
from com.sun.star.beans import PropertyValue

PIPE = f"perfeval{os.getpid()}"
_OPTIONS = ("--norestore", "--nologo", "--nodefault", "--nofirststartwizard", f"--accept=pipe,name={PIPE};urp;")
_STARTING = 60  # seconds


class Dialogs:
    """What a user would answer, and what a user would see."""

    def __init__(self, answer=True, files=(), save_name=None):
        self.answer, self.files, self.save_name = answer, files, save_name
        self.said, self.questions, self.suggested = [], [], []

    def tell(self, text):
        self.said.append(("info", text))

    def complain(self, text):
        self.said.append(("error", text))

    def confirm(self, question):
        self.questions.append(question)
        return self.answer

    def ask_files(self, title):
        return self.files

    def ask_save_name(self, title, suggested):
        self.suggested.append(suggested)
        return self.save_name


def properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


class Office:
    """The running LibreOffice. Each public method is something that a test asks for; documents are known by numbers."""

    def __init__(self, profile, headless):
        program = ["soffice", f"-env:UserInstallation={uno.systemPathToFileUrl(profile)}", *_OPTIONS]
        # In this process group, and without our standard output, which carries the answers.
        subprocess.Popen([*program, "--headless"] if headless else program, stdout=sys.stderr)
        self.context = _connected()
        uno.getComponentContext = lambda: self.context  # as within LibreOffice, where there is only this one
        self.desktop = self.context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)
        self.documents = {}

    def ping(self):
        return True

    def sleep(self):
        time.sleep(3600)

    # -- documents -------------------------------------------------------------------------------------------------

    def open(self, path, **how):
        return self._kept(self._loaded(uno.systemPathToFileUrl(path), {"MacroExecutionMode": 0, **how}))

    def new(self):
        return self._kept(self._loaded("private:factory/scalc", {}))

    def _loaded(self, url, how):
        return self.desktop.loadComponentFromURL(url, "_blank", 0, properties(**how))

    def _kept(self, document):
        number = len(self.documents)
        self.documents[number] = document
        return number

    def close(self, number):
        self.documents.pop(number).close(True)

    def store(self, number, path):
        kind = "Calc MS Excel 2007 VBA XML" if path.endswith(".xlsm") else "Calc MS Excel 2007 XML"
        self.documents[number].storeAsURL(uno.systemPathToFileUrl(path), properties(FilterName=kind))

    # -- what buttons do -------------------------------------------------------------------------------------------

    def press(self, number, button, **user):
        from perfeval_xl.hosts.libreoffice import entry

        dialogs = Dialogs(**user)
        done = entry.press(button, self.documents[number], dialogs)
        return done, dialogs.said, dialogs.questions, dialogs.suggested

    def press_on_screen(self, number, button):
        """Press a button; LibreOffice asks and tells by its own boxes."""
        from perfeval_xl.hosts.libreoffice import entry

        return entry.press(button, self.documents[number])

    def rebind(self, number):
        from perfeval_xl.hosts.libreoffice import entry

        return entry.rebind(self.documents[number])

    def fail_at(self, number, button, moment, **user):
        """Press a button in a document of which the *moment*th change fails; whether it came so far."""
        from com.sun.star.uno import RuntimeException

        from perfeval_xl import macros
        from perfeval_xl.hosts.libreoffice.live import CalcHost
        from perfeval_xl.hosts.libreoffice.state import shown_status, translating

        document, dialogs, left = self.documents[number], Dialogs(**user), [moment]

        def failing(*_):
            raise RuntimeException("磁盘已满", None)

        class Failing(CalcHost):
            def __getattribute__(self, name):
                if name in ("fill", "comment", "write", "add_sheet", "delete_sheet", "rename_sheet", "show"):
                    left[0] -= 1
                    if left[0] == 0:
                        return translating(failing)
                return super().__getattribute__(name)

        with shown_status(document) as status:
            done = macros.press(translating(macros.BUTTONS[button]), Failing(document, status, dialogs))
        return done, dialogs.said, left[0] <= 0

    # -- what can be seen ------------------------------------------------------------------------------------------

    def book(self, number):
        from perfeval_xl.core.book import Book, Extras, Sheet
        from perfeval_xl.hosts.libreoffice.reading import read_book

        book = read_book(self.documents[number])
        return Book(
            tuple(
                Sheet(one.name, one.rows, one.merges, one.hidden, Extras(dict(one.formats), dict(one.formulas), dict(one.comments)))
                for one in book.sheets
            ),
            book.source,
        )

    def sheets(self, number):
        return list(self.documents[number].Sheets.ElementNames)

    def looks(self, number):
        """Everything of a document that a button could leave behind: what Calc itself writes of its content and styles."""
        from perfeval_xl.hosts.libreoffice.reading import read_book

        document = self.documents[number]
        found = []
        for sheet, read in zip(document.Sheets, read_book(document).sheets):
            used = sheet.createCursor()
            used.gotoEndOfUsedArea(False)
            end = used.getRangeAddress()
            area = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
            fills = {}
            for alike in area.UniqueCellFormatRanges:
                if alike.CellBackColor != -1:
                    fills.setdefault(alike.CellBackColor, set()).update(_cells(alike.getRangeAddresses()))
            found.append(
                (read.name, read.rows, read.merges, read.hidden, dict(read.formats), dict(read.formulas), dict(read.comments),
                 fills, sheet.isProtected(), sheet.Charts.Count, sheet.getPrintAreas() and len(sheet.getPrintAreas()))
            )  # fmt: skip
        return found

    def state(self, number):
        document = self.documents[number]
        return (
            document.hasControllersLocked(), document.isActionLocked(), document.isAutomaticCalculationEnabled(),
            document.CurrentController.getActiveSheet().Name,
        )  # fmt: skip

    def scripts(self, number):
        """``{"一键校验": "vnd.sun.star.script:…"}`` of the buttons on the sheets."""
        found = {}
        for sheet in self.documents[number].Sheets:
            for form in sheet.DrawPage.Forms:
                for place in range(form.Count):
                    for event in form.getScriptEvents(place):
                        found[form.getByIndex(place).Label] = event.ScriptCode
        return found

    # -- what a user does ------------------------------------------------------------------------------------------

    def undo(self, number):
        self.documents[number].UndoManager.undo()

    def redo(self, number):
        self.documents[number].UndoManager.redo()

    def undo_steps(self, number):
        return list(self.documents[number].UndoManager.getAllUndoActionTitles())

    def is_modified(self, number):
        return self.documents[number].isModified()

    def put(self, number, sheet, cell, value):
        there = self.documents[number].Sheets.getByName(sheet).getCellRangeByName(cell)
        if isinstance(value, str) and value.startswith("="):
            there.setFormula(value)
        elif isinstance(value, str):
            there.setString(value)
        else:
            there.setValue(value)

    def ask(self, number, sheet, cell, name):
        value = self.documents[number].Sheets.getByName(sheet).getCellRangeByName(cell).getPropertyValue(name)
        return value if isinstance(value, (str, int, float, bool)) else repr(value)

    def set(self, number, sheet, cell, name, value):
        self.documents[number].Sheets.getByName(sheet).getCellRangeByName(cell).setPropertyValue(name, value)

    def set_format(self, number, sheet, cell, code):
        from com.sun.star.lang import Locale

        formats = self.documents[number].NumberFormats
        key = formats.queryKey(code, Locale(), False)
        self.set(number, sheet, cell, "NumberFormat", key if key >= 0 else formats.addNew(code, Locale()))

    def fill_screen(self, number):
        self.documents[number].CurrentController.Frame.ContainerWindow.setPosSize(0, 0, 1400, 900, 15)

    def select(self, number, sheet, cell):
        document = self.documents[number]
        document.CurrentController.select(document.Sheets.getByName(sheet).getCellRangeByName(cell))

    def type(self, number, sheet, cell, text):
        self.documents[number].Sheets.getByName(sheet).getCellRangeByName(cell).setString(text)

    def hide_rows(self, number, sheet, first, last):
        self.documents[number].Sheets.getByName(sheet).getCellRangeByName(f"A{first}:A{last}").Rows.IsVisible = False

    def note(self, number, sheet, cell, text):
        there = self.documents[number].Sheets.getByName(sheet)
        there.getAnnotations().insertNew(there.getCellRangeByName(cell).getCellAddress(), text)

    def notes_of(self, number, sheet):
        notes = self.documents[number].Sheets.getByName(sheet).getAnnotations()
        return [(note.getString(), note.getIsVisible()) for note in notes]

    def links(self, number, sheet):
        there, found = self.documents[number].Sheets.getByName(sheet), {}
        for place in there.queryContentCells(4).getCells():
            for field in place.getTextFields():
                found[place.AbsoluteName.rpartition(".")[2].replace("$", "")] = field.URL
        return found

    def protect(self, number, sheet, password):
        self.documents[number].Sheets.getByName(sheet).protect(password)

    def is_protected(self, number, sheet):
        return self.documents[number].Sheets.getByName(sheet).isProtected()

    def lock_structure(self, number, password):
        self.documents[number].protect(password)

    def rename(self, number, sheet, name):
        self.documents[number].Sheets.getByName(sheet).setName(name)

    def print_to(self, number, path):
        self.documents[number].storeToURL(uno.systemPathToFileUrl(path), properties(FilterName="calc_pdf_Export"))


def _cells(addresses):
    for one in addresses:
        for row in range(one.StartRow, one.EndRow + 1):
            for col in range(one.StartColumn, one.EndColumn + 1):
                yield row, col


def _connected():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + _STARTING
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def main(kind=Office):
    """Answer requests (method, arguments, named arguments) until there are no more."""
    answers, requests = os.fdopen(os.dup(1), "wb"), sys.stdin.buffer
    os.dup2(2, 1)  # whatever prints does not answer
    office = kind(sys.argv[1], headless=sys.argv[2] == "headless")
    while True:
        head = requests.read(4)
        if len(head) < 4:
            break
        method, arguments, named = pickle.loads(requests.read(struct.unpack("<L", head)[0]))
        try:
            answer = (True, getattr(office, method)(*arguments, **named))
        except Exception:
            answer = (False, traceback.format_exc())
        data = pickle.dumps(answer)
        answers.write(struct.pack("<L", len(data)) + data)
        answers.flush()
    os._exit(0)  # the bridge to LibreOffice does not survive an orderly end


if __name__ == "__main__":
    main()
