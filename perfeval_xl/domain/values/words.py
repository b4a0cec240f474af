"""The words around a figure, and the words that stand in its place."""

from functools import lru_cache

from ...core.cells import BLANKS
from ...core.money import half_width
from ...core.patterns import Pattern

# Comparators (比较符) as symbols, in every spelling found in published forms.
STANDARD_SIGNS = {"≥": ">=", "≤": "<=", ">": ">", "<": "<", "=": "=", "＞": ">", "＜": "<", "＝": "="}
_TWIN = {">": ">＞〉》", "<": "<＜〈《", "=": "=＝", "≥": "≥", "≤": "≤"}  # 〉＝: the bracket is next to the sign in an IME


def _spellings(first: str, second: str) -> list[str]:
    """A two-character sign in half width, full width and mixed."""
    return [one + other for one in _TWIN[first] for other in _TWIN[second]]


_AT_LEAST = [*_spellings(">", "="), *_spellings("=", ">"), *_spellings("≥", "="), *_spellings(">", "≥"), *"≧⩾≮"]
_AT_MOST = [*_spellings("<", "="), *_spellings("=", "<"), *_spellings("≤", "="), *_spellings("<", "≤"), *"≦⩽≯"]
_EQUAL = [*_spellings("=", "="), *"﹦═"]
ODD_SIGNS = (
    dict.fromkeys(_AT_LEAST, ">=")
    | dict.fromkeys(_AT_MOST, "<=")
    | dict.fromkeys(_EQUAL, "=")
    | {"﹥": ">", "〉": ">", "﹤": "<", "〈": "<"}
)
SIGNS = STANDARD_SIGNS | ODD_SIGNS

# Comparators as words before the figure.
_WORDS_BEFORE = {
    ">=": """不低于 不少于 不小于 不得低于 不得少于 不能低于 至少 最少 大于等于 大于或等于 高于等于
        达到 达 力争达到 保持在""",
    ">": "大于 高于 超过 多于 超出 超",
    "<=": """不超过 不高于 不大于 不多于 不超 不得超过 不得高于 不能超过 控制在 严格控制在 控制 至多 最多 最高
        小于等于 小于或等于 低于等于 限于""",
    "<": "小于 低于 少于 不足 不到",
    "=": "等于",
}
WORDS_BEFORE = {word: comparator for comparator, words in _WORDS_BEFORE.items() for word in words.split()}
# Comparators as words after the figure.
_WORDS_AFTER = {
    ">=": "以上 及以上 或以上 (含)以上 以上(含)",
    "<=": "以下 及以下 或以下 (含)以下 以内 之内 范围内 (含)以内 以内(含) 以下(含) 内",
    "": "左右 上下 不等",
}
WORDS_AFTER = {word: comparator for comparator, words in _WORDS_AFTER.items() for word in words.split()}
# Words that say a figure is not exact without comparing it.
FUZZY_BEFORE = "大约为 大约 约为 约 近 将近 接近 预估 预计 估计 估算 大概 平均约 计划".split()
# Comparing words that leave the figure exact; every other one makes it inexact, as 以上 and 不低于 do.
EXACT_WORDS = frozenset(("达到", "达", "力争达到", "保持在", "等于"))
# Words that add nothing to the figure.
FILLERS = """
    已完成 实际完成 全部完成 全年完成 累计完成 共完成 完成率 完成 实际 实现 已 共计 合计 总计 累计 全年 本年 年度 共
    总数 总额 为 是 在 了 补助 补贴 发放 人民币 ￥ ¥ : 、
""".split()
TRAILERS = "满意 已完成 全部完成 完成 办结 已达标 达标 达成 全覆盖 覆盖 到位 合格 时间 执行 标准".split()

# What says so with 已, 均 or 均已 before it as well.
REACHED = frozenset(
    """
    完成 全部完成 全面完成 按时完成 按期完成 如期完成 按计划完成 按要求完成 圆满完成 顺利完成 超额完成 提前完成
    及时完成 完成目标 完成任务 完成目标任务 完成年度目标 完成预期目标 完成预期指标 达成 达成目标 达成预期
    达成预期目标 达成预期指标 达成年度目标 达成年度指标 达到 达到目标 达到预期 达到预期目标 达到预期指标 达到目标值
    达标 全部达标 实现 实现目标 实现预期目标 全部实现
    """.split()
)
# What says that it was not, after one of these denials: 未完成, 尚未开工.
_DENIALS = "尚未 还未 暂未 没有 没 未能 未".split()
_DONE = frozenset("开展 开工 实施 落实 建成 验收 动工 竣工 完工 交付 投入使用".split())
_AVOIDED = frozenset("不无未零免防杜禁")  # in a target of what should not happen
_PARTLY = "部分 基本 正在 推进中 进行中 初步 大部".split()
# Not 未 alone: what should not happen did not (未发生、未超标).
_NOT = """
    未完成 未全部 未全面 未达 未实现 未能 未按 未到 未开展 未开工 未启动 未实施 未落实 未执行 未建 尚未 还未 暂未
    没有完成 没有达 没有实现 没有开展 无法 不达 较差 延期 滞后
""".split()
# What says that something to be avoided did not happen (未发生、零投诉), as the figure 0 does.
_NONE_OCCURRED = Pattern(
    r"(?:均|全年|本年)?(?:(?:未|没有|不|零|无)(?:发生|出现|产生).{0,12}"
    r"|零|[零无0](?:[重较特]大|有效|责任|安全|质量|生产|网络|群体性|负面|越级|严重){0,4}"
    r"(?:事故|投诉|差错|舆情|违规|违纪|案件|伤亡|死亡|事件|上访|信访|逾期)|杜绝.{0,12})",
    words=("未", "没有", "不", "零", "无", "0", "杜绝"),
)
# Not one of them, 未发生一起安全事故, 无1例投诉, is no figure of 1.
_NOT_ONE = Pattern(
    r"(?:均|全年|本年)?(?:未|没有|不|无)(?:发生|出现|产生)?过?[1一][起例次件宗个人名户](?!性).{0,12}",
    words=("未", "没有", "不", "无"),
)
_NONE_OF = Pattern("(?:均|全年|本年)?(?:(?:未|没有|不|零|无)(?:发生|出现|产生)?过?(?:[1一][起例次件宗个人名户])?|0|杜绝)")
# A description in grades (优、良、中、差) can be judged by whoever applies it.
_GRADES = "优良 良中 好较好 优秀良好 合格不合格 是否".split()
_BETWEEN_GRADES = str.maketrans("", "", "、,，/ ")
_NOT_AN_ANSWER = frozenset(("定性", "定量", "定性指标", "定性描述"))

