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


def stale(files: dict[Path, str]) -> list[Path]:
    """The files that do not hold the generated text."""
    return [path for path, text in files.items() if not path.exists() or path.read_bytes() != text.encode()]


def main(arguments: list[str]) -> int:
    files = generated()
    outdated = stale(files)
    if "--check" in arguments:
        for path in outdated:
            print(f"stale: {path.relative_to(ROOT)}; run python workbooks/build_functions.py", file=sys.stderr)
        return int(bool(outdated))
    for path in outdated:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[path].encode())
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
