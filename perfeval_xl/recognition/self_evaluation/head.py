"""The lines above the funds block: whose form it is, for which year, in which unit."""

import re
from functools import lru_cache

from ...core.cells import Field
from ...core.money import MONEY_UNITS
from ...core.patterns import Pattern
from ...core.record import Record, new
from ...domain.forms import Signature
from ..grid import tidy, with_text
from .points import points
from .words import head_role, is_title
from .zone import Line, Lines, Zone

_TITLE_YEAR = Pattern(r"(20\d\d)(?:年|\)|$)")
_LINE_YEAR = Pattern(r"\((20\d\d)年?度?\)|^(20\d\d)年?度?$|年度?:(20\d\d)|(20\d\d)年度")
_SHEET_YEAR = Pattern(r"(?<!\d)(20\d\d)(?!\d)")
_ROWS_OF_TITLE = 3
_YEAR_LABELS = frozenset("年度 评价年度 自评年度 预算年度 年份".split())
_UNIT_LABELS = frozenset(("单位:", "单位", "金额单位:", "金额单位"))
_CHINESE_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")

# In the corner of the funds block the unit stands alone in brackets, elsewhere it needs the word 单位 before it.
_UNIT = Pattern(r"(?:单位:?\(?|\((?:人民币)?)(百万元|万元|千元|百元|亿元|元)(?=[^\w/]|$)")
_SEAL = Pattern(r"[(（]?(?:盖章|公章|签章|章)[)）]?\s*")
_NOT_A_NAME = Pattern(r"[(（](?:盖章|公章|签章|章)[)）]|[(（]?\s*20\d\d\s*年?度?\s*[)）]?|(?:金额)?单位\s*[:：].*", re.S)


class Head(Record):
    """What stands above the funds block; None for an entry the form has no place for."""

    year: int | None
    unit: str | None  # of the amounts; None where it is nowhere stated
    entries: dict[str, Field]  # by role: unit_name, supervisor, project_name, reporting_unit, grade, total_score
    contacts: tuple[Signature, ...]  # 项目负责人, 联系电话 with what stands beside them

    @property
    def unit_name(self) -> Field | None:
        """Whose form it is: the entry for it, else who reports (填报单位), where that is filled in."""
        reporting = self.entries.get("reporting_unit")
        return self.entries.get("unit_name") or (reporting if reporting and reporting.text else None)


_LABELS = {
    "unit_name": "单位名称",
    "supervisor": "主管部门",
    "project_name": "项目名称",
    "reporting_unit": "填报单位",
    "grade": "评价等级",
    "total_score": "总分·得分",
}


def read_head(zone: Zone, title: str, bottom: int) -> Head:
    """Reads the rows from the title to *bottom*, the last one before the funds, goals or indicators begin."""
    entries: dict[str, Field] = {}
    contacts: list[Signature] = []
    year = _title_year(title)
    for row, line in zone.lines(bottom=bottom):
        stop, labels = zone.last_col + 1, []
        for col, text in reversed(line):
            role = _label_role(text)
            if role:
                if not labels or labels[-1][3] != text:  # a merge that was undone may repeat its label
                    labels.append((role, col, stop, text))
                stop = col
        for role, col, stop, text in reversed(labels):
            if role in _LABELS and (role not in entries or entries[role].blank):
                entry = _entry(zone, row, col, stop, role, text)
                if role == "unit_name" and _names_person_too(text):
                    entry, person = _parted(entry)
                    contacts += [new(Signature, (text, person))] if person.text else []
                if entry.text in MONEY_UNITS:  # 单位：｜万元 in two cells
                    continue
                entries[role] = entries.get(role, entry) if entry.blank else entry
            elif role == "person" and (beside := zone.right_of(row, col, stop, text)).text:
                contacts.append(new(Signature, (text, beside)))
        if year is None and _label_role(line[0][1]) in (None, "reporting_unit", "unit_name"):
            year = _line_year(line) or _year_beside(zone, row, line)
    return Head(year or _sheet_year(zone.grid.name), money_unit(zone, zone.top, bottom), entries, tuple(contacts))


@lru_cache(maxsize=4096)
def _label_role(text: str) -> str | None:
    """The role of a label, unless what stands there is the amounts' unit (“单位：万元”, “(2021年度)单位：万元”)."""
    label = text.partition(")")[2] if text[:1] == "(" else text
    return None if _UNIT.match(label) else head_role(text)


