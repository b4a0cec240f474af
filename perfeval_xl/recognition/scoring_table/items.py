"""The body of a rule-scored table: one ScoringItem for every row that has a name, a weight or a score of its own."""

from decimal import Decimal

from ...core.cells import Field
from ...core.money import ZERO, plain
from ...core.record import Record
from ...domain.forms import Heading
from ...domain.unit_forms import ScoringItem
from ..grid import squeeze, with_text
from ..self_evaluation.indicators import indicator_name, share
from ..self_evaluation.points import points, split_heading
from ..self_evaluation.subtotals import keep_subtotal
from ..self_evaluation.words import closing_role
from ..self_evaluation.zone import Line, Zone
from .header import Header
from .words import is_title

_NAME = "三级指标"
# The columns beside the name, in the order of ScoringItem.
_LABELS = (("standard", "评分标准"), ("weight", "分值"), ("score", "得分"), ("reason", "扣分原因"), ("result", "完成情况"))
_COUNTED = ("weight", "score")
_WEIGHT, _SCORE = 1, 2
_FIRST_VALUE = ScoringItem._fields.index(_LABELS[0][0])
_LONGEST_GAP = 20  # rows without anything in them


class Items(Record):
    """The rows that were read, in their order, every first-level heading once, and the rows 小计 between them."""

    rows: tuple[ScoringItem, ...]
    headings: tuple[Heading, ...]
    end: int  # the first row that is no item any more: the total, a note …, or one past the zone
    subtotals: tuple[ScoringItem, ...]
    unnamed_total: bool = False  # the row *end* is the total, though it is not called so


def read_items(zone: Zone, header: Header) -> Items:
    """Every row below the header until the total, a note, the signatures or the end of the zone."""
    reader = _Reader(zone, header)
    gap, row = 0, header.last + 1
    while row <= zone.bottom and gap <= _LONGEST_GAP:
        line = zone.line(row)
        role = reader.role(row, line) if line else None
        if role == "closing" and not reader.goes_on(zone, row, line):
            break
        if role in ("subtotal", "closing"):
            reader.subtotal(row, line)
        elif role != "skipped":
            gap = 0 if reader.take(row, line) or line else gap + 1
        row += 1
    else:
        row = zone.bottom + 1
    reader.finish_standard()
    return reader.read(zone, row)


