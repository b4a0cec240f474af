"""Charts of the public edition: what a chart shows stays in it, where it came from does not.

ECMA-376 Part 1, 21.2 (charts). Data that a filter keeps out of sight lies in the extensions of newer versions.
"""

from ..patch.markup import Splice, spliced
from .formats import masked_code, masked_formats
from .references import Away
from .texts import Show, Tells, with_nodes_shown, with_texts_shown
from .tree import Node, inside, relation_ids, said, tree, without

_GONE = frozenset("externalData pivotSource pivotFmts printSettings".split())
_LITERALS = {"numRef": ("numCache", "numLit"), "strRef": ("strCache", "strLit"), "multiLvlStrRef": ("lvl", "strLit")}
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CACHES = ("strCache", "strLit", "strDim", "multiLvlStrCache", "dlblRangeCache")
_FIGURES = ("numCache", "numLit", "numDim")
_FORMULAS = ("f", "nf", "sqref")


def cleaned_chart(text: str, gone: set[str], away: Away, show: Show, personal: Tells) -> str:
    """A chart part: cached values stay, references to what is not published become plain values.

    *personal*: whether a number is somebody's; it leaves a gap.
    """

    def leads_away(node: Node) -> bool:
        return any(away.leads(said(text, formula)) for formula in node.all(*_FORMULAS))

    def unwanted(node: Node) -> bool:
        if node.name == "ext":
            return leads_away(node) or any(inner.name.startswith("filtered") for inner in node.every())
        return node.name in _GONE or node.name == "userShapes" and bool(relation_ids(node.tag) & gone)

    text = without(text, unwanted)
    root = tree(text)
    drawing = root.get("xmlns:a") or _DRAWING
    found = list(_references(root))
    if not any(leads_away(node) for node, _ in found):  # half a chart with values of its own is more than readers bear
        found = []
    text = spliced(text, [Splice(node.tag.start, node.end, _literal(text, node, above, drawing)) for node, above in found])
    text = _told_nowhere(text, away)
    points = [point for cache in tree(text).all(*_FIGURES) for point in cache.all("pt")]
    known = [point for point in points if personal(said(text, next(point.all("v"), point)).strip())]
    text = spliced(text, [Splice(point.tag.start, point.end, "") for point in known])
    text = with_texts_shown(masked_formats(text, show), show, ("p",), "t")
    for name in ("formatCode", *_FORMULAS):  # LibreOffice writes the text of a series as a formula: "某某甲"
        text = with_texts_shown(text, lambda code: masked_code(code, show), (name,), name)
    points = [point for cache in tree(text).all(*_CACHES) for point in cache.all("pt")]
    text = with_nodes_shown(text, [next(point.all("v"), point) for point in points], show)
    return with_nodes_shown(text, [tx for tx in tree(text).all("tx") if not any(tx.all("pt"))], show, "v")


def _told_nowhere(text: str, away: Away) -> str:
    """Newer charts (chartex) know no literal data: what they refer to and is gone is written as spreadsheets write it."""
    formulas = [node for node in tree(text).all(*_FORMULAS) if not node.tag.empty and away.leads(said(text, node))]
    return spliced(text, [Splice(node.tag.end, text.rindex("</", 0, node.end), "#REF!") for node in formulas])


def _references(node: Node, above: tuple[str, ...] = ()):
    """The references of a chart with the names of the elements around each."""
    if node.name in ("numRef", "strRef", "multiLvlStrRef"):
        yield node, above
        return
    for child in node.children:
        if child.name != "ext":
            yield from _references(child, (*above, node.name))


def _literal(text: str, node: Node, above: tuple[str, ...], drawing: str) -> str:
    """A reference with its cache as literal data; as a series' name or a title it is plain text."""
    prefix = node.tag.prefix
    cache, literal = _LITERALS[node.name]
    held = next(node.all(cache), None)
    if above[-1:] == ("tx",):
        words = "".join(inside(text, value) for value in held.all("v")) if held else ""
        return f"<{prefix}v>{words}</{prefix}v>" if above[-2:-1] == ("ser",) else _rich(prefix, words, drawing)
    points = inside(text, held) if held else ""
    if "ptCount" not in points:  # one level of several has none of its own
        count = len(list(held.all("pt"))) if held else 0
        points = f'<{prefix}ptCount val="{count}"/>{points}'
    return f"<{prefix}{literal}>{points}</{prefix}{literal}>"


def _rich(prefix: str, words: str, drawing: str) -> str:
    named = f'xmlns:a="{drawing}"'
    return f"<{prefix}rich><a:bodyPr {named}/><a:p {named}><a:r><a:t>{words}</a:t></a:r></a:p></{prefix}rich>"
