"""One submission whose every figure agrees, and the same with a few cells changed: what the cases of F, W and S start from.

    forms = submission()                                        # 整体、两张项目表、两张决算表、正文
    forms = submission({"整体": {"indicators": [...]}})          # another content for a form
    forms = changed(forms, {"整体/资金/年度资金总额/执行率": "99%"})  # cells named as in tests/support/locate.py

An indicator is a row 一级|二级|三级|指标值|完成值|分值|得分|原因, as a list; an empty 一级 or 二级 carries on from above, and “↑” is
a cell merged with the one above it. A cell's text “#DIV/0!” is an error value, “未缓存” a formula without a value.
"""

from collections.abc import Mapping

from perfeval_xl.core.book import UNCACHED, CellError
from perfeval_xl.core.cells import Box, Field
from perfeval_xl.core.money import MONEY_UNITS, read_number
from perfeval_xl.domain.forms import (
    FINAL_ACCOUNT,
    NARRATIVE,
    PROJECT,
    WHOLE,
    FinalAccount,
    FundRow,
    Heading,
    Indicator,
    Line,
    NatureItem,
    SelfEvaluation,
    SubjectRow,
)
from perfeval_xl.domain.narrative import Narrative
from tests.support.locate import FUND_COLUMNS, FUND_ROLES, NATURE_ROLES, locate

BOX = Box(0, 0, 99, 20)
NOTE = "备注：得分=绩效目标实现比例*分值，得分精确到小数点后一位。一级指标分值：产出指标50分、效益指标30分、满意度指标10分，预算执行率10分。"
REASON = "乡镇窗口上半年未联网，三季度已全部接通。"

SPECIFICATION = {
    "整体": {
        "kind": WHOLE,
        "funds": {"年度资金总额": ["1000.00", "960.00", "950.00", "10", "98.96%", "9.9"]},
        "income": {"合计": "950.00", "一般公共预算": "900.00", "政府性基金": "20.00", "专户非税": "", "其他资金": "30.00"},
        "expenditure": {"合计": "950.00", "基本支出": "600.00", "项目支出": "350.00"},
        "headings": {"产出指标": "50", "效益指标": "30", "满意度指标": "10"},
        "indicators": [
            ["产出指标", "数量指标", "办件受理量", "≥40万件", "42万件", "15", "15", ""],
            ["", "质量指标", "按时办结率", "≥95%", "90%", "15", "14.2", REASON],
            ["", "时效指标", "平均办理时长", "≤3天", "2天", "10", "10", ""],
            ["", "成本指标", "整体支出成本", "≤1000.00万元", "950.00万元", "10", "10", ""],
            ["效益指标", "经济效益指标", "政策兑现率", "≥90%", "92%", "15", "15", ""],
            ["", "社会效益指标", "重点工作推进情况", "完成", "完成", "15", "15", ""],
            ["满意度指标", "服务对象满意度指标", "群众满意度", "≥95%", "96%", "5", "5", ""],
            ["", "", "企业满意度", "≥95%", "95.5%", "5", "5", ""],
        ],
        "total": ["100", "99.1"],
        "grade": "优",
        "notes": [NOTE],
        "features": ["proportional_note", "one_decimal", "funds_by_nature"],
    },
    "项目:大厅运行经费": {
        "kind": PROJECT,
        "funds": {
            "年度资金总额": ["260.00", "250.00", "250.00", "10", "100%", "10"],
            "当年财政拨款": ["240.00", "230.00", "230.00", "—", "100%", "—"],
            "上年结转": ["20.00", "20.00", "20.00", "—", "—", "—"],
            "其他资金": ["", "", "", "", "", ""],
        },
        "headings": {"产出指标": "60", "效益指标": "30"},
        "indicators": [
            ["产出指标", "数量指标", "设备维护台数", "≥120台", "126台", "60", "60", ""],
            ["效益指标", "社会效益指标", "群众环境满意度", "≥95%", "96%", "30", "30", ""],
        ],
        "total": ["100", "100"],
    },
    "项目:平台建设": {
        "kind": PROJECT,
        "funds": {"年度资金总额": ["100.00", "100.00", "100.00", "10", "100%", "10"]},
        "headings": {"产出指标": "90"},
        "indicators": [["产出指标", "数量指标", "系统接入数", "≥12个", "12个", "90", "90", ""]],
        "total": ["100", "100"],
    },
    "收入支出决算总表": {
        "table": "income_expenditure_total",
        "income": {
            "一般公共预算财政拨款收入": "900.00",
            "政府性基金预算财政拨款收入": "20.00",
            "其他收入": "30.00",
            "本年收入合计": "950.00",
        },
        "expenditure": {"本年支出合计": "950.00"},
    },
    "支出决算表": {"table": "expenditure", "total": {"total": "950.00", "basic": "600.00", "project": "350.00"}},
    "正文": {
        "facts": {
            "年初预算数": "1000.00",
            "全年预算数": "960.00",
            "全年执行数": "950.00",
            "基本支出": "600.00",
            "项目支出": "350.00",
            "自评得分": "99.1",
        }
    },
}


