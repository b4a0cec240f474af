"""Which cells of a sheet are about persons: what labels beside and above say of them (个人信息所在的格).

Works on any sheet, whether a form is recognised on it or not: the public edition must not depend on that.
"""

import re
from collections.abc import Iterator, Mapping

from ..core.patterns import Pattern
from ..domain.masks import CARD, IDENTITY, LANDLINES, NAME, Near
from ..domain.names import is_label, listed_names, names_behind_labels

_NUMBER_LABEL = Pattern(
    r"[^0-9:：，。；]{0,10}(?:(?P<phone>电话|手机|座机|固话|联系方式|热线|传真)|(?P<identity>身份证)|(?P<card>银行卡|卡号|账号|帐号|账户))"
    r"(?:号码|号)?(?:[（(][^（）()]{0,8}[)）])?[:：]?"
)
_KINDS = {"phone": LANDLINES, "identity": IDENTITY, "card": CARD}
_OFFICE = Pattern("咨询|监督|举报|投诉|服务|热线|值班|办公|公开|受理|总机|查询|反馈|维权")
_SURELY = ("姓名", "签名", "签字")  # what stands below these is a name, however unusual
_RIGHT, _BLANKS, _MISSES = 8, 3, 2  # columns to the right; empty cells and other texts that a column of names may have

Place = tuple[int, int]  # row, column, from 0


def surroundings(cells: Mapping[Place, str]) -> dict[Place, Near]:
    """What the neighbours of a cell say of it, for the cells that they say anything of. *cells*: text by place."""
    grid = _Grid(cells)
    labels = {place: label for place, text in cells.items() if (label := _label(text))}
    told: dict[Place, Near] = {}
    for place, label in labels.items():
        office = bool(_OFFICE.search(cells[place]))
        for target in grid.announced(place, label, labels):
            told.setdefault(target, Near(label, office=office))
    persons = {row for (row, _), near in told.items() if near.label == NAME}
    persons |= {row for (row, _), label in labels.items() if label == NAME}
    persons |= {row for (row, _), text in cells.items() if next(names_behind_labels(text), None)}
    for row in persons | {row + 1 for row in persons}:  # a signature block's telephone often stands one line below
        for col in grid.columns(row):
            told[row, col] = told.get((row, col), Near())._replace(person=True)
    return told


def _label(text: str) -> str:
    """What a label announces, "" for a text that is none."""
    if len(text) > 40:
        return ""
    if is_label(text):
        return NAME
    match = _NUMBER_LABEL.fullmatch(re.sub(r"\s", "", text))
    return _KINDS[match.lastgroup] if match else ""


class _Grid:
    """The filled cells of a sheet by row."""

    def __init__(self, cells: Mapping[Place, str]):
        self._cells = cells
        self._rows: dict[int, list[int]] = {}
        for row, col in sorted(cells):
            self._rows.setdefault(row, []).append(col)

    def columns(self, row: int) -> list[int]:
        return self._rows.get(row, [])

    def announced(self, place: Place, label: str, labels: Mapping[Place, str]) -> Iterator[Place]:
        """The cells that a label speaks of: the next one in its row, or else those below it."""
        row, col = place
        right = next((other for other in self.columns(row) if other > col), None)
        if right is not None and right - col <= _RIGHT and (row, right) not in labels:
            text = self._cells[row, right]
            if _fits(label, text, True) and (_fits(label, text, False) or not self._heads_names(place, label, labels)):
                yield row, right
                return
        yield from self._below(row, col, label, labels)

    def _heads_names(self, place: Place, label: str, labels: Mapping[Place, str]) -> bool:
        """Whether usual names stand below a label: the next word in its row (人数、岗位) is a heading as well."""
        return any(_fits(label, self._cells[below], False) for below in self._below(*place, label, labels))

    def _below(self, row: int, col: int, label: str, labels: Mapping[Place, str]) -> Iterator[Place]:
        surely = any(word in re.sub(r"\s", "", self._cells[row, col]) for word in _SURELY)
        blanks = misses = 0
        while blanks <= _BLANKS and misses <= _MISSES:
            row += 1
            text = self._cells.get((row, col), "").strip()
            if (row, col) in labels:
                return
            if not text:
                blanks += 1
            elif _fits(label, text, surely):
                blanks = misses = 0
                yield row, col
            else:
                misses += 1


def _fits(label: str, text: str, sure: bool) -> bool:
    """Whether a text can be what a label announces."""
    if label == NAME:
        return next(listed_names(text.lstrip(), 0, sure), None) is not None
    return sum(character.isdigit() for character in text) >= 7
