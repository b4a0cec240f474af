"""The rows of a sheet 校验结果 as they were written, whatever a user has sorted or merged in it since."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha1

from .book import Sheet
from .findings_sheet import (
    ACTUAL,
    CELL,
    DIFFERENCE,
    EXPECTED,
    EXPLANATION,
    HIDDEN,
    LEVEL,
    MESSAGE,
    ROW_MARK,
    RULE,
    SHEET,
    SHOWN,
    find_header,
    is_rest_of_findings,
)

_VISIBLE = (RULE, SHEET, CELL, MESSAGE)
OURS = tuple(label for label in SHOWN if label != EXPLANATION)  # the columns whose texts nobody but this package writes
NO_FINDING = "无结论"  # the level of a row that only keeps an explanation: whoever reads it may delete it
SEEN = (RULE, SHEET, CELL, MESSAGE, EXPECTED, ACTUAL, DIFFERENCE)  # by these a row is known whose hidden cells are gone
_WAITS, _AGAIN = "”写过核实说明，这次没有这条结论：", "（原核实说明须重写："
_LEVEL = OURS.index(LEVEL)
_LONGEST = 32000  # characters of a text that every host writes whole
_SEAM = "|"  # between the texts of a row


def row_mark(rule: str, sheet: str, cell: str, message: str) -> str:
    """What the hidden cells of a row say of its visible ones, in short; blanks and line ends differ between programs."""
    said = "".join("\0".join((rule, sheet, cell, message)).split()).replace("\0", "\n")
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


def with_reopened(message: str, reopened: str) -> str:
    """What a row says, with an explanation that must be written anew."""
    return f"{message}{_AGAIN}{reopened}）" if reopened else message


def waiting(subject: str) -> str:
    """What a row says that keeps the explanation of a finding which there is no more."""
    return (
        f"“{subject}{_WAITS}已经改正的，可删去本行；改了名称的，请把说明写到新的结论上；这次没有检到的，以后检到时自动对上"
    )


def taken_apart(message: str) -> tuple[str, str, str]:
    """What a row says as (the finding's own words, the subject that is waited for, the explanation to be written anew)."""
    words, _, reopened = message.partition(_AGAIN)
    subject, waits, _ = words.partition(_WAITS)
    return words, subject.removeprefix("“") if waits else "", reopened.removesuffix("）")


def sight(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts of SEEN as they are compared; blanks and line ends differ between programs."""
    return tuple(["".join(text.split()) for text in texts])


def texts_mark(heads: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """What all texts of a findings sheet say that are ours, in short: those above its header, and by row those of OURS.

    Rows may be sorted; blanks, line ends and characters that no file holds differ between programs.
    """
    said = [*map(_plain, heads), *sorted([_plain(*row) for row in rows if row[_LEVEL] != NO_FINDING])]
    return sha1("\r".join(said).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def _plain(*texts: str) -> str:
    text = _SEAM.join(texts)
    if len(text) > _LONGEST:
        text = _SEAM.join([one[:_LONGEST] for one in texts])
    if not text.isprintable():
        text = "".join(filter(str.isprintable, text))
    return text.replace(" ", "")


def is_retouched(sheet: Sheet) -> bool:
    """Whether somebody has changed texts of a findings sheet that are ours; never where an earlier version gave them no mark."""
    if is_rest_of_findings(sheet):
        return True
    header, columns = find_header(sheet) or (0, {})
    above = sheet.rows[:header] if ROW_MARK in columns else ()
    stated = next((row[columns[ROW_MARK]] for row in above if row[columns[ROW_MARK]] != ""), None)
    if stated is None:
        return False
    heads = (next((str(value) for value in row if value != ""), "") for row in above)
    below = ([str(row[columns[label]]) if label in columns else "" for label in OURS] for row in sheet.rows[header + 1 :])
    return texts_mark(filter(None, heads), (row for row in below if row[0] != "" and row[_LEVEL] != "")) != stated
