"""The words of a 评分标准 text brought to one spelling, so that the grammar has to know each only once."""

from ...core.money import half_width
from ...core.patterns import Pattern
from ..values.words import SIGNS

# Longer than any standard that is one law: it explains, quotes or lists, and only a person reads that.
LONGEST = 1500

_SYMBOL = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}
_TWO = {sign: _SYMBOL[meaning] for sign, meaning in SIGNS.items() if len(sign) == 2}
_ONE = str.maketrans(
    {sign: _SYMBOL[meaning] for sign, meaning in SIGNS.items() if len(sign) == 1}
    | dict.fromkeys("“”\"'‘’「」『』\u200b\ufeff")
    | dict.fromkeys("。；", ";")
    | dict.fromkeys("、", ",")
    | dict.fromkeys("【〔", "(")
    | dict.fromkeys("】〕", ")")
    | dict.fromkeys("*✕╳", "×")
    | dict.fromkeys("﹪", "%")
)
_LISTED = Pattern(r"(?:^|(?<=[。;；:分]))([0-9]{1,2})、")  # “1、” numbers an item, it joins no figures
_DASHES = Pattern(r"(?<=[0-9%)元天次])(?:至|到|~|～|∼|〜|–|—{1,2}|─|―|−|‐|-{2})(?=-?[0-9])")
_AND = Pattern(r"(?<=[0-9%)])[和与](?=-?[0-9.]{1,9}%?(?:\([^()]{1,6}\))?之间)")
_HUNDREDTHS = Pattern(r"百分之([零〇一二两三四五六七八九十百]{1,5})(?!点)")
_NUMERAL = Pattern(r"([一二两三四五六七八九十]{1,3})(?=个?百分点|[个例起次项处笔件条宗天日人家户]|%)")
_DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}

# Comparators as words before a figure; the longest first, as 大于等于 begins with 大于.
_COMPARING = {
    "≥": """大于等于 大于或等于 等于或大于 等于大于 高于等于 高于或等于 不低于 不少于 不小于 不得低于 不得少于 达到或超过
        达到 至少 达""",
    "≤": """小于等于 小于或等于 等于或小于 等于小于 低于等于 低于或等于 不超过 不高于 不大于 不多于 不得超过 不得高于
        未超过 没有超过 控制在""",
    ">": "大于 高于 超过 多于 超出",
    "<": "小于 低于 少于 不足 不满 不到 未达到 未达 达不到 没有达到",
    "=": "等于 恰好为",
}
_SIGN_OF = {word: sign for sign, words in _COMPARING.items() for word in words.split()}
_WORDS = sorted(_SIGN_OF, key=len, reverse=True)
_COMPARED = Pattern(f"(?<![每或])({'|'.join(_WORDS)})(?=-?[0-9])")


def normal(text: str) -> str:
    """The text without white space and quotation marks, in half width, its comparators as ≥ ≤ > < =.

    “；” and “。” become “;”, “、” becomes “,”, dashes between figures “-”, 百分之五 “5%”, 一个百分点 “1个百分点”.
    """
    text = half_width("".join(text.split())).replace(" ", "")
    text = _LISTED.sub(r"(\1)", text)
    for sign, symbol in _TWO.items():
        if sign in text:
            text = text.replace(sign, symbol)
    text = text.translate(_ONE)
    text = _HUNDREDTHS.sub(lambda match: f"{_value(match[1])}%", text)
    text = _NUMERAL.sub(lambda match: str(_value(match[1])), text)
    text = _AND.sub("-", _DASHES.sub("-", text))
    return _COMPARED.sub(lambda match: _SIGN_OF[match[1]], text)


def _value(numeral: str) -> int:
    """A Chinese numeral up to 百: 五, 十, 十五, 二十, 九十五, 一百."""
    hundreds, found, rest = numeral.rpartition("百")
    total = 100 * (_DIGITS.get(hundreds[-1:], 1) if found else 0)
    tens, found, ones = rest.rpartition("十")
    total += 10 * (_DIGITS.get(tens[-1:], 1) if found else 0)
    return total + _DIGITS.get(ones[-1:], 0)
