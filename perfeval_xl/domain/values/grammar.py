"""parse_value: what a cell of 指标值 or 完成值 says, in every spelling of the published forms."""

from decimal import Decimal
from functools import lru_cache

from ...core.patterns import Pattern
from ..units import COUNTERS, MAGNITUDES, is_known_unit, is_money, is_percent, normalise_unit
from .dates import read_date
from .figures import clean, read_figure
from .record import Value
from .words import (
    EXACT_WORDS,
    ODD_SIGNS,
    SIGNS,
    STANDARD_SIGNS,
    WORDS_AFTER,
    WORDS_BEFORE,
    is_nothing,
    is_placeholder,
    not_one,
    reached,
)

_COMPARATOR_OF = {"": ""} | SIGNS | WORDS_BEFORE
# What nearly every cell holds: [comparator][number][unit][以上]. Everything else goes through the whole grammar.
_USUAL = Pattern(r"([^0-9]{0,6})([0-9]{1,19}(?:\.[0-9]{1,19})?)([^0-9]{0,4}?)(|以上|以下|以内|左右)")
_ITEM_PREFIX = Pattern(r"(?:三级)?指标[0-9一二三四五六七八九十]{1,2}[:、.]?(?=.)")
# 1、全面完成; 1.培训≥3次；2.发放≥100份; (1)…(2)…: the numbers of the items are no figures.
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_NUMBERED = Pattern(rf"(?:^|(?<=[,;；、。]))[0-9]{{1,2}}[、.)](?=[^0-9])|(?:\([0-9]{{1,2}}\)|[{_CIRCLED}])[、.]?(?=.)")
_NUMBERING = frozenset(f"(0123456789{_CIRCLED}")
# 每月15日前, 次月10日: a day of months that are not named, not a number of days.
_RECURRING_DAY = Pattern(r"(?:每(?:个?月|个?季度?|周|年)|[次下翌当本]个?月)的?第?[0-9]{1,2}[日号]|每年[0-9]{1,2}月")
_RECURRING = frozenset("每次下翌当本")
_MONTHS = Pattern(r"20\d\d(?:\.\d{1,2}|\d\d)[-—–~～至到]+20\d\d(?:\.\d{1,2}|\d\d)")
_THOUSANDS = Pattern(r"(?<![0-9.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
_SEPARATORS = str.maketrans(dict.fromkeys(";；、×*＊且", ","))
_DATE_UNITS = frozenset("年 月 日 号 年度 年底 年末 年前 月前 月底 月份 季度".split())
_HOUSEHOLDS = Pattern(r"(?<=\d)户(?=\d[\d.]*万?人)|(?<=万)户(?=\d[\d.]*万?人)")  # 45户168人
_SECOND_BOUND = Pattern(r"(?<=[0-9%])(?=[≥≤><＞＜][0-9])")  # ≥90%≤100%
_BELOW_OR_ABOVE = frozenset("≥>＞＜")
_FIGURES_APART = Pattern(r"[0-9][^0-9.]+[0-9]")  # 12345热线办结率≥95%
_MOST_PARTS = 12
_LONGEST_BARE_UNIT = 4  # ≥万元
_SIGN_CHARACTERS = "".join(SIGNS)
_ANSWERS = frozenset(("对", "支", "起"))  # counters that are words of their own
# Longer than any target a form has room for: a paragraph is words, whatever figures it holds.
_LONGEST = 400
# No quantity has so many digits: the number of a document, or a slip.
_MANY_DIGITS = 24
_ENDLESS = Pattern(f"[0-9.,]{{{_MANY_DIGITS}}}")


# A submission has some hundred texts; a cache that leaves the processor's own makes new texts dearer.
@lru_cache(maxsize=1024)
def parse_value(text: str) -> Value:
    """The reading of a cell text, as the cell shows it. Never raises.

    A text that only contains a number (“推进12345热线办理”) is words, not a number. See Value for the kinds.
    """
    match = _USUAL.fullmatch(text)
    if match:
        sign, number, unit, after = match.groups()
        words = _usual_words(sign, unit, after)
        if words is not None:
            comparator, unit, fuzzy, sign, odd = words
            return Value("number", text, comparator, Decimal(number), unit, None, fuzzy, sign, odd)
    return _read(text)


@lru_cache(maxsize=4096)
def _usual_words(sign: str, unit: str, after: str) -> tuple[str, str, str, str, bool] | None:
    """(comparator, unit, fuzzy, sign, odd_spelling) of what stands around a figure; None where it needs a second look.

    2024年 and 9月 are dates, and in 12次/年及以上 the unit is no 次/年及.
    """
    unit = "".join(unit.split())
    usual = unit not in _DATE_UNITS and (unit == "" or unit in MAGNITUDES or is_known_unit(unit))
    if not usual or "/" in unit and unit[-1] in "及或内" or sign not in _COMPARATOR_OF:
        return None
    comparator = _COMPARATOR_OF[sign] or WORDS_AFTER.get(after, "")
    fuzzy = sign if sign in WORDS_BEFORE and sign not in EXACT_WORDS else after
    return comparator, normalise_unit(unit), fuzzy, sign or after, sign in ODD_SIGNS


def _read(text: str) -> Value:
    if is_nothing(text):
        return Value("blank", text)
    if len(text) > _LONGEST or (len(text) >= _MANY_DIGITS and _ENDLESS.search(text)):
        return Value("text", text)
    if is_placeholder(text):
        return Value("placeholder", text)
    cleaned = clean(text)
    if cleaned[:1] in _RECURRING and _RECURRING_DAY.match(cleaned) or "1" in cleaned and not_one(cleaned):
        return Value("text", text)
    if len(cleaned) <= _LONGEST_BARE_UNIT and _is_unit_alone(cleaned):
        return Value("placeholder", text)
    if "指标" in cleaned:
        cleaned = _ITEM_PREFIX.sub("", cleaned, count=1)
    if cleaned[:1] in _NUMBERING and _NUMBERED.match(cleaned):
        items = _NUMBERED.sub(",", cleaned).strip(",")
        cleaned = cleaned if is_known_unit(items) else items  # 95.%
    if cleaned[:2] in ("19", "20") and _MONTHS.fullmatch(cleaned):  # 2023.10-2024.10, 202310-202410: no range of figures
        return read_date(text, cleaned) or Value("text", text)
    bounds = cleaned[:1] not in _COMPARATOR_OF and ("≤" in cleaned or "<" in cleaned)
    bounds = bounds or cleaned[:1].isdecimal() and not _BELOW_OR_ABOVE.isdisjoint(cleaned)
    if bounds or "±" in cleaned:
        composed = _composed(text, cleaned)
        if composed or "±" in cleaned:
            return composed or Value("text", text)
    found = _one(text, cleaned) or _several(text, cleaned)
    found = found or (_composed(text, cleaned) if ",其中" in cleaned else None)
    return found or (_named(text, cleaned) if _FIGURES_APART.search(cleaned) else None) or Value("text", text)


def _is_unit_alone(cleaned: str) -> bool:
    """“个”, “≥%”, “≤万元”: what the form prints around the figure, which nobody filled in."""
    unit = cleaned.lstrip(_SIGN_CHARACTERS)
    return unit in COUNTERS and unit not in _ANSWERS or is_percent(unit) or is_money(unit)


def _composed(text: str, cleaned: str) -> Value | None:
    from .composed import read_composed  # nearly no value is

    return read_composed(text, cleaned)


def _named(text: str, cleaned: str) -> Value | None:
    from .composed import read_named  # as above

    return read_named(text, cleaned)


def _one(text: str, cleaned: str) -> Value | None:
    return read_date(text, cleaned) or read_figure(text, cleaned) or _signed_date(text, cleaned)


def _signed_date(text: str, cleaned: str) -> Value | None:
    """“≤12月底”, “＝2024年12月31日”; “≤11月” may be a length as well and stays a figure."""
    sign = cleaned[:2] if cleaned[:2] in SIGNS else cleaned[:1]
    comparator = SIGNS.get(sign)
    found = read_date(text, cleaned[len(sign):]) if comparator in ("<=", "<", "=") else None
    if found is None:
        return None
    period = found.period._replace(before=found.period.before or comparator == "<")
    return found._replace(comparator=comparator, sign=sign, odd_spelling=sign in ODD_SIGNS, period=period)


def _several(text: str, cleaned: str) -> Value | None:
    """“部门28个，窗口数65个”; words beside a single figure are a remark (“65个，已全部建成”),
    beside several only 均已完成 and the like."""
    if "户" in cleaned:
        cleaned = _HOUSEHOLDS.sub("户,", cleaned)
    if "," in cleaned:
        cleaned = _THOUSANDS.sub(lambda figure: figure.group().replace(",", ""), cleaned)
    if cleaned[:1] in STANDARD_SIGNS:
        cleaned = _SECOND_BOUND.sub(",", cleaned)
    pieces = [piece for piece in cleaned.translate(_SEPARATORS).split(",") if piece]
    if not 2 <= len(pieces) <= _MOST_PARTS:
        return None
    read = [_one(piece, piece) for piece in pieces]
    parts = tuple(part for part in read if part is not None)
    remarks = [piece for piece, part in zip(pieces, read) if part is None]
    if not parts or any(character in "0123456789" for remark in remarks for character in remark):
        return None
    if len(parts) == 1:
        return parts[0]._replace(text=text) if read[0] is not None else None
    if not all(map(reached, remarks)):
        return None
    fuzzy = next((part.fuzzy for part in parts if part.fuzzy), "")
    return Value("several", text, fuzzy=fuzzy, odd_spelling=any(part.odd_spelling for part in parts), parts=parts)
