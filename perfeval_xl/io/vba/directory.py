"""The directory of a compound file: entries of 128 bytes, the children of a storage in a red-black tree.

[MS-CFB] 2.6.1 (entry), 2.6.4 (tree). Names are ordered by length, then by their upper-case letters.
"""

import struct
from collections.abc import Mapping

NO_STREAM = 0xFFFFFFFF
END_OF_CHAIN = 0xFFFFFFFE
UNUSED, STORAGE, STREAM, ROOT = 0, 1, 2, 5
RED, BLACK = 0, 1
ENTRY = struct.Struct("<64sHBBIII16sIQQIQ")
_UNUSED_ENTRY = ENTRY.pack(b"", 0, UNUSED, RED, NO_STREAM, NO_STREAM, NO_STREAM, b"", 0, 0, 0, 0, 0)

# A storage: streams and storages by name.
Tree = Mapping[str, "bytes | Tree"]


class Entry:
    """One entry. It is filled in steps: its place in the tree, then where its bytes are."""

    __slots__ = ("name", "kind", "data", "colour", "left", "right", "child", "start", "size")

    def __init__(self, name: str, kind: int, data: bytes = b""):
        """Raises ValueError for a name that a compound file cannot hold (2.6.1)."""
        if not 0 < len(name) <= 31 or set(name) & set("/\\:!"):
            raise ValueError(f"no name of an entry: {name!r}")
        self.name, self.kind, self.data = name, kind, data
        self.colour = BLACK
        self.left = self.right = self.child = NO_STREAM
        self.start = 0 if kind == STORAGE else END_OF_CHAIN
        self.size = len(data)

    def packed(self) -> bytes:
        """The 128 bytes. Without time stamps and class identifiers: the same project gives the same file."""
        name = self.name.encode("utf-16-le") + b"\0\0"
        links = self.left, self.right, self.child
        return ENTRY.pack(name, len(name), self.kind, self.colour, *links, b"", 0, 0, 0, self.start, self.size)


def entries_of(tree: Tree) -> list[Entry]:
    """The root entry and everything below it, linked."""
    entries = [Entry("Root Entry", ROOT)]
    _add_children(entries, 0, tree)
    return entries


def order(name: str) -> tuple[int, str]:
    """What the names of one storage are sorted by (2.6.4)."""
    return len(name.encode("utf-16-le")), name.upper()


def packed(entries: list[Entry], sector: int) -> bytes:
    """The directory stream, filled up to whole sectors with unused entries."""
    written = b"".join(entry.packed() for entry in entries)
    return written + _UNUSED_ENTRY * (-len(written) % sector // ENTRY.size)


def _add_children(entries: list[Entry], parent: int, tree: Tree) -> None:
    first = len(entries)
    names = sorted(tree, key=order)
    for name in names:
        content = tree[name]
        entries.append(Entry(name, STREAM, content) if isinstance(content, bytes) else Entry(name, STORAGE))
    places = range(first, len(entries))
    full_levels = (len(names) + 1).bit_length() - 1
    entries[parent].child = _linked(entries, places, 0, full_levels)
    for place, name in zip(places, names):
        if entries[place].kind == STORAGE:
            _add_children(entries, place, tree[name])


def _linked(entries: list[Entry], places: range, level: int, full_levels: int) -> int:
    """Link a sorted run of entries as a balanced tree and return its top.

    Levels that are full are black and the one that is not is red: so every path passes as many black entries.
    """
    if not places:
        return NO_STREAM
    middle = len(places) // 2
    entry = entries[places[middle]]
    entry.colour = BLACK if level < full_levels else RED
    entry.left = _linked(entries, places[:middle], level + 1, full_levels)
    entry.right = _linked(entries, places[middle + 1 :], level + 1, full_levels)
    return places[middle]
