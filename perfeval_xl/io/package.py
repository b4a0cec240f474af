"""The zip container of a workbook: its directory, and single parts inflated within limits.

This module reads just what a workbook needs: the standard ``zipfile`` takes about ten times as long to import as a
small workbook takes to read, and twice as long for each part. It does notice a part that inflates to more than it
declares, by length and checksum, but ``ZipFile.read`` inflates all of it first; here inflating stops at the limit.
APPNOTE.TXT of PKWARE, sections 4.3.7 (local header), 4.3.12 (directory), 4.3.14–4.3.16 (zip64, end).
"""

import struct
import zlib
from collections.abc import Mapping
from functools import lru_cache

from ..core.record import Record
from .errors import FETCH_AGAIN, RESAVE, Fault, damaged, protected, too_large

MAX_TOTAL = 512 << 20  # bytes that all parts together may declare
MAX_RATIO = 200  # how many times its packed size a large part may declare
LARGE = 32 << 20  # bytes from which on the ratio is looked at
UNCHECKED = 64 << 10  # packed bytes; deflate inflates 1032-fold at most, so less than this can do no harm
MAX_STORED = 8 << 20  # bytes of parts up to which a second reader gets them uncompressed

END = struct.Struct("<4s4H2LH")
END64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR = struct.Struct("<4sLQL")
ENTRY = struct.Struct("<4s6H3L5H2L")
FULL = 0xFFFFFFFF


class Part(Record):
    """Where one part lies in the file and how large it says it is (bytes)."""

    method: int
    packed: int
    size: int
    offset: int
    entry: int  # where its entry in the directory begins


class Package:
    """A zip file's parts by normalised name. Holds the bytes, never a file handle."""

    __slots__ = ("data", "parts", "_start")

    def __init__(self, data: bytes):
        """Raises Fault for a file that is cut off, protected, or declares more than the limits."""
        self.data = data
        try:
            self._start, self.parts = _directory(data)
        except (struct.error, IndexError):
            raise damaged() from None
        _refuse_bombs(self.parts)

    def __contains__(self, name: str) -> bool:
        return normal(name) in self.parts

    def read(self, name: str) -> bytes:
        """A part's bytes. Raises KeyError for a part that is not there, Fault for a broken one."""
        part = self.parts[normal(name)]
        out = self._inflate(part, part.size + 1)
        if len(out) != part.size:
            raise damaged()
        return out

    def head(self, name: str, size: int) -> bytes:
        """The first *size* bytes of a part, ``b""`` when there is no such part."""
        part = self.parts.get(normal(name))
        return self._inflate(part, size)[:size] if part else b""

    def _inflate(self, part: Part, limit: int) -> bytes:
        raw = self._packed(part)
        if part.method == 0:
            return bytes(raw)
        try:
            return zlib.decompressobj(-15).decompress(raw, limit)
        except zlib.error:
            raise damaged() from None

    def _packed(self, part: Part) -> memoryview:
        header = self.data[part.offset : part.offset + 30]
        if header[:4] != b"PK\x03\x04" or len(header) < 30:
            raise damaged()
        name, extra = struct.unpack_from("<2H", header, 26)
        start = part.offset + 30 + name + extra
        raw = memoryview(self.data)[start : start + part.packed]
        if len(raw) != part.packed:
            raise damaged()
        if part.method not in (0, 8):
            raise Fault("文件用了少见的压缩方式", RESAVE)
        return raw

    def stored(self, parts: Mapping[str, bytes]) -> bytes:
        """The same zip file with these parts, inflated already, put in uncompressed behind the others.

        Another reader need not inflate them again, and sees the very bytes that were looked at. A file that is large
        or has an unusual directory is left as it is.
        """
        end = self.data.rfind(b"PK\x05\x06")
        usual = END.unpack_from(self.data, end)[5:7] == (end - self._start, self._start)
        if not usual or sum(map(len, parts.values())) > MAX_STORED:
            return self.data
        directory = bytearray(self.data[self._start : end])
        pieces, at = [self.data[: self._start]], self._start
        for name, content in parts.items():
            part = self.parts[normal(name)]
            if part.method != 0:
                pieces += _restored(directory, part.entry - self._start, len(content), at), content
                at += len(pieces[-2]) + len(content)
        count = len(self.parts)
        return b"".join((*pieces, directory, END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), at, 0)))

    def verify(self, skip: frozenset[str]) -> None:
        """Raises Fault when a part that a reader parses inflates to more than it declares."""
        for name, part in self.parts.items():
            if part.packed > UNCHECKED and name not in skip and name.endswith((".xml", ".bin", ".rels")):
                left, unpack, raw = part.size + 1, zlib.decompressobj(-15), self._packed(part)
                while part.method == 8 and raw and left > 0:
                    left -= len(unpack.decompress(raw, 1 << 20))
                    raw = unpack.unconsumed_tail
                if left <= 0:
                    raise damaged()


