"""What of a workbook is published: its visible sheets as they were read, what leads to the others, the names to mask."""

from ...core.edits import SHEET_NAME
from ...core.publication import MASKED, REMOVED, Say, Told
from ...core.record import Record
from ...domain.masks import NOWHERE, masked, mobiles_told, persons_named
from ...domain.names import Known, is_person
from ..errors import Fault
from ..package import Package
from ..parts import relations, workbook_part
from ..patch.markup import decoded
from .around import texts_around
from .formats import showing_nothing
from .notes import authors_of, header_texts, people_of
from .plotted import Plotted
from .properties import persons_of
from .references import Away
from .renaming import masked_names, with_sheets_renamed
from .strings import Strings
from .workbook import cleaned, defined, listed
from .worksheets import Worksheet, read

_NAMED_CELLS = 5  # cells that a refusal names
_SHEETS = ("worksheet", "chartsheet")


class Plan(Record):
    """Everything that must be known before the first part is written."""

    workbook: str  # the workbook's part
    workbook_text: str  # as it is published
    sheets: dict[str, str]  # part → name of the sheets that are published, as they are called then
    renamed: dict[str, str]  # what those with personal data in their names are called instead
    read: dict[str, Worksheet]  # the worksheets among them by part
    away: Away
    plotted: Plotted
    strings_part: str
    strings: Strings
    known: Known
    mobiles: set[str]
    rich: bool  # whether pictures and data types in cells are published: all of them are seen
    told: list[Told]


def planned(package: Package, say: Say) -> Plan:
    """Read a workbook for publishing. Raises Fault for one that cannot be published."""
    workbook = workbook_part(package)
    targets = relations(package, workbook)
    entries = listed(_text(package, workbook))
    kinds = {target: kind for kind, target in targets.values()}
    sheets = {
        targets[entry.relation][1]: entry.name
        for entry in entries
        if entry.visible and targets.get(entry.relation, ("",))[0] in _SHEETS
    }
    if not sheets:
        raise Fault("工作簿里没有看得见的工作表", "取消隐藏要公开的工作表后再试")
    removed = [entry.name for entry in entries if entry.name not in sheets.values()]
    strings_part, styles = (_first(package, kinds, kind) for kind in ("sharedStrings", "styles"))
    strings = Strings(_text(package, strings_part) if strings_part else None)
    unseen = showing_nothing(_text(package, styles) if styles else None)
    worksheets = {
        part: read(name, _text(package, part), strings, unseen, say)
        for part, name in sheets.items()
        if part in package and kinds[part] == "worksheet"
    }
    _refuse_uncached(worksheets)
    persons, mobiles = _persons_behind(package), set()
    for sheet in worksheets.values():
        persons |= sheet.names
        mobiles |= sheet.mobiles
    for said in [*texts_around(package), *(said for sheet in worksheets.values() for said in header_texts(sheet.frame))]:
        persons.update(persons_named(said))
        mobiles.update(mobiles_told(said))
    known = Known(sorted(persons))
    given = _text(package, workbook)
    text, names = cleaned(given, removed, lambda said: bool(masked(said, NOWHERE, known).kinds))
    renamed = masked_names(sheets.values(), lambda name: masked(name, NOWHERE, known).text)
    if renamed:
        given, text = with_sheets_renamed(given, renamed), with_sheets_renamed(text, renamed)
    sheets = {part: renamed.get(name, name) for part, name in sheets.items()}
    worksheets = {part: sheet._replace(name=sheets[part]) for part, sheet in worksheets.items()}
    plotted = Plotted([(sheet.name, sheet.hidden, sheet.emptied) for sheet in worksheets.values()], defined(given))
    rich = {seen for sheet in worksheets.values() for seen in sheet.rich}
    rich |= {False for kind, part in targets.values() if kind == "worksheet" and part not in sheets and _is_rich(package, part)}
    told = [Told(MASKED, "工作表名", now=name) for name in renamed.values()]
    told += [Told(REMOVED, "隐藏的工作表", name) for name in removed]
    told += [Told(REMOVED, "名称", now=name) for name in names if not name.startswith("_")]
    findings = {SHEET_NAME}.difference(entry.name for entry in entries)  # the template links to it; it is taken out before
    away = Away([*removed, *findings], names)
    return Plan(workbook, text, sheets, renamed, worksheets, away, plotted, strings_part, strings, known, mobiles, rich == {True}, told)


def _text(package: Package, part: str) -> str:
    return decoded(package.read(part)).text


def _is_rich(package: Package, part: str) -> bool:
    """Whether cells of a sheet that is not published hold pictures or data types."""
    return part in package and " vm=" in _text(package, part)


def _first(package: Package, kinds: dict[str, str], wanted: str) -> str:
    """The workbook's part of a kind, "" where it has none."""
    return next((part for part, kind in kinds.items() if kind == wanted and part in package), "")


def _refuse_uncached(worksheets: dict[str, Worksheet]) -> None:
    for sheet in worksheets.values():
        cells = sheet.uncached
        if cells:
            more = f"等 {len(cells)} 格" if len(cells) > _NAMED_CELLS else ""
            named = "、".join(cells[:_NAMED_CELLS])
            why = f"工作表“{sheet.name}”的 {named}{more}的公式没有缓存值，不知道该公开什么数"
            raise Fault(why, "在 Excel 或 WPS 里打开并保存一次再试")


def _persons_behind(package: Package) -> set[str]:
    """Who wrote comments or saved the file, where that is a person's name: it may stand elsewhere too."""
    written: list[str] = []
    for part in package.parts:
        if part.startswith("docprops/core"):
            written += persons_of(_text(package, part))
        elif part.startswith("xl/persons/") and part.endswith(".xml"):
            written += people_of(_text(package, part))
        elif part.startswith("xl/comments") and part.endswith(".xml"):
            written += authors_of(_text(package, part))
    return {name.strip() for name in written if is_person(name.strip(), sure=False)}
