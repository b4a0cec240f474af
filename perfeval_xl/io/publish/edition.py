"""The public edition of a package (公开版): the parts that a reader sees, each one cleaned, in a new zip file.

Whatever no published part leads to is left behind, so a kind of part that nobody thought of cannot slip through.
"""

from collections.abc import Iterator

from ...core.cells import Box
from ...core.patterns import Pattern
from ...core.publication import HINT, REMOVED, Say, Told, silently
from ...core.record import Record
from ..errors import damaged
from ..package import Package, normal
from ..parts import forbid_doctype
from ..patch.archive import Archive
from ..patch.comments import is_empty
from ..patch.markup import Text, decoded, tags
from .cells import span_of_cells
from .charts import cleaned_chart
from .content_types import cleaned_types
from .drawings import (
    DESCRIBED,
    active_shapes,
    cleaned_control,
    cleaned_drawing,
    cleaned_vml,
    draws,
    is_button,
    is_cropped,
)
from .formats import masked_styles
from .leftovers import left_over
from .links import NAMED, Link, links_of, rels_of, with_links
from .look import Look
from .notes import anonymous, people_anonymous, threads_anonymous
from .pictures import PICTURES, as_it_looks
from .plan import planned
from .properties import cleaned_properties
from .renaming import with_sheets_renamed
from .sheets import cleaned_sheet, cleaned_table, is_none_any_more, shapes_of, without_unseen
from .texts import Show, with_attributes_shown, with_nodes_shown, with_texts_shown, without_remarks
from .tree import Node, relation_ids, said, tree, without
from .worksheets import Worksheet, joined

CONTENT_TYPES = "[Content_Types].xml"
_CROPPED = "裁掉的部分还在文件里，请用“压缩图片”删除剪裁区域后再公开"
_EMPTY_ZIP = b"PK\x05\x06" + bytes(18)
_VALUE = Pattern(r"=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")


class Published(Record):
    """The new file in pieces, and what was masked, removed and left for a person to look at."""

    pieces: Iterator[bytes | memoryview]
    told: tuple[Told, ...]


def published(data: bytes, say: Say = silently) -> Published:
    """The public edition of a workbook package. Raises Fault for what cannot be published, and for broken packages."""
    edition = _Edition(data, say)
    pieces = edition.pieces()
    return Published(pieces, tuple(dict.fromkeys(edition.told)))


class _Context(Record):
    """The sheet that a part belongs to."""

    sheet: str = ""
    read: Worksheet | None = None
    shapes: frozenset[str] = frozenset()
    tables: tuple[Link, ...] = ()

    def unseen(self, anchor: Node, text: str) -> bool:
        """Whether a drawing's anchor lies on hidden rows or columns."""
        corners = [child for child in anchor.children if child.name in ("from", "to")]
        if self.read is None or len(corners) != 2:
            return False
        top, left, bottom, right = (
            int(said(text, node) or 0) for corner in corners for name in ("row", "col") for node in corner.all(name)
        )
        return self.read.hidden.covers(Box(top, left, bottom, right))


