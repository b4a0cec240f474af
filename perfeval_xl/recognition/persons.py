"""Which cells of a sheet are about persons: what labels beside and above say of them (个人信息所在的格).

Works on any sheet, whether a form is recognised on it or not: the public edition must not depend on that.
"""

import re
from bisect import bisect
from collections.abc import Collection, Iterator, Mapping

from ..core.patterns import Pattern
from ..core.record import Record
from ..domain.masks import CARD, CHAT, IDENTITY, LANDLINES, NAME, NOWHERE, PASSPORT, Near, masked
from ..domain.names import is_label, is_sure_label, is_whole_name, listed_names, names_behind_labels

_NUMBER_LABEL = Pattern(
    r"[^0-9:：，。；]{0,10}(?:(?P<phone>电话|手机|座机|固话|联系方式|热线|传真)|(?P<identity>身份证)|(?P<card>银行卡|卡号|账号|帐号|账户)"
    r"|(?P<passport>护照)|(?P<chat>微信|QQ))"
    r"(?:号码|号)?(?:[（(][^（）()]{0,8}[)）])?[:：]?"
)
_KINDS = {"phone": LANDLINES, "identity": IDENTITY, "card": CARD, "passport": PASSPORT, "chat": CHAT}
_OFFICE = Pattern("咨询|监督|举报|投诉|服务|热线|值班|办公|公开|受理|总机|查询|反馈|维权|官方|政务|公众")
_SURELY = ("姓名", "签名", "签字")  # what stands below these is a name, however unusual
_RIGHT, _BLANKS, _MISSES = 8, 3, 2  # columns to the right; empty cells and other texts that a column of names may have
_MISSES_AMONG_MANY = 10  # more of them where many names stand already: firms among persons who were paid
_SOMEBODYS = Near(person=True)

Place = tuple[int, int]  # row, column, from 0
Rows = Mapping[int, Mapping[int, str]]  # row → column → text


class Surroundings(Record):
    """What the neighbours of a cell say of it."""

    labelled: dict[int, dict[int, Near]]  # row → column
    persons: set[int]  # rows about a person

    def of(self, place: Place) -> Near:
        """What is known of a cell."""
        row, col = place
        near = self.labelled[row].get(col) if row in self.labelled else None
        return near or (_SOMEBODYS if row in self.persons else NOWHERE)

    def distinct(self, rows: Rows) -> Iterator[tuple[Near, Collection[str]]]:
        """The texts of a sheet by what is known of their cells, each text once."""
        found: dict[Near, set[str]] = {}
        for row, texts in rows.items():
            labelled = self.labelled.get(row, {})
            for col in labelled:
                found.setdefault(labelled[col], set()).add(texts[col])
            others = [text for col, text in texts.items() if col not in labelled] if labelled else texts.values()
            found.setdefault(_SOMEBODYS if row in self.persons else NOWHERE, set()).update(others)
        yield from found.items()


def surroundings(rows: Rows) -> Surroundings:
    """What the neighbours of the cells say of them. *rows*: the texts of the filled cells."""
    distinct = {text for texts in rows.values() for text in texts.values() if not text.isascii() or text[:2] == "QQ"}
    named = {text for text in distinct if next(names_behind_labels(text), None)}
    labels = {text: label for text in distinct if (label := _label(text))}
    grid = _Grid(rows, labels)
    labelled: dict[int, dict[int, Near]] = {}
    persons: set[int] = set()
    for row, texts in rows.items():
        if not named.isdisjoint(texts.values()):
            persons.add(row)
        for col in [] if labels.keys().isdisjoint(texts.values()) else texts:
            label = labels.get(texts[col])
            if label:
                near = Near(label, office=bool(_OFFICE.search(texts[col])), named=_heads_persons(texts[col]))
                for target in grid.announced((row, col), label):
                    labelled.setdefault(target[0], {}).setdefault(target[1], near)
                if label == NAME:
                    persons.add(row)
    persons |= {row for row, nears in labelled.items() if any(near.label == NAME for near in nears.values())}
    persons |= {row + 1 for row in persons}  # a signature block's telephone often stands one line below
    for row in persons & labelled.keys():
        labelled[row] = {col: near._replace(person=True) for col, near in labelled[row].items()}
    return Surroundings(labelled, persons)


def _label(text: str) -> str:
    """What a label announces, "" for a text that is none."""
    if len(text) > 40:
        return ""
    if is_label(text):
        return NAME
    match = _NUMBER_LABEL.fullmatch(re.sub(r"\s", "", text))
    return _KINDS[match.lastgroup] if match else ""


class _Grid:
    """The filled cells of a sheet, and which of their texts are labels."""

    def __init__(self, rows: Rows, labels: Mapping[str, str]):
        self._rows = rows
        self._labels = labels
        self._columns: dict[int, list[int]] = {}  # of the rows that have labels, in order

    def announced(self, place: Place, label: str) -> Iterator[Place]:
        """The cells that a label speaks of: the next one in its row, or else those below it."""
        row, right = place[0], self._right_of(*place)
        if right is not None and right - place[1] <= _RIGHT:
            text = self._rows[row][right]
            if text not in self._labels and _fits(label, text, is_sure_label(self._rows[row][place[1]])):
                if _fits(label, text, False) or not self._heads_names(place, label):
                    yield row, right
                    return
        yield from self._below(*place, label)

    def _right_of(self, row: int, col: int) -> int | None:
        columns = self._columns.setdefault(row, [])
        if not columns:
            columns += sorted(self._rows[row])
        at = bisect(columns, col)
        return columns[at] if at < len(columns) else None

    def _heads_names(self, place: Place, label: str) -> bool:
        """Whether usual names stand below a label: the next word in its row (人数、岗位) is a heading as well."""
        return any(_fits(label, self._rows[row][col], False) for row, col in self._below(*place, label))

    def _below(self, row: int, col: int, label: str) -> Iterator[Place]:
        said = re.sub(r"\s", "", self._rows[row][col])
        surely = any(word in said for word in _SURELY)
        blanks = misses = hits = 0
        while blanks <= _BLANKS and misses <= _MISSES + min(hits, _MISSES_AMONG_MANY):
            row += 1
            text = self._rows[row].get(col, "") if row in self._rows else ""
            if text in self._labels:
                return
            text = text.strip()
            if not text:
                blanks += 1
            elif _fits(label, text, surely, _heads_persons(said)):
                blanks = misses = 0
                hits += 1
                yield row, col
            else:
                misses += 1


def _heads_persons(label: str) -> bool:
    """Whether a label asks for nothing but a name (户主姓名): what stands there is one, with a surname or without."""
    return "姓名" in re.sub(r"\s", "", label)


def _fits(label: str, text: str, sure: bool, named: bool = False) -> bool:
    """Whether a text can be what a label announces. *named*: the label is 姓名 itself."""
    if label == NAME:
        return next(listed_names(text.lstrip(), 0, sure), None) is not None or named and is_whole_name(text)
    if label in (PASSPORT, CHAT):
        return bool(masked(text, Near(label, person=True)).kinds)
    return sum(character.isdigit() for character in text) >= 7
