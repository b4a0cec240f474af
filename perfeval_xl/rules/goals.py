"""G rules that need no judgement of running text: the numbering of goals and achievements (总体目标的序号)."""

import re
from collections import Counter
from collections.abc import Iterator

from ..core.cells import Field
from ..core.findings import ERROR, INFO
from ..core.patterns import Pattern
from ..core.record import Record
from ..core.rules import rule
from ..domain.forms import GOAL_TABLE, SELF_EVALUATIONS, GoalTable, SelfEvaluation
from .context import Context

BASIS = "绩效自评表填表要求：预期目标与实际完成情况逐条对应"


class Item(Record):
    """One numbered item of a text: its ordinal, the style of its mark, what the mark ends with, and its words."""

    ordinal: int
    style: str
    ending: str
    text: str


# The signs that may stand before and in a mark, so that the pattern needs not name each twice; as long as they were.
_SIGNS = tuple(zip("０１２３４５６７８９．（）：；。！，\u3000", "0123456789.():;;!, "))
# One range and 四 after it compile faster than ten characters; _ordinal tells a numeral from other words of them.
_NUMERAL = "[一-十四]{1,3}"
_MARK = Pattern(
    r"(?:^|(?<=[\n;!:]))[^\S\r\n]*(?:"
    r"(?P<arabic>[0-9]{1,2})\s*(?P<ending>[.、)])"
    rf"|\(\s*(?P<bracket>[0-9]{{1,2}}|{_NUMERAL})\s*\)[.、]?"
    rf"|(?P<chinese>{_NUMERAL})、"
    rf"|第(?P<nth>{_NUMERAL})[,、:]"
    rf"|目标\s*(?P<goal>[0-9]{{1,2}}|{_NUMERAL})\s*(?:(?:实际)?完成情况)?\s*[:.、,]"
    r")"
    rf"|(?:^|(?<=[\n;,: ]))(?P<shi>{_NUMERAL})是"
    r"|(?P<circled>[①-⑳])"
)
_DIGITS = "一二三四五六七八九"
_NUMERALS = (*_DIGITS, "十", *("十" + digit for digit in _DIGITS), "二十")
_NUMBERS = {numeral: ordinal for ordinal, numeral in enumerate(_NUMERALS, 1)}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_YEAR = Pattern("(?:19|20)[0-9]{2}年")
# A text so long that it is no list of goals is read only so far.
_LONGEST = 20_000


def numbered_items(text: str) -> list[Item]:
    """The items of the outermost numbering of a text, in the order printed; [] where nothing is numbered.

    Understands 1. 1、 1) （1） 一、 （一） 一是 第一， ① 目标1：. The style of the first mark is the outermost one. A figure
    inside a sentence (12345热线, 1.5亿, 3、4号楼) is no mark unless it continues the sequence.
    """
    text = signs = text[:_LONGEST]
    for sign, plain in _SIGNS:
        signs = signs.replace(sign, plain)
    marks = []
    for match in _MARK.finditer(signs):
        style = match.lastgroup if match.lastgroup != "ending" else "arabic"
        ordinal = _ordinal(match.group(style))
        if marks and style != marks[0][0] or ordinal is None:
            continue
        if style == "arabic" and not _is_mark(text, match, ordinal, marks[-1][1] if marks else 0):
            continue
        marks.append((style, ordinal, match))
    ends = [match.start() for _, _, match in marks[1:]] + [len(text)]
    return [
        Item(ordinal, style, match["ending"] or "", text[match.end():end].strip())
        for (style, ordinal, match), end in zip(marks, ends)
    ]


def _ordinal(written: str) -> int | None:
    if written in _CIRCLED:
        return _CIRCLED.index(written) + 1
    return int(written) if written[0].isdecimal() else _NUMBERS.get(written)


def _is_mark(text: str, match: re.Match, ordinal: int, previous: int) -> bool:
    """Whether “7、” or “7.” at the start of a sentence numbers an item, and is no figure or date."""
    if not text[match.end():match.end() + 1].isdigit():
        return True
    if match["ending"] == "." and not _YEAR.match(text, match.end()):
        return False
    return ordinal == previous + 1


@rule("G02", "序号", ERROR, INFO, basis=BASIS, each=(*SELF_EVALUATIONS, GOAL_TABLE))
def goals_are_numbered_once_each(context: Context, form: SelfEvaluation | GoalTable) -> Iterator:
    """预期目标和实际完成情况都分条编号的，序号应从 1 起各出现一次，目标有几条，完成情况就有几条。

    为何重要：序号重了、缺了，说明有的目标没有交代完成情况，或把几条混成了一条。
    怎样改：重新编号；缺的一条补写完成情况；多出来的一条并入所属的目标。只有一边分条的由 G01 管。
    """
    sides = [(field, _filled(numbered_items(field.text))) for field in (form.expected_goals, form.achieved_goals) if field]
    sides = [(field, items) for field, items in sides if len(items) > 1]
    all_faults = [_numbering_faults(items) for _, items in sides]
    for (field, items), faults in zip(sides, all_faults):
        if faults:
            yield _broken_numbering(context, field, items, faults, sides)
        elif len({item.ending for item in items}) > 1:
            yield context.finding(
                goals_are_numbered_once_each,
                field,
                "{cell} 的序号有的写“1.”、有的写“1、”，请统一成一种",
                severity=INFO,
                subject=f"{field.label or field.cell}·体例",
                actual="、".join(f"{item.ordinal}{item.ending}" for item in items),
                expected="同一种写法",
            )
    if len(sides) == 2 and not any(all_faults):
        yield from _unequal_numbers(context, *sides)


