"""Cell formats that show nothing (“;;;”): what stands in such a cell is hidden as in a hidden row.

ECMA-376 Part 1, 18.8.30 (numFmt), 18.8.45 (xf).
"""

from ...core.patterns import Pattern
from .tree import tree

_NOTHING = Pattern(r"(?:\[[^\]]*\]|\s)*;(?:\[[^\]]*\]|\s)*;(?:\[[^\]]*\]|\s)*;?(?:\[[^\]]*\]|\s)*")


def showing_nothing(styles: str | None) -> frozenset[str]:
    """The indices of the cell formats that print neither numbers nor, with a fourth section, texts."""
    if not styles:
        return frozenset()
    root = tree(styles)
    codes = {node.get("numFmtId"): node.get("formatCode") or "" for node in root.all("numFmt")}
    nothing = {number for number, code in codes.items() if code.count(";") == 3 and _NOTHING.fullmatch(code)}
    formats = next((node.children for node in root.children if node.name == "cellXfs"), ())
    return frozenset(str(index) for index, node in enumerate(formats) if node.get("numFmtId") in nothing)
