"""Units of measure (度量单位): what can be compared with what, and by which factor.

A unit is a dimension and a factor: 万件 is 10000 of the dimension 件. 人 and 人次 are different dimensions, and a
counter nobody listed is a dimension of its own. So is a price (单价): 元/套 is money for one 套.
"""

from decimal import Decimal
from functools import lru_cache
from math import prod

from ..core.money import MONEY_UNITS, ONE, half_width
from ..core.record import Record


class Unit(Record):
    """One of this unit is ``factor / per`` of the base of its dimension; two integers keep every conversion exact."""

    dimension: str
    factor: Decimal = ONE
    per: Decimal = ONE


# Words of magnitude (数量级) before a counter, longest first: 万件, 百万元.
MAGNITUDES = {
    "千万": Decimal(10_000_000),
    "百万": Decimal(1_000_000),
    "十万": Decimal(100_000),
    "亿": Decimal(100_000_000),
    "万": Decimal(10_000),
    "千": Decimal(1000),
    "百": Decimal(100),
    "十": Decimal(10),
}

# Measures with fixed factors between them, by dimension.
_MEASURES = {
    "元": {name: factor / MONEY_UNITS["元"] for name, factor in MONEY_UNITS.items()},
    "%": {"%": 10, "‰": 1, "个百分点": 10, "成": 100},
    # A year of 365 days and a twelfth of it; comparison.py knows that a month is no exact number of days.
    "秒": {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400, "周": 604800, "月": 2628000, "季度": 7884000, "半年": 15768000, "年": 31536000},
    "工作日": {"工作日": 1},
    # People, machines, books, trees, buildings and cases are counted with several words alike: 20名 are 20人.
    "人": {"人": 1, "名": 1, "位": 1},
    "台": {"台": 1, "辆": 1, "套": 1, "台套": 1},
    "册": {"册": 1, "本": 1},
    "株": {"株": 1, "棵": 1},
    "栋": {"栋": 1, "幢": 1},
    "起": {"起": 1, "件": 1, "宗": 1, "桩": 1},
    "学时": {"学时": 1, "课时": 1},
    "米": {"毫米": Decimal("0.001"), "厘米": Decimal("0.01"), "米": 1, "公里": 1000},
    "平方米": {"平方米": 3, "亩": 2000, "公顷": 30000, "平方公里": 3_000_000},
    "千克": {"微克": Decimal("0.000000001"), "毫克": Decimal("0.000001"), "克": Decimal("0.001"), "斤": Decimal("0.5"), "千克": 1, "吨": 1000},
    "立方米": {"毫升": Decimal("0.000001"), "升": Decimal("0.001"), "立方米": 1},
    "千瓦": {"瓦": Decimal("0.001"), "千瓦": 1, "兆瓦": 1000},
}
# Things that are counted one by one. The second group also has other meanings after a Chinese numeral (一类, 一期).
COUNTERS = frozenset(
    """
    个 项 套 场 次 家 户 份 台 辆 条 件 人 名 位 所 处 座 栋 间 幢 艘 架 篇 册 本 张 块 批 起 宗 桩 例 支 队 对 盏 棵 株
    头 只 枚 把 片 轮 种 款 课 门 床 席 盒 箱 瓶 包 组 人次 场次 批次 班次 车次 航次 频次 期次 件次 册次 户次 台次 架次
    台套 学时 课时 床位 标段 千瓦时 倍 分贝
    """.split()
)
_AMBIGUOUS_COUNTERS = frozenset("类 期 级 分 部 区 县 市 村 镇 乡 字 班 段 号 页 节 层 日 条次 株次 人份".split())

_SYNONYMS = {
    "百分点": "个百分点",
    "％": "%",
    "千米": "公里",
    "km": "公里",
    "m": "米",
    "㎡": "平方米",
    "m²": "平方米",
    "m2": "平方米",
    "平米": "平方米",
    "平方": "平方米",
    "平方千米": "平方公里",
    "㎞²": "平方公里",
    "立方": "立方米",
    "m³": "立方米",
    "m3": "立方米",
    "方": "立方米",
    "L": "升",
    "ml": "毫升",
    "kw": "千瓦",
    "mw": "兆瓦",
    "人·次": "人次",
    "人/次": "人次",
    "次·人": "人次",
    "百分比": "%",
    "dB": "分贝",
    "ug": "微克",
    "μg": "微克",
    "mg": "毫克",
    "kg": "千克",
    "公斤": "千克",
    "t": "吨",
    "日": "天",
    "自然日": "天",
    "日历天": "天",
    "星期": "周",
    "礼拜": "周",
    "钟头": "小时",
    "h": "小时",
    "分钟": "分钟",
    "个月": "月",
    "月份": "月",
    "季": "季度",
    "月度": "月",
    "年度": "年",
    "周年": "年",
    "块钱": "元",
    "元整": "元",
    "人民币": "元",
    "场次": "场",
    "人(次)": "人次",
    "人、次": "人次",
    "台(套)": "台套",
    "台/套": "台套",
    "度": "千瓦时",
    "度电": "千瓦时",
    "kWh": "千瓦时",
    "kwh": "千瓦时",
}
_KNOWN = {name: Unit(name) for name in COUNTERS | _AMBIGUOUS_COUNTERS if name not in _SYNONYMS} | {
    name: Unit(dimension, Decimal(factor)) for dimension, names in _MEASURES.items() for name, factor in names.items()
}
# Longer than any unit of measure: such a text is a sentence and is not taken apart.
LONGEST_UNIT = 16