def _filled(items: list[Item]) -> list[Item]:
    """The items up to the last one with words: what the template left standing behind them (“目标3：……”) is N19's."""
    while items and not items[-1].text.strip("….。·;； "):
        items = items[:-1]
    return items


Side = tuple[Field, list[Item]]


def _broken_numbering(context: Context, field: Field, items: list[Item], faults: list[str], sides: list[Side]):
    """Numbers repeated or missing, and which goals are left without an achievement by it: one mistake, one finding."""
    last = max(max(*ordinals, len(ordinals)) for ordinals in _runs([item.ordinal for item in items]))
    unanswered = _unanswered(sides[0][1], items) if len(sides) == 2 and field is sides[1][0] else []
    left = "".join(f"；预期目标第 {goal.ordinal} 条“{_shortened(goal.text)}”没有对应的完成情况" for goal in unanswered)
    return context.finding(
        goals_are_numbered_once_each,
        field,
        "{cell} 的序号{faults}，应从 1 到 {last} 各出现一次{left}，请重新编号并补齐",
        *(side[0] for side in sides if side[0] is not field),
        subject=f"{field.label or field.cell}·序号",
        expected=f"1–{last} 各一次",
        actual="、".join(str(item.ordinal) for item in items),
        faults="，".join(faults),
        last=str(last),
        left=left,
    )


def _numbering_faults(items: list[Item]) -> list[str]:
    """“7 出现 2 次”, “缺 8”: list by list, for a nested list may start again at 1."""
    faults, printed = [], [item.ordinal for item in items]
    if printed == [*range(1, len(items) + 1)]:
        return faults
    for ordinals in _runs(printed):
        count = Counter(ordinals)
        faults += [f" {ordinal} 出现 {times} 次" for ordinal, times in sorted(count.items()) if times > 1]
        missing = [str(number) for number in range(1, max(ordinals) + 1) if number not in count]
        if missing:
            faults.append(f"缺 {'、'.join(missing)}")
    return faults


def _runs(ordinals: list[int]) -> list[list[int]]:
    """The sequence cut where it starts again at 1; a lone 1 before another 1 is a repeated 1, not a list."""
    runs = [[]]
    for ordinal in ordinals:
        if ordinal == 1 and len(runs[-1]) > 1:
            runs.append([])
        runs[-1].append(ordinal)
    return runs


def _unequal_numbers(context: Context, expected: Side, achieved: Side) -> Iterator:
    """Both sides are numbered well, and one has more items than the other."""
    goals, achievements = len(expected[1]), len(achieved[1])
    if goals != achievements:
        yield context.finding(
            goals_are_numbered_once_each,
            achieved[0],
            "预期目标有 {expected} 条，实际完成情况有 {actual} 条，请逐条对应写齐",
            expected[0],
            subject="条数",
            expected=str(goals),
            actual=str(achievements),
            difference=str(achievements - goals),
        )


def _unanswered(goals: list[Item], achievements: list[Item]) -> list[Item]:
    """The goals that no achievement answers. With numbers in disorder, the words say what belongs together."""
    bits = {}
    wanted = [(goal.ordinal, _pairs(goal.text, bits)) for goal in goals]
    answered = {_answers(each.ordinal, _pairs(each.text, bits), wanted) for each in achievements}
    return [goal for goal in goals if goal.ordinal not in answered]


def _answers(number: int, words: int, goals: list[tuple[int, int]]) -> int:
    """The ordinal of the goal an achievement answers: the one whose *words* it repeats, else the one of its *number*.

    *goals* are (ordinal, pairs of characters).
    """
    shares = [(pairs & words).bit_count() / pairs.bit_count() if pairs else 0.0 for _, pairs in goals]
    most = max(shares)
    return goals[shares.index(most)][0] if most >= 0.5 else number


def _pairs(text: str, bits: dict[tuple[str, str], int]) -> int:
    """The pairs of neighbouring characters at the beginning of a text, each a bit: two texts are quickly compared so."""
    found = 0
    for pair in set(zip(text[:60], text[1:60])):
        found |= bits.setdefault(pair, 1 << len(bits))
    return found


def _shortened(text: str) -> str:
    head = re.split("[。；;\n]", text, maxsplit=1)[0]
    return head if len(head) <= 20 else head[:20] + "…"
