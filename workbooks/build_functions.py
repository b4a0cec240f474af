"""Write what is generated from the tables of worksheet functions and buttons: VBA modules, ribbon, LibreOffice
registration, manual page.

python workbooks/build_functions.py            writes the files
python workbooks/build_functions.py --check    says which are stale, and exits 1 if any is
"""

import sys
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from perfeval_xl.functions import FUNCTIONS, Caller, Function, Workbook, call
from perfeval_xl.functions.definition import Example
from perfeval_xl.functions.workbook import reference_of
from perfeval_xl.hosts.excel import buttons, texts, wrappers
from perfeval_xl.hosts.libreoffice import extension
from perfeval_xl.hosts.libreoffice.registration import INTERFACE, calc_add_ins, idl
from perfeval_xl.io.reader import read_book
from perfeval_xl.report.functions import as_markdown
from workbooks.made_files import write_or_check

ROOT = Path(__file__).resolve().parents[1]
MANUAL_WORKBOOK = "workbooks/examples/zhuzhou-2024.xlsx"


def generated() -> dict[Path, str]:
    """Every generated file and its text."""
    vba, calc = ROOT / "workbooks" / "vba", ROOT / "workbooks" / "libreoffice"
    return {
        vba / f"{wrappers.MODULE}.bas": wrappers.vba_module(FUNCTIONS),
        vba / f"{buttons.MODULE}.bas": buttons.vba_buttons(),
        vba / f"{texts.MODULE}.bas": texts.vba_texts(),
        vba / "ribbon.xml": buttons.ribbon(),
        calc / f"{INTERFACE}.idl": idl(FUNCTIONS),
        calc / "CalcAddIns.xcu": calc_add_ins(FUNCTIONS),
        calc / "Addons.xcu": extension.addons(),
        calc / "CalcWindowState.xcu": extension.window_state(),
        calc / "Jobs.xcu": extension.jobs(),
        calc / "description.xml": extension.description(),
        calc / "manifest.xml": extension.manifest(),
        calc / "perf_macros.py": extension.scripts(),
        ROOT / "docs" / "functions.md": as_markdown(FUNCTIONS, MANUAL_WORKBOOK, answer),
    }


def answer(function: Function, example: Example):
    """What the example gives, called from its cell where it has one."""
    return call(function.name, example.arguments, _caller(example.cell) if example.cell else None)


def _caller(cell: str) -> Caller:
    where = reference_of(cell, "")
    return Caller(_workbook(), where.sheet, where.box.top, where.box.left)


@cache
def _workbook() -> Workbook:
    return Workbook(read_book(str(ROOT / MANUAL_WORKBOOK)))


def built() -> dict[Path, bytes]:
    """Every generated file and what is in it."""
    return {path: text.encode() for path, text in generated().items()}


if __name__ == "__main__":
    sys.exit(write_or_check(built(), Path(__file__).name, sys.argv[1:]))
