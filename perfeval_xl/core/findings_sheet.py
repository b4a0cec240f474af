"""The columns of the sheet 校验结果: what is written there is known again, and read again, by these names."""

from .book import Sheet

RULE, LEVEL, SHEET, CELL = "规则码", "级别", "工作表", "单元格"
MESSAGE, EXPECTED, ACTUAL, DIFFERENCE, BASIS = "说明", "应有值", "现值", "差额", "依据"
EXPLANATION = "核实说明"
KEY, FINGERPRINT, PREVIOUS_FILL, REOPENED = "结论键", "数值指纹", "原填充", "须重写的说明"

SHOWN = (RULE, LEVEL, SHEET, CELL, MESSAGE, EXPECTED, ACTUAL, DIFFERENCE, BASIS, EXPLANATION)
HIDDEN = (KEY, FINGERPRINT, PREVIOUS_FILL, REOPENED)
COLUMNS = (*SHOWN, *HIDDEN)
_NEEDED = frozenset((KEY, FINGERPRINT, EXPLANATION, CELL, SHEET))
_HEADER_WITHIN = 12  # rows from the top


def find_header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The header row of a findings sheet and its columns by label; None for any other sheet.

    Users may insert or move columns; a sheet of theirs that only has the same name has no 结论键.
    """
    for number, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        if KEY in row:
            columns = {value: col for col, value in enumerate(row) if value.__class__ is str and value in COLUMNS}
            if _NEEDED.issubset(columns):
                return number, columns
    return None


def is_findings_sheet(sheet: Sheet) -> bool:
    """Whether this package wrote the sheet."""
    return find_header(sheet) is not None
