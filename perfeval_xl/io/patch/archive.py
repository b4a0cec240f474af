"""Rewriting a zip file entry by entry: what is not changed is copied as the raw bytes that stood there.

Reading single parts is :mod:`..package`'s; here an entry is the bytes from its local header up to the next one, and
its record in the directory. APPNOTE.TXT of PKWARE, sections 4.3.7, 4.3.12, 4.3.14–4.3.16.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping

from ...core.record import Record
from ..errors import damaged
from ..package import END, ENTRY, FULL, LARGE, LOCATOR, MAX_RATIO, normal, outline, wide

_SHARED = struct.Struct("<5H3L2H")  # of the local header and the record
_BEHIND = struct.Struct("<3HLL")  # of the record behind them
_UTF8_NAME = 0x800
_LEVEL = 1  # an eighth larger than by default, in half of the time
_SMALL = 1024  # bytes of a part below which packing it takes longer than it is worth
_LONG_AGO = 0, 0x21  # 1980-01-01: the same bytes whenever they are written


class Entry(Record):
    """One part as it lies in the file: local header with packed bytes, and its record in the directory."""

    body: bytes | memoryview
    record: bytes

    def content(self) -> bytes:
        """The part's bytes, unpacked."""
        method, packed, size = self._extent()
        name, extra = struct.unpack_from("<2H", self.body, 26)
        raw = self.body[30 + name + extra :][:packed]
        return bytes(raw) if method == 0 else zlib.decompressobj(-15).decompress(raw, size + 1)

    def is_sound(self) -> bool:
        """Whether header, bytes and record belong together: what comes from elsewhere may have been altered."""
        try:
            signed = self.record[:4] == b"PK\x01\x02" and self.body[:4] == b"PK\x03\x04"
            _, packed, size = self._extent()
            check = struct.unpack_from("<L", self.record, 16)[0]
            held = min(packed, len(self.body))  # the record may claim more
            return signed and size <= max(LARGE, MAX_RATIO * held) and zlib.crc32(self.content()) == check
        except (struct.error, zlib.error):
            return False

    def _extent(self) -> tuple[int, int, int]:
        """Method, packed and full size."""
        method, _, _, _, packed, size = struct.unpack_from("<3H3L", self.record, 10)
        if FULL in (packed, size):
            packed, size, _ = _wide(self.record, packed, size, 0)
        return method, packed, size


class Orders(Record):
    """Part names as the directory lists them, and as they lie in the file."""

    listed: tuple[str, ...]
    lying: tuple[str, ...]


def packed(name: str, content: bytes, like: Entry | None = None, dense: bool = False) -> Entry:
    """A new entry; with *like*, of the same name bytes, time and attributes as the one it replaces.

    *dense*: it holds hardly any repetitions, and is stored as it is.
    """
    method, raw = 0, content
    if len(content) >= _SMALL and not dense:
        coder = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
        method, raw = zlib.DEFLATED, coder.compress(content) + coder.flush()
    if like is None:
        written, (time, date), made_by, attributes = name.encode(), _LONG_AGO, 20, (0, 0)
        flags = 0 if name.isascii() else _UTF8_NAME
    else:
        old = ENTRY.unpack_from(like.record)
        written = bytes(like.record[46 : 46 + old[10]])
        made_by, flags, time, date, attributes = old[1], old[3] & _UTF8_NAME, old[5], old[6], old[14:16]
    shared = _SHARED.pack(20, flags, method, time, date, zlib.crc32(content), len(raw), len(content), len(written), 0)
    record = b"PK\x01\x02" + made_by.to_bytes(2, "little") + shared + _BEHIND.pack(0, 0, *attributes, 0) + written
    return Entry(b"".join((b"PK\x03\x04", shared, written, raw)), record)


