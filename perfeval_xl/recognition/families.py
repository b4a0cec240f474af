"""Where a form begins, and which of the rarer forms a sheet may have, told by its words.

What reads goal tables, 规则评分表, 基本概况与收支 and 基础数据表 is loaded only for a sheet that has their words: most workbooks
have none of these forms, and must not wait for it.
"""

from collections.abc import Callable, Iterable

from ..core.record import Record
from .grid import Grid
from .sheet_texts import SheetTexts


class Anchor(Record):
    """A place where a form of some family begins: its title, or its header where it has no title.

    ``read(grid, anchor, bottom)`` returns the typed form between the anchor's row and *bottom*, or None
    when what stands there is no such form after all.
    """

    row: int
    col: int
    kind: str
    read: Callable[[Grid, "Anchor", int], object | None]
    table: str = ""  # which of the final-account tables


# -- goal tables without scores ----------------------------------------------------------------------------------------

DONE_HEADERS = frozenset("实际完成 实际完成情况 完成情况 目标完成情况 实际完成结果 完成结果 实施情况".split())
CONTENT_HEADERS = frozenset(("评价内容", "指标类别", "指标类型", "目标类别", "类别", "考核内容", "指标名称"))
QUALITATIVE = "定性目标"


def goal_tables(grid: Grid, texts: SheetTexts) -> Iterable[Anchor]:
    """Where goal tables begin, if the sheet has the headings of one. *texts* are the sheet's text cells."""
    if DONE_HEADERS.isdisjoint(texts.words):
        return ()
    if QUALITATIVE not in texts.joined and CONTENT_HEADERS.isdisjoint(texts.words):
        return ()
    from . import goals

    return goals.find(grid, texts)


# -- forms about the unit ----------------------------------------------------------------------------------------------

_SCORING = frozenset(
    [what + how for what in "评分 评价 计分 扣分 打分 考核 考评".split() for how in "标准 细则 规则 办法 要点".split()]
    + "评分方法 计分方法 标准分 标准分值 基准分 扣分原因 扣分原因和其他说明 扣分原因说明 指标解释 指标说明".split()
)
_PROFILE = frozenset(
    "机构名称 收入合计 支出合计 三公经费合计 “三公”经费合计 “三公经费”合计 固定资产合计 人员编制 人员编制数 编制人数 编制数 核定编制"
    " 核定编制数 实有人数 在职人数 实有在职人数 职能职责概述 绩效自评综合得分 自评综合得分 绩效评价综合得分".split()
)
_BASE_DATA = frozenset(
    "财政供养人员情况 财政供养人员情况(人) 经费控制情况 经费控制情况(万元) 经费控制情况(元) 楼堂馆所控制情况 控制率"
    " 厉行节约保障措施 数据名称 数据项目".split()
)
_ANY = _SCORING | _PROFILE | _BASE_DATA
# What a heading or a label holds that is not word for word one of these: 评分标准（5分制）, 核定编制数：30.
_PARTS = {
    "scoring_table": ("评分标准", "评价标准", "评分细则", "计分标准"),
    "unit_profile": ("人员编制", "编制数", "综合得分", "经费合计"),
    "base_data": ("基础数据", "经费控制情况"),
}
_ALL_PARTS = tuple(part for parts in _PARTS.values() for part in parts)


def unit_forms(grid: Grid, texts: SheetTexts, alone: bool) -> list[Anchor]:
    """Where forms about the unit itself begin. *texts* are the sheet's text cells.

    *alone*: no form of another family was found on the sheet, so that it is worth looking closer.
    """
    if _ANY.isdisjoint(texts.words) and not (alone and any(part in texts.joined for part in _ALL_PARTS)):
        return []
    anchors: list[Anchor] = []
    if _has(texts, _BASE_DATA, "base_data"):
        from . import base_data

        anchors += base_data.find(grid, texts)
    if _has(texts, _PROFILE, "unit_profile"):
        from . import unit_profile

        # 编制数｜30 in a list of base data is no profile of the unit
        above = min([anchor.row for anchor in anchors], default=grid.height)
        anchors += unit_profile.find(grid, texts.above(above))
    if _has(texts, _SCORING, "scoring_table"):
        from . import scoring_table

        anchors += scoring_table.find(grid, texts)
    return anchors


def _has(texts: SheetTexts, words: frozenset[str], family: str) -> bool:
    return not words.isdisjoint(texts.words) or any(part in texts.joined for part in _PARTS[family])
