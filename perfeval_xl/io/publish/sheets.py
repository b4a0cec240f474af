"""A worksheet part of the public edition apart from its cells: links, lists, filters, controls, headers.

ECMA-376 Part 1, 18.3.1 (worksheets), 18.5 (tables).
"""

from collections.abc import Callable

from ...core.cells import Box, parse_box
from ...core.publication import excerpt
from ...domain.names import are_persons
from ..patch.markup import Splice, Tag, spliced, unescaped, with_attribute, written
from .notes import masked_header
from .references import Away
from .texts import At, Show, Tells
from .tree import Node, relation_ids, said, tree, with_tags, without, without_attributes

# Views of single persons, what-if values, watched cells, protected ranges with accounts, links to other files.
_GONE = frozenset(
    "customSheetViews scenarios cellWatches protectedRanges dataConsolidate customProperties smartTags webPublishItems "
    "filterColumn sortState slicerList timelineRefs".split()
)
# Extensions that a reader sees something of: conditional formats and the rules they belong to, validations, sparklines,
# ignored errors.
_EXTENSIONS = ("78C0D931", "B025F937", "CCE6A557", "05C60535", "01252117")
_ABOUT_CELLS = ("dataValidation", "hyperlink", "conditionalFormatting")
_FORMULAS = ("formula", "formula1", "formula2", "f")
_SAID = {"dataValidation": "提示", "hyperlink": "链接", "cfRule": "条件格式"}
_SHOWN_ATTRIBUTES = {
    "dataValidation": ("error", "errorTitle", "prompt", "promptTitle"),
    "hyperlink": ("tooltip", "display"),
    "cfRule": ("text",),
    "control": ("name",),
    "controlPr": ("altText",),
}


_STYLES_OF_TABLES = ("headerRowCellStyle", "dataCellStyle", "totalsRowCellStyle")
_OF_TABLES = {"tableColumn": ("name", "totalsRowLabel"), "table": ("altText", "altTextSummary")}


def cleaned_sheet(
    text: str, gone: set[str], shapes: set[str], away: Away, at: At, tells: Tells
) -> tuple[str, list[tuple[str, str]]]:
    """The part (its cells left out) without what is not published, and what that was with its cells.

    *gone*: relationship ids; *shapes*: numbers (``_x0000_s1025``) of the controls that are gone; *at*: what is shown at a
    place; *tells*: whether a formula gives somebody away.
    """
    removed: list[tuple[str, str]] = []
    ranges = _ranges(text)

    def unwanted(node: Node) -> bool:
        kind = _unwanted(text, node, gone, shapes, away, tells)
        if kind:
            removed.append((kind, ranges.get(node.tag.start, "")))
        return kind is not None

    left = without(text, unwanted)
    splices = list(masked_header(left, at))
    cells = _ranges(left)
    for node in tree(left).all("pageSetup", "sheetPr", *_SHOWN_ATTRIBUTES):
        tag = without_attributes(node.tag, "codeName") if node.name == "sheetPr" else node.tag
        if node.name == "pageSetup" and relation_ids(tag) & gone:
            tag = without_attributes(tag, "id")
        where = cells.get(node.tag.start)
        if node.name == "controlPr":
            leading = (name for name in ("linkedCell", "listFillRange") if away.leads(node.get(name) or ""))
            tag = without_attributes(tag, "macro", *leading)
        show = at(f"{where} 的{_SAID[node.name]}" if where and node.name in _SAID else "控件")
        for name in _SHOWN_ATTRIBUTES.get(node.name, ()):
            words = node.get(name)
            if words and show(words) != words:
                tag = with_attribute(tag, name, show(words))
        if tag != node.tag:
            splices.append(Splice(tag.start, tag.end, written(tag)))
    return spliced(left, splices), list(dict.fromkeys(removed))


def without_unseen(text: str, unseen: Callable[[Box], bool]) -> str:
    """The part without links, validations and conditional formats that are about hidden cells alone."""

    def unwanted(node: Node) -> bool:
        return node.name in _ABOUT_CELLS and all(unseen(parse_box(cells)) for cells in _about(text, node).split())

    return without(text, unwanted)


def _about(text: str, node: Node) -> str:
    """The cells that a rule or a link is about; newer rules say it in an element."""
    inner = (said(text, child) for child in node.children if child.name == "sqref")
    return node.get("sqref") or node.get("ref") or next(inner, "")


