"""Which values a phrase of a 评分标准 is about: ``≥90%`` ``80%(含)-90%`` ``[60,70)`` ``有结余,但不超过上年结转`` ``其他``."""

from decimal import Decimal

from ...core.money import ZERO, decimal
from ...core.patterns import Pattern
from ...core.record import Record
from .line import CLOSED, IMPLIED, OPEN, UNSAID, USUAL, Stretch

UNITS = "%|个百分点|万元|元|个工作日|工作日|天|日|次|人次|人|户|家|件|个|项|场"
FIGURE = r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?"
_IN = r"(?:\((?:均?不?含(?:本数)?(?:[0-9.]{1,9}%?)?)\))?"
_N = rf"({FIGURE})({UNITS})?({_IN})"
# What may stand around a range without changing it.
_AFTER = r"(?:的|时|者|之间|区间|范围内?|部分|则|即|情况|该项|本项|此项|该指标|,|:)*"
# What is measured: words only, none of which turns the sense.
_BEFORE = r"([^0-9≤≥<>=;×÷+\[\]]{0,40}?)"
_WORDS = {"以上": "low", "以下": "high", "以内": "high"}
_CLASSES = {"≥": ("low", CLOSED), ">": ("low", OPEN), "≤": ("high", CLOSED), "<": ("high", OPEN)}

_BETWEEN = Pattern(rf"{_BEFORE}{_N}-{_N}(?:之间|区间|范围内|以内)?({_IN}){_AFTER}")
_BRACKETED = Pattern(rf"{_BEFORE}([\[(])({FIGURE})({UNITS})?,({FIGURE})({UNITS})?([\])]){_AFTER}")
_CHAIN = Pattern(rf"{_N}([≤<]){_BEFORE}([≤<]){_N}{_AFTER}")
_CHAIN_DOWN = Pattern(rf"{_N}([≥>]){_BEFORE}([≥>]){_N}{_AFTER}")
_TWO_SIGNS = Pattern(
    rf"{_BEFORE}([≥>≤<]){_N}(?:以上|以下|以内|的)?[,且并但同时和]{{0,3}}{_BEFORE}([≥>≤<]){_N}(?:以上|以下|以内)?{_AFTER}"
)
_TWO_WORDS = Pattern(
    rf"{_BEFORE}{_N}(以上|以下)({_IN})[,且并但至-]{{0,2}}([≥>≤<])?{_N}(以上|以下|以内)?({_IN}){_AFTER}"
)
_SIGN = Pattern(rf"{_BEFORE}([≥>≤<=]){_N}(及?以上|及?以下|及?以内|之内)?({_IN}){_AFTER}")
_WORD = Pattern(rf"{_BEFORE}{_N}(?:及|或)?(以上|以下|以内|之内|以外)({_IN}){_AFTER}")
_BARE = Pattern(rf"{_BEFORE}{_N}{_AFTER}")
_OTHERWISE = Pattern(
    r"(?:其他|其它|其余|否则|除此之外|反之|(?:未达到|达不到|未达|不符合|不满足)(?:上述|以上|该|此)?(?:标准|要求|目标|比例)?)"
    r"(?:情况|情形|部分|的|者|均|一律|则|,|:)*"
)
# 资金结余 against last year's carry-over (上年结转).
_NAME = r"(?:年末|年终|当年|本年度?|累计|资金|结转)*结余(?:资金|结转)?"
_LAST = r"上(?:一)?年度?(?:末|年末)?(?:结转和结余|结转结余|结转|结余)(?:资金|数|数额)?"
_NO_SURPLUS = Pattern(
    rf"(?:年末|年终|当年|本年度?)?(?:无|没有|未出现|不存在){_NAME}(?:的|时|,)*|{_NAME}(?:为|=)0(?:的|时|,)*"
)
_UP_TO_LAST = Pattern(
    rf"(?:有{_NAME})?[,但]*(?:{_NAME})?(?:不超过|未超过|没有超过|不高于|不大于|小于等于|≤|在)(?:或等于)?{_LAST}(?:以内)?(?:的|时|,)*"
)
_OVER_LAST = Pattern(rf"(?:有{_NAME})?[,且并]*(?:{_NAME})?(?:超过|大于|高于|超出|>){_LAST}(?:的|时|,)*")
_CARRIED_IN = "carried_in"

