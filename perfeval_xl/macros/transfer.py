"""One final-account table filled into another of the same name: by the words of lines and the codes of subjects."""

from collections.abc import Iterator, Mapping

from ..core.book import Book, Sheet
from ..core.cells import Field, Place
from ..core.money import in_unit
from ..core.record import Record
from ..domain.forms import FinalAccount, SubjectRow
from ..recognition.final_account.subject_columns import PART

Key = tuple  # what a figure is, whatever cell it stands in
_LISTED = ("income", "expenditure", "general_public_budget", "government_fund", "state_capital")
_BEHIND = "　"  # between a note and what is added to it


class Transfer(Record):
    """What is to be written into a sheet: rows inserted before *insert_at* first, then the values at their places."""

    sheet: str
    values: Mapping[Place, str | float | None]
    overwritten: int  # cells whose value was another one; what is added behind a text loses nothing
    unplaced: tuple[str, ...] = ()  # names of the rows that the sheet does not have
    insert_at: int = 0
    inserted: int = 0


def transfer(source: FinalAccount, printed: Sheet, target: FinalAccount, book: Book) -> Transfer:
    """The figures of *source*, a form on the sheet *printed*, for the cells of *target*, a form of *book*.

    What is a formula there stays one.
    """
    sheet = book.sheet(target.sheet)
    figures = dict(_figures(source))
    cells = dict(_figures(target))
    values = {
        (field.row, field.col): _amount(figures.get(key), target.unit)
        for key, field in cells.items()
        if key in figures or field.number is not None
    }
    unplaced = tuple(_unplaced(figures, cells, source))
    values |= _reason_for_no_data(source, target)
    if target.table not in _LISTED or target.total is None:
        return _made(sheet, values, unplaced)
    rows = _slots(sheet, target)
    at = rows[-1] if rows else target.total.row + 1
    missing = max(len(source.rows) - len(rows), 0)
    rows = [*rows[:-1], *range(at, at + missing + (1 if rows else 0))]
    values = {(row + missing if row >= at else row, col): value for (row, col), value in values.items()}
    values |= _list(source, printed, target, rows)
    return _made(sheet, values, unplaced, at, missing)


def _made(sheet: Sheet, values: dict, unplaced: tuple[str, ...], at: int = 0, inserted: int = 0) -> Transfer:
    """Without what would overwrite a formula, or changes nothing."""

    def old(place: Place) -> Place | None:
        """Where a cell stands before rows are inserted; None for one of the new rows."""
        row, col = place
        return place if row < at or not inserted else None if row < at + inserted else (row - inserted, col)

    formulas = sheet.formulas or {}
    wanted, overwritten = {}, 0
    for place, value in values.items():
        here = old(place)
        if here is not None and here in formulas:
            continue
        present = sheet.value(*here) if here is not None else ""
        if present == (value if value is not None else ""):
            continue
        wanted[place] = value
        overwritten += present != "" and not _adds_to(present, value)
    return Transfer(sheet.name, wanted, overwritten, unplaced, at, inserted)


def _adds_to(present: object, value: object) -> bool:
    """Whether *value* is the note that is there with a reason behind it."""
    return isinstance(present, str) and isinstance(value, str) and value.startswith(present + _BEHIND)


def _figures(form: FinalAccount) -> Iterator[tuple[Key, Field]]:
    """Every amount of a table that has a place of its own, by what it is."""
    seen: dict[tuple[str, str], int] = {}
    for line in form.lines:
        if line.name:
            which = seen[line.side, line.name] = seen.get((line.side, line.name), 0) + 1
            for role, field in line.amounts.items():
                yield (line.side, line.name, which, role), field
    if form.total is not None:
        for role, field in form.total.amounts.items():
            yield ("", "合计", role), field
    for role, field in form.figures.items():
        yield ("figure", role), field
    if form.table not in _LISTED:
        for row in form.rows:
            for role, field in row.amounts.items():
                yield ("subject", row.code, role), field


def _reason_for_no_data(source: FinalAccount, target: FinalAccount) -> dict[Place, str]:
    """What an empty table says of being empty, behind the notes of the other table or on the line below it."""
    if not source.notes or source.rows or any(field.number for _, field in _figures(source)):
        return {}
    reason = source.notes[-1].text
    if any(reason in note.text for note in target.notes):
        return {}
    if target.notes:
        last = target.notes[-1]
        return {(last.row, last.col): f"{last.text}{_BEHIND}{reason}"}
    return {(target.box.bottom + 1, target.box.left): reason}


def _unplaced(figures: Mapping[Key, Field], cells: Mapping[Key, Field], source: FinalAccount) -> Iterator[str]:
    """The names of the rows that have an amount and no cell to go to; a part of an amount that has one loses nothing."""
    names = {row.code: row.name for row in source.rows}
    figures = {key: field for key, field in figures.items() if PART not in key[-1]}
    lost = {key[1]: field.label for key, field in figures.items() if field.number and key not in cells}
    yield from (f"{key} {names[key]}" if key in names else label for key, label in sorted(lost.items()))


def _slots(sheet: Sheet, target: FinalAccount) -> list[int]:
    """The rows of the list: those with subjects, and the blank ones below them."""
    rows = [row.row for row in target.rows]
    row = max([target.total.row, *rows]) + 1
    while row < len(sheet.rows) and not any(value != "" for value in sheet.rows[row]):
        rows.append(row)
        row += 1
    return rows


def _list(
    source: FinalAccount, printed: Sheet, target: FinalAccount, rows: list[int]
) -> dict[Place, str | float | None]:
    """The subject rows of *source* one below the other; rows that are left over are emptied."""
    total: SubjectRow = target.total
    code, name = total.code_col, total.name_col
    amounts = {role: field.col for role, field in total.amounts.items()}
    values: dict[Place, str | float | None] = {}
    for place, row in enumerate(rows):
        subject = source.rows[place] if place < len(source.rows) else None
        if code == name:
            values[row, code] = f"{subject.code} {subject.name}".strip() if subject else None
        else:
            values[row, code] = subject.code if subject else None
            values[row, name] = _indented(printed, subject) if subject else None
        for role, col in amounts.items():
            values[row, col] = _amount(subject.amounts.get(role), target.unit) if subject else None
    return values


def _indented(printed: Sheet, subject: SubjectRow) -> str:
    """A subject's name as it is printed: blanks before it show its level."""
    text = printed.value(subject.row, subject.name_col)
    return text if isinstance(text, str) and text.strip() == subject.name else subject.name


def _amount(field: Field | None, unit: str) -> float | None:
    """An amount in the unit of the table it goes into; None for an empty cell."""
    if field is None or field.number is None:
        return None
    return float(in_unit(field.number, unit))