def _entry(zone: Zone, row: int, col: int, stop: int, role: str, text: str) -> Field:
    """The value after the colon of the label *text*, in the same cell, or else in the one beside it."""
    label = _LABELS[role]
    inside = after_colon(tidy(zone.grid.rows[row][col])) if ":" in text else ""
    if inside and _SEAL.fullmatch(inside):
        inside = ""
    if role == "reporting_unit":
        return _reporting_unit(zone, row, col, stop, inside)
    if inside and role == "unit_name":  # “单位名称：……局    2023年度    金额单位：万元”
        inside = _NOT_A_NAME.sub("", inside).strip() or inside
    field = with_text(zone.grid.field(row, col, label), inside) if inside else zone.right_of(row, col, stop, label)
    if field.text.endswith((":", "：")):  # another label, 填写日期：
        field = zone.right_of(row, col, field.col, label)
    return _score_of(zone, row, col, field) if role == "total_score" else field


def _names_person_too(text: str) -> bool:
    """项目实施单位/项目负责人: the label asks for a unit and for a person, in one cell."""
    _, sign, second = text.partition("/")
    return sign != "" and head_role(second) == "person"


def _parted(entry: Field) -> tuple[Field, Field]:
    """“某某局/某某” as the unit and the person."""
    unit, _, person = entry.text.partition("/")
    return with_text(entry, unit.strip()), with_text(entry, person.strip())


def _score_of(zone: Zone, row: int, col: int, beside: Field) -> Field:
    """The score *beside* its label; where no cell is beside it the number below: 自评得分 heads a column of its own."""
    if beside.col > col or not beside.blank:
        return points(beside)
    bottom = zone.grid.span(row, col)[2]
    below = [points(zone.grid.field(at, col, beside.label)) for at in range(bottom + 1, bottom + 3)]
    return next((field for field in below if field.number is not None), beside)


def _reporting_unit(zone: Zone, row: int, col: int, stop: int, inside: str) -> Field:
    """The name on a line like “填报单位：（盖章）    （2022年度）    金额单位：万元”, blank if nothing is filled in."""
    name = _NOT_A_NAME.sub("", inside).strip() if inside else ""
    place = with_text(zone.grid.field(row, col, _LABELS["reporting_unit"]), name)
    if name:
        return place
    beside = zone.right_of(row, col, stop, place.label)
    return beside if _NOT_A_NAME.sub("", beside.text).strip() and beside.number is None else place


def after_colon(text: str) -> str:
    """What stands behind the first colon of a text, if there is one."""
    before = text.partition(":")[0].partition("：")[0]
    return text[len(before) + 1 :].strip()


@lru_cache(maxsize=1024)
def _title_year(title: str) -> int | None:
    match = _TITLE_YEAR.search(title) or _TITLE_YEAR.search(title.translate(_CHINESE_DIGITS))
    return int(match[1]) if match else None


def _line_year(line: Line) -> int | None:
    """The year of a line below the title; one that begins with a unit's or project's label does not state the form's."""
    for _, text in line:
        digits = text.translate(_CHINESE_DIGITS) if text[:3].startswith(("二", "(二")) else text  # 二〇二三年度
        match = _LINE_YEAR.search(digits) if "20" in digits and len(text) <= 60 else None
        if match:
            return int(match[1] or match[2] or match[3] or match[4])
    return None


def year_of_page(lines: Lines, row: int) -> int | None:
    """The year that the title of a page in *row* or a line below it states."""
    for line in (lines.get(at, ()) for at in range(row, row + _ROWS_OF_TITLE)):
        year = _line_year(line) or next(filter(None, (_title_year(text) for _, text in line if is_title(text))), None)
        if year:
            return year
    return None


def _year_beside(zone: Zone, row: int, line: Line) -> int | None:
    """The year in a cell of its own: 年度：｜2023."""
    for col, text in line:
        if text.removesuffix(":") in _YEAR_LABELS:
            return _sheet_year(zone.right_of(row, col, zone.last_col + 1, "年度").text)
    return None


@lru_cache(maxsize=1024)
def _sheet_year(name: str) -> int | None:
    match = _SHEET_YEAR.search(name)
    return int(match[1]) if match else None


def money_unit(zone: Zone, top: int, bottom: int) -> str | None:
    """元 or 万元, from “（万元）”, “单位：元”, “金额单位：万元” between two rows."""
    for _, line in zone.lines(top, bottom):
        before = ""
        for _, text in line:
            stated = _stated_unit(text) if "元" in text else None
            if stated is not None:
                return stated
            if before in _UNIT_LABELS and text in MONEY_UNITS:
                return text
            before = text
    return None


@lru_cache(maxsize=4096)
def _stated_unit(text: str) -> str | None:
    match = _UNIT.search(text) if len(text) <= 80 else None
    return match[1] if match else None
