"""Which parts of a package are published: those that a reader sees something of; nothing else is even copied.

ECMA-376 Part 2, 9.3 (relationships). Macros, external links, connections, pivot caches, printer settings, embedded
objects, custom XML, revisions, thumbnails and signatures are no such parts, nor is what nobody has heard of yet.
"""

from collections.abc import Callable
from urllib.parse import unquote

from ...core.record import Record
from ..package import Package
from ..parts import relations
from ..patch.markup import Splice, spliced
from ..patch.relations import relations_part
from .references import Away
from .tree import tree

# Kinds of relationships by the last word of their type, in lower case.
_RICH = frozenset(  # pictures and data types in cells (attribute vm); in one list for all sheets, hidden ones too
    "sheetmetadata rdrichvalue rdrichvaluestructure rdrichvaluetypes richvaluerel rdarray richstyles".split()
)
_PUBLIC = _RICH | frozenset(
    # of the package and the workbook
    "officedocument core-properties extended-properties extendedproperties worksheet chartsheet styles theme sharedstrings "
    "featurepropertybag person "
    # of sheets
    "drawing comments vmldrawing threadedcomment table hyperlink image ctrlprop "
    # of drawings and charts
    "chart chartex chartstyle chartcolorstyle chartusershapes themeoverride svg "
    "diagramdata diagramlayout diagramquickstyle diagramcolors diagramdrawing".split()
)
# These are named in their source's text by their ids; when it does not name them any more they are not needed.
NAMED = frozenset(
    "drawing vmldrawing hyperlink image ctrlprop chart chartex table chartusershapes "
    "diagramdata diagramlayout diagramquickstyle diagramcolors diagramdrawing".split()
)
_WHAT = {
    "vbaproject": "宏", "xlmacrosheet": "宏工作表", "xlintlmacrosheet": "宏工作表", "dialogsheet": "对话框工作表",
    "externallink": "外部链接", "connections": "数据连接", "querytable": "查询", "pivottable": "数据透视表（数值留下）",
    "pivotcachedefinition": "数据透视表的源数据", "printersettings": "打印机设置", "oleobject": "嵌入的对象",
    "package": "嵌入的文件", "control": "ActiveX 控件", "custom-properties": "自定义属性", "customproperties": "自定义属性", "customxml": "自定义 XML 数据",
    "thumbnail": "缩略图", "revisionheaders": "共享修订记录", "usernames": "共享用户名单", "slicer": "切片器",
    "slicercache": "切片器", "timeline": "日程表", "timelinecache": "日程表", "origin": "数字签名",
    "powerpivotdata": "数据模型", "customproperty": "工作表的自定义属性", "classificationlabels": "敏感度标签",
    "extensibility": "自定义功能区", "attachedtoolbars": "自定义工具栏", "cellimage": "WPS 的单元格图片", "webextensiontaskpanes": "加载项",
    "rdrichvalue": "单元格里的图片和数据类型（看不见的格子里也有）",
}  # fmt: skip


class Link(Record):
    """A relationship of a part. *target* is a part, or an address where *external*."""

    id: str
    kind: str
    target: str
    external: bool

    def removed_as(self, package: Package, away: Away, tells: Callable[[str], bool], rich: bool) -> str | None:
        """None for what is published, else what it is called (“” for what nobody knows).

        *tells*: whether an address gives somebody away; *rich*: whether pictures and data types in cells are published.
        """
        if self.external:
            if self.kind != "hyperlink":
                return "外部链接"
            if not self.target.lower().startswith(("http://", "https://")):
                return "通向本机文件或邮箱的链接"
            return "含个人信息的链接" if tells(self.target) or tells(unquote(self.target)) else None
        if self.kind not in _PUBLIC or self.kind in _RICH and not rich:
            return _WHAT.get(self.kind, "")
        if self.kind == "hyperlink":
            return "通向未公开内容的链接" if away.leads(self.target.rpartition("#")[2]) else None
        return None if self.target in package else ""


def links_of(package: Package, part: str, text: str | None) -> list[Link]:
    """The relationships of a part; *text* is its relationship part."""
    if text is None:
        return []
    inside = relations(package, part)
    found = []
    for node in tree(text).children:
        id_, address = node.get("Id") or "", node.get("Target") or ""
        kind = (node.get("Type") or "").rpartition("/")[2].lower()
        external = node.get("TargetMode") == "External"
        anchor = external or kind == "hyperlink"
        found.append(Link(id_, kind, address if anchor else inside.get(id_, ("", ""))[1], external))
    return found


def with_links(text: str, kept: set[str]) -> str:
    """The relationship part with these entries alone."""
    return spliced(
        text, [Splice(node.tag.start, node.end, "") for node in tree(text).children if (node.get("Id") or "") not in kept]
    )


def rels_of(package: Package, part: str) -> str | None:
    """The name of a part's relationship part, None where it has none; ``""`` stands for the package itself."""
    name = relations_part(part) if part else "_rels/.rels"
    return name if name in package else None
