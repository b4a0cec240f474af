"""The list of content types of the public edition: of its parts alone, and of a workbook without macros.

ECMA-376 Part 2, 9.2.
"""

from ..package import normal
from ..patch.markup import Splice, spliced, with_attribute, written
from .tree import tree

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def cleaned_types(text: str, parts: set[str], workbook: str) -> str:
    """*parts*: normalised names of what is published; *workbook* is one of them."""
    extensions = {name.rpartition(".")[2] for name in parts} | {"rels", "xml"}
    splices = []
    for node in tree(text).children:
        name = normal(node.get("PartName") or "")
        if node.name == "Override" and name not in parts:
            splices.append(Splice(node.tag.start, node.end, ""))
        elif node.name == "Override" and name == workbook:
            splices.append(Splice(node.tag.start, node.tag.end, written(with_attribute(node.tag, "ContentType", _WORKBOOK))))
        elif node.name == "Default" and (node.get("Extension") or "").lower() not in extensions:
            splices.append(Splice(node.tag.start, node.end, ""))
    return spliced(text, splices)