class _Edition:
    """One package being published."""

    def __init__(self, data: bytes, say: Say):
        self.package = Package(data)
        self.say = say
        self._spelled = {name: _spelled(entry.record) for name, entry in Archive(data).entries.items()}
        self.plan = planned(self.package, say)
        self.told: list[Told] = list(self.plan.told)
        self.known = self.plan.known
        self.look = Look(self.told, self.known, self.plan.mobiles)
        self.out: dict[str, bytes] = {}  # by normalised name
        self._links: dict[str, dict[str, str]] = {}  # sheet's part → relationship → the cells of a hyperlink
        self._ready = {normal(self.plan.workbook): self.plan.workbook_text}  # parts cleaned before their turn

    def pieces(self) -> Iterator[bytes | memoryview]:
        self._carry("", "", _Context())
        strings = self.plan.strings.rewritten(self.look.tells)
        if strings is not None:
            self._put(self.plan.strings_part, self._decoded(self.plan.strings_part), strings)
        if normal(self.plan.workbook) not in self.out or CONTENT_TYPES not in self.package:
            raise damaged("工作簿的目录部分")
        self.told += left_over(self.plan.sheets.values(), self.out, self.known)
        self._put_types()
        parts = {self._spelled[name]: self.out[name] for name in self._spelled if name in self.out}
        return Archive(_EMPTY_ZIP).rewritten(parts)

    def _decoded(self, part: str) -> Text:
        source = decoded(self.package.read(part))
        opening = next(tags(source.text), None)
        if opening and "<!DOCTYPE" in source.text[: opening.start]:  # what its entities stand for would be masked nowhere
            forbid_doctype()
        return source._replace(text=self._renamed(source.text)) if self.plan.renamed else source

    def _renamed(self, text: str) -> str:
        return with_sheets_renamed(text, self.plan.renamed) if self.plan.renamed else text

    def _text(self, part: str) -> str:
        return self._decoded(part).text

    def _put(self, part: str, source: Text, text: str) -> None:
        self.out[normal(part)] = source.encoded(without_remarks(text))

    # -- part by part ------------------------------------------------------------------------------------------

    def _carry(self, part: str, kind: str, context: _Context) -> None:
        """Clean a part, put it into the edition, and go on to the parts it leads to."""
        if part and (normal(part) in self.out or part not in self.package):
            return
        rels = rels_of(self.package, part)
        links = links_of(self.package, part, self._text(rels) if rels else None)
        kept = [link for link in links if self._is_kept(part, link, context)]
        context, emptied = self._prepared(part, kind, kept, context)
        kept = [link for link in kept if link.id not in emptied]
        if part:
            text = self._cleaned(part, kind, {link.id for link in links} - {link.id for link in kept}, context)
            if text is not None and kind != "richvaluerel":
                kept = self._named(text, kept)
        if rels and kept:
            self._put(rels, self._decoded(rels), with_links(self._text(rels), {link.id for link in kept}))
        for link in kept:
            if not link.external and link.kind != "hyperlink":
                self._carry(link.target, link.kind, context)

    def _is_kept(self, part: str, link: Link, context: _Context) -> bool:
        if link.kind in ("worksheet", "chartsheet"):
            return link.target in self.plan.sheets
        removed = link.removed_as(self.package, self.plan.away, self.look.tells, self.plan.rich)
        if removed:
            self.told.append(Told(REMOVED, removed, context.sheet or self.plan.sheets.get(part, ""), self._linked(part, link)))
        return removed is None

    def _named(self, text: str, links: list[Link]) -> list[Link]:
        """The links that a part's *text* needs still. The picture of a diagram is named by the diagram's data."""
        said = _values(text)
        data = [_values(self._text(link.target)) for link in links if link.kind == "diagramdata" and link.id in said]
        drawn = set().union(*data)
        return [link for link in links if link.kind not in NAMED or link.id in (drawn if link.kind == "diagramdrawing" else said)]

    def _linked(self, part: str, link: Link) -> str:
        """The cells of a sheet on which a hyperlink lies, "" for what is none."""
        if part not in self._links:
            sheet = self.plan.read.get(part)
            nodes = tree(sheet.frame).all("hyperlink") if sheet else ()
            self._links[part] = {id_: node.get("ref") or "" for node in nodes for id_ in relation_ids(node.tag)}
        return self._links[part].get(link.id, "")

    def _prepared(self, part: str, kind: str, links: list[Link], context: _Context) -> tuple[_Context, set[str]]:
        """For a sheet: what is drawn and said on it is cleaned first; returns the ids of what is empty then."""
        if kind not in ("worksheet", "chartsheet"):
            return context, set()
        name, sheet, emptied = self.plan.sheets[part], self.plan.read.get(part), set()
        gone, shapes = [], set()
        for link in links:
            if link.kind == "comments" and sheet:
                text, places = anonymous(self._text(link.target), self.look.comments(name), sheet.hidden.holds)
                gone += places
                self._ready[normal(link.target)] = text
                if is_empty(text):
                    emptied.add(link.id)
        if gone:
            self.told.append(Told(REMOVED, "隐藏格的批注", name, now=f"{len(gone)} 条"))
        for link in links:
            if link.kind == "vmldrawing":
                shapes |= active_shapes(self._text(link.target))
                text = cleaned_vml(self._text(link.target), gone, self.plan.away, self.look.at(name, "图形"))
                self._ready[normal(link.target)] = text
                if not draws(text):
                    emptied.add(link.id)
        buttons = {link.id for link in links if link.kind == "ctrlprop" and is_button(self._text(link.target))}
        if sheet and buttons:
            shapes |= shapes_of(sheet.frame, buttons)
        if shapes:
            self.told.append(Told(REMOVED, "按钮、控件和嵌入的对象", name, now=f"{len(shapes)} 个"))
        tables = tuple(link for link in links if link.kind == "table")
        return _Context(name, sheet, frozenset(shapes), tables), emptied | buttons

    def _cleaned(self, part: str, kind: str, gone: set[str], context: _Context) -> str | None:
        """Put the part into the edition; returns its text, None for a picture."""
        if part.lower().endswith(PICTURES) or kind == "image":
            self.out[normal(part)] = as_it_looks(self.package.read(part), self.look.at(context.sheet, "图片"))
            self.told.append(Told(HINT, "图片", context.sheet, now="图片里的文字、签名和公章工具看不出，请看一看"))
            return None
        source = self._decoded(part)
        text = self._ready.get(normal(part))
        if text is None:
            text = self._public(part, kind, source.text, gone, context)
        if kind != "sharedstrings":
            self._put(part, source, text)
        return text

    def _public(self, part: str, kind: str, text: str, gone: set[str], context: _Context) -> str:
        """A part's text as the public sees it."""
        show = self.look.at(context.sheet, _WHERE.get(kind, ""))
        if kind in ("worksheet", "chartsheet"):
            return self._sheet(text, gone, context)
        if kind == "drawing" or kind == "chartusershapes":
            left = cleaned_drawing(text, gone, set(context.shapes), context.unseen, show)
            if is_cropped(left):
                self.told.append(Told(HINT, "裁剪过的图片", context.sheet, now=_CROPPED))
            return left
        if kind in ("chart", "chartex"):
            text, points = self.plan.plotted.without_hidden(text)
            if points:
                self.told.append(Told(REMOVED, "图表里隐藏格的数值", context.sheet, now=f"{points} 个"))
            return cleaned_chart(text, gone, self.plan.away, show, self.look.plotted(context.sheet))
        if kind == "threadedcomment":
            hidden = context.read.hidden.holds if context.read else lambda place: False
            return threads_anonymous(text, self.look.comments(context.sheet), hidden)
        if kind == "person":
            return people_anonymous(text)
        if kind == "ctrlprop":
            return cleaned_control(text, self.plan.away, show)
        if kind == "table":
            return cleaned_table(text, self._became, show)
        if kind in ("core-properties", "extended-properties", "extendedproperties"):
            text, removed = cleaned_properties(text, show)
            self.told += [Told(REMOVED, "文档属性", now=name) for name in removed]
            return text
        return _of_one_kind_of_text(kind, text, show)

    def _sheet(self, text: str, gone: set[str], context: _Context) -> str:
        sheet = context.read

        def at(where: str) -> Show:
            return self.look.at(context.sheet, where)

        frame = self._renamed(sheet.frame) if sheet else text
        seen = without_unseen(frame, sheet.hidden.hides) if sheet else frame
        if seen != frame:
            self.told.append(Told(REMOVED, "隐藏格的链接、提示和条件格式", context.sheet))
        frame, removed = cleaned_sheet(seen, gone, set(context.shapes), self.plan.away, at, self.look.tells)
        self.told += [Told(REMOVED, what, context.sheet, where) for what, where in removed]
        if sheet is None:
            return frame
        cells, self._became = sheet.rewritten(self.plan.strings, self.look, self.told, self.plan.rich, self.say)
        given = self._became, at("表头"), sheet.hidden.holds
        broken = {link.id for link in context.tables if is_none_any_more(self._text(link.target), *given)}
        if broken:
            frame = without(frame, lambda node: node.name == "tablePart" and bool(relation_ids(node.tag) & broken))
            self.told.append(Told(REMOVED, "表格样式（列名遮蔽后相同或在隐藏的格里，数值留下）", context.sheet))
        return joined(frame, cells)

    def _put_types(self) -> None:
        source = self._decoded(CONTENT_TYPES)
        self._put(CONTENT_TYPES, source, cleaned_types(source.text, set(self.out), self.plan.workbook))


