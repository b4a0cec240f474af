"""What is made from the table of functions is committed, fresh, and what its host can read."""

import re
from xml.etree import ElementTree

import pytest

from perfeval_xl.functions import FUNCTIONS
from perfeval_xl.functions.definition import ALWAYS, WITHOUT_ARGUMENTS
from perfeval_xl.hosts.libreoffice.registration import identifier
from tests.architecture.sources import ROOT
from workbooks import build_functions, made_files

WORKBOOKS = ROOT / "workbooks"
VBA = (WORKBOOKS / "vba" / "PerfFunctions.bas").read_text("utf-8")
IDL = (WORKBOOKS / "libreoffice" / "XPerfEval.idl").read_text("utf-8")
XCU = WORKBOOKS / "libreoffice" / "CalcAddIns.xcu"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
NAME = "{http://openoffice.org/2001/registry}name"


def test_the_generated_files_are_fresh():
    """Made anew with: python workbooks/build_functions.py"""
    assert [path.name for path in made_files.stale(build_functions.built())] == []


def test_a_stale_file_is_noticed(capsys):
    files = {ROOT / "docs" / "functions.md": "别的\n".encode()}
    assert made_files.write_or_check(files, "build_functions.py", ["--check"]) == 1
    assert "docs/functions.md" in capsys.readouterr().err.replace("\\", "/")


class TestVba:
    def test_the_source_is_ascii_and_its_lines_are_as_vba_takes_them(self):
        assert VBA.isascii()
        assert max(map(len, VBA.splitlines())) < 1024
        continued = re.findall(r"(?:[^\n]* _\n)+", VBA)
        assert max(statement.count("\n") for statement in continued) <= 24

    @pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
    def test_each_function_is_a_thin_wrapper(self, function):
        wrapper = re.search(rf"Public Function {function.name}\((.*?)\) As Variant\n(.*?)\nEnd Function", VBA, re.S)
        parameters, body = wrapper[1].split(", "), wrapper[2]
        assert [text.removeprefix("Optional ").split()[0] for text in parameters] == [
            p.name for p in function.parameters
        ]
        assert ("Application.Caller" in body) == function.needs_workbook
        assert ("    Application.Volatile" in body.splitlines()) == (function.volatile == ALWAYS)
        assert (f"If IsMissing({function.parameters[0].name}) Then Application.Volatile" in body) == (
            function.volatile == WITHOUT_ARGUMENTS
        )
        assert body.count("PerfCall(") == 1 and "CVErr(2015)" in body

    def test_the_help_is_the_functions_own(self):
        said = [self.decoded(call) for call in re.findall(r'Chinese\(((?:"[0-9A-F]+"(?: & _\n *)?)+)\)', VBA)]
        for function in FUNCTIONS:
            assert function.description in said
            assert all(f"{one.title}：{one.help}" in said for one in function.parameters)

    @staticmethod
    def decoded(strings: str) -> str:
        codes = "".join(re.findall(r"[0-9A-F]+(?=\")", strings))
        return "".join(chr(int(codes[place : place + 4], 16)) for place in range(0, len(codes), 4))

    def test_every_block_is_closed(self):
        for kind in ("Function", "Sub"):
            opened = len(re.findall(rf"^(?:Public|Private) {kind} ", VBA, re.M))
            assert opened == len(re.findall(rf"^End {kind}$", VBA, re.M)) > 0


class TestLibreOffice:
    @pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
    def test_the_interface_has_the_function_with_its_arguments(self, function):
        (parameters,) = re.findall(rf"any {function.program_name}\((.*?)\);", IDL)
        document = ["XPropertySet document"] if function.needs_workbook else []
        assert [text.removeprefix("[in] ").removeprefix("com::sun::star::beans::") for text in parameters.split(", ")] == [
            *document, *(f"any {identifier(one)}" for one in function.parameters)
        ]  # fmt: skip

    @pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
    def test_the_registration_names_it_in_both_languages(self, function):
        (entry,) = [node for node in ElementTree.parse(XCU).iter("node") if node.get(NAME) == function.program_name]
        for name in ("DisplayName", "CompatibilityName"):
            values = entry.findall(f"prop[@{NAME}='{name}']/value")
            assert {value.get(LANGUAGE): value.text for value in values} == {
                "en": function.name,
                "zh-CN": function.name,
            }
        parameters = entry.findall("node/node")
        assert [node.get(NAME) for node in parameters] == [identifier(one) for one in function.parameters]
        titles = [node.find("prop/value").text for node in parameters]
        assert titles == [one.title for one in function.parameters]

    def test_no_identifier_is_one_that_uno_refuses(self):
        names = [identifier(one) for function in FUNCTIONS for one in function.parameters]
        assert all(re.fullmatch("[a-z][A-Za-z0-9]*", name) for name in names) and "tableName" in names

    def test_the_service_that_would_lose_the_names_is_not_mentioned(self):
        assert "com.sun.star.sheet.AddIn" not in IDL + XCU.read_text("utf-8")


def test_the_manual_shows_every_function_with_a_result():
    manual = (ROOT / "docs" / "functions.md").read_text("utf-8")
    for function in FUNCTIONS:
        section = manual.partition(f"\n## {function.name}\n")[2].partition("\n## ")[0]
        assert section.count(f"\n={function.name}(") == len(function.examples) <= section.count("\n  → ")
