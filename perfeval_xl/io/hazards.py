"""What calamine would answer by filling the memory, found before it sees the file: the process would not survive it.

Compound files: [MS-CFB] 2.2 (header), 2.3 (FAT), 2.4 (mini FAT). Binary workbooks: [MS-XLSB] 2.1.4 (records).
"""

import struct

_LAST = 0xFFFFFFFA  # from here on a FAT entry is a mark and not the number of a sector


def sound_compound_file(data: bytes) -> bool:
    """Sector sizes are the two there are, no table is longer than the file, no chain of sectors runs in a circle."""
    if len(data) < 512:
        return False
    version, _, shift, mini_shift = struct.unpack_from("<4H", data, 26)
    if (version, shift, mini_shift) not in ((3, 9, 6), (4, 12, 6)):
        return False
    fat_sectors, mini_start, mini_sectors, more_start, more_sectors = (
        struct.unpack_from("<L", data, at)[0] for at in (44, 60, 64, 68, 72)
    )
    if max(fat_sectors, mini_sectors, more_sectors) > len(data) >> shift:
        return False
    where = _numbers(data[76:512])
    for _ in range(more_sectors):
        *numbers, more_start = _numbers(_sector(data, more_start, shift)) or (_LAST,)
        where += numbers
    fat = [number for at in where[:fat_sectors] for number in _numbers(_sector(data, at, shift))]
    return _without_circle(fat) and _without_circle(
        [number for at in _chain(fat, mini_start) for number in _numbers(_sector(data, at, shift))]
    )


def _sector(data: bytes, number: int, shift: int) -> bytes:
    return data[number + 1 << shift : number + 2 << shift]


def _numbers(raw: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(raw) // 4}L", raw[: len(raw) // 4 * 4]))


def _chain(fat: list[int], start: int) -> list[int]:
    """The sectors of a chain; *fat* has no circle."""
    found = []
    while start < len(fat):
        found.append(start)
        start = fat[start]
    return found


def _without_circle(fat: list[int]) -> bool:
    seen = [0] * len(fat)
    for start in range(len(fat)):
        at = start
        while at < len(fat) and not seen[at]:
            seen[at] = start + 1
            at = fat[at]
        if at < len(fat) and seen[at] == start + 1:
            return False
    return True


def binary_extent(data: bytes) -> tuple[int, int]:
    """Rows and columns up to the farthest cell of a sheet part of an .xlsb; a record cut off ends the search."""
    at, rows, columns, end = 0, 0, 0, len(data)
    while at + 3 <= end:
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind |= data[at] << 7
            at += 1
        size = shift = 0
        while at < end and shift <= 21:
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        if kind <= 11 and at + 4 <= end:  # BrtRowHdr (0) and the cells of a row (1 to 11) begin with their number
            number = int.from_bytes(data[at : at + 4], "little") + 1
            rows, columns = (max(rows, number), columns) if kind == 0 else (rows, max(columns, number))
        at += size
    return rows, columns