_WHERE = {
    "ctrlprop": "控件", "styles": "数字格式、样式名", "diagramdata": "图形", "diagramdrawing": "图形", "drawing": "图形", "chartusershapes": "图形", "chart": "图表", "chartex": "图表", "table": "表头",
    "core-properties": "文档属性", "extended-properties": "文档属性", "extendedproperties": "文档属性",
}  # fmt: skip


def _of_one_kind_of_text(kind: str, text: str, show: Show) -> str:
    """A part of which nothing is cut, its texts masked."""
    if kind.startswith("diagram"):
        return with_attributes_shown(with_texts_shown(text, show, ("p",), "t"), show, DESCRIBED)
    if kind == "styles":
        return masked_styles(text, show)
    if kind == "sheetmetadata":
        return with_attributes_shown(text, show, {"s": ("v",)})
    return with_nodes_shown(text, tree(text).all("v", "fb"), show) if kind in ("rdrichvalue", "rdarray") else text


def _values(text: str) -> set[str]:
    """What the attributes in a part say, those of cells left out."""
    start, end = span_of_cells(text)
    return {double or single for piece in (text[:start], text[end:]) for double, single in _VALUE.findall(piece)}


def _spelled(record: bytes) -> str:
    """A part's name as the directory of the zip file spells it."""
    length = int.from_bytes(record[28:30], "little")
    return bytes(record[46 : 46 + length]).decode("utf-8", "replace").replace("\\", "/").lstrip("/")
