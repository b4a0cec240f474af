"""The sheet 封存信息: what was sealed, for a reader, and the manifest itself in a hidden column beside it.

The manifest stands in cells and in no part of its own: openpyxl drops parts that it does not know, and what is to be
told after any program has saved the file must be where every program keeps it.
"""

from collections.abc import Iterator
from math import ceil
from unicodedata import east_asian_width

from ..core.book import Sheet
from ..core.cells import Box
from ..core.edits import Cell, NewSheet
from ..core.findings import SEVERITY_NAMES
from ..core.run import STATUS_NAMES
from ..core.seal import CODE, Manifest, block, code, pieces, written

SEAL_SHEET = "封存信息"
_HEADER = ("表", "工作表", "标题", "数据校验码")
_WIDTHS = (40, 22, 44, 28)
_HIDDEN = len(_WIDTHS)
_LINE = 15  # points
_ABOUT = (
    "本工作簿已封存。用 perfeval-xl check 可知封存后有没有改动、改在哪一格：改了数、改了字、增删了表、改了核实说明都会指出；"
    "只是插空行、给工作表改名、换一个程序另存，不算改动。"
)
_NO_SIGNATURE = (
    "封存只能发现改动，不是电子签名，也不能证明是谁封存的。把封存校验码抄在盖章的纸质材料上，收件人一比就知道是不是同一份。"
)


def seal_sheet(manifest: Manifest) -> tuple[NewSheet, str]:
    """The sheet to be added, and the code of the manifest in it."""
    rows = list(_rows(manifest))
    shown = block(Sheet("", [[cell.value for cell in row] for row in rows])).condensed()
    text = written(manifest._replace(shown=shown))
    stated = code(text)
    rows.insert(3, [Cell(CODE, "header"), Cell(stated, "verdict")])
    told = len(rows)
    for number, piece in enumerate(pieces(text)):
        if number == len(rows):
            rows.append([])
        rows[number] = [*rows[number], *[None] * (_HIDDEN - len(rows[number])), Cell(piece, "told")]
    across = [Box(row, 0, row, _HIDDEN - 1) for row in range(3)]
    across += [Box(row, 1, row, _HIDDEN - 1) for row in range(3, told) if sum(map(bool, rows[row][:_HIDDEN])) == 2]
    sheet = NewSheet(
        name=SEAL_SHEET,
        rows=tuple(tuple(row) for row in rows),
        widths=(*_WIDTHS, 10),
        heights=tuple((number, _height(row)) for number, row in enumerate(rows)),
        hidden=(_HIDDEN,),
        merges=tuple(across),
    )
    return sheet, stated


def _rows(manifest: Manifest) -> Iterator[list[Cell]]:
    """What a person reads, the code left out."""
    yield [Cell("封存信息", "title")]
    yield [Cell(_ABOUT, "told")]
    yield [Cell(_NO_SIGNATURE, "told")]
    tool = f"perfeval-xl {manifest.tool}，规则目录 {manifest.catalogue}，方案 {manifest.profile}"
    facts = {
        "封存时间": manifest.time,
        "封存工具": tool,
        "源文件 SHA-256": manifest.source_sha256,
        "封存时的校验": f"{STATUS_NAMES[manifest.status]}：{_counted(manifest)}",
    }
    if manifest.forced:
        facts["强制封存"] = f"还有逻辑性结论 {manifest.counts['error']} 条没有改，按封存人的要求照此封存"
    for label, told in facts.items():
        yield [Cell(label, "header"), Cell(told)]
    yield [Cell(label, "header") for label in _HEADER]
    for form in manifest.forms:
        yield [Cell(form.key), Cell(form.sheet), Cell(form.title), Cell(form.code, "figure")]


def _counted(manifest: Manifest) -> str:
    names = {**SEVERITY_NAMES, "unchecked": "未检"}
    counts = "、".join(f"{name} {manifest.counts[key]} 条" for key, name in names.items() if manifest.counts.get(key))
    explained = manifest.counts.get("explained")
    return (counts or "没有结论") + (f"，其中核实性 {explained} 条已说明" if explained else "")


def _height(row: list[Cell | None]) -> float:
    """Enough for the longest text; what stands across all columns has all their width."""
    shown = [cell for cell in row[:_HIDDEN] if cell is not None]
    if not shown:
        return _LINE
    if shown[0].style == "title":
        return 2 * _LINE
    widths = (sum(_WIDTHS),) if len(shown) == 1 else (_WIDTHS[0], sum(_WIDTHS[1:])) if len(shown) == 2 else _WIDTHS
    lines = max(ceil(_width(cell.value) / (width - 1)) for cell, width in zip(shown, widths))
    return max(lines, 1) * _LINE + 4


def _width(text: str) -> int:
    """In the characters that columns are measured in; a Chinese one is twice as wide."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