def _ranges(text: str) -> dict[int, str]:
    """Which cells a rule or a link is about, by where it stands in the part."""
    found: dict[int, str] = {}
    for node in tree(text).all(*_ABOUT_CELLS, "sparkline"):
        cells = excerpt(_about(text, node))
        found |= dict.fromkeys((one.tag.start for one in (node, *node.children)), cells)
    return found


def shapes_of(text: str, controls: set[str]) -> set[str]:
    """The shape numbers of the controls with these relationship ids."""
    return {f"_x0000_s{node.get('shapeId')}" for node in tree(text).all("control") if relation_ids(node.tag) & controls}


def _unwanted(text: str, node: Node, gone: set[str], shapes: set[str], away: Away, tells: Tells) -> str | None:
    """None for what stays, else what it is called, "" where nobody needs to be told."""
    if node.name in _GONE:
        return "编辑痕迹（个人视图、方案、筛选条件等）" if node.name not in ("sortState", "protectedRanges") else ""
    if node.name == "ext" and not any(known in (node.get("uri") or "").upper() for known in _EXTENSIONS):
        return ""
    if node.name in ("control", "oleObject"):
        return "" if relation_ids(node.tag) & gone or f"_x0000_s{node.get('shapeId')}" in shapes else None
    if node.name == "hyperlink" and away.leads((node.get("location") or "").lstrip("#")):
        return "通向未公开内容的链接"
    if node.name in ("dataValidation", "cfRule", "sparkline") and _leads_away(text, node, away):
        return "引用未公开内容的下拉列表、条件格式或迷你图"
    if node.name in ("dataValidation", "cfRule") and _tells_personal_data(text, node, tells):
        return "条件里有个人信息的下拉列表、有效性或条件格式"
    if node.name == "dataValidation" and _lists_persons(text, node):
        return "列有姓名的下拉列表"
    if node.name != "pageSetup" and relation_ids(node.tag) & gone:
        return ""
    return None


def _leads_away(text: str, node: Node, away: Away) -> bool:
    return any(away.leads(said(text, formula)) for formula in node.all(*_FORMULAS) if not formula.children)


def _tells_personal_data(text: str, node: Node, tells: Tells) -> bool:
    """A formula cannot be masked: with stars in it it would mean something else."""
    formulas = [unescaped(said(text, formula)) for formula in node.all(*_FORMULAS) if not formula.children]
    formulas += [limit.get("val") or "" for limit in node.all("cfvo")]
    return any(tells(formula.replace(",", ";")) for formula in formulas)  # after a comma a number is an amount


def _lists_persons(text: str, node: Node) -> bool:
    """A list of names to choose from tells the names that were not chosen, too."""
    for formula in node.all("formula1", "f"):
        words = "" if formula.children else unescaped(said(text, formula)).strip()
        if words.startswith('"'):
            items = [item.strip() for item in words.strip('"').split(",") if item.strip()]
            if are_persons(items):
                return True
    return False


def cleaned_table(text: str, shown: dict[str, str], show: Show) -> str:
    """A table part without formulas, filters and queries. *shown*: what the sheet's masked texts became.

    A table called after somebody gets another name: stars stand in none.
    """
    gone = ("calculatedColumnFormula", "totalsRowFormula", "filterColumn", "sortState", "xmlColumnPr")
    text = without(text, lambda node: node.name in gone)

    def changed(node: Node) -> Tag:
        tag = without_attributes(node.tag, "tableType", "connectionId", "queryTableFieldId", "comment", "uniqueName")
        for name in (*_OF_TABLES[node.name], *_STYLES_OF_TABLES):
            words = node.get(name) or ""
            if shown.get(words, show(words)) != words:
                tag = with_attribute(tag, name, shown.get(words, show(words)))
        for name in ("name", "displayName") if node.name == "table" else ():
            words = node.get(name) or ""
            if show(words) != words:
                tag = with_attribute(tag, name, f"表_{node.get('id')}")
        return tag

    return with_tags(text, tree(text).all("table", "tableColumn"), changed)


def is_none_any_more(text: str, shown: dict[str, str], show: Show, hidden: Callable[[tuple[int, int]], bool]) -> bool:
    """Whether a table cannot stay one, for no spreadsheet opens it: of its headings one is hidden, and emptied, or two are
    alike when masked, as those of 王某甲 and 王某乙."""
    table = tree(text)
    box = parse_box(table.get("ref") or "A1")
    if table.get("headerRowCount") != "0" and any(hidden((box.top, col)) for col in range(box.left, box.right + 1)):
        return True
    names = [shown.get(words, show(words)).lower() for node in table.all("tableColumn") for words in (node.get("name") or "",)]
    return len(set(names)) < len(names)
