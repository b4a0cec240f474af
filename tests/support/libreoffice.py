"""LibreOffice without a screen: open a workbook with its macros, run some, and say what cells hold afterwards.

It runs as a child in a session of its own with a profile of its own, and is ended with its whole process group when
time is up: a message box would wait for ever.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

SECONDS = 90

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_REGISTRY = f"""{_XML}<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>0</value></prop></item>
</oor:items>
"""
_LIBRARIES = f"""{_XML}<library:libraries xmlns:library="http://openoffice.org/2000/library">
<library:library library:name="Standard" library:link="false"/></library:libraries>
"""
_LIBRARY = f"""{_XML}<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">{{}}</library:library>
"""
_MODULE = f"""{_XML}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Runner"
 script:language="StarBasic">{{}}</script:module>
"""
# Runs every macro, then writes for every button what it is bound to, and for every used cell "place=kind|text": kind is
# v for a number that a formula gives, e<code> for an error, s for anything else; a line break is written \n.
_RUNNER = r"""
Sub Run(source As String, macros As String, answer As String, saved As String)
    Dim options(1) As New com.sun.star.beans.PropertyValue
    Dim opened, sheet, form, bound, cursor, cell, macro, row, column, kind
    options(0).Name = "Hidden"
    options(0).Value = True
    options(1).Name = "MacroExecutionMode"
    options(1).Value = 4
    opened = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, options())
    opened.calculateAll()
    Open answer For Output As #1
    For Each macro In Split(macros, ",")
        On Error GoTo Failed
        opened.getScriptProvider().getScript("vnd.sun.star.script:VBAProject." & macro & _
            "?language=Basic&location=document").invoke(Array(), Array(), Array())
        Print #1, "ran " & macro
        GoTo Done
Failed:
        Print #1, "failed " & macro & ": " & Error$
        Resume Done
Done:
        On Error GoTo 0
    Next
    For Each sheet In opened.Sheets
        For row = 0 To sheet.DrawPage.Forms.Count - 1
            form = sheet.DrawPage.Forms(row)
            For column = 0 To form.Count - 1
                For Each bound In form.getScriptEvents(column)
                    Print #1, "button " & form(column).Label & "=" & bound.ScriptCode
                Next
            Next
        Next
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        For row = 0 To cursor.RangeAddress.EndRow
            For column = 0 To cursor.RangeAddress.EndColumn
                cell = sheet.getCellByPosition(column, row)
                kind = ""
                If cell.getError() <> 0 Then
                    kind = "e" & cell.getError()
                ElseIf cell.FormulaResultType2 = 1 Then
                    kind = "v"
                ElseIf cell.String <> "" Then
                    kind = "s"
                End If
                If kind <> "" Then Print #1, "cell " & cell.AbsoluteName & "=" & kind & "|" & Join(Split(cell.String, Chr(10)), "\n")
            Next
        Next
    Next
    Close #1
    If saved <> "" Then
        options(0).Name = "FilterName"
        options(0).Value = "Calc MS Excel 2007 XML"
        opened.storeToURL(ConvertToURL(saved), options())
    End If
    opened.close(True)
    StarDesktop.terminate()
End Sub
"""


def ran(workbook: Path, macros: Sequence[str], folder: Path, saved: Path | None = None) -> dict[str, str]:
    """``{"PerfButtons.PerfValidate": "ran", "$Sheet1.$A$1": "v|0.5", "一键校验": "vnd…"}``: what became of the macros,
    what cells hold, and to what buttons are bound.

    Skips the test, and says so, where there is no LibreOffice. *folder* is for the profile; *saved* is where the workbook
    goes afterwards, as an .xlsx.
    """
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed: the macros were not run")
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    _write_profile(folder / "profile" / "user")
    answer = folder / "answer.txt"
    arguments = ",".join(f'"{one}"' for one in (workbook, ",".join(macros), answer, saved or ""))
    said = _said([*command, f"macro:///Standard.Runner.Run({arguments})"])
    assert answer.exists(), said
    return dict(map(_told, answer.read_text(encoding="utf-8").splitlines()))


def _write_profile(user: Path) -> None:
    """A profile that is set up, so that LibreOffice takes it as it is, with the runner as its one macro."""
    basic = user / "basic"
    library = basic / "Standard"
    library.mkdir(parents=True)
    files = {
        user / "registrymodifications.xcu": _REGISTRY,
        basic / "script.xlc": _LIBRARIES,
        basic / "dialog.xlc": _LIBRARIES,
        library / "script.xlb": _LIBRARY.format('<library:element library:name="Runner"/>'),
        library / "dialog.xlb": _LIBRARY.format(""),
        library / "Runner.xba": _MODULE.format(escape(_RUNNER)),
    }
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")


def _said(command: list[str]) -> str:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        said, _ = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        said, _ = process.communicate()
        pytest.fail(f"LibreOffice did not end in {SECONDS} s: {said.decode(errors='replace')}")
    return said.decode(errors="replace")


def _told(line: str) -> tuple[str, str]:
    word, _, rest = line.partition(" ")
    if word in ("cell", "button"):
        place, _, value = rest.partition("=")
        return place, value
    name, _, reason = rest.partition(": ")
    return name, f"{word} {reason}".strip()
