"""Document properties of the public edition: the title and the unit stay, persons, places and lists of sheets do not.

ECMA-376 Part 2, 11 (core properties); Part 1, 22.2 (extended properties).
"""

from .texts import Show, with_texts_shown
from .tree import Node, said, tree, without

_PERSONS = ("creator", "lastModifiedBy")
# The lists name the sheets and names that are not published; the others say where the file lies or who signed it.
_GONE = ("Manager", "HeadingPairs", "TitlesOfParts", "HyperlinkBase", "HLinks", "Template", "DigSig", "SharedDoc")
NAMES = {"creator": "作者", "lastModifiedBy": "上次保存者", "Manager": "经理", "HyperlinkBase": "超链接基础"}


def persons_of(text: str) -> list[str]:
    """Who made and who saved the file."""
    return [said(text, node) for node in tree(text).children if node.name in _PERSONS]


def cleaned_properties(text: str, show: Show) -> tuple[str, list[str]]:
    """A part of properties, and what was taken out of it by its Chinese name."""
    gone = []

    def unwanted(node: Node) -> bool:
        if node.name not in (*_PERSONS, *_GONE):
            return False
        if node.name in NAMES and said(text, node).strip():
            gone.append(NAMES[node.name])
        return True

    left = without(text, unwanted)
    for name in dict.fromkeys(node.name for node in tree(left).children):
        left = with_texts_shown(left, show, (name,), name)
    return left, gone
