"""The words on a rule-scored table: what its column headings mean, and what its title looks like.

All texts are squeezed (``grid.squeeze``): no white space, half-width brackets and colons.
"""

from functools import lru_cache

from ...core.patterns import Pattern
from ..grid import unadorned
from ..self_evaluation.words import NO_TITLE

_COLUMNS = {
    "level1": "一级指标 一级",
    "level2": "二级指标 二级",
    "name": "四级指标 三级指标 三级 三级指标名称 具体指标 指标名称 评价指标 考核指标 评分指标 指标内容 指标",
    "weight": "分值 标准分 标准分值 权重 指标分值 分值权重 权重分值 权重分 满分 满分值 基准分 基准分值",
    "result": "完成情况 实际完成情况 完成情况说明 完成值 实际完成值 全年完成值 实际值 完成量 实际完成量 完成结果 自评情况 自评说明 "
    "自评情况说明 自评得分说明 得分说明 得分依据 得分情况说明 评价情况 佐证 佐证材料 佐证资料 证明材料",
    "score": "得分 自评得分 自评分 自评分值 评价得分 实际得分 单位自评得分 指标得分 自评 评分 考评得分",
}
_ROLES = {word: role for role, words in _COLUMNS.items() for word in words.split()}
# Of several columns with names, the deepest level is the item's.
_NAME_WORDS = ("四级", "三级", "具体", "指标名称", "评价指标", "考核指标", "评分指标", "指标")

_SCORING = Pattern(r"(?:评分|评价|计分|扣分|打分|考核|考评|得分|赋分)(?:标准|细则|规则|办法|要点)|(?:评分|计分)方法")
# 评价要点 stand beside 评价标准 in some tables; the first of these words says which of two columns is the standard.
_STANDARD_WORDS = ("标准", "细则", "规则", "办法", "方法", "要点")
# Of several scores the department's own is meant, then any but a reviewer's.
_REVIEWERS = ("复核", "复评", "财政", "评审", "核定", "考评", "抽查")
_NO_SCORE = ("得分率", "依据", "说明", "情况")
_LONGEST = 24

_TITLE = Pattern(
    r"(?:(?:评分|评价|自评|打分|考核|考评|绩效|指标)\S*(?:表|体系)|(?:指标|体系)\S*标准)(?:\([^()]*\))?[-—_\d一二三四五六]*$"
)
_NO_TITLE = (*NO_TITLE, "备注")
_CONTINUED = ("(续)", "续表")


@lru_cache(maxsize=1024)
def column_role(text: str) -> str | None:
    """Which column of a rule-scored table a heading names; None for further columns and for anything else."""
    if len(text) > _LONGEST or "表" in text:  # 评价得分表 is a title
        return None
    bare = unadorned(text)
    role = _ROLES.get(bare)
    if role is not None:
        return role
    if _SCORING.search(bare):
        return "standard"
    if "原因" in bare or "扣分说明" in bare or "扣分理由" in bare:
        return "reason"
    if "得分" in bare and not any(word in bare for word in _NO_SCORE):
        return "score"
    return "weight" if bare.endswith(("分值", "权重")) else None


def name_rank(text: str) -> int:
    """How deep a column of names is: the lowest rank is the item's own."""
    return next((rank for rank, word in enumerate(_NAME_WORDS) if word in text), len(_NAME_WORDS))


def standard_rank(text: str) -> int:
    """Which of several columns of standards tells how points are given: the lowest rank."""
    return next((rank for rank, word in enumerate(_STANDARD_WORDS) if word in text), len(_STANDARD_WORDS))


def score_rank(text: str) -> int:
    """Whose score a column holds: 0 the department's own, 2 a reviewer's."""
    if "自评" in text:
        return 0
    return 2 if any(word in text for word in _REVIEWERS) else 1


@lru_cache(maxsize=1024)
def is_title(text: str) -> bool:
    """Does this text name a table of scores, rather than mention one?"""
    if len(text) > 60 or any(part in text for part in _NO_TITLE):
        return False
    return _TITLE.search(text) is not None


def is_continued(text: str) -> bool:
    """Whether a title stands at the top of a further page of the same table: “……评分表（续）”."""
    return text.startswith("续") or any(part in text for part in _CONTINUED)
