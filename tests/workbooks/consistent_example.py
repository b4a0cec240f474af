"""The consistent example read with openpyxl, by its own labels: nothing here comes from the product."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl

PATH = Path(__file__).resolve().parents[2] / "workbooks" / "examples" / "consistent-2024.xlsx"
UNIT = "云岭市青禾区政务服务局"
ZERO = Decimal(0)


def number(value):
    """A cell's number; an empty cell adds nothing to a sum."""
    return ZERO if value is None else Decimal(str(value))


def rounded(value, places):
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def book():
    return openpyxl.load_workbook(PATH)


def sides(sheet, columns):
    """A two-sided table: ({income label: amount}, {expenditure label: tuple of amounts})."""
    income, spending = {}, {}
    for row in sheet.iter_rows(min_row=6, values_only=True):
        if isinstance(row[1], int) and row[0]:
            income[row[0].strip()] = number(row[2])
        if isinstance(row[4], int) and row[3]:
            spending[row[3].strip()] = tuple(map(number, row[5 : 5 + columns]))
    return income, spending


def subjects(sheet, columns):
    """A table by subject: {code or 合计: tuple of amounts}."""
    rows = {}
    for row in sheet.iter_rows(min_row=4, values_only=True):
        code = row[0]
        if isinstance(code, str) and (code.isdigit() or code == "合计"):
            rows[code] = tuple(map(number, row[2 : 2 + columns]))
    return rows


def details(sheet):
    """基本支出明细表: ({code: amount}, personnel total, running-cost total)."""
    amounts, totals = {}, {}
    for row in sheet.iter_rows(min_row=6, values_only=True):
        for code, _, amount in (row[0:3], row[3:6], row[6:9]):
            if isinstance(code, str) and code.isdigit():
                amounts[code] = number(amount)
        if row[0] == "人员经费合计":
            totals["personnel"], totals["running"] = number(row[2]), number(row[8])
    return amounts, totals["personnel"], totals["running"]


def form(sheet):
    """A self-evaluation form: funds {label: six cells}, texts by nature, indicators, goals, total."""
    rows = list(sheet.iter_rows(values_only=True))
    funds = {row[1]: row[3:9] for row in rows if isinstance(row[3], (int, float)) and isinstance(row[5], (int, float))}
    texts = [text.replace("其中：", "").strip() for row in rows for text in (row[1], row[5]) if isinstance(text, str)]
    natures = dict(text.split("：") for text in texts if text.count("：") == 1)
    header = next(index for index, row in enumerate(rows) if row[1] == "一级指标")
    end = next(index for index, row in enumerate(rows) if row[0] == "总分")
    indicators, first, second = [], None, None
    for row in rows[header + 1 : end]:
        first, second = row[1] or first, row[2] or second
        indicators.append((first, second, *row[3:9]))
    goals = next((row[1], row[5]) for row in rows if isinstance(row[1], str) and row[1].startswith("1."))
    return {"funds": funds, "natures": natures, "indicators": indicators, "goals": goals, "total": rows[end][6:8]}
