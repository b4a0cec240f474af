"""A rule-scored table and what it is scored by, from plain words; and the cases of a rule from cases/scoring/CODE.toml.

A case may say: ``items`` of the 评分表, each with name, standard, weight, score, reason, result, level1, level2 (“↑”: merged with
the cell above); its ``total`` [分值, 得分], ``notes`` and ``year``; ``profile_figures`` and ``base_figures`` by the names of
domain.inputs (a list: several institutions); ``self_score``, ``grade``, and ``texts`` of the unit profile, row by row;
``goals`` of a 定量目标表; ``funds`` of the 整体自评表 and ``three_public`` of the published accounts.

A finding is expected as “level place”: ``error 资金结余/score``, ``warning profile:surplus``, ``error total/score``.
"""

import tomllib
from pathlib import Path

import pytest

from perfeval_xl.core.book import CellError
from perfeval_xl.core.cells import Box, Field
from perfeval_xl.core.findings import Unchecked
from perfeval_xl.core.money import MONEY_UNITS, read_number
from perfeval_xl.core.profiles import load_profile
from perfeval_xl.domain.forms import (
    BASE_DATA,
    FINAL_ACCOUNT,
    GOAL_TABLE,
    SCORING_TABLE,
    UNIT_PROFILE,
    WHOLE,
    FinalAccount,
    FundRow,
    GoalItem,
    GoalTable,
    Heading,
    SelfEvaluation,
)
from perfeval_xl.domain.inputs import INPUTS
from perfeval_xl.domain.unit_forms import ScoringItem, ScoringTable, UnitFigures
from perfeval_xl.rules.catalogue import catalogue
from perfeval_xl.rules.context import Context

CASES = Path(__file__).parent / "cases" / "scoring"
COLUMNS = ("name", "standard", "weight", "score", "reason", "result")
BOX = Box(0, 0, 99, 20)
# Inputs that are no amounts of money.
BARE = ("staff", "staff_quota", "building_approved", "building_actual")
RATES = ("staff_rate", "card_rate", "satisfaction")


class Cells:
    """Hands out the cells of one sheet and remembers what the case calls them."""

    def __init__(self, sheet: str, places: dict):
        self.sheet, self.places = sheet, places

    def field(self, row: int, col: int, text, name: str, label: str = "", unit: str = "") -> Field:
        text = str(text)
        bad = CellError(text) if text.startswith("#") else None
        number = None if bad else read_number(text.removesuffix("%").removesuffix("分"))
        if unit and number is not None:
            number *= MONEY_UNITS[unit]
        field = Field(self.sheet, row, col, text, number, label, unit, bad)
        self.places.setdefault(field.place, name)
        return field


def build(case: dict) -> tuple[tuple, dict]:
    """The forms of a case, and what each of their cells is called."""
    places, forms = {}, []
    if "profile_figures" in case or "self_score" in case or "texts" in case:
        forms.append(_profile(case, Cells("收支情况", places)))
    if "base_figures" in case:
        forms.append(_figures(BASE_DATA, case["base_figures"], case, Cells("基础数据", places), "base"))
    if "goals" in case:
        forms.append(_goals(case["goals"], Cells("定量目标", places)))
    if "items" in case:
        forms.append(_table(case, Cells("评分表", places)))
    if "funds" in case:
        forms.append(_whole(case["funds"], Cells("整体自评表", places)))
    if "three_public" in case:
        forms.append(_three_public(case["three_public"], Cells("三公", places)))
    return tuple(forms), places


def _table(case: dict, cells: Cells) -> ScoringTable:
    items, above, levels, headings = [], {}, {}, {}
    for row, entry in enumerate(case["items"], 3):
        fields = {
            column: above[column] if entry.get(column) == "↑" else cells.field(
                row, col, entry.get(column, ""), f"{entry['name']}/{column}", f"{entry['name']}·{column}"
            )
            for col, column in enumerate(COLUMNS, 2)
        }
        above = fields
        for col, level in enumerate(("level1", "level2")):
            if level in entry:
                name, _, stated = entry[level].partition("（")
                at = cells.field(row, col, entry[level], f"{entry['name']}/{level}")
                levels[level] = Heading(name, read_number(stated.removesuffix("分）")) if stated else None, at)
        if "level1" in levels:
            headings[levels["level1"].field.place] = levels["level1"]
        items.append(ScoringItem(row, level1=levels.get("level1"), level2=levels.get("level2"), **fields))
    total = case.get("total")
    return ScoringTable(
        SCORING_TABLE,
        cells.sheet,
        BOX,
        cells.field(0, 0, "部门整体支出绩效评价评分表", "title"),
        year=case.get("year", 2021),
        indicators=tuple(items),
        headings=tuple(headings.values()),
        total_weight=cells.field(80, 4, total[0], "total/weight", "总分·分值") if total else None,
        total_score=cells.field(80, 5, total[1], "total/score", "总分·得分") if total else None,
        notes=tuple(cells.field(81 + i, 0, note, f"notes:{i}") for i, note in enumerate(case.get("notes", ()))),
        features=frozenset({"scoring_table"}),
        texts=tuple(cells.field(90 + i, 0, text, f"table_texts:{i}") for i, text in enumerate(case.get("table_texts", ()))),
    )


