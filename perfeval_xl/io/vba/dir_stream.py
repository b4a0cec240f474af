"""The ``dir`` stream: what the project is, what it refers to and which modules it has ([MS-OVBA] 2.3.4.2).

A list of records: identifier (2 bytes), size (4 bytes), content. It is stored compressed.
"""

import struct
from collections.abc import Sequence

from .modules import STANDARD, Module

CODE_PAGE = "cp1252"  # of names and library paths, all of them ASCII; every Windows has it
_CODE_PAGE_NUMBER = 1252
_WIN64 = 3
_ENGLISH = 0x0409  # the only value that 2.3.4.2.1.3 and 2.3.4.2.1.4 allow
_ANY_VERSION = (0x68FBFAC5, 4)  # major and minor: with the version in _VBA_PROJECT no compiled code depends on it

# The libraries of VBA and of Excel itself are not listed: the host adds them to every project.
REFERENCES = (
    ("stdole", r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation"),
    (
        "Office",
        r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files\Microsoft Shared"
        r"\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
    ),
)


def dir_stream(project: str, modules: Sequence[Module]) -> bytes:
    """The stream before compression."""
    return b"".join(
        (_information(project), *(_reference(*one) for one in REFERENCES), _modules(modules), _record(0x10))
    )


def _record(identifier: int, content: bytes = b"") -> bytes:
    return struct.pack("<HI", identifier, len(content)) + content


def _number(identifier: int, value: int) -> bytes:
    return _record(identifier, struct.pack("<I", value))


def _text(identifier: int, unicode_identifier: int, text: str) -> bytes:
    """A text twice: in the code page and in UTF-16."""
    return _record(identifier, text.encode(CODE_PAGE)) + _record(unicode_identifier, text.encode("utf-16-le"))


def _information(project: str) -> bytes:
    """PROJECTINFORMATION (2.3.4.2.1)."""
    major, minor = _ANY_VERSION
    return b"".join(
        (
            _number(0x01, _WIN64),
            _number(0x02, _ENGLISH),
            _number(0x14, _ENGLISH),
            _record(0x03, struct.pack("<H", _CODE_PAGE_NUMBER)),
            _record(0x04, project.encode(CODE_PAGE)),
            _text(0x05, 0x40, ""),  # description
            _record(0x06) + _record(0x3D),  # help file, twice
            _number(0x07, 0),  # help context
            _number(0x08, 0),  # flags
            # The version: its size is fixed at 4 although six bytes follow (2.3.4.2.1.11).
            struct.pack("<HIIH", 0x09, 4, major, minor),
            _text(0x0C, 0x3C, ""),  # constants of conditional compilation
        )
    )


def _reference(name: str, library: str) -> bytes:
    """REFERENCEREGISTERED with its REFERENCENAME (2.3.4.2.2)."""
    path = library.encode(CODE_PAGE)
    return _text(0x16, 0x3E, name) + _record(0x0D, struct.pack("<I", len(path)) + path + bytes(6))


def _modules(modules: Sequence[Module]) -> bytes:
    """PROJECTMODULES (2.3.4.2.3)."""
    head = _record(0x0F, struct.pack("<H", len(modules))) + _record(0x13, b"\xff\xff")  # cookie: ignored
    return head + b"".join(map(_module, modules))


def _module(module: Module) -> bytes:
    """MODULE (2.3.4.2.3.2): the source begins at byte 0 of its stream, because no compiled code stands before it."""
    return b"".join(
        (
            _text(0x19, 0x47, module.name),
            _text(0x1A, 0x32, module.name),  # the name of its stream
            _text(0x1C, 0x48, ""),  # description
            _number(0x31, 0),  # offset of the source
            _number(0x1E, 0),  # help context
            _record(0x2C, b"\xff\xff"),  # cookie: ignored
            _record(0x21 if module.kind == STANDARD else 0x22),
            _record(0x2B),
        )
    )