def submission(changes: Mapping[str, dict] | None = None, drop: tuple[str, ...] = ()) -> tuple:
    """The typed forms. *changes* replaces entries of SPECIFICATION by form; *drop* are forms that were not submitted."""
    changes = changes or {}
    assert not set(changes) - set(SPECIFICATION), changes
    specified = {name: entry | changes.get(name, {}) for name, entry in SPECIFICATION.items() if name not in drop}
    return tuple(_form(name, entry) for name, entry in specified.items())


def changed(forms: tuple, cells: Mapping[str, str]) -> tuple:
    """The forms with the cells that the paths name showing other texts."""
    for old, text in [(locate(forms, path), text) for path, text in cells.items()]:
        forms = _replaced(forms, old.place, cell(old.sheet, old.row, old.col, text, old.label, old.unit))
    return forms


def cell(sheet: str, row: int, col: int, text: str, label: str = "", unit: str = "") -> Field:
    """A cell as recognition hands it on: amounts in 万元, rates in percentage points."""
    bad = UNCACHED if text == "未缓存" else CellError(text) if text.startswith("#") else None
    number = None if bad else read_number(text.removesuffix("%").removesuffix("分"))
    if unit and number is not None:
        number *= MONEY_UNITS[unit]
    return Field(sheet, row, col, text, number, label, unit, bad)


def _form(name: str, entry: dict):
    if "table" in entry:
        return _account(name, entry)
    if "facts" in entry:
        facts = {each: (cell(name, row, 2, text, each),) for row, (each, text) in enumerate(entry["facts"].items(), 2)}
        return Narrative(NARRATIVE, name, BOX, cell(name, 0, 0, "绩效自评报告"), facts)
    return self_evaluation(name, **entry)


def _account(name: str, entry: dict) -> FinalAccount:
    common = {"kind": FINAL_ACCOUNT, "table": entry["table"], "sheet": name, "box": BOX, "title": cell(name, 0, 0, name)}
    if "total" in entry:
        amounts = {role: cell(name, 5, col, text, role, "万元") for col, (role, text) in enumerate(entry["total"].items(), 2)}
        return FinalAccount(**common, total=SubjectRow("", "合计", amounts, name, 5, 0, 1))
    lines = [
        Line(side, each, each, {"amount": cell(name, row, col + 1, text, each, "万元")}, name, row, col)
        for col, side in ((0, "income"), (3, "expenditure"))
        for row, (each, text) in enumerate(entry[side].items(), 4)
    ]
    return FinalAccount(**common, lines=tuple(lines))


