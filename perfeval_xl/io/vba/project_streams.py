"""The streams ``PROJECT`` and ``PROJECTwm``: the project as the editor shows it ([MS-OVBA] 2.3.1 and 2.3.3)."""

import uuid
from collections.abc import Sequence

from .dir_stream import CODE_PAGE
from .modules import CLASS, SHEET, STANDARD, WORKBOOK, Module

_LINES = {  # 2.3.1.3–2.3.1.6
    WORKBOOK: "Document={}/&H00000000",
    SHEET: "Document={}/&H00000000",
    STANDARD: "Module={}",
    CLASS: "Class={}",
}
_SEED = 0x8D  # of the obfuscation; any byte will do, and a fixed one gives the same file every time
_NOT_PROTECTED = bytes(4)  # 2.3.1.15 ProjectProtectionState
_NO_PASSWORD = bytes(1)  # 2.3.1.16 ProjectPassword
_VISIBLE = b"\xff"  # 2.3.1.17 ProjectVisibilityState
_EDITOR = "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000"


def project_stream(project: str, modules: Sequence[Module]) -> bytes:
    """The text that lists the modules, in the order of the project."""
    identifier = _identifier(project, modules)
    lines = [
        f'ID="{identifier}"',
        *(_LINES[module.kind].format(module.name) for module in modules),
        f'Name="{project}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{obfuscated(_NOT_PROTECTED, identifier)}"',
        f'DPB="{obfuscated(_NO_PASSWORD, identifier)}"',
        f'GC="{obfuscated(_VISIBLE, identifier)}"',
        "",
        "[Host Extender Info]",
        _EDITOR,
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),  # every window closed
        "",
    ]
    return "\r\n".join(lines).encode(CODE_PAGE)


def project_wm_stream(modules: Sequence[Module]) -> bytes:
    """The names of the modules, each in the code page and in UTF-16."""
    names = (one.name.encode(CODE_PAGE) + b"\0" + one.name.encode("utf-16-le") + b"\0\0" for one in modules)
    return b"".join(names) + b"\0\0"


def obfuscated(data: bytes, identifier: str) -> str:
    """Data Encryption (2.4.3.2) of the three settings under the project's identifier, as hexadecimal digits."""
    key = sum(identifier.encode(CODE_PAGE)) & 0xFF
    written = [_SEED, _SEED ^ 2, _SEED ^ key]
    plain, last, before = key, written[2], written[1]
    ignored = bytes((_SEED & 6) // 2)
    for byte in ignored + len(data).to_bytes(4, "little") + data:
        coded = byte ^ (before + plain & 0xFF)
        written.append(coded)
        plain, last, before = byte, coded, last
    return bytes(written).hex().upper()


def _identifier(project: str, modules: Sequence[Module]) -> str:
    """A GUID from the names: the same project has the same one every time it is built."""
    names = "/".join((project, *(module.name for module in modules)))
    return "{" + str(uuid.uuid5(uuid.NAMESPACE_OID, names)).upper() + "}"
