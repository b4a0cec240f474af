"""Drawings of the public edition: no buttons, macros, embedded objects or slicers; texts of boxes and shapes masked.

ECMA-376 Part 1, 20.5 (spreadsheetDrawing); Part 4, 19 (VML, which is not always well-formed).
"""

import re
from collections.abc import Callable, Iterable, Iterator

from ...core.patterns import Pattern
from ..patch.markup import Tag, escaped, spliced, unescaped, with_attribute
from ..patch.shapes import has_shapes, without_boxes
from .references import Away
from .texts import Piece, Show, joined, shown_in, with_attributes_shown, with_texts_shown
from .tree import Node, relation_ids, tree, with_tags, without, without_attributes

_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_OBJECTS = ("sp", "pic", "grpSp", "graphicFrame", "cxnSp")
_HELD = (*_OBJECTS, "contentPart", "AlternateContent")
_LINKS = ("hlinkClick", "hlinkHover", "hlinkMouseOver")
DESCRIBED = {"cNvPr": ("name", "descr", "title"), **dict.fromkeys(_LINKS, ("tooltip",))}
_SLICERS = ("slicer", "timeslicer")
_PATH = Pattern(r"(?<![A-Za-z])[A-Za-z]:[\\/]|\\\\|file:|mailto:|/(?:Users|home)/")

# -- DrawingML -----------------------------------------------------------------------------------------------------


def cleaned_drawing(text: str, gone: set[str], shapes: set[str], unseen: Callable[[Node, str], bool], show: Show) -> str:
    """A drawing part. *gone*: relationship ids; *shapes*: numbers of the VML shapes that are gone; *unseen*: whether
    an anchor (in the part's text) lies on hidden rows or columns."""

    def unwanted(node: Node) -> bool:
        if node.name in _LINKS:
            return bool(relation_ids(node.tag) & gone)
        if node.name in _OBJECTS and _is_switched_off(node):
            return True
        return node.name in _ANCHORS and (_is_gone(node, gone, shapes) or unseen(node, text))

    def remembers(node: Node) -> bool:  # as what a picture was before an effect (imgLayer); it looks the same without
        return node.name == "ext" and any(relation_ids(inner.tag) & gone for inner in node.every())

    for going in (remembers, unwanted, _is_empty):
        text = without(text, going)
    text = with_tags(text, tree(text).every(), lambda node: _cleaned_tag(node, gone, show))
    return with_texts_shown(text, show, ("p",), "t")


def _cleaned_tag(node: Node, gone: set[str], show: Show) -> Tag:
    """The start tag of an element without macro and links, what describes it masked."""
    tag = node.tag
    if node.get("macro"):
        tag = with_attribute(tag, "macro", "")
    if node.get("textlink"):
        tag = without_attributes(tag, "textlink")
    if relation_ids(tag) & gone:
        tag = without_attributes(tag, "link")
    for name in DESCRIBED.get(node.name, ()):
        words = node.get(name)
        if words:
            tag = _described(tag, name, words, show)
    return tag


def _described(tag: Tag, name: str, words: str, show: Show) -> Tag:
    shown = "" if _PATH.search(words) else show(words)
    return with_attribute(tag, name, shown) if shown != words else tag


def _is_gone(anchor: Node, gone: set[str], shapes: set[str]) -> bool:
    for node in anchor.every():
        if node.name in _SLICERS or node.name == "compatExt" and node.get("spid") in shapes:
            return True
        if node.name == "cNvPr" and f"_x0000_s{node.get('id')}" in shapes:
            return True
        if node.name not in _LINKS and _needed(node) & gone:
            return True
    return False


def _is_switched_off(shape: Node) -> bool:
    """Hidden in the selection pane; form controls are always so, and drawn by VML."""
    named = next((inner for child in shape.children for inner in child.children if inner.name == "cNvPr"), None)
    return named is not None and named.get("hidden") in ("1", "true") and not any(shape.all("compatExt"))


def _is_empty(node: Node) -> bool:
    """Whether it is an anchor that holds nothing any more: it must hold something."""
    return node.name in _ANCHORS and not any(child.name in _HELD for child in node.children)


def _needed(node: Node) -> set[str]:
    """Relationships without which there is nothing to show; a picture's link to where it came from is none."""
    return relation_ids(without_attributes(node.tag, "link") if node.get("r:embed") else node.tag)


