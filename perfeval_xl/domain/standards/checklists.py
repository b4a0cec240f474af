"""Standards that a person must judge: a list of requirements (①②③), or a deduction for each case found."""

import re
from decimal import Decimal

from ...core.money import HUNDRED, ZERO, decimal
from ...core.patterns import Pattern
from .law import CHECKLIST, PER_CASE, Item, Law

_F = r"[0-9]{1,3}(?:\.[0-9]{1,3})?"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# Ways to number a list, each with the pattern of a number in it; a list keeps to one of them.
_NUMBERINGS = (
    Pattern(f"([{_CIRCLED}])[.,:]?"),
    Pattern(r"\(([0-9]{1,2})\)(?!分)"),
    Pattern(r"(?<![0-9.])([0-9]{1,2})[.,](?![0-9])"),
    Pattern(r"(?<![0-9.])([0-9]{1,2})\)"),
)
_POINTS = Pattern(rf"(扣(?:减|除)?)?(?:得|计|记|给|赋|加|为|满分)?({_F})分(?!钟)")
_SPOKEN_OF = r"(?:以上|上述|前述|凡|如|若|有|出现|发现|存在|每|缺|少|其中)"
# “以上情况每出现一例不符合要求的扣1分”, “每有一项不符合扣1分”, “每缺一项扣0.5分”
_LOST = Pattern(
    rf"[;,.]?(?:(?:全部|完全|均)(?:符合|具备|满足|达到)[^;,]{{0,12}}(?:得|计)(?:满分|{_F}分)[,;]?)?(?:(?:以上|上述|前述)[^;,]{{0,16}},?)?{_SPOKEN_OF}[^;①-⑳]{{0,40}}扣(?:减|除)?"
    rf"(?:({_F})分|(?:分值|权重分?|权重)的?({_F})%|({_F})%的?(?:分值|权重分?))[^①-⑳0-9]{{0,30}}$"
)
# “每项1分”, “各1分”, “每符合一项得0.5分”
_EACH = Pattern(
    rf"[;,.]?(?:(?:以上|上述|前述)[^;,]{{0,16}},?)?(?:每(?:1?个?)?项(?:指标|要求|内容)?|各项?|每(?:符合|具备|满足|完成|达到|做到)1?[项条个]?)"
    rf"(?:得|计|记|各|占|为|的|,){{0,3}}({_F})分[^①-⑳0-9]{{0,30}}$"
)
# “以上两项满分2分”, “合计3分”: the sum of the items, and no part of the last one
_SUM = Pattern(
    rf"[;,.](?:(?:以上|上述|前述)[^;,①-⑳]{{0,12}}?,?|本项|该项|此项)?(?:满分|共计?|合计|总计|总分|总共)(?:得|为|计|记)?{_F}分[;,.]?$"
)
_MARKED = Pattern(rf"([^()0-9;]{{2,60}})\(({_F})分\)[;,.]?")
_CASE = Pattern(
    r"(?:每|凡|出现|发现|发生|存在|有|查出|违反|缺少|缺|少|未){1,2}"
    rf"1(?:个(?!百分点)|例|起|次|项|处|笔|件|条|宗|人|家|户)([^;]{{0,60}}?)扣(?:减|除)?(?:({_F})分|(?:分值|权重分?)的?({_F})%)"
)
_GIVES = Pattern(rf"(?:得|计|记|给|赋)(?:满分|{_F}分)|{_F}%")
_RULED = Pattern(r"不(?:得|计|记|给)分|[≤≥<>]")
_GIVEN = Pattern(rf"(?:得|计|记|给)({_F})分")
_MOST = Pattern(rf"(?:最多|最高|至多)扣(?:减|除)?({_F})分")
_LONGEST_ITEMS = 20


def read_checklist(words: str, weight: Decimal) -> Law | None:
    """The law of a normalised list of requirements: points for each, or a deduction for each that is not met."""
    texts = _items(_SUM.sub("", words))
    if texts is None:
        return _marked(words, weight)
    tail = _LOST.search(texts[-1])
    if tail:
        return _deducting(texts, tail, weight)
    each = _EACH.search(texts[-1])
    if each:
        texts[-1] = texts[-1][: each.start()]
        if any(_POINTS.search(text) for text in texts):
            return None
        return _earning(texts, [decimal(each[1])] * len(texts), weight)
    points = [_points_of(text) for text in texts]
    return None if None in points else _earning(texts, points, weight)


