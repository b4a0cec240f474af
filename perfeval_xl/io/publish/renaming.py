"""Names of sheets that give somebody away, masked: the sheet gets another name, and every reference to it says so.

In the public edition formulas are values; what still names a sheet is a defined name, a list to choose from, a conditional
format, a chart, a sparkline, a control or a link. ECMA-376 Part 1, 18.17.2.3 (sheet names in references).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import unquote

from ...core.cells import quoted
from ...core.patterns import Pattern
from ..patch.markup import Splice, attribute, escaped, spliced, tags, unescaped, with_attribute, written
from .cells import span_of_cells
from .references import SHEETS

_STAR = "×"  # the asterisk stands in no sheet's name
_LONGEST = 31
# Where references stand, apart from cells: in these elements, and in these attributes.
_FORMULAS = Pattern(r"<((?:[\w.-]+:)?(?:n?f|formula|formula[12]|definedName|sqref|Fmla\w+))\b[^<>]*(?<!/)>([^<>]*)</\1>")
_ATTRIBUTES = {
    "hyperlink": ("location",),
    "Relationship": ("Target",),
    "formControlPr": ("fmlaLink", "fmlaRange", "fmlaGroup", "fmlaTxbx"),
}


def masked_names(names: Iterable[str], shown: Callable[[str], str]) -> dict[str, str]:
    """New names of the sheets that need one. No two sheets get the same, whatever the case of letters."""
    names = list(names)
    taken, new = {name.lower() for name in names}, {}
    for name in names:
        masked = shown(name).replace("*", _STAR)
        if masked != name:
            new[name] = next(one for one in _numbered(masked) if one.lower() not in taken)
            taken.add(new[name].lower())
    return new


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name[: _LONGEST - 1 - len(str(number))]}_{number}"
        number += 1


def with_sheets_renamed(text: str, new: Mapping[str, str]) -> str:
    """A part with its references to these sheets, and its list of sheets, under their new names. Cells stay."""
    by_name = {name.lower(): masked for name, masked in new.items()}
    start, end = span_of_cells(text)
    return _renamed(text[:start], by_name) + text[start:end] + _renamed(text[end:], by_name)


def _renamed(text: str, new: Mapping[str, str]) -> str:
    splices = [
        Splice(match.start(2), match.end(2), escaped(reference))
        for match in _FORMULAS.finditer(text)
        if (reference := _reference(unescaped(match[2]), new)) != unescaped(match[2])
    ]
    for tag in tags(text):
        changed = tag
        if tag.name == "sheet" and (attribute(tag.attributes, "name") or "").lower() in new:
            changed = with_attribute(tag, "name", new[attribute(tag.attributes, "name").lower()])
        for name in _ATTRIBUTES.get(tag.name, ()):
            said = attribute(tag.attributes, name)
            reference = _address(said, new) if said else said
            if reference != said:
                changed = with_attribute(changed, name, reference)
        if changed is not tag:
            splices.append(Splice(tag.start, tag.end, written(changed)))
    return spliced(text, splices)


def _address(said: str, new: Mapping[str, str]) -> str:
    """The same for a link, before whose reference a “#” may stand, and whose letters may be written as %E6%9F%90."""
    path, mark, reference = unquote(said).rpartition("#")
    renamed = _reference(reference, new)
    return said if renamed == reference else path + mark + renamed


def _reference(formula: str, new: Mapping[str, str]) -> str:
    """``'某某甲'!$A$1`` → ``'某××'!$A$1``; of a range of sheets (``甲:乙``) both."""

    def renamed(match) -> str:
        sheets = (match[1].replace("''", "'") if match[1] else match[2]).split(":")
        if not any(sheet.lower() in new for sheet in sheets):
            return match[0]
        return quoted(":".join(new.get(sheet.lower(), sheet) for sheet in sheets)) + "!"

    return SHEETS.sub(renamed, formula) if "!" in formula else formula
