"""What an annotated file keeps of the original, so that it can be given back byte for byte (还原记录).

A custom XML part, which Excel keeps when it saves. It holds the original zip entry of every part that was replaced.
"""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping

from ...core.cells import address, parse_address
from ...core.marked import Before
from ...core.record import Record
from ..errors import Fault
from ..package import normal
from .archive import Archive, Entry, Orders, packed
from .markup import attribute, children, escaped, needed, unescaped
from .work import Work

NAMESPACE = "urn:perfeval-xl:record:1"
_ITEM_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    '<ds:datastoreItem ds:itemID="{{8B6E7D2A-0C5B-4F0B-9B9E-5D0A6F1C2E{0:02X}}}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)


class UndoRecord(Record):
    """The original of an annotated file: its digest, the order of its entries, the entries that were replaced."""

    part: str  # where the record itself lies
    original: str  # SHA-256 of the original file, hexadecimal
    orders: Orders
    replaced: Mapping[str, tuple[str, Entry]]  # part → (SHA-256 of what was written instead, original entry)
    added: tuple[str, ...]
    told: Mapping[str, str]  # further facts, such as when it was checked
    before: tuple[Before, ...] = ()  # marked cells that had a fill, which somebody may delete from the sheet 校验结果

    def fits(self, archive: Archive) -> bool:
        """Whether the parts are those that were there and every one that was written is still as it was written."""
        there = set(archive.entries) - {normal(part) for part in self.added}
        return there == set(self.orders.listed) == set(self.orders.lying) and all(
            part in there and entry.is_sound() and digest(archive.content(part)) == written
            for part, (written, entry) in self.replaced.items()
        )


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def kept(
    work: Work, original: str, told: Mapping[str, str], kinds: str, before: Iterable[Before] = ()
) -> dict[str, Entry]:
    """The record of *work*, to be written with its pieces: a part, and its entry. Its last change refers to it.

    *kinds*: what relationship types begin with.
    """
    item = work.free_part("customXml/item{}.xml")
    number = int(item[len("customXml/item") : -len(".xml")])
    properties = f"customXml/itemProps{number}.xml"
    work.relate(work.workbook, kinds + "customXml", item)
    work.part_type(item, "application/xml")  # what .NET writes says of all .xml that they are workbooks
    work.add(properties, _PROPERTIES.format(number % 256), _ITEM_TYPE)
    work.relate(item, kinds + "customXmlProps", properties)
    changes = work.changes()
    replaced = {part: content for part, content in changes.items() if part in work.archive}
    added = [part for part in changes if part not in work.archive] + [item]
    content = _written(work.archive, original, replaced, added, told, before).encode()
    return {item: packed(item, content, dense=True)}  # nearly all of it has been packed already


def _written(
    archive: Archive,
    original: str,
    replaced: Mapping[str, bytes],
    added: list[str],
    told: Mapping[str, str],
    before: Iterable[Before],
) -> str:
    orders = archive.orders
    pieces = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
        f'<record xmlns="{NAMESPACE}" original="{original}" parts="{len(replaced)}">',
        *(f'<told name="{escaped(name)}">{escaped(value)}</told>' for name, value in told.items()),
        *(
            f'<before sheet="{escaped(one.sheet)}" cell="{address(*one.place)}" rule="{escaped(one.rule)}"'
            f' message="{escaped(one.message)}">{escaped(one.fill)}</before>'
            for one in before
        ),
        *(f'<added name="{escaped(part)}"/>' for part in added),
        *(f'<listed name="{escaped(part)}"/>' for part in orders.listed),
        *(f'<lying name="{escaped(part)}"/>' for part in orders.lying),
    ]
    for part, content in replaced.items():
        entry = archive.entries[part]
        body, directory = (b64encode(raw).decode() for raw in (entry.body, entry.record))
        pieces.append(
            f'<part name="{escaped(part)}" written="{digest(content)}"><body>{body}</body><entry>{directory}</entry></part>'
        )
    return "".join((*pieces, "</record>"))


def found(work: Work) -> UndoRecord | None:
    """The record that a file carries, None when it carries none; one that somebody has damaged fits no file."""
    for _, part in record_parts(work):
        try:
            return _read(part, work.text(part))
        except (ValueError, TypeError, Fault):
            return UndoRecord(part, "", Orders((), ()), {}, (), {})
    return None


def record_parts(work: Work) -> Iterator[tuple[str, str]]:
    """Every record with the part that leads to it: the workbook, or the package itself (``""``) where LibreOffice has saved."""
    for source in (work.workbook, ""):
        for kind, part in work.relations(source).values():
            if kind == "customXml" and part in work and NAMESPACE in work.text(part)[:512]:
                yield source, part


def _read(part: str, text: str) -> UndoRecord:
    """Raises ValueError, TypeError or Fault for one that is not as it was written."""
    names: dict[str, list[str]] = {"added": [], "listed": [], "lying": []}
    replaced, told, before = {}, {}, []
    root = needed(text, "record")
    for tag, end in children(text):
        name = attribute(tag.attributes, "name") or ""
        if tag.name in names:
            names[tag.name].append(name)
        elif tag.name == "told":
            told[name] = unescaped(text[tag.end : text.index("<", tag.end)])
        elif tag.name == "before":
            where, rule, message = (attribute(tag.attributes, key) or "" for key in ("sheet", "rule", "message"))
            place = parse_address(attribute(tag.attributes, "cell") or "")
            before.append(Before(where, place, rule, message, unescaped(text[tag.end : text.index("<", tag.end)])))
        elif tag.name == "part":
            inner = [text[child.end : text.index("<", child.end)] for child, _ in children(text[:end], tag.start)]
            body, directory = (b64decode(value) for value in inner)
            replaced[name] = attribute(tag.attributes, "written") or "", Entry(body, directory)
    if attribute(root.attributes, "parts") != str(len(replaced)):  # with fewer, half of the file would be given back
        raise ValueError(part)
    return UndoRecord(
        part,
        attribute(root.attributes, "original") or "",
        Orders(tuple(names["listed"]), tuple(names["lying"])),
        replaced,
        tuple(names["added"]),
        told,
        tuple(before),
    )
