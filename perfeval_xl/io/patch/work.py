"""A package being changed: parts as text on demand, parts added and removed; everything else is not even unpacked."""

from collections.abc import Iterator, Mapping

from ..errors import Fault, damaged
from ..package import Package, normal
from ..parts import parse, relations, workbook_part
from .archive import Archive, Entry
from .markup import Text, decoded
from .relations import (
    NO_RELATIONS,
    last_id,
    relations_part,
    with_content_types,
    with_relations,
    without_content_types,
    without_relations,
)

_LARGE = ("xl/worksheets/sheet", "customxml/item")  # parsing takes its time, and reading has looked at the sheets
CONTENT_TYPES = "[Content_Types].xml"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


class Work:
    """The changes to one package. Part names are as the package spells them; new ones as given."""

    def __init__(self, data):
        """*data*: bytes or an mmap. Raises Fault for what is no readable package."""
        self.package = Package(data)
        if CONTENT_TYPES not in self.package:
            raise damaged("文件的内容类型清单")
        self.archive = Archive(data)
        self.workbook = workbook_part(self.package)
        self._texts: dict[str, tuple[Text | None, str]] = {}
        self._names: dict[str, str] = {}  # how new parts are spelled
        self._removed: set[str] = set()
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}  # as the file has them, by part
        self._numbers: dict[str, int] = {}  # the last one given to a part of a pattern
        # What is still to be put into its part, in one go: content types of parts and of extensions, and, by the
        # relationship part, the part that it is of and its new entries.
        self._types: dict[str, str] = {}
        self._default_types: dict[str, str] = {}
        self._related: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {}
        self._last_ids: dict[str, int] = {}  # of relationships, by the part they are of
        self._encoded: dict[str, tuple[str, bytes]] = {}  # the text that was encoded, and its bytes

    def __contains__(self, part: str) -> bool:
        key = normal(part)
        return key in self._texts or key in self.archive.entries and key not in self._removed

    def text(self, part: str) -> str:
        """A part as it is by now. Raises KeyError when there is none, Fault when it is no XML."""
        key = normal(part)
        if key not in self._texts:
            if part == CONTENT_TYPES and part not in self:
                raise damaged("内容清单部分")
            if key in self._removed:
                raise KeyError(part)
            source = decoded(self.archive.content(key))
            if not key.endswith(".vml") and not key.startswith(_LARGE):
                _refuse_malformed(source)
            self._texts[key] = source, source.text
        if part == CONTENT_TYPES and (self._types or self._default_types):
            source, text = self._texts[key]
            self._texts[key] = source, with_content_types(text, self._types, self._default_types)
            self._types, self._default_types = {}, {}
        if key in self._related:
            source, text = self._texts[key]
            self._texts[key] = source, with_relations(text, *self._related.pop(key))
        return self._texts[key][1]

    def put(self, part: str, text: str) -> None:
        """Change a part, or add one."""
        key = normal(part)
        if key in self.archive.entries and key not in self._removed:
            if key not in self._texts:
                self.text(part)
            self._texts[key] = self._texts[key][0], text
        else:
            self._texts[key] = None, text
            self._names[key] = part

    def remove(self, part: str) -> None:
        """Take a part out, with its relationships and its content type."""
        for gone in (part, relations_part(part)):
            key = normal(gone)
            self._texts.pop(key, None)
            self._related.pop(key, None)
            if key in self.archive:
                self._removed.add(key)
        self._last_ids.pop(part, None)
        self.put(CONTENT_TYPES, without_content_types(self.text(CONTENT_TYPES), {part}))

    def free_part(self, pattern: str) -> str:
        """The next name of a pattern (``xl/comments{}.xml``) that no part has; asked again, another one."""
        number = self._numbers.get(pattern, 0) + 1
        while pattern.format(number) in self:
            number += 1
        self._numbers[pattern] = number
        return pattern.format(number)

    def count(self, extension: str) -> int:
        """How many parts have a name that ends so, the file's and the new ones."""
        return len([name for name in (*self.archive.entries, *self._names) if name.endswith(extension)])

    def add(self, part: str, text: str, content_type: str = "") -> None:
        """Add a part; without a *content_type* that of its extension is meant."""
        self.put(part, text)
        if content_type:
            self.part_type(part, content_type)

    def part_type(self, part: str, content_type: str) -> None:
        """Say what a part is, whatever is said of its extension."""
        self._types[part] = content_type

    def default_type(self, extension: str, content_type: str) -> None:
        """Say what parts of an extension are, unless the list does."""
        self._default_types.setdefault(extension, content_type)

    def relate(self, part: str, kind: str, target: str) -> str:
        """A relationship from *part* to *target*; returns its id."""
        rels = relations_part(part)
        if part not in self._last_ids:
            if rels not in self:
                self.put(rels, NO_RELATIONS)
                self.default_type("rels", _RELATIONS_TYPE)  # some writers list their own relationship parts one by one
            self._last_ids[part] = last_id(self.text(rels))
        self._last_ids[part] += 1
        new_id = f"rId{self._last_ids[part]}"
        self._related.setdefault(normal(rels), (part, {}))[1][new_id] = kind, target
        return new_id

    def unrelate(self, part: str, ids: set[str]) -> None:
        """Take relationships of *part* out; a relationship part without any goes too."""
        rels = relations_part(part)
        left = without_relations(self.text(rels), ids)
        if "Relationship " in left or "Relationship\n" in left:
            self.put(rels, left)
        else:
            self.remove(rels)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id → (kind, target part) as the file has them; additions of this work are not among them."""
        if part not in self._relations:
            self._relations[part] = relations(self.package, part)
        return self._relations[part]

    def related(self, part: str, kind: str) -> str | None:
        """The part of a kind (``comments``, ``styles`` …) that the file has for *part*; None where there is none, or no more."""
        return next((target for found, target in self.relations(part).values() if found == kind and target in self), None)

    def is_well_formed(self) -> bool:
        """Whether the large parts looked at so far are XML: who stumbles over something asks afterwards."""
        try:
            for part, (source, _) in self._texts.items():
                if source is not None and part.startswith(_LARGE):
                    _refuse_malformed(source)
        except Fault:
            return False
        return True

    # -- the outcome -----------------------------------------------------------------------------------------------

    def changes(self) -> dict[str, bytes]:
        """The parts that differ from the file's, and the new ones, as bytes."""
        if self._types or self._default_types:
            self.text(CONTENT_TYPES)
        for rels in [*self._related]:
            self.text(rels)
        changed = {}
        for key, (source, text) in self._texts.items():
            if source is None:
                changed[self._names[key]] = self._bytes(key, source, text)
            elif text != source.text:
                changed[key] = self._bytes(key, source, text)
        return changed

    def _bytes(self, key: str, source: Text | None, text: str) -> bytes:
        """A part's bytes, encoded once: what is written is looked at before, for the record of it."""
        before, data = self._encoded.get(key, (None, b""))
        if before is not text:
            data = text.encode() if source is None else source.encoded(text)
            self._encoded[key] = text, data
        return data

    @property
    def removed(self) -> frozenset[str]:
        """Parts of the file that are gone, by normalised name."""
        return frozenset(self._removed - set(self._texts))

    def pieces(self, more: Mapping[str, Entry] | None = None) -> Iterator[bytes | memoryview]:
        """The changed file, piece by piece, with *more* parts that are packed already."""
        return self.archive.rewritten({**self.changes(), **(more or {})}, self.removed)


def _refuse_malformed(source: Text) -> None:
    """Places are found by searching, which in a part that is no XML finds the wrong ones. Raises Fault."""
    declared = source.text.find("?>") + 2 if source.text.startswith("<?xml") else 0
    parse(source.text[declared:].encode("utf-8", "replace"))
