"""What stands below the indicators: the total, the grade, notes, signatures."""

from functools import lru_cache

from ...core.cells import Field
from ...core.money import HUNDRED, read_number
from ...core.patterns import Pattern
from ...core.record import Record, new
from ...domain.forms import Signature
from ..grid import squeeze, with_text
from .head import after_colon
from .points import points
from .words import SIGNER, closing_role, head_role, is_numbered
from .zone import Line, Zone

_GRADES = frozenset(("优", "良", "中", "差", "优秀", "良好", "合格", "不合格"))
_CLOSING_BRACKETS = ")）]】 "
_TOTALS = {"weight": "总分·分值", "score": "总分·得分"}
_OWN_LABELS = dict.fromkeys("总得分 自评得分 自评总分 得分合计 实际得分 得分".split(), "score") | dict.fromkeys(
    "总分值 分值合计 总分 分值".split(), "weight"
)
_TOTAL_SCORE = Pattern(r"总得?分", words=("总",))
_TOTAL_INSIDE = Pattern(r":(\d+(?:\.\d+)?)分?$")


class Closing(Record):
    """What was read below the indicators; None for what the form has no place for."""

    total_weight: Field | None
    total_score: Field | None
    grade: Field | None
    notes: tuple[Field, ...]
    signatures: tuple[Signature, ...] | None
    bottom: int  # the last row of the form


def read_closing(zone: Zone, top: int, columns: dict[str, int], last: int, unnamed: bool = False, above: int | None = None) -> Closing:
    """Reads the rows from *top*, the first below the indicators, and says where the form ends: not before *last*.

    The row *top* may be the total without its name (*unnamed*); the total may stand in a row *above* the indicators.
    """
    reader = _Reader(zone, columns)
    blank, bottom = 0, last
    if unnamed:
        reader.take_total(top, zone.line(top))
        top, bottom = top + 1, top
    for row in range(top, zone.bottom + 1):
        line = zone.line(row)
        if not line:
            blank += 1
            if blank > 3:
                break
        elif reader.take(row, line, blank):
            blank, bottom = 0, row
        else:
            break
    if above is not None and not reader.total:
        reader.take_total(above, zone.line(above))
    total = reader.total
    return Closing(total.get("weight"), total.get("score"), reader.grade, tuple(reader.notes), reader.signed(), bottom)


def _first_role(line: Line) -> tuple[int, str | None]:
    """Which text of the line says what the row is, and what that is; (0, None) for none."""
    for i, (_, text) in enumerate(line):
        role = closing_role(text)
        if role:
            return i, role
    return 0, None


