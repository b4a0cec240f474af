"""law_from_data: the scoring law that a profile gives as a table."""

from collections.abc import Mapping
from decimal import Decimal

from ...core.money import HUNDRED, ONE, ZERO, read_number
from ..inputs import INPUTS
from .law import BANDS, CHECKLIST, DEDUCTION, KINDS, PARTIALS, PER_CASE, PROPORTIONAL, Item, Law
from .line import CLOSED, OPEN, Stretch, settle

_COMMON = ("kind", "full")
_KEYS = {
    BANDS: ("unit", "bands"),
    DEDUCTION: ("unit", "full_from", "full_to", "deduct", "step", "most", "nothing_above", "nothing_below", "partial"),
    PROPORTIONAL: ("unit", "full_from", "nothing_below"),
    CHECKLIST: ("items", "deduct", "most"),
    PER_CASE: ("case", "deduct", "most"),
}
_BAND_KEYS = ("from", "above", "to", "below", "points")
_ITEM_KEYS = ("text", "points")


class _Table:
    """A table of the profile that says in Chinese what is wrong with it."""

    def __init__(self, table: Mapping, name: str, keys: tuple[str, ...]):
        self.name = name
        if not isinstance(table, Mapping):
            raise self.wrong("", "应是一个表")
        self.table = table
        unknown = [str(key) for key in table if key not in keys]
        if unknown:
            raise self.wrong(unknown[0], f"不认识，可用的有 {'、'.join(keys)}")

    def wrong(self, key: str, expected: str) -> ValueError:
        where = f"计分规则“{self.name}”" if self.name else "计分规则"
        return ValueError(f"{where}的 {key} {expected}" if key else f"{where}{expected}")

    def text(self, key: str, default: str = "") -> str:
        value = self.table.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, "应是文字")
        return value

    def number(self, key: str, default: Decimal | None = None) -> Decimal | None:
        if key not in self.table:
            return default
        value = self.table[key]
        number = read_number(value) if isinstance(value, str) else None
        if number is None:
            raise self.wrong(key, f'应是写成文字的数，如 "0.5"，现在是 {value!r}')
        return number

    def positive(self, key: str, default: Decimal | None = None) -> Decimal | None:
        number = self.number(key, default)
        if number is not None and number <= 0:
            raise self.wrong(key, "应大于 0")
        return number

    def required(self, key: str) -> Decimal:
        number = self.positive(key)
        if number is None:
            raise self.wrong(key, "没有写，这一类规则必须有")
        return number

    def points(self, key: str, full: Decimal) -> Decimal:
        number = self.number(key)
        if number is None or not ZERO <= number <= full:
            raise self.wrong(key, f"应是 0 到 {full} 之间的数（满分 full 是 {full}）")
        return number

    def rows(self, key: str, keys: tuple[str, ...]) -> list["_Table"]:
        rows = self.table.get(key)
        if not isinstance(rows, list) or not rows:
            raise self.wrong(key, "应是至少有一行的列表")
        return [_Table(row, f"{self.name} {key} 第 {at} 行".strip(), keys) for at, row in enumerate(rows, 1)]


def law_from_data(table: Mapping, name: str = "") -> Law:
    """The law of a profile; the shape of *table* is in the package's docstring. It scales to any weight.

    Raises ValueError with one Chinese sentence that names *name*, the key, and what is expected.
    """
    kind = table.get("kind") if isinstance(table, Mapping) else None
    if not isinstance(kind, str) or kind not in KINDS:
        keys = tuple(dict.fromkeys(key for keys in _KEYS.values() for key in (*_COMMON, *keys)))
        raise _Table(table, name, keys).wrong("kind", f"应是 {'、'.join(KINDS)} 之一")
    read = _Table(table, name, (*_COMMON, *_KEYS[kind]))
    law = Law(kind, read.positive("full", ONE), shares=True, unit=read.text("unit", "%"), subject=name)
    build = {BANDS: _bands, DEDUCTION: _deduction, PROPORTIONAL: _proportional, CHECKLIST: _checklist}
    return build.get(kind, _per_case)(read, law)


