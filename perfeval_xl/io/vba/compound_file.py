"""Writing a compound file of version 3, the one Excel writes: sectors of 512 bytes, a mini stream for short streams.

[MS-CFB] 2.2 (header), 2.3 (FAT), 2.4 (mini FAT), 2.6 (directory).
"""

import struct

from .directory import END_OF_CHAIN, ROOT, STREAM, Entry, Tree, entries_of, packed

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
SECTOR = 512
MINI_SECTOR = 64
MINI_CUTOFF = 4096  # shorter streams lie in the mini stream
FREE = 0xFFFFFFFF
FAT_SECTOR = 0xFFFFFFFD
HEADER = struct.Struct("<8s16sHHHHH6sIIIIIIIII109I")
_IN_HEADER = 109  # FAT sectors whose places the header itself holds
_LINKS = SECTOR // 4  # links in one FAT sector


def compound_file(tree: Tree) -> bytes:
    """The file that holds *tree*.

    Raises ValueError for a name that cannot be one, and for more than 7 MB, which need a DIFAT that no VBA project of
    ours comes near to.
    """
    entries = entries_of(tree)
    sectors = _Sectors()
    mini_fat = _place_streams(entries, sectors)
    mini_fat_start = sectors.add(mini_fat)
    directory_start = sectors.add(packed(entries, SECTOR))
    fat_start, fat_count = sectors.add_fat()
    if fat_count > _IN_HEADER:
        raise ValueError("a compound file of more than 7 MB")
    header = HEADER.pack(
        MAGIC,
        b"",
        0x003E,  # minor version
        3,
        0xFFFE,  # little-endian
        9,  # sectors of 2 ** 9 bytes
        6,  # mini sectors of 2 ** 6 bytes
        b"",
        0,  # directory sectors: not counted in version 3
        fat_count,
        directory_start,
        0,
        MINI_CUTOFF,
        mini_fat_start,
        len(mini_fat) // SECTOR,
        END_OF_CHAIN,  # no DIFAT sectors
        0,
        *(fat_start + place if place < fat_count else FREE for place in range(_IN_HEADER)),
    )
    return header + sectors.written()


def _place_streams(entries: list[Entry], sectors: "_Sectors") -> bytes:
    """Long streams go into sectors of their own, short ones into the root's mini stream. Returns the mini FAT."""
    mini_stream = bytearray()
    mini_fat: list[int] = []
    for entry in entries:
        if entry.kind != STREAM or not entry.size:
            continue
        if entry.size >= MINI_CUTOFF:
            entry.start = sectors.add(entry.data)
        else:
            entry.start = len(mini_fat)
            mini_fat += _chain(entry.start, -(-entry.size // MINI_SECTOR))
            mini_stream += entry.data + bytes(-entry.size % MINI_SECTOR)
    root = next(entry for entry in entries if entry.kind == ROOT)
    root.start, root.size = sectors.add(bytes(mini_stream)), len(mini_stream)
    written = struct.pack(f"<{len(mini_fat)}I", *mini_fat)
    return written + b"\xff" * (-len(written) % SECTOR)


def _chain(start: int, count: int) -> list[int]:
    """The links of *count* sectors one after the other."""
    return [*range(start + 1, start + count), END_OF_CHAIN]


class _Sectors:
    """The sectors after the header and the FAT that links them."""

    def __init__(self):
        self._bytes = bytearray()
        self._fat: list[int] = []

    def add(self, data: bytes) -> int:
        """Append a chain; its first sector."""
        if not data:
            return END_OF_CHAIN
        start = len(self._fat)
        self._bytes += data + bytes(-len(data) % SECTOR)
        self._fat += _chain(start, -(-len(data) // SECTOR))
        return start

    def add_fat(self) -> tuple[int, int]:
        """Append the FAT, which has links for its own sectors too; its first sector and how many they are."""
        start = len(self._fat)
        count = -(-start // (_LINKS - 1))
        fat = self._fat + [FAT_SECTOR] * count
        fat += [FREE] * (count * _LINKS - len(fat))
        self._bytes += struct.pack(f"<{len(fat)}I", *fat)
        return start, count

    def written(self) -> bytes:
        return bytes(self._bytes)
