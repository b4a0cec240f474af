"""What is said around the body of a table: 部门, 单位 and the year."""

from collections.abc import Iterable
from functools import lru_cache

from ...core.cells import Field
from ...core.patterns import Pattern
from ...core.record import Record
from ...domain.wording import ends_as_organisation
from ..sheet_texts import Cell
from .frame import MONEY_UNIT, UNIT_NAME, Body, Header, Region, is_frame_line, is_note

_UNIT_IN_TITLE = Pattern(  # “青禾县财政局2023年度部门决算表”, over the first table or as the title of each
    r"(?:第.部分|附[件表][\d-]*:?)?(?P<name>[一-鿿()]{4,30}?)20\d\d年度?[^,。:]{0,30}决算[^,。:]{0,6}表(?:\(.*\))?$", words=("决算",)
)
_NO_UNIT_ENDS = ("部门", "单位", *"省市县区州旗")
_UNIT_OF_COLUMN = Pattern(r"\((?:单位:)?(百万元|万元|千元|百元|亿元|元)\)$", words=("元)",))
_YEAR = Pattern(r"(?<!\d)(20\d\d)(?:财政)?年(?!\d)|年度:(20\d\d)(?!\d)")  # “2025年3月” is a date of printing
_YEAR_ALONE = Pattern(r"\(?20\d\d(?:财政)?年度?\)?$|(?:会计|财政)?年度:")


class Surroundings(Record):
    """What is said around the body."""

    unit_name: Field | None
    year: int | None
    unit: str
    unit_stated: bool


def surroundings(region: Region, body: Body, header: Header | None) -> Surroundings:
    """部门, 单位 and year from the lines above the body, or below it, or above the title; 单位 from 金额（元）, too."""
    unit_name = unit = year = None
    around = (*body.before, *body.after, *region.above)
    for row, col, text in around:
        said = _said(text)
        if said is None:
            continue
        if year is None:
            year = said.year
        if unit is None:
            unit = said.unit
        if unit_name is None and said.unit_name is not None:
            unit_name = _unit_name(region, row, col, said.unit_name)
    if unit_name is None:
        unit_name = _unit_in_title(region, around)
    if unit is None and header is not None:
        headings = map(_UNIT_OF_COLUMN.search, [path[-1] for path in header.columns.values()])
        unit = next((found[1] for found in headings if found), None)
    return Surroundings(unit_name, year, unit or region.grid.usual_unit, unit is not None)


def _unit_in_title(region: Region, texts: Iterable[Cell]) -> Field | None:
    """The department with which a title begins; a county is none, nor are 全县教育部门."""
    for row, col, text in texts:
        found = _UNIT_IN_TITLE.match(text)
        name = found["name"] if found else ""
        if ends_as_organisation(name) and not name.endswith(_NO_UNIT_ENDS):
            return Field(region.grid.name, row, col, name, None, "单位名称")
    return None


class _Said(Record):
    year: int | None
    unit: str | None
    unit_name: str | None  # "": the name stands in another cell


@lru_cache(maxsize=1024)
def _said(text: str) -> _Said | None:
    """What one squeezed text around a table says; None of a note and of a text that says nothing."""
    if is_note(text):
        return None
    year = _YEAR.search(text) if "年" in text and "20" in text else None
    unit = name = None
    if "单位" in text or "部门" in text:
        unit, name = MONEY_UNIT.search(text), UNIT_NAME.search(text)
    if not (year or unit or name):
        return None
    return _Said(year and int(year[1] or year[2]), unit and unit[1], name and name["name"])


def _unit_name(region: Region, row: int, col: int, name: str) -> Field | None:
    """The name behind the label, or in the next filled cell of the row that is not the year."""
    if name:
        return Field(region.grid.name, row, col, name, None, "单位名称")
    for right, text in region.rows.get(row, {}).items():
        if right > col and not _YEAR_ALONE.match(text):
            return None if is_frame_line(text) else Field(region.grid.name, row, right, text, None, "单位名称")
    return None