# Words by which the subject is no plain quantity: a change against something, a second condition.
_TURNING = Pattern(
    r"不|未|(?<!除)非(?!税)|除|每|或|较|无|上年|上一年|去年|超过|超出|低于|高于|减少|增加|同期|同比|连续|倍|且|得|扣|(?<!部)分(?![配类部散担项级])"
)
_FILLERS = Pattern(
    r"^(?:评分标准|评分细则|计分标准|评价标准|标准|其中|如果?|若|当(?!年)|凡|对于?|按照?|根据|以|在(?![职编岗册校建用库])|介于|实际|,|:|\.|\(|\))+"
    r"|(?:的|为|是|在|介于|处于|占|:|,|\(|\)|实际|则|结果|数值|(?<!绝对)值)+$"
)
RATE_ENDS = tuple("率 度 比例 比重 占比".split())
_LONGEST_NAME = 20
_ANYTHING = frozenset(
    ("", "比例", "比率", "完成率", "完成比例", "完成", "X", "x", "该指标", "本指标", "指标", "该项", "该比率")
)


class Condition(Record):
    """Which values a consequence is for. ``otherwise``: all that no other condition has; no stretch: not said."""

    stretch: Stretch | None = None
    subject: str = ""
    units: tuple[str, ...] = ()
    otherwise: bool = False


def read_condition(text: str) -> Condition | None:
    """The condition that a normalised phrase states, or None where any of it is not understood."""
    if not text:
        return Condition()
    if _OTHERWISE.fullmatch(text):
        return Condition(otherwise=True)
    if "结" in text and (found := _surplus(text)):
        return found
    for read in (_between, _bracketed, _chain, _two_signs, _two_words, _sign, _word, _bare):
        found = read(text)
        if found is not None:
            return found if _plain_subject(found.subject) and _ascending(found.stretch) else None
    subject = bare_subject(text)
    named = len(text) <= _LONGEST_NAME and subject.endswith(RATE_ENDS) and _plain_subject(subject)
    return Condition(subject=subject) if named else None


def _surplus(text: str) -> Condition | None:
    units = ("万元",)
    if _NO_SURPLUS.fullmatch(text):
        return Condition(Stretch(None, ZERO, UNSAID, CLOSED), "结余", units)
    if _UP_TO_LAST.fullmatch(text):
        return Condition(Stretch(ZERO, _CARRIED_IN, OPEN, CLOSED), "结余", units)
    if _OVER_LAST.fullmatch(text):
        return Condition(Stretch(_CARRIED_IN, None, OPEN), "结余", units)
    return None


def _plain_subject(subject: str) -> bool:
    return not _TURNING.search(subject)


def _ascending(stretch: Stretch) -> bool:
    return stretch.low is None or stretch.high is None or stretch.low <= stretch.high


def bare_subject(text: str) -> str:
    """What is measured, without the words that only hold the sentence together."""
    text = _FILLERS.sub("", text)
    return "" if text in _ANYTHING else text


def _end(said: str, unsaid: str) -> str:
    """How an end is meant that （含） or （不含） follows, or nothing."""
    if not said:
        return unsaid
    return OPEN if "不含" in said else CLOSED


def _between(text: str) -> Condition | None:
    match = _BETWEEN.fullmatch(text)
    if not match:
        return None
    subject, low, low_unit, low_in, high, high_unit, high_in, both = match.groups()
    if decimal(low) > decimal(high):  # “90%-80%”
        low, low_unit, low_in, high, high_unit, high_in = high, high_unit, high_in, low, low_unit, low_in
    ends = _ends(decimal(low), decimal(high), (("low", low_in), ("high", high_in), ("", both)))
    if ends is None:
        return None
    stretch = Stretch(decimal(low), decimal(high), *ends)
    return Condition(stretch, bare_subject(subject), _units(low_unit, high_unit))


def _ends(low: Decimal, high: Decimal, remarks: tuple[tuple[str, str], ...]) -> tuple[str, str] | None:
    """How the ends are meant: （含） speaks of the figure before it, （含80%） of that figure, （均含） of both.

    Where only one end is said to be included, the other is not, unless nobody else has it.
    """
    ends = {"low": UNSAID, "high": UNSAID}
    for side, said in remarks:
        figure = said.strip("(均不含本数)%")
        named = {low: "low", high: "high"}.get(decimal(figure)) if figure else side
        if "均" in said:
            ends = dict.fromkeys(ends, _end(said, UNSAID))
        elif said and not named:
            return None
        elif said:
            ends[named] = _end(said, UNSAID)
    if sorted(ends.values()) == [CLOSED, UNSAID]:
        ends = {side: IMPLIED if end == UNSAID else end for side, end in ends.items()}
    return ends["low"], ends["high"]


