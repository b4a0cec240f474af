"""The words of a base-data table: what its rows and columns mean as inputs of domain.inputs.

All texts are squeezed (``grid.squeeze``): no white space, half-width brackets and colons.
"""

from functools import lru_cache

from ..core.patterns import Pattern
from ..core.record import Record

_BRACKETED = Pattern(r"\([^()]*\)|[“”\"'‘’:]")
_ORDINAL = Pattern(r"^(?:其中[,，]?|[①-⑩]|\(?(?:\d{1,2}|[一二三四五六七八九十])[)、.])+")
_YEARS = Pattern(r"^(?:20\d\d年?(?:度|末|底)?|年末|年底|本年度?|当年)(?:年末|年底)?")

# Rows whose figures stand in the columns 上年决算数、本年预算数、本年决算数: the input of each, "" where there is none.
# 三公 has the six rows of _THREE.
_CAR = "^(?:公务用车|公务车|公车)"
_COSTS = "(?:经费|费用|费)?$"
_THREE = ("three_public", "vehicle", "vehicle_purchase", "vehicle_running", "overseas", "reception")
_WORDS = (
    r"^三公经费(?:支出)?(?:总额|合计|总计|小计)?$",
    f"{_CAR}购置(?:及|和|与|、)?(?:运行|维护|运维)+{_COSTS}",
    f"{_CAR}购置{_COSTS}",
    f"{_CAR}(?:运行|维护|运维)+{_COSTS}",
    f"^(?:因公)?出国出?境?{_COSTS}",
    f"^公务接待{_COSTS}",
)
_ROWS = (
    *(((f"{name}_last", f"{name}_budget", f"{name}_final"), Pattern(words)) for name, words in zip(_THREE, _WORDS)),
    (("project_last", "project_budget", "project"), Pattern(r"^项目支出(?:合计|总额|小计)?$")),
    (
        ("public_funds_last", "public_funds_budget", "public_funds"),
        Pattern(r"^(?:日常)?公用(?:经费|支出)(?:合计|总额|小计)?$"),
    ),
    (("", "procurement_budget", "procurement_final"), Pattern(r"^政府采购(?:金额|支出|总额|数)?$")),
    (("", "initial_budget", "annual_budget"), Pattern(r"^部门(?:整体|基本)?(?:支出)?预算调整$")),
    (
        ("carried_in", "", "surplus"),
        Pattern(r"^(?:年末|累计|部门)*(?:结转和?结余|结余和?结转|结余)(?:资金|总额|金额)*$"),
    ),
)
# Figures of one year: of several columns the last one that is filled in.
_SINGLE = (
    ("staff_quota", Pattern(r"^(?:人员|核定|批复)*编制(?:人数|数|总数|合计)?$")),
    ("staff", Pattern(r"^(?:实有|实际|现有)*(?:在职在编|在职|在编)(?:人员)?(?:人数|数|总数)?$|^实有(?:人员|人数)$")),
    ("staff_rate", Pattern(r"^(?:(?:在职人员|财政供养人员|人员)控制率|控制率)$")),
    ("card_rate", Pattern(r"^公务卡(?:刷卡|使用|结算)率$")),
    ("satisfaction", Pattern(r"^(?:社会公众|群众|公众|企业|服务对象|或|和|、|总体|综合)*满意[度率]$")),
    ("procurement_budget", Pattern(r"^政府采购预算(?:数|金额)?$|^采购预算(?:数|金额)?$")),
    ("procurement_final", Pattern(r"^(?:实际)?政府采购(?:实际|执行|决算|完成|支付|支出)+(?:数|金额)?$")),
    ("initial_budget", Pattern(r"^(?:部门)?年初(?:部门)?预算(?:数|金额|总额)?$")),
    ("budget_adjustment", Pattern(r"^(?:部门)?预算(?:调整|追加)(?:数|金额|额)$|^(?:追加|调整)预算(?:额|金额)$")),
    ("annual_budget", Pattern(r"^(?:全年|调整后)(?:部门)?预算(?:数|金额|总额)?$")),
    ("executed", Pattern(r"^(?:全年|预算)(?:执行|支出)(?:数|金额|总额)$")),
    ("income", Pattern(r"^(?:本年)?(?:收入合计|总收入|收入总额)$")),
    ("carried_in", Pattern(r"^(?:上年|年初)(?:末)?(?:结转和?结余|结转|结余)(?:资金|数|金额)?$")),
    ("expenditure", Pattern(r"^(?:本年)?(?:支出合计|总支出|支出总额)$")),
    ("basic", Pattern(r"^基本支出(?:合计|总额)?$")),
    ("personnel", Pattern(r"^人员(?:支出|经费)$")),
    ("key_project", Pattern(r"^重点项?目?支出(?:数|金额|总额)?$")),
    ("year_surplus", Pattern(r"^结余$")),
    ("assets", Pattern(r"^固定资产(?:合计|总额|总值|原值)?$")),
    ("assets_in_use", Pattern(r"^(?:实际)?在用固定资产(?:总额)?$")),
    ("assets_rented", Pattern(r"^出租出?借?固定资产(?:总额)?$")),
    ("building_approved", Pattern("^批复规模$|^批复面积$")),
    ("building_actual", Pattern("^实际规模$|^实际面积$")),
    ("investment_budget", Pattern("^预算投资$|^批复投资$|^概算投资$")),
    ("investment_actual", Pattern("^实际投资$")),
)
COUNTS = frozenset(("staff_quota", "staff", "building_approved", "building_actual"))
# What stands above its figure instead of beside it.
ABOVE = frozenset(
    (
        "staff_quota",
        "staff",
        "staff_rate",
        "building_approved",
        "building_actual",
        "investment_budget",
        "investment_actual",
    )
)
_LONGEST = 30

