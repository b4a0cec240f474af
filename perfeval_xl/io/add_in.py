"""The add-in (加载项) as a package: an empty workbook with macros that Excel opens hidden, and a ribbon tab.

Needs XlsxWriter. An .xlam is an .xlsm of another content type whose window is hidden ([ECMA-376] part 1, 12.3.23;
[MS-CUSTOMUI2] 2.1 for the ribbon part).
"""

import io
from collections.abc import Sequence

import xlsxwriter

from .repacking import CREATED, packed, parts_of

SHEET = "Sheet1"  # codeName of its one sheet
_WORKBOOK = "ThisWorkbook"
_RIBBON = "customUI/customUI14.xml"
_RELATION = (
    '<Relationship Id="rIdRibbon" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"'
    f' Target="{_RIBBON}"/></Relationships>'
)
# Part → what stands in it and what an add-in has instead.
_CHANGES = {
    "[Content_Types].xml": ("ms-excel.sheet.macroEnabled.main+xml", "ms-excel.addin.macroEnabled.main+xml"),
    "_rels/.rels": ("</Relationships>", _RELATION),
    "xl/workbook.xml": ("<workbookView ", '<workbookView visibility="hidden" '),
}


def add_in(project: bytes, ribbon: str, title: str, lines: Sequence[str]) -> bytes:
    """The .xlam: *project* is its vbaProject.bin, *ribbon* its customUI14.xml, *lines* what its hidden sheet says.

    The same arguments give the same bytes.
    """
    parts = parts_of(_workbook(project, title, lines))
    for name, (old, new) in _CHANGES.items():
        text = parts[name].decode()
        if text.count(old) != 1:
            raise ValueError(f"XlsxWriter writes {name} in another way")
        parts[name] = text.replace(old, new).encode()
    parts[_RIBBON] = ribbon.encode()
    return packed(parts)


def _workbook(project: bytes, title: str, lines: Sequence[str]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": CREATED})
    book.calc_on_load = False
    book.add_vba_project(io.BytesIO(project), is_stream=True)
    book.set_vba_name(_WORKBOOK)
    sheet = book.add_worksheet()
    sheet.set_vba_name(SHEET)
    sheet.write_column("A1", lines)
    book.close()
    return out.getvalue()
