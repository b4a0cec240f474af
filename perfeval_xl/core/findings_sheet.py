"""The columns of the sheet 校验结果: what is written there is read again by these names (核实说明 among them)."""

RULE, LEVEL, SHEET, CELL = "规则码", "级别", "工作表", "单元格"
MESSAGE, EXPECTED, ACTUAL, DIFFERENCE, BASIS = "说明", "应有值", "现值", "差额", "依据"
EXPLANATION = "核实说明"
KEY, FINGERPRINT, PREVIOUS_FILL = "结论键", "数值指纹", "原填充"

SHOWN = (RULE, LEVEL, SHEET, CELL, MESSAGE, EXPECTED, ACTUAL, DIFFERENCE, BASIS, EXPLANATION)
HIDDEN = (KEY, FINGERPRINT, PREVIOUS_FILL)
COLUMNS = (*SHOWN, *HIDDEN)


def header_columns(row) -> dict[str, int] | None:
    """Column by label where *row* (plain cell values) is the header of such a sheet, else None.

    Users may insert or move columns; a sheet of theirs that only has the same name has no 结论键.
    """
    columns = {value.strip(): col for col, value in enumerate(row) if value.__class__ is str and value.strip() in COLUMNS}
    return columns if {KEY, FINGERPRINT, EXPLANATION, CELL, SHEET}.issubset(columns) else None
