"""Pictures of the public edition without the remarks a camera or a program put in: place, device, author (EXIF, text).

ISO/IEC 10918-1, B.1.1 (JPEG segments); PNG Specification, 11.3 (ancillary chunks); SVG 1.1, 5.4 (desc, title), 21 (metadata).
"""

from ...core.patterns import Pattern
from ..errors import Fault
from ..patch.markup import Splice, decoded, escaped, spliced
from .texts import Show, without_remarks
from .tree import plain, tree, without

_PNG = b"\x89PNG\r\n\x1a\n"
_REMARKS = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_HEAD = 4096  # bytes in which an SVG picture begins
_UNSEEN = ("metadata", "title", "desc", "namedview")
_OF_PROGRAMS = Pattern(r"\s(?:inkscape|sodipodi):[\w-]+=(?:\"[^\"]*\"|'[^']*')")
_WORDS = Pattern(r"(?<=>)[^<>]*[^<>\s][^<>]*(?=<)")
_APP1, _APP13, _COMMENT, _SCAN = 0xE1, 0xED, 0xFE, 0xDA


def as_it_looks(data: bytes, show: Show) -> bytes:
    """The picture without remarks, its texts masked where it holds texts; another format, or a broken file, as it is."""
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
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
