"""A sheet under construction: cells put down one by one, merges, and the whole moved, stretched or repeated."""

from perfeval_xl.core.book import Book, Extras, Sheet


class Page:
    """Cells by (row, col) and merges as (top, left, bottom, right)."""

    def __init__(self):
        self.cells: dict[tuple[int, int], object] = {}
        self.merges: list[tuple[int, int, int, int]] = []

    def put(self, row: int, col: int, value, bottom: int | None = None, right: int | None = None) -> None:
        if value != "":
            self.cells[row, col] = value
        bottom, right = row if bottom is None else bottom, col if right is None else right
        if (bottom, right) != (row, col):
            self.merges.append((row, col, bottom, right))

    @property
    def height(self) -> int:
        return 1 + max([row for row, _ in self.cells] + [merge[2] for merge in self.merges])

    @property
    def width(self) -> int:
        return 1 + max([col for _, col in self.cells] + [merge[3] for merge in self.merges])

    def mapped(self, rows=lambda row: row, cols=lambda col: col) -> "Page":
        """The page with every row and column number mapped: moved, or with blank rows and columns in between."""
        page = Page()
        page.cells = {(rows(row), cols(col)): value for (row, col), value in self.cells.items()}
        page.merges = [(rows(top), cols(left), rows(bottom), cols(right)) for top, left, bottom, right in self.merges]
        return page

    def moved(self, down: int, right: int) -> "Page":
        return self.mapped(lambda row: row + down, lambda col: col + right)

    def with_blank_row(self, at: int) -> "Page":
        return self.mapped(rows=lambda row: row + (row >= at))

    def with_blank_column(self, at: int) -> "Page":
        return self.mapped(cols=lambda col: col + (col >= at))

    def with_values(self, change) -> "Page":
        page = self.mapped()
        page.cells = {place: change(value) for place, value in page.cells.items()}
        return page

    def beside(self, other: "Page", gap: int = 1) -> "Page":
        return self._joined(other.moved(0, self.width + gap))

    def above(self, other: "Page", gap: int = 1) -> "Page":
        return self._joined(other.moved(self.height + gap, 0))

    def _joined(self, other: "Page") -> "Page":
        page = self.mapped()
        page.cells.update(other.cells)
        page.merges += other.merges
        return page

    def sheet(self, name: str = "自评表") -> Sheet:
        rows = tuple(tuple(self.cells.get((row, col), "") for col in range(self.width)) for row in range(self.height))
        return Sheet(name, rows, self.merges, extras=Extras({}, {}, {}))


def book_of(*pages: Page, name: str = "自评表") -> Book:
    """A book with one sheet a page."""
    return Book(tuple(page.sheet(name if i == 0 else f"{name}{i + 1}") for i, page in enumerate(pages)))
