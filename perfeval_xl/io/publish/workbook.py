"""The workbook part of the public edition: no hidden sheets, no names that lead to them, nothing about who saved it where.

ECMA-376 Part 1, 18.2 (workbook); [MS-XLSX] for absPath and revisionPtr.
"""

from collections import Counter

from ...core.patterns import Pattern
from ...core.record import Record
from ..patch.markup import unescaped
from ..patch.workbook import relation_id, without_sheets
from .references import Away
from .texts import Tells
from .tree import Node, said, tree, with_tags, without, without_attributes

_VISIBLE = (None, "", "visible")
# Who may open it, where it lay, who saved it last, views under people's names, other files, macros' names.
_GONE = frozenset(
    "fileSharing absPath revisionPtr customWorkbookViews externalReferences pivotCaches smartTagPr smartTagTypes webPublishing "
    "webPublishObjects fileRecoveryPr functionGroups oleSize extLst".split()
)
_OWN = ("_xlnm.", "_xlchart")  # names that the spreadsheet itself hides
_REMARKS = ("comment", "customMenu", "description", "help", "statusBar")
_QUOTED = Pattern(r"\"((?:[^\"]|\"\")*)\"")
_REFERENCE = Pattern(r"!\s*\$?[A-Za-z0-9]")


class Entry(Record):
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    visible: bool


def listed(text: str) -> list[Entry]:
    """The sheets in their order."""
    sheets = next((node for node in tree(text).children if node.name == "sheets"), None)
    return [
        Entry(node.get("name") or "", relation_id(node.tag), node.get("state") in _VISIBLE)
        for node in (sheets.children if sheets else ())
        if node.name == "sheet"
    ]


def defined(text: str) -> dict[str, str]:
    """The defined names in lower case, and what each stands for; without those that stand for several things on several sheets."""
    nodes = list(tree(text).all("definedName"))
    names = [(node.get("name") or "").lower() for node in nodes]
    times = Counter(names)
    return {name: said(text, node) for name, node in zip(names, nodes) if times[name] == 1}


def cleaned(text: str, removed: list[str], tells: Tells) -> tuple[str, list[str]]:
    """The part without the *removed* sheets, and the defined names that went with them or that *tells* of somebody."""
    text = without_sheets(text, removed)
    away, gone = Away(removed), []

    def unwanted(node: Node) -> bool:
        if node.name == "definedName" and (_not_published(node, said(text, node), away) or _tells_of_somebody(text, node, tells)):
            gone.append(node.get("name") or "")
            return True
        return node.name in _GONE

    text = without(text, unwanted)
    # What is said of names goes, and the name by which macros called the workbook.
    named = tree(text).all("definedName", "workbookPr")
    return with_tags(text, named, lambda node: without_attributes(node.tag, *_REMARKS, "codeName")), gone


def _not_published(node: Node, formula: str, away: Away) -> bool:
    """Names of macros, hidden names, constants, and what leads to sheets that are gone."""
    name = node.get("name") or ""
    own = name.startswith(_OWN)
    if any(node.get(kind) in ("1", "true") for kind in ("function", "vbProcedure", "xlm")):
        return True
    if node.get("hidden") in ("1", "true") and not own:
        return True
    return "#REF!" in formula or not _REFERENCE.search(formula) or away.leads(formula)


def _tells_of_somebody(text: str, node: Node, tells: Tells) -> bool:
    return tells(node.get("name") or "") or any(tells(words) for words in _QUOTED.findall(unescaped(said(text, node))))
