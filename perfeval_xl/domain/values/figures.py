"""One figure with its comparator, unit and surroundings: ``不低于95%`` ``预估260套`` ``窗口数65个`` ``每亩300元``."""

import re
from decimal import Decimal

from ...core.money import DIGITS, half_width
from ...core.patterns import Pattern
from ..units import LONGEST_UNIT, MAGNITUDES, is_known_unit, is_wording, normalise_unit
from .record import Value
from .words import EXACT_WORDS, FILLERS, FUZZY_BEFORE, ODD_SIGNS, SIGNS, TRAILERS, WORDS_AFTER, WORDS_BEFORE

# Longest first, so that 不低于 is not read as 低于.
_COMPARING, _FUZZY, _FILLING, _AFTER, _TRAILING = (
    tuple(sorted(words, key=len, reverse=True))
    for words in (SIGNS | WORDS_BEFORE, FUZZY_BEFORE, FILLERS, WORDS_AFTER, TRAILERS)
)
_BEHIND = _AFTER + _TRAILING
_MORE = Pattern(rf"({'|'.join(MAGNITUDES)})?(余|多|来|几|\+)(?!功能|媒体|种形式|[0-9])")  # 200+300 is a sum
_MORE_SIGNS = frozenset("余多来几+")
_CUT = Pattern(r"(?!20[0-9]{2}\n)[^0-9,.]{0,6}[0-9]+\.?\n\.?[0-9]+(?:\.[0-9]+)?[^0-9,.\n]{1,8}")  # “19⏎50人” in a narrow column
_NOTE_END = Pattern(r"\(([^()]*)\)$")

_DIGITS = r"(?:(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3}(?![0-9]))?"
_ARABIC = Pattern(rf"(?<![0-9A-Za-z.])[+-]?{_DIGITS}")
_RANGE = Pattern(rf"(.{{0,4}}?)(?:-+|—+|–|~|～|至|到)({_DIGITS})(?![0-9])")
_RANGE_SIGNS = frozenset("-—–~～至到")
_NUMERALS = "零〇一二两三四五六七八九十百千万亿半"
_NUMERAL = Pattern(f"(?:(?<!每)半|[{_NUMERALS[:-1]}])+", words=tuple(_NUMERALS))  # 每半年一次
_SHARE = Pattern(f"(百分之|千分之|万分之)({_DIGITS}|[零〇一二两三四五六七八九十百]+)")
_SHARE_UNITS = {"百分之": ("%", 1), "千分之": ("‰", 1), "万分之": ("‰", Decimal("0.1"))}

# 28个部门 counts 个, 3次培训 次: a counter and, after it, what is counted; nothing that says it was not done or not so many.
_COUNTED = Pattern(
    r"((?:个月|个工作日|个季度|[十百千万亿]*(?:人次|批次|场次|[人次篇期批部张块亩吨株棵头只幅盏米册本栋幢门面眼口艘]|公里|平方米|公顷|千克|公斤|元))"
    r"(?=[^内前后].|[羊牛猪鸡鸭鹅鱼树苗楼房井桥门墙灯车书课])"
    r"|[个项套家户条名场处所座份台辆件位支]次?)(?![每均次数以及或左上下])[^/未没无不尚缺差超少每]{1,6}(?<!率)(?<!满意度)"
)
# 100%及时, 95%合格: what came to that share; nothing that says it did not, or how it changed.
_SHARE_OF = Pattern(r"([%‰])(?!及?以|或|左|上)[^0-9/未没无不尚缺差超少低每增减降升]{1,6}")
_CHINESE_UNITS = frozenset(
    """
    年 年度 个月 个季度 天 周 小时 分钟 个工作日 个小时 元 万元 亿元 亩 公里 公顷 吨 成 倍 次 场 个 项 套 家 户 份
    台 辆 条 件 人 名 位 所 处 座 栋 艘 篇 册 本 批 起 例 支 队 轮 种 门 人次 场次 批次 期次 车次
    """.split()
)
_WITHIN = Pattern(r"((?:秒|分钟|小时|天|日|周|月)[以之]?内)[^未没无不]{2,6}")  # 15分钟内响应
_AND_HALF = Pattern(r"个半(?:月|小时|学期)|年半|天半")  # 2个半月
_PERIODS = frozenset(("季度", "月度", "半年"))  # 季度1次
_TIMES_SIGNS = str.maketrans(dict.fromkeys(".*＊×", "·"))  # 元/生.年, 元/人*月
_PER_THOUSANDS = Pattern(r"[人例]?/10{0,3}[千万]?[人例]?")  # 12/10万
_SENTENCE_SIGNS = frozenset("0123456789。;!?！？")
_LONGEST_LABEL = 16
# A counter nobody listed is short, and what begins like a date is a date that does not exist (“13月底前”).
_LONGEST_UNLISTED = 3
_LIKE_A_DATE = "年月日号"
# A rank (前3名) or the number of a document is no quantity.
_NO_QUANTITY_AFTER = ("第", "前", "-", "#", "(", "“", "《", "〔")