_NOTHING = BLANKS | frozenset(("无", "不适用", "不涉及", "暂无", "N/A", "n/a"))
# What the form's own sample text contains, begins with, or is.
_PLACEHOLDING = ("××", "**", "__", "○○", "待填", "待定", "待补充", "待完善", "待统计", "请填写")
_PLACEHOLDING += tuple(one + other for one in "xXＸ" for other in "xXＸ")
_INSTRUCTION = tuple(bracket + words for bracket in ("", "(", "（") for words in ("填写", "此处填写"))
_DOTS = "….。·"
_SAMPLE = Pattern(r"(?:三级)?指标\d*[:：]?[….\s]*[xX×*Ｘ○]{0,9}")


def is_nothing(text: str) -> bool:
    """Whether a cell holds nothing, or a mark that stands for nothing (``/`` ``—`` ``无``)."""
    return text in _NOTHING or text.strip() in _NOTHING


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """Whether the form's own sample text was left standing: ``……`` ``指标1：`` ``XX`` ``待填``."""
    text = "".join(text.split())
    if text.startswith(_INSTRUCTION) or any(words in text for words in _PLACEHOLDING):
        return True
    if text.startswith(("指标", "三级指标")):
        return _SAMPLE.fullmatch(text) is not None
    return text == "…" or (len(text) > 1 and not text.strip(_DOTS))


def bare_words(text: str) -> str:
    """A text without spaces and closing punctuation, to compare words with words."""
    return "".join(half_width(text).split()).strip("。.;；,、!！:")


def reached(text: str) -> bool:
    """Whether an actual says in words that the target was reached (完成、已完成、达成预期指标、达标)."""
    return bare_words(text).removeprefix("均").removeprefix("已") in REACHED


def missed(target: str, actual: str) -> bool:
    """Whether an actual says nothing but that the target was not reached (完成: 未完成、尚未达标); of what is to be avoided it cannot."""
    words = bare_words(actual).removeprefix("均")
    denial = next((each for each in _DENIALS if words.startswith(each)), "")
    return denial != "" and words.removeprefix(denial) in REACHED | _DONE and _AVOIDED.isdisjoint(target)


def partly_reached(text: str) -> bool:
    """Whether an actual says that part of the target was reached (部分达成、基本完成、正在推进)."""
    return any(word in text for word in _PARTLY)


def not_reached(text: str) -> bool:
    """Whether an actual says that the target was not reached (未完成、未达成)."""
    return any(word in text for word in _NOT)


def none_occurred(text: str) -> bool:
    """Whether a text says that nothing of the kind happened or is to happen (未发生、不发生、零事故)."""
    return _NONE_OCCURRED.fullmatch(bare_words(text)) is not None or not_one(text)


def not_one(text: str) -> bool:
    """Whether a text says that not one of the kind happened (未发生一起安全事故、无1例投诉)."""
    return _NOT_ONE.fullmatch(bare_words(text)) is not None


def none_of_it_occurred(target: str, actual: str) -> bool:
    """Whether what the target wants avoided did not happen (不发生重大事故: 未发生、未发生重大事故、未发生事故)."""
    if not (none_occurred(target) and none_occurred(actual)):
        return False
    avoided, absent = (_NONE_OF.sub("", bare_words(text), 1) for text in (target, actual))
    return avoided.endswith(absent)


def is_graded(text: str) -> bool:
    """Whether a qualitative target describes its grades (优良中低差), as it should where nothing can be counted."""
    scale = text.translate(_BETWEEN_GRADES)
    return any(grades in scale for grades in _GRADES)


def answers(text: str) -> bool:
    """Whether repeating this target is an answer; “定性” or a scale of grades repeated says nothing."""
    return bare_words(text) not in _NOT_AN_ANSWER and not is_graded(text)
