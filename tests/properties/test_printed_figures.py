"""How figures are printed changes no verdict: amounts with fewer decimals than they have, 元 as 万元, a figure whose
comparator and unit its number format prints."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from perfeval_xl.core.book import Book, Extras, Sheet, Shown
from perfeval_xl.domain.forms import FINAL_ACCOUNT, SELF_EVALUATIONS
from perfeval_xl.recognition import recognise
from perfeval_xl.rules.check import check_book
from tests.support.books import EXAMPLES, example
from tests.support.drawn import drawn_book

GOLDEN = Path(__file__).parents[1] / "golden" / "layouts"
LAYOUTS = [layout for path in sorted(GOLDEN.glob("*.toml")) for layout in tomllib.loads(path.read_text("utf-8")).get("layout", ())]
DRAWN = [pytest.param(lambda layout=layout: drawn_book(layout["sheets"]), id=layout["name"]) for layout in LAYOUTS]
BOOKS = [pytest.param(lambda path=path: example(path.stem), id=path.stem) for path in sorted(EXAMPLES.glob("*.xlsx"))] + DRAWN
_OF_PRINTED_DECIMALS = "F14"
_WITH_WORDS = re.compile(r"([≥≤=]?)([0-9]+(?:\.([0-9]+))?)(%|[\u4e00-\u9fff]{1,3})")


def amounts(book: Book) -> set[tuple[str, int, int]]:
    """Where amounts of money stand that are numbers and no texts."""
    found = []
    for form in recognise(book).forms:
        if form.kind == FINAL_ACCOUNT:
            rows = [*form.lines, *form.rows, *([form.total] if form.total else [])]
            found += [field for row in rows for field in row.amounts.values()] + [*form.figures.values()]
        elif form.kind in SELF_EVALUATIONS:
            found += [field for row in form.funds for field in row.amounts if field is not None]
    return {field.place for field in found if field.number is not None and is_number(book, field.place)}


def is_number(book: Book, place: tuple[str, int, int]) -> bool:
    sheet, row, col = place
    return isinstance(book.sheet(sheet).rows[row][col], int | float)


def printed(book: Book, shown: Shown, times: int = 1) -> Book:
    """The book with its amounts printed so, each *times* as large."""
    places = amounts(book)
    return book._replace(sheets=tuple(_printed(sheet, places, shown, times) for sheet in book.sheets))


def _printed(sheet: Sheet, places: set, shown: Shown, times: int) -> Sheet:
    here = {(row, col) for name, row, col in places if name == sheet.name}
    rows = [
        [round(value * times, 4) if (row, col) in here else value for col, value in enumerate(cells)]
        for row, cells in enumerate(sheet.rows)
    ]
    formats = {**(sheet.formats or {}), **dict.fromkeys(here, shown)}
    return Sheet(sheet.name, rows, sheet.merges, sheet.hidden, Extras(formats, sheet.formulas, sheet.comments))


def verdicts(book: Book) -> Counter:
    run = check_book(book)
    found = [(one.key, one.severity, one.field.cell) for one in run.findings if one.rule != _OF_PRINTED_DECIMALS]
    return Counter([*found, *[(one.rule, one.sheet, one.cell) for one in run.unchecked]])


@pytest.mark.parametrize("made", BOOKS)
def test_amounts_with_fewer_decimals_than_they_have(made):
    book = made()
    if amounts(book):
        exact = verdicts(printed(book, Shown(2)))
        assert verdicts(printed(book, Shown(1))) == verdicts(printed(book, Shown(0))) == exact


@pytest.mark.parametrize("made", BOOKS)
def test_amounts_in_yuan_that_are_printed_in_wan_yuan(made):
    book = made()
    if amounts(book):
        assert verdicts(printed(book, Shown(2, scale=4), times=10_000)) == verdicts(printed(book, Shown(2)))


@pytest.mark.parametrize("made", BOOKS)
def test_comparators_and_units_that_the_format_prints(made):
    """“≥95%” typed as a text, and 0.95 in a cell with the format "≥"0%."""
    book = made()
    assert verdicts(with_numbers(book)) == verdicts(book)


def test_comparators_and_units_become_numbers():
    book = with_numbers(example("consistent-2024"))
    changed = [shown for sheet in book.sheets for shown in sheet.formats.values() if shown.before or shown.behind]
    assert len(changed) > 50


def with_numbers(book: Book) -> Book:
    """The book with targets and actuals that are a comparator, a figure and a unit as numbers that are printed so."""
    rows = [row for form in recognise(book).forms if form.kind in SELF_EVALUATIONS for row in form.indicators]
    fields = [field for row in rows for field in (row.target, row.actual) if field is not None]
    found = {field.place: words for field in fields if (words := _WITH_WORDS.fullmatch(field.text))}
    return book._replace(sheets=tuple(_with_numbers(sheet, found) for sheet in book.sheets))


def _with_numbers(sheet: Sheet, found: dict) -> Sheet:
    rows, formats = [list(cells) for cells in sheet.rows], dict(sheet.formats or {})
    for (name, row, col), (before, figure, decimals, unit) in ((place, words.groups()) for place, words in found.items()):
        if name == sheet.name and isinstance(rows[row][col], str):
            percent = unit == "%"
            rows[row][col] = float(figure) / 100 if percent else float(figure)
            formats[row, col] = Shown(len(decimals or ""), percent, 0, before, "" if percent else unit)
    return Sheet(sheet.name, rows, sheet.merges, sheet.hidden, Extras(formats, sheet.formulas, sheet.comments))
