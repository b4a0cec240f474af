"""Every figure of a published document stands in its workbook, at the cell that the committed map names."""

import json
import re
from decimal import Decimal

import openpyxl
import pytest

# How many figures each document has at least; a walk that finds fewer has stopped finding anything.
AT_LEAST = {"quyuan-2024": 400, "lukou-2022": 60, "zhuzhou-2024": 500, "yueyang-2021": 70}
FUNDS = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
# Judged in the report's running text, though nothing in their wording says so.
IN_RUNNING_TEXT = {"000-185", "000-214", "001-062", "003-275", "003-318"}
INDICATOR = ("年度指标值", "实际完成值", "分值", "得分")


def squeezed(text):
    return re.sub(r"\s", "", str(text))


def shown(cell):
    """A cell as the document printed it: percent formats as percents, numbers without their format."""
    if cell.value is None:
        return ""
    if cell.data_type == "n" and "%" in cell.number_format:
        return f"{Decimal(str(cell.value)) * 100:f}%"
    return str(cell.value)


def same(cell, raw):
    """Does the cell hold what was published? Numbers by value, texts without their line breaks."""
    text, raw = squeezed(shown(cell)), squeezed(raw)
    try:
        return Decimal(text.rstrip("%")) == Decimal(raw.replace(",", "").rstrip("%"))
    except ArithmeticError:
        return text == raw or re.split("[:：]", text)[-1] == raw


def rows_with_their_own_line(document):
    """(line of the row's label, the figures right of it, how many columns further) for fund and indicator rows."""
    for form in document.get("forms", []):
        for row in form["资金"]:
            # The label box of the funds block covers two columns.
            yield row["line"], [row[name]["raw"] for name in FUNDS], 2
        for row in form["指标"]:
            yield row["line"], [row[name]["raw"] for name in INDICATOR], 1
        # The box “总分” covers six columns.
        yield form["总分"]["line"], [form["总分"][name]["raw"] for name in ("分值", "得分")], 6
    for row in document.get("评分表", {}).get("items", []):
        yield row["line"], [row["分值"]["raw"], row["自评得分"]["raw"]], 2


def figures_with_their_own_line(node):
    """(line, raw) of every figure that names its line itself."""
    if isinstance(node, dict):
        if isinstance(node.get("raw"), str) and isinstance(node.get("line"), int):
            yield node["line"], node["raw"]
        for key, value in node.items():
            if key not in ("备注", "脚注", "填报单位盖章", "年度总体目标"):
                yield from figures_with_their_own_line(value)
    elif isinstance(node, list):
        for value in node:
            yield from figures_with_their_own_line(value)


@pytest.mark.parametrize("name", AT_LEAST)
def test_every_figure_is_where_the_map_says(name, workbooks, seeds):
    book = openpyxl.load_workbook(workbooks / "examples" / f"{name}.xlsx")
    where = json.loads((workbooks / "facts" / "cells" / f"{name}.json").read_text(encoding="utf-8"))
    document = json.loads((seeds / f"{name}.forms.json").read_text(encoding="utf-8"))
    wrong, checked = [], 0

    def check(cell, raw, line):
        if not same(cell, raw):
            wrong.append((line, cell.parent.title, cell.coordinate, shown(cell), raw))

    for line, raw in figures_with_their_own_line({key: document[key] for key in document if "narrative" not in key}):
        sheet, address = where[str(line)]
        check(book[sheet][address], raw, line)
        checked += 1
    for line, raws, step in rows_with_their_own_line(document):
        sheet, address = where[str(line)]
        start = book[sheet][address]
        for offset, raw in enumerate(raws):
            check(start.offset(column=offset + step), raw, line)
            checked += 1
    assert not wrong
    assert checked >= AT_LEAST[name]


@pytest.mark.parametrize("name", AT_LEAST)
def test_every_checkable_line_of_a_table_has_a_cell(name, workbooks, seeds):
    """The truth about a table names document lines; each must lead to a cell, or to running text that is not here."""
    where = json.loads((workbooks / "facts" / "cells" / f"{name}.json").read_text(encoding="utf-8"))
    truth = json.loads((seeds / f"{name}.truth.json").read_text(encoding="utf-8"))["items"]
    families = ("F", "W", "S", "T", "B", "P", "K", "R")
    lost = []
    for item in truth:
        lines = item["line"] if isinstance(item["line"], list) else [item["line"]]
        running_text = "正文" in item["where"] or item["id"] in IN_RUNNING_TEXT
        if item["rule"].startswith(families) and not running_text and not any(str(line) in where for line in lines):
            lost.append((item["id"], item["where"], lines))
    assert not lost
