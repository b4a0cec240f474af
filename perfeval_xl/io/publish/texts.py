"""Texts in a part masked where they stand: a text may be spread over several runs, and each run keeps its format."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from ...core.patterns import Pattern
from ...core.record import Record
from ..patch.markup import Splice, Tag, escaped, spliced, tags, with_attribute
from .tree import Node, plain, tree, with_tags

Show = Callable[[str], str]  # a text → what is shown of it, of the same length
At = Callable[[str], Show]  # what is shown at a place, by its name
Tells = Callable[[str], bool]  # whether a text gives somebody away
_REMARK = Pattern(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?(?!xml\s)[^<>]*\?>", re.DOTALL)


class Piece(Record):
    """What stands in one element of text."""

    start: int
    end: int
    said: str


def pieces(text: str, start: int, end: int, leaf: str = "t") -> list[Piece]:
    """The pieces of a text between two places, in order; phonetic readings are none."""
    found, at, phonetic = [], None, 0
    for tag in tags(text, start, end):
        if tag.name == "rPh" and not tag.empty:
            phonetic += -1 if tag.close else 1
        elif tag.name == leaf and not phonetic:
            if tag.close and at is not None:
                found.append(Piece(at, tag.start, plain(text[at : tag.start])))
            at = None if tag.close or tag.empty else tag.end
    return found


def joined(found: list[Piece]) -> str:
    return "".join(piece.said for piece in found)


def shown_in(found: list[Piece], shown: str) -> Iterator[Splice]:
    """The splices that turn the pieces into *shown*, which is as long as all of them."""
    at = 0
    for piece in found:
        new = shown[at : at + len(piece.said)]
        at += len(piece.said)
        if new != piece.said:
            yield Splice(piece.start, piece.end, escaped(new))


def spelled(text: str, start: int, end: int) -> str:
    """What the phonetic readings of a text say."""
    cuts = readings(text, start, end)
    return "".join(joined(pieces(text[cut.start : cut.end].replace("rPh", "r"), 0, cut.end - cut.start)) for cut in cuts)


def readings(text: str, start: int, end: int) -> Iterator[Splice]:
    """Cuts the phonetic readings of a text: they spell out what is masked."""
    opened = None
    for tag in tags(text, start, end):
        if tag.name == "rPh" and not tag.close and opened is None:
            opened = tag.start
        if tag.name == "rPh" and (tag.close or tag.empty) and opened is not None:
            yield Splice(opened, tag.end, "")
            opened = None


def with_texts_shown(text: str, show: Show, units: tuple[str, ...], leaf: str) -> str:
    """The part with the text of every *units* element shown masked; they never stand within each other."""
    return with_nodes_shown(text, tree(text).all(*units), show, leaf)


def with_nodes_shown(text: str, nodes: Iterable[Node], show: Show, leaf: str = "") -> str:
    """The same for single elements of the part; without *leaf* they hold their text themselves."""
    return spliced(text, [splice for node in nodes for splice in _unit(text, node, show, leaf or node.name)])


def with_attributes_shown(text: str, show: Show, attributes: Mapping[str, tuple[str, ...]]) -> str:
    """The part with these attributes of these elements shown masked."""

    def changed(node: Node) -> Tag:
        tag = node.tag
        for name in attributes[node.name]:
            words = node.get(name)
            if words and (shown := show(words)) != words:
                tag = with_attribute(tag, name, shown)
        return tag

    return with_tags(text, tree(text).all(*attributes), changed)


def without_remarks(text: str) -> str:
    """The part without what its author wrote between the tags for nobody's eyes (XML 1.0, 2.5 comments, 2.6 instructions)."""
    if "<!--" not in text and text.count("<?") <= text.startswith("<?xml"):
        return text
    return _REMARK.sub(lambda match: match[0] if match[0].startswith("<![CDATA[") else "", text)


def _unit(text: str, unit: Node, show: Show, leaf: str) -> Iterator[Splice]:
    found = pieces(text, unit.tag.start, unit.end, leaf)
    said = joined(found)
    shown = show(said) if said else said
    if shown != said:
        yield from shown_in(found, shown)