@lru_cache(maxsize=4096)
def normalise_unit(text: str) -> str:
    """The unit's usual name: ``个工作日`` → ``工作日``, ``㎡`` → ``平方米``, ``元／月`` → ``元/月``; never raises."""
    name = "".join(half_width(text).split()).replace("／", "/")
    if len(name) > LONGEST_UNIT:
        return name
    if name[:1] == "(" and name[-1:] == ")":
        name = name[1:-1]
    if name in _SYNONYMS:
        return _SYNONYMS[name]
    if len(name) > 1 and name.isascii() and name.lower() in _SYNONYMS:  # KM
        return _SYNONYMS[name.lower()]
    if "/" in name:
        top, *rest = name.split("/")
        return "/".join([normalise_unit(top), "·".join(normalise_unit(_apart(part)) for part in rest)])
    if "·" in name:
        return "·".join(map(normalise_unit, name.split("·")))
    if name in _KNOWN:
        return name
    magnitude = _magnitude(name)
    if magnitude:
        return magnitude + normalise_unit(name[len(magnitude):])
    if name[:1] == "个" and (name[1:] in _KNOWN or name[1:] in _SYNONYMS):
        return normalise_unit(name[1:])
    return name


def _apart(each: str) -> str:
    """生年 of 元/生年 as 生·年, 人天 as 人·天; 学年 and 半年 are one."""
    thing, period = each[:-1], each[-1:]
    if period not in _PERIODS or each in _KNOWN or each in _SYNONYMS:
        return each
    return f"{thing}·{period}" if thing in _KNOWN or len(thing) == 1 and thing not in "学半·个" else each


_PERIODS = frozenset("年月天日")


@lru_cache(maxsize=4096)
def unit_of(name: str) -> Unit:
    """The dimension and factor of a unit. A bare number is of the dimension ``""``, and so is ``万`` alone."""
    name = normalise_unit(name)
    if name in _KNOWN:
        return _KNOWN[name]
    if len(name) > LONGEST_UNIT:
        return Unit(name)
    if "/" in name:
        top, bottom = (unit_of(part) for part in name.split("/", 1))
        return Unit(f"{top.dimension}/{bottom.dimension}", top.factor * bottom.per, top.per * bottom.factor)
    if "·" in name:  # 元/月·人 is 元/人·月
        parts = sorted(map(unit_of, name.split("·")))
        return Unit("·".join(part.dimension for part in parts), prod(p.factor for p in parts), prod(p.per for p in parts))
    magnitude = _magnitude(name)
    if magnitude:
        rest = unit_of(name[len(magnitude):])
        return Unit(rest.dimension, rest.factor * MAGNITUDES[magnitude], rest.per)
    return Unit(name)


def convert(number: Decimal, from_unit: str, to_unit: str) -> Decimal | None:
    """*number* of *from_unit* in *to_unit*, or None when the one is not of the other's kind (人 and 人次)."""
    if from_unit == to_unit:
        return number
    source, target = unit_of(from_unit), unit_of(to_unit)
    if source.dimension != target.dimension:
        return None
    return number * (source.factor * target.per) / (source.per * target.factor)


@lru_cache(maxsize=4096)
def is_known_unit(name: str) -> bool:
    """Whether this is a unit people use, so that a number before it is a quantity and not part of a name."""
    name = normalise_unit(name)
    if name in _KNOWN or len(name) > LONGEST_UNIT:
        return name in _KNOWN
    top, slash, bottom = name.partition("/")
    if slash:
        return is_known_unit(top) and is_wording(bottom)
    magnitude = _magnitude(name)
    return magnitude != "" and (name == magnitude or is_known_unit(name[len(magnitude):]))


def is_wording(text: str) -> bool:
    """Whether a text can name a unit: letters and the marks between them, no digit and no punctuation."""
    return text != "" and all(character.isalpha() or character in "%‰℃㎡²³·/()" for character in text)


def is_money(unit: str) -> bool:
    """Whether the unit is an amount of money (元、千元、万元、亿元); a price such as 元/套 is not."""
    return unit_of(unit).dimension == "元"


def is_percent(unit: str) -> bool:
    """Whether the unit is a share: %, ‰, 个百分点, 成."""
    return unit_of(unit).dimension == "%"


def is_price(unit: str) -> bool:
    """Whether the unit is money for one of something: 元/套, 万元/公里."""
    return unit_of(unit).dimension.startswith("元/")


def is_calendar(unit: str) -> bool:
    """Whether the unit is a part of the calendar, whose length in days varies: 月, 季度, 年."""
    return unit in ("月", "季度", "半年", "年")


def a_year(unit: str, other: str) -> str:
    """A count beside a frequency is that of the whole year: 次 beside 次/月 is 次/年; any other unit stays as it is.

    Hours beside hours a day are those of a day (小时 beside 小时/天), for no year has eight.
    """
    dimension = unit_of(unit).dimension
    if unit_of(other).dimension != f"{dimension}/秒":
        return unit
    return f"{unit}/{other.partition('/')[2]}" if dimension == "秒" else f"{unit}/年"


def is_magnitude(unit: str) -> bool:
    """Whether the unit is a mere magnitude with nothing counted: 万, 亿."""
    return unit != "" and unit_of(unit).dimension == ""


def magnitude_of(unit: str) -> Decimal:
    """How many of what is counted the unit's name says: 10000 of 万, 万件 and 万元, 1 of 亩 and 千瓦."""
    counted = normalise_unit(unit).partition("/")[0]
    if is_money(counted):
        return unit_of(counted).factor
    return MAGNITUDES.get(_magnitude(counted), ONE) if counted not in _KNOWN else ONE


def _magnitude(name: str) -> str:
    """The magnitude a unit's name begins with, if any."""
    return next((word for word in MAGNITUDES if name.startswith(word)), "")
