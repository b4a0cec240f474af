"""The rows of a sheet 校验结果 as they were written, whatever a user has sorted or merged in it since."""

from collections.abc import Iterator
from hashlib import sha1

from .book import Sheet
from .findings_sheet import CELL, EXPLANATION, HIDDEN, MESSAGE, ROW_MARK, RULE, SHEET, find_header

_VISIBLE = (RULE, SHEET, CELL, MESSAGE)


def row_mark(rule: str, sheet: str, cell: str, message: str) -> str:
    """What the hidden cells of a row say of its visible ones, in short; blanks and line ends differ between programs."""
    said = "\n".join("".join(words.split()) for words in (rule, sheet, cell, message))
    return sha1(said.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:12]


def written_rows(sheet: Sheet) -> Iterator[tuple[int, dict[str, object]]]:
    """The rows below the header of a findings sheet: (row number, value by label), as they were written.

    Who sorts the visible columns alone leaves the hidden ones where they were: those of a row go with the visible cells
    that they were written for. In a merged range its first cell speaks for all of its rows.
    """
    header, columns = find_header(sheet) or (len(sheet.rows), {})
    rows = {at: {label: row[col] for label, col in columns.items()} for at, row in enumerate(sheet.rows) if at > header}
    if EXPLANATION in columns:
        _spread(sheet, columns[EXPLANATION], rows)
    if ROW_MARK not in columns:  # none of this version
        yield from rows.items()
        return
    marks = {at: row_mark(*(str(values.get(label, "")) for label in _VISIBLE)) for at, values in rows.items()}
    strayed: dict[str, list[int]] = {}  # rows whose hidden cells are not about what is seen there
    for at, values in rows.items():
        if values[ROW_MARK] and values[ROW_MARK] != marks[at]:
            strayed.setdefault(str(values[ROW_MARK]), []).append(at)
    claimed = {at: strayed[mark].pop(0) for at, mark in marks.items() if rows[at][ROW_MARK] != mark and strayed.get(mark)}
    gone = set(claimed.values())
    for at, values in rows.items():
        hidden = rows[claimed[at]] if at in claimed else dict.fromkeys(HIDDEN, "") if at in gone else values
        yield at, {**values, **{label: hidden[label] for label in HIDDEN if label in columns}}


def _spread(sheet: Sheet, col: int, rows: dict[int, dict]) -> None:
    for top, left, bottom, right in sheet.merges:
        for at in range(top + 1, min(bottom + 1, len(sheet.rows))) if left <= col <= right and top in rows else ():
            rows[at][EXPLANATION] = rows[top][EXPLANATION]
