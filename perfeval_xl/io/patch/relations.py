"""Relationship parts and the list of content types: entries put in, with the words of the package's own flavour.

ECMA-376 Part 2, 9.2 (content types), 9.3 (relationships). The strict flavour differs in its namespaces.
"""

from collections.abc import Mapping

from ...core.patterns import Pattern
from ...core.record import Record
from .markup import Splice, at_end, attribute, children, escaped, needed, spliced, tags

NO_RELATIONS = (
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
    folder, slash, name = part.rpartition("/")
    return f"{folder}{slash}_rels/{name}.rels"


def last_id(text: str) -> int:
    """The highest number of an id such as ``rId7`` in a relationship part; 0 when there is none."""
    return max(map(int, _PREFERRED.findall(text)), default=0)


def with_relations(text: str, part: str, new: Mapping[str, tuple[str, str]]) -> str:
    """The relationship part of *part* with more entries: id → (kind, target part)."""
    opening = needed(text, "Relationships")
    entries = [
        f'<{opening.prefix}Relationship Id="{id_}" Type="{kind}" Target="{escaped(_relative(target, part))}"/>'
        for id_, (kind, target) in new.items()
    ]
    return spliced(text, [at_end(text, opening, "".join(entries))])


def _relative(target: str, part: str) -> str:
    """The way from the folder of *part* to *target*."""
    there, here = target.split("/"), part.split("/")
    shared = 0
    while shared < min(len(there), len(here)) - 1 and there[shared] == here[shared]:
        shared += 1
    return "../" * (len(here) - 1 - shared) + "/".join(there[shared:])


def without_relations(text: str, ids: set[str]) -> str:
    """The relationship part without these entries."""
    return spliced(
        text,
        [Splice(tag.start, end, "") for tag, end in children(text) if attribute(tag.attributes, "Id") in ids],
    )


def with_content_types(text: str, parts: Mapping[str, str], defaults: Mapping[str, str]) -> str:
    """The list of content types with those of *parts*, and with *defaults* by extension where it has none."""
    root = needed(text, "Types")
    there = {
        (attribute(tag.attributes, "Extension") or "").lower() for tag in tags(text, root.end) if tag.name == "Default"
    }
    new = "".join(
        f'<{root.prefix}Default Extension="{extension}" ContentType="{content_type}"/>'
        for extension, content_type in defaults.items()
        if extension not in there
    )
    entries = "".join(
        f'<{root.prefix}Override PartName="/{escaped(part)}" ContentType="{content_type}"/>'
        for part, content_type in parts.items()
    )
    if root.empty:
        return spliced(text, [at_end(text, root, new + entries)])
    return spliced(text, [Splice(root.end, root.end, new), at_end(text, root, entries)])


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
