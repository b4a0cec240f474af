"""The sheets that this package writes, and how they are known again: 校验结果 by its columns, 封存信息 by its mark.

Excel's 检查文档, run before a workbook is handed in, takes hidden columns out. What is left of these sheets is known by their
titles and the labels that are seen.
"""

from collections.abc import Sequence
from itertools import chain

from .book import Sheet

TITLE = "绩效校验结果"
TOLD = "perfeval-xl "  # begins what a findings sheet says of the check itself
RULE, LEVEL, SHEET, CELL = "规则码", "级别", "工作表", "单元格"
MESSAGE, EXPECTED, ACTUAL, DIFFERENCE, BASIS = "说明", "应有值", "现值", "差额", "依据"
EXPLANATION = "核实说明"
KEY, FINGERPRINT, PREVIOUS_FILL, REOPENED = "结论键", "数值指纹", "原填充", "须重写的说明"
ROW_MARK = "行标识"  # says which finding's visible cells the hidden ones beside it were written for

SHOWN = (RULE, LEVEL, SHEET, CELL, MESSAGE, EXPECTED, ACTUAL, DIFFERENCE, BASIS, EXPLANATION)
HIDDEN = (KEY, FINGERPRINT, PREVIOUS_FILL, REOPENED, ROW_MARK)
COLUMNS = (*SHOWN, *HIDDEN)
_NEEDED = frozenset((KEY, FINGERPRINT, EXPLANATION, CELL, SHEET))
_SEEN = frozenset((RULE, LEVEL, SHEET, CELL, MESSAGE, EXPLANATION))
_WITHIN = 12  # rows from the top

SEAL_MARK = "perfeval-xl/seal"  # heads the hidden column of the sheet 封存信息 (core.seal)
SEAL_TITLE, SEAL_CODE = "封存信息", "封存校验码"
_OF_FINDINGS, _OF_SEALS = frozenset((KEY, TITLE)), frozenset((SEAL_MARK, SEAL_TITLE))
_OF_EITHER = _OF_FINDINGS | _OF_SEALS


def find_header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The header row of a findings sheet and its columns by label; None for any other sheet.

    Users may insert or move columns, and add to a heading; a sheet of theirs that only has the same name has no 结论键
    and not our title.
    """
    titled = False
    for number, row in enumerate(sheet.rows[:_WITHIN]) if _holds(sheet, _OF_FINDINGS) else ():
        titled = titled or TITLE in row
        if KEY in row or titled and len(row) - row.count("") >= len(_SEEN):
            columns = _columns(row)
            if (_NEEDED if KEY in row else _SEEN).issubset(columns):
                return number, columns
    return None


def _columns(row: Sequence) -> dict[str, int]:
    """The column of each label: a heading may be broken into lines, or say more behind it (核实说明（单位填写）)."""
    said = {col: "".join(value.split()) for col, value in enumerate(row) if value.__class__ is str}
    columns = {text: col for col, text in said.items() if text in COLUMNS}
    for label in COLUMNS:
        longer = [col for col, text in said.items() if text.startswith(label)] if label not in columns else ()
        if len(longer) == 1:
            columns[label] = longer[0]
    return columns


def is_findings_sheet(sheet: Sheet) -> bool:
    """Whether this package wrote the sheet."""
    return find_header(sheet) is not None


def is_rest_of_findings(sheet: Sheet) -> bool:
    """Whether it is a findings sheet of which the hidden columns or the header are gone: it tells no more what it said."""
    header = find_header(sheet)
    if header is not None:
        return KEY not in header[1]
    return _holds(sheet, frozenset((TITLE,))) and any(
        value.__class__ is str and value.startswith(TOLD) for row in sheet.rows[:_WITHIN] for value in row
    )


def is_seal_sheet(sheet: Sheet) -> bool:
    """Whether it is a sheet 封存信息 of this package, or what is left of one."""
    return _holds(sheet, _OF_SEALS) and (_holds(sheet, frozenset((SEAL_MARK,))) or _holds(sheet, frozenset((SEAL_CODE,))))


def is_ours(sheet: Sheet) -> bool:
    """Whether the sheet is no material but a record of this package."""
    return _holds(sheet, _OF_EITHER) and (is_findings_sheet(sheet) or is_seal_sheet(sheet) or is_rest_of_findings(sheet))


def _holds(sheet: Sheet, marks: frozenset[str]) -> bool:
    """Whether one of the marks stands in the upper rows. Every check asks it of every sheet, and hardly one has any."""
    return not marks.isdisjoint(chain.from_iterable(sheet.rows[:_WITHIN]))
