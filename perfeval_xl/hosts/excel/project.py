"""The VBA project of the template and of the add-in: our modules, and xlwings' own as it stands in the installed package."""

import os
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution

from ...io.vba import SHEET, STANDARD, WORKBOOK, Module, structure_faults, vba_project
from . import XLWINGS, buttons, texts, wrappers

_TRANSPORT = "PerfTransport"
_MODULES = (wrappers.MODULE, buttons.MODULE, "PerfBridge", texts.MODULE)


class NotBuilt(Exception):
    """The project cannot be built here; the message says why and what to do."""


def excel_project(folder: str, sheets: Sequence[str], add_in: bool = False, transport: str = "") -> bytes:
    """``vbaProject.bin`` from the sources in *folder*, for a workbook whose sheets have the codeNames *sheets*.

    *transport* is the source of another PerfTransport, for a host that reaches Python without xlwings. Raises NotBuilt.
    """
    project = vba_project(project_modules(folder, sheets, add_in, transport))
    faults = structure_faults(project, sheets)
    if faults:
        raise NotBuilt("; ".join(faults))
    return project


def project_modules(
    folder: str, sheets: Sequence[str], add_in: bool = False, transport: str = ""
) -> tuple[Module, ...]:
    """The modules in the order in which the editor lists them. Raises NotBuilt."""
    names = (*_MODULES, "PerfRibbon") if add_in else _MODULES
    own = [Module(name, _text(folder, f"{name}.bas"), STANDARD) for name in names]
    if transport:
        reaching = [Module(_TRANSPORT, transport, STANDARD)]
    else:
        reaching = [
            Module(_TRANSPORT, _text(folder, f"{_TRANSPORT}.bas"), STANDARD),
            Module("xlwings", xlwings_source(), STANDARD),
        ]
    workbook = Module("ThisWorkbook", _text(folder, "ThisWorkbook.cls"), WORKBOOK)
    return workbook, *(Module(name, "Option Explicit\n", SHEET) for name in sheets), *own, *reaching


def xlwings_source() -> str:
    """The module with which VBA reaches xlwings, from the installed package. Raises NotBuilt for another version."""
    try:
        installed = distribution("xlwings")
    except PackageNotFoundError:
        raise NotBuilt(f"xlwings is not installed: pip install xlwings=={XLWINGS}") from None
    if installed.version != XLWINGS:
        raise NotBuilt(f"xlwings {installed.version} is installed: pip install xlwings=={XLWINGS}")
    return _text(str(installed.locate_file("xlwings")), "xlwings.bas")


def _text(folder: str, name: str) -> str:
    with open(os.path.join(folder, name), encoding="ascii", newline="") as file:
        return file.read()
