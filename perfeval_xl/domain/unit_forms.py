"""Forms about the unit itself: the rule-scored table, the profile of the unit, the base data. Every value keeps its cell.

A rule-scored table (规则评分表) scores by what the other two say: 《预算绩效评价共性指标体系框架》（财预〔2013〕53号）.
"""

from collections.abc import Mapping
from decimal import Decimal

from ..core.cells import Box, Field
from ..core.record import Record
from .forms import BASE_DATA, KIND_NAMES, UNIT_PROFILE, Heading


class ScoringItem(Record):
    """One third-level indicator of a rule-scored table. Fields merged over several rows are the same Field in each."""

    row: int
    name: Field
    level1: Heading | None = None
    level2: Heading | None = None
    standard: Field | None = None  # 评分标准
    weight: Field | None = None  # 分值
    score: Field | None = None  # 自评得分
    reason: Field | None = None  # 扣分原因和其他说明
    result: Field | None = None  # 完成情况、自评说明、佐证: what the score rests on

    @property
    def subject(self) -> str:
        return self.name.text or f"第{self.row + 1}行"


class ScoringTable(Record):
    """规则评分表（投入、过程、产出、效果）: each row is scored by the words of its own standard."""

    kind: str
    sheet: str
    box: Box
    title: Field
    year: int | None = None
    unit_name: Field | None = None
    indicators: tuple[ScoringItem, ...] = ()
    headings: tuple[Heading, ...] = ()  # every first-level heading once
    subtotals: tuple[ScoringItem, ...] = ()  # 小计行：of the rows above under their level1, and level2 where they have one
    total_weight: Field | None = None  # 总分行的分值
    total_score: Field | None = None  # 总分行的得分
    notes: tuple[Field, ...] = ()  # 备注
    features: frozenset[str] = frozenset()  # for inferring the profile
    missing: tuple[str, ...] = ()
    texts: tuple[Field, ...] = ()
    illegible: Field | None = None  # an error cell among the labels

    @property
    def key(self) -> str:
        return KIND_NAMES[self.kind]


class UnitFigures(Record):
    """基本概况与收支 (kind ``unit_profile``) or 基础数据表 (kind ``base_data``): figures by the name of domain.inputs.

    ``figures`` holds for each input the cells whose sum is the figure: the cell of a 合计 row, or of the only
    institution (机构名称), or those of all institutions. Amounts are in 万元, rates in percentage points.
    """

    kind: str
    sheet: str
    box: Box
    title: Field
    year: int | None = None
    unit_name: Field | None = None
    unit: str = "万元"
    unit_stated: bool = True
    figures: Mapping[str, tuple[Field, ...]] = {}
    self_score: Field | None = None  # 绩效自评综合得分, where the report states it in a cell
    grade: Field | None = None  # 评价等次
    missing: tuple[str, ...] = ()
    texts: tuple[Field, ...] = ()
    illegible: Field | None = None  # an error cell among the labels

    @property
    def key(self) -> str:
        """By what it holds: the parts of a unit profile often stand on sheets of their own."""
        if self.kind != UNIT_PROFILE:
            return KIND_NAMES[self.kind]
        heads = _HEADS.intersection(self.figures)
        concluded = self.self_score is not None or self.grade is not None
        parts = (("基本概况", heads), ("收支情况", len(self.figures) > len(heads)), ("评价结论", concluded))
        return "、".join(name for name, there in parts if there) or KIND_NAMES[self.kind]

    def numbers(self, name: str) -> tuple[Decimal, ...]:
        """The filled numbers of an input; () where the form does not tell it."""
        return tuple(field.number for field in self.figures.get(name, ()) if field.number is not None)


UNIT_FIGURES = (UNIT_PROFILE, BASE_DATA)
_HEADS = frozenset(("staff", "staff_quota", "satisfaction"))