class Archive:
    """The entries of a zip file in the order of its directory. Holds a view of *data*, which may be a mapped file."""

    def __init__(self, data):
        """*data*: bytes or an mmap, already accepted by package.Package. Raises Fault."""
        try:
            self._read(memoryview(data), data.rfind(b"PK\x05\x06", max(0, len(data) - 65557)))
        except (struct.error, IndexError):
            raise damaged() from None

    def _read(self, data: memoryview, end: int) -> None:
        count, directory, stop, shift = outline(data, end)
        records, at = [], directory
        for _ in range(count):
            fields = ENTRY.unpack_from(data, at)
            length = 46 + fields[10] + fields[11] + fields[12]
            records.append(bytes(data[at : at + length]))
            at += length
        offsets = [_offset(record) + shift for record in records]
        following = dict(zip(sorted(offsets), [*sorted(offsets)[1:], directory]))
        self._prefix = data[: min(offsets, default=directory)]
        self._shift = shift
        self._tail = data[stop:]
        self.entries = {}
        for record, offset in zip(records, offsets):
            length = struct.unpack_from("<H", record, 28)[0]
            name = normal(record[46 : 46 + length].decode("utf-8", "replace"))
            self.entries[name] = Entry(data[offset : following[offset]], record)
        # The directory may list the entries in another order than they lie in.
        self.lying = tuple(name for _, name in sorted(zip(offsets, self.entries)))

    def content(self, name: str) -> bytes:
        """A part's bytes. Raises KeyError when there is no such part."""
        return self.entries[normal(name)].content()

    def __contains__(self, name: str) -> bool:
        return normal(name) in self.entries

    def rewritten(
        self, changed: Mapping[str, bytes | Entry], removed: Iterable[str] = (), orders: Orders | None = None
    ) -> Iterator[bytes | memoryview]:
        """The file with parts replaced, added (under their exact name) or removed: pieces to be written one by one.

        Everything keeps its order and what is added comes last, unless *orders* says otherwise.
        """
        gone = {normal(name) for name in removed}
        entries = {name: entry for name, entry in self.entries.items() if name not in gone}
        for name, new in changed.items():
            key = normal(name)
            entries[key] = new if isinstance(new, Entry) else packed(name, new, entries.get(key))
        listed, lying = orders or (tuple(entries), tuple(dict.fromkeys((*self.lying, *entries))))
        yield self._prefix
        at, offsets = len(self._prefix), {}
        for name in lying:
            if name in entries:
                offsets[name] = at - self._shift
                at += len(entries[name].body)
                yield entries[name].body
        start = at
        for name in listed:
            record = _at_offset(entries[name].record, offsets[name])
            at += len(record)
            yield record
        yield self._end(start - self._shift, at - start, len(listed))

    @property
    def orders(self) -> Orders:
        return Orders(tuple(self.entries), self.lying)

    def _end(self, start: int, size: int, count: int) -> bytes:
        """The end records with the new figures; zip64 ones and a comment stay if they were there."""
        tail = bytearray(self._tail)
        end = tail.rfind(b"PK\x05\x06")
        if end:
            struct.pack_into("<4Q", tail, 24, count, count, size, start)
            struct.pack_into("<Q", tail, end - LOCATOR.size + 8, start + size)
        old = END.unpack_from(tail, end)
        limits = 0xFFFF, 0xFFFF, FULL, FULL
        figures = [full if was == full else new for was, full, new in zip(old[3:7], limits, (count, count, size, start))]
        struct.pack_into("<2H2L", tail, end + 8, *figures)
        return bytes(tail)


def _offset(record: bytes) -> int:
    packed_size, size = struct.unpack_from("<2L", record, 20)
    offset = struct.unpack_from("<L", record, 42)[0]
    return _wide(record, packed_size, size, offset)[2] if offset == FULL else offset


def _wide(record: bytes, packed_size: int, size: int, offset: int) -> tuple[int, int, int]:
    """The zip64 fields in place of those that are full."""
    name, extra = struct.unpack_from("<2H", record, 28)
    return wide(record[46 + name : 46 + name + extra], packed_size, size, offset)


def _zip64(record: bytes) -> int:
    """Where the zip64 extra field's values begin; 0 when there is none."""
    name, extra = struct.unpack_from("<2H", record, 28)
    at, stop = 46 + name, 46 + name + extra
    while at + 4 <= stop:
        kind, length = struct.unpack_from("<2H", record, at)
        if kind == 1:
            return at + 4
        at += 4 + length
    return 0


def _at_offset(record: bytes, offset: int) -> bytes:
    """The record of an entry that has moved."""
    if record[42:46] != b"\xff\xff\xff\xff":
        return record[:42] + offset.to_bytes(4, "little") + record[46:]
    packed_size, size = struct.unpack_from("<2L", record, 20)
    at = _zip64(record) + 8 * ((size == FULL) + (packed_size == FULL))
    return record[:at] + offset.to_bytes(8, "little") + record[at + 8 :]