def is_cropped(text: str) -> bool:
    """Whether a picture in a drawing is cropped (裁剪): the file holds all of it. What is negative lies outside the picture."""
    sides = (node.get(side) or "" for node in tree(text).all("srcRect") for side in "ltrb")
    return any(side.strip("0%") and not side.startswith("-") for side in sides)


# -- VML -----------------------------------------------------------------------------------------------------------

_SHAPE = Pattern(r"<v:(shape|rect|group|oval|line|roundrect)\b(?![a-z]).*?</v:\1>\s*", re.DOTALL)
_OBJECT = Pattern(r"ObjectType\s*=\s*[\"'](\w+)[\"']")
_ACTIVE = ("Button", "Pict", "Dialog")
_NUMBER = Pattern(r"_x0000_s[0-9]+")
_MACRO = Pattern(r"<x:FmlaMacro>.*?</x:FmlaMacro>\s*", re.DOTALL)
_LINKED = Pattern(r"<x:(Fmla\w+)>(.*?)</x:\1>\s*", re.DOTALL)
_TITLES = Pattern(r"\s(?:o:title|alt|title|o:href|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_LINES = Pattern(r"<div\b(?:(?!<div\b).)*?</div>", re.DOTALL)
_WORDS = Pattern(r"(?<=>)([^<>]+)(?=<)")


def active_shapes(text: str) -> set[str]:
    """The numbers of buttons, ActiveX controls and embedded objects in a VML drawing."""
    return {
        number
        for match in _SHAPE.finditer(text)
        for kind in _OBJECT.findall(match[0])
        if kind in _ACTIVE
        for number in _NUMBER.findall(match[0])
    }


def cleaned_vml(text: str, unboxed: Iterable[tuple[int, int]], away: Away, show: Show) -> str:
    """A VML drawing without what runs or is embedded, and without the boxes of comments that are gone."""
    text = without_boxes(text, unboxed)

    def keep(match) -> str:
        return "" if any(kind in _ACTIVE for kind in _OBJECT.findall(match[0])) else match[0]

    text = _MACRO.sub("", _SHAPE.sub(keep, text))
    text = _LINKED.sub(lambda match: "" if away.leads(unescaped(match[2])) else match[0], text)
    text = _TITLES.sub(lambda match: _titled(match, show), text)
    text = _LINES.sub(lambda match: _line(match[0], show), text)
    return _WORDS.sub(lambda match: _worded(match[0], show), text)


def _titled(match, show: Show) -> str:
    words = unescaped(match[1] if match[1] is not None else match[2])
    shown = "" if _PATH.search(words) else show(words)
    return match[0] if shown == words else match[0].partition("=")[0] + f'="{escaped(shown)}"'


def lines(text: str) -> Iterator[str]:
    """What the boxes of a VML drawing say."""
    for match in _LINES.finditer(text):
        yield "".join(unescaped(words[0]) for words in _WORDS.finditer(match[0]))


def _line(raw: str, show: Show) -> str:
    """A line of a box; each change of its look is an element of its own, be it within a number."""
    found = [Piece(*match.span(), unescaped(match[0])) for match in _WORDS.finditer(raw)]
    words = joined(found)
    shown = show(words) if words.strip() else words
    return spliced(raw, shown_in(found, shown)) if shown != words else raw


def _worded(raw: str, show: Show) -> str:
    words = unescaped(raw)
    shown = show(words) if words.strip() and not re.fullmatch(r"[\s0-9,.\-]+", words) else words
    return raw if shown == words else escaped(shown)


def draws(text: str) -> bool:
    """Whether anything is left in a VML drawing."""
    return has_shapes(text) or _SHAPE.search(text) is not None


# -- form controls -------------------------------------------------------------------------------------------------


def is_button(text: str) -> bool:
    """Whether a form control's properties are those of a button."""
    return tree(text).get("objectType") == "Button"


def cleaned_control(text: str, away: Away, show: Show) -> str:
    """The properties of a form control without macro, and without links to what is gone; the choices it offers masked."""
    text = with_attributes_shown(text, show, {"item": ("val",)})

    def changed(node: Node) -> Tag:
        leading = [name for name in ("fmlaLink", "fmlaRange", "fmlaGroup", "fmlaTxbx") if away.leads(node.get(name) or "")]
        return without_attributes(node.tag, *leading, *(("macro",) if node.get("macro") else ()))

    return with_tags(text, tree(text).every(), changed)
