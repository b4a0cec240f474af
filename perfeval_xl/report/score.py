"""The recomputed scores for people and programs: an aligned table, and JSON described by ``score.schema.json``."""

from collections.abc import Iterator
from decimal import Decimal

from ..core.money import plain, round_half_up
from ..domain.forms import KIND_NAMES, SCORING_TABLE
from ..rules.score_sheet import STATED, ScoreReport, ScoreRow, ScoreSheet
from .json import head, written
from .table import aligned, one_line
from .verdict import painter, partly

SCHEMA = "perfeval-xl/score/1"
_YELLOW, _BOLD = "33", "1"
_COLUMNS = ("指标", "指标值", "完成值", "分值", "填报", "复算", "差", "说明")
_STANDARD_COLUMNS = ("指标", "评分标准", "数据", *_COLUMNS[3:])
_LIMITS = (28, 20, 20, 8, 8, 8, 8, 120)
_FIGURES = (3, 4, 5, 6)


def as_text(report: ScoreReport, colour: bool = False) -> str:
    """Form by form a table of its rows and a line of its totals. *colour*: with ANSI colours, for a terminal."""
    paint = painter(colour)
    lines = [f"{paint(report.path, _BOLD)}（方案 {report.profile}）"]
    for sheet in report.sheets:
        lines += ["", *_sheet(sheet, paint)]
    return "\n".join(lines)


def _sheet(sheet: ScoreSheet, paint) -> Iterator[str]:
    told = [f"“{sheet.sheet}”{sheet.box.a1}  {sheet.key}", f"{sheet.year} 年度" if sheet.year else "年度不明"]
    yield paint(one_line("，".join([*told, sheet.unit_name or "单位不明"])), _BOLD)
    if sheet.missing:
        yield f"  {one_line(partly(sheet.missing))}"
    if not sheet.rows:
        yield "  没有分值和得分，无从复算"
        return
    head = _STANDARD_COLUMNS if sheet.kind == SCORING_TABLE else _COLUMNS
    lines = aligned([head, *map(_cells, sheet.rows), _total(sheet)], _LIMITS, _FIGURES)
    marked = [False, *(bool(row.difference) for row in sheet.rows), False]
    yield from (f"  {paint(line, _YELLOW) if differs else line}" for line, differs in zip(lines, marked))


def _cells(row: ScoreRow) -> tuple[str, ...]:
    figures = (_figure(row.weight), _figure(row.stated), _figure(row.computed), _signed(row.difference))
    return (row.indicator, row.target, row.actual, *figures, row.reason)


def _total(sheet: ScoreSheet) -> tuple[str, ...]:
    figures = (_figure(sheet.weight_total), _figure(sheet.stated_total), _figure(sheet.computed_total))
    return ("总分", "", "", *figures, _signed(sheet.difference), _totals_in_words(sheet))


def _totals_in_words(sheet: ScoreSheet) -> str:
    """“填报 98 分（优），复算 96.1 分（优）；2 项由人评定，照填报分计”."""
    stated = "没有填报总分" if sheet.stated_total is None else f"填报 {plain(sheet.stated_total)} 分（{sheet.stated_grade}）"
    if sheet.computed_total is None:
        return f"{stated}，得分不全，无从复算"
    by_person = sum(row.state == STATED for row in sheet.rows)
    kept = f"；{by_person} 项不能复算，照填报分计" if by_person else ""
    return f"{stated}，复算 {_figure(sheet.computed_total)} 分（{sheet.computed_grade}）{kept}"


def _figure(number: Decimal | None) -> str:
    """A score as a person writes it; a third of a merged 分值 with two decimals."""
    return "" if number is None else plain(round_half_up(number, 2))


def _signed(number: Decimal | None) -> str:
    return "" if not number else ("+" if number > 0 else "") + _figure(number)


# -- JSON ------------------------------------------------------------------------------------------------------------


def as_json(report: ScoreReport) -> str:
    """The report as indented JSON."""
    return written(document(report))


def document(report: ScoreReport) -> dict:
    """The report as plain dictionaries and lists (``perfeval-xl/score/1``)."""
    entry = {
        **head(SCHEMA),
        "path": report.path,
        "sha256": report.sha256,
        "profile": report.profile,
        "forms": [_form(sheet) for sheet in report.sheets],
    }
    if report.reason:
        entry["reason"] = report.reason
    return entry


def _form(sheet: ScoreSheet) -> dict:
    entry = {
        "kind": sheet.kind,
        "kind_name": KIND_NAMES[sheet.kind],
        "key": sheet.key,
        "sheet": sheet.sheet,
        "range": sheet.box.a1,
        "title": sheet.title,
        "unit_name": sheet.unit_name,
        "year": sheet.year,
        "weight_total": _number(sheet.weight_total),
        "stated_total": _number(sheet.stated_total),
        "computed_total": _number(sheet.computed_total),
        "difference": _number(sheet.difference),
        "stated_grade": sheet.stated_grade,
        "computed_grade": sheet.computed_grade,
        "rows": [_row(row) for row in sheet.rows],
    }
    if sheet.missing:
        entry["missing"] = list(sheet.missing)
    return entry


def _row(row: ScoreRow) -> dict:
    return {
        "kind": row.kind,
        "cell": row.field.cell if row.field is not None else None,
        "level1": row.level1,
        "level2": row.level2,
        "indicator": row.indicator,
        "target": row.target,
        "actual": row.actual,
        "weight": _number(row.weight),
        "stated_score": _number(row.stated),
        "computed_score": _number(row.computed),
        "difference": _number(row.difference),
        "state": row.state,
        "reason": row.reason,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


RENDERERS = {"text": as_text, "json": as_json}
