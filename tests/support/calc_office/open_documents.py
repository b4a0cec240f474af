"""What can be seen in documents that are open, and what their users do. It runs in LibreOffice's own Python."""

import uno
from com.sun.star.beans import PropertyValue


def properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


class Documents:
    """Open documents by their numbers; each public method is something that a test asks for."""

    def __init__(self):
        self.documents = {}

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

    def button_place(self, number, label):
        """Where the middle of a button on the sheet in front is on the screen."""
        controller = self.documents[number].CurrentController
        for shape in controller.getActiveSheet().DrawPage:
            model = getattr(shape, "Control", None)
            if model is not None and model.Label == label:
                seen = controller.getControl(model).AccessibleContext
                place, size = seen.getLocationOnScreen(), seen.getSize()
                return place.X + size.Width // 2, place.Y + size.Height // 2
        return None

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

    def put_all(self, number, sheet, values):
        self.documents[number].addActionLock()  # else a window on the screen is painted anew for each
        for cell, value in values.items():
            self.put(number, sheet, cell, value)
        self.documents[number].removeActionLock()

    def type(self, number, sheet, cell, text):
        self.documents[number].Sheets.getByName(sheet).getCellRangeByName(cell).setString(text)

    def hide_rows(self, number, sheet, first, last):
        self.documents[number].Sheets.getByName(sheet).getCellRangeByName(f"A{first}:A{last}").Rows.IsVisible = False

    def note(self, number, sheet, cell, text):
        there = self.documents[number].Sheets.getByName(sheet)
        there.getAnnotations().insertNew(there.getCellRangeByName(cell).getCellAddress(), text)

    def notes_of(self, number, sheet):
        notes = self.documents[number].Sheets.getByName(sheet).getAnnotations()
        return [(note.getString() or note.getAnnotationShape().getString(), note.getIsVisible()) for note in notes]

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

    def write_copy(self, number, path):
        self.documents[number].storeToURL(uno.systemPathToFileUrl(path), properties(FilterName="Calc MS Excel 2007 XML"))

    def print_to(self, number, path):
        self.documents[number].storeToURL(uno.systemPathToFileUrl(path), properties(FilterName="calc_pdf_Export"))


def _cells(addresses):
    for one in addresses:
        for row in range(one.StartRow, one.EndRow + 1):
            for col in range(one.StartColumn, one.EndColumn + 1):
                yield row, col
