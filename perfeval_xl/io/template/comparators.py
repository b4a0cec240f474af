"""比较符的写法 on 参数: every spelling that the functions know, for the native formulas to look up.

The list is the grammar's own (domain.values.words, domain.directions): words of 指标性质, what stands before a figure, what
stands behind it. It is looked up with LOOKUP(1,0/(…),…), which takes the last of those that fit, so within each part
longer spellings come after shorter ones: 不低于 after 低于.
"""

from ...domain.directions import DOWN, EXACT, NATURE_WAYS, UP
from ...domain.values.words import SIGNS, WORDS_AFTER, WORDS_BEFORE
from .names import SETTINGS
from .page import span

COL, FIRST = 11, 3  # where the list begins on 参数
_SHOWN = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "="}
_USUAL = {UP: "≥", DOWN: "≤", EXACT: "="}
NUMBERS = {UP: 1, DOWN: -1, EXACT: 0}
_BEFORE = {word: _SHOWN[sign] for word, sign in (SIGNS | WORDS_BEFORE).items()}
# 左右 and 上下 compare nothing: what is about a figure is left to the functions.
_BEHIND = {word: _SHOWN[sign] for word, sign in WORDS_AFTER.items() if sign}
_NATURES = {word: _USUAL[way] for word, way in NATURE_WAYS.items() if word not in _BEFORE}
_WAYS = {sign: NUMBERS[NATURE_WAYS[sign]] for sign in _SHOWN.values()}
_PARTS = tuple(tuple(sorted(words.items(), key=lambda entry: len(entry[0]))) for words in (_NATURES, _BEFORE, _BEHIND))


def written_list(page):
    """The list: 写法, 意思, 方向 (1 more is better, -1 less, 0 as it is)."""
    page.put(1, COL, "比较符的写法", "heading", across=3)
    page.row_of(2, COL, ("写法", "意思", "方向"), "header")
    for row, (word, sign) in enumerate((entry for part in _PARTS for entry in part), start=FIRST):
        page.row_of(row, COL, (word, sign, _WAYS[sign]))


def _range(first, last, col):
    """A column of the parts from the one to the other."""
    top = FIRST + sum(map(len, _PARTS[:first]))
    return f"{SETTINGS}!{span(top, COL + col, FIRST + sum(map(len, _PARTS[: last + 1])) - 1, COL + col)}"


def comparator(text):
    """The sign that stands before the figure of *text*, or else behind it; "" where there is none."""
    front, behind = _range(1, 1, 0), _range(2, 2, 0)
    in_front = f"LOOKUP(1,0/(LEFT({text},LEN({front}))={front}),{_range(1, 1, 1)})"
    at_end = f"LOOKUP(1,0/(RIGHT({text},LEN({behind}))={behind}),{_range(2, 2, 1)})"
    return f'IFERROR({in_front},IFERROR({at_end},""))'


def without_comparators(text):
    """*text* without what stands before its figure and behind it."""
    front, behind = _range(1, 1, 0), _range(2, 2, 0)
    before = f"SUMPRODUCT(MAX((LEFT({text},LEN({front}))={front})*LEN({front})))"
    after = f"SUMPRODUCT(MAX((RIGHT({text},LEN({behind}))={behind})*LEN({behind})))"
    return f"MID(LEFT({text},LEN({text})-{after}),1+{before},40)"


def way(nature, otherwise):
    """The direction that *nature* (指标性质) says, as a number; *otherwise* for one that is not on the list."""
    return f"IFERROR(LOOKUP(1,0/({_range(0, 1, 0)}={nature}),{_range(0, 1, 2)}),{otherwise})"