def _limit(row: _Table, closed: str, open_: str) -> tuple[Decimal | str | None, str]:
    """The limit that one of two keys gives, and how it is meant; None without either."""
    if closed in row.table and open_ in row.table:
        raise row.wrong(open_, f"与 {closed} 只能写一个")
    key = open_ if open_ in row.table else closed
    value = row.table.get(key)
    name = value if isinstance(value, str) and value in INPUTS else None
    return name or row.number(key), OPEN if key == open_ else CLOSED


def _bands(read: _Table, law: Law) -> Law:
    stretches = []
    for row in read.rows("bands", _BAND_KEYS):
        low, low_end = _limit(row, "from", "above")
        high, high_end = _limit(row, "to", "below")
        if isinstance(low, Decimal) and isinstance(high, Decimal) and low > high:
            raise row.wrong("", "的下限高于上限")
        stretches.append(Stretch(low, high, low_end, high_end, row.points("points", law.full)))
    return _settled(read, law, stretches)


def _settled(read: _Table, law: Law, stretches: list[Stretch]) -> Law:
    line = settle(stretches, law.unit)
    if line.faults:
        raise read.wrong("", f"的各档没有接好：{line.faults[0]}")
    return law._replace(bands=line.bands)


def _deduction(read: _Table, law: Law) -> Law:
    low, high = read.number("full_from"), read.number("full_to")
    if low is None and high is None:
        raise read.wrong("full_from", "或 full_to 至少写一个：从哪里起、到哪里为止得满分")
    if low is not None and high is not None and low > high:
        raise read.wrong("full_from", "高于 full_to")
    partial = read.text("partial")
    if partial and partial not in PARTIALS:
        raise read.wrong("partial", f"应是 {'、'.join(PARTIALS)} 之一")
    lost = {"points": law.full, "deduct": read.required("deduct"), "step": read.positive("step", ONE)}
    stretches = [Stretch(low, high, CLOSED, CLOSED, law.full)]
    for origin, key in ((low, "nothing_below"), (high, "nothing_above")):
        edge = read.number(key)
        if origin is None:
            if edge is not None:
                raise read.wrong(key, f"只在写了 {'full_from' if key == 'nothing_below' else 'full_to'} 时才有意义")
            continue
        stretches += _slope(key == "nothing_below", origin, edge, lost)
    return _settled(read, law._replace(most=read.positive("most"), partial=partial), stretches)


def _slope(down: bool, origin: Decimal, edge: Decimal | None, lost: dict) -> list[Stretch]:
    """The stretch on one side of the full one, and where nothing is left."""
    if down:
        nothing = [] if edge is None else [Stretch(None, edge, OPEN, OPEN)]
        return [Stretch(edge, origin, CLOSED, OPEN, origin=origin, **lost), *nothing]
    nothing = [] if edge is None else [Stretch(edge, None, OPEN, OPEN)]
    return [Stretch(origin, edge, OPEN, CLOSED, origin=origin, **lost), *nothing]


def _proportional(read: _Table, law: Law) -> Law:
    whole, edge = read.positive("full_from", HUNDRED), read.number("nothing_below")
    if edge is not None and edge >= whole:
        raise read.wrong("nothing_below", "应低于 full_from")
    nothing = [] if edge is None else [Stretch(None, edge, OPEN, OPEN)]
    part = Stretch(edge, whole, CLOSED, OPEN, law.full, ratio=whole)
    return _settled(read, law, [Stretch(whole, None, CLOSED, OPEN, law.full), part, *nothing])


def _checklist(read: _Table, law: Law) -> Law:
    rows = read.rows("items", _ITEM_KEYS)
    points = [row.points("points", law.full) if "points" in row.table else None for row in rows]
    deduct = read.positive("deduct")
    if deduct is None and None in points:
        raise read.wrong("items", "的每一行都要写 points，或者写 deduct（每有一项不符合扣几分）")
    if deduct is not None and any(number is not None for number in points):
        raise read.wrong("deduct", "与各项的 points 只能写一种")
    if deduct is None and sum(points, ZERO) != law.full:
        raise read.wrong("items", f"的 points 合计是 {sum(points, ZERO)}，应等于满分 {law.full}")
    items = tuple(Item(at, row.text("text"), number) for at, (row, number) in enumerate(zip(rows, points), 1))
    return law._replace(items=items, deduct=deduct, most=read.positive("most"))


def _per_case(read: _Table, law: Law) -> Law:
    case = read.text("case") or law.subject
    return law._replace(deduct=read.required("deduct"), most=read.positive("most"), subject=case)
