"""The VBA in workbooks/vba: what the Office of anybody must take, and what an antivirus must not find."""

import importlib.util
import re
from xml.etree import ElementTree

import pytest
from antlr4 import CommonTokenStream, InputStream
from antlr4.error.ErrorListener import ErrorListener
from antlr4_vba.vbaLexer import vbaLexer
from antlr4_vba.vbaParser import vbaParser
from oletools.olevba import VBA_Parser

from perfeval_xl.hosts.buttons import BUTTONS
from perfeval_xl.hosts.excel import texts
from perfeval_xl.hosts.excel.project import NotBuilt, excel_project, project_modules
from perfeval_xl.io.vba import Module, structure_faults
from perfeval_xl.io.vba.modules import SHEET, WORKBOOK, stored_source

from ...conftest import ROOT

FOLDER = ROOT / "workbooks" / "vba"
SHEETS = ("Sheet1", "Sheet2")
OWN = {one.name: one for one in project_modules(str(FOLDER), SHEETS, add_in=True) if one.name != "xlwings"}
RIBBON = ElementTree.fromstring((FOLDER / "ribbon.xml").read_bytes())
_UI = "{http://schemas.microsoft.com/office/2009/07/customui}"

# What starts programs, writes files or presses keys. Python does the work; VBA only calls it.
FORBIDDEN = re.compile(
    r"\b(Shell|ShellExecute|WScript|CreateObject|GetObject|Declare|SendKeys|Kill|FileCopy|Environ|RegWrite|"
    r"Open\s+\S+\s+For|SaveSetting|VBProject|Application\.Run|ExecuteExcel4Macro)\b",
    re.IGNORECASE,
)


class _Complaints(ErrorListener):
    def __init__(self):
        self.found = []

    def syntaxError(self, recognizer, offendingSymbol, line, column, msg, e):
        self.found.append(f"line {line}:{column} {msg}")


def complaints(source: str) -> list[str]:
    """What the grammar does not take."""
    listener = _Complaints()
    lexer = vbaLexer(InputStream(source))
    parser = vbaParser(CommonTokenStream(lexer))
    for one in (lexer, parser):
        one.removeErrorListeners()
        one.addErrorListener(listener)
    parser.startRule()
    return listener.found


def exported(module: Module) -> str:
    """The source as the editor exports it, which is what the grammar describes."""
    source = stored_source(module).decode("ascii")
    if module.kind not in (WORKBOOK, SHEET):
        return source
    head = "VERSION 1.0 CLASS\r\nBEGIN\r\n  MultiUse = -1  'True\r\nEND\r\n"
    return head + re.sub(r"Attribute VB_(?:Base|TemplateDerived|Customizable) [^\n]*\n", "", source)


@pytest.mark.parametrize("name", OWN)
def test_an_independent_grammar_takes_every_source(name):
    assert complaints(exported(OWN[name])) == []


@pytest.mark.parametrize(
    "broken", ["Public Sub A()\r\n    If x Then\r\nEnd Sub\r\n", 'Public Sub A()\r\n    PerfPress "a\r\nEnd Sub\r\n']
)
def test_the_grammar_does_find_faults(broken):
    assert complaints('Attribute VB_Name = "A"\r\n' + broken)


@pytest.mark.parametrize("name", OWN)
def test_no_source_starts_programs_or_touches_files(name):
    code = re.sub(r"'[^\n]*", "", OWN[name].source)
    assert not FORBIDDEN.search(code)


def test_the_search_for_such_calls_would_find_them():
    for line in ('Shell "cmd"', 'CreateObject("WScript.Shell")', "Open path For Output As #1", "Declare Function a"):
        assert FORBIDDEN.search(line)


def test_every_committed_source_is_in_the_project():
    committed = {path.stem for path in FOLDER.glob("*.bas")} | {path.stem for path in FOLDER.glob("*.cls")}
    assert committed == OWN.keys() - set(SHEETS)


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir() if path.suffix in (".bas", ".cls")))
def test_sources_are_ascii_with_explicit_declarations(name):
    source = (FOLDER / name).read_bytes()
    assert source.isascii() and b"\r" not in source
    assert b"Option Explicit\n" in source


@pytest.mark.parametrize("add_in", [False, True], ids=["template", "add-in"])
def test_the_project_is_sound_and_oletools_finds_the_sources_in_it(add_in):
    project = excel_project(str(FOLDER), SHEETS, add_in)
    assert structure_faults(project, SHEETS) == []
    assert project == excel_project(str(FOLDER), SHEETS, add_in)
    parser = VBA_Parser("vbaProject.bin", data=project)
    found = {name.rpartition(".")[0]: code for _, _, name, code in parser.extract_macros()}
    parser.close()
    modules = project_modules(str(FOLDER), SHEETS, add_in)
    assert found == {one.name: stored_source(one).decode("ascii") for one in modules}
    for path in FOLDER.glob("*.bas"):
        if path.stem in found:
            assert found[path.stem].replace("\r\n", "\n") == path.read_text(encoding="ascii")


def test_another_transport_needs_no_xlwings():
    names = [one.name for one in project_modules(str(FOLDER), SHEETS, transport="Option Explicit\n")]
    assert "PerfTransport" in names and "xlwings" not in names


def test_another_xlwings_is_refused_by_name_of_the_one_that_is_wanted(monkeypatch):
    monkeypatch.setattr("perfeval_xl.hosts.excel.xlwings_module.XLWINGS", "0.1")
    with pytest.raises(NotBuilt, match=r"pip install xlwings==0\.1"):
        project_modules(str(FOLDER), SHEETS)


def test_every_button_has_a_macro_of_one_line():
    source = OWN["PerfButtons"].source
    assert dict(re.findall(r'Public Sub (\w+)\(\)\n    PerfPress "(\w+)"\nEnd Sub\n', source)) == {
        one.macro: one.function for one in BUTTONS
    }
    assert source.count("Public ") == len(BUTTONS)


def test_every_button_has_its_function():
    if importlib.util.find_spec("perfeval_xl.macros") is None:
        pytest.skip("perfeval_xl.macros is not here yet: nothing to press")
    from perfeval_xl import macros

    assert list(macros.BUTTONS) == [one.function for one in BUTTONS]


def test_the_ribbon_shows_every_button_once_with_picture_and_tips():
    shown = RIBBON.findall(f".//{_UI}button")
    assert [(one.get("label"), one.get("tag")) for one in shown] == [(one.label, one.function) for one in BUTTONS]
    for one in shown:
        assert one.get("imageMso") and one.get("screentip") and one.get("supertip").endswith("。")
        assert f"Public Sub {one.get('onAction')}(ByVal control As Object)" in OWN["PerfRibbon"].source
    identifiers = [one.get("id") for one in RIBBON.iter() if one.get("id")]
    assert len(identifiers) == len(set(identifiers))


def test_the_ribbon_keeps_to_the_lengths_that_office_takes():
    for one in RIBBON.iter():
        assert len(one.get("supertip", "")) <= 1024
        assert all(len(one.get(name, "")) <= 1024 for name in ("label", "screentip", "tag", "id"))


def test_texts_come_out_as_they_were_written():
    """The hexadecimal digits in PerfTexts.bas are the sentences."""
    source = OWN["PerfTexts"].source.replace('" & _\n        "', "")
    told = re.findall(r'Case "(\w+)"\n        PerfText = PerfChinese\("([0-9A-F]+)"\)', source)
    assert {key: bytes.fromhex(codes).decode("utf-16-be") for key, codes in told} == texts.TEXTS
