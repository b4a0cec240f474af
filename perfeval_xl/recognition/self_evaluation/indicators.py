"""The indicator block (指标区): its columns, its headings, and one Indicator for every row that says something."""

from decimal import Decimal
from functools import lru_cache

from ...core.cells import Field
from ...core.money import ZERO
from ...core.patterns import Pattern
from ...core.record import Record, new
from ...domain.forms import Heading, Indicator
from ...domain.values import is_nothing
from ..grid import squeeze, with_text
from .header import COUNTED, Header, is_header
from .points import points, split_heading
from .words import closing_role, is_continued, is_heading_word
from .zone import Line, Zone

_NAME = "三级指标"
# The columns beside the name, in the order of Indicator.
_LABELS = (
    ("nature", "指标性质"),
    ("target", "年度指标值"),
    ("unit", "度量单位"),
    ("actual", "实际完成值"),
    ("weight", "分值"),
    ("score", "得分"),
    ("reason", "偏差原因"),
)
_VALUES = ("name", "target", "actual", "weight", "score", "reason")
_TARGET = [role for role, _ in _LABELS].index("target")
_WEIGHT = [role for role, _ in _LABELS].index("weight")
_REASON = len(_LABELS) - 1
_FIRST_VALUE = Indicator._fields.index(_LABELS[0][0])
_LEVELS = ("level1", "level2")
_PREFIX = Pattern(r"^(?:[★☆*※]|指标\s*\d+\s*[:：.、])+\s*")
_BEGIN_PREFIX = frozenset("★☆*※指")
_WITHOUT_TARGETS = ("项目决策", "决策", "项目管理", "管理", "项目过程", "过程", "项目投入", "投入")
_DOTS = ".…。·/—-"


class Indicators(Record):
    """The rows that were read, in their order, every first-level heading once, and the rows 小计 between them."""

    rows: tuple[Indicator, ...]
    headings: tuple[Heading, ...]
    end: int  # the first row that is no indicator any more: the total, a note …, or one past the zone
    subtotals: tuple[Indicator, ...] = ()
    unnamed_total: bool = False  # the row *end* is the total, though it is not called so
    total_above: int | None = None  # a total that stands above all of them


def read_indicators(zone: Zone, header: Header, standing: tuple[int, int, str] | None = None) -> Indicators:
    """Every row below the header until the total, a note, the signatures or the end of the zone.

    *standing* is the place and text of a first-level heading that stands in the header itself.
    """
    reader = _Reader(zone, header.columns)
    if standing:
        reader.carry(*standing)
    named = next((cell for cell in zone.line(header.row) if cell[0] == header.columns["name"]), None)
    blank = 0
    for row in range(header.last + 1, zone.bottom + 1):
        line = zone.line(row)
        if line:
            if named in line or is_heading_word(line[0][1]) and is_header(line) or is_continued(line[0][1]):
                continue  # the title or the header again, at the top of a printed page
            role = reader.closing(row, line)
            if role == "total" and reader.goes_on(zone, row):
                role = "subtotal" if reader.rows else "total above"
            if role == "total above":
                reader.total_above = row
                continue
            if role == "subtotal":
                reader.subtotal(row, line)
                continue
            if role:
                return reader.read(zone, row, totalled=role == "total")
            if reader.is_label_alone(row, line):
                reader.alone.add(row)
        blank = 0 if reader.take(row, line) or line else blank + 1
        if blank > 20:
            break
    return reader.read(zone, zone.bottom + 1)


