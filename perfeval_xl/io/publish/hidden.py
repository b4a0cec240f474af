"""What of a sheet nobody sees (隐藏的行、列，合并格下面的值): it is not published either."""

from itertools import groupby

from ...core.cells import Box, Place, address, column_name, parse_box
from ...core.patterns import Pattern
from ..patch.markup import ATTRIBUTES, attribute
from .tree import Node

_ROW = Pattern(rf"<(?:[\w.-]+:)?row(?=[\s/>])(?: r=\"([0-9]+)\")?{ATTRIBUTES}/?>")
_HIDES = Pattern(r"hidden\s*=|\sht\s*=\s*[\"'][0.]")
_YES = ("1", "true")


class Hidden:
    """The hidden rows and columns of a sheet, and its merged ranges: what shows through, and what lies under them."""

    def __init__(self, text: str, start: int, end: int, skeleton: Node):
        """*start* and *end*: where the cells stand in *text*; *skeleton*: the part without them."""
        self.rows = _rows(text, start, end)
        self.columns = _columns(skeleton)
        self._known_columns: dict[int, bool] = {}
        self.unprinted: set[Place] = set()  # cells whose number format shows nothing
        self._shows: set[Place] = set()  # first cells of merged ranges that reach into sight
        self._wide: dict[int, list[Box]] = {}  # merged ranges by row, where they have more columns than rows
        self._tall: dict[int, list[Box]] = {}  # the others by column
        for node in skeleton.all("mergeCell"):
            self._merged(parse_box(node.get("ref") or "A1"))

    def _merged(self, box: Box) -> None:
        if box.bottom - box.top < box.right - box.left:
            for row in range(box.top, box.bottom + 1):
                self._wide.setdefault(row, []).append(box)
        else:
            for col in range(box.left, box.right + 1):
                self._tall.setdefault(col, []).append(box)
        seen_row = box.bottom - box.top > len(self.rows) or any(r not in self.rows for r in range(box.top, box.bottom + 1))
        if seen_row and any(not self._column(col) for col in range(box.left, box.right + 1)):
            self._shows.add((box.top, box.left))

    def _column(self, col: int) -> bool:
        known = self._known_columns.get(col)
        if known is None:
            known = self._known_columns[col] = any(first <= col <= last for first, last in self.columns)
        return known

    def holds(self, place: Place) -> bool:
        """Whether nobody sees this cell."""
        row, col = place
        merged = row in self._wide or col in self._tall
        if not merged and row not in self.rows and not self.columns and not self.unprinted:
            return False
        if place in self.unprinted:
            return True
        if place in self._shows:
            return False
        return row in self.rows or self._column(col) or merged and self._is_under(place)

    def _is_under(self, place: Place) -> bool:
        """Whether it lies under a merged range's first cell."""
        return any((box.top, box.left) != place for box in self._boxes(place))

    def _boxes(self, place: Place) -> list[Box]:
        """The merged ranges that hold a cell."""
        row, col = place
        return [box for box in (*self._wide.get(row, ()), *self._tall.get(col, ())) if box.holds(row, col)]

    def covers(self, box: Box) -> bool:
        """Whether all rows or all columns of a rectangle are hidden: what is drawn there has no size."""
        rows, columns = range(box.top, box.bottom + 1), range(box.left, box.right + 1)
        return all(row in self.rows for row in rows) or all(self._column(col) for col in columns)

    def hides(self, box: Box) -> bool:
        """Whether nobody sees any of these cells, nor a merged range that begins with them."""
        return self.covers(box) and self.holds((box.top, box.left))

    def told(self, emptied: list[Place]) -> list[str]:
        """Which rows, columns and merged ranges held something that is not published."""
        rows = sorted({row for row, _ in emptied if row in self.rows})
        columns = sorted({col for row, col in emptied if row not in self.rows and self._column(col)})
        said = [f"第 {_range(first + 1, last + 1)} 行" for first, last in _stretches(rows)]
        said += [f"{_range(column_name(first), column_name(last))} 列" for first, last in _stretches(columns)]
        covered = [place for place in emptied if place not in self.unprinted and place[0] not in self.rows and not self._column(place[1])]
        said += list(dict.fromkeys(box.a1 for place in covered for box in self._boxes(place)))
        return said + [address(*place) for place in emptied if place in self.unprinted]


def _rows(text: str, start: int, end: int) -> set[int]:
    hidden, number = set(), -1
    if not _HIDES.search(text, start, end):  # a million rows with a height of their own are soon looked through
        return hidden
    for match in _ROW.finditer(text, start, end):
        stated, others = match.groups()
        stated = stated or attribute(others, "r")
        number = int(stated) - 1 if stated else number + 1
        if "h" in others and (attribute(others, "hidden") in _YES or _is_zero(attribute(others, "ht"))):
            hidden.add(number)
    return hidden


def _columns(skeleton: Node) -> list[tuple[int, int]]:
    return [
        (int(node.get("min") or 1) - 1, int(node.get("max") or 1) - 1)
        for node in skeleton.all("col")
        if node.get("hidden") in _YES or _is_zero(node.get("width"))
    ]


def _is_zero(number: str | None) -> bool:
    return number is not None and number.strip("0.") == "" and number != ""


def _stretches(numbers: list[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers together: 1, 2, 3, 7 → (1, 3), (7, 7)."""
    found = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        stretch = [number for _, number in group]
        found.append((stretch[0], stretch[-1]))
    return found


def _range(first, last) -> str:
    return str(first) if first == last else f"{first}–{last}"
