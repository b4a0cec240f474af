"""Wording of indicators and of units' names (指标名称、单位名称): what the words of a name say about it."""

from functools import lru_cache

from ..core.money import half_width
from ..core.patterns import Pattern
from .values import is_placeholder

# What “★指标1：” at the beginning of a name begins with; nearly no name needs the pattern after it.
_ITEM_STARTS = ("★", "☆", "*", "指标", "三级指标")
_ITEM_PREFIX = Pattern(r"^[★☆*]*(?:(?:三级)?指标\s*[0-9一二三四五六七八九十]{1,2}\s*[::、.．])?[★☆*]*")

# What a library of indicators writes behind a name for whoever sets the target: 低保人数(≥**人), 补助标准(<**元/户), 排污沟(≥米).
_SLOT = Pattern(
    r"\(([≥≤><=]{0,2})\*+[^()*]{0,12}\)|\(([≥≤><])=?[^()*0-9]{1,12}\)$|([≥≤><=]{1,2})\*+[^()*]{0,12}$",
    words=("≥", "≤", ">", "<", "*"),
)
_SLOT_SIGNS = "≥≤><=*"

# 某种“率/度”: a share or a degree that a percentage can measure. 效率, 率先, 制度, 年度, 力度 … are none.
_RATE = Pattern(
    r"(?<!效)率(?!先|领)|(?<![制年季月力高额态])度(?=$|[;；、，,。（(）)及和与达])|比例|比重|占比|百分比|系数|满意|全覆盖"
)
# What a name that measures something ends with, for telling two objects in one name apart.
_MEASURED_ENDS = tuple("率 度 满意 认可 数量 个数 人数 次数 户数 场次 金额".split())
_NO_DEGREES = tuple("制度 年度 季度 月度 力度 高度 态度".split())
_JOINTS = str.maketrans(dict.fromkeys("；、，,和及与", ";"))
_FIGURE = Pattern(r"[0-9]")

_AMOUNT_ENDS = tuple(
    money + of_what
    for money in "金额 资金 经费 支出 费用 成本 投入 投资 收入 预算".split()
    for of_what in ("", "数", "额", "总数", "总额")
)
_COUNT_ENDS = tuple("数量 个数 人数 次数 户数 场次 天数 面积 里程 时间 时限 周期 频次".split())
_PER_HEAD = ("人均", "生均", "户均", "亩均", "标准", "单价", "每")
# Names in which less is better even though no cost stands above them.
_LESS_IS_BETTER = """
    投诉 事故 差错 错误 违规 违法 违纪 超标 排放 能耗 消耗 流失 逾期 超期 退件 失误 扣分 死亡 发病 案件
    故障 中断 延误 滞后 积压 缺陷 返工 损坏 损失 信访 上访 舆情
    编制人数 编制数 供养人员 用电 用水 用油 用纸
    控制 下降 减少 压减 压缩 降低 会议 三公 时限 时间 超过 不超 调整 变更 结余 结转 变动率
""".split()
_MORE_SAVED = "节约 节省 降低 减少 压减 增收 创收 收入 盘活 回收 核减 审减".split()
_BENEFITS = "低保 最低生活 特困 救助 供养 抚恤 优待 保障 补助 补贴 资助 待遇 养老".split()

# Endings of an organisation's name (机构词). A name that ends otherwise has lost its end.
_ORGANISATION_ENDS = tuple(
    """
    局 办 委 院 中心 厅 部 处 会 所 站 校 园 馆 社 队 室 司 团 府 台 库 署 行 科 股 组 学 大 协 联 机关 本级 部门
    集团 公司 企业 基地 店 厂 场 监狱 苗圃 街道 镇 乡 村 县 区 市 州 旗
    单位 段 宫 专班 海关 一中 二中 三中 四中 五中 六中
    """.split()
)
_CODE_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-"
_CODE_START = Pattern(r"^[\[【(（]?[0-9A-Za-z\-]{3,}[\]】)）]?[\s\-—_.、]*")
_BRACKETED = Pattern(r"\([^()]*\)")
_OPENING_BRACKETS = frozenset("(（[【〔")
_ROUND_BRACKETS = str.maketrans("（[【〔）]】〕", "(((())))")
# What the name of a region (行政区划) ends with, 2 to 8 characters after its beginning.
_REGION_ENDS = "省 自治区 自治州 地区 盟 州 市 县 区 旗".split()
_LONGEST_REGION = 8


@lru_cache(maxsize=4096)
def bare_name(text: str) -> str:
    """An indicator's name as it is compared: without white space, “指标1：” and ★."""
    name = _closed_up(text)
    return _ITEM_PREFIX.sub("", name, count=1) if name.startswith(_ITEM_STARTS) else name


def is_sample_name(text: str) -> bool:
    """Whether the name is the form's own sample text (指标1：……); one with a slot for the target (低保人数(≥**人)) is none."""
    return is_placeholder(text) and is_placeholder(_SLOT.sub("", _closed_up(text)))