class _Reader:
    """Walks down the rows, carrying the headings on where their cells are empty."""

    def __init__(self, zone: Zone, columns: dict[str, int]):
        self.grid = zone.grid
        self.name = columns["name"]
        self.levels = (columns.get("level1"), columns.get("level2"))
        self.level_weights = {columns[level]: columns[w] for level in _LEVELS if (w := f"{level}_weight") in columns}
        labels = [col for col in (self.name, *self.levels) if col is not None]
        self.first_label, self.last_label = min(labels), max(labels)
        self.value_columns = [columns[role] for role in _VALUES if role in columns]
        self.places = [(columns[role], label, "") if role in columns else None for role, label in _LABELS]
        self.first = min([self.name, *(place[0] for place in self.places if place)])
        self.adjusted = columns.get("adjusted")
        self.more_reasons = range(columns.get("reason", 0) + 1, columns.get("last_reason", 0) + 1)
        self.counted = [i for i, (role, _) in enumerate(_LABELS) if role in COUNTED and role in columns]
        self.indicating = [columns[role] for role in ("target", "actual", "weight") if role in columns]
        self.weighted = "weight" in columns
        self.figures = min([columns[role] for role in COUNTED if role in columns], default=0)
        self.described = [columns[role] for role in ("target", "actual") if role in columns]
        self.total_above: int | None = None
        self.alone: set[int] = set()  # the rows of one label and points, which may be sums of others
        self.level1: Heading | None = None
        self.level2: Heading | None = None
        self.headings: list[Heading] = []
        self.rows: list[Indicator] = []
        self.subtotals: list[Indicator] = []
        self.named_sums: list[int] = []  # the rows 小计

    def read(self, zone: Zone, end: int, totalled: bool = False) -> Indicators:
        """What was read above the row *end*, which is the total by its name (*totalled*), or is none."""
        rows, headings, unnamed = self.rows, self.headings, False
        last = rows[-1] if rows and not totalled and not self._is_described(rows[-1]) else None
        if self.alone or last is not None:
            from .unnamed_sums import is_unnamed_total, without_sums  # few forms have such rows

            if last is not None:
                above = without_sums(rows[:-1], self.alone, self.named_sums)
                line = zone.line(last.row)
                unnamed = is_unnamed_total([*above, last], line, self.first_label, self.figures, self.weighted)
            if unnamed:
                rows, end = above, last.row
            else:
                rows = without_sums(rows, self.alone, self.named_sums)
            used = {id(row.level1) for row in rows}
            headings = [heading for heading in headings if id(heading) in used or heading.field.row not in {*self.alone, end}]
        return Indicators(tuple(rows), tuple(headings), end, tuple(self.subtotals), unnamed, self.total_above)

    def _is_described(self, last: Indicator) -> bool:
        """Whether the last row has a target or an actual of its own; the label of a total is often merged over them."""
        values = [field for field in (last.target, last.actual) if field is not None and field.filled]
        return any([field.col > self.last_label for field in values])

    def closing(self, row: int, line: Line) -> str | None:
        """What the row is if it is no indicator. 改进措施 and the like count only left of the indicators' names."""
        first, name = line[0][0], self.name
        for col, text in line:
            if col > name and col != first:
                break
            role = closing_role(text)
            if role in ("total", "subtotal") or role and col == first and (role != "closing" or col < name):
                return None if col == name and role != "signature" and self._is_indicator(row) else role
        return None

    def goes_on(self, zone: Zone, row: int) -> bool:
        """Whether indicators follow, or the total of more points: 合计 in *row* is that of a group then."""
        for below, line in zone.lines(row + 1):
            if is_header(line):
                return False
            role = self.closing(below, line)
            if role == "total":
                return self._weight(below) > self._weight(row)
            if role != "subtotal" and (role or self._weight(below) and self._is_indicator(below)):
                return role is None
        return False

    def _weight(self, row: int) -> Decimal:
        place = self.places[_WEIGHT]
        number = points(self.grid.field(row, place[0])).number if place else None
        return ZERO if number is None else number

    def _is_indicator(self, row: int) -> bool:
        """Whether a target, an actual and a weight stand beside the name: 水质等级 and 综合得分 may be measured too."""
        values = [str(self.grid.value(row, col)) for col in self.indicating]
        return len(values) == 3 and not any(map(is_nothing, values))

    def take(self, row: int, line: Line) -> bool:
        """Reads one row; False if nothing is filled in."""
        for col, text in line:
            if col in self.levels:
                self.carry(row, col, text)
            elif col > self.last_label:
                break
        if not self.grid.is_filled(row, self.value_columns):
            return False
        merged = self.grid.is_merged(row, self.first)
        name = self.grid.field(row, self.name, _NAME, merged=merged)
        text = name.text
        bare, label = _bare_and_label(text)
        if bare != text:
            name = with_text(name, bare)
        values = self.grid.fields(row, self.places, label or f"第{row + 1}行·", merged)
        if self.adjusted is not None and (adjusted := self.grid.field(row, self.adjusted, values[_TARGET].label)).filled:
            values[_TARGET] = adjusted
        if self.more_reasons and not values[_REASON].filled:
            values[_REASON] = self._reason_beside(row, values[_REASON])
        if self._is_scored_by_standard(values[_TARGET]):
            values[_TARGET] = None
        for i in self.counted:
            field = values[i]
            if field.number is None and field.text:
                values[i] = points(field)
        if merged and self.rows:
            share(values, self.rows[-1][_FIRST_VALUE:])
        self.rows.append(new(Indicator, (row, name, self.level1, self.level2, *values)))
        return True

    def is_label_alone(self, row: int, line: Line) -> bool:
        """Whether one label stands over the name, the target and the actual, with points beside it: a sum of some rows."""
        if len(line) > 1 and line[1][1] != line[0][1] and line[1][0] < self.figures:
            return False  # as in most rows
        labels = [text for col, text in line if col < self.figures]
        if not labels or labels.count(labels[0]) != len(labels) or len(self.described) != 2:
            return False
        if any([squeeze(self.grid.field(row, col).text) != labels[0] for col in self.described]):
            return False
        return any([points(self.grid.field(row, self.places[i][0])).number is not None for i in self.counted])

    def subtotal(self, row: int, line: Line) -> None:
        from .subtotals import keep_subtotal  # few forms have such rows

        self.named_sums.append(row)
        keep_subtotal(self, row, line, self.counted, Indicator)

    def _reason_beside(self, row: int, blank: Field) -> Field:
        """The first of the further columns of reasons that is filled in; the blank one where none is."""
        fields = (self.grid.field(row, col, blank.label) for col in self.more_reasons)
        return next((field for field in fields if field.filled), blank)

    def _is_scored_by_standard(self, target: Field | None) -> bool:
        """Whether a dash is printed where 项目决策 or 项目管理 would have a target: there is none to fill in."""
        if target is None or not target.text or not target.blank or self.level1 is None:
            return False
        return self.level1.name.startswith(_WITHOUT_TARGETS)

    def carry(self, row: int, col: int, text: str) -> None:
        """A heading stands until the next one; the same words again are the same heading."""
        name, weight = split_heading(text)
        first = col == self.levels[0]
        standing = self.level1 if first else self.level2
        if standing is not None and standing.name == name:
            return
        field = self.grid.field(row, col, name)
        if weight is None and col in self.level_weights:  # in a column of its own
            beside = points(self.grid.field(row, self.level_weights[col], name))
            field, weight = (field, None) if beside.number is None else (beside, beside.number)
        heading = new(Heading, (name, weight, field))
        if first:
            self.level1, self.level2 = heading, None
            self.headings.append(heading)
        else:
            self.level2 = heading


def share(values: list[Field | None], above: tuple[Field | None, ...]) -> None:
    """A field merged over several rows is the same Field in each of them."""
    for i, (field, other) in enumerate(zip(values, above)):
        if field is not None and other is not None and field.place == other.place:
            values[i] = other


@lru_cache(maxsize=4096)
def _bare_and_label(text: str) -> tuple[str, str]:
    """A name as it is kept, and what the labels of its row begin with."""
    bare = indicator_name(text)
    return bare, f"{label}·" if (label := squeeze(bare)) else ""


def indicator_name(text: str) -> str:
    """A third-level indicator's name without “指标1：” and ★. A placeholder stays as it is printed."""
    bare = _PREFIX.sub("", text) if text[:1] in _BEGIN_PREFIX else text
    return bare if bare.strip(_DOTS) else text