_PERIOD = Pattern(
    r"^(?:(?P<year>20\d\d)年?度?|(?P<last>上年度?|去年|上一年度?)|(?P<this>本年度?|当年|今年|全年|年初))?"
    r"(?:部门)?(?P<what>决算|预算|实际|执行|完成|支出)?(?:数额|金额|数|额)?$"
)
_STATED = Pattern(
    r"^(?:(?P<last>上年度?|去年|上一年度?)|本年度?|当年|(?P<year>20\d\d)年度?)?(?P<row>.+?)"
    r"(?P<what>决算|预算|实际|执行|支出)(?:数额|金额|数|额)$"
)
_YEAR = Pattern(r"^(20\d\d)年(?!\d{1,2}月)")
_PLAIN_VALUES = frozenset("数值 数据 金额 数额 数量 填报数 填报值 数据值".split())
LIST_NAMES = frozenset("数据名称 数据项目 数据项 指标 指标名称 项目 名称 内容 基础数据 数据指标".split())
UNIT_COLUMNS = frozenset(("单位", "计量单位", "度量单位", "数据单位"))


class Period(Record):
    """What a column's heading says: its year, whether it is last year's, and what kind of figure it holds."""

    year: int | None
    is_last: bool
    is_budget: bool
    is_final: bool


@lru_cache(maxsize=1024)
def row_inputs(text: str) -> tuple[str, str, str] | None:
    """The inputs of a row in the columns of last year, of the budget, of the final account; None for no such row."""
    bare = _bare(text)
    return next((inputs for inputs, pattern in _ROWS if pattern.search(bare)), None)


@lru_cache(maxsize=1024)
def single_input(text: str, year: int | None = None) -> str | None:
    """The input that a label of one figure names, such as 在职人员数, or 上年“三公”经费决算数 in the table of a *year*."""
    bare = _bare(text)
    stripped = _YEARS.sub("", bare)
    found = next((name for name, pattern in _SINGLE if pattern.search(bare) or pattern.search(stripped)), None)
    return found or _stated_input(bare, year)


def _stated_input(bare: str, year: int | None) -> str | None:
    """A row's input with its period in words: 2021年“三公”经费决算数, 公用经费预算数."""
    match = _STATED.search(bare)
    inputs = match and row_inputs(match["row"])
    if not inputs or match["year"] and year is None:
        return None
    earlier = bool(match["last"]) or match["year"] is not None and int(match["year"]) < year
    if match["what"] == "预算":
        return None if earlier else inputs[1] or None
    return inputs[0 if earlier else 2] or None


def year_of(text: str) -> int | None:
    """The year that a heading or a label begins with; a date is none."""
    match = _YEAR.search(_ORDINAL.sub("", text)) if "20" in text and len(text) <= _LONGEST else None
    return int(match[1]) if match else None


def _bare(text: str) -> str:
    return "" if len(text) > _LONGEST else _ORDINAL.sub("", _BRACKETED.sub("", text))


def is_numbered(text: str) -> bool:
    """“1、业务工作专项”: a part of the row above it."""
    return text[:1].isdecimal() and text.lstrip("0123456789")[:1] in ("、", ".", ")")


@lru_cache(maxsize=1024)
def period_of(text: str) -> Period | None:
    """What a heading like 2021年决算数、上年决算数、本年预算数 or 数值 says; None for anything else."""
    bare = _BRACKETED.sub("", text)
    if bare in _PLAIN_VALUES:
        return Period(None, False, False, True)
    match = _PERIOD.search(bare)
    if match is None or not any(match.groups()):
        return None
    what = match["what"] or ""
    year = int(match["year"]) if match["year"] else None
    return Period(year, bool(match["last"]), what == "预算", bool(what) and what != "预算")