@lru_cache(maxsize=4096)
def sign_in(name: str) -> str:
    """The comparator in the slot that a bare name ends with, “≥” or “≤”; "" without one."""
    slot = _SLOT.search(name)
    sign = slot and (slot[1] or slot[2] or slot[3])
    return {"≥": "≥", ">": "≥", "≤": "≤", "<": "≤"}.get(sign[0], "") if sign else ""


def _closed_up(text: str) -> str:
    """A text with half-width figures and signs, without white space, that of no width included."""
    return "".join(half_width(text).split()).replace("\u200b", "").replace("\ufeff", "")


@lru_cache(maxsize=4096)
def unit_in(name: str) -> str:
    """What a bare name ends with in brackets, mostly the unit of its figures: “元/人·年” of 护林员补助标准(元/人·年)."""
    return name[name.rfind("(") + 1 : -1].lstrip(_SLOT_SIGNS) if name.endswith(")") else ""


@lru_cache(maxsize=4096)
def names_a_rate(name: str) -> bool:
    """Whether the name is some 率 or 度, so that 100% says something measurable about it."""
    return _RATE.search(name) is not None


@lru_cache(maxsize=4096)
def objects_in(name: str) -> int:
    """How many objects one indicator name holds (一指标多对象); 1 for an ordinary name.

    “；” always parts two objects; other joints only where both sides are measured (“工作完成度和群众满意度”) or both
    carry a figure (“部门28个，窗口数65个”), for “企业和群众满意度” is one.
    """
    named = [part for part in name.replace("；", ";").split(";") if part]
    if len(named) > 1:
        return len(named)
    parts = [part for part in name.replace("以及", ";").translate(_JOINTS).split(";") if part]
    if len(parts) < 2:
        return 1
    measured = sum(1 for part in parts if part.endswith(_MEASURED_ENDS) and not part.endswith(_NO_DEGREES))
    figured = sum(1 for part in parts if _FIGURE.search(part))
    return max(measured, figured, 1)


def names_an_amount(name: str) -> bool:
    """Whether the name ends as that of an amount of money does (补助金额、项目支出)."""
    return name.endswith(_AMOUNT_ENDS) and not names_a_rate(name)


def names_a_price(name: str) -> bool:
    """Whether the name is of money for each person or thing (人均补助、补助标准), of which nobody knows the unit by the form's."""
    return any(word in name for word in _PER_HEAD)


def names_a_count(name: str) -> bool:
    """Whether the name ends as that of a count or a span of time does (设备数量、维修时间)."""
    return name.endswith(_COUNT_ENDS)


def less_is_better(name: str) -> bool:
    """Whether the name is of something there should be little of (投诉件数、安全事故)."""
    return any(word in name for word in _LESS_IS_BETTER)


def names_a_saving(name: str) -> bool:
    """Whether the name is of money saved or earned, of which more is better (节约成本)."""
    return any(word in name for word in _MORE_SAVED)


def names_what_people_get(name: str) -> bool:
    """Whether more of the money named is better for them: saved, earned, or the standard of a benefit (低保标准)."""
    return names_a_saving(name) or "标准" in name and any(word in name for word in _BENEFITS)


@lru_cache(maxsize=1024)
def bare_unit_name(text: str) -> str:
    """A department's name without codes, brackets and the region before it.

    “岳阳市屈原管理区行政审批服务局” → “行政审批服务局”, “行政审批服务局124001” → “行政审批服务局”.
    """
    name = _closed_up(text)
    if not _OPENING_BRACKETS.isdisjoint(name):
        name = _without_bracketed(name)
    if name[-1:] in _CODE_SIGNS:
        name = name.rstrip(_CODE_SIGNS).rstrip("-—_")
    if name[:1].isascii() or name[:1] in "【（":
        name = _CODE_START.sub("", name)
    while end := _end_of_region(name):
        name = name[end:]
    return name


def _without_bracketed(name: str) -> str:
    """A name without what stands in brackets of any kind, however they are paired."""
    for found in reversed([*_BRACKETED.finditer(name.translate(_ROUND_BRACKETS))]):
        name = name[: found.start()] + name[found.end() :]
    return name


def _end_of_region(name: str) -> int:
    """How long the region's name is that a longer name begins with; 0 where it begins with none."""
    for at in range(2, min(_LONGEST_REGION, len(name)) + 1):
        if not all("一" <= character <= "鿿" for character in name[:at]):
            return 0
        for word in _REGION_ENDS:
            # 某某州市 is a city, and a name of one character after the region is part of it (某某区委).
            if name.startswith(word, at) and not name.startswith("州市", at) and len(name) >= at + len(word) + 2:
                return at + len(word)
    return 0


def ends_as_organisation(name: str) -> bool:
    """Whether a department's name ends with 局、办、委、院、中心 or another word for an organisation."""
    return name.endswith(_ORGANISATION_ENDS)
