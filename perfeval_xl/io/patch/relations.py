"""Relationship parts and the list of content types: entries put in, with the words of the package's own flavour.

ECMA-376 Part 2, 9.2 (content types), 9.3 (relationships). The strict flavour differs in its namespaces.
"""

import posixpath

from ...core.patterns import Pattern
from ...core.record import Record
from .markup import Splice, attribute, children, escaped, needed, spliced, tags, written

_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_STRICT = "http://purl.oclc.org/ooxml/"
_PREFERRED = Pattern("rId([0-9]+)")


class Flavour(Record):
    """The namespaces a workbook is written in."""

    main: str
    ids: str  # of r:id
    kinds: str  # what relationship types begin with
    drawing: str
    chart: str
    sheet_drawing: str


TRANSITIONAL = Flavour(
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
)
STRICT = Flavour(
    _STRICT + "spreadsheetml/main",
    _STRICT + "officeDocument/relationships",
    _STRICT + "officeDocument/relationships/",
    _STRICT + "drawingml/main",
    _STRICT + "drawingml/chart",
    _STRICT + "drawingml/spreadsheetDrawing",
)


def flavour_of(workbook: str) -> Flavour:
    """The flavour of a package, by its workbook part."""
    return STRICT if _STRICT + "spreadsheetml/main" in workbook[:4096] else TRANSITIONAL


def relations_part(part: str) -> str:
    """``xl/worksheets/sheet1.xml`` → ``xl/worksheets/_rels/sheet1.xml.rels``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def with_relation(text: str | None, kind: str, part: str, target: str) -> tuple[str, str]:
    """The relationship part of *part* with one more entry to *target* (a part name), and that entry's id."""
    text = text or _EMPTY
    opening = needed(text, "Relationships")
    numbers = [int(found[1]) for found in _PREFERRED.finditer(text)]
    new_id = f"rId{max(numbers, default=0) + 1}"
    relative = posixpath.relpath(target, posixpath.dirname(part) or ".")
    entry = f'<{opening.prefix}Relationship Id="{new_id}" Type="{kind}" Target="{escaped(relative)}"/>'
    return _put_in(text, entry), new_id


def without_relations(text: str, ids: set[str]) -> str:
    """The relationship part without these entries."""
    return spliced(
        text,
        [Splice(tag.start, end, "") for tag, end in children(text) if attribute(tag.attributes, "Id") in ids],
    )


def with_content_type(text: str, part: str, content_type: str) -> str:
    """The list of content types with one more part."""
    prefix = needed(text, "Types").prefix
    return _put_in(text, f'<{prefix}Override PartName="/{escaped(part)}" ContentType="{content_type}"/>')


def with_default_type(text: str, extension: str, content_type: str) -> str:
    """The list of content types with a default for one file extension, unless there is one."""
    for tag in tags(text):
        if tag.name == "Default" and (attribute(tag.attributes, "Extension") or "").lower() == extension:
            return text
    opening = needed(text, "Types")
    entry = f'<{opening.prefix}Default Extension="{extension}" ContentType="{content_type}"/>'
    if opening.empty:
        return _put_in(text, entry)
    return spliced(text, [Splice(opening.end, opening.end, entry)])


def without_content_types(text: str, parts: set[str]) -> str:
    """The list of content types without these parts."""
    named = {f"/{part}".lower() for part in parts}
    return spliced(
        text,
        [
            Splice(tag.start, end, "")
            for tag, end in children(text)
            if (attribute(tag.attributes, "PartName") or "").lower() in named
        ],
    )


def _put_in(text: str, entry: str) -> str:
    """At the end of the root element."""
    root = next(tag for tag in tags(text) if not tag.close)
    if root.empty:
        opened = written(root._replace(empty=False))
        return spliced(text, [Splice(root.start, root.end, f"{opened}{entry}</{root.prefix}{root.name}>")])
    at = text.rindex("</")
    return spliced(text, [Splice(at, at, entry)])
