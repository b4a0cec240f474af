"""A VBA project read back: what its three lists say of its modules, and the source of each.

[MS-OVBA] 2.3.1 (PROJECT), 2.3.3 (PROJECTwm), 2.3.4.2 (dir).
"""

import struct
from collections.abc import Mapping

from ...core.record import Record
from .compound_reader import CompoundFile
from .compression import decompress
from .dir_stream import CODE_PAGE

PROCEDURAL, OTHER = 0x21, 0x22  # the record that says which type of module it is
_VERSION = 0x09
_MODULE_NAME, _MODULE_UNICODE, _STREAM, _STREAM_UNICODE, _OFFSET, _END = 0x19, 0x47, 0x1A, 0x32, 0x31, 0x2B
_KNOWN = {
    *(0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, _VERSION, 0x0C, 0x0D, 0x0F, 0x10, 0x13, 0x14, 0x16),
    *(_MODULE_NAME, _STREAM, 0x1C, 0x1E, PROCEDURAL, OTHER, _END, 0x2C, _OFFSET, _STREAM_UNICODE),
    *(0x3C, 0x3D, 0x3E, 0x40, _MODULE_UNICODE, 0x48),
}


class ListedModule(Record):
    """A module as ``dir`` lists it."""

    name: str
    stream: str
    offset: int
    type: int


class ReadProject(Record):
    """*modules* from dir, *lines* and *settings* from PROJECT, *names* from PROJECTwm, *sources* by stream."""

    modules: tuple[ListedModule, ...]
    count: int
    lines: tuple[tuple[str, str], ...]  # Document, Module or Class, and the name
    settings: Mapping[str, str]
    windows: tuple[str, ...]  # names under [Workspace]
    names: tuple[tuple[str, str], ...]  # each in the code page and in UTF-16


def read_project(streams: Mapping[str, bytes]) -> ReadProject:
    """Raises ValueError for what is no project, KeyError for a stream that is not there."""
    records = _records(decompress(streams["VBA/dir"]))
    lines, settings, windows = _project_lines(streams["PROJECT"].decode(CODE_PAGE))
    return ReadProject(
        tuple(_modules(records)),
        next((int.from_bytes(content, "little") for identifier, content in records if identifier == 0x0F), -1),
        lines,
        settings,
        windows,
        tuple(_wide_names(streams["PROJECTwm"])),
    )


def module_source(data: bytes, name: str) -> str:
    """The source of one module of a ``vbaProject.bin``. Raises KeyError where there is none, ValueError for no project."""
    streams = CompoundFile(data).streams
    for module in read_project(streams).modules:
        if module.name == name:
            return decompress(streams[f"VBA/{module.stream}"][module.offset :]).decode(CODE_PAGE)
    raise KeyError(name)


def revealed(coded: str, identifier: str) -> bytes:
    """The setting that project_streams.obfuscated hid. Raises ValueError when it was not hidden under *identifier*."""
    raw = bytes.fromhex(coded)
    seed, version, key = raw[0], raw[0] ^ raw[1], raw[0] ^ raw[2]
    if version != 2 or key != sum(identifier.encode(CODE_PAGE)) & 0xFF:
        raise ValueError("a setting that another project identifier hides")
    found = bytearray()
    plain, last, before = key, raw[2], raw[1]
    for coded_byte in raw[3:]:
        plain = coded_byte ^ (before + plain & 0xFF)
        found.append(plain)
        last, before = coded_byte, last
    start = (seed & 6) // 2
    length = int.from_bytes(found[start : start + 4], "little")
    if length != len(found) - start - 4:
        raise ValueError("a setting of another length than it says")
    return bytes(found[start + 4 :])


def _records(raw: bytes) -> list[tuple[int, bytes]]:
    """The records of dir. Raises ValueError where one is not known or does not end with the stream."""
    records = []
    place = 0
    while place < len(raw):
        if place + 6 > len(raw):
            raise ValueError("dir ends within a record")
        identifier, size = struct.unpack_from("<HI", raw, place)
        size += 2 if identifier == _VERSION else 0
        if identifier not in _KNOWN or place + 6 + size > len(raw):
            raise ValueError(f"dir has no record at byte {place}")
        records.append((identifier, raw[place + 6 : place + 6 + size]))
        place += 6 + size
    if not records or records[-1][0] != 0x10:
        raise ValueError("dir has no end")
    return records


def _modules(records):
    name = stream = ""
    offset = kind = -1
    for identifier, content in records:
        if identifier == _MODULE_NAME:
            name = content.decode(CODE_PAGE)
        elif identifier == _STREAM:
            stream = content.decode(CODE_PAGE)
        elif identifier == _OFFSET:
            offset = int.from_bytes(content, "little")
        elif identifier in (PROCEDURAL, OTHER):
            kind = identifier
        elif identifier in (_MODULE_UNICODE, _STREAM_UNICODE):
            if content.decode("utf-16-le") != (name if identifier == _MODULE_UNICODE else stream):
                raise ValueError(f"dir names the module {name} in two ways")
        elif identifier == _END:
            yield ListedModule(name, stream, offset, kind)


def _project_lines(text: str):
    """The modules, the other settings and the windows of the PROJECT stream."""
    if not text.endswith("\r\n") or "\n" in text.replace("\r\n", ""):
        raise ValueError("the lines of PROJECT do not end in CR LF")
    head, _, windows = text.partition("[Workspace]\r\n")
    pairs = [tuple(line.split("=", 1)) for line in head.split("\r\n") if "=" in line]
    kinds = ("Document", "Module", "Class")
    lines = tuple((kind, value.removesuffix("/&H00000000")) for kind, value in pairs if kind in kinds)
    settings = {key: value.strip('"') for key, value in pairs if key not in kinds}
    return lines, settings, tuple(line.split("=")[0] for line in windows.split("\r\n") if line)


def _wide_names(raw: bytes):
    """Names of PROJECTwm: in the code page up to a zero byte, in UTF-16 up to two; two more end the list."""
    place = 0
    while raw[place : place + 2] != b"\0\0":
        middle = raw.index(b"\0", place)
        end = middle + 1
        while raw[end : end + 2] != b"\0\0":
            if end + 2 > len(raw):
                raise ValueError("PROJECTwm ends within a name")
            end += 2
        yield raw[place:middle].decode(CODE_PAGE), raw[middle + 1 : end].decode("utf-16-le")
        place = end + 2
        if place + 2 > len(raw):
            raise ValueError("PROJECTwm has no end")
