"""The template filled in with the facts of an example, cell by cell, as a user would."""

import io
import re

import openpyxl

from perfeval_xl.core.profiles import load_profile
from perfeval_xl.functions import call
from perfeval_xl.io.template.evaluation import blocks
from perfeval_xl.io.template.package import GROWING
from tests.support.text_size import column_widths, height, room

FIRST_SUBJECT, CODE = 10, "A"


def plain(fact):
    """A fact without the lines it stood in."""
    return fact[0] if isinstance(fact, list) else fact


def cells_of(row):
    return [plain(cell) for cell in row["cells"]]


def filled(template, facts, profile):
    """The bytes of the workbook *template*, its macros kept, with the *facts* of an example typed into its inputs."""
    book = openpyxl.load_workbook(io.BytesIO(template), keep_vba=b"xl/vbaProject.bin" in template)
    projects = 0
    for sheet in facts["sheets"]:
        kind = sheet["layout"]
        if kind == "project_self_evaluation":
            projects += 1
            _project(book[f"项目自评表{projects}"], sheet, profile)
        elif kind == "whole_self_evaluation":
            book["基本信息"]["B3"] = plain(sheet["unit_name"])
            _signatures(book["基本信息"], plain(sheet["footer"]))
            _whole(book["整体自评表"], sheet, profile)
        else:
            _ACCOUNTS[kind](book[sheet["sheet"]], sheet)
            _explained(book["基本信息"], sheet)
    for number in range(projects + 1, 4):  # those not needed are deleted, as 首页 says
        del book[f"项目自评表{number}"]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _signatures(sheet, footer):
    for cell, label in (("B8", "填表人"), ("B9", "填报日期"), ("B10", "联系电话"), ("B11", "单位负责人签字")):
        sheet[cell] = re.search(rf"{label}：\s*(.*?)\s*(?:填报日期|联系电话|单位负责人|$)", footer)[1] or None


def _explained(sheet, facts):
    if "explanation" in facts:
        sheet[{"government_fund": "B14", "state_capital": "B15", "three_public": "B16"}[facts["layout"]]] = "否"


# -- final accounts ----------------------------------------------------------------------------------------------------


def _income_expenditure_total(sheet, facts):
    rows = [cells_of(row) for row in facts["rows"]]
    items = len(rows) - 4
    for side, col, beside in ((2, "C", "I"), (5, "F", "J")):
        amounts = [row[side] for row in rows]
        for offset, amount in enumerate(amounts):
            if offset not in (items, items + 3):
                sheet[f"{col}{7 + offset}"] = amount
        total = sum(filter(None, amounts[:items]))
        this_year = amounts[items]
        if round(this_year - total, 2):
            sheet[f"{beside}{7 + items}"] = this_year
        if round(amounts[-1] - this_year - sum(filter(None, amounts[items + 1 : items + 3])), 2):
            sheet[f"{beside}{7 + items + 3}"] = amounts[-1]


def _fiscal_appropriation_total(sheet, facts):
    rows = [cells_of(row) for row in facts["rows"]]
    items = len(rows) - 6
    for offset, row in enumerate(rows):
        for index, col in ((2, "C"), (6, "G"), (7, "H"), (8, "I")):
            totals = (items, items + 5) + ((items + 1,) if col == "C" else ())
            if offset not in totals and not (col != "C" and items + 1 < offset < items + 5):
                sheet[f"{col}{8 + offset}"] = row[index]
    for index, beside in ((2, "L"), (5, "M"), (6, "N"), (7, "O"), (8, "P")):
        total, published = sum(filter(None, (row[index] for row in rows[:items]))), rows[items][index]
        if published is not None and round(published - total, 2):
            sheet[f"{beside}{8 + items}"] = published


def _subjects(computed):
    def fill(sheet, facts):
        rows, total = [cells_of(row) for row in facts["rows"]], cells_of(facts["total"])[1:]
        for offset, row in enumerate(rows):
            for col, value in enumerate(row):
                if col not in computed and value is not None:
                    sheet.cell(FIRST_SUBJECT + offset, col + 1).value = value
        for offset, published in enumerate(total):
            items = [row[2 + offset] for row in rows if row[0] and len(row[0]) == 7]
            if published is not None and round(published - sum(filter(None, items)), 2):
                sheet.cell(9, 2 + len(total) + 3 + offset).value = published

    return fill


