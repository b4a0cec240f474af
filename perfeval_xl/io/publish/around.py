"""What is said around the cells (批注、文本框、图表): a person named there behind a label is known in the cells as well."""

from collections.abc import Iterator

from ..package import Package
from ..patch.markup import decoded
from .drawings import lines
from .texts import joined, pieces
from .tree import tree

_UNITS = {  # where the parts lie → the elements that are one text, and those that hold its pieces
    "xl/comments": ("comment", "t"),
    "xl/threadedcomments/": ("threadedComment", "text"),
    "xl/drawings/": ("p", "t"),
    "xl/charts/": ("p", "t"),
    "xl/diagrams/": ("p", "t"),
}


def texts_around(package: Package) -> Iterator[str]:
    """Every text of the comments, drawings and charts of a package."""
    for part in package.parts:
        if part.startswith("xl/drawings/") and part.endswith(".vml"):
            yield from lines(decoded(package.read(part)).text)
        unit, leaf = next((found for folder, found in _UNITS.items() if part.startswith(folder)), ("", ""))
        if unit and part.endswith(".xml"):
            text = decoded(package.read(part)).text
            for node in tree(text).all(unit):
                yield joined(pieces(text, node.tag.start, node.end, leaf))
