"""The sheet 封存信息: what was sealed, for a reader, and the manifest itself in a hidden column beside it.

The manifest stands in cells and in no part of its own: openpyxl drops parts that it does not know, and what is to be
told after any program has saved the file must be where every program keeps it.
"""

from collections.abc import Iterator
from math import ceil
from unicodedata import east_asian_width

from ..core.book import Sheet
from ..core.cells import Box
from ..core.edits import NewSheet, Row
from ..core.findings import SEVERITY_NAMES
from ..core.findings_sheet import SEAL_CODE, SEAL_TITLE
from ..core.run import STATUS_NAMES
from ..core.seal import Manifest, block, code, pieces, written

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
    shown = block(Sheet("", [row.values for row in rows])).condensed()
    text = written(manifest._replace(shown=shown))
    stated = code(text)
    rows.insert(3, Row((SEAL_CODE, stated), ("header", "verdict")))
    told = len(rows)
    for number, piece in enumerate(pieces(text)):
        if number == len(rows):
            rows.append(Row())
        rows[number] = _with_piece(rows[number], piece)
    across = [Box(row, 0, row, _HIDDEN - 1) for row in range(3)]
    across += [Box(row, 1, row, _HIDDEN - 1) for row in range(3, told) if len(_shown(rows[row])) == 2]
    sheet = NewSheet(
        name=SEAL_TITLE,
        rows=tuple(rows),
        widths=(*_WIDTHS, 10),
        heights=tuple((number, _height(row)) for number, row in enumerate(rows)),
        hidden=(_HIDDEN,),
        merges=tuple(across),
    )
    return sheet, stated


def _with_piece(row: Row, piece: str) -> Row:
    """The row with a piece of the manifest in the hidden column."""
    gap = _HIDDEN - len(row.values)
    return Row((*row.values, *[None] * gap, piece), (*row.styles, *["told"] * (gap + 1)))


def _rows(manifest: Manifest) -> Iterator[Row]:
    """What a person reads, the code left out."""
    yield Row((SEAL_TITLE,), ("title",))
    yield Row((_ABOUT,), ("told",))
    yield Row((_NO_SIGNATURE,), ("told",))
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
        yield Row((label, told), ("header", "text"))
    yield Row(_HEADER, ("header",) * len(_HEADER))
    for form in manifest.forms:
        yield Row((form.key, form.sheet, form.title, form.code), ("text", "text", "text", "figure"))


def _counted(manifest: Manifest) -> str:
    names = {**SEVERITY_NAMES, "unchecked": "未检"}
    counts = "、".join(f"{name} {manifest.counts[key]} 条" for key, name in names.items() if manifest.counts.get(key))
    explained = manifest.counts.get("explained")
    return (counts or "没有结论") + (f"，其中核实性 {explained} 条已说明" if explained else "")


def _shown(row: Row) -> list[str]:
    """The texts of a row that a reader sees."""
    return [value for value in row.values[:_HIDDEN] if value is not None]


def _height(row: Row) -> float:
    """Enough for the longest text; what stands across all columns has all their width."""
    shown = _shown(row)
    if not shown:
        return _LINE
    if row.styles[0] == "title":
        return 2 * _LINE
    widths = (sum(_WIDTHS),) if len(shown) == 1 else (_WIDTHS[0], sum(_WIDTHS[1:])) if len(shown) == 2 else _WIDTHS
    lines = max(ceil(_width(text) / (width - 1)) for text, width in zip(shown, widths))
    return max(lines, 1) * _LINE + 4


def _width(text: str) -> int:
    """In the characters that columns are measured in; a Chinese one is twice as wide."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