def _figures(kind: str, figures: dict, case: dict, cells: Cells, prefix: str) -> UnitFigures:
    unit = case.get("unit", "万元")
    found = {}
    for row, (name, texts) in enumerate(figures.items(), 1):
        assert name in INPUTS, name
        printed = "" if name in (*BARE, *RATES) else unit
        texts = texts if isinstance(texts, list) else [texts]
        found[name] = tuple(
            cells.field(row, col, text, f"{prefix}:{name}" + (f"#{col}" if col > 1 else ""), INPUTS[name], printed)
            for col, text in enumerate(texts, 1)
        )
    return UnitFigures(kind, cells.sheet, BOX, cells.field(0, 0, "部门收支情况", f"{prefix}:title"), unit=unit, figures=found)


def _profile(case: dict, cells: Cells) -> UnitFigures:
    form = _figures(UNIT_PROFILE, case.get("profile_figures", {}), case, cells, "profile")
    texts = tuple(
        cells.field(row, col, text, f"texts:{row - 70}/{col}")
        for row, line in enumerate(case.get("texts", ()), 70)
        for col, text in enumerate(line)
        if text
    )
    score, grade = case.get("self_score"), case.get("grade")
    return form._replace(
        self_score=None if score is None else cells.field(60, 1, score, "self_score", "绩效自评综合得分"),
        grade=None if grade is None else cells.field(61, 1, grade, "grade", "评价等次"),
        texts=texts,
    )


def _goals(entries: list, cells: Cells) -> GoalTable:
    items = []
    for row, entry in enumerate(entries, 1):
        target = cells.field(row, 3, "\n".join(entry["goals"]), f"goal:{entry['category']}")
        actual = cells.field(row, 4, entry.get("actual", ""), f"done:{entry['category']}")
        items += [GoalItem(entry["category"], goal, target._replace(text=goal), actual) for goal in entry["goals"]]
    return GoalTable(GOAL_TABLE, cells.sheet, BOX, cells.field(0, 0, "定量目标", "goals"), items=tuple(items))


def _whole(funds: dict, cells: Cells) -> SelfEvaluation:
    fields = {name: cells.field(3, col, text, f"funds:{name}", unit="万元") for col, (name, text) in enumerate(funds.items())}
    row = FundRow("total", cells.field(3, 9, "年度资金总额", "funds"), **fields)
    return SelfEvaluation(WHOLE, cells.sheet, BOX, cells.field(0, 0, "整体自评表", "whole"), funds=(row,))


def _three_public(figures: dict, cells: Cells) -> FinalAccount:
    fields = {name: cells.field(5, col, text, f"accounts:{name}", unit="万元") for col, (name, text) in enumerate(figures.items())}
    title = cells.field(0, 0, "财政拨款“三公”经费支出决算表", "accounts")
    return FinalAccount(FINAL_ACCOUNT, "three_public", cells.sheet, BOX, title, figures=fields)


def context_of(case: dict) -> tuple[Context, dict]:
    forms, places = build(case)
    return Context(forms, load_profile(case.get("profile", "mof-standard"))), places


def said(code: str, context: Context) -> list:
    """What the rule says of the forms."""
    rule = next(rule for rule in catalogue() if rule.code == code)
    if context.lacking(rule):
        return []
    return [one for form in context.forms_for(rule) for one in rule.check(context, form)]


def listed_cases(code: str) -> list:
    """pytest parameters (code, case); every rule has cases that are reported and cases that are not."""
    listed = tomllib.loads((CASES / f"{code}.toml").read_text("utf-8"))
    assert listed["fails"] and listed["passes"], f"{code} 要有报的和不报的例子"
    assert all(case["found"] for case in listed["fails"]), code
    return [
        pytest.param(code, case, id=f"{code}-{case['why']}") for case in (*listed["fails"], *listed["passes"])
    ]


def assert_case(code: str, case: dict) -> None:
    """The rule says exactly what the case lists: findings at their places, what it could not check, values, words."""
    context, places = context_of(case)
    results = said(code, context)
    findings = [one for one in results if not isinstance(one, Unchecked)]
    unchecked = [one for one in results if isinstance(one, Unchecked)]
    told = [one.text for one in findings]
    assert [f"{one.severity} {places[one.field.place]}" for one in findings] == case.get("found", []), told
    by_cell = {(field[0], Field(*field, "").cell): name for field, name in places.items()}
    named = [by_cell[one.sheet, one.cell] for one in unchecked]
    assert named == case.get("unchecked", []), [one.reason for one in unchecked]
    for key in ("expected", "actual"):
        if key in case:
            assert [getattr(one, key) for one in findings] == case[key], told
    for words in case.get("says", ()):
        assert any(words in text for text in told), told
    for words in case.get("because", ()):
        assert any(words in one.reason for one in unchecked), [one.reason for one in unchecked]