def read_figure(text: str, cleaned: str) -> Value | None:
    """The one figure that *cleaned* (half-width, no spaces) states, or None when it states none or several."""
    share = "分之" in cleaned and _SHARE.search(cleaned)
    if share:
        return _share(text, cleaned, share)
    match = _ARABIC.search(cleaned)
    if match is None:
        return _chinese_figure(text, cleaned)
    head, rest, half = _read_head(cleaned[: match.start()]), cleaned[match.end():], 0
    if rest[1:2] == "半" and _AND_HALF.match(rest):
        rest, half = rest[0] + rest[2:], Decimal("0.5")
    tail = head and _read_tail(rest, labelled=bool(head[0]) and not head[1])
    if not tail:
        return None
    first, last = Decimal(match.group().replace(",", "")) + half, tail[3]
    if abs(first.adjusted()) >= DIGITS or last is not None and last < first:
        return None
    return _value(text, head, first, tail)


def chinese_number(numeral: str) -> Decimal | None:
    """``十二`` → 12, ``一百二十`` → 120, ``两万`` → 20000, ``半`` → 0.5; None for what is no numeral."""
    if numeral == "半":
        return Decimal("0.5")
    total = section = digit = 0
    for sign in numeral:
        if sign in "零〇":
            digit = 0
        elif sign in "一二两三四五六七八九" and not digit:
            digit = "一二三四五六七八九".find("二" if sign == "两" else sign) + 1
        elif sign in "十百千":
            if not digit and (sign != "十" or section):
                return None
            section += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
        elif sign in "万亿" and section + digit:
            total = (total + section + digit) * (10_000 if sign == "万" else 100_000_000)
            section = digit = 0
        else:
            return None
    return Decimal(total + section + digit)


def _share(text: str, cleaned: str, match: re.Match) -> Value | None:
    """百分之九十五以上."""
    head = _read_head(cleaned[: match.start()])
    tail = _read_tail(cleaned[match.end():], labelled=False)
    unit, scale = _SHARE_UNITS[match.group(1)]
    written = match.group(2).replace(",", "")
    number = Decimal(100) if written == "百" else Decimal(written) if written[0].isascii() else chinese_number(written)
    if head is None or tail is None or tail[0] or number is None:
        return None
    return _value(text, head, number * scale, (unit, *tail[1:]))


def _chinese_figure(text: str, cleaned: str) -> Value | None:
    """一年, 两次, 十二个以上: only before a counter and without a label, for 一流 and 十分 are words."""
    match = _NUMERAL.search(cleaned)
    if match is None:
        return None
    head = _read_head(cleaned[: match.start()])
    tail = _read_tail(cleaned[match.end():], labelled=False, units=_CHINESE_UNITS)
    number = chinese_number(match.group())
    if head is None or head[0] or not tail or number is None:
        return None
    return _value(text, head, number, tail)


def _value(text: str, head: tuple, number: Decimal, tail: tuple) -> Value:
    label, sign, fuzzy, each = head
    unit, sign_after, fuzzy_after, upper, trailing_note = tail
    sign = sign or sign_after
    if each:
        unit = f"{unit}/{each}"
    return Value(
        "number",
        text,
        SIGNS.get(sign) or WORDS_BEFORE.get(sign) or WORDS_AFTER.get(sign, ""),
        number,
        unit if trailing_note is None else trailing_note,
        upper,
        fuzzy or fuzzy_after,
        sign,
        sign in ODD_SIGNS,
        label,
    )


