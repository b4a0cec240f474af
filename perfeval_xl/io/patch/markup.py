"""XML edited as text: places are found, pieces are put in, everything else stays as it was written.

A parser would have to write the whole part anew, and with it other prefixes, attribute orders and white space.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import itemgetter

from ...core.patterns import Pattern
from ...core.record import Record, new
from ..errors import damaged

_NOT_A_TAG = r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
# Python before 3.11.5 mistakes a possessive quantifier of a group, so only the characters within are possessive.
ATTRIBUTES = r"((?:[^<>\"'/]++|\"[^\"]*+\"|'[^']*+'|/(?!>))*)"
_TAG = Pattern(rf"(?s:{_NOT_A_TAG})|<(/?)([\w.-]+:)?([\w.-]+){ATTRIBUTES}(/?)>")
_ENCODING = Pattern(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class Tag(Record):
    """A start, end or empty tag: its local name, prefix with the colon, attributes as written, and its place."""

    name: str
    prefix: str
    attributes: str
    close: bool
    empty: bool
    start: int
    end: int


class Text(Record):
    """A part as text, and how it goes back to bytes."""

    text: str
    encoding: str
    bom: bytes

    def encoded(self, text: str) -> bytes:
        return self.bom + text.encode(self.encoding, "xmlcharrefreplace")


def decoded(data: bytes) -> Text:
    """A part's text. Raises Fault when it is not in the encoding it claims."""
    bom, encoding = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", ""))
    declared = _ENCODING.match(data)
    encoding = encoding or (declared[1].decode() if declared else "utf-8")
    try:
        return Text(data[len(bom) :].decode(encoding), encoding, bom)
    except (UnicodeError, LookupError):
        raise damaged() from None


def tags(text: str, start: int = 0, stop: int | None = None) -> Iterator[Tag]:
    """The tags between two places, in order; comments, CDATA sections and instructions are passed over."""
    for match in _TAG.finditer(text, start, len(text) if stop is None else stop):
        close, prefix, name, attributes, empty = match.groups()
        if name:
            yield new(Tag, (name, prefix or "", attributes, close == "/", empty == "/", *match.span()))


def children(text: str, start: int = 0) -> Iterator[tuple[Tag, int]]:
    """The children of the first element after *start*: each one's start tag, and where it ends."""
    tag = next(tags(text, start), None)
    if tag is not None and not tag.empty:
        yield from siblings(text, tag.end)


def siblings(text: str, at: int) -> Iterator[tuple[Tag, int]]:
    """The elements from a place within an element on, to its end: each one's start tag, and where it ends."""
    while (tag := next(tags(text, at), None)) is not None and not tag.close:
        at = end_of(text, tag)
        yield tag, at


def first(text: str, name: str, start: int = 0) -> Tag | None:
    """The first start tag of that local name."""
    match = _opening(name).search(text, start)
    if match is None:
        return None
    if text.find("<!", start, match.start()) >= 0:  # it may stand in a comment
        return next((tag for tag in tags(text, start) if tag.name == name and not tag.close), None)
    prefix, attributes, empty = match.groups()
    return new(Tag, (name, prefix or "", attributes, False, empty == "/", *match.span()))


def needed(text: str, name: str, start: int = 0) -> Tag:
    """The same, for an element without which the part is none. Raises Fault."""
    tag = first(text, name, start)
    if tag is None:
        raise damaged()
    return tag


@lru_cache(maxsize=None)
def _opening(name: str) -> re.Pattern:
    return re.compile(rf"<([\w.-]+:)?{re.escape(name)}(?=[\s/>]){ATTRIBUTES}(/?)>")


def end_of(text: str, tag: Tag) -> int:
    """Where the element that *tag* opens ends. Raises Fault when it is never closed."""
    if tag.empty:
        return tag.end
    closing = f"</{tag.prefix}{tag.name}>"
    at = text.find(closing, tag.end)
    inside = text[tag.end : at]
    if at >= 0 and "<!" not in inside and closing[:1] + closing[2:-1] not in inside:  # nothing of that name in it
        return at + len(closing)
    depth = 1
    for other in tags(text, tag.end):
        if not other.empty:
            depth += -1 if other.close else 1
        if depth == 0:
            return other.end
    raise damaged()


def attribute(attributes: str, name: str) -> str | None:
    """One attribute's value as a reader understands it, None when it is not there."""
    match = _attribute(name).search(attributes)
    return unescaped(match[2][1:-1]) if match else None


def number(attributes: str, name: str) -> int:
    """One attribute's whole number, 0 when it is not there. Raises Fault for anything else."""
    return whole(attribute(attributes, name) or "0")


def whole(value: str) -> int:
    """A whole number. Raises Fault for anything else."""
    if not value.strip().isdecimal():
        raise damaged()
    return int(value)


def with_attribute(tag: Tag, name: str, value: str) -> Tag:
    """The tag with one attribute set; the others stay as written."""
    new = f'{name}="{escaped(value)}"'
    there = _attribute(name).search(tag.attributes)
    if there is None:
        return tag._replace(attributes=f"{tag.attributes.rstrip()} {new}")
    return tag._replace(attributes=tag.attributes[: there.end(1)] + new + tag.attributes[there.end() :])


@lru_cache(maxsize=None)
def _attribute(name: str) -> re.Pattern:
    return re.compile(rf"(^|\s){re.escape(name)}\s*=\s*(\"[^\"]*\"|'[^']*')")


def written(tag: Tag) -> str:
    """The tag as text."""
    return f"<{'/' if tag.close else ''}{tag.prefix}{tag.name}{tag.attributes}{'/' if tag.empty else ''}>"


class Splice(Record):
    """A piece of text in place of what stood between two places."""

    start: int
    end: int
    text: str


_BY_PLACE = itemgetter(0, 1)


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """All splices at once; those at one place come in the order given."""
    pieces, at = [], 0
    for start, end, piece in sorted(splices, key=_BY_PLACE):
        pieces += text[at:start], piece
        at = end
    return "".join((*pieces, text[at:]))


def at_end(text: str, element: Tag, inside: str) -> Splice:
    """*inside* put in at the end of an element, which may be an empty one."""
    if element.empty:
        opened = written(element._replace(empty=False))
        return Splice(element.start, element.end, f"{opened}{inside}</{element.prefix}{element.name}>")
    at = text.rindex("</", element.end, end_of(text, element))
    return Splice(at, at, inside)


_BAD = Pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_PLAIN = Pattern('[&<>"\x00-\x08\x0a-\x1f\ufffe\uffff\ud800-\udfff]')


def is_simple(text: str) -> bool:
    """Whether a text is written as it is, in an attribute and in an element, and its only white space are blanks."""
    return text.isprintable() and not ("&" in text or "<" in text or ">" in text or '"' in text)


def escaped(text: str) -> str:
    """Text for an attribute or an element; characters that XML does not allow are left out."""
    if is_simple(text) or _NOT_PLAIN.search(text) is None:
        return text
    text = _BAD.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "&#10;")


_ENTITY = Pattern(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(\w+));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def unescaped(text: str) -> str:
    if "&" not in text:
        return text
    return _ENTITY.sub(_meant, text)


def _meant(entity: re.Match) -> str:
    """The character that a reference stands for; one that stands for none is left as written."""
    hexadecimal, number, name = entity.groups()
    if name:
        return _NAMED.get(name, entity[0])
    try:
        return chr(int(hexadecimal, 16) if hexadecimal else int(number))
    except (ValueError, OverflowError):
        return entity[0]
