"""What was typed under 核实说明 in the sheets 校验结果 of a workbook."""

from collections.abc import Iterator, Mapping

from ..core.book import Book, CellError, Sheet
from ..core.explanations import UNREAD, Given
from ..core.findings_rows import SEEN, sight, taken_apart, written_rows
from ..core.findings_sheet import CELL, EXPLANATION, FINGERPRINT, KEY, MESSAGE, REOPENED, RULE, SHEET
from ..core.money import decimal, plain


def explanations(book: Book) -> list[Given]:
    """The explanation of each finding, in order, and those that still wait to be written anew.

    A findings sheet, or a row of it, may have been copied: of two texts none is the right one, and both wait.
    """
    by_key: dict[str, list[Given]] = {}
    for sheet in book.sheets:
        for given in _typed(sheet):
            by_key.setdefault(given.key, []).append(given)
    return [typed[0] if len(typed) == 1 else _one_of(typed) for typed in by_key.values()]


def _one_of(typed: list[Given]) -> Given:
    texts = list(dict.fromkeys(one.text for one in typed if one.text))
    if len(texts) > 1:
        return typed[0]._replace(text="", reopened=f"{'；'.join(texts)}（{len(texts)} 处写得不同，请写成一条）")
    return next((one for one in typed if one.text), typed[0])


def _typed(sheet: Sheet) -> Iterator[Given]:
    for _, row in written_rows(sheet):
        said = {label: _text(value) for label, value in row.items()}
        one = Given(said[KEY], said[EXPLANATION], said[FINGERPRINT], said.get(REOPENED, "")) if KEY in said else _seen(said)
        if one.key and (one.text or one.reopened):
            yield one


def _seen(said: Mapping[str, str]) -> Given:
    """What a row says whose hidden cells are gone; until its finding is found, its key is made of what is seen."""
    words, waiting_for, reopened = taken_apart(said[MESSAGE])
    if waiting_for:
        return Given(f"{said[RULE]}/{waiting_for}", said[EXPLANATION], "", reopened)
    key = "/".join([said[label] for label in (RULE, SHEET, CELL)])
    seen = sight({**dict.fromkeys(SEEN, ""), **said, MESSAGE: words}[label] for label in SEEN)
    return Given(key if said[RULE] else "", said[EXPLANATION], "", reopened, seen)


def _text(value) -> str:
    """What a cell says; a number typed as an explanation is one too, if a poor one."""
    if value.__class__ is CellError:
        return UNREAD
    if value.__class__ is float:
        return plain(decimal(value))  # 20240501, not 20240501.0: it is told to whoever typed it
    return value.strip() if value.__class__ is str else "" if value is None else str(value)
