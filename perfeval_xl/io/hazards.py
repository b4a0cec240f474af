"""What calamine would answer by filling the memory, found before it sees the file: the process would not survive it.

Compound files: [MS-CFB] 2.2 (header). Binary workbooks: [MS-XLSB] 2.1.4 (records).
"""

import struct
from collections.abc import Iterator

from .ole_streams import fat_of, mini_fat_of


def sound_compound_file(data: bytes) -> bool:
    """Sector sizes are the two there are, no table is longer than the file, no chain of sectors runs in a circle."""
    if len(data) < 512:
        return False
    version, _, shift, mini_shift = struct.unpack_from("<4H", data, 26)
    if (version, shift, mini_shift) not in ((3, 9, 6), (4, 12, 6)):
        return False
    fat_sectors, mini_sectors, more_sectors = (struct.unpack_from("<L", data, at)[0] for at in (44, 64, 72))
    if max(fat_sectors, mini_sectors, more_sectors) > len(data) >> shift:
        return False
    fat = fat_of(data, shift)
    return _without_circle(fat) and _without_circle(mini_fat_of(data, shift, fat))


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
    """Rows and columns up to the farthest cell of a sheet part of an .xlsb."""
    rows = columns = 0
    for kind, at, _ in binary_records(data):
        if kind <= 11 and at + 4 <= len(data):  # BrtRowHdr (0) and the cells of a row (1 to 11) begin with their number
            number = int.from_bytes(data[at : at + 4], "little") + 1
            rows, columns = (max(rows, number), columns) if kind == 0 else (rows, max(columns, number))
    return rows, columns


def binary_records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place of the content and size of every record of a part of an .xlsb; one that is cut off is the last."""
    at, end = 0, len(data)
    while at + 3 <= end:
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | data[at] << 7
            at += 1
        size = shift = 0
        while at < end and shift <= 21:
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        yield kind, at, size
        at += size
