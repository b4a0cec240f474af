"""The streams of a compound file (an .xls is one), read as leniently as spreadsheets read them.

[MS-CFB] 2.2 (header), 2.3 (FAT), 2.4 (mini FAT), 2.5 (DIFAT), 2.6 (directory).
"""

import struct

LAST = 0xFFFFFFFA  # from here on a FAT entry is a mark and not the number of a sector
_ENTRY, _MINI = 128, 64  # bytes of an entry of the directory, and of a sector of the mini stream


def fat_of(data: bytes, shift: int) -> list[int]:
    """The FAT: behind each sector of 2**shift bytes the next of its chain."""
    fat_sectors, more_start, more_sectors = (struct.unpack_from("<L", data, at)[0] for at in (44, 68, 72))
    where = numbers(data[76:512])
    for _ in range(more_sectors):
        *further, more_start = numbers(sector(data, more_start, shift)) or (LAST,)
        where += further
    return [number for at in where[:fat_sectors] for number in numbers(sector(data, at, shift))]


def mini_fat_of(data: bytes, shift: int, fat: list[int]) -> list[int]:
    (start,) = struct.unpack_from("<L", data, 60)
    return [number for at in chain(fat, start) for number in numbers(sector(data, at, shift))]


def stream(data: bytes, *names: str) -> bytes:
    """The first stream of the file with one of these names; ``b""`` for none. The chains must have no circle
    (hazards.sound_compound_file)."""
    (shift,) = struct.unpack_from("<H", data, 30)
    start, cutoff = struct.unpack_from("<L4xL", data, 48)
    fat = fat_of(data, shift)
    directory = _joined(data, shift, fat, start)
    wanted = {name.encode("utf-16-le") for name in names}
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        size_of_name, kind = struct.unpack_from("<HB", directory, at + 64)
        if kind == 2 and directory[at : at + max(size_of_name - 2, 0)] in wanted:
            first, size = struct.unpack_from("<2L", directory, at + 116)
            if size >= cutoff:
                return _joined(data, shift, fat, first)[:size]
            (root,) = struct.unpack_from("<L", directory, 116)
            small, mini_fat = _joined(data, shift, fat, root), mini_fat_of(data, shift, fat)
            return b"".join([small[at * _MINI : (at + 1) * _MINI] for at in chain(mini_fat, first)])[:size]
    return b""


def chain(fat: list[int], start: int) -> list[int]:
    """The sectors of a chain; *fat* has no circle."""
    found = []
    while start < len(fat):
        found.append(start)
        start = fat[start]
    return found


def sector(data: bytes, number: int, shift: int) -> bytes:
    return data[number + 1 << shift : number + 2 << shift]


def numbers(raw: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(raw) // 4}L", raw[: len(raw) // 4 * 4]))


def _joined(data: bytes, shift: int, fat: list[int], start: int) -> bytes:
    return b"".join([sector(data, at, shift) for at in chain(fat, start)])
