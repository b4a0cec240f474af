"""Names for the cells of a form, in the field's words: “整体/资金/年度资金总额/全年执行数”.

Golden maps and planted errors speak of fields, never of addresses, so a moved form does not touch them.
"""

from perfeval_xl.core.cells import Field
from perfeval_xl.domain.forms import (
    BASE_DATA,
    FINAL_ACCOUNT,
    GOAL_TABLE,
    PROJECT,
    SCORING_TABLE,
    UNIT_PROFILE,
    WHOLE,
)
from perfeval_xl.domain.inputs import INPUTS

FUND_ROLES = {"年度资金总额": "total", "当年财政拨款": "current", "上年结转": "carried_over", "其他资金": "other"}
FUND_COLUMNS = {
    "年初预算数": "initial_budget",
    "全年预算数": "annual_budget",
    "全年执行数": "executed",
    "分值": "weight",
    "执行率": "rate",
    "得分": "score",
}
NATURE_ROLES = {
    "合计": "total",
    "一般公共预算": "general_public_budget",
    "政府性基金": "government_fund",
    "专户非税": "special_account",
    "其他资金": "other",
    "基本支出": "basic",
    "项目支出": "project",
}
INDICATOR_COLUMNS = {
    "名称": "name",
    "指标值": "target",
    "完成值": "actual",
    "分值": "weight",
    "得分": "score",
    "原因": "reason",
    "标准": "standard",
}
SINGLE_FIELDS = {
    "标题": "title",
    "单位名称": "unit_name",
    "填报单位": "reporting_unit",
    "项目名称": "project_name",
    "主管部门": "supervisor",
    "预期目标": "expected_goals",
    "实际完成情况": "achieved_goals",
    "总分分值": "total_weight",
    "总分得分": "total_score",
    "等级": "grade",
    "综合得分": "self_score",
}
INPUT_NAMES = {label: name for name, label in INPUTS.items()}
# Goal tables by their key; the unit profile by the sheet, for its blocks often stand in several.
OTHER_FORMS = {"评分表": SCORING_TABLE, "基础数据表": BASE_DATA}
AMOUNT_COLUMNS = {
    "金额": "amount",
    "合计": "total",
    "财政拨款": "fiscal",
    "上级补助": "superior",
    "事业收入": "business",
    "经营": "operating",
    "附属单位": "affiliated",
    "其他收入": "other",
    "基本支出": "basic",
    "项目支出": "project",
    "一般公共": "general",
    "政府性基金": "fund",
    "国资": "state_capital",
    "年初": "opening",
    "收入": "income",
    "年末": "closing",
}


def locate(forms, path: str) -> Field:
    """The field that *path* names. Raises LookupError with the path when there is none."""
    form_name, *steps = path.split("/")
    found = _in_form(_form(forms, form_name), steps)
    if found is None:
        raise LookupError(path)
    return found


def _form(forms, name: str):
    if name == "整体":
        return _first(form for form in forms if form.kind == WHOLE)
    if name.startswith("项目:"):
        return _first(f for f in forms if f.kind == PROJECT and f.project_name and f.project_name.text == name[3:])
    if name in OTHER_FORMS:
        return _first(form for form in forms if form.kind == OTHER_FORMS[name])
    if name in ("定性目标", "定量目标"):
        return _first(form for form in forms if form.kind == GOAL_TABLE and form.key == f"{name}表")
    return _first(
        form
        for form in forms
        if form.kind == FINAL_ACCOUNT and form.key == name or form.kind == UNIT_PROFILE and form.sheet == name
    )


def _first(items):
    try:
        return next(iter(items))
    except StopIteration:
        raise LookupError("没有这张表") from None


def _in_form(form, steps):
    part, *rest = steps
    if part in SINGLE_FIELDS:
        return getattr(form, SINGLE_FIELDS[part])
    return _PARTS[part](form, *rest)


def _fund(form, row, column):
    return getattr(_first(r for r in form.funds if r.role == FUND_ROLES[row]), FUND_COLUMNS[column])


def _nature(side):
    def find(form, role):
        return _first(item.amount for item in getattr(form, side) if item.role == NATURE_ROLES[role])

    return find


def _indicator(form, name, column):
    """``name`` may be cut short with a trailing … where the printed one is long; “#2” behind it is the second of that name."""
    name, _, number = name.partition("#")
    wanted = name.removesuffix("…")
    found = [i for i in form.indicators if _same(i.name.text, wanted, name)]
    return getattr(_first(found[int(number or 1) - 1:]), INDICATOR_COLUMNS[column])


def _same(text, wanted, name):
    text = "".join(text.split())
    return text.startswith(wanted) if name.endswith("…") else text == wanted


def _heading(form, name):
    return _first(heading.field for heading in form.headings if heading.name == name)


def _second_heading(form, name):
    return _first(i.level2.field for i in form.indicators if i.level2 is not None and i.level2.name == name)


def _signature(form, label):
    return _first(s.field for s in form.signatures if s.label == label)


def _note(form, index):
    return form.notes[int(index)]


def _row(form, code, column):
    if column in ("代码", "名称"):
        row = _first(row for row in form.rows if row.code == code)
        col, text = (row.code_col, row.code) if column == "代码" else (row.name_col, row.name)
        return Field(row.sheet, row.row, col, text)
    return _first(row.amounts for row in form.rows if row.code == code)[AMOUNT_COLUMNS[column]]


def _total(form, column):
    return form.total.amounts[AMOUNT_COLUMNS[column]]


def _line(side):
    def find(form, name, column="金额"):
        line = _first(line for line in form.lines if line.side == side and line.name == name)
        return line.number if column == "行次" else line.amounts[AMOUNT_COLUMNS[column]]

    return find


def _figure(form, name):
    """Of a unit profile or base data table by the input's Chinese name; the first of several institutions."""
    return form.figures[INPUT_NAMES[name]][0] if name in INPUT_NAMES else form.figures[name]


def _goal(side):
    """A goal of a 定量目标表 by its category: “数量指标#3” is the third cell of that category."""

    def find(form, category):
        category, _, number = category.partition("#")
        cells = list({getattr(item, side).place: getattr(item, side) for item in form.items if item.category == category}.values())
        return _first(cells[int(number or 1) - 1:])

    return find


def _text(form, words):
    """The first text cell that begins with these words, white space aside."""
    return _first(field for field in form.texts if "".join(field.text.split()).startswith(words))


_PARTS = {
    "资金": _fund,
    "收入性质": _nature("income"),
    "支出性质": _nature("expenditure"),
    "指标": _indicator,
    "一级标题": _heading,
    "二级标题": _second_heading,
    "签字": _signature,
    "注": _note,
    "行": _row,
    "合计": _total,
    "收入侧": _line("income"),
    "支出侧": _line("expenditure"),
    "数": _figure,
    "目标": _goal("target"),
    "完成情况": _goal("actual"),
    "文字": _text,
}
