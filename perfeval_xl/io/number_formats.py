"""Number formats: how many decimals a cell style prints, whether as a percentage, whether in 万, with which words, and
which parts of a date.

Format codes: ECMA-376 Part 1, 18.8.31 (numFmts, with the built-in ids of 18.8.30).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from ..core.book import Shown
from ..core.patterns import Pattern
from .parts import unescape

# The built-in formats that print fixed decimals or a percentage; not dates, fractions and exponents.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00",
    9: "0%", 10: "0.00%",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
}  # fmt: skip

# The built-in formats that print a part of a date, most of Chinese spreadsheets.
_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
BUILT_IN |= dict.fromkeys((17, 27, 36, 50, 52, 57), _YEAR_MONTH)
BUILT_IN |= dict.fromkeys((16, 28, 29, 51, 53, 54, 58), _MONTH_DAY)
DATE, DURATION = "date", "duration"
# Built-in formats of dates and times (18.8.30, with those of Chinese spreadsheets), and the one of durations.
_BUILT_IN_DATES = {**dict.fromkeys((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)), DATE), 46: DURATION}
_DURATION = Pattern(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DATE_LETTERS = frozenset("dmyhs")

_LITERAL_SIGNS = frozenset('"\\_*')
_LITERALS = Pattern(r'"[^"]*"?|\\.|_.|\*.')
_DRAWN_POINT = Pattern(r'[0#?](?:\\\.|!\.|"\.")(?P<behind>[0#?]+)')  # 0!.0000 of Chinese spreadsheets: 12345 as 1.2345
_SECTION = Pattern(r'(?:"[^"]*"?|\\.|[^;"\\])*')
_FIGURE = Pattern(r"General|[0#?](?:.*[0#?])?")
_WORDS = Pattern(r"[≥≤＞＜>=<≧≦]?[\u4e00-\u9fff㎡²³%％‰/·()（）]*")  # no currency, no “-” for nothing
_ONLY_DATES = Pattern(r"[ymdhs:/.,\s\-]*")
_OWN_UNIT = frozenset("百千万亿")
_CONDITION = Pattern(r"\[\s*[<>=]")
_BRACKETS = Pattern(r"\[[^\]]*\]")
_NOT_A_PLAIN_NUMBER = frozenset("ymdhsegb@/")
_PLACES = Pattern(r"[^0#?.]*(?P<whole>[0#?,]*)(?P<point>\.(?P<decimals>[0#?]*))?(?P<scale>,*)[^0#?.,]*")

_STYLE = Pattern(rb"<(?:[\w.-]+:)?xf\s([^>]*)>")
_FORMAT_ID = Pattern(rb"\bnumFmtId\s*=\s*[\"'](\d+)[\"']")
_FORMAT = Pattern(rb"<(?:[\w.-]+:)?numFmt\s([^>]*)>")
_CODE = Pattern(rb"\bformatCode\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


@lru_cache(maxsize=512)
def shown(code: str) -> Shown | None:
    """How a format code prints a positive number; None when it prints what it likes: ``General``, whole dates, ``0.0#``.

    ``#,##0.00_ `` → 2 decimals, ``0%`` → 0 decimals, percentage; ``0!.0,`` → 1 decimal, scale 4; ``"≥"0"个"`` → 0 decimals,
    with ≥ before and 个 behind. Where the code names the unit of a scale (``0!.0,"万"``) the amount is that of the value.
    """
    drawn = _DRAWN_POINT.search(code)
    if drawn:
        code = _DRAWN_POINT.sub(r"0.\g<behind>", code)
    bare = code if _LITERAL_SIGNS.isdisjoint(code) else _LITERALS.sub("", code)
    if "[" in bare:
        if _CONDITION.search(bare):
            return None
        bare = _BRACKETS.sub("", bare)
    first = bare.split(";")[0]
    words = ("", "") if bare == code else _words(code)
    if first.strip() == "General":
        return Shown(None, False, 0, *words) if any(words) else None
    if not _NOT_A_PLAIN_NUMBER.isdisjoint(first.lower()):
        return _date(first.lower())
    percent = first.count("%") == 1
    match = _PLACES.fullmatch(first.replace("%", ""))
    if not match or not (match["whole"] or match["decimals"]):
        return None
    decimals, thousands = match["decimals"] or "", match["whole"][len(match["whole"].rstrip(",")):] + match["scale"]
    scale = 3 * len(thousands) + (len(drawn["behind"]) if drawn else 0)
    if scale and (percent or names_unit(code)):
        return None
    if decimals.strip("0"):
        return Shown(None, percent, scale, *words) if percent or scale or any(words) else None
    return Shown(len(decimals), percent, scale, *words)


def _date(first: str) -> Shown | None:
    """The parts of a date that a format prints; None for a whole date, for a time and for what is none."""
    parts = "".join(letter for letter in "ymd" if letter in first)
    clock = "h" in first or "s" in first
    if parts in ("", "ymd", "d") or clock and parts == "m" or not _ONLY_DATES.fullmatch(first):
        return None
    return Shown(None, date=parts)


def _words(code: str) -> tuple[str, str]:
    """What the first section of a code prints before and behind the figure, where that is words or a comparator; nothing
    where it parts the digits (``0000"年"00"月"``)."""
    section = _SECTION.match(code)[0]
    figures = _BRACKETS.sub(_blank, _LITERALS.sub(_blank, section))
    figure = _FIGURE.search(figures)
    if figure is None:
        return "", ""
    before, behind = [], []
    for literal in _LITERALS.finditer(section):
        text = literal[0].strip('"') if literal[0][0] == '"' else literal[0][1:] if literal[0][0] == "\\" else ""
        if figure.start() < literal.start() < figure.end():
            return "", ""
        (before if literal.start() < figure.start() else behind).append(text)
    return words_of("".join(before)), words_of("".join(behind))


def _blank(match: re.Match) -> str:
    """As many spaces, so that what is left stays in its place."""
    return " " * len(match[0])


def words_of(text: str) -> str:
    """What stands beside a figure, where it is words or a comparator; "" for anything else."""
    text = text.strip()
    return text if _WORDS.fullmatch(text) else ""


def names_unit(text: str) -> bool:
    """Whether a format, or what it prints, names the magnitude itself: “12.3万”."""
    return not _OWN_UNIT.isdisjoint(text)


def style_formats(styles: bytes) -> dict[int, Shown]:
    """Cell style id → how it prints, for the styles that fix it. *styles* is the styles part."""
    codes, found = _codes(styles), {}
    for style, number in _style_numbers(styles):
        code = codes.get(number) or BUILT_IN.get(number)
        how = shown(code) if code else None
        if how:
            found[style] = how
    return found


def date_styles(styles: bytes) -> dict[int, str]:
    """Cell style id → DATE or DURATION, for the styles in which a number is one."""
    codes, found = _codes(styles), {}
    for style, number in _style_numbers(styles):
        how = _date_kind(codes[number]) if number in codes else _BUILT_IN_DATES.get(number)
        if how:
            found[style] = how
    return found


def _date_kind(code: str) -> str | None:
    """``yyyy"年"m"月"`` → DATE, ``[h]:mm`` → DURATION; the first section counts."""
    first = _LITERALS.sub("", code).split(";")[0]
    if _DURATION.search(first):
        return DURATION
    return None if _DATE_LETTERS.isdisjoint(_BRACKETS.sub("", first).lower()) else DATE


def _codes(styles: bytes) -> dict[int, str]:
    """The format codes that the workbook has of its own."""
    codes = {}
    for attributes in _FORMAT.findall(_between(styles, b"numFmts")):
        number, code = _FORMAT_ID.search(attributes), _CODE.search(attributes)
        if number and code:
            codes[int(number[1])] = unescape(code[1] or code[2] or b"")
    return codes


def _style_numbers(styles: bytes) -> Iterator[tuple[int, int]]:
    """(cell style id, number of its format)"""
    for style, attributes in enumerate(_STYLE.findall(_between(styles, b"cellXfs"))):
        number = _FORMAT_ID.search(attributes)
        if number:
            yield style, int(number[1])


def _between(data: bytes, tag: bytes) -> bytes:
    """What stands between an element's start and its end; the name occurs in these two tags only."""
    start, end = data.find(tag), data.rfind(tag)
    return data[start:end] if 0 <= start < end else b""