class _Reader:
    """Walks down the rows, carrying the headings on where their cells are empty."""

    def __init__(self, zone: Zone, header: Header):
        self.grid, self.header = zone.grid, header
        self.columns = columns = header.columns
        self.name = columns["name"]
        self.levels = [(role, columns[role]) for role in ("level1", "level2") if role in columns]
        self.counted = [columns[role] for role in _COUNTED if role in columns]
        self.places = [(columns[role], label, "") if role in columns else None for role, label in _LABELS]
        self.first = min([self.name, *(place[0] for place in self.places if place)])
        self.level1: Heading | None = None
        self.level2: Heading | None = None
        self.headings: list[Heading] = []
        self.rows: list[ScoringItem] = []
        self.subtotals: list[ScoringItem] = []
        self.continued: list[str] = []  # further lines of the last item's standard

    def read(self, zone: Zone, end: int) -> Items:
        rows, headings, line = self.rows, self.headings, zone.line(end)
        totalled = bool(line) and self._is_total(line)
        unnamed = bool(rows) and not totalled and not rows[-1].standard.filled and self._ends_with_total(zone)
        if unnamed:
            end = rows[-1].row
            rows, headings = rows[:-1], [heading for heading in headings if heading.field.row != end]
        return Items(tuple(rows), tuple(headings), end, tuple(self.subtotals), unnamed)

    def _ends_with_total(self, zone: Zone) -> bool:
        from ..self_evaluation.unnamed_sums import is_unnamed_total  # items have their standards

        labels = min([self.name, *[col for _, col in self.levels]])
        line = zone.line(self.rows[-1].row)
        return bool(self.counted) and is_unnamed_total(self.rows, line, labels, min(self.counted), "weight" in self.columns)

    def _is_total(self, line: Line) -> bool:
        return any([col <= self.name and closing_role(text) == "total" for col, text in line])

    def goes_on(self, zone: Zone, row: int, line: Line) -> bool:
        """Whether items follow the row 合计, or the total of more points: it is that of a group then."""
        if not self._is_total(line) or "weight" not in self.columns:
            return False
        for below, following in zone.lines(row + 1):
            role = self.role(below, following)
            if role == "closing":
                return self._is_total(following) and self._weight(below) > self._weight(row)
            if role is None and self._weight(below) and self.grid.is_filled(below, (self.columns["standard"],)):
                return True
        return False

    def _weight(self, row: int) -> Decimal:
        number = points(self.grid.field(row, self.columns["weight"])).number
        return ZERO if number is None else number

    def role(self, row: int, line: Line) -> str | None:
        """“closing” for the row that ends the items, “subtotal” or “skipped” for one that is none, None for an item's."""
        if self._is_header(line) or len(line) == 1 and self._is_banner(row, *line[0]):
            return "skipped"
        for i, (col, text) in enumerate(line):
            if i and col > self.name:
                break
            said = closing_role(text)
            if said == "subtotal":
                return said
            if said == "total" or said and i == 0 and col <= self.name and (said != "closing" or col < self.name):
                return "closing"
        return None

    def _is_header(self, line: Line) -> bool:
        """The header again stands at the top of a printed page."""
        again = sum(self.header.words.get(col) == text for col, text in line)
        return again > 1 and again == len(line)

    def _is_banner(self, row: int, col: int, text: str) -> bool:
        """The only text of a row without points: the title again, or the name of a part, across the table."""
        if closing_role(text) or self.grid.is_filled(row, self.counted):
            return False
        right = self.grid.span(row, col)[3]
        across = right >= self.name if col < self.name else col == self.name and right >= min(self.counted)
        if across and not is_title(text):
            if "level1" not in self.columns:
                self._carry("level1", row, col, text)
            return True
        return is_title(text)

    def take(self, row: int, line: Line) -> bool:
        """Reads one row; False if nothing is filled in."""
        texts = dict(line)
        for role, col in self.levels:
            if col in texts:
                self._carry(role, row, col, texts[col])
        if not self.grid.is_filled(row, (self.name, *self.counted)):
            return self._continue_standard(row)
        self.finish_standard()
        merged = self.grid.is_merged(row, self.first)
        name = self._name(row, merged)
        label = f"{squeeze(name.text)}·" if name.text else f"第{row + 1}行·"
        values = self.grid.fields(row, self.places, label, merged)
        for i in (_WEIGHT, _SCORE):
            values[i] = values[i] and points(values[i])
        if self.places[_WEIGHT] is None:
            name, values[_WEIGHT] = _stated_weight(name)
        if merged and self.rows:
            share(values, self.rows[-1][_FIRST_VALUE:])
        self.rows.append(ScoringItem(row, name, self.level1, self.level2, *values))
        return True

    def subtotal(self, row: int, line: Line) -> None:
        keep_subtotal(self, row, line, (_WEIGHT, _SCORE), ScoringItem)

    def _name(self, row: int, merged: bool) -> Field:
        name = self.grid.field(row, self.name, _NAME, merged=merged)
        bare = indicator_name(name.text)
        return name if bare == name.text else with_text(name, bare)

    def _continue_standard(self, row: int) -> bool:
        """A row with nothing but a standard goes on with that of the item above, whose other cells reach over it."""
        text = self.grid.field(row, self.columns["standard"], merged=False).text
        if text and self.rows:
            self.continued.append(text)
        return bool(text and self.rows)

    def finish_standard(self) -> None:
        """Puts the lines that were collected behind the last item's standard."""
        if self.continued:
            item = self.rows[-1]
            standard = "\n".join([item.standard.text, *self.continued]).strip()
            self.rows[-1] = item._replace(standard=with_text(item.standard, standard))
            self.continued = []

    def _carry(self, role: str, row: int, col: int, text: str) -> None:
        """A heading stands until the next one; the same words again are the same heading."""
        name, weight = split_heading(text)
        field = self.grid.field(row, col, name)
        if weight is None and f"{role}_weight" in self.columns:
            weight = points(self.grid.field(row, self.columns[f"{role}_weight"])).number
        heading = Heading(name, weight, field)
        if role == "level1":
            if self.level1 is None or self.level1.name != name:
                self.level1, self.level2 = heading, None
                self.headings.append(heading)
        elif self.level2 is None or self.level2.name != name:
            self.level2 = heading


def _stated_weight(name: Field) -> tuple[Field, Field | None]:
    """A table without a column of weights states them in the names: “在职人员控制率（5分）”."""
    bare, weight = split_heading(squeeze(name.text))
    if weight is None:
        return name, None
    return with_text(name, bare), name._replace(text=plain(weight), number=weight, label=f"{squeeze(bare)}·分值")
