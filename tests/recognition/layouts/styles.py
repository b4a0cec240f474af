"""Lays a content out in a style: which columns in which order, merged or not, which labels, which unit."""

from decimal import Decimal
from typing import NamedTuple

from .content import Content
from .page import Page

_HEADINGS = {
    "level1": "一级指标",
    "level2": "二级\n指标",
    "name": "三级指标",
    "sign": "指标性质",
    "value": "指标值",
    "unit": "度量单位",
    "target": "年度\n指标值",
    "actual": "实际\n完成值",
    "weight": "分值",
    "score": "得分",
    "reason": "偏差原因分析及改进措施",
}


class Style(NamedTuple):
    """How a form is laid out. The default is the standard form of the Ministry with Hunan's blocks."""

    columns: tuple = ("level1", "level2", "name", "target", "actual", "weight", "score", "reason")
    headings: dict = _HEADINGS
    two_row_header: bool = False  # 年度指标值 over 指标性质｜指标值｜度量单位
    merged: bool = True
    bracket: str = "{}\n（{}分）"  # of a first-level heading and its weight; "" without
    repeat_levels: bool = False  # first- and second-level cells filled in every row
    title: str = "{year}年度{kind}绩效自评表"
    unit: str = "万元"
    unit_place: str = "corner"  # corner | line | nowhere
    unit_label: str = "区级预算部门名称"
    project_label: str = "项目支出名称"
    supervisor_label: str = "主管部门"
    implementer_label: str = "实施单位"
    fund_columns: tuple = ("initial", "annual", "executed", "weight", "rate", "score")
    fund_headings: tuple = ("年初\n预算数", "全年\n预算数", "全年\n执行数", "分值", "执行率", "得分")
    natures: str = "inside"  # inside the label's cell | beside it | stacked
    goal_labels: tuple = ("预期目标", "实际完成情况")
    weight_suffix: str = ""
    name_prefix: str = ""
    signs: tuple = ()  # pairs of characters replaced in signs
    total_label: str = "总分"
    grade_place: str = "row"  # row | total | inside
    signature: str = "one"  # one cell | cells
    numbers: bool = True  # amounts, weights and scores as numbers


STANDARD = Style()


def lay_out(content: Content, style: Style = STANDARD) -> Page:
    page = Page()
    last = len(style.columns)
    row = _head(page, content, style, last)
    row = _funds(page, content, style, row)
    row = _natures(page, content, style, row, last)
    row = _goals(page, content, style, row, last)
    row = _indicators(page, content, style, row)
    _closing(page, content, style, row, last)
    return page if style.merged else _unmerged(page)


def _unmerged(page: Page) -> Page:
    page.merges = []
    return page


def _head(page: Page, content: Content, style: Style, last: int) -> int:
    whole = content.kind.startswith("whole")
    if style.title:
        kind = "部门整体支出" if whole else "项目支出"
        page.put(0, 0, style.title.format(year=content.year, kind=kind), right=last)
    row = 1
    if style.unit_place == "line" or "{year}" not in style.title:
        year = "" if "{year}" in style.title else f"（{content.year}年度）"
        unit = f"金额单位：{style.unit}" if style.unit_place == "line" else ""
        page.put(row, 0, f"填报单位：（盖章）       {year}   {unit}", right=last)
        row += 1
    if whole:
        page.put(row, 0, style.unit_label, right=2)
        page.put(row, 3, content.unit_name, right=last)
        return row + 1
    page.put(row, 0, style.project_label, right=1)
    page.put(row, 2, content.project_name, right=last)
    page.put(row + 1, 0, style.supervisor_label, right=1)
    page.put(row + 1, 2, content.supervisor, right=4)
    page.put(row + 1, 5, style.implementer_label, right=6)
    page.put(row + 1, 7, content.unit_name, right=last)
    return row + 2


def _funds(page: Page, content: Content, style: Style, row: int) -> int:
    unit = f"\n（{style.unit}）" if style.unit_place == "corner" else ""
    natures = 5 if content.income else 0
    page.put(row, 0, f"年度预\n算申请{unit}", bottom=row + len(content.funds) + natures)
    for col, heading in enumerate(style.fund_headings, 3):
        page.put(row, col, heading)
    for offset, (_, label, initial, annual, executed, weight, rate, score) in enumerate(content.funds, 1):
        page.put(row + offset, 1, label, right=2)
        values = {
            "initial": amount(initial, style),
            "annual": amount(annual, style),
            "executed": amount(executed, style),
            "weight": points(weight, style),
            "rate": rate,
            "score": points(score, style),
        }
        for col, role in enumerate(style.fund_columns, 3):
            page.put(row + offset, col, values[role])
    return row + 1 + len(content.funds)


