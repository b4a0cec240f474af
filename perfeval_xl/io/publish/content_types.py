"""The list of content types of the public edition: of its parts alone, and of a workbook without macros.

ECMA-376 Part 2, 9.2.
"""

from ..package import normal
from ..patch.markup import Splice, spliced, with_attribute, written
from ..patch.relations import with_content_types
from .tree import tree

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def cleaned_types(text: str, parts: set[str], workbook: str) -> str:
    """*parts*: normalised names of what is published; *workbook*: that part's name as it is spelled."""
    extensions = {name.rpartition(".")[2] for name in parts} | {"rels", "xml"}
    splices = []
    for node in tree(text).children:
        name = normal(node.get("PartName") or "")
        if node.name == "Override" and (name not in parts or name == normal(workbook)):
            splices.append(Splice(node.tag.start, node.end, ""))
        elif node.name == "Default" and (node.get("Extension") or "").lower() not in extensions:
            splices.append(Splice(node.tag.start, node.end, ""))
        elif node.name == "Default" and (node.get("ContentType") or "").endswith(".main+xml"):  # .NET names the workbook so
            splices.append(Splice(node.tag.start, node.tag.end, written(with_attribute(node.tag, "ContentType", "application/xml"))))
    return with_content_types(spliced(text, splices), {workbook: _WORKBOOK}, {})
