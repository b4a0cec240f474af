"""The macros of the template (绩效自评模板.xlsm): its VBA project as the sources make it, and what binds it to its sheets.

The project lies in the package ready-made, because building it takes xlwings and the sources in workbooks/vba, and who
writes a template has neither. workbooks/build_template.py makes it; a test says when it is stale.
"""

import os

from ...io.template import Macros
from ...io.template.names import SHEETS
from ..buttons import BUTTONS

PROJECT = os.path.join(os.path.dirname(__file__), "vbaProject.bin")
WORKBOOK = "ThisWorkbook"
CODE_NAMES = tuple(f"Sheet{number}" for number in range(1, len(SHEETS) + 1))  # of the sheets, in their order


def template_macros(project: bytes | None = None) -> Macros:
    """What makes an .xlsm of the template: the VBA project of the package, or another *project*, and the buttons."""
    if project is None:
        with open(PROJECT, "rb") as file:
            project = file.read()
    return Macros(project, WORKBOOK, CODE_NAMES, tuple((button.label, button.macro) for button in BUTTONS))
