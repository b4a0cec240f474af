"""The workbook part with a sheet put in at the end or taken out, and the names that belong to it.

ECMA-376 Part 1, 18.2 (workbook): sheets (18.2.20), definedNames (18.2.6), workbookView (18.2.30).
"""

import re
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence

from ...core.cells import quoted
from ...core.edits import NewSheet
from ..errors import damaged
from .markup import (
    Splice,
    Tag,
    at_end,
    attribute,
    children,
    end_of,
    escaped,
    first,
    number,
    spliced,
    tags,
    unescaped,
    with_attribute,
    written,
)

_BEFORE_NAMES = frozenset(("sheets", "functionGroups", "externalReferences"))


def sheet_names(text: str) -> list[str]:
    """The names of the sheets in their order, chart sheets included."""
    return [attribute(tag.attributes, "name") or "" for tag in _sheets(text)]


def with_sheet(text: str, sheet: NewSheet, relation: str, ids: str) -> str:
    """The part with *sheet* as the last one. *ids* is the namespace of relationship ids."""
    opening = first(text, "sheets")
    if opening is None or opening.empty:
        raise damaged("工作簿的目录部分")
    there = _sheets(text)
    new = max((number(tag.attributes, "sheetId") for tag in there), default=0) + 1
    entry = (
        f'<{opening.prefix}sheet name="{escaped(sheet.name)}" sheetId="{new}" xmlns:r="{ids}" r:id="{relation}"/>'
    )
    # LibreOffice 7.4 drops a sheet whose name an apostrophe begins or ends, and then refuses the whole file for a name
    # of the last sheet, which it no longer counts.
    uncounted = any(name[:1] == "'" or name[-1:] == "'" for name in sheet_names(text))
    names = () if uncounted else _names(sheet, len(there))
    return _with_names(spliced(text, [at_end(text, opening, entry)]), opening.prefix, names)


def without_sheet(text: str, name: str) -> tuple[str, str]:
    """The part without that sheet and its names, and the relationship id that it had."""
    gone = _sheets(text)[sheet_names(text).index(name)]
    return without_sheets(text, [name]), relation_id(gone)


def without_sheets(text: str, names: Sequence[str]) -> str:
    """The part without those sheets and their names."""
    there = _sheets(text)
    gone = {index: name for index, name in enumerate(sheet_names(text)) if name in set(names)}
    splices = [Splice(there[index].start, end_of(text, there[index]), "") for index in gone]
    splices += _renumbered_names(text, gone)
    for tag in tags(text):
        if tag.name == "workbookView" and not tag.close:
            splices += _shown_again(tag, [*gone], len(there) - len(gone))
    return spliced(text, splices)


def relation_id(tag: Tag) -> str:
    """The relationship id (r:id) under whatever prefix, "" for none."""
    names = [piece.partition("=")[0] for piece in tag.attributes.split()]
    return next((attribute(tag.attributes, name) or "" for name in names if name.endswith(":id")), "")


def _sheets(text: str) -> list[Tag]:
    opening = first(text, "sheets")
    if opening is None:
        raise damaged("工作簿的目录部分")
    if opening.empty:
        return []
    return [tag for tag in tags(text, opening.end, end_of(text, opening)) if tag.name == "sheet" and not tag.close]


def _names(sheet: NewSheet, index: int) -> list[tuple[str, str, str]]:
    """(name, further attributes, reference) of what a sheet's filter and print titles need."""
    name = quoted(sheet.name)
    made = []
    if sheet.filtered:
        made.append(("_xlnm._FilterDatabase", f' localSheetId="{index}" hidden="1"', f"{name}!{sheet.filtered.absolute}"))
    if sheet.repeated:
        rows = ":".join(f"${row + 1}" for row in sheet.repeated)
        made.append(("_xlnm.Print_Titles", f' localSheetId="{index}"', f"{name}!{rows}"))
    if sheet.printed:
        made.append(("_xlnm.Print_Area", f' localSheetId="{index}"', f"{name}!{sheet.printed.absolute}"))
    return made


def _with_names(text: str, prefix: str, names: Sequence[tuple[str, str, str]]) -> str:
    if not names:
        return text
    entries = "".join(
        f'<{prefix}definedName name="{name}"{more}>{escaped(reference)}</{prefix}definedName>'
        for name, more, reference in names
    )
    opening = first(text, "definedNames")
    if opening is not None:
        return spliced(text, [at_end(text, opening, entries)])
    at = max((end for tag, end in children(text) if tag.name in _BEFORE_NAMES), default=None)
    if at is None:
        raise damaged("工作簿的目录部分")
    return spliced(text, [Splice(at, at, f"<{prefix}definedNames>{entries}</{prefix}definedNames>")])


def _renumbered_names(text: str, gone: Mapping[int, str]) -> list[Splice]:
    """Names of the sheets that are gone, by their indices, go with them; those of the sheets behind count less.

    What another name refers to on such a sheet is written as Excel writes it: “#REF!$A$1”.
    """
    opening = first(text, "definedNames")
    if opening is None or opening.empty:
        return []
    splices, left, indices = [], 0, sorted(gone)
    for tag, end in children(text, opening.start):
        local = attribute(tag.attributes, "localSheetId")
        sheet = number(tag.attributes, "localSheetId")
        without_target = _without_target(text, tag, gone.values())
        own = (attribute(tag.attributes, "name") or "").startswith("_xlnm.")  # ExcelJS does not say whose filter it is
        if local is not None and sheet in gone or own and without_target:
            splices.append(Splice(tag.start, end, ""))
            continue
        left += 1
        before = bisect(indices, sheet)
        if local is not None and before:
            renumbered = with_attribute(tag, "localSheetId", str(sheet - before))
            splices.append(Splice(tag.start, tag.end, written(renumbered)))
        splices += without_target
    if not left:
        return [Splice(opening.start, end_of(text, opening), "")]
    return splices


def _without_target(text: str, tag: Tag, gone: Iterable[str]) -> list[Splice]:
    """The content of a name that refers to a sheet that is gone."""
    stop = tag.end if tag.empty else text.index("<", tag.end)
    said = left = unescaped(text[tag.end : stop])
    for name in gone:
        if name in left:
            left = re.sub(rf"{re.escape(quoted(name))}!|(?<![\w.'\]]){re.escape(name)}!", "#REF!", left)
    return [] if left == said else [Splice(tag.end, stop, escaped(left))]


def _shown_again(view: Tag, gone: Sequence[int], count: int) -> list[Splice]:
    """A view that showed a sheet that is gone shows one before it; *count* sheets are left."""
    changed = view
    for name in ("activeTab", "firstSheet"):
        shown = number(view.attributes, name)
        before = bisect(gone, shown)
        if before and shown > 0:
            changed = with_attribute(changed, name, str(max(0, min(shown - before, count - 1))))
    return [] if changed is view else [Splice(view.start, view.end, written(changed))]

