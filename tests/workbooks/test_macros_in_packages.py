"""The macros inside the workbooks that are shipped, as an independent reader finds them, are the committed sources."""

import pytest
from oletools.olevba import VBA_Parser

from perfeval_xl.hosts.excel.project import project_modules
from perfeval_xl.hosts.excel.template import CODE_NAMES
from perfeval_xl.io.vba.modules import stored_source

# File → the code names of its sheets, and whether it is the add-in.
MACROS = {"绩效自评模板.xlsm": (CODE_NAMES, False), "perfeval.xlam": (("Sheet1",), True)}


@pytest.mark.parametrize("name", MACROS)
def test_oletools_finds_exactly_the_sources(name, workbooks):
    parser = VBA_Parser(str(workbooks / name))
    found = {module.rpartition(".")[0]: code.replace("\r\n", "\n") for _, _, module, code in parser.extract_macros()}
    parser.close()
    modules = project_modules(str(workbooks / "vba"), *MACROS[name])
    assert found == {one.name: stored_source(one).decode("ascii").replace("\r\n", "\n") for one in modules}
    own = {path.stem: path.read_text(encoding="ascii") for path in (workbooks / "vba").glob("*.bas")}
    assert {module: code for module, code in own.items() if module in found} == {
        module: code for module, code in found.items() if module in own
    }
    assert set(own) - set(found) == (set() if MACROS[name][1] else {"PerfRibbon"})


def test_no_other_workbook_has_macros(workbooks):
    for path in workbooks.rglob("[!.]*.xl*"):
        parser = VBA_Parser(str(path))
        assert bool(parser.detect_vba_macros()) == (path.name in MACROS), path.name
        parser.close()