def _natures(page: Page, content: Content, style: Style, row: int, last: int) -> int:
    for side, col in ((content.income, 1), (content.expenditure, 5)):
        start = row
        if style.natures == "stacked" and col == 5:
            start, col = row + len(content.income), 1
        for offset, (_, label, figure) in enumerate(side):
            shown = figure and str(amount(figure, style))
            among = "其中：  " if offset == 1 else ""
            if style.natures == "beside":
                page.put(start + offset, col, among + label, right=col + 1)
                page.put(start + offset, col + 2, amount(figure, style))
            else:
                page.put(start + offset, col, f"{among}{label}：{shown}", right=col + 3)
    height = max(len(content.income), len(content.expenditure))
    return row + (len(content.income) + len(content.expenditure) if style.natures == "stacked" else height)


def _goals(page: Page, content: Content, style: Style, row: int, last: int) -> int:
    page.put(row, 0, "年度总体目标", bottom=row + 1)
    page.put(row, 1, style.goal_labels[0], right=4)
    page.put(row, 5, style.goal_labels[1], right=last)
    page.put(row + 1, 1, content.expected_goals, right=4)
    page.put(row + 1, 5, content.achieved_goals, right=last)
    return row + 2


def _indicators(page: Page, content: Content, style: Style, row: int) -> int:
    top = row
    split = ("sign", "value", "unit")
    if style.two_row_header:
        first = style.columns.index("sign") + 1
        page.put(row, 1, "绩效指标", right=3)
        page.put(row, first, "年度指标值", right=first + 2)
        row += 1
    for col, role in enumerate(style.columns, 1):
        upper = style.two_row_header and role not in (*split, "level1", "level2", "name")
        page.put(row - 1 if upper else row, col, style.headings[role], bottom=row)
    first_row = row + 1
    for row, item in enumerate(content.items, first_row):
        for col, role in enumerate(style.columns, 1):
            page.put(row, col, *_cell(content, style, role, item, row - first_row, row))
    page.put(top, 0, "绩\n效\n指\n标", bottom=row)
    return row + 1


def _cell(content: Content, style: Style, role: str, item, index: int, row: int) -> tuple:
    """(value, last row of its merge) of one cell of the indicator block."""
    if role in ("level1", "level2"):
        texts = [(other.level1, role == "level2" and other.level2) for other in content.items]
        if index and texts[index - 1] == texts[index] and not style.repeat_levels:
            return "", row
        text = item.level2 if role == "level2" else _heading(content, style, item.level1)
        same = next((i for i, t in enumerate(texts[index:]) if t != texts[index]), len(texts) - index)
        return text, row if style.repeat_levels else row + same - 1
    sign = item.sign
    for old, new in style.signs:
        sign = sign.replace(old, new)
    value = {
        "name": style.name_prefix.format(index + 1) + item.name,
        "sign": sign,
        "value": number(item.value, style),
        "unit": item.unit,
        "target": sign + item.value + item.unit,
        "actual": item.actual,
        "weight": points(item.weight, style),
        "score": points(item.score, style),
        "reason": item.reason,
    }[role]
    return value, row


def _heading(content: Content, style: Style, name: str) -> str:
    return style.bracket.format(name, content.level1_weights[name]) if style.bracket else name


def _closing(page: Page, content: Content, style: Style, row: int, last: int) -> None:
    weight_col = style.columns.index("weight") + 1 if "weight" in style.columns else None
    score_col = style.columns.index("score") + 1 if "score" in style.columns else None
    page.put(row, 0, style.total_label, right=min(c for c in (weight_col, score_col, last) if c) - 1)
    if weight_col:
        page.put(row, weight_col, number(content.total[0], style))
    if score_col:
        page.put(row, score_col, number(content.total[1], style))
    if style.grade_place == "total":
        page.put(row, last, content.grade)
    elif style.grade_place == "inside":
        row += 1
        page.put(row, 0, f"自评等级：{content.grade}", right=last)
    else:
        row += 1
        page.put(row, 0, "评价等级", right=3)
        page.put(row, 4, content.grade, right=last)
    page.put(row + 1, 0, content.note, right=last)
    if style.signature == "one":
        page.put(row + 2, 0, "  ".join(f"{label}：{text}" for label, text in content.signatures), right=last)
    else:
        for i, (label, text) in enumerate(content.signatures):
            page.put(row + 2, 2 * i, label + "：")
            page.put(row + 2, 2 * i + 1, text)


def amount(text: str, style: Style):
    """An amount of the content, which is in 万元, as it stands in a form of the style's unit."""
    if not text:
        return ""
    value = Decimal(text) * (10000 if style.unit == "元" else 1)
    return number(f"{value:f}", style)


def points(text: str, style: Style):
    return text and (f"{text}{style.weight_suffix}" if style.weight_suffix else number(text, style))


def number(text: str, style: Style):
    return float(text) if style.numbers and text else text