def _read_head(head: str) -> tuple[str, str, str, str] | None:
    """What stands before a figure, read from the figure leftwards: (label, sign, fuzzy word, 每…)."""
    sign = fuzzy = ""
    each = []
    while head:
        if word := _ending(head, _COMPARING):
            sign = sign if sign in SIGNS else word
            if word in WORDS_BEFORE and word not in EXACT_WORDS:
                fuzzy = word
        elif word := _ending(head, _FUZZY):
            fuzzy = word
        elif word := _each(head):
            each.insert(0, normalise_unit(word.removeprefix("每")))
        elif not (word := _ending(head, _FILLING)):
            break
        head = head[: -len(word)]
    if len(head) > _LONGEST_LABEL or not _SENTENCE_SIGNS.isdisjoint(head) or head.endswith(_NO_QUANTITY_AFTER):
        return None
    return head, sign, fuzzy, "·".join(each)


def _ending(text: str, words: tuple[str, ...]) -> str:
    """The longest of the words that the text ends with, or nothing."""
    return next((word for word in words if text.endswith(word)), "") if text.endswith(words) else ""


def _each(head: str) -> str:
    """“每亩”, “每个工作日” at the end of what stands before a figure, or nothing."""
    if head in _PERIODS:
        return head
    word = head[head.rfind("每"):] if "每" in head[-5:] else ""
    return word if len(word) == 2 or (len(word) > 2 and is_known_unit(word[1:])) else ""


def _read_tail(tail: str, labelled: bool, units: frozenset | None = None) -> tuple | None:
    """What stands after a figure: (unit, sign, fuzzy word, upper end, the unit in a note in brackets or None)."""
    upper = sign = fuzzy = None
    if not _RANGE_SIGNS.isdisjoint(tail) and (match := _RANGE.match(tail)):
        # “3-5天” and “5万-10万元”: what stands between belongs to the unit of both ends.
        upper = Decimal(match.group(2).replace(",", ""))
        between, tail = normalise_unit(match.group(1)), tail[match.end():]
        if between and not normalise_unit(tail).startswith(between):
            return None
    if "内" in tail and (within := _WITHIN.search(tail)) and within.end() == len(tail):
        tail = tail[: within.end(1)]
    note = None
    while not _is_unit(tail, units):
        if word := _ending(tail, _AFTER):
            sign, fuzzy = sign or word, fuzzy or word
        elif tail.endswith(")") and (match := _NOTE_END.search(tail)):
            word = match.group()
            if word == tail and is_known_unit(match.group(1)):
                note = normalise_unit(match.group(1))
        elif not (word := _ending(tail, _TRAILING)):
            break
        tail = tail[: -len(word)]
    if not _MORE_SIGNS.isdisjoint(tail) and (match := _MORE.match(tail)):
        fuzzy = fuzzy or match.group(2)
        tail = (match.group(1) or "") + tail[match.end():]
    unit = _unit(tail, labelled, units)
    return None if unit is None else (unit, sign or "", fuzzy or "", upper, note)


def _is_unit(tail: str, units: frozenset | None) -> bool:
    """Whether the rest is a unit as it stands, so that “5起” is not read as “5 and up”; 元/公里以内 is none."""
    if units is not None:
        return tail in units
    return tail == "" or is_known_unit(tail) and not ("/" in tail and (tail.endswith(_BEHIND) or _ends_with_remark(tail)))


def _ends_with_remark(unit: str) -> bool:
    """Whether a bracket behind a unit says something else than units do: 元/人(不含税), but 元/人(次)."""
    note = _NOTE_END.search(unit)
    return note is not None and not is_known_unit(note[1])


def _unit(tail: str, labelled: bool, units: frozenset | None) -> str | None:
    """The normalised unit, or None when the rest is no unit."""
    if units is not None:
        return normalise_unit(tail) if tail in units else None
    if tail == "" or is_known_unit(tail):
        return normalise_unit(tail)
    tail = (tail[0] + tail[1:].replace("每", "/")).translate(_TIMES_SIGNS)  # 元每平方米
    if not (is_wording(tail) or _PER_THOUSANDS.fullmatch(tail)) or tail[0] in _LIKE_A_DATE:
        return None
    if counted := _COUNTED.fullmatch(tail) or _SHARE_OF.fullmatch(tail):
        return normalise_unit(counted[1])
    if labelled or len(tail) > (LONGEST_UNIT if "/" in tail else _LONGEST_UNLISTED):
        return None
    return normalise_unit(tail)


def clean(text: str) -> str:
    """The text as the grammar reads it: half-width, without spaces; line breaks become commas, but within a figure."""
    lines = ["".join(line.split()) for line in half_width(text).replace("\r", "\n").split("\n") if line.strip()]
    if len(lines) == 2 and _CUT.fullmatch("\n".join(lines)):
        lines = ["".join(lines)]
    return ",".join(lines).rstrip("。.;；、,!！")
