"""What runs beside a LibreOffice that has the extension installed, and nothing else of ours: the package comes from the
extension alone, as it does at a user's."""

import glob
import os
import time

from tests.support.calc_office.office_side import Office, main

_VALUE = 1  # com.sun.star.sheet.FormulaResult.VALUE
_NUMBER = "VALUE"
_TOOLBAR = "绩效自评"
_TOOL_BAR, _CONTAINERS = 63, (21, 40, 49)  # com.sun.star.accessibility.AccessibleRole; FRAME, PANEL, ROOT_PANE


class OfficeWithExtension(Office):
    """As Office; cells are asked for what they show, and buttons are pressed through the extension's own scripts."""

    def values(self, number, sheet, area):
        """Rows of what cells show: a number as it is, else the text; an error as #N/A or Err:504."""
        cells = self._cells(number, sheet, area)
        address = cells.getRangeAddress()
        return [
            [_shown(cells.getCellByPosition(col, row)) for col in range(address.EndColumn - address.StartColumn + 1)]
            for row in range(address.EndRow - address.StartRow + 1)
        ]

    def value(self, number, sheet, cell):
        return _shown(self._cells(number, sheet, cell).getCellByPosition(0, 0))

    def becomes(self, number, sheet, cell, expected, within=20):
        """The value of a cell as soon as it is *expected*, or what it is when time is up: LibreOffice reads when it rests."""
        until = time.monotonic() + within
        while (value := self.value(number, sheet, cell)) != expected and time.monotonic() < until:
            time.sleep(0.05)
        return value

    def put_rows(self, number, sheet, area, rows):
        self._cells(number, sheet, area).setDataArray(tuple(map(tuple, rows)))

    def put_array(self, number, sheet, area, formula):
        self._cells(number, sheet, area).setArrayFormula(formula)

    def add_sheet(self, number, name):
        sheets = self.documents[number].Sheets
        sheets.insertNewByName(name, sheets.Count)

    def calculate(self, number, times=1):
        """Compute everything anew: the seconds that the quickest time took, and those of LibreOffice's processor in all."""
        taken, before = [], _busy()
        for _ in range(times):
            start = time.perf_counter()
            self.documents[number].calculateAll()
            taken.append(time.perf_counter() - start)
        return min(taken), _busy() - before

    def rest(self, number):
        """Until LibreOffice has read the document: it does so when nothing else is to be done."""
        before = -1
        while before != (before := _busy()):
            time.sleep(0.5)

    def save(self, number):
        self.documents[number].store()

    def wizard(self):
        """What the function wizard says of our functions: name → (description, names of arguments, their help)."""
        found = {}
        listed = self._service("com.sun.star.sheet.FunctionDescriptions")
        for place in range(listed.Count):
            told = {one.Name: one.Value for one in listed.getByIndex(place)}
            if told["Name"].startswith("PERF_"):
                arguments = told["Arguments"]
                found[told["Name"]] = (
                    told["Description"], [one.Name for one in arguments], [one.Description for one in arguments]
                )  # fmt: skip
        return found

    def toolbar(self, number):
        """The labels of the toolbar of the document's window."""
        bar = self._toolbar(number)
        labels = [bar.getAccessibleChild(place).AccessibleContext.AccessibleName for place in range(bar.AccessibleChildCount)]
        return [label for label in labels if label]

    def toolbar_button(self, number, label):
        """Where the middle of a button of the toolbar is on the screen."""
        bar = self._toolbar(number)
        parts = [bar.getAccessibleChild(place).AccessibleContext for place in range(bar.AccessibleChildCount)]
        return _middle(next(part for part in parts if part.AccessibleName == label))

    def sheet_button(self, number, label):
        """Where the middle of a button on the sheet in front is on the screen."""
        controller = self.documents[number].CurrentController
        for shape in controller.ActiveSheet.DrawPage:
            if shape.supportsService("com.sun.star.drawing.ControlShape") and shape.Control.Label == label:
                return _middle(controller.getControl(shape.Control).AccessibleContext)
        return None

    def front(self, number):
        """The sheet in front."""
        return self.documents[number].CurrentController.ActiveSheet.Name

    def menu(self, number):
        """The labels of the menu 绩效自评."""
        manager = self.documents[number].CurrentController.Frame.LayoutManager
        manager.createElement("private:resource/menubar/menubar")
        bar = manager.getElement("private:resource/menubar/menubar").getPropertyValue("XMenuBar")
        for place in range(bar.getItemCount()):
            number = bar.getItemId(place)
            if bar.getItemText(number) == "绩效自评":
                popup = bar.getPopupMenu(number)
                return [popup.getItemText(popup.getItemId(one)) for one in range(popup.getItemCount())]
        return None

    def run(self, number, function):
        """Run a button's script. Without a screen, message boxes are answered by LibreOffice itself."""
        address = f"vnd.sun.star.script:perfeval.oxt|python|perf_macros.py${function}?language=Python&location=user:uno_packages"
        self.documents[number].getScriptProvider().getScript(address).invoke((), (), ())

    def _toolbar(self, number):
        """What is accessible of the toolbar, found in the window as a screen reader finds it."""
        frame = self.documents[number].CurrentController.Frame
        frame.LayoutManager.createElement("private:resource/toolbar/addon_cn.perfeval.xl.toolbar")
        inside = [self._accessible(frame.ContainerWindow)]
        while inside:
            part = inside.pop()
            if part.AccessibleRole == _TOOL_BAR and part.AccessibleName == _TOOLBAR:
                return part
            if part.AccessibleRole in _CONTAINERS:  # a document has more parts than can be looked at
                inside += [part.getAccessibleChild(place).AccessibleContext for place in range(part.AccessibleChildCount)]
        raise LookupError("there is no toolbar 绩效自评 in the window")

    def _accessible(self, window):
        """What is accessible of a window, as the parent of a control that is put into it for this.

        Windows and toolbars tell it themselves in LibreOffice 7.4, in 26.8 no longer; controls do in both. This way has
        been run in 7.4 only.
        """
        control = self._service("com.sun.star.awt.UnoControlFixedText")
        control.setModel(self._service("com.sun.star.awt.UnoControlFixedTextModel"))
        control.createPeer(window.getToolkit(), window)
        try:
            return control.AccessibleContext.getAccessibleParent().getAccessibleContext()
        finally:
            control.dispose()

    def _cells(self, number, sheet, area):
        return self.documents[number].Sheets.getByName(sheet).getCellRangeByName(area)

    def _service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)


def _busy():
    """Seconds of the processor that the programs of this process group have used, LibreOffice before all."""
    ticks = 0
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(path) as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        if int(fields[2]) == os.getpgrp():
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _middle(part):
    corner, size = part.getLocationOnScreen(), part.getSize()
    return corner.X + size.Width // 2, corner.Y + size.Height // 2


def _shown(cell):
    is_number = cell.Type.value == _NUMBER or cell.FormulaResultType2 == _VALUE
    return cell.getValue() if is_number and not cell.getError() else cell.getString()


if __name__ == "__main__":
    main(OfficeWithExtension)
