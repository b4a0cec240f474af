"""A part seen as elements with their places in its text, and cutting elements out together with what gets empty."""

import re
from collections.abc import Callable, Iterable, Iterator

from ...core.patterns import Pattern
from ...core.record import Record
from ..errors import damaged
from ..patch.markup import Splice, Tag, attribute, spliced, tags, unescaped, with_attribute, written

# These say nothing once everything in them is gone.
_CONTAINERS = frozenset(
    "AlternateContent Choice Fallback ext extLst hyperlinks dataValidations conditionalFormatting conditionalFormattings "
    "sparklines sparklineGroup sparklineGroups controls oleObjects definedNames tableParts".split()
)
_DEEPEST = 250  # elements within each other, more than any program writes; each is looked at by a call within a call
_RELATION_ID = Pattern(r"[\w.-]+:(?:id|embed|link|pict|dm|lo|qs|cs|relid|blip)\s*=\s*[\"']([^\"']*)[\"']")
_CDATA = Pattern(r"<!\[CDATA\[(.*?)\]\]>|<!--.*?-->")


class Node(Record):
    """An element: its start tag, where it ends, and its child elements."""

    tag: Tag
    end: int
    children: tuple["Node", ...]

    @property
    def name(self) -> str:
        return self.tag.name

    def get(self, attribute_name: str) -> str | None:
        return attribute(self.tag.attributes, attribute_name)

    def every(self) -> Iterator["Node"]:
        """Itself and its descendants."""
        yield self
        for child in self.children:
            yield from child.every()

    def all(self, *names: str) -> Iterator["Node"]:
        """Those of these local names."""
        return (node for node in self.every() if node.name in names)


def tree(text: str) -> Node:
    """The root element of a part. Raises Fault when tags do not match."""
    open_tags: list[tuple[Tag, list[Node]]] = []
    for tag in tags(text):
        if tag.close or tag.empty:
            if tag.close:
                if not open_tags or open_tags[-1][0].name != tag.name:
                    raise damaged()
                opening, children = open_tags.pop()
            else:
                opening, children = tag, []
            node = Node(opening, tag.end, tuple(children))
            if not open_tags:
                return node
            open_tags[-1][1].append(node)
        else:
            open_tags.append((tag, []))
            if len(open_tags) > _DEEPEST:
                raise damaged()
    raise damaged()


def said(text: str, node: Node) -> str:
    """The text of an element that holds text alone."""
    return plain(inside(text, node))


def inside(text: str, node: Node) -> str:
    """What stands between the tags of an element, as it is written."""
    return "" if node.tag.empty else text[node.tag.end : text.rindex("</", node.tag.end, node.end)]


def plain(raw: str) -> str:
    """Text as a reader understands it."""
    if "<!" in raw:
        return "".join(
            piece if index % 2 else unescaped(piece) for index, piece in enumerate(_CDATA.split(raw)) if piece is not None
        )
    return unescaped(raw)


def without(text: str, unwanted: Callable[[Node], bool]) -> str:
    """The part without the unwanted elements, nor the containers that hold nothing any more."""
    root = tree(text)
    splices: list[Splice] = []
    for child in root.children:
        _cut(child, unwanted, splices)
    return spliced(text, splices)


def _cut(node: Node, unwanted: Callable[[Node], bool], splices: list[Splice]) -> bool:
    """Collect the cuts in an element; whether it goes as a whole."""
    if unwanted(node):
        splices.append(Splice(node.tag.start, node.end, ""))
        return True
    inside: list[Splice] = []
    gone = [child for child in node.children if _cut(child, unwanted, inside)]
    left = [child for child in node.children if child not in gone]
    alternatives = node.name == "AlternateContent" and gone and not any(child.name == "Choice" for child in left)
    if gone and node.name in _CONTAINERS and (not left or alternatives):
        splices.append(Splice(node.tag.start, node.end, ""))
        return True
    if gone and node.get("count") is not None and node.name in _CONTAINERS:
        counted = with_attribute(node.tag, "count", str(len(left)))
        splices.append(Splice(node.tag.start, node.tag.end, written(counted)))
    splices += inside
    return False


def with_tags(text: str, nodes: Iterable[Node], changed: Callable[[Node], Tag]) -> str:
    """The part with the start tags of these elements as *changed* says."""
    anew = ((node.tag, changed(node)) for node in nodes)
    return spliced(text, [Splice(tag.start, tag.end, written(new)) for tag, new in anew if new != tag])


def without_attributes(tag: Tag, *names: str) -> Tag:
    """The tag without some attributes, whatever their prefix."""
    attributes = tag.attributes
    for name in names:
        attributes = re.sub(rf"\s(?:[\w.-]+:)?{re.escape(name)}\s*=\s*(?:\"[^\"]*\"|'[^']*')", "", attributes)
    return tag._replace(attributes=attributes)


def relation_ids(tag: Tag) -> set[str]:
    """The relationship ids that a tag names (r:id, r:embed, r:link …)."""
    return set(_RELATION_ID.findall(tag.attributes))
