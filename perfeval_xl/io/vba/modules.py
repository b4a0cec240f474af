"""A module of a VBA project (模块) and its source as the project stores it.

[MS-OVBA] 2.3.4.3 (module stream) and [MS-VBAL] 4.2 (the attributes before the code).
"""

import re

from ...core.record import Record

STANDARD = "standard"  # 标准模块
CLASS = "class"  # 类模块
WORKBOOK = "workbook"  # the document module of the workbook
SHEET = "sheet"  # the document module of one sheet; its name is the sheet's codeName

LONGEST_NAME = 31
_BASES = {  # VB_Base: the class of which the module is an instance
    WORKBOOK: "0{00020819-0000-0000-C000-000000000046}",
    SHEET: "0{00020820-0000-0000-C000-000000000046}",
    CLASS: "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}",
}
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_CLASS_HEADER = re.compile(r"\AVERSION [^\n]*\nBEGIN\n.*?^END\n", re.DOTALL | re.MULTILINE)
_ATTRIBUTES = re.compile(
    r"^Attribute VB_(?:Name|Base|GlobalNameSpace|Creatable|PredeclaredId|Exposed|TemplateDerived|Customizable) = "
    r"[^\n]*\n",
    re.MULTILINE,
)


class Module(Record):
    """``Module("PerfBridge", source, STANDARD)``: the source as the editor exports it, or the code alone."""

    name: str
    source: str
    kind: str = STANDARD


def stored_source(module: Module) -> bytes:
    """Attributes and code, lines ending in CR LF, as the module stream holds them before compression.

    ASCII only: so the source is the same under every code page. Raises ValueError for a character outside it, for a
    name that VBA would not take, and for an unknown kind.
    """
    if len(module.name) > LONGEST_NAME or not _NAME.fullmatch(module.name):
        raise ValueError(f"no name of a module: {module.name!r}")
    text = module.source.replace("\r\n", "\n").replace("\r", "\n")
    code = _ATTRIBUTES.sub("", _CLASS_HEADER.sub("", text))
    if code and not code.endswith("\n"):
        code += "\n"
    lines = [f'Attribute VB_Name = "{module.name}"', *_attributes(module.kind), *code.split("\n")]
    try:
        return "\r\n".join(lines).encode("ascii")
    except UnicodeEncodeError as error:
        found = error.object[error.start]
        raise ValueError(f"{module.name}: {found!r} is not ASCII; write it as its code") from None


def _attributes(kind: str) -> list[str]:
    if kind == STANDARD:
        return []
    if kind not in _BASES:
        raise ValueError(f"no kind of module: {kind!r}")
    document = kind != CLASS
    return [
        f'Attribute VB_Base = "{_BASES[kind]}"',
        "Attribute VB_GlobalNameSpace = False",
        "Attribute VB_Creatable = False",
        f"Attribute VB_PredeclaredId = {document}",
        f"Attribute VB_Exposed = {document}",
        "Attribute VB_TemplateDerived = False",
        f"Attribute VB_Customizable = {document}",
    ]