def _items(words: str) -> list[str] | None:
    """The texts of the items of a numbered list that runs 1, 2, 3 …; None without one."""
    for numbering in _NUMBERINGS:
        marks = [(match.start(), match.end(), _ordinal(match[1])) for match in numbering.finditer(words)]
        if 2 <= len(marks) <= _LONGEST_ITEMS and [mark[2] for mark in marks] == list(range(1, len(marks) + 1)):
            ends = [mark[0] for mark in marks[1:]] + [len(words)]
            intro = words[: marks[0][0]]
            if "分" in intro and _POINTS.search(intro):
                return None
            return [words[mark[1] : end] for mark, end in zip(marks, ends)]
    return None


def _ordinal(mark: str) -> int:
    return _CIRCLED.index(mark) + 1 if mark in _CIRCLED else int(mark)


def _points_of(text: str) -> Decimal | None:
    """The most that an item gives (“得1分，否则不得分”); None where it gives nothing, or takes points."""
    found = list(_POINTS.finditer(text))
    if not found or any(match[1] for match in found):
        return None
    return max(decimal(match[2]) for match in found)


def _earning(texts: list[str], points: list[Decimal], weight: Decimal) -> Law | None:
    """Items that earn points; None where each is one of several alternatives (优秀得3分，良好得2分…)."""
    whole = sum(points, ZERO)
    falling = all(more > less for more, less in zip(points, points[1:]))
    if whole <= 0 or (whole != weight and points[0] == weight and falling) or ZERO in points:
        return None
    items = tuple(Item(at, _plain(text), number) for at, (text, number) in enumerate(zip(texts, points), 1))
    return Law(CHECKLIST, whole, unit="", items=items)


def _deducting(texts: list[str], tail: re.Match, weight: Decimal) -> Law | None:
    lost = _lost(tail[1], tail[2] or tail[3], weight)
    most = _MOST.search(tail[0])
    texts = [*texts[:-1], texts[-1][: tail.start()]]
    points = [_points_of(text) for text in texts]
    if None not in points:
        return _earning(texts, points, weight)  # “每缺一项扣1分” only says it once more
    if lost <= 0 or any(_POINTS.search(text) for text in texts):
        return None
    items = tuple(Item(at, _plain(text)) for at, text in enumerate(texts, 1))
    return Law(
        CHECKLIST, weight, stated=False, unit="", items=items, deduct=lost, most=decimal(most[1]) if most else None
    )


def _lost(points: str | None, share: str | None, weight: Decimal) -> Decimal:
    return decimal(points) if points else weight * decimal(share) / HUNDRED


def _plain(text: str) -> str:
    return text.strip(";,.:")


def _marked(words: str, weight: Decimal) -> Law | None:
    """A list without numbers: “制度健全(1分)程序合规(1分)”."""
    found, at = [], 0
    for match in _MARKED.finditer(words):
        if match.start() != at:
            return None
        found.append(match)
        at = match.end()
    if len(found) < 2 or at != len(words) or "扣" in words:
        return None
    return _earning([match[1] for match in found], [decimal(match[2]) for match in found], weight)


def read_per_case(words: str, weight: Decimal) -> Law | None:
    """The law “每出现一例…扣N分”: the cases are counted by a person."""
    found = list(_CASE.finditer(words))
    if len(found) != 1 or not found[0][2] and not found[0][3]:
        return None
    match = found[0]
    # Besides the deduction, its cap, and what a whole earns, nothing may give or take points.
    if _RULED.search(words[: match.start()]):
        return None
    explained = bool(match[2]) + bool(_MOST.search(words)) + len(_GIVEN.findall(words[: match.start()]))
    if len(_POINTS.findall(words)) != explained or explained > 3:
        return None
    if _GIVES.search(words[match.start() : match.start(2) if match[2] else match.start(3)]):
        return None
    lost = _lost(match[2], match[3], weight)
    given = _GIVEN.findall(words[: match.start()])
    full = decimal(given[0]) if given else weight
    if lost <= 0 or full <= 0:
        return None
    most = _MOST.search(words, match.end())
    most = decimal(most[1]) if most else None
    case = match[1].strip("的,则每个")
    return Law(PER_CASE, full, stated=bool(given), unit="", deduct=lost, most=most, subject=case)