def _bracketed(text: str) -> Condition | None:
    match = _BRACKETED.fullmatch(text)
    if not match:
        return None
    subject, opening, low, low_unit, high, high_unit, closing = match.groups()
    ends = CLOSED if opening == "[" else OPEN, CLOSED if closing == "]" else OPEN
    return Condition(Stretch(decimal(low), decimal(high), *ends), bare_subject(subject), _units(low_unit, high_unit))


def _chain(text: str) -> Condition | None:
    if match := _CHAIN.fullmatch(text):
        low, unit, _, first, subject, second, high, other, _ = match.groups()
        ends = CLOSED if first == "≤" else OPEN, CLOSED if second == "≤" else OPEN
    elif match := _CHAIN_DOWN.fullmatch(text):
        high, other, _, second, subject, first, low, unit, _ = match.groups()
        ends = CLOSED if first == "≥" else OPEN, CLOSED if second == "≥" else OPEN
    else:
        return None
    return Condition(Stretch(decimal(low), decimal(high), *ends), bare_subject(subject), _units(unit, other))


def _two_signs(text: str) -> Condition | None:
    match = _TWO_SIGNS.fullmatch(text)
    if not match:
        return None
    subject, sign, figure, unit, said, second, other_sign, other, other_unit, other_said = match.groups()
    sides = {}
    for symbol, number, words in ((sign, figure, said), (other_sign, other, other_said)):
        side, end = _CLASSES[symbol]
        sides[side] = (decimal(number), _end(words, end))
    if len(sides) != 2 or bare_subject(second.strip("且并但同时和")) not in ("", bare_subject(subject)):
        return None
    (low, low_end), (high, high_end) = sides["low"], sides["high"]
    return Condition(Stretch(low, high, low_end, high_end), bare_subject(subject), _units(unit, other_unit))


def _two_words(text: str) -> Condition | None:
    """“80%以上90%以下”, “80%以上不满90%”."""
    match = _TWO_WORDS.fullmatch(text)
    if not match:
        return None
    subject, figure, unit, said, word, after, sign, other, other_unit, other_said, other_word, other_after = (
        match.groups()
    )
    sides = {_WORDS[word]: (decimal(figure), _end(said or after, USUAL))}
    if bool(sign) == bool(other_word):
        return None
    side, end = _CLASSES[sign] if sign else (_WORDS[other_word], USUAL)
    sides[side] = (decimal(other), _end(other_said or other_after, end))
    if len(sides) != 2:
        return None
    (low, low_end), (high, high_end) = sides["low"], sides["high"]
    return Condition(Stretch(low, high, low_end, high_end), bare_subject(subject), _units(unit, other_unit))


def _sign(text: str) -> Condition | None:
    """``≥90%`` and also “达到90%以上”, where sign and word must not contradict each other."""
    match = _SIGN.fullmatch(text)
    if not match:
        return None
    subject, sign, figure, unit, said, word, after = match.groups()
    side, end = _CLASSES.get(sign, ("point", CLOSED))
    if word and side != ("low" if word.endswith("上") else "high"):
        return None
    return _one_sided(subject, side, decimal(figure), unit, _end(said or after, end))


def _word(text: str) -> Condition | None:
    match = _WORD.fullmatch(text)
    if not match:
        return None
    subject, figure, unit, said, word, after = match.groups()
    if word == "以外":
        return None
    side = "low" if word == "以上" else "high"
    return _one_sided(subject, side, decimal(figure), unit, _end(said or after, USUAL))


def _bare(text: str) -> Condition | None:
    match = _BARE.fullmatch(text)
    if not match:
        return None
    subject, figure, unit, said = match.groups()
    number = decimal(figure)
    stretch = Stretch(number, number, UNSAID, UNSAID, bare=True)
    return None if "不" in said else Condition(stretch, bare_subject(subject), (_unit(unit, number),))


def _one_sided(subject: str, side: str, number: Decimal, unit: str | None, end: str) -> Condition:
    low, high = (None if side == "high" else number), (None if side == "low" else number)
    return Condition(Stretch(low, high, end, end), bare_subject(subject), (_unit(unit, number),))


def _units(first: str | None, second: str | None) -> tuple[str, ...]:
    """The units of the two ends of a range; the one without has that of the other (“0-10%”)."""
    return first or second or "", second or first or ""


def _unit(unit: str | None, number: Decimal) -> str:
    """A unit as said; a bare 0 is 0 in any unit."""
    return unit or ("any" if number == 0 else "")
