"""Number formats: words they print beside a number, and those that show nothing (“;;;”), which hides a cell like a hidden row.

ECMA-376 Part 1, 18.8.30 (numFmt), 18.8.45 (xf).
"""

from collections import Counter

from ...core.patterns import Pattern
from .texts import Show, with_attributes_shown
from .tree import tree

_PRINTED = Pattern(r"\"([^\"]*)\"")
_NUMBERS = ("n", "d")
_ALL = (*_NUMBERS, "s", "str", "inlineStr", "b", "e")
_NOTHING = Pattern(r"(?:\[[^\]]*\]|\s)*;(?:\[[^\]]*\]|\s)*;(?:\[[^\]]*\]|\s)*;?(?:\[[^\]]*\]|\s)*")


def masked_code(code: str, show: Show) -> str:
    """A format with the words that it prints beside the number (“"经办王某某 "0.00”) masked."""
    return _PRINTED.sub(lambda match: f'"{show(match[1])}"', code)


def masked_formats(text: str, show: Show) -> str:
    """A part with the number formats in it masked."""
    return with_attributes_shown(text, lambda code: masked_code(code, show), {"numFmt": ("formatCode",)})


def masked_styles(text: str, show: Show) -> str:
    """The styles with their number formats and names masked; a name stays where two would be the same."""
    names = Counter(show(node.get("name") or "") for node in tree(text).all("cellStyle"))
    named = with_attributes_shown(text, lambda name: show(name) if names[show(name)] == 1 else name, {"cellStyle": ("name",)})
    return masked_formats(named, show)


def showing_nothing(styles: str | None) -> dict[str, tuple[str, ...]]:
    """By the index of a cell format the kinds of cells of which it prints nothing: numbers (“;;”), or texts too (“;;;”)."""
    if not styles:
        return {}
    root = tree(styles)
    codes = {node.get("numFmtId"): node.get("formatCode") or "" for node in root.all("numFmt")}
    nothing = {number: _ALL if code.count(";") == 3 else _NUMBERS for number, code in codes.items() if _NOTHING.fullmatch(code)}
    formats = next((node.children for node in root.children if node.name == "cellXfs"), ())
    printed = {str(index): nothing.get(node.get("numFmtId")) for index, node in enumerate(formats)}
    return {index: kinds for index, kinds in printed.items() if kinds}
