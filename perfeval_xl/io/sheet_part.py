"""One sheet part: the marks the grid needs at once, and the extras, each of which is read when a rule asks for it."""

from collections.abc import Callable, Mapping

from ..core.book import UNCACHED, BadCell, Shown
from ..core.cells import Box, parse_box
from . import sheet_extent, sheet_scan
from .errors import Fault, too_large
from .number_formats import style_formats
from .package import Package
from .parts import forbid_doctype
from .sheet_scan import Formula

_AS_CALC_WRITES = (b".PERFADDIN.", b"perf_")  # what most parts do not hold: then calc_names is not needed
MAX_AREA = 8_000_000  # cells of a sheet's rectangle, each of which costs some 40 bytes whether it is filled or not


class Styles:
    """A workbook's cell styles that fix how a number prints, read once for all its sheets."""

    __slots__ = ("package", "part", "_formats")

    def __init__(self, package: Package, part: str | None):
        """*part* is the workbook's styles part, None where it has none."""
        self.package = package
        self.part = part
        self._formats: dict[int, Shown] | None = None

    @property
    def formats(self) -> dict[int, Shown]:
        if self._formats is None:
            self._formats = style_formats(self.package.read(self.part)) if self.part else {}
        return self._formats


class SheetPart:
    """A sheet's own part. Stands in for :class:`~perfeval_xl.core.book.Extras`, reading each of the three by itself."""

    __slots__ = ("package", "name", "styles", "data", "_start", "_end", "_read")

    def __init__(self, package: Package, name: str, styles: Styles):
        """Raises Fault for a broken or hostile part, and for a sheet whose grid would fill the memory."""
        self.package = package
        self.name = name
        self.styles = styles
        self.data = package.read(name)
        self._start, self._end = sheet_extent.rows_between(self.data)
        self._read: dict[str, Mapping | None] = {}
        if self.data.find(b"!", 0, self._start) >= 0 and b"<!DOCTYPE" in self.data[: self._start]:
            forbid_doctype()
        extent = sheet_extent.extent(self.data, self._start, self._end)
        if extent and extent[0] * extent[1] > MAX_AREA:
            self._refuse_far_cells(*extent)

    def _refuse_far_cells(self, rows: int, columns: int) -> None:
        """Empty rows may lie as far away as they like. Raises Fault."""
        try:
            rows, columns = sheet_extent.filled(self.data)
        except Fault:  # calamine may read on where XML ends
            pass
        if rows * columns > MAX_AREA:
            raise too_large(f"有工作表一直用到第 {rows} 行、第 {columns} 列，超出能读的范围")

    @property
    def formats(self) -> Mapping[tuple[int, int], Shown] | None:
        """How numbers are printed; like the other two None when a broken part does not tell."""
        return self._once("formats", self._formats)

    @property
    def formulas(self) -> Mapping[tuple[int, int], str] | None:
        return self._once("formulas", self._formula_texts)

    @property
    def comments(self) -> Mapping[tuple[int, int], str] | None:
        return self._once("comments", self._comments)

    def _once(self, kind: str, read: Callable[[], Mapping]) -> Mapping | None:
        if kind not in self._read:
            try:
                self._read[kind] = read()
            except Fault:
                self._read[kind] = None
        return self._read[kind]

    def _rows_hold(self, letter: bytes) -> bool:
        """Among the rows only formulas have an ``f``, and error values begin with ``#``: no scan is cheaper."""
        return self.data.find(letter, self._start, self._end) >= 0

    def marks(self) -> list[BadCell]:
        """Error cells and formulas without a cached value."""
        formulas = self._rows_hold(b"f")
        if not formulas and not self._rows_hold(b"#"):
            return []
        found = sheet_scan.marks(self.data, formulas) if sheet_scan.is_plain(self.data) else None
        if found is None:
            from .sheet_cells import marks

            found = marks(self._cells())
        if any(value is UNCACHED for _, _, value in found) and b"array" in self.data:
            found += self._array_marks({(row, col) for row, col, value in found if value is UNCACHED})
        return found

    def _array_marks(self, uncached: set[tuple[int, int]]) -> list[BadCell]:
        """An array formula without a result leaves its whole range without one; only its first cell says so."""
        found = []
        for formula in self._formulas():
            if formula.attributes.get("t") == "array" and (formula.row, formula.col) in uncached:
                box = _box(formula.attributes.get("ref", ""))
                if box and (box.bottom + 1) * (box.right + 1) <= MAX_AREA:
                    found += [
                        (row, col, UNCACHED)
                        for row in range(box.top, box.bottom + 1)
                        for col in range(box.left, box.right + 1)
                    ]
        return found

    def _cells(self) -> list:
        """Every cell (sheet_cells.Cell) of a part that is not written as usual: it is parsed as a whole."""
        from .sheet_cells import cells

        return cells(self.data)

    def _comments(self) -> dict[tuple[int, int], str]:
        from .comments import sheet_comments  # hardly a rule asks for them

        return sheet_comments(self.package, self.name)

    def _formulas(self) -> list[Formula]:
        if not self._rows_hold(b"f"):
            return []
        found = sheet_scan.formulas(self.data) if sheet_scan.is_plain(self.data) else None
        if found is not None:
            return found
        return [
            Formula(cell.row, cell.col, cell.formula, cell.formula_attributes)
            for cell in self._cells()
            if cell.formula is not None
        ]

    def _formula_texts(self) -> dict[tuple[int, int], str]:
        """Texts with their equals sign; the followers of a shared formula get the first one's, moved to their place."""
        formulas = self._formulas()
        masters = {
            formula.attributes.get("si"): formula
            for formula in formulas
            if formula.text and formula.attributes.get("t") == "shared"
        }
        texts = {}
        for formula in formulas:
            master = None if formula.text else masters.get(formula.attributes.get("si"))
            text = _moved(master, formula) if master else formula.text
            texts[formula.row, formula.col] = "=" + text
        return self._as_excel_names(texts)

    def _as_excel_names(self, texts: dict[tuple[int, int], str]) -> dict[tuple[int, int], str]:
        """The functions of ours that LibreOffice wrote under long names, as everybody knows them."""
        if not any(sign in self.data for sign in _AS_CALC_WRITES):
            return texts
        from .calc_names import short

        return {place: short(text) for place, text in texts.items()}

    def _formats(self) -> dict[tuple[int, int], Shown]:
        styles = self.styles.formats
        if not styles:
            return {}
        found = sheet_scan.formats(self.data, styles) if sheet_scan.is_plain(self.data) else None
        if found is not None:
            return found
        return {
            (cell.row, cell.col): styles[cell.style]
            for cell in self._cells()
            if cell.style in styles and cell.kind == "n" and (cell.value or cell.formula is not None)
        }


def _moved(master: Formula, formula: Formula) -> str:
    from .shared_formulas import moved  # not before a rule asks for formulas, and only for these

    return moved(master.text, formula.row - master.row, formula.col - master.col)


def _box(reference: str) -> Box | None:
    try:
        return parse_box(reference)
    except ValueError:
        return None