def _detail(sheet, facts):
    for offset, row in enumerate(facts.get("rows", ())):
        for col, cell in zip("CFI", cells_of(row)[2::3]):
            code = cells_of(row)["CFI".index(col) * 3]
            if code and len(code) == 5 and cell is not None:
                assert sheet[f"{'ADG'['CFI'.index(col)]}{6 + offset}"].value == code
                sheet[f"{col}{6 + offset}"] = cell


def _three_public(sheet, facts):
    for col, value in enumerate(cells_of(facts["row"])):
        if col % 6 not in (0, 2):
            sheet.cell(8, col + 1).value = value


_ACCOUNTS = {
    "income_expenditure_total": _income_expenditure_total,
    "fiscal_appropriation_total": _fiscal_appropriation_total,
    "income": _subjects({2}),
    "expenditure": _subjects({2}),
    "general_public_budget": _subjects({2}),
    "state_capital": _subjects({2}),
    "government_fund": _subjects({4, 7}),
    "basic_expenditure_detail": _detail,
    "three_public": _three_public,
}

# -- self-evaluation ---------------------------------------------------------------------------------------------------


def _whole(sheet, facts, profile):
    _, initial, annual, executed, _, _, score = cells_of(facts["funds"][0])
    sheet["D5"], sheet["E5"] = initial, annual
    for offset, row in enumerate(facts["by_nature"][1:], start=1):
        for col, text in zip("MN", cells_of(row)):
            figure = re.search(r"([\d.]+)$", text or "")
            if figure:
                sheet[f"{col}{6 + offset}"] = float(figure[1])
    _lower(sheet, facts, 11, blocks(load_profile(profile), whole=True), profile)


def _project(sheet, facts, profile):
    sheet["D3"], sheet["I4"] = plain(facts["project_name"]), plain(facts["implementer"])
    for offset, row in enumerate(facts["funds"][1:], start=1):
        _, sheet[f"D{6 + offset}"], sheet[f"E{6 + offset}"], sheet[f"G{6 + offset}"], *_ = cells_of(row)
    _lower(sheet, facts, 10, blocks(load_profile(profile), whole=False), profile)


def _lower(sheet, facts, goals, levels, profile):
    """*goals* is the row number of the goals' header."""
    sheet[f"B{goals + 1}"], sheet[f"G{goals + 1}"] = plain(facts["goals"]["expected"]), plain(facts["goals"]["actual"])
    needed = max(_height(sheet[f"{col}{goals + 1}"], 5) for col in "BG")
    sheet.row_dimensions[goals + 1].height = max(sheet.row_dimensions[goals + 1].height, needed)  # as one drags it
    free, row = {}, goals + 3
    for block in levels:
        if block.level1_rows:
            level1_at, level1 = f"B{row}", block.level1.partition("指标")[0]
        free[level1, block.level2.replace("\n", "")] = (level1_at, list(range(row, row + block.rows)))
        row += block.rows
    heading = level2 = None
    for cells in map(cells_of, facts["indicators"]):
        if cells[0]:
            heading = cells[0]
        level2 = cells[1].replace("\n", "") if cells[1] else level2
        level1_at, rows = free["".join(heading.split()).partition("指标")[0], level2]
        sheet[level1_at] = heading
        at = rows.pop(0)
        _, _, sheet[f"D{at}"], target, actual, weight, score, sheet[f"K{at}"] = cells
        for col, value in (("F", target), ("H", actual), ("I", weight)):
            sheet[f"{col}{at}"] = value
            sheet[f"{col}{at}"].data_type = "s" if isinstance(value, str) else "n"
        sheet.row_dimensions[at].height = max(GROWING, *(_height(sheet[f"{col}{at}"]) for col in "DFHK"))
        if call("PERF_SCORE", (target, actual, weight, f"、{level2}", profile)) != score:
            sheet[f"M{at}"] = score


def _height(cell, merged=1):
    """The height that a spreadsheet gives the row when the text is typed: openpyxl leaves it as it is."""
    widths = column_widths(cell.parent)
    columns = sum(widths[cell.column + offset] for offset in range(merged))
    return height(cell.value, room(columns, merged, int(cell.alignment.indent)), cell.font.sz) + 2 if cell.value else 0