def _restored(directory: bytearray, entry: int, size: int, at: int) -> bytes:
    """Make an entry of the directory that of an uncompressed part at *at*; returns the part's local header."""
    struct.pack_into("<H", directory, entry + 10, 0)
    struct.pack_into("<2L", directory, entry + 20, size, size)
    struct.pack_into("<L", directory, entry + 42, at)
    name = int.from_bytes(directory[entry + 28 : entry + 30], "little")
    shared = directory[entry + 6 : entry + 30]  # from the version needed to the length of the name
    return b"PK\x03\x04" + shared + b"\0\0" + directory[entry + 46 : entry + 46 + name]


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """Part names compare without case; some writers put backslashes or a leading slash."""
    return name.replace("\\", "/").lstrip("/").lower()


def _directory(data: bytes) -> tuple[int, dict[str, Part]]:
    """Where the directory begins, and its parts. Two parts of one name would let two readers see two files."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65557))
    if end < 0:
        raise Fault("文件不完整（缺少结尾部分，可能没有下载完）", FETCH_AGAIN)
    count, begin, _, shift = outline(data, end)
    if shift < 0:
        raise damaged()
    parts, at = {}, begin
    for _ in range(count):
        entry = ENTRY.unpack_from(data, at)
        if entry[0] != b"PK\x01\x02":
            raise damaged()
        if entry[3] & 1:
            raise protected()
        begun, name_at, extra_at = at, at + 46, at + 46 + entry[10]
        at = extra_at + entry[11] + entry[12]
        packed, full, offset = entry[8], entry[9], entry[16]
        if FULL in (packed, full, offset):
            packed, full, offset = wide(data[extra_at : extra_at + entry[11]], packed, full, offset)
        name = data[name_at:extra_at].decode("utf-8", "replace")
        parts[normal(name)] = Part(entry[4], packed, full, offset + shift, begun)
    if len(parts) != count or b"/../" in data[begin:at]:
        raise damaged()
    return begin, parts


def outline(data: bytes | memoryview, end: int) -> tuple[int, int, int, int]:
    """By the record at *end*: how many entries the directory has, where it begins and stops, and how many bytes stand
    before the archive proper."""
    _, _, _, _, count, size, start, _ = END.unpack_from(data, end)
    stop = end
    if count == 0xFFFF or FULL in (size, start):
        _, _, stop, _ = LOCATOR.unpack_from(data, end - LOCATOR.size)
        count, size, start = END64.unpack_from(data, stop)[-3:]
    return count, stop - size, stop, stop - size - start


def wide(extra: bytes, packed: int, size: int, offset: int) -> tuple[int, int, int]:
    """The zip64 fields: only those that did not fit, in the order size, packed, offset."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            wide = iter(struct.unpack_from(f"<{length // 8}Q", extra, at + 4))
            size, packed, offset = (next(wide, FULL) if field == FULL else field for field in (size, packed, offset))
            break
        at += 4 + length
    return packed, size, offset


def _refuse_bombs(parts: dict[str, Part]) -> None:
    if sum(part.size for part in parts.values()) > MAX_TOTAL:
        raise too_large(f"解压后超过 {MAX_TOTAL >> 20} MB，不像正常的工作簿")
    for part in parts.values():
        if part.size > LARGE and part.size > MAX_RATIO * max(part.packed, 1):
            raise too_large("压缩得异常紧（像是“压缩包炸弹”），解压会占满内存")
