"""Reading a compound file back, strictly: for the checks of what the writer made, sharing only its constants with it.

[MS-CFB] 2.2–2.6. Whatever a tolerant reader would pass over is a fault here.
"""

import struct
from collections.abc import Iterator

from .compound_file import FAT_SECTOR, HEADER, MAGIC, MINI_CUTOFF, MINI_SECTOR, SECTOR
from .directory import BLACK, END_OF_CHAIN, ENTRY, NO_STREAM, RED, ROOT, STORAGE, STREAM, order


class BrokenFile(ValueError):
    """The bytes are no compound file; the message says what is wrong."""


class ReadEntry:
    """An entry of the directory as it stands in the file."""

    __slots__ = ("name", "kind", "colour", "left", "right", "child", "start", "size")

    def __init__(self, raw: bytes):
        name, length, self.kind, self.colour, self.left, self.right, self.child, *rest = ENTRY.unpack(raw)
        self.start, self.size = rest[-2:]
        self.name = name[: max(length - 2, 0)].decode("utf-16-le", "replace")


class CompoundFile:
    """``streams`` by path (``VBA/dir``) and ``faults`` of the directory tree. Raises BrokenFile."""

    def __init__(self, data: bytes):
        if len(data) < SECTOR or len(data) % SECTOR:
            raise BrokenFile("not whole sectors of 512 bytes")
        self._data = data
        self._header = HEADER.unpack(data[:SECTOR])
        self._check_header()
        self._fat = self._read_fat()
        self._read_sectors: set[int] = set()
        self.entries = self._read_directory()
        self.faults: list[str] = []
        root = self.entries[0]
        self._mini_stream = self._sectors(root.start)
        if not root.size <= len(self._mini_stream) < root.size + SECTOR:
            raise BrokenFile("the mini stream has another length than its entry says")
        self._mini_fat = self._numbers(self._sectors(self._header[13]))
        self.streams = dict(self._walk(0, ""))

    def _check_header(self) -> None:
        magic, _, _, version, byte_order, sector_shift, mini_shift = self._header[:7]
        if magic != MAGIC or byte_order != 0xFFFE:
            raise BrokenFile("no header of a compound file")
        if (version, sector_shift, mini_shift) != (3, 9, 6) or self._header[12] != MINI_CUTOFF:
            raise BrokenFile("another version than 3, or other sectors than it has")
        if self._header[15:17] != (END_OF_CHAIN, 0):
            raise BrokenFile("a DIFAT, which no file of this size needs")

    def _read_fat(self) -> list[int]:
        places = self._header[17 : 17 + self._header[9]]
        fat = self._numbers(b"".join(map(self._sector, places)))
        if any(place >= len(fat) or fat[place] != FAT_SECTOR for place in places):
            raise BrokenFile("the FAT does not mark its own sectors")
        return fat

    def _sector(self, place: int) -> bytes:
        raw = self._data[(place + 1) * SECTOR : (place + 2) * SECTOR]
        if not raw:
            raise BrokenFile(f"sector {place} is outside the file")
        return raw

    def _sectors(self, start: int) -> bytes:
        """The bytes of a chain. Every sector belongs to one chain."""
        pieces = []
        while start != END_OF_CHAIN:
            if start in self._read_sectors or start >= len(self._fat):
                raise BrokenFile(f"sector {start} belongs to two chains, or to none")
            self._read_sectors.add(start)
            pieces.append(self._sector(start))
            start = self._fat[start]
        return b"".join(pieces)

    def _mini_sectors(self, start: int, size: int) -> bytes:
        pieces = []
        while start != END_OF_CHAIN:
            if start >= len(self._mini_fat) or len(pieces) * MINI_SECTOR >= size:
                raise BrokenFile("a chain of mini sectors is longer than its stream")
            pieces.append(self._mini_stream[start * MINI_SECTOR : (start + 1) * MINI_SECTOR])
            start = self._mini_fat[start]
        return b"".join(pieces)

    @staticmethod
    def _numbers(raw: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(raw) // 4}I", raw))

    def _read_directory(self) -> list[ReadEntry]:
        raw = self._sectors(self._header[10])
        entries = [ReadEntry(raw[at : at + ENTRY.size]) for at in range(0, len(raw), ENTRY.size)]
        if not entries or entries[0].kind != ROOT or entries[0].name != "Root Entry":
            raise BrokenFile("the directory does not begin with the root")
        return entries

    def _walk(self, parent: int, path: str) -> Iterator[tuple[str, bytes]]:
        """Streams below a storage, and on the way whether its tree is one ([MS-CFB] 2.6.4)."""
        top = self.entries[parent].child
        if top != NO_STREAM and self._entry(top).colour != BLACK:
            self.faults.append(f"the top of the tree under {path or 'the root'} is red")
        places: list[int] = []
        self._black_height(top, places)
        names = [self.entries[place].name for place in places]
        if names != sorted(names, key=order) or len(set(map(order, names))) != len(names):
            self.faults.append(f"the entries under {path or 'the root'} are not in order: {', '.join(names)}")
        for place in places:
            entry = self.entries[place]
            if entry.kind == STORAGE:
                yield from self._walk(place, f"{path}{entry.name}/")
            elif entry.kind == STREAM:
                yield path + entry.name, self._stream(entry)

    def _entry(self, place: int) -> ReadEntry:
        if place >= len(self.entries) or self.entries[place].kind not in (STORAGE, STREAM):
            raise BrokenFile(f"the directory has no entry {place}")
        return self.entries[place]

    def _black_height(self, place: int, places: list[int]) -> int:
        """Black entries on every path down; collects the entries in order."""
        if place == NO_STREAM:
            return 0
        entry = self._entry(place)
        if place in places or len(places) > len(self.entries):
            raise BrokenFile(f"entry {entry.name} is in the tree twice")
        left = self._black_height(entry.left, places)
        places.append(place)
        right = self._black_height(entry.right, places)
        if left != right:
            self.faults.append(f"the tree is not balanced at {entry.name}")
        children = [child for child in (entry.left, entry.right) if child != NO_STREAM]
        if entry.colour == RED and any(self.entries[child].colour == RED for child in children):
            self.faults.append(f"a red entry under the red entry {entry.name}")
        return left + (entry.colour == BLACK)

    def _stream(self, entry: ReadEntry) -> bytes:
        if entry.size >= MINI_CUTOFF:
            raw = self._sectors(entry.start)
            unit = SECTOR
        else:
            raw = self._mini_sectors(entry.start, entry.size)
            unit = MINI_SECTOR
        if not entry.size <= len(raw) < entry.size + unit:
            raise BrokenFile(f"the stream {entry.name} has another length than its entry says")
        return raw[: entry.size]