def self_evaluation(
    name: str,
    kind: str = WHOLE,
    funds: Mapping[str, list[str]] = {},
    income: Mapping[str, str] = {},
    expenditure: Mapping[str, str] = {},
    headings: Mapping[str, str] = {},
    indicators: list[list[str]] = (),
    total: list[str] = (),
    grade: str | None = None,
    notes: list[str] = (),
    features: list[str] = (),
    unit: str = "万元",
    without: list[str] = (),
) -> SelfEvaluation:
    """One form. *headings* are the weights that first-level headings state ("" for none); *without* are columns of the
    indicators that the layout does not have (“reason”, “weight” …)."""
    project = cell(name, 1, 1, name.partition(":")[2], "项目名称") if kind == PROJECT else None
    rows = _indicators(name, indicators, headings, without)
    first_level = {row.level1.field.place: row.level1 for row in rows if row.level1 is not None}
    return SelfEvaluation(
        kind,
        name,
        BOX,
        cell(name, 0, 0, "2024年度绩效自评表"),
        project_name=project,
        unit=unit,
        funds=tuple(_fund(name, row, label, figures, unit) for row, (label, figures) in enumerate(funds.items(), 3)),
        income=_nature(name, 2, income, unit),
        expenditure=_nature(name, 5, expenditure, unit),
        indicators=tuple(rows),
        headings=tuple(first_level.values()),
        total_weight=cell(name, 60, 6, total[0], "总分·分值") if total else None,
        total_score=cell(name, 60, 7, total[1], "总分·得分") if total else None,
        grade=cell(name, 61, 1, grade, "评价等级") if grade is not None else None,
        notes=tuple(cell(name, 62 + i, 0, note) for i, note in enumerate(notes)),
        features=frozenset(features),
    )


def _fund(sheet: str, row: int, name: str, figures: list[str], unit: str) -> FundRow:
    fields = {
        column: cell(sheet, row, col, text, f"{name}·{header}", unit if col < 6 else "")
        for col, ((header, column), text) in enumerate(zip(FUND_COLUMNS.items(), figures), 3)
    }
    role = FUND_ROLES[name]
    return FundRow(role, cell(sheet, row, 2, name if role != "current" else f"其中：{name}"), **fields)


def _nature(sheet: str, col: int, figures: Mapping[str, str], unit: str) -> tuple[NatureItem, ...]:
    return tuple(
        NatureItem(NATURE_ROLES[name], name, cell(sheet, row, col, text, name, unit))
        for row, (name, text) in enumerate(figures.items(), 12)
    )


COLUMNS = ("level1", "level2", "name", "target", "actual", "weight", "score", "reason")
LABELS = dict(zip(COLUMNS, ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")))


def _indicators(sheet: str, rows: list[list[str]], weights: Mapping[str, str], without: list[str]) -> list[Indicator]:
    found = []
    levels = {}
    above = {}
    for row, texts in enumerate(rows, 20):
        fields = {}
        for col, (column, text) in enumerate(zip(COLUMNS, texts)):
            merged = text == "↑"
            fields[column] = above[column] if merged else cell(sheet, row, col, text, f"{texts[2]}·{LABELS[column]}")
        above = fields
        for level in ("level1", "level2"):
            if fields[level].text:
                levels[level] = _heading(fields[level], weights)
        kept = {column: field for column, field in fields.items() if column not in (*without, "level1", "level2")}
        found.append(Indicator(row, level1=levels.get("level1"), level2=levels.get("level2"), **kept))
    return found


def _heading(field: Field, weights: Mapping[str, str]) -> Heading:
    """“质量指标” or, for a second-level heading with a weight of its own, “质量指标（20分）”."""
    name, _, stated = field.text.partition("（")
    stated = stated.removesuffix("分）") or weights.get(name, "")
    return Heading(name, read_number(stated) if stated else None, field._replace(label=name))


def _replaced(value, place: tuple, new: Field):
    """*value* with every Field at *place* exchanged, however deep it stands."""
    if isinstance(value, Field):
        return new if value.place == place else value
    if isinstance(value, tuple):
        parts = [_replaced(part, place, new) for part in value]
        return value._make(parts) if hasattr(value, "_make") else tuple(parts)
    if isinstance(value, Mapping):
        return {key: _replaced(part, place, new) for key, part in value.items()}
    return value