class _Reader:
    def __init__(self, zone: Zone, columns: dict[str, int]):
        self.zone, self.grid, self.columns = zone, zone.grid, columns
        self.total: dict[str, Field] = {}
        self.grade: Field | None = None
        self.notes: list[Field] = []
        self.signatures: list[Signature] = []
        self.has_signature_line = False

    def take(self, row: int, line: Line, blank: int) -> bool:
        """Reads one row; False if it does not belong to the form any more."""
        label, role = _first_role(line)
        if role == "total" and not self.total:
            self.take_total(row, line, label)
        elif role == "total" and _TOTAL_SCORE.search(line[label][1]):
            self._take_later_total(row, line, label)
        elif role == "note":
            self.notes += [self.grid.field(row, col, "备注") for col, text in line if read_number(text) is None]
        elif role == "signature":
            self._sign(row)
        elif role == "grade":
            self._find_grade(row, line)
        elif role is None or role == "subtotal":
            return self._unnamed(row, line, blank)
        return True

    def _unnamed(self, row: int, line: Line, blank: int) -> bool:
        if self.notes and is_numbered(line[0][1]):
            self.notes.append(self.grid.field(row, line[0][0], "备注"))
            return True
        return not blank and not self.has_signature_line and len(line) > 1

    def signed(self) -> tuple[Signature, ...] | None:
        return tuple(self.signatures) if self.has_signature_line else None

    def take_total(self, row: int, line: Line, label: int = 0) -> None:
        """The figures of the total beside its *label*."""
        col, text = line[label]
        for role, name in _TOTALS.items():
            if role in self.columns:
                self.total[role] = points(self.grid.field(row, self.columns[role], name))
        if "weight" in self.total and squeeze(self.total["weight"].text) == text:
            del self.total["weight"]  # the label reaches over its column
        labels = [cell for cell in line[label + 1 :] if cell[1] in _OWN_LABELS and cell[1] != text]
        if labels:
            self._total_beside(row, [(col, text), *labels])
        score = self.total.get("score")
        if score is None or score.blank or score.col <= col or score.text in _GRADES:
            self._total_elsewhere(row, col, text)
        self._find_grade(row, line[label if ":" in text else label + 1 :])  # 总分(自评等级:优)

    def _take_later_total(self, row: int, line: Line, label: int) -> None:
        """自评总分 below 合计: the form's total, where 合计 is that of the indicators alone (90 points, fewer than the total)."""
        former, self.total = self.total, {}
        self.take_total(row, line, label)
        weight, score, whole = (field and field.number for field in (former.get("weight"), former.get("score"), self.total.get("score")))
        if None in (weight, score, whole) or weight >= HUNDRED or score >= whole:
            self.total = former
        elif "weight" in self.total and self.total["weight"].number is None:
            del self.total["weight"]

    def _total_beside(self, row: int, labels: list[tuple[int, str]]) -> None:
        """云南's 总分｜100｜总得分｜99: each figure stands beside its own label, in whatever column that is."""
        self.total.clear()
        for (col, text), (stop, _) in zip(labels, [*labels[1:], (self.zone.last_col + 1, "")]):
            role = _OWN_LABELS.get(text, "weight")
            field = points(self.zone.right_of(row, col, stop, _TOTALS[role]))
            if field.number is not None:
                self.total[role] = field

    def _total_elsewhere(self, row: int, col: int, text: str) -> None:
        """The total where the row's merges put it: after the label's colon, or in another column than the scores."""
        inside = _TOTAL_INSIDE.search(text)
        if inside:
            whole = self.grid.field(row, col, "总分·得分")
            self.total["score"] = whole._replace(text=inside[1], number=read_number(inside[1]))
            return
        weight_at = self.columns.get("weight")
        for at in range(self.grid.span(row, col)[3] + 1, min(self.zone.last_col + 1, len(self.grid.rows[row]))):
            if at != weight_at and self.grid.value(row, at) != "":
                field = points(self.grid.field(row, at, "总分·得分"))
                if field.number is not None:
                    self.total["score"] = field
                    return

    def _find_grade(self, row: int, line: Line) -> None:
        """The grade as a word of its own, or beside or behind the label 评价等级."""
        for col, text in line:
            if self.grade is not None:
                return
            if text in _GRADES:
                self.grade = self.grid.field(row, col, "评价等级")
            elif head_role(text) == "grade":
                field = self.grid.field(row, col, "评价等级")
                inside = after_colon(field.text).rstrip(_CLOSING_BRACKETS)
                if inside:
                    self.grade = field._replace(text=inside)
                else:
                    last = max(at for at, again in line if again == text)  # a merge that was undone repeats it
                    self.grade = self.zone.right_of(row, last, self.zone.last_col + 1, "评价等级")

    def _sign(self, row: int) -> None:
        """“填表人：某某  填报日期：……” in one cell, or a label and what was filled in in cells of their own."""
        self.has_signature_line = True
        open_label = ""
        last = min(self.zone.last_col + 1, len(self.grid.rows[row]))
        cells = self.grid.rows[row]
        for col in range(self.zone.left, last):
            if cells[col] == "":
                continue
            field = self.grid.field(row, col)
            entries = split_signatures(field.text)
            if entries:
                for label, text in entries:
                    self.signatures.append(new(Signature, (label, with_text(field, text, label))))
                open_label = entries[-1][0] if not entries[-1][1] else ""
            elif open_label:
                self.signatures[-1] = Signature(open_label, field._replace(label=open_label))
                open_label = ""


@lru_cache(maxsize=1024)
def split_signatures(text: str) -> tuple[tuple[str, str], ...]:
    """“填表人：某某  联系电话：13800000000单位负责人签字：” as (label, what was filled in), in order."""
    found = list(SIGNER.finditer(text))
    without_colons = len(found) > 1 and not found[0].start() and not any([match["colon"] for match in found])
    entries = []
    for i, match in enumerate(found):
        if not (match["colon"] or without_colons) and (match.start() or match.end() < len(text)):
            continue
        end = next((other.start() for other in found[i + 1 :] if other["colon"] or without_colons), len(text))
        label = (match["label"] + match["manner"]).strip()
        entries.append((label, text[match.end() : end].strip(" \t\r\n\u3000\xa0_;；,，")))
    return tuple(entries)
