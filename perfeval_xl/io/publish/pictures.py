"""Pictures of the public edition without the remarks a camera or a program put in: place, device, author (EXIF, text).

ISO/IEC 10918-1, B.1.1 (JPEG segments); PNG Specification, 11.3 (ancillary chunks); SVG 1.1, 5.4 (desc, title), 21 (metadata);
GIF89a, 24 (comment extension), 26 (application extension); RFC 9649, 2.7 (WebP chunks); [MS-EMF] 2.3.4.2 (EMR_HEADER).
"""

import struct

from ...core.patterns import Pattern
from ..errors import Fault
from ..patch.markup import Splice, decoded, escaped, spliced
from .texts import Show, without_remarks
from .tree import plain, tree, without

PICTURES = (".png", ".jpeg", ".jpg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".ico", ".webp")
_PNG = b"\x89PNG\r\n\x1a\n"
_REMARKS = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_HEAD = 4096  # bytes in which an SVG picture begins
_UNSEEN = ("metadata", "title", "desc", "namedview")
_OF_PROGRAMS = Pattern(r"\s(?:inkscape|sodipodi):[\w-]+=(?:\"[^\"]*\"|'[^']*')")
_WORDS = Pattern(r"(?<=>)[^<>]*[^<>\s][^<>]*(?=<)")
_APP1, _APP13, _COMMENT, _SCAN = 0xE1, 0xED, 0xFE, 0xDA
_EXTENSION, _IMAGE, _TRAILER, _GIF_COMMENT, _GIF_APPLICATION = 0x21, 0x2C, 0x3B, 0xFE, 0xFF
_ANIMATION = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")  # how a GIF repeats and its colours; others hold XMP and the like
_WEBP_REMARKS, _WEBP_FLAGS = (b"EXIF", b"XMP "), 0x08 | 0x04  # the bits of VP8X that say they are there


def as_it_looks(data: bytes, show: Show) -> bytes:
    """The picture without remarks, its texts masked where it holds texts; another format, or a broken file, as it is."""
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith((b"GIF87a", b"GIF89a")):
        return _gif(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    if data.startswith(b"\x01\0\0\0") and data[40:44] == b" EMF":
        return _emf(data)
    if b"<svg" in data[:_HEAD]:
        return _svg(data, show)
    return data


def _svg(data: bytes, show: Show) -> bytes:
    try:
        source = decoded(data)
        text = without(without_remarks(source.text), lambda node: node.name in _UNSEEN)
        splices = [Splice(node.tag.start, node.tag.end, _OF_PROGRAMS.sub("", text[node.tag.start : node.tag.end])) for node in tree(text).every()]
        text = spliced(text, splices)
    except Fault:
        return data
    return source.encoded(_WORDS.sub(lambda match: escaped(show(plain(match[0]))), text))


def _png(data: bytes) -> bytes:
    kept, at = [data[:8]], 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if kind not in _REMARKS:
            kept.append(data[at:end])
        at = end
        if kind == b"IEND":
            return b"".join(kept)
    return data


def _jpeg(data: bytes) -> bytes:
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, end = data[at + 1], at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN:
            return b"".join((*kept, data[at:]))
        if marker not in (_APP1, _APP13, _COMMENT):
            kept.append(data[at:end])
        at = end
    return data


def _gif(data: bytes) -> bytes:
    at = 13 + _colours(data[10:11])
    kept = [data[:at]]
    while at < len(data) and data[at] in (_EXTENSION, _IMAGE):
        opened = at + 2 if data[at] == _EXTENSION else at + 11 + _colours(data[at + 9 : at + 10])
        end = opened
        while end < len(data) and data[end]:
            end += 1 + data[end]
        end += 1
        remark = data[at + 1 : at + 2] == bytes([_GIF_COMMENT]) or (
            data[at + 1 : at + 2] == bytes([_GIF_APPLICATION]) and data[opened + 1 : opened + 12] not in _ANIMATION
        )
        if data[at] == _IMAGE or not remark:
            kept.append(data[at:end])
        at = end
    return b"".join((*kept, bytes([_TRAILER]))) if data[at : at + 1] == bytes([_TRAILER]) else data


def _colours(packed: bytes) -> int:
    """How many bytes the table of colours takes that a byte of flags tells of."""
    return 3 << (packed[0] & 7) + 1 if packed and packed[0] & 0x80 else 0


def _webp(data: bytes) -> bytes:
    kept, at, stop = [], 12, 8 + int.from_bytes(data[4:8], "little")
    while at + 8 <= min(stop, len(data)):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        chunk = data[at : at + 8 + size + size % 2]  # the last one may lie there without the byte that makes it even
        if kind == b"VP8X" and size:
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_FLAGS & 0xFF]) + chunk[9:]
        if kind not in _WEBP_REMARKS:
            kept.append(chunk)
        at += 8 + size + size % 2
    if not stop <= at <= min(stop, len(data)) + 1:
        return data
    body = b"".join((b"WEBP", *kept))
    return b"RIFF" + struct.pack("<L", len(body)) + body


def _emf(data: bytes) -> bytes:
    """What the header says of the program and the picture is overwritten, so that every record keeps its place."""
    if len(data) < 88:
        return data
    count, start = struct.unpack_from("<2L", data, 60)
    size = int.from_bytes(data[4:8], "little")
    if not 88 <= start <= start + 2 * count <= min(size, len(data)):
        return data
    return data[:60] + bytes(8) + data[68:start] + bytes(2 * count) + data[start + 2 * count :]
