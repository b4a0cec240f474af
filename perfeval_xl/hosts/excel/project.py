"""The VBA project of the template and of the add-in: our modules, and xlwings' own from the installed package."""

import os
from collections.abc import Sequence

from ...io.vba import SHEET, STANDARD, WORKBOOK, Module, structure_faults, vba_project
from . import buttons, texts, wrappers
from .xlwings_module import NotInstalled, xlwings_source

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
        try:
            xlwings = xlwings_source()
        except NotInstalled as error:
            raise NotBuilt(str(error)) from None
        reaching = [
            Module(_TRANSPORT, _text(folder, f"{_TRANSPORT}.bas"), STANDARD),
            Module("xlwings", xlwings, STANDARD),
        ]
    workbook = Module("ThisWorkbook", _text(folder, "ThisWorkbook.cls"), WORKBOOK)
    return workbook, *(Module(name, "Option Explicit\n", SHEET) for name in sheets), *own, *reaching


def _text(folder: str, name: str) -> str:
    with open(os.path.join(folder, name), encoding="ascii", newline="") as file:
        return file.read()
