"""vba_project: an independent reader finds every module as it was given."""

import io

import olefile
import pytest
from oletools.olevba import VBA_Parser

from perfeval_xl.io.vba import CLASS, SHEET, STANDARD, WORKBOOK, Module, structure_faults, vba_project
from perfeval_xl.io.vba.modules import stored_source

from .projects import BUTTONS, MODULES, SHEETS


def modules_in(data: bytes) -> dict[str, str]:
    """Source by name of the file that oletools would export it to."""
    parser = VBA_Parser("vbaProject.bin", data=data)
    try:
        return {name: code for _, _, name, code in parser.extract_macros()}
    finally:
        parser.close()


def test_oletools_reads_every_module_as_it_was_given():
    extensions = {STANDARD: "bas"}
    assert modules_in(vba_project(MODULES)) == {
        f"{one.name}.{extensions.get(one.kind, 'cls')}": stored_source(one).decode("ascii") for one in MODULES
    }


def test_olefile_finds_nothing_to_complain_of():
    with olefile.OleFileIO(io.BytesIO(vba_project(MODULES)), raise_defects=olefile.DEFECT_UNSURE) as file:
        assert not file.parsing_issues
        names = {"/".join(path) for path in file.listdir()}
    assert names == {"PROJECT", "PROJECTwm", "VBA/dir", "VBA/_VBA_PROJECT", *(f"VBA/{one.name}" for one in MODULES)}


def test_our_own_checks_find_nothing_either():
    assert structure_faults(vba_project(MODULES), SHEETS) == []


def test_a_source_is_stored_as_the_editor_exports_it_with_its_attributes_first():
    standard, with_class_header = MODULES[-3], MODULES[-1]
    assert stored_source(standard) == f'Attribute VB_Name = "PerfButtons"\n{BUTTONS}'.replace("\n", "\r\n").encode()
    assert stored_source(with_class_header).decode().split("\r\n") == [
        'Attribute VB_Name = "PerfEvents"',
        'Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"',
        "Attribute VB_GlobalNameSpace = False",
        "Attribute VB_Creatable = False",
        "Attribute VB_PredeclaredId = False",
        "Attribute VB_Exposed = False",
        "Attribute VB_TemplateDerived = False",
        "Attribute VB_Customizable = False",
        "Option Explicit",
        "Public Name As String",
        "",
    ]


def test_a_source_without_a_line_end_gets_one():
    assert stored_source(Module("A", "Option Explicit")) == b'Attribute VB_Name = "A"\r\nOption Explicit\r\n'


def test_built_twice_it_is_the_same_file():
    assert vba_project(MODULES) == vba_project(MODULES)


def test_the_identifier_comes_from_the_names_and_not_from_the_code():
    changed = [one._replace(source="' another\n") if one.name == "PerfLong" else one for one in MODULES]
    assert _identifier(vba_project(changed)) == _identifier(vba_project(MODULES))
    assert _identifier(vba_project(MODULES[:-1])) != _identifier(vba_project(MODULES))


@pytest.mark.parametrize(
    "module, why",
    [
        (Module("Perf模块", "", STANDARD), "name"),
        (Module("P" * 32, "", STANDARD), "name"),
        (Module("2Perf", "", STANDARD), "name"),
        (Module("Perf", "' 绩效\n", STANDARD), "not ASCII"),
        (Module("Perf", "", "form"), "kind"),
        (Module("SHEET1", "", SHEET), "two modules"),
        (Module("ThisBook", "", WORKBOOK), "exactly one"),
        (Module("perfbuttons", "", CLASS), "two modules"),
    ],
    ids=lambda value: value.name if isinstance(value, Module) else "",
)
def test_what_vba_would_refuse_is_refused(module, why):
    with pytest.raises(ValueError, match=why):
        vba_project([*MODULES, module])


def test_a_project_needs_the_module_of_the_workbook():
    with pytest.raises(ValueError, match="exactly one"):
        vba_project(MODULES[1:])


def _identifier(data: bytes) -> bytes:
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        return file.openstream("PROJECT").read().split(b"\r\n")[0]
