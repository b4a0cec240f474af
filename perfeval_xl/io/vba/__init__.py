"""VBA projects (宏工程): ``vbaProject.bin`` written from plain text, without Excel, and its structure checked.

The file is a compound file ([MS-CFB]) of compressed streams ([MS-OVBA]). It holds sources only: the version that
``_VBA_PROJECT`` states makes the host compile them itself when it opens the workbook.
"""

from .modules import CLASS, SHEET, STANDARD, WORKBOOK, Module
from .project import vba_project
from .reading import module_source
from .structure import structure_faults

__all__ = ["CLASS", "SHEET", "STANDARD", "WORKBOOK", "Module", "module_source", "structure_faults", "vba_project"]
